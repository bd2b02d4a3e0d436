//! Plain values: what a record is made of before it is SQL.
//!
//! Nothing here knows of SQLite, files or terminals, so that every rule about a date, an amount or
//! a passage can be read and tested by itself.

pub mod day;
pub mod hash;
pub mod in_words;
pub mod key;
pub mod money;
pub mod normal;
pub mod passage;
pub mod quotation;
pub mod sentence;
pub mod told_day;
pub mod typed;
