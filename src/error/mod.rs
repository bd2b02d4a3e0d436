//! Errors: every sentence the program says when it fails.
//!
//! A variant is plain data; what it says, the next step it offers and the exit code it ends with
//! stand together here, so that they can be read, and translated into tests, in one place. What they
//! quote is made visible here too, whatever it holds: a sentence stays on one line.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use unicode_width::UnicodeWidthStr;

use crate::text::{lines, sentence};

/// Of many names, so many are listed.
const LISTED: usize = 20;

/// Bytes of a word that is compared with others; nobody mistypes a longer one, and comparing takes
/// time by the product of the lengths.
pub const COMPARED: usize = 200;

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
    UnknownFlag { query: String, flag: String, near: Option<String> },
    FlagWithoutValue { flag: String },
    FlagTwice { flag: String },
    MissingParameter { query: String, name: String, about: String },
    BadParameter { name: String, text: String, why: String, hint: Option<String> },
    BadBinding { text: String, why: String },
    UnboundParameter { name: String },
    UnusedParameter { name: String, near: Option<String> },
    UnknownEntity { text: String, near: Vec<String> },
    AmbiguousEntity { text: String, candidates: Vec<String> },
    UnknownRecord { text: String, near: Option<String> },
    UnknownFormat { text: String },
    UnknownEnding { path: PathBuf },
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
    Timeout { seconds: f64 },
    Output(io::Error),
    Unreported { what: &'static str, cause: io::Error },
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
            | Self::UnknownFlag { .. }
            | Self::FlagWithoutValue { .. }
            | Self::FlagTwice { .. }
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
            | Self::ManyResults { .. } => Exit::Usage,
            Self::Output(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Exit::Success,
            Self::Output(_) | Self::Unreported { .. } => Exit::Unwritten,
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
        self.next_step().map(|hint| sentence(&hint).into_owned())
    }

    fn next_step(&self) -> Option<String> {
        let did_you_mean = |near: &Option<String>, list: &str| match near {
            Some(name) => Some(format!("did you mean `{name}`?")),
            None => Some(format!("`{list}` lists them")),
        };
        match self {
            Self::BadKey(_) => Some("a key is lower-case letters and digits, in words joined by hyphens".to_owned()),
            Self::BadDate { .. } => Some(
                "write a day, a month, a year or EDTF: 2023-01-17, 2023-01, 2023, 2023-01-09/2023-01-15".to_owned(),
            ),
            Self::BadMoney { .. } => {
                Some("write it as `EUR 2.5 billion`, `about $3 billion` or `$1 billion more`".to_owned())
            }
            Self::UnknownQuery { near, .. } => did_you_mean(near, "onrecord ask"),
            Self::UnknownCheck { near, .. } => did_you_mean(near, "onrecord check --list"),
            Self::UnknownRecipe { near, .. } => did_you_mean(near, "onrecord import --list"),
            Self::UnknownFlag { query, near, .. } => did_you_mean(near, &format!("onrecord ask {query} --help")),
            Self::FlagWithoutValue { flag } => Some(format!("write {flag}=VALUE")),
            Self::FlagTwice { .. } => Some("give it once".to_owned()),
            Self::MissingParameter { query, name, .. } => Some(format!("onrecord ask {query} --{name} VALUE")),
            Self::BadParameter { hint, .. } => hint.clone(),
            Self::BadBinding { .. } => Some(
                "write -p name=text or -p name:TYPE=value with TYPE one of text, integer, real, null, blob".to_owned(),
            ),
            Self::UnboundParameter { name } => {
                let bare = name.trim_start_matches([':', '@', '$', '?']);
                Some(format!("give it with -p {bare}=VALUE, or say that it is empty with -p {bare}:null="))
            }
            Self::UnknownEntity { near, .. } if near.is_empty() => {
                Some("`onrecord ask entities` lists those the record has".to_owned())
            }
            Self::UnknownEntity { near, .. } => Some(format!("did you mean {}?", list(near))),
            Self::AmbiguousEntity { candidates, .. } => Some(format!("give the key of one: {}", list(candidates))),
            Self::UnknownEnding { .. } => {
                Some("name the format with -F, or end it in .csv, .tsv, .json, .jsonl, .md, .html or .txt".to_owned())
            }
            Self::UnknownFormat { .. } => {
                Some("one of table, markdown, csv, tsv, json, jsonl, vertical, html, raw".to_owned())
            }
            Self::NoRecordFile(path) => {
                Some(format!("`onrecord init {}` makes one from the built-in record", path.display()))
            }
            Self::FileExists(_) => Some("choose another name, or remove the file first".to_owned()),
            Self::NotSqlite(_) => {
                Some("name a record file with --db FILE, or leave --db out for ./onrecord.db".to_owned())
            }
            Self::NotOurs { .. } => Some(
                "it is another SQLite database: `onrecord sql` can still ask it; `onrecord init FILE` makes a record"
                    .to_owned(),
            ),
            Self::TooNew { .. } => Some("a newer onrecord made it: use that one".to_owned()),
            // With its log beside it, a copy put in its place would be written over by that log.
            Self::Corrupt { path, .. } => Some(match log_beside(path) {
                Some(log) => format!(
                    "`{}` belongs to it: copy both elsewhere before anything else; a copy in their place needs both gone",
                    log.display()
                ),
                None => "restore the file from a copy; `sqlite3 FILE .recover` may save a part of it".to_owned(),
            }),
            Self::HalfWritten { .. } => Some(
                "ask it once as somebody who may write there, or copy both files to a folder of your own and ask the copy"
                    .to_owned(),
            ),
            Self::Unshared { .. } => {
                Some("copy it, with the files that begin with its name, to a folder that can be written".to_owned())
            }
            Self::Busy { .. } => Some("try again when that is done, or wait longer with --busy-timeout SECONDS".to_owned()),
            Self::Foreign { .. } => {
                Some("`onrecord check` names them all; if you know them, --trust-schema writes all the same".to_owned())
            }
            Self::OtherFiles { .. } => {
                Some("name a folder that is new, empty, or holds nothing but an earlier export".to_owned())
            }
            Self::OverItself { .. } => Some("name another file with -o".to_owned()),
            Self::Memory => Some("ask for less at once, or give it more with --max-memory MIB".to_owned()),
            Self::UnusedParameter { near: Some(near), .. }
            | Self::UnknownRecord { near: Some(near), .. }
            | Self::Sql { near: Some(near), .. } => Some(format!("did you mean `{near}`?")),
            Self::NoStatement => Some("onrecord sql \"select * from pledges\"".to_owned()),
            Self::Forbidden { .. } => {
                Some("onrecord only reads here; to change a record use add, import, merge or remove".to_owned())
            }
            Self::Refused { hint, .. } => Some(hint.clone()),
            Self::Timeout { .. } => Some("give it longer with --timeout SECONDS, or narrow the question".to_owned()),
            Self::ManyResults { .. } => Some("ask for one statement, or use --format table or jsonl".to_owned()),
            _ => None,
        }
    }
}

