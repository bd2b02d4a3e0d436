//! On which line of a file a byte stands, while it is read: line feeds are noted as they pass.
//!
//! What parts lines may be CR LF, and a record may begin on the LF of the line before, or on empty lines.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// Where lines end that nobody has asked for yet, each with whether a CR stands before it.
type Ends = Arc<Mutex<VecDeque<(u64, bool)>>>;

/// A reader that notes where lines end.
pub struct Noting<R> {
    inner: R,
    given: u64,
    last: u8,
    ends: Ends,
}

/// The lines of what is read.
pub struct LineEnds {
    ends: Ends,
    /// The line that was asked for last.
    line: u64,
}

/// Notes where the lines end that are read from here on.
pub fn noting<R: Read>(inner: R) -> (Noting<R>, LineEnds) {
    let ends = Ends::default();
    (Noting { inner, given: 0, last: 0, ends: ends.clone() }, LineEnds { ends, line: 1 })
}

impl<R: Read> Read for Noting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let bytes = &buffer[..count];
        let mut ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        for at in memchr::memchr_iter(b'\n', bytes) {
            let before = at.checked_sub(1).map_or(self.last, |n| bytes[n]);
            ends.push_back((self.given + at as u64, before == b'\r'));
        }
        drop(ends);
        self.last = bytes.last().copied().unwrap_or(self.last);
        self.given += count as u64;
        Ok(count)
    }
}

impl LineEnds {
    /// The line of the record that begins at a byte, after the ends of lines that stand there; bytes are asked for in
    /// order.
    pub fn line_at(&mut self, byte: u64) -> u64 {
        let mut ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        let mut at = byte;
        while let Some((end, is_crlf)) = ends.front().copied() {
            let is_here = end == at || (is_crlf && end == at + 1);
            if end >= at && !is_here {
                break;
            }
            ends.pop_front();
            self.line += 1;
            at = at.max(end + 1);
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, starts: &[u64]) -> Vec<u64> {
        let (mut reader, mut ends) = noting(text.as_bytes());
        io::copy(&mut reader, &mut io::sink()).unwrap();
        starts.iter().map(|start| ends.line_at(*start)).collect()
    }

    #[test]
    fn a_byte_stands_on_its_line_whatever_parts_them() {
        assert_eq!(lines("a\nb\nc\n", &[0, 2, 4]), [1, 2, 3]);
        // A record of CR LF begins on the LF of the line before.
        assert_eq!(lines("a\r\nb\r\nc\r\n", &[0, 2, 5]), [1, 2, 3]);
        assert_eq!(lines("a\n\n\nb\n", &[0, 2]), [1, 4]);
        assert_eq!(lines("a\r\n\r\nb\r\n", &[0, 2]), [1, 3]);
        assert_eq!(lines("a\nx\nb\n", &[0, 2, 4]), [1, 2, 3]);
    }
}
