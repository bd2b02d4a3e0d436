//! Loose values: dates and amounts as tables from elsewhere write them.
//!
//! "until 12/31/2022" is an upper bound and "Not given" is no amount; both mean something, and
//! neither is a reason to reject a row.

mod beside;
pub mod numbers;

use self::beside::{ABOUT, bounded, is_known};
use crate::value::day::Date;

/// Which of day and month a table writes first, between slashes and hyphens.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Order {
    /// The recipe does not say: the month between slashes, and between hyphens only what has one reading.
    #[default]
    Unsaid,
    /// `12/31/2022`.
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

/// The last of the two digits of a year that are taken for one of this century: `99` is more often of the last.
const LAST_SHORT_YEAR: u32 = 39;

/// The EDTF that a table's date means; None where it means none, or where a part of it is not read.
///
/// Understood: EDTF itself, `20230117`, `12/31/2022` in the order of the table, `31.12.2022` (day
/// first), `2022-1-7`, `unclear, 03/22` (month and year), `5 March 2023`, `March 5, 2023`, `Mar 2023`, `2023 March 5`,
/// `2023-01-17T10:00:00`, each also among words that are known here: after "until" it is the end of a time, after
/// "by" and "before" the last day of several, after "since" and "from" the beginning of a time, after "after" the
/// first day of several. Any other word beside a date may make it another, or none (Resolution 1325, 1443 AH).
#[must_use]
pub fn edtf(text: &str, order: Order) -> Option<String> {
    let text = text.trim();
    // The time of a day is finer than the record keeps.
    let text = text.strip_prefix('+').unwrap_or(text);
    let is_time = |time: &str| time.is_empty() || time.starts_with(|c: char| c.is_ascii_digit());
    let text = text.split_once('T').filter(|(day, time)| day.len() == 10 && is_time(time)).map_or(text, |(day, _)| day);
    // Wikidata writes a month or a year as a day that there is not: 1953-03-00. Spreadsheets write none as 1900-01-00.
    // Statistics write what is missing as -9999.
    let is_none = text.starts_with("0000") || text.starts_with("1900-01-00") || text == "-9999";
    let text = text.strip_suffix("-00").map_or(text, |month| month.strip_suffix("-00").unwrap_or(month));
    if is_none || is_two_years(text) {
        return None;
    }
    if text.parse::<Date>().is_ok() {
        return Some(text.to_owned());
    }
    let lower = text.to_lowercase();
    if let Some(years) = years(&lower) {
        return Some(years);
    }
    // What is denied, left open between two, or counted from the other end is no date that is understood.
    let unread = ["not", "no", "never", "or", "bc", "bce", "nor", "except", "neither"];
    let mut said = lower.split(|c: char| !c.is_alphanumeric() && c != '\'');
    if said.any(|word| unread.contains(&word) || word.ends_with("n't")) || lower.contains("b.c") {
        return None;
    }
    let lower = hyphened_month(&lower);
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'))
        .filter(|word| !word.is_empty())
        .collect();
    let (day, read) = named_month(&words).or_else(|| {
        let is_unclear = words.iter().any(|word| ABOUT.contains(word));
        let (n, found) = words.iter().enumerate().find_map(|(n, word)| Some((n, day(word, order, is_unclear)?)))?;
        Some((found, vec![n]))
    })?;
    let beside: Vec<&str> =
        words.iter().enumerate().filter(|(n, _)| !read.contains(n)).map(|(_, word)| word.trim_matches('.')).collect();
    if !beside.iter().all(|word| is_known(word)) {
        return None;
    }
    bounded(day, &beside)
}

/// Whether it may be a season (EDTF) or a year that goes on into the next: 2022-23.
fn is_two_years(text: &str) -> bool {
    let Some((year, next)) = text.split_once('-') else { return false };
    let number = |text: &str| text.parse::<u32>().ok();
    year.len() == 4
        && next.len() == 2
        && number(year).zip(number(next)).is_some_and(|(year, next)| (year + 1) % 100 == next && next > 12)
}

/// Two years that a hyphen or a dash joins, as a time that lasts from one to the other.
fn years(text: &str) -> Option<String> {
    let (first, last) = text.split_once(['-', '–', '—'])?;
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let [first, last] = [first.trim(), last.trim()];
    (is_year(first) && is_year(last) && first <= last).then(|| format!("{first}/{last}"))
}

