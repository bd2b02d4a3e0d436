//! Dates and amounts as people type them.
//!
//! What has one reading is read; what has two is refused with both (`03/04/2023` is the third of April
//! or the fourth of March); all else is refused. Words such as `yesterday` count from a day that is
//! told, because nothing here asks a clock.

use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::day::{Date, month, resolve_words};
use super::in_words::in_words;

/// A date by its EDTF, or as a person types it: `17 Jan 2023`, `Jan 17, 2023`, `17/01/2023`.
///
/// # Errors
///
/// Why it is no date, or which two it may be.
pub fn date(text: &str) -> Result<Date, String> {
    let text = text.trim();
    match text.parse::<Date>() {
        Ok(date) => Ok(date),
        Err(error) => match written(text)? {
            Some(edtf) => edtf.parse::<Date>().map_err(|error| error.to_string()),
            None if text.contains(|c: char| c.is_alphabetic() && !matches!(c, 'X' | 'Y')) => {
                Err("it is not a date, such as 2023-01-17, 17 Jan 2023, Jan 2023 or 2023".to_owned())
            }
            None => Err(error.to_string()),
        },
    }
}

/// What words that count from a day mean, as EDTF: `yesterday`, `last week`, `this month`.
#[must_use]
pub fn relative(text: &str, today: &str) -> Option<String> {
    let day = NaiveDate::parse_from_str(today, "%Y-%m-%d").ok()?;
    let words = text.trim().to_lowercase();
    let months = |date: Option<NaiveDate>| date.map(|date| date.format("%Y-%m").to_string());
    match words.as_str() {
        "today" | "yesterday" | "tomorrow" => resolve_words(&words, today),
        // All the days of a week are meant where a person asks for one.
        "last week" | "this week" | "next week" => {
            Some(resolve_words(&words, today)?.replace("..", "/").replace(['[', ']'], ""))
        }
        "this month" => months(Some(day)),
        "last month" => months(day.checked_sub_months(Months::new(1))),
        "next month" => months(day.checked_add_months(Months::new(1))),
        "this year" => Some(format!("{:04}", day.year())),
        "last year" => Some(format!("{:04}", day.year() - 1)),
        "next year" => Some(format!("{:04}", day.year() + 1)),
        _ => {
            let (number, unit) = words.strip_suffix(" ago")?.split_once(' ')?;
            let number = number.parse::<u32>().ok()?;
            let then = match unit {
                "day" | "days" => day.checked_sub_days(Days::new(number.into())),
                "week" | "weeks" => day.checked_sub_days(Days::new(u64::from(number) * 7)),
                _ => None,
            };
            then.map(|then| then.format("%Y-%m-%d").to_string())
        }
    }
}

/// A date in the order of some country, as EDTF; None where it is of no form known here.
fn written(text: &str) -> Result<Option<String>, String> {
    let lower = text.to_lowercase();
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !matches!(*part, "" | "of" | "the")).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    let year = |part: &str| (part.len() == 4).then(|| part.parse::<u32>().ok()).flatten();
    let ordinal = |part: &str| {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        matches!(&part[digits.len()..], "" | "st" | "nd" | "rd" | "th").then(|| number(digits)).flatten()
    };
    let named = |part: &str| month(if part == "sept" { "sep" } else { part });
    let edtf = |year: u32, month: u32, day: u32| format!("{year:04}-{month:02}-{day:02}");
    let is_words = lower.contains(|c: char| c.is_alphabetic());
    Ok(match parts.as_slice() {
        [y, m, d] if !is_words && year(y).is_some() => {
            year(y).zip(number(m)).zip(number(d)).map(|((y, m), d)| edtf(y, m, d))
        }
        [a, b, y] if !is_words => match (number(a), number(b), year(y)) {
            (Some(a), Some(b), Some(y)) if a <= 12 && b <= 12 && a != b => {
                let [one, other] = [edtf(y, b, a), edtf(y, a, b)];
                let told = |date: &str| in_words(date).unwrap_or_else(|| date.to_owned());
                return Err(format!("it is {} (`{one}`) or {} (`{other}`)", told(&one), told(&other)));
            }
            (Some(a), Some(b), Some(y)) if b <= 12 => Some(edtf(y, b, a)),
            (Some(a), Some(b), Some(y)) => Some(edtf(y, a, b)),
            _ => None,
        },
        [digits] if digits.len() == 8 && !is_words => {
            Some(format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
        }
        [part @ ("early" | "mid" | "late"), m, y] => match (named(m), year(y)) {
            (Some(_), Some(_)) => resolve_words(&format!("{part} {m}"), &format!("{y}-01-01")),
            _ => None,
        },
        [one, two, y] => {
            let day_first = ordinal(one).zip(named(two));
            let both = day_first.or_else(|| ordinal(two).zip(named(one)));
            both.zip(year(y)).map(|((day, month), year)| edtf(year, month, day))
        }
        [m, y] => named(m).zip(year(y)).or_else(|| named(y).zip(year(m))).map(|(m, y)| format!("{y:04}-{m:02}")),
        _ => None,
    })
}

