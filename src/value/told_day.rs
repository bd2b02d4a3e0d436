//! Days as reports tell them: "on Friday", "9 January", "vorige week", "1月9日".
//!
//! Words are read against the day that the report is of. Where they can mean two days, both are
//! readings: a person who says one of them is right, and nobody is told which it is. In a text only
//! what has one reading counts; whether "on Friday" is past or to come, the words before it tell.

mod around;
mod month;
mod tense;
mod weekday;
mod words;

use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate};

use words::{Piece, Words, languages, pieces};

/// A day found in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
    /// Where it stands, in bytes, without the "on" before it.
    pub at: Range<usize>,
    /// What it means, in EDTF.
    pub edtf: String,
    /// Whether it counts from the day of the report.
    pub is_counted: bool,
    /// Whether something is told to have been before, after or about it, and not on it.
    pub is_bound: bool,
}

/// What may be meant, each in EDTF; the first is the one that looks back.
#[derive(Default)]
struct Meaning {
    past: Vec<String>,
    ahead: Vec<String>,
    is_counted: bool,
}

impl Meaning {
    /// The one day that is meant: of one past and one to come, as the verbs tell.
    fn one(&self, is_ahead: impl FnOnce() -> Option<bool>) -> Option<&String> {
        match (self.past.as_slice(), self.ahead.as_slice()) {
            ([one], []) | ([], [one]) => Some(one),
            ([past], [ahead]) => is_ahead().map(|is_ahead| if is_ahead { ahead } else { past }),
            _ => None,
        }
    }
}

/// Every reading of some words that stand in a report of a day (`2023-01-17`), in EDTF; none where they
/// are of no form known here.
#[must_use]
pub fn readings(words: &str, on: &str) -> Vec<String> {
    let day = NaiveDate::parse_from_str(on, "%Y-%m-%d").ok();
    let pieces = pieces(words);
    let mut found: Vec<String> = Vec::new();
    for words in languages().values() {
        let skipped = pieces.iter().take_while(|piece| words.before.contains(&piece.text)).count();
        for start in [0, skipped] {
            let rest = pieces.len() - start;
            let ends = |length: usize| length == rest || pieces[start + length..].iter().all(|piece| piece.text == "s");
            if let Some((meaning, _)) = meaning(&pieces[start..], words, day).filter(|(_, length)| ends(*length)) {
                for edtf in meaning.past.into_iter().chain(meaning.ahead) {
                    if !found.contains(&edtf) {
                        found.push(edtf);
                    }
                }
            }
        }
    }
    found
}

/// The days in a sentence of a report that was published on a day, or at a time that is not known to
/// the day; `language` is that of the report, BCP 47, if it is known.
#[must_use]
pub fn find(sentence: &str, on: Option<&str>, language: Option<&str>) -> Vec<Found> {
    let day = on.and_then(|on| NaiveDate::parse_from_str(on, "%Y-%m-%d").ok());
    let pieces = pieces(sentence);
    let base = language.and_then(|language| language.split(['-', '_']).next());
    let is_known = base.is_some_and(|base| languages().contains_key(base));
    let mut found: Vec<Found> = Vec::new();
    // Where the last date ended, in pieces, and whether it was taken.
    let mut last: Option<(Range<usize>, bool)> = None;
    let mut at = 0;
    while at < pieces.len() {
        let read: Vec<(&Words, (Meaning, usize))> = languages()
            .iter()
            .filter(|(code, _)| !is_known || Some(code.as_str()) == base)
            .filter_map(|(_, words)| Some((words, meaning(&pieces[at..], words, day)?)))
            .collect();
        let is_sole = read.len() == 1;
        let Some((words, (meaning, length))) = read.into_iter().max_by_key(|(_, (_, length))| *length) else {
            at += 1;
            continue;
        };
        // A month by itself stands after a word such as "in": names and verbs are called so too.
        let is_led = at > 0 && words.before.contains(&pieces[at - 1].text);
        if length == 1 && words.month_named(&pieces[at].text).is_some() && !is_led {
            at += 1;
            continue;
        }
        // Two days with nothing but a hyphen or "to" between them are a time, and neither of them is the day.
        let here = at..at + length;
        if let Some((_, was_taken)) = last.take_if(|(one, _)| around::are_joined(sentence, &pieces, one, &here, words))
        {
            if was_taken {
                found.pop();
            }
            last = Some((here, false));
            at += length;
            continue;
        }
        if around::makes_another(&pieces, at, length, words) {
            last = Some((here, false));
            at += length;
            continue;
        }
        let one = meaning.one(|| tense::is_ahead(&pieces, &here, words, is_sole));
        let one = one.filter(|edtf| !around::is_another_weekday(&pieces, at, edtf, words));
        if let Some(edtf) = one {
            let range = pieces[at].at.start..pieces[at + length - 1].at.end;
            let is_bound = around::is_bound(&pieces, at, length, words);
            found.push(Found { at: range, edtf: edtf.clone(), is_counted: meaning.is_counted, is_bound });
        }
        last = Some((here, one.is_some()));
        at += length;
    }
    found
}

