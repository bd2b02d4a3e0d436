//! Numbers that are no amounts of money: counts and degrees, read whole or not at all.

use super::ungrouped;

/// A number, its fraction after `decimal`; None where any part of the text is none.
#[must_use]
pub fn number(text: &str, decimal: char) -> Option<f64> {
    let plain = ungrouped(text.trim(), decimal)?.replace('\u{2212}', "-");
    let is_plain = plain.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    plain.parse::<f64>().ok().filter(|number| is_plain && number.is_finite())
}

/// How many there are: a whole number that is not below zero; `12.0` is one, `about 10`, `3.5` and `-1` are none.
#[must_use]
pub fn whole(text: &str, decimal: char) -> Option<i64> {
    let number = number(text, decimal)?;
    #[allow(clippy::cast_possible_truncation)] // within the whole numbers that a float holds
    let whole = (0.0..=9e15).contains(&number).then_some(number as i64)?;
    (number.fract() == 0.0).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_whole_or_not_at_all() {
        for (text, wanted) in [("1,200", Some(1200)), ("12.0", Some(12)), ("0", Some(0)), (" 7 ", Some(7))] {
            assert_eq!(whole(text, '.'), wanted, "{text}");
        }
        for none in ["about 10", "1 to 3", "3.5", "-5", "", "1,20", "twelve", "1e400", "NaN", "inf"] {
            assert_eq!(whole(none, '.'), None, "{none}");
        }
        assert_eq!(number("50,45", '.'), None);
        assert_eq!(number("50,45", ','), Some(50.45));
        assert_eq!(number("-12.25", '.'), Some(-12.25));
        assert_eq!(number("\u{2212}3.5", '.'), Some(-3.5));
        assert_eq!(number("48.85N", '.'), None);
    }
}