/// A date whose parts hyphens join, if its month is in letters, with blanks for these: 24-feb-2022.
fn hyphened_month(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let parts: Vec<&str> = word.split('-').collect();
        let is_month = |part: &&str| part.len() >= 3 && MONTHS.iter().any(|name| name.starts_with(*part));
        if matches!(parts.len(), 2 | 3) && parts.iter().any(is_month) { parts.join(" ") } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
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
    // "3rd of March": the small word parts nothing.
    let before = before.filter(|n| words[*n] != "of").or_else(|| at.checked_sub(2).filter(|_| before.is_some()));
    // The year stands first, or last.
    let first = number(before, 4..=4);
    let (day, year) = match (number(before, 1..=2), number(after, 1..=2)) {
        (None, day) if first.is_some() => (day, first?),
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
fn day(word: &str, order: Order, is_unclear: bool) -> Option<String> {
    let word = word.split_once('t').map_or(word, |(day, time)| if time.contains(':') { day } else { word });
    let word = word.trim_end_matches(['.', 'z']);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let century = |year: &str| match year.len() {
        4 => Some(year.to_owned()),
        2 if year.parse::<u32>().is_ok_and(|year| year <= LAST_SHORT_YEAR) => Some(format!("20{year}")),
        _ => None,
    };
    let separator = word.find(['/', '.', '-']).map(|at| word.as_bytes()[at]);
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let found = match (separator, parts.as_slice()) {
        (None, [all]) if all.len() == 8 && is_digits(all) => format!("{}-{}-{}", &all[..4], &all[4..6], &all[6..]),
        // 2022/23 is two years, and 2022-23 a season or two years.
        (Some(b'/' | b'-'), [year, month]) if year.len() == 4 && is_digits(year) && is_digits(month) => {
            let is_month = month.len() <= 2 && month.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month));
            if !is_month {
                return None;
            }
            format!("{year}-{month:0>2}")
        }
        (Some(_), [year, month, day]) if year.len() == 4 && [year, month, day].iter().all(|part| is_digits(part)) => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        (Some(separator), [first, second, year]) if [first, second, year].iter().all(|part| is_digits(part)) => {
            let year = century(year)?;
            // Dots are day first; between slashes the table decides, and between hyphens too.
            let is_day_first = match (separator, order) {
                (b'.', _) | (_, Order::DayFirst) => true,
                (b'-', Order::Unsaid) => is_day_alone(first, second)?,
                _ => false,
            };
            let (month, day) = if is_day_first { (second, first) } else { (first, second) };
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        // Two numbers with a dot may be a day and a month, and so may two with a slash unless one is a year.
        (Some(separator @ (b'/' | b'.')), [month, year]) if is_digits(month) && is_digits(year) && month.len() <= 2 => {
            let is_month = month.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month));
            // 03/22 may be a day of March: what is unclear has none.
            let is_year =
                year.len() == 4 || (separator == b'/' && year.parse::<u32>().is_ok_and(|year| year > 31 || is_unclear));
            if !is_month || !is_year {
                return None;
            }
            format!("{}-{month:0>2}", century(year)?)
        }
        _ => word.to_owned(),
    };
    (found.len() >= 4 && found.starts_with(|c: char| c.is_ascii_digit()) && found.parse::<Date>().is_ok())
        .then_some(found)
}

/// Whether the first of two numbers is the day, where only one of them can be the month; None where both can.
fn is_day_alone(first: &str, second: &str) -> Option<bool> {
    let can_be_month = |text: &str| text.parse::<u32>().is_ok_and(|number| number <= 12);
    match (can_be_month(first), can_be_month(second)) {
        _ if first == second => Some(true),
        (false, true) => Some(true),
        (true, false) => Some(false),
        _ => None,
    }
}

/// The whole number of minor units of a decimal amount in major units; None where it is no number.
///
/// `decimal` is what parts the fraction; the other of point and comma, blanks, apostrophes and underscores part
/// thousands, and only groups of exactly three digits are taken for such. What is finer than the currency's
/// smallest coin is rounded half away from zero.
#[must_use]
pub fn minor_units(text: &str, digits: u32, decimal: char) -> Option<i64> {
    let text = text.trim();
    let plain = ungrouped(text.strip_prefix('+').unwrap_or(text), decimal)?;
    let (sign, plain) = plain.strip_prefix(['-', '\u{2212}']).map_or((1, plain.as_str()), |rest| (-1, rest));
    if plain.contains(['e', 'E']) {
        let number = plain.parse::<f64>().ok().filter(|number| number.is_finite())?;
        return minor_units(&format!("{number:.4}"), digits, '.').map(|value| sign * value);
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

/// A number without what parts its thousands, its fraction after a point; None where a part is no group of three.
fn ungrouped(text: &str, decimal: char) -> Option<String> {
    let (whole, fraction) = text.split_once(decimal).map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let is_mark = |c: char| c != decimal && matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '_');
    if fraction.is_some_and(|fraction| fraction.contains(is_mark)) {
        return None;
    }
    let marks: Vec<char> = whole.chars().filter(|c| is_mark(*c)).collect();
    let groups: Vec<&str> = whole.split(is_mark).collect();
    let first = groups.first()?.trim_start_matches(['-', '\u{2212}']);
    let is_sound = marks.windows(2).all(|two| two[0] == two[1])
        // A group that begins with nothing is none: 0,500 is a half.
        && (marks.is_empty() || ((1..=3).contains(&first.len()) && !first.starts_with('0')))
        && groups.iter().skip(1).all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    let whole = groups.concat();
    is_sound.then(|| fraction.map_or_else(|| whole.clone(), |fraction| format!("{whole}.{fraction}")))
}

#[cfg(test)]
mod tests;
