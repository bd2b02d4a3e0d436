//! Scales: where a value or a day stands on an axis, and which of them are named there.

use chrono::{Datelike, Months, NaiveDate};

use super::mark::tick;

/// Words for how many digits are left off an axis.
const GROUPS: [(f64, &str); 4] = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand")];

/// From this on an axis counts in groups of digits.
const LONG: f64 = 10_000.0;

/// An axis from one number to another, with the places that are named on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Its first and its last number.
    pub ends: (f64, f64),
    /// Where a name stands, and the name.
    pub ticks: Vec<(f64, String)>,
    /// What the names are counted in, as `billion`; empty where it is ones.
    pub group: &'static str,
}

impl Scale {
    /// How far along the axis a number stands, from 0 to 1.
    pub fn at(&self, number: f64) -> f64 {
        let (from, to) = self.ends;
        ((number - from) / (to - from)).clamp(0.0, 1.0)
    }

    /// For values; nought is always on it.
    pub fn of_values(values: impl Iterator<Item = f64>, most_ticks: usize) -> Self {
        let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let high = if low.total_cmp(&high).is_eq() { low + 1.0 } else { high };
        let longest = high.max(-low);
        let group = GROUPS.iter().find(|(size, _)| longest >= LONG && longest >= *size);
        let (size, group) = group.copied().unwrap_or((1.0, ""));
        let step = round_step((high - low) / size, most_ticks) * size;
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let mut ticks = Vec::new();
        let mut n = first;
        while n <= last {
            ticks.push((n * step, tick(rounded(n * step / size))));
            n += 1.0;
        }
        Self { ends: (first * step, last * step), ticks, group }
    }

    /// For days; `most_ticks` names at most.
    pub fn of_days(first: i32, last: i32, most_ticks: usize) -> Self {
        let (first, last) = if first >= last { (first - 1, last + 1) } else { (first, last) };
        let ticks = Step::fitting(first, last, most_ticks.max(2)).ticks(first, last);
        Self { ends: (f64::from(first), f64::from(last)), ticks, group: "" }
    }
}

/// The smallest of 1, 2, 2.5, 5, 10 ... by which a length has at most so many steps.
fn round_step(length: f64, most: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)] // a handful
    let least = length / most.max(1) as f64;
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .map(|step| step * power)
        .into_iter()
        .find(|step| *step >= least * 0.999)
        .unwrap_or(length)
}

/// Without the last digits, which arithmetic leaves.
fn rounded(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

/// From one named day to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Days(u32),
    Months(u32),
    Years(i32),
}

impl Step {
    const ALL: [Self; 17] = [
        Self::Days(1),
        Self::Days(2),
        Self::Days(5),
        Self::Days(10),
        Self::Months(1),
        Self::Months(2),
        Self::Months(3),
        Self::Months(6),
        Self::Years(1),
        Self::Years(2),
        Self::Years(5),
        Self::Years(10),
        Self::Years(20),
        Self::Years(50),
        Self::Years(100),
        Self::Years(500),
        Self::Years(1000),
    ];

    /// The smallest that names at most so many days.
    fn fitting(first: i32, last: i32, most: usize) -> Self {
        // Only those that come near are tried one by one.
        let near = |step: &Self| usize::try_from(i64::from(last - first) / step.days()).is_ok_and(|n| n <= 2 * most);
        let named = |least: usize| {
            let fits = |step: &Self| (least..=most).contains(&step.ticks(first, last).len());
            Self::ALL.into_iter().filter(near).find(fits)
        };
        named(2).or_else(|| named(1)).unwrap_or(Self::Years(1000))
    }

    fn days(self) -> i64 {
        match self {
            Self::Days(days) => days.into(),
            Self::Months(months) => i64::from(months) * 30,
            Self::Years(years) => i64::from(years) * 365,
        }
    }

