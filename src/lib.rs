//! onrecord: who said, promised and did what, and which words prove it.
//!
//! Text goes in, one SQLite file holds it, SQL asks, rows leave. The modules stand in the order of
//! their layers; each uses only those before it, and a test holds that.

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
