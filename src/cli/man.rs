//! `onrecord man`: manual pages, one for each command and each question.

use std::path::PathBuf;

use clap::{Command, CommandFactory};

use super::{Cli, ask, help};
use crate::cli::{Context, Failure};
use crate::error::{Error, Exit, Result};
use crate::files::draft::refuse_log;

/// Write manual pages, one for each command and each question
///
/// `man -l DIR/onrecord-ask-pledges.1` shows one; `onrecord man ~/.local/share/man/man1` puts them where `man
/// onrecord` finds them.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The folder they go to; it is made
    folder: PathBuf,
}

impl Args {
    /// Writes the pages.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let reader = context.open()?;
        let mut pages = vec![("onrecord".to_owned(), Cli::command(), help::examples_of("onrecord"))];
        for command in Cli::command().get_subcommands().filter(|command| command.get_name() != "help") {
            let name = command.get_name();
            pages.push((format!("onrecord-{name}"), command.clone(), help::examples_of(name)));
        }
        for (name, query) in context.catalog(&*reader)?.list()?.queries {
            if let Ok(query) = query {
                pages.push((format!("onrecord-ask-{name}"), ask::command(&query), query.commands()));
            }
        }
        let count = pages.len();
        refuse_log(&self.folder)?;
        std::fs::create_dir_all(&self.folder).map_err(|cause| self.unwritten(&cause))?;
        for (name, command, examples) in pages {
            let text = page(&name, command, &examples)?;
            std::fs::write(self.folder.join(format!("{name}.1")), text).map_err(|cause| self.unwritten(&cause))?;
        }
        context.notes.push(format!("{count} pages are in {}", self.folder.display()));
        Ok(Exit::Success)
    }

    fn unwritten(&self, cause: &std::io::Error) -> Error {
        Error::WriteFile { path: self.folder.clone(), why: cause.to_string() }
    }
}

/// One page.
fn page(name: &str, command: Command, examples: &[String]) -> Result<Vec<u8>> {
    let command = command.name(name.to_owned()).bin_name(name.replace('-', " "));
    let command = if examples.is_empty() {
        command
    } else {
        command.after_long_help(format!("Examples:\n\n{}", examples.join("\n\n")))
    };
    let mut written = Vec::new();
    clap_mangen::Man::new(command).render(&mut written).map_err(Error::Output)?;
    Ok(written)
}