impl Error {
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

/// The journal or the log that stands beside a record file and is not empty.
#[must_use]
pub fn log_beside(path: &Path) -> Option<PathBuf> {
    ["-journal", "-wal"].into_iter().find_map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let log = PathBuf::from(name);
        log.metadata().is_ok_and(|file| file.len() > 0).then_some(log)
    })
}

/// Names in backticks, parted by commas; of many, the first.
fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    quoted.join(", ") + if names.len() > LISTED { ", ..." } else { "" }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = fmt::from_fn(|f| self.tell(f)).to_string();
        // These two have lines, each of them made visible where it is written.
        let has_lines = matches!(self, Self::Faults(_) | Self::Sql { .. });
        f.write_str(&if has_lines { lines(&told) } else { sentence(&told) })
    }
}

impl Error {
    fn tell(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadKey(text) => write!(f, "`{text}` is not a key"),
            Self::BadDate { text, why } => write!(f, "`{text}` is not a date: {why}"),
            Self::BadMoney { text, why } => write!(f, "`{text}` is not an amount of money: {why}"),
            Self::UnknownQuery { name, .. } => write!(f, "no query is named `{name}`"),
            Self::UnknownCheck { name, .. } => write!(f, "no check is named `{name}`"),
            Self::UnknownRecipe { name, .. } => write!(f, "no recipe is named `{name}`"),
            Self::UnknownFlag { query, flag, .. } => write!(f, "query `{query}` has no parameter `{flag}`"),
            Self::FlagWithoutValue { flag } => write!(f, "`{flag}` needs a value"),
            Self::FlagTwice { flag } => write!(f, "`{flag}` is given twice and takes one value"),
            Self::MissingParameter { query, name, about } => write!(f, "query `{query}` needs `--{name}`: {about}"),
            Self::BadParameter { name, text, why, .. } => write!(f, "`{text}` does not fit `--{name}`: {why}"),
            Self::BadBinding { text, why } => write!(f, "`-p {text}` cannot be bound: {why}"),
            Self::UnboundParameter { name } => write!(f, "the parameter `{name}` has no value"),
            Self::UnusedParameter { name, .. } => write!(f, "the SQL has no parameter `{name}`"),
            Self::UnknownEntity { text, .. } => write!(f, "no entity is known as `{text}`"),
            Self::AmbiguousEntity { text, .. } => write!(f, "`{text}` names more than one entity"),
            Self::UnknownRecord { text, .. } => write!(f, "no record has the key `{text}`"),
            Self::UnknownEnding { path } => write!(f, "the ending of `{}` names no format", path.display()),
            Self::UnknownFormat { text } => write!(f, "no format is named `{text}`"),
            Self::BadHeader { query, line, why } => write!(f, "{query}.sql:{line}: {why}"),
            Self::NoRecordFile(path) => write!(f, "there is no record file `{}`", path.display()),
            Self::FileExists(path) => write!(f, "`{}` exists already", path.display()),
            Self::NotSqlite(path) => write!(f, "`{}` is not an SQLite file", path.display()),
            Self::NotOurs { path } => write!(f, "`{}` is not a record file", path.display()),
            Self::TooNew { path, version, known } => {
                write!(f, "`{}` has version {version} of the schema; this onrecord knows up to {known}", path.display())
            }
            Self::Corrupt { path, why } => write!(f, "`{}` is damaged: {why}", path.display()),
            Self::HalfWritten { path, log } => write!(
                f,
                "`{}` was being written when that was cut off, and `{}`, which takes it back, cannot be used here",
                path.display(),
                log.display()
            ),
            Self::Unshared { path } => {
                write!(
                    f,
                    "`{}` keeps a log of its own (WAL), which cannot be read in a folder that is read-only",
                    path.display()
                )
            }
            Self::Busy { path, seconds } => {
                write!(f, "`{}` is locked by another program; waited {seconds} s for it", path.display())
            }
            Self::Foreign { path, parts } => {
                let first: Vec<&str> = parts.iter().take(3).map(String::as_str).collect();
                let more = if parts.len() > first.len() { ", ..." } else { "" };
                write!(f, "`{}` has parts that are not a record's own: {}{more}", path.display(), first.join(", "))
            }
            Self::OtherFiles { folder, first, count } => {
                let more = if *count > 1 { format!(" and {} more", count - 1) } else { String::new() };
                write!(f, "`{}` holds files that are no export: `{first}`{more}", folder.display())
            }
            Self::OverItself { path, what } => {
                write!(f, "`{}` is {what}, and the answer would take its place", path.display())
            }
            Self::Memory => write!(f, "the answer needs more memory than it may take"),
            Self::Read { path, why } => write!(f, "`{}` cannot be read: {why}", path.display()),
            Self::WriteFile { path, why } => write!(f, "`{}` cannot be written: {why}", path.display()),
            Self::Sql { message, sql, at, .. } => {
                write!(f, "{}", sentence(message))?;
                at.map_or(Ok(()), |at| caret(f, sql, at))
            }
            Self::Sqlite(cause) => write!(f, "{cause}"),
            Self::NoStatement => write!(f, "there is no SQL to run"),
            Self::ManyStatements => write!(f, "a query is one statement, and another follows it"),
            Self::Forbidden { what } => write!(f, "{what} is not allowed: the record is open for reading only"),
            Self::ManyResults { format } => write!(f, "{format} holds one result, and the SQL gives several"),
            Self::Faults(faults) => {
                for (n, fault) in faults.iter().enumerate() {
                    let (place, what) = (sentence(&fault.place), sentence(&fault.what));
                    write!(f, "{}{place}: {what}", if n > 0 { "\n" } else { "" })?;
                    if let Some(hint) = &fault.hint {
                        write!(f, "\n  hint: {}", sentence(hint))?;
                    }
                }
                if faults.len() > 1 {
                    write!(f, "\n{} faults; nothing was loaded", faults.len())?;
                }
                Ok(())
            }
            Self::Refused { what, .. } => write!(f, "{what}"),
            Self::Timeout { seconds } => write!(f, "the time limit of {seconds} seconds was reached"),
            Self::Output(cause) => write!(f, "the answer could not be written: {cause}"),
            Self::Unreported { what, cause } => write!(f, "{what}, but what it did could not be written: {cause}"),
            Self::Interrupted => write!(f, "interrupted"),
        }
    }
}

/// Shows the line of the SQL that holds a byte offset, with a caret under it.
fn caret(f: &mut fmt::Formatter<'_>, sql: &str, at: usize) -> fmt::Result {
    let at = (0..=at.min(sql.len())).rev().find(|at| sql.is_char_boundary(*at)).unwrap_or(0);
    let start = sql[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = sql[start..].lines().next().unwrap_or_default();
    let number = sql[..start].matches('\n').count() + 1;
    let margin = format!("  {number} | ");
    // A tab is a space here, so that the caret is right wherever it stops.
    let shown = |text: &str| sentence(&text.replace('\t', " ")).into_owned();
    let column = shown(&sql[start..at]).width();
    write!(f, "\n{margin}{}\n{:width$}^", shown(line), "", width = margin.len() + column)
}

impl std::error::Error for Error {}

/// The name nearest to a word, if any is near enough to be what was meant.
pub fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    names
        .filter(|name| word.len() <= COMPARED && name.len() <= COMPARED)
        .map(|name| (strsim::jaro_winkler(&word.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name.to_owned())
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
