//! Dates: EDTF (ISO 8601-2) text with the first and the last day it can mean.
//!
//! A day one does not know exactly is a set: last week is `[2023-01-09..2023-01-15]`; what lasted
//! is an interval: `2022-10/..`. Either way the two bounds are stored, so that SQL can compare
//! them. The parsing is `edtf-core`'s; what is ours is the convention for open ends.

use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};
use edtf_core::{Bound, Edtf};

use crate::error::Error;

/// The first day of a date whose beginning is open or unknown.
pub const OPEN_START: &str = "0000-01-01";
/// The last day of a date whose end is open or unknown.
pub const OPEN_END: &str = "9999-12-31";

/// An EDTF date and its bounds as ISO 8601 days, both inclusive.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Date {
    /// The text as given, EDTF of any level.
    pub edtf: String,
    /// The earliest day it can mean; [`OPEN_START`] when open, unknown or before year 0, which is 1 BC.
    pub first: String,
    /// The latest day it can mean; [`OPEN_END`] when open, unknown or after year 9999.
    pub last: String,
}

impl FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let bad = |why: String| Error::BadDate { text: text.to_owned(), why };
        let parsed = Edtf::parse(text).map_err(|error| bad(error.to_string()))?;
        let bounds = parsed.bounds();
        // What lies beyond the calendar is kept at its edge, and not taken for an open end.
        let side = |bound, open: &str| match bound {
            Bound::Date(day) if day.year < 0 => OPEN_START.to_owned(),
            Bound::Date(day) if day.year > 9999 => OPEN_END.to_owned(),
            Bound::Date(day) => day.to_string(),
            _ => open.to_owned(),
        };
        let (first, last) = (side(bounds.earliest, OPEN_START), side(bounds.latest, OPEN_END));
        if first > last {
            return Err(bad("it ends before it begins".to_owned()));
        }
        Ok(Self { edtf: text.to_owned(), first, last })
    }
}

/// What words such as "last week" or "on Monday", written on a day, most likely mean, as EDTF.
///
/// Weekdays and "this week" look back from that day, it included; "late March" is the nearest one
/// to come. None where the words are not of a form known here: a person decides then.
#[must_use]
pub fn resolve_words(words: &str, written_on: &str) -> Option<String> {
    let day = NaiveDate::parse_from_str(written_on, "%Y-%m-%d").ok()?;
    let words = words.to_lowercase();
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let back = |days: u64| day.checked_sub_days(Days::new(days));
    let ahead = |days: u64| day.checked_add_days(Days::new(days));
    let weekday = |name: &str| name.parse::<chrono::Weekday>().ok();
    let words: Vec<&str> = words.into_iter().filter(|w| !matches!(*w, "on" | "in" | "s" | "the")).collect();
    let text = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
    let week = |monday: NaiveDate| {
        let sunday = monday.checked_add_days(Days::new(6))?;
        Some(format!("[{}..{}]", text(monday), text(sunday)))
    };
    let since_monday = u64::from(day.weekday().num_days_from_monday());
    match words.as_slice() {
        ["today"] => Some(text(day)),
        ["yesterday"] => back(1).map(text),
        ["tomorrow"] => ahead(1).map(text),
        ["last", "week"] => back(since_monday + 7).and_then(week),
        ["this", "week"] => back(since_monday).and_then(week),
        ["next", "week"] => ahead(7 - since_monday).and_then(week),
        [name] if weekday(name).is_some() => {
            let target = weekday(name)?;
            (0..7).filter_map(back).find(|d| d.weekday() == target).map(text)
        }
        [name] | ["last", name] => {
            let target = month(name)?;
            let year = if target <= day.month() { day.year() } else { day.year() - 1 };
            Some(format!("{year:04}-{target:02}"))
        }
        [part @ ("early" | "mid" | "late"), name] => {
            let target = month(name)?;
            let year = if target >= day.month() { day.year() } else { day.year() + 1 };
            let last = NaiveDate::from_ymd_opt(year, target, 1)?.num_days_in_month().into();
            let (from, to) = match *part {
                "early" => (1, 10),
                "mid" => (11, 20),
                _ => (21, last),
            };
            Some(format!("[{year:04}-{target:02}-{from:02}..{year:04}-{target:02}-{to:02}]"))
        }
        [name, year] if year.len() == 4 => Some(format!("{:04}-{:02}", year.parse::<u16>().ok()?, month(name)?)),
        _ => None,
    }
}

