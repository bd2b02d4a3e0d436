//! Loose values: dates and amounts as tables from elsewhere write them.
//!
//! "until 12/31/2022" is an upper bound and "Not given" is no amount; both mean something, and
//! neither is a reason to reject a row.

use crate::value::day::Date;

/// Which of day and month a table writes first, between slashes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Order {
    /// `12/31/2022`.
    #[default]
    MonthFirst,
    /// `31/12/2022`.
    DayFirst,
}

/// The months as English tables write them, in full and in three letters.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The EDTF that a table's date means; None where it means none, or where a part of it is not read.
///
/// Understood: EDTF itself, `20230117`, `12/31/2022` in the order of the table, `31.12.2022` (day
/// first), `2022-1-7`, `03/22` (month and year), `5 March 2023`, `March 5, 2023`, `Mar 2023`,
/// `2023-01-17T10:00:00`, each also among words: after "until" or "by" it is an upper bound, after
/// "since" or "from" a lower one.
#[must_use]
pub fn edtf(text: &str, order: Order) -> Option<String> {
    let text = text.trim();
    // The time of a day is finer than the record keeps.
    let text = text.split_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    if text.parse::<Date>().is_ok() {
        return Some(text.to_owned());
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'))
        .filter(|word| !word.is_empty())
        .collect();
    let (day, read) = named_month(&words).or_else(|| {
        let (n, found) = words.iter().enumerate().find_map(|(n, word)| Some((n, day(word, order)?)))?;
        Some((found, vec![n]))
    })?;
    // What is left over may say another day, unless it is a time.
    let is_left = |(n, word): (usize, &&str)| {
        !read.contains(&n) && word.contains(|c: char| c.is_ascii_digit()) && !word.contains(':')
    };
    if words.iter().enumerate().any(is_left) {
        return None;
    }
    let has = |wanted: &[&str]| lower.split(|c: char| !c.is_alphanumeric()).any(|word| wanted.contains(&word));
    let text = if has(&["until", "by", "before"]) {
        format!("../{day}")
    } else if has(&["since", "from", "after"]) {
        format!("{day}/..")
    } else if has(&["unclear", "about", "approx", "circa", "around"]) {
        format!("{day}~")
    } else {
        day
    };
    text.parse::<Date>().is_ok().then_some(text)
}

/// A date with the month in letters, and which of the words it is made of.
fn named_month(words: &[&str]) -> Option<(String, Vec<usize>)> {
    let is_named = |word: &str, name: &str| {
        let word = word.trim_end_matches('.');
        word == name || (word.len() >= 3 && (word == &name[..3] || (word == "sept" && name == "september")))
    };
    let (at, month) = words
        .iter()
        .enumerate()
        .find_map(|(n, word)| Some((n, MONTHS.iter().position(|name| is_named(word, name))? + 1)))?;
    let number = |n: Option<usize>, digits: std::ops::RangeInclusive<usize>| {
        let n = n?;
        let word = words.get(n)?.trim_end_matches(['.', ',']);
        let word = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        (digits.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())).then_some((n, word))
    };
    let (before, after) = (at.checked_sub(1), Some(at + 1));
    let (day, year) = match (number(before, 1..=2), number(after, 1..=2)) {
        (Some(day), None) => (Some(day), number(after, 4..=4)?),
        (None, Some(day)) => (Some(day), number(Some(at + 2), 4..=4)?),
        (None, None) => (None, number(after, 4..=4)?),
        (Some(_), Some(_)) => return None,
    };
    let mut read = vec![at, year.0];
    read.extend(day.map(|(n, _)| n));
    let text = match day {
        Some((_, day)) => format!("{}-{month:02}-{day:0>2}", year.1),
        None => format!("{}-{month:02}", year.1),
    };
    text.parse::<Date>().is_ok().then_some((text, read))
}

