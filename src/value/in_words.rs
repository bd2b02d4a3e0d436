//! Dates in words: an EDTF date as a person reads it.
//!
//! `[..2023-01-17]` is `by 17 Jan 2023`, `2022-10/..` is `since Oct 2022`. What has no plain words
//! stays EDTF, which programs read anyway: words are for people, and the file keeps what was given.

use chrono::NaiveDate;

/// The months, cut to three letters.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The seasons of EDTF, from 21.
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// An EDTF date in words; None where it has none that are sure to be understood.
#[must_use]
pub fn in_words(edtf: &str) -> Option<String> {
    if let Some(set) = edtf.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return one_of(set);
    }
    if edtf.starts_with('{') {
        return None;
    }
    match edtf.split_once('/') {
        Some(("" | "..", "" | "..")) => None,
        Some((since, "" | "..")) => Some(format!("since {}", moment(since)?)),
        Some(("" | "..", until)) => Some(format!("until {}", moment(until)?)),
        Some((since, until)) => span(since, until),
        None => moment(edtf),
    }
}

/// One of several days, nobody knows which.
fn one_of(set: &str) -> Option<String> {
    match set.split_once("..") {
        Some(("", until)) => Some(format!("by {}", moment(until)?)),
        Some((since, "")) => Some(format!("{} or later", moment(since)?)),
        Some((since, until)) => {
            part_of_month(since, until).or_else(|| Some(format!("{}, day unknown", span(since, until)?)))
        }
        None => {
            let all: Option<Vec<String>> = set.split(',').map(|date| moment(date.trim())).collect();
            Some(all?.join(" or "))
        }
    }
}

/// The first ten days of a month are its early part, the last ones its late part.
fn part_of_month(since: &str, until: &str) -> Option<String> {
    let [since, until] = [since, until].map(|day| day.parse::<NaiveDate>().ok());
    let (since, until) = (since?, until?);
    let (from, to) = (since.format("%d").to_string(), until.format("%d").to_string());
    let is_last = until.succ_opt().is_none_or(|next| next.format("%m").to_string() != until.format("%m").to_string());
    let part = match (from.as_str(), to.as_str()) {
        ("01", "10") => "early",
        ("11", "20") => "mid",
        ("21", _) if is_last => "late",
        _ => return None,
    };
    (since.format("%Y-%m").to_string() == until.format("%Y-%m").to_string())
        .then(|| Some(format!("{part} {}", moment(&since.format("%Y-%m").to_string())?)))?
}

/// From one to another; what both share is said once.
fn span(since: &str, until: &str) -> Option<String> {
    let [from, to] = [moment(since)?, moment(until)?];
    let shared = |n: usize| since.get(..n).is_some() && since.get(..n) == until.get(..n) && since.len() == until.len();
    let shorter = match (since.len(), shared(8), shared(5)) {
        (10, true, _) => from.split(' ').next().map(str::to_owned),
        (10 | 7, false, true) => from.rsplit_once(' ').map(|(rest, _)| rest.to_owned()),
        _ => None,
    };
    let is_plain = |date: &str| !date.ends_with(['~', '?', '%']);
    match shorter.filter(|_| is_plain(since) && is_plain(until)) {
        Some(shorter) => Some(format!("{shorter} to {to}")),
        None => Some(format!("{from} to {to}")),
    }
}

/// A day, a month, a year or a season, with what is uncertain of it.
fn moment(date: &str) -> Option<String> {
    let plain = date.trim_end_matches(['~', '?', '%']);
    let text = match plain.split('-').collect::<Vec<_>>().as_slice() {
        [year] => year_of(year)?.to_owned(),
        [year, part] => {
            let part: usize = part.parse().ok()?;
            let name = MONTHS.get(part.checked_sub(1)?).or_else(|| SEASONS.get(part.checked_sub(21)?))?;
            format!("{name} {}", year_of(year)?)
        }
        [year, month, day] => {
            let month: usize = month.parse().ok()?;
            let day: u32 = day.parse().ok()?;
            format!("{day} {} {}", MONTHS.get(month.checked_sub(1)?)?, year_of(year)?)
        }
        _ => return None,
    };
    Some(match &date[plain.len()..] {
        "" => text,
        "~" => format!("about {text}"),
        "?" => format!("{text}, not certain"),
        "%" => format!("about {text}, not certain"),
        _ => return None,
    })
}

/// A year of four digits.
fn year_of(text: &str) -> Option<&str> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_reads_as_a_person_would_say_it() {
        for (edtf, words) in [
            ("2023-01-17", "17 Jan 2023"),
            ("2022-10", "Oct 2022"),
            ("2021", "2021"),
            ("2023-22", "summer 2023"),
            ("[..2023-01-17]", "by 17 Jan 2023"),
            ("[2023-01-17..]", "17 Jan 2023 or later"),
            ("[2023-01-09..2023-01-15]", "9 to 15 Jan 2023, day unknown"),
            ("[2022-12-28..2023-01-15]", "28 Dec 2022 to 15 Jan 2023, day unknown"),
            ("[2023-01-28..2023-02-02]", "28 Jan to 2 Feb 2023, day unknown"),
            ("[2023-03-21..2023-03-31]", "late Mar 2023"),
            ("[2023-02-21..2023-02-28]", "late Feb 2023"),
            ("[2023-02-21..2023-02-27]", "21 to 27 Feb 2023, day unknown"),
            ("[2023-03-01..2023-03-10]", "early Mar 2023"),
            ("[2023-03-11..2023-03-20]", "mid Mar 2023"),
            ("[2023-03-11..2023-04-20]", "11 Mar to 20 Apr 2023, day unknown"),
            ("[2022, 2024]", "2022 or 2024"),
            ("2022-10/..", "since Oct 2022"),
            ("2022-10/", "since Oct 2022"),
            ("../2023-01-17", "until 17 Jan 2023"),
            ("2020-01-10/2020-01-12", "10 to 12 Jan 2020"),
            ("2020-01/2020-03", "Jan to Mar 2020"),
            ("2020/2021", "2020 to 2021"),
            ("2022-02~/..", "since about Feb 2022"),
            ("2022-02?", "Feb 2022, not certain"),
            ("2022%", "about 2022, not certain"),
        ] {
            assert_eq!(in_words(edtf).as_deref(), Some(words), "{edtf}");
        }
    }

    #[test]
    fn what_has_no_plain_words_stays_as_it_is() {
        for edtf in ["202X", "2022-XX", "{2020,2021}", "../..", "Y12023", "-0044-03-15", "2022-?02", "soon", ""] {
            assert_eq!(in_words(edtf), None, "{edtf}");
        }
    }
}
