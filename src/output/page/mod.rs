//! Pages: answers as one HTML file that asks nothing of the network, for a screen, a phone and a printer.
//!
//! A page is a template with sections. Each section gathers its rows, so that a column without a value is left
//! out; an answer of any length (`--html`) is put between the head and the foot of the same template row by row.

mod section;
mod template;

pub use super::html::MADE;
pub use section::Section;
pub use template::{Page, around};
