//! Days of the week, counted from a day.

use chrono::{Datelike, Days, NaiveDate};

use super::{Meaning, day};

/// A day of the week: the one before, or the one to come; which of them where `told` says last (0), this (1) or
/// next (2).
pub(super) fn meaning(weekday: u32, told: Option<usize>, on: NaiveDate) -> Option<Meaning> {
    let of = |past: Vec<String>, ahead: Vec<String>| Some(Meaning { past, ahead, is_counted: true });
    let here = on.weekday().number_from_monday();
    // From one to seven days off; today is the one before where nothing is said.
    let (back, onward) = (u64::from((here + 6 - weekday) % 7 + 1), u64::from((weekday + 6 - here) % 7 + 1));
    let shifted = |days: u64, is_back: bool| {
        day(if is_back { on.checked_sub_days(Days::new(days)) } else { on.checked_add_days(Days::new(days)) })
    };
    match told {
        None => of(shifted(back % 7, true).into_iter().collect(), shifted(onward, false).into_iter().collect()),
        // This week's.
        Some(1) => {
            let monday = on.checked_sub_days(Days::new((here - 1).into()))?;
            of(day(monday.checked_add_days(Days::new((weekday - 1).into()))).into_iter().collect(), Vec::new())
        }
        // Within the same week it may be the one of the other week.
        Some(told) => {
            let is_last = told == 0;
            let near = if is_last { back } else { onward };
            let is_this_week = if is_last { weekday < here } else { weekday > here };
            let other = if is_this_week { shifted(near + 7, is_last) } else { None };
            of(shifted(near, is_last).into_iter().chain(other).collect(), Vec::new())
        }
    }
}
