//! Numbers of JSON that SQLite's are too short for: kept as the texts that they are.

use std::borrow::Cow;

/// Whole numbers of fewer digits are held by 64 bits.
const LONG: usize = 19;

/// JSON whose whole numbers that are longer than SQLite holds (64 bits) are texts, so that no digit is lost.
pub(super) fn exact(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let (mut told, mut from) = (String::new(), 0);
    let (mut at, mut is_text) = (0, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if is_text => at += 1,
            b'"' => is_text = !is_text,
            b'-' | b'0'..=b'9' if !is_text => {
                let end = at + 1 + bytes[at + 1..].iter().take_while(|byte| is_of_a_number(**byte)).count();
                let number = &json[at..end];
                let is_whole = number.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
                if is_whole && number.len() >= LONG && number.parse::<i64>().is_err() {
                    told.push_str(&json[from..at]);
                    told.extend(["\"", number, "\""]);
                    from = end;
                }
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    if from == 0 { json.into() } else { (told + &json[from..]).into() }
}

/// Whether a byte can stand in a number behind its first.
fn is_of_a_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_keep_their_digits() {
        let same = [
            r#"{"a":9223372036854775807,"b":-9223372036854775808}"#,
            r#"["12345678901234567890", 1.5e300, 0.1234567890123456789012]"#,
            r#"{"\"12345678901234567890":1}"#,
        ];
        for json in same {
            assert!(matches!(exact(json), Cow::Borrowed(_)), "{json}");
        }
        assert_eq!(
            exact(r#"{"a":9223372036854775808,"b":[-12345678901234567890],"c":1}"#),
            r#"{"a":"9223372036854775808","b":["-12345678901234567890"],"c":1}"#
        );
        assert_eq!(exact("12345678901234567890"), "\"12345678901234567890\"");
    }
}
