//! A filter in front of a terminal: what formats for programs write, made visible on its way.
//!
//! In a pipe or a file such formats are byte for byte; a terminal would obey what it is told.

use std::io::{self, Write};

use crate::text::show_bytes;

/// Bytes of one line that are kept to see a character beside its neighbours.
const MOST: usize = 64 * 1024;

/// Makes text visible; line feeds and tabs stay, and so do characters split over two writes.
pub struct Filter<W> {
    out: W,
    held: Vec<u8>,
}

impl<W: Write> Filter<W> {
    /// In front of an output.
    pub fn new(out: W) -> Self {
        Self { out, held: Vec::new() }
    }

    /// Writes the first bytes of those that are held.
    fn pass(&mut self, count: usize) -> io::Result<()> {
        let mut shown = String::with_capacity(count + 16);
        show_bytes(&self.held[..count], |c| matches!(c, '\n' | '\t'), &mut shown);
        self.held.drain(..count);
        self.out.write_all(shown.as_bytes())
    }
}

impl<W: Write> Write for Filter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if let Some(end) = memchr::memrchr(b'\n', &self.held) {
            self.pass(end + 1)?;
        }
        if self.held.len() > MOST {
            self.pass(self.held.len() - unfinished(&self.held))?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass(self.held.len())?;
        self.out.flush()
    }
}

/// How many bytes at the end may be the beginning of a character.
fn unfinished(bytes: &[u8]) -> usize {
    let chunk = bytes.utf8_chunks().last();
    let invalid = chunk.map_or(&[][..], |chunk| chunk.invalid());
    let begins = |error: std::str::Utf8Error| error.error_len().is_none();
    if std::str::from_utf8(invalid).is_err_and(begins) { invalid.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filtered(writes: &[&[u8]]) -> String {
        let mut out = Vec::new();
        let mut filter = Filter::new(&mut out);
        for bytes in writes {
            filter.write_all(bytes).unwrap();
        }
        filter.flush().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown_and_lines_stay() {
        assert_eq!(filtered(&[b"a\tb\r\n\x1b]52;c;QQ\x07\xff\n"]), "a\tb␍\n␛]52;c;QQ␇<FF>\n");
    }

    #[test]
    fn a_character_may_come_in_two_writes() {
        for at in 0..=9 {
            let text = "é\u{202e}中x".as_bytes();
            assert_eq!(filtered(&[&text[..at], &text[at..]]), "é<U+202E>中x", "{at}");
        }
        let long = "中".repeat(MOST);
        let (first, second) = long.as_bytes().split_at(MOST + 5);
        assert_eq!(filtered(&[first, second]), long);
        assert_eq!(filtered(&[b"a\xe4\xb8"]), "a<E4><B8>");
    }
}
