//! Numbers that are no amounts of money: counts and degrees, read whole or not at all.

use super::ungrouped;

/// A number, its fraction after `decimal`; None where any part of the text is none.
#[must_use]
pub fn number(text: &str, decimal: char) -> Option<f64> {
    let plain = plain(text, decimal)?;
    let is_plain = plain.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number = plain.parse::<f64>().ok().filter(|number| is_plain && number.is_finite())?;
    // A whole number that a float does not hold to the digit is not made another.
    let is_whole = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'+');
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // that is what is asked
    let is_exact = || plain.parse::<i64>().is_ok_and(|whole| whole as f64 as i64 == whole && whole != i64::MAX);
    (!is_whole || number.abs() < EXACT || is_exact()).then_some(number)
}

/// Below this a float holds every whole number.
const EXACT: f64 = 9_007_199_254_740_992.0;

fn plain(text: &str, decimal: char) -> Option<String> {
    Some(ungrouped(text.trim(), decimal)?.replace('\u{2212}', "-"))
}

/// How many there are: a whole number that is not below zero; `12.0` is one, `about 10`, `3.5` and `-1` are none.
#[must_use]
pub fn whole(text: &str, decimal: char) -> Option<i64> {
    if let Ok(whole) = plain(text, decimal)?.parse::<i64>() {
        return Some(whole).filter(|whole| *whole >= 0);
    }
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
        assert_eq!(whole("9007199254740993", '.'), Some(9_007_199_254_740_993));
        assert_eq!(whole("9223372036854775807", '.'), Some(i64::MAX));
        for large in ["9007199254740993", "100000000000000000001", "-9007199254740993", "9223372036854775807"] {
            assert_eq!(number(large, '.'), None, "{large}: a float holds another");
        }
        assert_eq!(number("9007199254740992", '.'), Some(9_007_199_254_740_992.0));
        assert_eq!(number("1e20", '.'), Some(1e20));
        assert_eq!(number("50,45", '.'), None);
        assert_eq!(number("50,45", ','), Some(50.45));
        assert_eq!(number("-12.25", '.'), Some(-12.25));
        assert_eq!(number("\u{2212}3.5", '.'), Some(-3.5));
        assert_eq!(number("48.85N", '.'), None);
    }
}
