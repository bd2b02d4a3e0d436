//! Scripts: SQL files with a header, and their text as it is run.

pub mod head;
pub mod header;
pub mod parameter;
pub mod place;
pub mod settle;
pub mod severity;
pub mod tokens;
mod whole;

pub use whole::whole;
