//! What stands around a day and makes another of it.

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
    let has_more = (is_number(text(Some(next))) && year_of(text(Some(next + 1))).is_some())
        || (is_joint(text(Some(next))) && is_number(text(Some(next + 1))) && year_of(text(Some(next + 2))).is_some());
    let here = text(Some(at));
    let is_near = words.yesterday.iter().chain(&words.tomorrow).any(|near| near == here);
    words.never.iter().any(|never| never == text(before))
        || (is_near && words.beside.iter().any(|beside| beside == text(before)))
        || is_number(text(before))
        || (is_joint(text(before)) && is_number(text(two)))
        || is_dated
        || has_more
}
