//! How the cells of a workbook look: what makes a number a day or an amount.

use rust_xlsxwriter::{ExcelDateTime, Format as Look};

use crate::output::cell::Role;

/// How cells look; a sheet knows a number for a day or an amount by nothing else.
pub(super) struct Looks {
    pub(super) head: Look,
    pub(super) day: Look,
    pub(super) whole: Look,
    pub(super) cents: Look,
    pub(super) finer: Look,
    pub(super) prose: Look,
}

impl Looks {
    /// All of them.
    pub(super) fn new() -> Self {
        let number = |format: &str| Look::new().set_num_format(format);
        Self {
            head: Look::new().set_bold(),
            day: number("yyyy-mm-dd"),
            whole: number("#,##0"),
            cents: number("#,##0.00"),
            finer: number("#,##0.00####"),
            prose: Look::new().set_text_wrap(),
        }
    }

    /// How an amount is written: with a fraction where it has one.
    pub(super) fn amount(&self, number: f64, role: Role) -> Option<&Look> {
        match role {
            Role::Money | Role::Number if number.fract() == 0.0 => Some(&self.whole),
            Role::Money | Role::Number if (number * 100.0).fract() == 0.0 => Some(&self.cents),
            Role::Money | Role::Number => Some(&self.finer),
            _ => None,
        }
    }
}

/// A whole day of the years that a sheet knows, as such.
pub(super) fn day(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split('-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if text.len() != "2023-01-17".len() || year < 1901 {
        return None;
    }
    ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}
