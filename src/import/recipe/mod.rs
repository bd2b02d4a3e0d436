//! Recipes: what a recipe's header says of the tables it reads.
//!
//! ```sql
//! -- Events of a data set.
//! --
//! -- @reads csv, xlsx                 (the file's ending chooses)
//! -- @delimiter ;
//! -- @encoding windows-1252
//! -- @skip 2                          (lines before the header)
//! -- @columns id, day, actor          (the file has no header line; several lines are several layouts)
//! -- @column day = Date | day | NULL  (what releases of a file call a column; NULL where one may lack it)
//! -- @refuse 16 the mentions of the set, which are no events
//! -- @null NA, n/a                    (what stands for no value)
//! -- @with cities by id               (a table beside the input, given by --with cities=FILE)
//! -- @sheet Main                      (xlsx)
//! -- @element activity                (xml)
//! -- @rows $.results, $               (json: the object or the list of objects that are rows)
//! -- @dates dmy                       (31/12/2022; month first where left out)
//! -- @decimal ,                       (1.250,50; a point where left out)
//! -- @key 'set-' || id
//! -- @source.key the-set
//! -- @source.title The data set
//! INSERT INTO event (id, ...) SELECT staged.id, ... FROM staged;
//! ```

mod header;

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{Error, Result};
use crate::import::stage::loose::Order;
use crate::script::head::{self, Declaration};

/// What kind of file a recipe reads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reads {
    /// Comma-separated, or by another delimiter.
    Csv,
    /// Tab-separated, without quoting.
    Tsv,
    /// One JSON object a line, staged whole in the column `json`.
    Jsonl,
    /// A sheet of a workbook.
    Xlsx,
    /// The elements of one name, each staged as JSON in the column `json`.
    Xml,
}

/// What a recipe may declare beside its source.
const WORDS: [&str; 15] = [
    "reads",
    "delimiter",
    "encoding",
    "skip",
    "columns",
    "column",
    "refuse",
    "null",
    "sheet",
    "element",
    "rows",
    "dates",
    "decimal",
    "with",
    "key",
];

/// What a recipe may say of the data set as a source.
pub const SOURCE: [&str; 9] =
    ["key", "kind", "title", "description", "publisher", "author", "url", "language", "licence"];

/// A table that is read beside the input.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Join {
    /// What the statements call it.
    pub name: String,
    /// The columns by which its rows are found fast.
    pub by: Vec<String>,
}

/// A column that releases of a file call differently.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choice {
    /// What the statements call it.
    pub name: String,
    /// What headers call it; the first that the input has counts.
    pub of: Vec<String>,
    /// Whether an input may have none of these: the column has no values then.
    pub may_lack: bool,
}

/// A recipe with its header read.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// Its name.
    pub name: String,
    /// One sentence.
    pub summary: String,
    /// What it reads; of several, the file's ending chooses.
    pub reads: Vec<Reads>,
    /// What parts the columns, where the recipe says.
    pub delimiter: Option<u8>,
    /// What parts the fraction of an amount: a point, or a comma.
    pub decimal: char,
    /// The input's encoding, where it is not UTF-8.
    pub encoding: Option<String>,
    /// How many lines, or rows of a sheet, stand before the header or the first row.
    pub skip: u64,
    /// Column names of a file without a header line; where there are several lists, each row takes the one with as
    /// many names as it has fields.
    pub layouts: Vec<Vec<String>>,
    /// Columns that go by several names.
    pub choices: Vec<Choice>,
    /// What an input is not to be, by the number of fields of its first row, and what it is instead.
    pub refuses: Vec<(usize, String)>,
    /// Texts that stand for no value.
    pub nulls: Vec<String>,
    /// Tables that are read beside the input.
    pub joins: Vec<Join>,
    /// The sheet of a workbook; the first where left out.
    pub sheet: Option<String>,
    /// The name of the elements that are records.
    pub element: String,
    /// Paths within a JSON value to the object or the list that are rows; the first that it has counts.
    pub rows: Vec<String>,
    /// Which of day and month comes first between slashes.
    pub dates: Order,
    /// The SQL expression of a row's own key; a row without one is loaded by its statements alone.
    pub key: Option<String>,
    /// The data set itself, as a source: columns of `source` by name.
    pub source: BTreeMap<String, String>,
    /// The statements.
    pub sql: String,
}

impl Recipe {
    /// Reads a recipe.
    ///
    /// # Errors
    ///
    /// [`Error::BadHeader`] with the line of a declaration that is not understood, or a NUL byte.
    pub fn read(name: &str, sql: &str) -> Result<Self> {
        crate::script::whole(sql)?;
        let mut recipe = Self {
            name: name.to_owned(),
            summary: String::new(),
            reads: Vec::new(),
            delimiter: None,
            decimal: '.',
            encoding: None,
            skip: 0,
            layouts: Vec::new(),
            choices: Vec::new(),
            refuses: Vec::new(),
            nulls: Vec::new(),
            joins: Vec::new(),
            sheet: None,
            element: String::new(),
            rows: Vec::new(),
            dates: Order::default(),
            key: None,
            source: BTreeMap::new(),
            sql: sql.to_owned(),
        };
        let of_source = SOURCE.map(|column| format!("source.{column}"));
        let words: Vec<&str> = WORDS.into_iter().chain(of_source.iter().map(String::as_str)).collect();
        let head = head::read(name, sql, &words)?;
        recipe.summary = head.summary;
        for Declaration { word, text, line } in &head.declarations {
            let bad = |why: String| Error::BadHeader { query: name.to_owned(), line: *line, why };
            header::declare(&mut recipe, word, text.trim()).map_err(bad)?;
        }
        let bad = |why: &str| Error::BadHeader { query: name.to_owned(), line: 1, why: why.to_owned() };
        if recipe.reads.is_empty() {
            return Err(bad("it says what it reads with `-- @reads csv`, tsv, jsonl, xlsx or xml"));
        }
        if recipe.reads.contains(&Reads::Xml) && recipe.element.is_empty() {
            return Err(bad("a recipe that reads xml names the elements that are rows with `-- @element NAME`"));
        }
        if !recipe.source.contains_key("key") {
            return Err(bad("it names the data set as a source with `-- @source.key KEY`"));
        }
        Ok(recipe)
    }

