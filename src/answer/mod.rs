//! Answers: a question and values become rows with their sources.
//!
//! Nothing here knows what a question is about: its header says it all ([`crate::script::header`]),
//! and [`run`] carries rows from SQLite to a writer.

pub mod bind;
pub mod catalog;
pub mod cite;
mod drawn;
pub mod find;
mod marker;
pub mod nothing;
pub mod plain;
pub mod query;
pub mod report;
pub mod run;
pub mod search;
pub mod spec;
pub mod stored;
pub mod work;

pub use catalog::{Catalog, Listing};
pub use query::Query;
