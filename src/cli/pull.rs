//! `onrecord pull` and `push`: a record between a server and a file, whole or not at all.

use std::path::PathBuf;

use rusqlite::Connection;

use super::{Context, Failure, reached};
use crate::error::{Error, Exit, Result};
use crate::reader::Reader;
use crate::record::file::Content;
use crate::record::{carried, contents, create, read, served};

/// Bring the record of a server into a new file, as it is at one moment
///
/// What comes is counted table by table, and the file takes its name when all of it is there. The hash of what it
/// says is told. Tables of somebody's own stay where they are.
#[derive(clap::Args, Debug)]
pub(super) struct Pull {
    /// The server: http://HOST:PORT; a token goes in $ONRECORD_TOKEN
    #[arg(value_name = "URL")]
    from: String,

    /// The file to make
    #[arg(value_name = "FILE")]
    to: PathBuf,
}

impl Pull {
    /// Makes the file.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let url = reached::addressed(&self.from)?;
        let remote = reached::record(context, url)?;
        let is_primary = remote.client().is_primary()?;
        // A replica passes what is held to its primary, and is read without; its index tells whether it changed meanwhile.
        if is_primary {
            remote.client().begin(false)?;
        }
        let before = remote.client().index();
        let (mut rows, mut hash) = (0, String::new());
        let stop = context.stop.clone();
        let swept = create::file(&self.to, |conn| {
            rows = carried::take(&remote, conn, &stop)?;
            if !is_primary && remote.client().index() != before {
                let what = format!("`{url}` took changes while it was read");
                return Err(Error::Refused { what, hint: "ask again, or pull from the primary".to_owned() });
            }
            hash = contents::hash(conn, &stop)?;
            Ok(())
        })?;
        if is_primary {
            remote.client().end(false)?;
        }
        context.tell_swept(&swept);
        context.notes.push(format!("pulled {rows} rows from {url} to {}", self.to.display()));
        context.notes.push(format!("what it says has the hash {hash}"));
        Ok(Exit::Success)
    }
}

/// Put a record file in the place of what a server has, in one change
///
/// A server that holds anything but a record is left alone. What was sent is read back before it is kept: if it does
/// not say the same, to the hash, nothing has changed there. A record there that has loads which the file lacks is somebody
/// else's work, and stays (--replace). Batches and history go along; tables of somebody's own do not.
#[derive(clap::Args, Debug)]
pub(super) struct Push {
    /// The record file
    #[arg(value_name = "FILE")]
    from: PathBuf,

    /// The server: http://HOST:PORT; a token goes in $ONRECORD_TOKEN
    #[arg(value_name = "URL")]
    to: String,

    /// Replace a record that has loads which the file lacks
    #[arg(long)]
    replace: bool,
}

impl Push {
    /// Puts it there.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let url = reached::addressed(&self.to)?;
        let conn = read::open_record(&self.from, &context.terms())?;
        let conn = context.guarded(conn)?;
        let hash = contents::hash(&conn, &context.stop)?;
        let (remote, found) = served::look(reached::client(context, url)?, context.memory())?;
        if found.content == Content::Other && !found.parts.is_empty() {
            let what = format!("the server at `{url}` holds something that is no record");
            return Err(Error::Refused {
                what,
                hint: "push to an empty one, or to one that holds a record".to_owned(),
            }
            .into());
        }
        let remote = remote.with(create::in_memory(|_| Ok(()))?);
        remote.client().begin(true)?;
        let is_record = found.content == Content::Record;
        let pushed = self
            .judged(&conn, &remote, is_record)
            .and_then(|()| carried::put(&conn, remote.client(), &found.parts, &context.stop))
            .and_then(|rows| read_back(context, &remote, &hash).map(|()| rows));
        match pushed {
            Ok(rows) => {
                remote.client().end(true)?;
                context.notes.push(format!("pushed {rows} rows from {} to {url}", self.from.display()));
                context.notes.push(format!("what it says has the hash {hash}, there as here"));
                Ok(Exit::Success)
            }
            Err(error) => {
                // A server that cannot be told takes back what was begun by itself.
                let _ = remote.client().end(false);
                Err(error.into())
            }
        }
    }

    /// Sees that nothing is replaced that the file does not have.
    fn judged(&self, conn: &Connection, remote: &dyn Reader, is_record: bool) -> Result<()> {
        if self.replace || !is_record {
            return Ok(());
        }
        let lacking = carried::lacking(conn, remote)?;
        let Some(first) = lacking.first() else { return Ok(()) };
        let what = format!("the server has {} loads that `{}` lacks: {first}", lacking.len(), self.from.display());
        let hint = "pull it and load what is new into that; --replace puts the file there all the same".to_owned();
        Err(Error::Refused { what, hint })
    }
}

/// Reads what was sent back into a file that nobody sees, and compares what both say.
fn read_back(context: &Context, remote: &dyn Reader, hash: &str) -> Result<()> {
    let folder = tempfile::tempdir().map_err(Error::Output)?;
    let mut found = String::new();
    create::file(&folder.path().join("back.db"), |conn: &Connection| {
        carried::take(remote, conn, &context.stop)?;
        found = contents::hash(conn, &context.stop)?;
        Ok(())
    })?;
    if found == hash {
        return Ok(());
    }
    let what = format!("the server says something else than was sent (its hash is {found})");
    Err(Error::Refused { what, hint: "nothing was kept there; `onrecord check` looks at the file".to_owned() })
}
