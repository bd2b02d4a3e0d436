//! What stands around a day and makes another of it.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::words::{Piece, Words};
use super::{day_of, year_of};

/// Whether what stands around a day makes it another: every Monday, the day before yesterday, 5 to 7 March,
/// or the date that follows the day of the week.
pub(super) fn makes_another(pieces: &[Piece], at: usize, length: usize, words: &Words) -> bool {
    let text = |n: Option<usize>| n.and_then(|n| pieces.get(n)).map_or("", |piece| piece.text.as_str());
    let is_number = |text: &str| day_of(text).is_some() && text.len() <= 2;
    let (before, two) = (at.checked_sub(1), at.checked_sub(2));
    let next = at + length;
    let is_joint = |text: &str| words.joins.iter().any(|join| join == text);
    let is_weekday = length == 1 && words.weekday_named(text(Some(at))).is_some();
    let is_dated = is_weekday
        && (is_number(text(Some(next))) && words.month_named(text(Some(next + 1))).is_some()
            || words.month_named(text(Some(next))).is_some() && is_number(text(Some(next + 1))));
    let has_more = (is_month_day(pieces, at, length, words)
        && is_joint(text(Some(next)))
        && is_number(text(Some(next + 1))))
        || (is_number(text(Some(next))) && year_of(text(Some(next + 1))).is_some())
        || (is_joint(text(Some(next))) && is_number(text(Some(next + 1))) && year_of(text(Some(next + 2))).is_some());
    // The year that follows was not taken, so there is no such day; or another year is told in words.
    let is_whole = (at..next).any(|n| year_of(text(Some(n))).is_some());
    let is_month = (at..next).any(|n| words.month_named(text(Some(n))).is_some());
    let is_one_of = |list: &[String], n: usize| list.iter().any(|word| word == text(Some(n)));
    let has_year = is_month
        && !is_whole
        && (year_of(text(Some(next))).is_some()
            || is_one_of(&words.last, next)
            || is_one_of(&words.next, next)
            || (is_one_of(&words.of, next)
                && (is_one_of(&words.bounds, next + 1) || is_one_of(&words.year, next + 1))));
    // "the Friday before last"; 令和5年1月3日, the years of another count.
    let is_one_further = is_one_of(&words.beside, next) && is_one_of(&words.last, next + 1);
    let is_of_a_reign = text(before).ends_with('年');
    let here = text(Some(at));
    let is_near = words.yesterday.iter().chain(&words.tomorrow).any(|near| near == here);
    has_year
        || (is_weekday && is_of_another_week(pieces, next, words))
        || is_one_further
        || is_of_a_reign
        || words.never.iter().any(|never| never == text(before))
        || (is_near && words.beside.iter().any(|beside| beside == text(before)))
        || is_number(text(before))
        || (is_joint(text(before)) && is_number(text(two)))
        || is_dated
        || has_more
}

/// So many words behind a day of the week may tell of which week it is.
const WEEK: usize = 4;

/// Whether what stands behind a day of the week says that it is of another week or month: Monday of last week, Monday a
/// week ago, the first Monday of May; of "Monday this week" it does not.
fn is_of_another_week(pieces: &[Piece], next: usize, words: &Words) -> bool {
    let goes_on = |piece: &&Piece| !piece.is_parted && !words.joins.contains(&piece.text);
    let behind: Vec<&Piece> = pieces[next.min(pieces.len())..].iter().take(WEEK).take_while(goes_on).collect();
    let is_in =
        |lists: &[&Vec<String>]| behind.iter().position(|piece| lists.iter().any(|list| list.contains(&piece.text)));
    let is_this = |end: usize| behind[..end].iter().any(|piece| words.this.contains(&piece.text));
    let of_month = behind.first().is_some_and(|piece| words.of.contains(&piece.text))
        && behind.get(1).is_some_and(|piece| words.month_named(&piece.text).is_some());
    of_month || is_in(&[&words.week, &words.weeks]).is_some_and(|end| !is_this(end))
}

/// Whether some pieces are a month and a day of it: the number that is joined to them is another day.
fn is_month_day(pieces: &[Piece], at: usize, length: usize, words: &Words) -> bool {
    length > 1 && words.month_named(&pieces[at].text).is_some() && day_of(&pieces[at + length - 1].text).is_some()
}

/// Words that stand between a day and what bounds it.
const ARTICLES: [&str; 9] = ["the", "le", "la", "el", "den", "dem", "de", "del", "het"];

/// So far from a day a word such as "ago" still counts from it.
const REACH: usize = 4;

/// Whether something was before, after or about a day, and not on it.
pub(super) fn is_bound(pieces: &[Piece], at: usize, length: usize, words: &Words) -> bool {
    let is_in = |list: &[String], piece: &Piece| list.contains(&piece.text);
    let before = pieces[..at].iter().rev().take(3);
    let first =
        before.into_iter().find(|piece| is_in(&words.bounds, piece) || !ARTICLES.contains(&piece.text.as_str()));
    let next = &pieces[at + length..];
    let is_far = next
        .iter()
        .take(REACH)
        .chain(pieces[..at].iter().rev().take(REACH))
        .any(|piece| words.bounds_after.contains(&piece.text) && piece.text.is_ascii());
    first.is_some_and(|piece| is_in(&words.bounds, piece))
        || is_far
        || next.first().is_some_and(|piece| is_in(&words.bounds_after, piece))
}

/// Whether a date follows the name of another day of the week: Monday, 5 March, that was a Tuesday.
pub(super) fn is_another_weekday(pieces: &[Piece], at: usize, edtf: &str, words: &Words) -> bool {
    let Ok(date) = NaiveDate::parse_from_str(edtf, "%Y-%m-%d") else { return false };
    let told = at.checked_sub(1).and_then(|n| words.weekday_named(&pieces[n].text));
    let is_own = words.weekday_named(&pieces[at].text).is_some();
    !is_own && told.is_some_and(|told| told != date.weekday().number_from_monday())
}

/// Whether two days of one form have nothing but "to", "and" or a hyphen between them.
pub(super) fn are_joined(
    sentence: &str,
    pieces: &[Piece],
    one: &Range<usize>,
    other: &Range<usize>,
    words: &Words,
) -> bool {
    let between = &pieces[one.end..other.start];
    let marks = &sentence[pieces[one.end - 1].at.end..pieces[other.start].at.start];
    let has_month = |range: &Range<usize>| pieces[range.clone()].iter().any(|p| words.month_named(&p.text).is_some());
    let is_weekday =
        |range: &Range<usize>| range.len() == 1 && words.weekday_named(&pieces[range.start].text).is_some();
    let are_alike = (has_month(one) && has_month(other)) || (is_weekday(one) && is_weekday(other));
    let is_joint = |piece: &Piece| words.joins.contains(&piece.text);
    let is_led =
        |piece: &Piece| is_joint(piece) || words.before.contains(&piece.text) || words.of.contains(&piece.text);
    let is_join = match between {
        [] => marks.contains(['-', '–', '—']),
        several => several.len() <= 3 && several.iter().any(is_joint) && several.iter().all(is_led),
    };
    are_alike && is_join && !marks.contains([';', ':', '(', ')'])
}