/// What the words at the start mean in a language, and how many of them it takes.
fn meaning(pieces: &[Piece], words: &Words, on: Option<NaiveDate>) -> Option<(Meaning, usize)> {
    if !words.may_begin(&pieces.first()?.text) {
        return None;
    }
    let forms = [
        absolute(pieces, words),
        without_year(pieces, words, on),
        month::part(pieces, words, on),
        counted(pieces, words, on),
    ];
    forms.into_iter().flatten().max_by_key(|(_, length)| *length)
}

fn one(edtf: String, length: usize) -> (Meaning, usize) {
    (Meaning { past: vec![edtf], ..Meaning::default() }, length)
}

/// A number of one or two digits, with what makes it an ordinal or the sign of a day.
fn day_of(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches('日').trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

fn year_of(text: &str) -> Option<i32> {
    let digits = text.trim_end_matches('年');
    (digits.len() == 4).then(|| digits.parse().ok()).flatten().filter(|year| (1800..=2200).contains(year))
}

/// The pieces without what stands between the parts of a date, at most six, with their own numbers.
fn parts<'p>(pieces: &'p [Piece], words: &Words) -> Vec<(usize, &'p str)> {
    let first = pieces.iter().enumerate().take(6);
    // What is parted by more than a comma is no date.
    let together = first.take_while(|(n, piece)| *n == 0 || !piece.is_apart);
    let is_between = |text: &str| matches!(text, "st" | "nd" | "rd" | "th") || words.of.iter().any(|of| of == text);
    together.map(|(n, piece)| (n, piece.text.as_str())).filter(|(n, text)| *n == 0 || !is_between(text)).collect()
}

/// A date with its year.
fn absolute(pieces: &[Piece], words: &Words) -> Option<(Meaning, usize)> {
    let parts = parts(pieces, words);
    let text = |n: usize| parts.get(n).map_or("", |(_, text)| *text);
    let length = |n: usize| parts[n - 1].0 + 1;
    let month = |n: usize| words.month_named(text(n));
    let date = |year: i32, month: u32, day: u32| self::day(NaiveDate::from_ymd_opt(year, month, day));
    let of_three = [(0, 1, 2), (1, 0, 2), (2, 1, 0)]
        .into_iter()
        .find_map(|(d, m, y)| date(year_of(text(y))?, month(m)?, day_of(text(d))?));
    if let Some(edtf) = of_three {
        return Some(one(edtf, length(3)));
    }
    // 2023-01-17; and 17/01/2023 where it cannot be two days.
    let numbers = [text(0), text(1), text(2)].map(|text| text.parse::<u32>().ok().filter(|_| text.len() <= 4));
    if let (Some(a), Some(b), Some(c)) = (numbers[0], numbers[1], numbers[2]) {
        if year_of(text(0)).is_some() && text(1).len() == 2 {
            return date(year_of(text(0))?, b, c).map(|edtf| one(edtf, length(3)));
        }
        let year = year_of(text(2))?;
        let (first, second) = (date(year, b, a), date(year, a, b));
        return match (first, second) {
            (Some(edtf), None) | (None, Some(edtf)) => Some(one(edtf, length(3))),
            (Some(edtf), Some(other)) if edtf == other => Some(one(edtf, length(3))),
            (Some(one), Some(other)) => Some((Meaning { past: vec![one, other], ..Meaning::default() }, length(3))),
            _ => None,
        };
    }
    let of_two = [(0, 1), (1, 0)].into_iter().find_map(|(m, y)| Some((month(m)?, year_of(text(y))?)));
    of_two.map(|(month, year)| one(format!("{year:04}-{month:02}"), length(2)))
}

