//! Numbers as people write them: digits with points, commas and blanks, or words.

use super::words::words;

/// A number as an exact decimal: its digits without the point, and how many stand after it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Number {
    digits: String,
    after: u32,
}

/// Why digits are no number that is certain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Doubt {
    /// They are none.
    None,
    /// They are one or the other.
    Two(Number, Number),
}

impl Number {
    fn new(whole: &str, fraction: &str) -> Self {
        Self { digits: format!("{whole}{fraction}"), after: u32::try_from(fraction.len()).unwrap_or(u32::MAX) }
    }

    fn whole(number: u64) -> Self {
        Self { digits: number.to_string(), after: 0 }
    }

    /// The whole number of units that are a tenth to the power of `digits` each, of this number times ten to
    /// the power.
    ///
    /// # Errors
    ///
    /// Why there is none: it is finer, or too large.
    pub fn minor_units(&self, power: u32, digits: u32) -> Result<i64, String> {
        let plain = self.digits.as_str();
        let zeros = if self.after == 0 { 0 } else { plain.len() - plain.trim_end_matches('0').len() };
        let zeros = zeros.min(usize::try_from(self.after).unwrap_or(0));
        let (kept, after) = (&plain[..plain.len() - zeros], self.after - u32::try_from(zeros).unwrap_or(0));
        let room = power + digits;
        if after > room {
            return Err(format!("`{self}` is finer than the currency's {digits} digits after the point"));
        }
        let large = || format!("`{self}` is too large");
        let value: i64 = if kept.is_empty() { 0 } else { kept.parse().map_err(|_| large())? };
        10_i64.checked_pow(room - after).and_then(|factor| value.checked_mul(factor)).ok_or_else(large)
    }

    /// Whether it has thousands of its own.
    pub fn is_large(&self) -> bool {
        self.digits.len() > 3 + usize::try_from(self.after).unwrap_or(0)
    }

    /// Whether it is one.
    pub fn is_one(&self) -> bool {
        self.digits == "1" && self.after == 0
    }

    /// Whether it has a fraction.
    pub fn has_fraction(&self) -> bool {
        self.after > 0
    }

    /// Whether it has three digits after its point, which may be the thousands of another language.
    fn has_three_after(&self) -> bool {
        self.after == 3
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let at = self.digits.len().saturating_sub(usize::try_from(self.after).unwrap_or(0));
        let (whole, fraction) = self.digits.split_at(at);
        // Thousands are parted where there are any.
        let mut grouped = String::new();
        for (n, digit) in whole.chars().enumerate() {
            if n > 0 && (whole.len() - n) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        write!(
            out,
            "{}{}{fraction}",
            if grouped.is_empty() { "0" } else { &grouped },
            if fraction.is_empty() { "" } else { "." }
        )
    }
}

/// Digits with their marks as a number. `has_comma` says whether the language writes fractions after a
/// comma, None where nobody said; `is_scaled` whether a word such as "million" follows.
///
/// # Errors
///
/// They are no number, or may be two.
pub fn digits(text: &str, has_comma: Option<bool>, is_scaled: bool) -> Result<Number, Doubt> {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '\'' | '’' | '_')).collect();
    if text.contains([' ', '\'', '’']) && !is_grouped(text, &[' ', '\'', '’']) {
        return Err(Doubt::None);
    }
    let marks: Vec<char> = plain.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let last = marks.last().copied();
    match (marks.as_slice(), last) {
        ([], _) => decimal(&plain, None),
        // Two kinds of marks: the last one parts the fraction.
        (several, Some(mark)) if several.iter().any(|other| *other != mark) => {
            let other = if mark == '.' { ',' } else { '.' };
            let (whole, _) = plain.rsplit_once(mark).ok_or(Doubt::None)?;
            let is_sound = several.iter().filter(|c| **c == mark).count() == 1 && is_grouped(whole, &[other]);
            if is_sound { decimal(&plain.replace(other, ""), Some(mark)) } else { Err(Doubt::None) }
        }
        // One kind, several times: thousands.
        ([_, _, ..], Some(mark)) => {
            if is_grouped(&plain, &[mark]) {
                decimal(&plain.replace(mark, ""), None)
            } else {
                Err(Doubt::None)
            }
        }
        (_, Some(mark)) => one_mark(&plain, mark, has_comma, is_scaled),
        (_, None) => Err(Doubt::None),
    }
}

/// A number with one point or one comma: three digits after it may be thousands.
fn one_mark(plain: &str, mark: char, has_comma: Option<bool>, is_scaled: bool) -> Result<Number, Doubt> {
    let fraction = decimal(plain, Some(mark))?;
    let may_be_thousands = is_grouped(plain, &[mark]) && !plain.starts_with('0') && fraction.has_three_after();
    if !may_be_thousands {
        return Ok(fraction);
    }
    let thousands = decimal(&plain.replace(mark, ""), None)?;
    let is_of_fraction = has_comma.map(|has_comma| has_comma == (mark == ','));
    match (is_of_fraction, mark) {
        // The fraction's own mark, and a word such as "million" after it.
        (Some(true), _) if is_scaled => Ok(fraction),
        // English parts thousands by commas; who writes otherwise says so by the language.
        (Some(false), _) | (None, ',') => Ok(thousands),
        // Nobody writes three noughts after the point of an amount.
        (None, _) if plain.ends_with("000") => Ok(thousands),
        _ => Err(Doubt::Two(fraction, thousands)),
    }
}

