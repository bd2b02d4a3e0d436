//! The record file: making one, opening one, knowing it is ours.
//!
//! Reading and writing are two different doors. [`read::open`] gives a connection that cannot
//! change the file whatever SQL it is asked to run; [`write::open`] is for loading, and everything
//! it does is one transaction.

pub mod carried;
pub mod compact;
pub mod contents;
pub mod create;
pub mod derive;
pub mod entity;
pub mod file;
pub mod foreign;
pub mod guard;
pub mod leads;
pub mod open;
pub mod pages;
pub mod put;
pub mod read;
mod row;
pub mod served;
pub mod slice;
pub mod stop;
pub mod upgrade;
pub mod write;

/// The version of the schema that this program makes and knows (`PRAGMA user_version`).
pub const VERSION: i64 = 4;

/// What marks a file as a record (`PRAGMA application_id`): `onrd` in ASCII.
pub const APPLICATION_ID: i64 = 0x6F6E_7264;
