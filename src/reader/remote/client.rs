//! The client: one request a statement, and its rows line by line.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use serde::de::DeserializeOwned;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, BodyReader};

use super::terms::Terms;
use super::wire::{self, Entry, Opening};
use crate::error::{Error, Result};

/// How long it may take until a server is there, and until it says something more.
const TO_CONNECT: Duration = Duration::from_secs(10);
const TO_GO_ON: Duration = Duration::from_mins(1);

/// How often a server that has too much to do is asked again.
const PAUSE: Duration = Duration::from_millis(100);

/// Most lines of an answer that are read when nobody wants them any more.
const MOST_LEFT: usize = 300;

/// Most bytes of a line: a row that is larger is no answer for a person or a program.
const MOST: u64 = 256 << 20;

/// Who asks a server.
pub struct Client {
    agent: Agent,
    terms: Terms,
    /// Streams that are open and idle, by the names under which they are used again.
    idle: RefCell<Vec<String>>,
    /// How far the server's copy was when it last said so.
    index: Cell<Option<u64>>,
    /// Whether one stream is held, because all that is asked belongs together.
    is_held: Cell<bool>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", self.terms.url)
    }
}

impl Client {
    /// For the server at the address of these terms.
    #[must_use]
    pub fn new(terms: Terms) -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(TO_CONNECT))
            .timeout_per_read(Some(TO_GO_ON))
            .timeout_global(terms.time)
            .tls_config(tls)
            .user_agent(concat!("onrecord/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.new_agent(),
            terms,
            idle: RefCell::default(),
            index: Cell::new(None),
            is_held: Cell::new(false),
        }
    }

    /// How far the server's copy was when it last said so: a number that grows with every change.
    #[must_use]
    pub fn index(&self) -> Option<u64> {
        self.index.get()
    }

    /// Whether the server is one that others copy: only such a one hands out all that it has.
    ///
    /// # Errors
    ///
    /// It cannot be reached.
    pub fn is_primary(&self) -> Result<bool> {
        let request = self.authorized(self.agent.get(format!("{}/dump", self.terms.url)));
        let response = request.call().map_err(|cause| self.terms.unreached(&cause))?;
        Ok(response.status() == 200)
    }

    /// Begins a view of all that the server has, as it is now; with `to_change`, what changes it until the end.
    ///
    /// # Errors
    ///
    /// As [`Self::change`].
    pub fn begin(&self, to_change: bool) -> Result<()> {
        let begin = if to_change { "BEGIN IMMEDIATE" } else { "BEGIN" };
        self.change(&[(begin.to_owned(), Vec::new())])?;
        self.is_held.set(true);
        Ok(())
    }

    /// Ends it: keeps what was changed, or takes it back.
    ///
    /// # Errors
    ///
    /// As [`Self::change`].
    pub fn end(&self, keep: bool) -> Result<()> {
        let end = if keep { "COMMIT" } else { "ROLLBACK" };
        let ended = self.change(&[(end.to_owned(), Vec::new())]);
        self.is_held.set(false);
        ended
    }

    /// Runs statements that change what the server has, each with values by their place; the first that fails is the
    /// last that is told.
    ///
    /// # Errors
    ///
    /// The server cannot be reached or refuses; a statement fails.
    pub fn change(&self, statements: &[(String, Vec<Value>)]) -> Result<()> {
        let step = |(sql, values): &(String, Vec<Value>)| wire::step(sql, &vec!["?".to_owned(); values.len()], values);
        let steps = statements.iter().map(step).collect::<Option<Vec<_>>>();
        let mut asked = self.send(&steps.ok_or_else(|| self.unsaid())?)?;
        let mut row = Vec::new();
        while asked.row(&mut row)? {}
        Ok(())
    }

    /// Asks a statement with a value for each of its parameters.
    ///
    /// # Errors
    ///
    /// The server cannot be reached, or refuses; what it says is no answer.
    pub(super) fn ask(&self, sql: &str, parameters: &[String], values: &[Value]) -> Result<Asked<'_>> {
        let step = wire::step(sql, parameters, values);
        self.send(&[step.ok_or_else(|| self.unsaid())?])
    }

    fn send(&self, steps: &[serde_json::Value]) -> Result<Asked<'_>> {
        let baton = self.idle.borrow_mut().pop();
        if baton.is_none() && self.is_held.get() {
            return Err(self.terms.half("the view of the record is gone"));
        }
        let response = self.posted("v3/cursor", &wire::asking(baton.as_deref(), steps.to_vec()))?;
        match response.status().as_u16() {
            200 => {}
            401 | 403 if self.terms.token.is_some() => {
                return Err(self.terms.unread("the server refuses the token in $ONRECORD_TOKEN"));
            }
            401 | 403 => return Err(self.terms.unread("the server wants a token: put it in $ONRECORD_TOKEN")),
            404 => return Err(self.terms.unread("there is a server, and it is none of libSQL's")),
            // The stream was closed meanwhile: another is asked.
            400 if baton.is_some() && !self.is_held.get() => return self.send(steps),
            other => {
                return Err(self.terms.refused(other, &response.into_body().read_to_string().unwrap_or(String::new())));
            }
        }
        let lines = BufReader::new(response.into_body().into_reader());
        let mut asked = Asked { client: self, lines, baton: None, left: steps.len() };
        let opening: Opening = asked.entry()?.ok_or_else(|| asked.half("it ends before it begins"))?;
        asked.baton = opening.baton;
        Ok(asked)
    }

    /// That a value has no form in which it could be sent.
    fn unsaid(&self) -> Error {
        self.terms.half("an infinite number cannot be sent")
    }

    /// Posts to the server; one that has too much to do is asked again for a while.
    fn posted(&self, path: &str, body: &str) -> Result<Response<Body>> {
        let since = Instant::now();
        loop {
            let request =
                self.agent.post(format!("{}/{path}", self.terms.url)).header("content-type", "application/json");
            let response = self.authorized(request).send(body).map_err(|cause| self.terms.unreached(&cause))?;
            if response.status() != 429 {
                return Ok(response);
            }
            if since.elapsed() > self.terms.wait {
                return Err(Error::Busy {
                    path: PathBuf::from(&self.terms.url),
                    seconds: self.terms.wait.as_secs_f64(),
                });
            }
            if let Some(stopped) = (self.terms.stopped)() {
                return Err(stopped);
            }
            std::thread::sleep(PAUSE);
        }
    }

    fn authorized<B>(&self, request: ureq::RequestBuilder<B>) -> ureq::RequestBuilder<B> {
        match &self.terms.token {
            Some(token) => request.header("authorization", format!("Bearer {token}")),
            None => request,
        }
    }
}