fn decimal(text: &str, mark: Option<char>) -> Result<Number, Doubt> {
    let (whole, fraction) = mark.and_then(|mark| text.split_once(mark)).unwrap_or((text, ""));
    let is_sound = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_sound(whole) || !is_sound(fraction) {
        return Err(Doubt::None);
    }
    Ok(Number::new(whole, fraction))
}

/// Whether marks part digits by three, from the right.
fn is_grouped(text: &str, marks: &[char]) -> bool {
    let whole =
        if marks.contains(&'.') || marks.contains(&',') { text } else { text.split(['.', ',']).next().unwrap_or(text) };
    let groups: Vec<&str> = whole.split(marks).collect();
    groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()))
        && groups.first().is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.iter().skip(1).all(|group| group.len() == 3)
}

/// A number that is written out at the start of some words: "twenty five", "two and a half"; with how many of
/// the words it takes.
pub fn written(tokens: &[&str]) -> Option<(Number, usize)> {
    let value = |word: &str| words().numbers.get(word).copied().map(u64::from);
    if let ["half", "a" | "an", ..] = tokens {
        return Some((Number::new("0", "5"), 2));
    }
    if let Some((whole, fraction)) =
        tokens.first().and_then(|word| words().fractions.get(*word)).and_then(|number| number.split_once('.'))
    {
        return Some((Number::new(whole, fraction), 1));
    }
    let (mut total, mut used) = (0_u64, 0);
    if let ["a" | "an", next, ..] = tokens {
        // "a hundred", "a billion"; an article by itself is no number.
        let is_scale = *next == "hundred" || words().scales.has(next);
        if !is_scale {
            return None;
        }
        (total, used) = (1, 1);
    }
    while let Some(word) = tokens.get(used) {
        match (*word, value(word)) {
            ("hundred", _) if used > 0 => total = total.max(1) * 100,
            ("and", _) if total >= 100 && tokens.get(used + 1).is_some_and(|next| value(next).is_some()) => {}
            (_, Some(number)) if total == 0 || total % 100 == 0 || (total % 10 == 0 && number < 10) => total += number,
            _ => break,
        }
        used += 1;
    }
    if used == 0 {
        return None;
    }
    match &tokens[used..] {
        ["and", "a", "half", ..] => Some((Number::new(&total.to_string(), "5"), used + 3)),
        ["and", "a", "quarter", ..] => Some((Number::new(&total.to_string(), "25"), used + 3)),
        _ => Some((Number::whole(total), used)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_by_the_language_and_doubted_without() {
        let read = |text, has_comma, is_scaled| digits(text, has_comma, is_scaled).map(|number| number.to_string());
        for (text, number) in [
            ("1,234,567", "1,234,567"),
            ("1.234.567", "1,234,567"),
            ("1,234.56", "1,234.56"),
            ("1.234,56", "1,234.56"),
            ("1250,50", "1,250.50"),
            ("1,5", "1.5"),
            ("12,500", "12,500"),
            ("500.000", "500,000"),
            ("1 250 000", "1,250,000"),
            ("1’250’000", "1,250,000"),
            ("0.125", "0.125"),
            ("2.5", "2.5"),
            (".5", "0.5"),
        ] {
            assert_eq!(read(text, None, false).as_deref(), Ok(number), "{text}");
        }
        assert_eq!(read("1.500", Some(true), false).unwrap(), "1,500", "Dutch");
        assert_eq!(read("1,500", Some(true), true).unwrap(), "1.500", "1,500 Mrd.");
        assert!(matches!(read("1,500", Some(true), false), Err(Doubt::Two(..))));
        assert!(matches!(read("1.500", None, false), Err(Doubt::Two(..))));
        assert!(matches!(read("1.234", None, true), Err(Doubt::Two(..))));
        for none in ["1,2,3", "1.2,3.4", "12 34", "1x", ".", "", "1,23,456.7.8"] {
            assert_eq!(read(none, None, false), Err(Doubt::None), "{none}");
        }
    }

    #[test]
    fn numbers_that_are_written_out_are_added_up() {
        let read = |text: &str| {
            let tokens: Vec<&str> = text.split(' ').collect();
            written(&tokens).map(|(number, used)| (number.to_string(), used))
        };
        let some = |number: &str, used| Some((number.to_owned(), used));
        assert_eq!(read("twenty five million"), some("25", 2));
        assert_eq!(read("two and a half billion"), some("2.5", 4));
        assert_eq!(read("three hundred and fifty million"), some("350", 4));
        assert_eq!(read("a hundred million"), some("100", 2));
        assert_eq!(read("a billion"), some("1", 1));
        assert_eq!(read("half a million"), some("0.5", 2));
        assert_eq!(read("drie miljard"), some("3", 1));
        assert_eq!(read("a dollar"), None);
        assert_eq!(read("million"), None);
        assert_eq!(read("two three"), some("2", 1));
    }
}
