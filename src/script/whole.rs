//! SQL as text: SQLite reads it as far as a NUL byte, and says nothing of what follows.
//!
//! What comes from people and files is looked at first, so that nobody gets an answer to half of
//! what was asked.

use crate::error::{Error, Result};

/// Sees that SQLite reads all of a text.
///
/// # Errors
///
/// [`Error::Sql`] with the place of a NUL byte.
pub fn whole(sql: &str) -> Result<()> {
    let Some(at) = sql.find('\0') else { return Ok(()) };
    let message = "the SQL has a NUL byte, and SQLite would read nothing after it".to_owned();
    Err(Error::Sql { message, sql: sql.to_owned(), at: Some(at), near: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_byte_is_shown_where_it_stands() {
        assert!(whole("select 1;\n").is_ok());
        let told = whole("select 1\nwhere \0 1 = 2").unwrap_err().to_string();
        assert!(told.ends_with("\n  2 | where ␀ 1 = 2\n            ^"), "{told}");
    }
}