/// A day and a month, or a month alone: of the year that is nearest.
fn without_year(pieces: &[Piece], words: &Words, on: Option<NaiveDate>) -> Option<(Meaning, usize)> {
    let on = on?;
    let parts = parts(pieces, words);
    let text = |n: usize| parts.get(n).map_or("", |(_, text)| *text);
    let month = |n: usize| words.month_named(text(n));
    // "In May 3 million": English alone writes the day behind the month, and a number that goes on is none.
    let is_amount = |n: usize| {
        let next = parts.get(n).and_then(|(at, _)| pieces.get(at + 1));
        next.is_some_and(|next| {
            words.scales.contains(&next.text) || next.text.starts_with(|c: char| c.is_ascii_digit())
        })
    };
    let orders: &[(usize, usize)] = if words.has_month_first { &[(0, 1), (1, 0)] } else { &[(0, 1)] };
    let both = orders.iter().find_map(|(d, m)| {
        let day = day_of(text(*d)).filter(|_| *d == 0 || !is_amount(*d))?;
        Some((day, month(*m)?))
    });
    if let Some((day, month)) = both {
        let near = [-1, 0, 1].into_iter().filter_map(|n| NaiveDate::from_ymd_opt(on.year() + n, month, day));
        let mut near: Vec<NaiveDate> = near.filter(|date| (*date - on).num_days().abs() <= 200).collect();
        near.sort_by_key(|date| (*date - on).num_days().abs());
        // Half a year off, the one before and the one after are as near.
        let is_clear = near.len() == 1 || near.first().is_some_and(|date| (*date - on).num_days().abs() <= 120);
        let kept = if is_clear { 1 } else { near.len() };
        let past = near.into_iter().take(kept).map(|date| date.format("%Y-%m-%d").to_string()).collect();
        return Some((Meaning { past, is_counted: true, ..Meaning::default() }, parts[1].0 + 1));
    }
    let month = month(0).filter(|_| pieces[0].is_capital || !words.has_capitals)?;
    let back = if month <= on.month() { on.year() } else { on.year() - 1 };
    let written = |year: i32| format!("{year:04}-{month:02}");
    let ahead = if month == on.month() { Vec::new() } else { vec![written(back + 1)] };
    Some((Meaning { past: vec![written(back)], ahead, is_counted: true }, 1))
}

fn day(date: Option<NaiveDate>) -> Option<String> {
    date.map(|date| date.format("%Y-%m-%d").to_string())
}

/// Words that count from the day: today, a day of the week, last week.
fn counted(pieces: &[Piece], words: &Words, on: Option<NaiveDate>) -> Option<(Meaning, usize)> {
    let on = on?;
    let text =
        |n: usize| pieces.get(n).filter(|piece| n == 0 || !piece.is_apart).map_or("", |piece| piece.text.as_str());
    let is = |n: usize, list: &[String]| list.iter().any(|word| word == text(n));
    let of = |past: Option<String>, ahead: Option<String>, length: usize| {
        let meaning =
            Meaning { past: past.into_iter().collect(), ahead: ahead.into_iter().collect(), is_counted: true };
        Some((meaning, length))
    };
    for (list, date) in [(&words.today, Some(on)), (&words.yesterday, on.pred_opt()), (&words.tomorrow, on.succ_opt())]
    {
        if is(0, list) {
            return of(day(date), None, 1);
        }
    }
    // Which one stands before the word, or after it: last week, la semaine dernière.
    let which = |n: usize| [&words.last, &words.this, &words.next].iter().position(|list| is(n, list));
    let (at, told, length) = match (which(0), which(1)) {
        (Some(told), _) => (1, Some(told), 2),
        (None, Some(told)) => (0, Some(told), 2),
        _ => (0, None, 1),
    };
    if let Some(told) = told {
        let n = i64::try_from(told).unwrap_or(1) - 1;
        if is(at, &words.week) {
            let monday = on.checked_sub_days(Days::new(on.weekday().num_days_from_monday().into()))?;
            let monday = monday.checked_add_signed(chrono::Duration::weeks(n))?;
            return of(
                Some(format!("[{}..{}]", day(Some(monday))?, day(monday.checked_add_days(Days::new(6)))?)),
                None,
                length,
            );
        }
        let months = |n: i64| {
            if n < 0 {
                on.checked_sub_months(Months::new(1))
            } else {
                on.checked_add_months(Months::new(u32::try_from(n).ok()?))
            }
        };
        if is(at, &words.month) {
            return of(months(n).map(|date| date.format("%Y-%m").to_string()), None, length);
        }
        if is(at, &words.year) {
            return of(Some(format!("{:04}", i64::from(on.year()) + n)), None, length);
        }
    }
    let weekday = words.weekday_named(text(at))?;
    Some((weekday::meaning(weekday, told, on)?, length))
}

#[cfg(test)]
mod tests;
