//! Letters that an encoding does not have, and halves of letters: a row that holds such is not the row that was written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use csv::StringRecord;

use super::{InputRow, Rows};

/// What a decoder puts where bytes are no letter of its encoding.
const NO_LETTER: char = '\u{fffd}';

/// Rows of bytes that were decoded: one with bytes that are no letter cannot be read. Where the input itself has the
/// picture of such a letter, nobody knows which of them were bytes.
pub(super) fn decoded(rows: Rows, has_picture: Arc<AtomicBool>) -> Rows {
    Box::new(rows.map(move |row| {
        let InputRow { line, fields } = row?;
        let fields = fields.and_then(|fields| {
            let has_none = fields.iter().any(|field| field.contains(NO_LETTER));
            if has_none && !has_picture.load(Ordering::Relaxed) {
                Err((raw(&fields), "it has bytes that are no letter of its encoding".to_owned()))
            } else {
                Ok(fields)
            }
        });
        Ok(InputRow { line, fields })
    }))
}

fn raw(fields: &StringRecord) -> String {
    fields.iter().collect::<Vec<_>>().join(" | ")
}

/// Whether JSON writes one half of a letter alone (`\ud800`), which no text can hold.
pub(super) fn has_half_a_letter(json: &str) -> bool {
    let units = |at: usize| -> Option<u16> {
        let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut at = 0;
    while let Some(found) = json[at..].find('\\').map(|found| at + found) {
        match units(found) {
            Some(0xd800..=0xdbff) if matches!(units(found + 6), Some(0xdc00..=0xdfff)) => at = found + 12,
            Some(0xd800..=0xdfff) => return true,
            Some(_) => at = found + 6,
            // What is escaped is one character, a backslash too.
            None => at = found + 1 + json[found + 1..].chars().next().map_or(0, char::len_utf8),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_of_a_letter_is_found_and_a_whole_one_is_none() {
        for whole in [r#""a""#, r#""\ud83d\ude00""#, r#""\\ud800""#, r#""\n\u00e9""#, r#""\\\\ud800 \\""#, "\"\\"] {
            assert!(!has_half_a_letter(whole), "{whole}");
        }
        for half in [r#""a\ud800b""#, r#""\ud83d\ud83d""#, r#""\ude00""#, r#""\\\ud800""#, r#""\ud83d""#] {
            assert!(has_half_a_letter(half), "{half}");
        }
    }
}
