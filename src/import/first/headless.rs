//! Whether the first row of a table is one of its rows, and no names of columns.

use super::column::{Column, Taken};
use crate::import::stage::loose::{self, Order};

/// Whether the names of the columns are values of theirs: each of a column of dates, numbers or codes fits among the
/// others there. Years stand over columns too, and show nothing.
pub(super) fn is_row(columns: &[Column]) -> bool {
    let is_year = |name: &str| name.len() == 4 && (name.starts_with("19") || name.starts_with("20"));
    let has_digit = |name: &str| name.bytes().any(|byte| byte.is_ascii_digit());
    let is_code = |name: &str| matches!(name.len(), 2 | 3) && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut shows = false;
    for column in columns {
        let name = column.name.as_str();
        let fits = match &column.taken {
            Taken::Day { .. } => {
                has_digit(name)
                    && [Order::MonthFirst, Order::DayFirst].iter().any(|order| loose::edtf(name, *order).is_some())
            }
            Taken::Amount { is_comma, .. } => loose::minor_units(name, 2, if *is_comma { ',' } else { '.' }).is_some(),
            Taken::Currency | Taken::Code(_) => is_code(name),
            Taken::Address => name.starts_with("http://") || name.starts_with("https://"),
            Taken::Key | Taken::Entity(_) | Taken::Text | Taken::Nested | Taken::Empty => continue,
        };
        if !fits {
            return false;
        }
        shows |= has_digit(name) && !is_year(name) || matches!(column.taken, Taken::Address);
    }
    shows
}

/// Names for columns that have none.
pub(super) fn names(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("column_{n}")).collect()
}
