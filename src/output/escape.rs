//! Escaping for people's eyes: nothing that a cell holds may move the cursor, hide or reorder text.
//!
//! C0 controls and DEL become their pictures (U+2400 ..), which take one column; C1 controls, bidi
//! controls, line separators and characters that show as nothing become `<U+202E>`; bytes that are
//! not UTF-8 become `<FF>`. Text that runs from right to left is isolated, so that it cannot turn
//! the cells beside it.

use std::borrow::Cow;

/// First strong isolate and pop directional isolate (UAX 9).
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// A cell's bytes as text that is safe to show.
#[must_use]
pub fn visible(bytes: &[u8]) -> Cow<'_, str> {
    if bytes.is_ascii() && !bytes.iter().any(|&byte| byte < 0x20 || byte == 0x7F) {
        // Only printable ASCII, the usual case.
        return String::from_utf8_lossy(bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.chars().any(|c| replacement(c).is_some() || is_right_to_left(c)) => Cow::Borrowed(text),
        _ => Cow::Owned(escaped(bytes)),
    }
}

fn escaped(bytes: &[u8]) -> String {
    let mut shown = String::with_capacity(bytes.len() + 16);
    let mut turns = false;
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            turns |= is_right_to_left(c);
            match replacement(c) {
                Some(Shown::Picture(picture)) => shown.push(picture),
                Some(Shown::Number) => shown.push_str(&format!("<U+{:04X}>", u32::from(c))),
                None => shown.push(c),
            }
        }
        for byte in chunk.invalid() {
            shown.push_str(&format!("<{byte:02X}>"));
        }
    }
    if turns { format!("{}{shown}{}", ISOLATE.0, ISOLATE.1) } else { shown }
}

enum Shown {
    Picture(char),
    Number,
}

/// What a character is shown as, where it may not stand for itself.
fn replacement(c: char) -> Option<Shown> {
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).map(Shown::Picture),
        '\u{7F}' => Some(Shown::Picture('\u{2421}')),
        '\u{80}'..='\u{9F}'
        | '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E001F}' => Some(Shown::Number),
        _ => None,
    }
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        visible(text.as_bytes()).into_owned()
    }

    #[test]
    fn controls_become_visible() {
        assert_eq!(shown("a\tb\nc\0\u{1b}[31m\u{7f}"), "a␉b␊c␀␛[31m␡");
        assert_eq!(shown("\u{9b}x\u{ad}\u{202e}y\u{200b}"), "<U+009B>x<U+00AD><U+202E>y<U+200B>");
        assert_eq!(visible(b"ok\xff\xc3").as_ref(), "ok<FF><C3>");
    }

    #[test]
    fn what_shows_as_itself_stays() {
        for text in ["Zoë", "中文", "👩\u{200d}🚀", "e\u{301}", "🇳🇱", "❤\u{fe0f}", "a b"] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn right_to_left_text_is_isolated() {
        assert_eq!(shown("שלום"), "\u{2068}שלום\u{2069}");
        assert_eq!(shown("سلام!"), "\u{2068}سلام!\u{2069}");
    }
}
