//! Errors: everything that can go wrong, and the exit code that it ends the program with.
//!
//! A variant is plain data. What it says stands in `told.rs`, the next step it offers in `hint.rs`, so
//! that both can be read, and translated into tests, in one place. What they quote is made visible
//! there, whatever it holds: a sentence stays on one line. Nothing is printed here.

mod data;
mod hint;
mod near;
mod told;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use near::{COMPARED, log_beside, nearest};

/// What a run of the program came to; the numbers are the documented exit codes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u8)]
pub enum Exit {
    /// Done; also no rows, also a reader that went away.
    Success = 0,
    /// A check found faults.
    Faults = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The record, the input or the SQL cannot be used.
    Unusable = 3,
    /// The time limit was reached.
    Timeout = 4,
    /// The answer could not be written.
    Unwritten = 5,
    /// Another program holds a lock on the record.
    Locked = 6,
    /// Ctrl-C.
    Interrupted = 130,
}

/// A result whose failure the program can explain.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// One fault in an input file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// `file:line:column`, or what is known of it.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// The next step, where one is sure to help.
    pub hint: Option<String>,
}

/// Everything that can go wrong.
#[derive(Debug)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum Error {
    BadKey(String),
    BadDate { text: String, why: String },
    BadMoney { text: String, why: String },
    UnknownQuery { name: String, near: Option<String> },
    UnknownCheck { name: String, near: Option<String> },
    UnknownRecipe { name: String, near: Option<String> },
    MissingParameter { query: String, name: String, about: String },
    BadParameter { name: String, text: String, why: String, hint: Option<String> },
    BadBinding { text: String, why: String },
    UnboundParameter { name: String },
    UnusedParameter { name: String, near: Option<String> },
    UnknownEntity { text: String, near: Vec<String> },
    AmbiguousEntity { text: String, candidates: Vec<String> },
    UnknownRecord { text: String, near: Option<String> },
    UnknownFormat { text: String, known: Vec<&'static str> },
    UnknownEnding { path: PathBuf, known: Vec<&'static str> },
    BadHeader { query: String, line: usize, why: String },
    NoRecordFile(PathBuf),
    FileExists(PathBuf),
    NotSqlite(PathBuf),
    NotOurs { path: PathBuf },
    TooNew { path: PathBuf, version: i64, known: i64 },
    Corrupt { path: PathBuf, why: String },
    HalfWritten { path: PathBuf, log: PathBuf },
    Unshared { path: PathBuf },
    Busy { path: PathBuf, seconds: f64 },
    Foreign { path: PathBuf, parts: Vec<String> },
    Read { path: PathBuf, why: String },
    WriteFile { path: PathBuf, why: String },
    OtherFiles { folder: PathBuf, first: String, count: usize },
    OverItself { path: PathBuf, what: &'static str },
    Memory,
    Sql { message: String, sql: String, at: Option<usize>, near: Option<String> },
    Sqlite(rusqlite::Error),
    NoStatement,
    ManyStatements,
    Forbidden { what: String },
    ManyResults { format: &'static str },
    Faults(Vec<Fault>),
    Refused { what: String, hint: String },
    Misasked { what: String, hint: String },
    Timeout { seconds: f64 },
    Output(io::Error),
    Unreported { what: &'static str, cause: io::Error },
    Unemptied { why: String },
    Interrupted,
}

impl Error {
    /// The exit code that this error ends the program with.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::UnknownQuery { .. }
            | Self::UnknownCheck { .. }
            | Self::UnknownRecipe { .. }
            | Self::MissingParameter { .. }
            | Self::BadParameter { .. }
            | Self::BadBinding { .. }
            | Self::UnboundParameter { .. }
            | Self::UnusedParameter { .. }
            | Self::UnknownEntity { .. }
            | Self::AmbiguousEntity { .. }
            | Self::UnknownRecord { .. }
            | Self::UnknownFormat { .. }
            | Self::UnknownEnding { .. }
            | Self::BadKey(_)
            | Self::BadDate { .. }
            | Self::BadMoney { .. }
            | Self::OverItself { .. }
            | Self::Misasked { .. }
            | Self::ManyResults { .. } => Exit::Usage,
            Self::Output(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Exit::Success,
            Self::Output(_) | Self::Unreported { .. } | Self::Unemptied { .. } => Exit::Unwritten,
            Self::Busy { .. } => Exit::Locked,
            Self::Timeout { .. } => Exit::Timeout,
            Self::Interrupted => Exit::Interrupted,
            _ => Exit::Unusable,
        }
    }

    /// Whether there is nothing to say: the reader of a pipe has gone.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        matches!(self, Self::Output(cause) if cause.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The next step, where one is sure to help.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        hint::of(self)
    }

    /// It as an object of JSON (docs/error.schema.json).
    #[must_use]
    pub fn data(&self) -> serde_json::Value {
        data::of(self)
    }

    /// What SQLite says of a file, as an error of ours.
    #[must_use]
    pub fn of_file(path: &Path, cause: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let path = path.to_owned();
        match cause.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path, seconds: 0.0 },
            Some(ErrorCode::NotADatabase) => Self::NotSqlite(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt { path, why: "SQLite finds its pages broken".to_owned() },
            Some(ErrorCode::CannotOpen) => Self::Read { path, why: "SQLite cannot open it".to_owned() },
            Some(ErrorCode::ReadOnly) => Self::WriteFile { path, why: "it may only be read".to_owned() },
            Some(ErrorCode::DiskFull) => Self::WriteFile { why: full(&path), path },
            Some(ErrorCode::SystemIoFailure) if is_failed_write(cause) => {
                let why = format!("{}, or a file may not grow that large", full(&path));
                Self::WriteFile { path, why }
            }
            Some(ErrorCode::SystemIoFailure) => Self::Read { path, why: format!("the disk failed: {cause}") },
            Some(ErrorCode::OutOfMemory) => Self::Memory,
            _ => Self::from_sqlite(cause),
        }
    }

    /// What the system says of a file that is being written, as an error of ours.
    #[must_use]
    pub fn of_writing(path: &Path, cause: &io::Error) -> Self {
        let why = match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => full(path),
            io::ErrorKind::FileTooLarge => format!("{}, or a file may not grow that large", full(path)),
            _ => cause.to_string(),
        };
        Self::WriteFile { path: path.to_owned(), why }
    }

    /// The same error, told of a file where SQLite's words alone name none.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        match self {
            Self::Sqlite(cause) => Self::of_file(path, &cause),
            other => other,
        }
    }

    fn from_sqlite(cause: &rusqlite::Error) -> Self {
        let message = match cause {
            rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
            other => other.to_string(),
        };
        Self::Sql { message, sql: String::new(), at: None, near: None }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(cause: rusqlite::Error) -> Self {
        Self::Sqlite(cause)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&told::of(self))
    }
}

