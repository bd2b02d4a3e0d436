//! Queries: named questions, their parameters, and running SQL.
//!
//! A query is a plain `.sql` file whose header comment declares what it takes. Nothing here knows
//! what a question is about: the header says it all, and [`run`] carries rows from SQLite to a
//! writer.

pub mod bind;
pub mod catalog;
pub mod cite;
pub mod header;
pub mod run;

pub use catalog::{Catalog, Listing, Query};
pub use header::{Header, Parameter, Type};
