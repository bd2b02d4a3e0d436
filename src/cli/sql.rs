//! `onrecord sql`: anything, in SQL.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::answer::bind;
use crate::answer::run::Run;
use crate::cli::{BLOAT, Context, Failure, shown};
use crate::error::{Error, Exit, Result};
use crate::files::bounds;

/// Ask anything in SQL
///
/// The SQL is an argument, a file (-f), or stdin (-, or a pipe). The file is open for reading only.
/// A parameter such as :name is bound with -p name=value as text, or with a type, such as
/// -p n:integer=7; nothing is guessed. With --cite, the column `record_id` names the records.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The SQL; - reads it from stdin
    #[arg(conflicts_with_all = ["command", "file"])]
    sql: Option<String>,

    /// The SQL
    #[arg(short, long, value_name = "SQL", conflicts_with = "file")]
    command: Option<String>,

    /// A file with the SQL
    #[arg(short, long, value_name = "FILE")]
    file: Option<PathBuf>,

    /// Bind a parameter: name=text, or name:TYPE=value with TYPE one of text, integer, real, null, blob
    #[arg(short, long = "param", value_name = "NAME[:TYPE]=VALUE")]
    param: Vec<String>,
}

impl Args {
    /// Writes the answer.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        if let Some(path) = &self.file {
            context.reads(path);
        }
        let sql = self.read(context)?;
        let values = bind::typed_all(&self.param)?;
        let reader = context.open_any()?;
        let format = context.format()?;
        let mut writer = context.writer()?;
        let work = shown::work(context);
        let run = Run {
            reader: &*reader,
            limit: context.options.limit,
            cite_by: if context.options.cite { &["record_id", "record_ids"] } else { &[] },
            is_cited: context.options.cite,
            numbering: None,
            columns: &[],
            is_summed: shown::is_summed(context, format),
            is_marked: shown::is_marked(context, format),
            most_bytes: context.memory() / BLOAT,
            format,
            work: work.as_deref(),
        };
        let notes = run.all(&sql, &values, &mut *writer)?;
        context.notes.extend(notes);
        context.close(&mut *writer)?;
        Ok(Exit::Success)
    }

    fn read(&self, context: &Context) -> Result<String> {
        if let Some(path) = &self.file {
            return bounds::text(path, bounds::SQL);
        }
        match self.sql.as_ref().or(self.command.as_ref()) {
            // The space before a comment is not the person's; places are counted without it.
            Some(sql) if sql != "-" => {
                Ok(sql.strip_prefix(" --").map_or_else(|| sql.clone(), |rest| format!("--{rest}")))
            }
            None if context.environment.is_typed => Err(Error::NoStatement),
            _ => {
                let stdin = Path::new("stdin");
                bounds::utf8(stdin, bounds::whole(stdin, std::io::stdin(), bounds::SQL)?)
            }
        }
    }
}

/// SQL that begins with a comment, set off from an option by a space: no option has white space in it.
pub(super) fn set_off(argument: OsString) -> OsString {
    let bytes = argument.as_encoded_bytes();
    let is_comment = bytes.strip_prefix(b"--").is_some_and(|rest| {
        rest.first().is_some_and(u8::is_ascii_whitespace) || (rest.contains(&b'\n') && !rest.contains(&b'='))
    });
    if !is_comment {
        return argument;
    }
    let mut sql = OsString::from(" ");
    sql.push(argument);
    sql
}