/// An amount in major units, and whether it names a currency: `2.5 billion`, `1bn`, `€3 billion`.
///
/// Commas group by three, or it is no amount: `1,50` may be one and a half.
#[must_use]
pub fn amount(text: &str) -> Option<(f64, bool)> {
    let lower = text.trim().to_lowercase();
    let is_sign = |c: char| matches!(c, '€' | '$' | '£' | '¥' | '₴' | '₽' | '₹');
    let signed = lower.trim_start_matches(is_sign).trim_end_matches(is_sign).trim();
    let plain = without_code(text.trim(), signed);
    let has_sign = plain.len() < lower.len();
    let end =
        plain.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | '-' | '+'))).unwrap_or(plain.len());
    let (digits, scale) = (&plain[..end], plain[end..].trim());
    let factor = match scale {
        "" => 1.0,
        "thousand" | "k" => 1e3,
        "million" | "m" | "mn" | "mio" => 1e6,
        "billion" | "bn" | "b" => 1e9,
        "trillion" | "tn" | "t" => 1e12,
        _ => return None,
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let unsigned = whole.trim_start_matches(['-', '+']);
    let mut groups = unsigned.split([',', '_']);
    let first = groups.next()?;
    let has_groups = unsigned.len() > first.len();
    let is_grouped = groups.all(|group| group.len() == 3) && (!has_groups || (1..=3).contains(&first.len()));
    if !is_grouped || fraction.contains([',', '_', '.']) {
        return None;
    }
    let number = f64::from_str(&digits.replace([',', '_'], "")).ok()? * factor;
    number.is_finite().then_some((number, has_sign))
}

