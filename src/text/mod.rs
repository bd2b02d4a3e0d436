//! Escaping for people's eyes: nothing that a text holds may move the cursor, hide or reorder text.
//!
//! C0 controls and DEL become their pictures (U+2400 ..), which take one column; C1 controls, bidi
//! controls, line separators and characters that show as nothing become `<U+202E>`, and so do the
//! pictures themselves, so that a line feed and the picture of one stay apart; bytes that are not
//! UTF-8 become `<FF>`. Everything that is printed for people passes one of the functions here.

mod filter;
mod sequence;
pub mod width;

use std::borrow::Cow;

pub use filter::Filter;

/// First strong isolate and pop directional isolate (UAX 9).
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// A cell's bytes as text that is safe to show.
///
/// Text that runs from right to left is isolated, so that it cannot turn the cells beside it.
#[must_use]
pub fn visible(bytes: &[u8]) -> Cow<'_, str> {
    if bytes.is_ascii() && !bytes.iter().any(|&byte| byte < 0x20 || byte == 0x7F) {
        // Only printable ASCII, the usual case.
        return String::from_utf8_lossy(bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.chars().any(|c| replacement(c).is_some() || is_right_to_left(c))
    {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(bytes.len() + 16);
    show_bytes(bytes, |_| false, &mut shown);
    let turns = shown.chars().any(is_right_to_left);
    Cow::Owned(if turns { isolate(&shown) } else { shown })
}

/// Text that cannot turn what stands beside it on its line.
#[must_use]
pub fn isolate(text: &str) -> String {
    format!("{}{text}{}", ISOLATE.0, ISOLATE.1)
}

/// The text within isolates, if it is isolated.
#[must_use]
pub fn isolated(text: &str) -> Option<&str> {
    text.strip_prefix(ISOLATE.0)?.strip_suffix(ISOLATE.1)
}

/// A sentence that quotes data: one line, whatever the data holds.
///
/// What was made visible before stays as it is.
#[must_use]
pub fn sentence(text: &str) -> Cow<'_, str> {
    clean(text, is_picture)
}

/// Whole lines of text: line feeds part them, and nothing else is let through.
///
/// What was made visible before stays as it is.
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    clean(text, |c| c == '\n' || is_picture(c))
}

/// Whole lines of text of our own with the colours they have.
#[must_use]
pub fn styled(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    let mut parts = text.split("\u{1b}[");
    shown.push_str(&lines(parts.next().unwrap_or_default()));
    for part in parts {
        let after = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        let (escape, rest) = match after.strip_prefix('m') {
            Some(rest) => (format!("\u{1b}[{}m", &part[..part.len() - after.len()]), rest),
            None => ("␛[".to_owned(), part),
        };
        shown.push_str(&escape);
        shown.push_str(&lines(rest));
    }
    shown
}

fn clean(text: &str, keeps: impl Fn(char) -> bool + Copy) -> Cow<'_, str> {
    if text.chars().all(|c| keeps(c) || replacement(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    show(text, keeps, &mut shown);
    Cow::Owned(shown)
}

/// Appends bytes as people may see them.
fn show_bytes(bytes: &[u8], keeps: impl Fn(char) -> bool + Copy, shown: &mut String) {
    for chunk in bytes.utf8_chunks() {
        show(chunk.valid(), keeps, shown);
        for byte in chunk.invalid() {
            shown.push_str(&format!("<{byte:02X}>"));
        }
    }
}

/// Appends text as people may see it; what `keeps` names stands for itself.
fn show(text: &str, keeps: impl Fn(char) -> bool, shown: &mut String) {
    for (at, c) in text.char_indices() {
        match replacement(c).filter(|_| !keeps(c)) {
            None => shown.push(c),
            Some(Shown::Picture(picture)) => shown.push(picture),
            Some(Shown::Number) if sequence::needs(&text[..at], c, &text[at + c.len_utf8()..]) => shown.push(c),
            Some(Shown::Number) => shown.push_str(&format!("<U+{:04X}>", u32::from(c))),
        }
    }
}

enum Shown {
    Picture(char),
    Number,
}

/// What a character is shown as, where it may not stand for itself.
///
/// These are the C0 and C1 controls and their pictures, all that Unicode calls default ignorable,
/// the separators of lines, the marks of annotations, and what is blank but no space.
fn replacement(c: char) -> Option<Shown> {
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).map(Shown::Picture),
        '\u{7F}' => Some(Shown::Picture('\u{2421}')),
        '\u{80}'..='\u{9F}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{13441}'..='\u{13442}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D159}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => Some(Shown::Number),
        c if is_picture(c) => Some(Shown::Number),
        _ => None,
    }
}

/// Whether a character is what a control is shown as.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2400}'..='\u{241F}' | '\u{2421}')
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
    fn a_line_feed_and_its_picture_stay_apart() {
        assert_eq!(shown("\n␊"), "␊<U+240A>");
    }

    #[test]
    fn what_shows_as_nothing_gets_its_number() {
        let ranges: &[(u32, u32)] = &[
            (0xAD, 0xAD),
            (0x34F, 0x34F),
            (0x61C, 0x61C),
            (0x115F, 0x1160),
            (0x17B4, 0x17B5),
            (0x180B, 0x180F),
            (0x200B, 0x200F),
            (0x202A, 0x202E),
            (0x2060, 0x206F),
            (0x2800, 0x2800),
            (0x3164, 0x3164),
            (0xFE00, 0xFE0F),
            (0xFEFF, 0xFEFF),
            (0xFFA0, 0xFFA0),
            (0xFFF0, 0xFFF8),
            (0x1BCA0, 0x1BCA3),
            (0x1D173, 0x1D17A),
            (0xE0000, 0xE0FFF),
        ];
        for c in ranges.iter().flat_map(|(first, last)| *first..=*last).filter_map(char::from_u32) {
            let number = format!("a<U+{:04X}>b", u32::from(c));
            assert_eq!(shown(&format!("a{c}b")), number);
            assert_eq!(lines(&format!("a{c}b")), number);
        }
    }

    #[test]
    fn what_shows_as_itself_stays() {
        for text in ["Zoë", "中文", "e\u{301}", "🇳🇱", "a b", "α → β", "…"] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn right_to_left_text_is_isolated() {
        assert_eq!(shown("שלום"), "\u{2068}שלום\u{2069}");
        assert_eq!(shown("سلام!"), "\u{2068}سلام!\u{2069}");
    }

    #[test]
    fn a_sentence_is_one_line_and_can_pass_twice() {
        let once = sentence("no query is named `a\nerror: b\u{202e}`").into_owned();
        assert_eq!(once, "no query is named `a␊error: b<U+202E>`");
        assert_eq!(lines(&sentence(&once)), once);
        assert_eq!(lines("a\nb\r\u{1b}]52;c;QQ\u{7}"), "a\nb␍␛]52;c;QQ␇");
    }

    #[test]
    fn only_colours_pass_styled_text() {
        assert_eq!(
            styled("\u{1b}[1;4mUsage\u{1b}[0m\nb\u{1b}[2J\u{1b}]0;x\u{7}"),
            "\u{1b}[1;4mUsage\u{1b}[0m\nb␛[2J␛]0;x␇"
        );
    }
}
