//! onrecord: who said, promised and did what, and which words prove it.
//!
//! Text goes in, one SQLite file holds it, SQL asks, rows leave. The modules stand in the order of
//! their layers; each uses only those before it, and a test holds that.

pub mod check;
pub mod cli;
pub mod db;
pub mod draft;
pub mod error;
pub mod load;
pub mod output;
pub mod query;
pub mod script;
pub mod seed;
pub mod shape;
pub mod value;
