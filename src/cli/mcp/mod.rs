//! `onrecord mcp`: the named questions as tools for programs that talk (Model Context Protocol).
//!
//! A tool is a question, a look-up or a search; it is asked as a command line is, so it gives the same rows, with
//! the sources of each as data and the line that says what they were drawn on. Nothing here writes.

mod asked;
mod http;
mod lines;
mod resources;
mod server;
mod tools;

use super::{Context, Failure};
use crate::error::{Exit, Result};
use server::Server;

/// Serve the named questions to programs that speak the Model Context Protocol, on stdin and stdout
///
/// Every named question is a tool, with its parameters and what they take; `show` and `search` are two more, and
/// sources are resources. Each answer brings the sources of its rows and says what it was drawn on. Nothing
/// is ever written. An answer has at most 1,000 rows and ends after 30 seconds (--timeout says otherwise).
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Serve HTTP on this port of this machine alone, in place of stdin and stdout; 0 takes a free one
    #[arg(long, value_name = "PORT")]
    http: Option<u16>,
}

impl Args {
    /// Answers until nobody asks any more.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        // Somebody who names a record that is not there is told so now, and not by every answer.
        context.open()?;
        let server = Server::new(context);
        match self.http {
            Some(port) => http::serve(&server, context, port)?,
            None => lines::serve(&server, context)?,
        }
        Ok(Exit::Success)
    }
}
