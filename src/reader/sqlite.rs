//! Reading a file or memory, by a connection of SQLite.

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::types::Value;
use rusqlite::{
    Batch, CachedStatement, Connection, ErrorCode, Rows as SqliteRows, Statement as SqliteStatement, StatementStatus,
};

use super::{Reader, Rows, Statement, Statements, Steps, Values};
use crate::error::{Error, Result, nearest};

impl Reader for Connection {
    fn statements<'r>(&'r self, sql: &'r str) -> Box<dyn Statements<'r> + 'r> {
        Box::new(Text { conn: self, sql, rest: Batch::new(self, sql) })
    }

    fn statement<'r>(&'r self, sql: &str) -> Result<Box<dyn Statement + 'r>> {
        Ok(Box::new(Own(self.prepare_cached(sql)?)))
    }

    fn connection(&self) -> Option<&Connection> {
        Some(self)
    }
}

/// A text of SQL, as somebody wrote it.
struct Text<'r> {
    conn: &'r Connection,
    sql: &'r str,
    rest: Batch<'r, 'r>,
}

impl<'r> Statements<'r> for Text<'r> {
    fn next(&mut self) -> Result<Option<Box<dyn Statement + 'r>>> {
        let (conn, sql) = (self.conn, self.sql);
        let next = self.rest.next().map_err(|cause| explain(conn, cause, sql))?;
        Ok(next.map(|statement| Box::new(Given { conn, sql, statement }) as _))
    }
}

/// One of its statements.
struct Given<'r> {
    conn: &'r Connection,
    sql: &'r str,
    statement: SqliteStatement<'r>,
}

impl Statement for Given<'_> {
    fn columns(&self) -> Vec<String> {
        columns(&self.statement)
    }

    fn parameters(&self) -> Vec<String> {
        parameters(&self.statement)
    }

    fn only_reads(&self) -> bool {
        self.statement.readonly()
    }

    fn steps(&self) -> Option<Steps> {
        let count = |status| u64::from(self.statement.get_status(status).cast_unsigned());
        Some(Steps {
            all: count(StatementStatus::VmStep),
            scanned: count(StatementStatus::FullscanStep),
            sorts: count(StatementStatus::Sort),
            indexed: count(StatementStatus::AutoIndex),
        })
    }

    fn ask(&mut self, values: &[Value]) -> Result<Box<dyn Rows + '_>> {
        let (conn, sql) = (self.conn, self.sql);
        Ok(Box::new(Asked { rows: bound(&mut self.statement, values)?, text: Some((conn, sql)) }))
    }
}

/// A statement of the program's own.
struct Own<'r>(CachedStatement<'r>);

impl Statement for Own<'_> {
    fn columns(&self) -> Vec<String> {
        columns(&self.0)
    }

    fn parameters(&self) -> Vec<String> {
        parameters(&self.0)
    }

    fn only_reads(&self) -> bool {
        self.0.readonly()
    }

    fn ask(&mut self, values: &[Value]) -> Result<Box<dyn Rows + '_>> {
        Ok(Box::new(Asked { rows: bound(&mut self.0, values)?, text: None }))
    }
}

/// Rows of a statement; with the text that somebody wrote, where a failure is explained by it.
struct Asked<'s> {
    rows: SqliteRows<'s>,
    text: Option<(&'s Connection, &'s str)>,
}

impl Rows for Asked<'_> {
    fn next(&mut self) -> Result<Option<Values<'_>>> {
        let text = self.text;
        match self.rows.next() {
            Ok(row) => Ok(row.map(Values::Sqlite)),
            Err(cause) => Err(match text {
                Some((conn, sql)) => explain(conn, cause, sql),
                None => cause.into(),
            }),
        }
    }
}

pub(super) fn columns(statement: &SqliteStatement<'_>) -> Vec<String> {
    statement.column_names().map(str::to_owned).collect()
}

pub(super) fn parameters(statement: &SqliteStatement<'_>) -> Vec<String> {
    (1..=statement.parameter_count()).map(|n| statement.parameter_name(n).unwrap_or("?").to_owned()).collect()
}

fn bound<'s>(statement: &'s mut SqliteStatement<'_>, values: &[Value]) -> Result<SqliteRows<'s>> {
    for (n, value) in values.iter().enumerate() {
        statement.raw_bind_parameter(n + 1, value)?;
    }
    Ok(statement.raw_query())
}

/// What SQLite says of somebody's SQL, as an error of ours: with the place in the text.
pub(super) fn explain(conn: &Connection, cause: rusqlite::Error, sql: &str) -> Error {
    if let rusqlite::Error::SqlInputError { error, msg, sql: of, offset } = &cause {
        // Statements of a text are prepared one by one, so the place is counted from the start of
        // the rest of the text.
        let before = sql.len().saturating_sub(of.len());
        let at = usize::try_from(*offset).ok().map(|offset| before + offset);
        if error.code == ErrorCode::AuthorizationForStatementDenied {
            return Error::Forbidden { what: forbidden(msg) };
        }
        return Error::Sql { message: msg.clone(), sql: sql.to_owned(), at, near: near(conn, msg) };
    }
    match cause.sqlite_error_code() {
        Some(ErrorCode::OutOfMemory) => Error::Memory,
        Some(ErrorCode::AuthorizationForStatementDenied) => Error::Forbidden { what: forbidden(&cause.to_string()) },
        // These are not of the text: whoever stops a reading, or knows the file, tells them.
        Some(ErrorCode::OperationInterrupted | ErrorCode::DatabaseCorrupt) => Error::Sqlite(cause),
        _ => {
            let message = match cause {
                rusqlite::Error::SqliteFailure(_, Some(message)) => message,
                other => other.to_string(),
            };
            let near = near(conn, &message);
            Error::Sql { message, sql: sql.to_owned(), at: None, near }
        }
    }
}

/// The table or column that a name SQLite does not know comes nearest to.
fn near(conn: &Connection, message: &str) -> Option<String> {
    let (what, name) = message.split_once(": ")?;
    let sql = match what {
        "no such table" => "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')",
        "no such column" => {
            "SELECT DISTINCT info.name FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS info"
        }
        _ => return None,
    };
    let mut statement = conn.prepare(sql).ok()?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0)).ok()?.flatten().collect();
    let bare = name.rsplit('.').next().unwrap_or(name);
    // What another table has is no help here.
    if names.iter().any(|known| known.eq_ignore_ascii_case(bare)) {
        return None;
    }
    nearest(bare, names.iter().map(String::as_str))
}

/// What the authorizer refused, in words.
fn forbidden(message: &str) -> String {
    match message {
        "not authorized" | "" => "this statement".to_owned(),
        other => other.trim_start_matches("not authorized to use ").to_owned(),
    }
}