impl std::error::Error for Error {}

/// Where there is no room: SQLite does not say which of two folders it is.
fn full(path: &Path) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    format!("no room is left in the folder `{}`, or in the one for temporary files", folder.display())
}

/// Whether the disk failed while it was written to; SQLite calls a limit on a file's size that too.
fn is_failed_write(cause: &rusqlite::Error) -> bool {
    let code = cause.sqlite_error().map_or(0, |error| error.extended_code);
    matches!(code, rusqlite::ffi::SQLITE_IOERR_WRITE | rusqlite::ffi::SQLITE_IOERR_TRUNCATE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_character() {
        let error = Error::Sql {
            message: "no such column: x".into(),
            sql: "select\n  x from t".into(),
            at: Some(9),
            near: None,
        };
        assert_eq!(error.to_string(), "no such column: x\n  2 |   x from t\n        ^");
    }

    #[test]
    fn what_an_error_quotes_stays_on_its_line() {
        let error = Error::UnknownQuery { name: "a\nerror: b\u{1b}[2J".into(), near: Some("c\u{202e}".into()) };
        assert_eq!(error.to_string(), "no query is named `a␊error: b␛[2J`");
        assert_eq!(error.hint().as_deref(), Some("did you mean `c<U+202E>`?"));
        let sql = "select\t'\u{1b}中', x".to_owned();
        let at = sql.find('x');
        let error = Error::Sql { message: "no such\nx".into(), sql, at, near: None };
        assert_eq!(error.to_string(), "no such␊x\n  1 | select '␛中', x\n                    ^");
        let fault = Fault { place: "a\nb:1".into(), what: "\r".into(), hint: Some("\u{9b}".into()) };
        assert_eq!(Error::Faults(vec![fault]).to_string(), "a␊b:1: ␍\n  hint: <U+009B>");
    }

    #[test]
    fn a_reader_that_went_away_is_no_failure() {
        let gone = Error::Output(io::ErrorKind::BrokenPipe.into());
        assert!(gone.is_quiet() && gone.exit() == Exit::Success);
        assert_eq!(Error::Output(io::ErrorKind::StorageFull.into()).exit(), Exit::Unwritten);
    }

    #[test]
    fn only_near_names_are_offered() {
        let near = |word| nearest(word, ["pledges", "pledge-totals", "timeline"].into_iter());
        assert_eq!(near("pledge").as_deref(), Some("pledges"));
        assert_eq!(near("xyz"), None);
        let long = "a".repeat(COMPARED + 1);
        assert_eq!(nearest(&long, [long.as_str()].into_iter()), None);
    }
}
