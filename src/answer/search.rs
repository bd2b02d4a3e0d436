//! Searching: the texts of a record by their words, in any case and with or without accents, best first.
//!
//! The index is SQLite's own (FTS5), made in memory from the record as it is now: it is never stale,
//! costs a load nothing, and nothing is written for it. Which texts are searched is a question of
//! the seed.

use rusqlite::Connection;
use rusqlite::types::ToSqlOutput;

use super::bind::Bound;
use super::run::values;
use crate::error::Result;
use crate::reader::Reader;

/// What stands around words that match.
const MARKS: [&str; 2] = ["[", "]"];

/// The rows of a search, best first, each record once.
#[must_use]
pub fn answer() -> String {
    let [open, close] = MARKS;
    format!(
        "WITH hit AS MATERIALIZED (
           SELECT snippet(texts, 0, '{open}', '{close}', '…', 32) AS found, sort, moment, place, name, number, rank AS score
           FROM texts WHERE texts MATCH :words)
         SELECT found, sort AS kind, moment AS date, place, name AS key, number AS record_id
         FROM (SELECT *, min(score) AS foremost FROM hit GROUP BY sort, name) ORDER BY foremost, name"
    )
}

/// An index of what the SQL gives: a text, and five columns that tell what it is.
///
/// # Errors
///
/// The reader's, or SQLite's.
pub fn index(reader: &dyn Reader, sql: &str, given: &[Bound]) -> Result<Connection> {
    let index = Connection::open_in_memory()?;
    index.execute_batch(
        "CREATE VIRTUAL TABLE texts USING fts5 (
           text, sort UNINDEXED, name UNINDEXED, place UNINDEXED, moment UNINDEXED, number UNINDEXED,
           tokenize = 'unicode61 remove_diacritics 2');
         BEGIN",
    )?;
    let mut statement = reader.statement(sql)?;
    let bound = values(&*statement, given)?;
    let mut put = index.prepare("INSERT INTO texts VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    let mut rows = statement.ask(&bound)?;
    while let Some(row) = rows.next()? {
        for n in 0..6 {
            put.raw_bind_parameter(n + 1, ToSqlOutput::Borrowed(row.value(n)?))?;
        }
        put.raw_execute()?;
    }
    drop(put);
    // One transaction: each of its own would write a piece of the index.
    index.execute_batch("COMMIT")?;
    Ok(index)
}

/// What a person typed as FTS5 reads it: all words, `"these in a row"`, and `begin*`; nothing else of its
/// language, so that no text is a mistake.
#[must_use]
pub fn wanted(typed: &str) -> String {
    let mut terms = Vec::new();
    for (n, part) in typed.split('"').enumerate() {
        if n % 2 == 1 {
            let (part, star) = part.strip_suffix('*').map_or((part, ""), |stem| (stem, "*"));
            terms.push(format!("\"{part}\"{star}"));
            continue;
        }
        for word in part.split_whitespace() {
            let (word, star) = word.strip_suffix('*').map_or((word, ""), |stem| (stem, "*"));
            terms.push(format!("\"{word}\"{star}"));
        }
    }
    terms.retain(|term| term.chars().any(char::is_alphanumeric));
    terms.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_words_phrases_and_beginnings() {
        assert_eq!(wanted("supply chains"), "\"supply\" \"chains\"");
        assert_eq!(wanted("\"supply chains\" secur*"), "\"supply chains\" \"secur\"*");
        assert_eq!(wanted("\"supply chain*\""), "\"supply chain\"*");
        assert_eq!(wanted("a AND (b: -c ^d"), "\"a\" \"AND\" \"(b:\" \"-c\" \"^d\"");
        assert_eq!(wanted("\"open \" * ( \""), "\"open \"");
    }
}