    /// The days that are named, and their names: the year stands where it is new.
    fn ticks(self, first: i32, last: i32) -> Vec<(f64, String)> {
        let mut ticks = Vec::new();
        let mut year = None;
        let mut next = NaiveDate::from_num_days_from_ce_opt(first).and_then(|day| self.start(day));
        while let Some(day) = next.filter(|day| day.num_days_from_ce() <= last) {
            if day.num_days_from_ce() >= first {
                let name = match (self, year == Some(day.year())) {
                    (Self::Years(_), _) => day.format("%Y"),
                    (Self::Months(_), true) => day.format("%b"),
                    (Self::Months(_), false) => day.format("%b %Y"),
                    (Self::Days(_), true) => day.format("%-d %b"),
                    (Self::Days(_), false) => day.format("%-d %b %Y"),
                };
                ticks.push((f64::from(day.num_days_from_ce()), name.to_string()));
                year = Some(day.year());
            }
            next = self.after(day);
        }
        ticks
    }

    fn start(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(1) => Some(day),
            Self::Days(_) => day.with_day(1),
            Self::Months(_) => NaiveDate::from_ymd_opt(day.year(), 1, 1),
            Self::Years(years) => NaiveDate::from_ymd_opt(day.year().div_euclid(years) * years, 1, 1),
        }
    }

    /// Days count anew in each month, so that the same ones are named in all.
    fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(1) => day.succ_opt(),
            Self::Days(days) => {
                let step = if day.day() == 1 && days > 2 { days - 1 } else { days };
                let next = day.checked_add_days(chrono::Days::new(step.into()))?;
                let is_cut = next.month() != day.month() || next.day() + days / 2 > u32::from(day.num_days_in_month());
                if is_cut { day.with_day(1)?.checked_add_months(Months::new(1)) } else { Some(next) }
            }
            Self::Months(months) => day.checked_add_months(Months::new(months)),
            Self::Years(years) => NaiveDate::from_ymd_opt(day.year() + years, 1, 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::span::number;
    use super::*;

    fn names(scale: &Scale) -> Vec<&str> {
        scale.ticks.iter().map(|(_, name)| name.as_str()).collect()
    }

    #[test]
    fn values_are_counted_in_what_they_are_long_in() {
        let scale = Scale::of_values([3e9, 1e9].into_iter(), 4);
        assert_eq!((names(&scale), scale.group), (vec!["0", "1", "2", "3"], "billion"));
        let scale = Scale::of_values([40.0, 30.0].into_iter(), 5);
        assert_eq!((names(&scale), scale.group), (vec!["0", "10", "20", "30", "40"], ""));
        assert_eq!(names(&Scale::of_values([0.3].into_iter(), 3)), ["0", "0.1", "0.2", "0.3"]);
        assert_eq!(names(&Scale::of_values([-5.0, 5.0].into_iter(), 4)), ["-5", "-2.5", "0", "2.5", "5"]);
        assert_eq!(names(&Scale::of_values(std::iter::empty(), 2)), ["0", "0.5", "1"]);
    }

    #[test]
    fn days_are_named_by_what_they_are_near() {
        let of = |first: &str, last: &str, most| {
            let scale = Scale::of_days(number(first).unwrap(), number(last).unwrap(), most);
            scale.ticks.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        assert_eq!(of("2022-12-31", "2023-01-02", 5), ["31 Dec 2022", "1 Jan 2023", "2 Jan"]);
        assert_eq!(of("2023-01-01", "2023-02-05", 6), ["1 Jan 2023", "10 Jan", "20 Jan", "1 Feb"]);
        assert_eq!(of("2022-11-02", "2023-03-01", 6), ["Dec 2022", "Jan 2023", "Feb", "Mar"]);
        assert_eq!(of("1949-05-05", "2023-03-01", 5), ["1960", "1980", "2000", "2020"]);
        assert_eq!(of("2023-01-13", "2023-01-13", 5), ["12 Jan 2023", "13 Jan", "14 Jan"]);
    }
}