impl Drop for Client {
    /// Ends the streams that are open: a server keeps a connection for each, and has not many.
    fn drop(&mut self) {
        for baton in self.idle.take() {
            let request =
                self.agent.post(format!("{}/v3/pipeline", self.terms.url)).header("content-type", "application/json");
            // Who cannot be told ends them by itself.
            let _ = self.authorized(request).send(wire::closing(&baton));
        }
    }
}

impl Drop for Asked<'_> {
    /// Reads what little is left of an answer, so that its stream may be asked again.
    fn drop(&mut self) {
        for _ in 0..MOST_LEFT {
            match self.entry::<Entry>() {
                Ok(Some(_)) => {}
                Ok(None) => return self.client.idle.borrow_mut().extend(self.baton.take()),
                Err(_) => return,
            }
        }
    }
}

/// An answer that comes.
pub(super) struct Asked<'c> {
    client: &'c Client,
    lines: BufReader<BodyReader<'static>>,
    baton: Option<String>,
    /// How many of its steps are still to end.
    left: usize,
}

impl Asked<'_> {
    /// Puts the next row in place; false where there is none.
    pub(super) fn row(&mut self, row: &mut Vec<Value>) -> Result<bool> {
        while let Some(entry) = self.entry()? {
            match entry {
                Entry::Row { row: cells } => {
                    row.clear();
                    for cell in cells {
                        row.push(
                            cell.value()
                                .ok_or_else(|| self.half("a value is not what its type says, or is infinite"))?,
                        );
                    }
                    return Ok(true);
                }
                Entry::StepEnd => self.left = self.left.saturating_sub(1),
                Entry::StepError { error } | Entry::Error { error } => return Err(self.client.terms.failed(&error)),
                Entry::ReplicationIndex { replication_index } => self.client.index.set(replication_index),
                Entry::StepBegin | Entry::Other => {}
            }
        }
        if self.left > 0 {
            return Err(self.half("it ends in the midst of the rows"));
        }
        // All was read, so the stream may be asked again.
        self.client.idle.borrow_mut().extend(self.baton.take());
        Ok(false)
    }

    /// The next line; None at the end.
    fn entry<T: DeserializeOwned>(&mut self) -> Result<Option<T>> {
        loop {
            if let Some(stopped) = (self.client.terms.stopped)() {
                return Err(stopped);
            }
            let mut line = Vec::new();
            let read = (&mut self.lines).take(MOST).read_until(b'\n', &mut line);
            match read {
                Ok(0) => return Ok(None),
                Ok(read) if read as u64 == MOST => return Err(Error::Memory),
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    return serde_json::from_slice(&line)
                        .map(Some)
                        .map_err(|_| self.half("a line is none of the protocol's"));
                }
                Err(cause) => {
                    let is_late = cause.kind() == std::io::ErrorKind::TimedOut;
                    return Err(match ((self.client.terms.stopped)(), self.client.terms.time) {
                        (Some(stopped), _) => stopped,
                        (None, Some(time)) if is_late => Error::Timeout { seconds: time.as_secs_f64() },
                        _ => self.half(&cause.to_string()),
                    });
                }
            }
        }
    }

    pub(super) fn half(&self, why: &str) -> Error {
        self.client.terms.half(why)
    }
}
