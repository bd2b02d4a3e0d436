//! The record for others: a data package, and a copy that may be handed on.

pub mod copy;
pub mod datasette;
pub mod differences;
pub mod lists;
pub mod package;
mod yearly;
