//! On which terms a server is asked, and what is said when it does not keep to them.

use std::path::PathBuf;
use std::time::Duration;

use super::wire::Failed;
use crate::error::Error;

/// On which terms a server is asked.
pub struct Terms {
    /// Its address, `http://HOST:PORT`, without a slash at the end.
    pub url: String,
    /// What shows the server who asks; it is never told.
    pub token: Option<String>,
    /// Whether what waits is to stop, and why.
    pub stopped: Box<dyn Fn() -> Option<Error>>,
    /// The time that an answer may take.
    pub time: Option<Duration>,
    /// How long a server that has too much to do is waited for.
    pub wait: Duration,
}

impl Terms {
    pub(super) fn unreached(&self, cause: &ureq::Error) -> Error {
        if let Some(stopped) = (self.stopped)() {
            return stopped;
        }
        match (cause, self.time) {
            (ureq::Error::Timeout(_), Some(time)) => Error::Timeout { seconds: time.as_secs_f64() },
            (ureq::Error::Timeout(_), None) => self.unread("the server does not answer"),
            (ureq::Error::Io(cause), _) if cause.to_string().contains("InvalidContentType") => self.unread(
                "what answers there does not speak https; a server that speaks http alone is named with http://",
            ),
            (ureq::Error::Io(cause), _) => self.unread(&format!("the server cannot be reached: {cause}")),
            (ureq::Error::HostNotFound, _) => self.unread("no host has this name"),
            _ => self.unread(&format!("the server cannot be reached: {cause}")),
        }
    }

    pub(super) fn unread(&self, why: &str) -> Error {
        Error::Read { path: PathBuf::from(&self.url), why: why.to_owned() }
    }

    pub(super) fn half(&self, why: &str) -> Error {
        self.unread(&format!("the server's answer is not whole: {why}"))
    }

    /// What a server says that does not ask its database at all.
    pub(super) fn refused(&self, status: u16, body: &str) -> Error {
        let told: serde_json::Value = serde_json::from_str(body).unwrap_or(serde_json::Value::Null);
        let why = told["error"].as_str().or(told["message"].as_str()).unwrap_or(body).trim();
        // It reads SQL before its SQLite does, and does not know all of it.
        match why.split_once("SQL string could not be parsed: ") {
            Some((_, why)) => {
                let message = format!("the server's parser does not know this SQL: {}", why.trim_end_matches('`'));
                Error::Sql { message, sql: String::new(), at: None, near: None }
            }
            None => self.unread(&format!("the server answers with status {status}: {why}")),
        }
    }

    /// What the server says of a statement, without what it says of itself.
    pub(super) fn failed(&self, error: &Failed) -> Error {
        let code = error.code.as_deref().unwrap_or("");
        if code.starts_with("SQLITE_BUSY") || code.starts_with("SQLITE_LOCKED") {
            return Error::Busy { path: PathBuf::from(&self.url), seconds: 0.0 };
        }
        let prefixes = ["error executing a request on the primary: ", "SQLite error: ", "SQL input error: "];
        let message =
            prefixes.iter().fold(error.message.as_str(), |text, prefix| text.strip_prefix(prefix).unwrap_or(text));
        Error::Sql { message: message.to_owned(), sql: String::new(), at: None, near: None }
    }
}
