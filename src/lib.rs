//! onrecord: who said, promised and did what, and which words prove it.
//!
//! Text goes in, one SQLite file holds it, SQL asks, rows leave. The modules stand in the order of
//! their layers; each uses only those before it, and a test holds that.
//!
//! The program is what people use (`cargo install onrecord`, then `onrecord ask`); this library is its parts. The
//! built-in record, asked without the program:
//!
//! ```
//! let record = onrecord::record::create::built_in("2024-01-01T00:00:00Z")?;
//! let sql = "SELECT count(*) FROM pledges WHERE donor = 'Netherlands'";
//! assert_eq!(record.query_row(sql, [], |row| row.get::<_, u32>(0))?, 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The shape of a record is [`seed::SCHEMA`]; [`shape`] tells what its tables, columns and words mean. A record file
//! is opened by [`record::read`] and asked by [`answer`]; [`facts`] and [`import`] put facts in; [`error`] has every
//! error as data.

pub mod text;

pub mod error;

pub mod seed;

pub mod files;
pub mod value;

pub mod reader;
pub mod reading;
pub mod script;

pub mod shape;

pub mod output;

pub mod record;

pub mod history;

pub mod facts;
pub mod import;

pub mod answer;

pub mod check;
pub mod export;

pub mod repair;

pub mod cli;