/// One day, month or year, in one word.
fn day(word: &str, order: Order) -> Option<String> {
    let word = word.split_once('t').map_or(word, |(day, time)| if time.contains(':') { day } else { word });
    let word = word.trim_end_matches(['.', 'z']);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let century = |year: &str| match year.len() {
        4 => Some(year.to_owned()),
        2 => Some(format!("20{year}")),
        _ => None,
    };
    let separator = word.find(['/', '.', '-']).map(|at| word.as_bytes()[at]);
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let found = match (separator, parts.as_slice()) {
        (None, [all]) if all.len() == 8 && is_digits(all) => format!("{}-{}-{}", &all[..4], &all[4..6], &all[6..]),
        (Some(_), [year, month, day]) if year.len() == 4 && [year, month, day].iter().all(|part| is_digits(part)) => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        (Some(separator), [first, second, year]) if [first, second, year].iter().all(|part| is_digits(part)) => {
            let year = century(year)?;
            // Dots are day first; between slashes the table decides.
            let is_day_first = separator != b'/' || order == Order::DayFirst;
            let (month, day) = if is_day_first { (second, first) } else { (first, second) };
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        (Some(b'/' | b'.'), [month, year]) if is_digits(month) && is_digits(year) && month.len() <= 2 => {
            format!("{}-{month:0>2}", century(year)?)
        }
        _ => word.to_owned(),
    };
    (found.len() >= 4 && found.starts_with(|c: char| c.is_ascii_digit()) && found.parse::<Date>().is_ok())
        .then_some(found)
}

/// The whole number of minor units of a decimal amount in major units; None where it is no number.
///
/// What is finer than the currency's smallest coin is rounded half away from zero.
#[must_use]
pub fn minor_units(text: &str, digits: u32) -> Option<i64> {
    let plain: String = text.trim().chars().filter(|c| !matches!(c, ',' | ' ' | '_')).collect();
    let (sign, plain) = plain.strip_prefix('-').map_or((1, plain.as_str()), |rest| (-1, rest));
    if plain.contains(['e', 'E']) {
        let number = plain.parse::<f64>().ok().filter(|number| number.is_finite())?;
        return minor_units(&format!("{number:.4}"), digits).map(|value| sign * value);
    }
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let sound = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !sound(whole) || !sound(fraction) {
        return None;
    }
    let wanted = digits as usize;
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(wanted).collect();
    let up = i64::from(fraction.as_bytes().get(wanted).is_some_and(|digit| *digit >= b'5'));
    let value: i64 = format!("0{whole}{kept}").parse().ok()?;
    value.checked_add(up).map(|value| sign * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_mean_what_their_words_say() {
        let meant = |text| edtf(text, Order::MonthFirst).unwrap_or_default();
        for (text, wanted) in [
            ("2022-03-01", "2022-03-01"),
            ("20191024", "2019-10-24"),
            ("2023-1-7", "2023-01-07"),
            ("until 12/31/2022", "../2022-12-31"),
            ("unclear, 03/22", "2022-03~"),
            ("2010-01-01T00:00:00", "2010-01-01"),
            ("2010-01-01 10:30:00", "2010-01-01"),
            ("3/7/2022", "2022-03-07"),
            ("12/31/22", "2022-12-31"),
            ("25.03.2023", "2023-03-25"),
            ("05.03.2023", "2023-03-05"),
            ("5 March 2023", "2023-03-05"),
            ("March 5th, 2023", "2023-03-05"),
            ("17 Jan 2023", "2023-01-17"),
            ("March 2023", "2023-03"),
            ("since Sept. 2022", "2022-09/.."),
        ] {
            assert_eq!(meant(text), wanted, "{text}");
        }
        assert_eq!(edtf("05/03/2023", Order::DayFirst).as_deref(), Some("2023-03-05"));
        assert_eq!(edtf("25/03/2023", Order::DayFirst).as_deref(), Some("2023-03-25"));
    }

    #[test]
    fn what_is_not_read_whole_means_no_date() {
        for nothing in [
            "Not given",
            ".",
            "",
            "13/45/2022",
            "soon",
            "25/03/2023",
            "5 Brumaire 2023",
            "3 or 4 March 2023",
            "2022 or 2023",
            "31 June 2023",
        ] {
            assert_eq!(edtf(nothing, Order::MonthFirst), None, "{nothing}");
        }
    }

    #[test]
    fn amounts_are_whole_minor_units() {
        assert_eq!(minor_units("35000000", 2), Some(3_500_000_000));
        assert_eq!(minor_units("21596939.405158583", 2), Some(2_159_693_941));
        assert_eq!(minor_units("1,250.5", 2), Some(125_050));
        assert_eq!(minor_units("-0.005", 2), Some(-1));
        assert_eq!(minor_units("1.5e3", 0), Some(1500));
        assert_eq!(minor_units("Not given", 2), None);
        assert_eq!(minor_units(".", 2), None);
    }
}