    /// The statements, without the lines that are comments.
    #[must_use]
    pub fn statements(&self) -> String {
        let is_code = |line: &&str| !line.trim_start().starts_with("--");
        self.sql.lines().filter(is_code).collect::<Vec<_>>().join("\n")
    }

    /// The key and the statements in lower case: a column that stands nowhere in them is not read.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{}\n{}", self.key.iter().map(String::as_str).collect::<String>(), self.statements()).to_lowercase()
    }

    /// Whether a field holds a value.
    #[must_use]
    pub fn is_value(&self, field: &str) -> bool {
        !field.is_empty() && !self.nulls.iter().any(|null| null == field)
    }

    /// How a table beside the input is read: with the same delimiter and encoding, and otherwise plainly, by its ending.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self {
            reads: vec![Reads::Csv, Reads::Tsv, Reads::Jsonl, Reads::Xlsx],
            skip: 0,
            layouts: Vec::new(),
            choices: Vec::new(),
            refuses: Vec::new(),
            sheet: None,
            element: String::new(),
            rows: Vec::new(),
            ..self.clone()
        }
    }

    /// What SQLite says of the recipe, with the place in it and, for a column it lacks, those that
    /// the input has.
    #[must_use]
    pub fn explained(&self, cause: &rusqlite::Error, columns: &[String]) -> Error {
        let rusqlite::Error::SqlInputError { msg, sql, offset, .. } = cause else {
            let message = format!("{}.sql: {cause}", self.name);
            return Error::Sql { message, sql: String::new(), at: None, near: None };
        };
        let has = if columns.is_empty() {
            "the input has none".to_owned()
        } else {
            format!("the input has {}", columns.join(", "))
        };
        let message = match msg.strip_prefix("no such column: ") {
            Some(name) => {
                let name = name.split(" - ").next().unwrap_or(name).trim_matches('"');
                format!("{}.sql needs the column `{name}`, and {has}", self.name)
            }
            None => format!("{}.sql: {msg}", self.name),
        };
        let start = self.sql.find(sql.as_str());
        // SQLite gives no place for a table or a column of one that is not there.
        let named =
            || msg.rsplit([' ', ':']).next().filter(|name| !name.is_empty()).and_then(|name| self.sql.find(name));
        let at = usize::try_from(*offset).ok().and_then(|offset| Some(start? + offset)).or_else(named);
        Error::Sql { message, sql: self.sql.clone(), at, near: None }
    }

    /// What SQLite says of a statement, the first being number 1: also that it is not a recipe's to run.
    #[must_use]
    pub fn refused(&self, number: usize, cause: &rusqlite::Error, columns: &[String]) -> Error {
        if cause.sqlite_error_code() != Some(rusqlite::ErrorCode::AuthorizationForStatementDenied) {
            return self.explained(cause, columns);
        }
        let what = format!("{}.sql: statement {number} does what is not a recipe's to do", self.name);
        let hint = "a recipe reads the record and fills the tables that are made for it (CONTRIBUTING, Add a recipe)";
        Error::Refused { what, hint: hint.to_owned() }
    }

    /// What ended a statement of the recipe: a rule that a row breaks, or a bound that it ran into.
    #[must_use]
    pub fn stopped(&self, cause: rusqlite::Error) -> Error {
        let why = match cause.sqlite_error_code() {
            Some(rusqlite::ErrorCode::OperationInterrupted) => "works for too long on some thousand rows",
            Some(rusqlite::ErrorCode::DiskFull) => {
                "makes more of some thousand rows than may be, or the folder for temporary files is full"
            }
            _ => return cause.into(),
        };
        let what = format!("{}.sql: a statement {why}", self.name);
        Error::Refused { what, hint: "see that each of its joins has a condition and each recursion an end".to_owned() }
    }

    /// How an input is read: as its ending says, else as the recipe names first.
    #[must_use]
    pub fn reads_as(&self, path: &Path) -> Reads {
        let name = path.to_string_lossy().to_lowercase();
        let name = name.trim_end_matches(".gz").trim_end_matches(".zip");
        let by_ending = name.rsplit('.').next().and_then(|ending| header::reads(ending).ok());
        by_ending.filter(|found| self.reads.contains(found)).or(self.reads.first().copied()).unwrap_or(Reads::Csv)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_is_read_and_from_where() {
        let recipe = Recipe::read("r", "-- Rows.\n-- @reads csv\n-- @delimiter ;\n-- @columns a, b\n-- @key 'x' || a\n-- @source.key set\nSELECT 1").unwrap();
        assert_eq!((recipe.reads, recipe.delimiter, recipe.layouts[0].len()), (vec![Reads::Csv], Some(b';'), 2));
        assert_eq!(recipe.source["key"], "set");
        for wrong in
            ["-- Rows.", "-- R.\n-- @reads pdf", "-- R.\n-- @reads xml\n-- @source.key s", "-- R.\n-- @reads csv"]
        {
            assert!(Recipe::read("r", wrong).is_err(), "{wrong}");
        }
    }
}