/// The number of an English month name, whole or cut to three letters.
pub(super) fn month(name: &str) -> Option<u32> {
    (name.len() >= 3).then(|| name.parse::<chrono::Month>().ok().map(|m| m.number_from_month()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(text: &str) -> (String, String) {
        let date: Date = text.parse().unwrap();
        (date.first, date.last)
    }

    #[test]
    fn open_ends_reach_to_the_edge_of_the_calendar() {
        let day = |first: &str, last: &str| (first.to_owned(), last.to_owned());
        assert_eq!(bounds("2023-01"), day("2023-01-01", "2023-01-31"));
        assert_eq!(bounds("[2023-01-09..2023-01-15]"), day("2023-01-09", "2023-01-15"));
        assert_eq!(bounds("../2023-01-17"), day(OPEN_START, "2023-01-17"));
        assert_eq!(bounds("[..2023-01-17]"), day(OPEN_START, "2023-01-17"));
        assert_eq!(bounds("2022-02~/.."), day("2022-02-01", OPEN_END));
        assert_eq!(bounds("/2023-01-17"), day(OPEN_START, "2023-01-17"));
        assert_eq!(bounds("Y12023"), day(OPEN_END, OPEN_END), "and no day before");
        assert_eq!(bounds("Y-12023"), day(OPEN_START, OPEN_START));
        assert_eq!(bounds("-0044-03-15"), day(OPEN_START, OPEN_START), "and no day after");
        assert_eq!(bounds("-0044/0014-08"), day(OPEN_START, "0014-08-31"));
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_refused() {
        for text in ["1985-02-30", "2023-13", "yesterday", "", "2023-02-01/2023-01-01"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn relative_words_count_from_the_day_they_were_written_on() {
        let on_tuesday = |words| resolve_words(words, "2023-01-17");
        assert_eq!(on_tuesday("last week").as_deref(), Some("[2023-01-09..2023-01-15]"));
        assert_eq!(on_tuesday("on Monday").as_deref(), Some("2023-01-16"));
        assert_eq!(on_tuesday("Saturday’s").as_deref(), Some("2023-01-14"));
        assert_eq!(on_tuesday("in October").as_deref(), Some("2022-10"));
        assert_eq!(on_tuesday("in late March").as_deref(), Some("[2023-03-21..2023-03-31]"));
        assert_eq!(on_tuesday("December 2021").as_deref(), Some("2021-12"));
        for (words, day) in [
            ("yesterday", "2023-01-16"),
            ("today", "2023-01-17"),
            ("tomorrow", "2023-01-18"),
            ("on Tuesday", "2023-01-17"),
            ("this week", "[2023-01-16..2023-01-22]"),
            ("next week", "[2023-01-23..2023-01-29]"),
            ("in January", "2023-01"),
            ("early January", "[2023-01-01..2023-01-10]"),
            ("mid-February", "[2023-02-11..2023-02-20]"),
            ("late February", "[2023-02-21..2023-02-28]"),
            ("late December", "[2023-12-21..2023-12-31]"),
        ] {
            assert_eq!(on_tuesday(words).as_deref(), Some(day), "{words}");
        }
        assert_eq!(resolve_words("late March", "2023-04-01").as_deref(), Some("[2024-03-21..2024-03-31]"));
        for words in ["soon", "last year", "late in the day", "January 9", "early days"] {
            assert_eq!(on_tuesday(words), None, "{words}");
        }
    }
}