/// An amount without the code of a currency, in capitals, that stands before or after it.
fn without_code<'a>(text: &str, lower: &'a str) -> &'a str {
    // What scales an amount is no currency.
    let is_scale = |code: &str| ["MIO", "MLN", "MRD", "MLD", "BLN", "TSD", "BIO"].contains(&code);
    let is_code = |code: Option<&str>| {
        code.is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_uppercase()) && !is_scale(code))
    };
    if is_code(text.get(..3)) && text.len() == lower.len() {
        return lower[3..].trim_start();
    }
    let at = text.len().saturating_sub(3);
    if at > 0 && is_code(text.get(at..)) && text.len() == lower.len() { lower[..at].trim_end() } else { lower }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(text: &str) -> Option<String> {
        date(text).ok().map(|date| date.edtf)
    }

    #[test]
    fn what_is_no_date_is_told_by_examples_only_where_it_has_words() {
        let why = |text: &str| date(text).unwrap_err();
        assert!(why("somewhen").contains("such as 2023-01-17"), "{}", why("somewhen"));
        for text in ["2023-13-45", "2023-XX-99"] {
            assert!(!why(text).contains("such as 2023-01-17"), "{}", why(text));
        }
    }

    #[test]
    fn a_date_with_one_reading_is_read() {
        for text in [
            "2023-01-17",
            "17 Jan 2023",
            "17 January 2023",
            "17th of January, 2023",
            "Jan 17, 2023",
            "January 17 2023",
            "17/01/2023",
            "01/17/2023",
            "17.1.2023",
            "17-01-2023",
            "2023/01/17",
            "2023.1.17",
            "20230117",
        ] {
            assert_eq!(edtf(text).as_deref(), Some("2023-01-17"), "{text}");
        }
        for (text, read) in [
            ("Jan 2023", "2023-01"),
            ("Sept. 2022", "2022-09"),
            ("2023 January", "2023-01"),
            ("04/04/2023", "2023-04-04"),
            ("late March 2023", "[2023-03-21..2023-03-31]"),
            ("mid-March 2023", "[2023-03-11..2023-03-20]"),
            ("12/13/2022", "2022-12-13"),
            ("13/12/2022", "2022-12-13"),
        ] {
            assert_eq!(edtf(text).as_deref(), Some(read), "{text}");
        }
    }

    #[test]
    fn a_date_with_two_readings_is_refused_with_both() {
        assert_eq!(date("03/04/2023").unwrap_err(), "it is 3 Apr 2023 (`2023-04-03`) or 4 Mar 2023 (`2023-03-04`)");
        for text in [
            "17/01/23",
            "32/01/2023",
            "13/13/2023",
            "Jan 17",
            "17 Foo 2023",
            "soon",
            "early 2023",
            "1/2",
            "99th Jan 2023",
            "17xx Jan 2023",
        ] {
            assert!(date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn words_count_from_the_day_that_is_told() {
        for (words, read) in [
            ("yesterday", "2023-01-16"),
            ("Today", "2023-01-17"),
            ("tomorrow", "2023-01-18"),
            ("last week", "2023-01-09/2023-01-15"),
            ("this week", "2023-01-16/2023-01-22"),
            ("next week", "2023-01-23/2023-01-29"),
            ("this month", "2023-01"),
            ("last month", "2022-12"),
            ("next month", "2023-02"),
            ("this year", "2023"),
            ("last year", "2022"),
            ("next year", "2024"),
            ("3 days ago", "2023-01-14"),
            ("1 week ago", "2023-01-10"),
        ] {
            assert_eq!(relative(words, "2023-01-17").as_deref(), Some(read), "{words}");
        }
        for words in ["monday", "soon", "3 moons ago", "x days ago", "days ago", "2023-01-17"] {
            assert_eq!(relative(words, "2023-01-17"), None, "{words}");
        }
    }

    #[test]
    fn an_amount_is_read_as_it_is_written() {
        for (text, read) in [
            ("2500000", 2.5e6),
            ("2.5 billion", 2.5e9),
            ("1bn", 1e9),
            ("2.5m", 2.5e6),
            ("1,000", 1e3),
            ("1,234,567.5", 1_234_567.5),
            ("-3k", -3e3),
        ] {
            assert_eq!(amount(text), Some((read, false)), "{text}");
        }
        assert_eq!(amount("€3 billion"), Some((3e9, true)));
        assert_eq!(amount("500 $"), Some((500.0, true)));
        for text in ["EUR 2bn", "EUR2bn", "2bn EUR", "2 billion USD"] {
            assert_eq!(amount(text), Some((2e9, true)), "{text}");
        }
        assert_eq!(amount("eur 2bn"), None);
        assert_eq!(amount("5000 MIO"), Some((5e9, false)));
        assert_eq!(amount("5000 MLN"), None);
        for text in
            ["many", "1,50", "1,0000", "1000,000", ",000", "1.000,50", "1e400", "inf", "NaN", "3 apples", "", "1.2.3"]
        {
            assert_eq!(amount(text), None, "{text}");
        }
    }
}
