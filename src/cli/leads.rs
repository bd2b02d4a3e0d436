//! What a word leads to that is no command: another command, a question, or a look into the record.

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Cli, Failure};
use crate::answer::plain::Lists;
use crate::error::{Error, nearest};
use crate::seed;

/// What is wrong with a command line; a word that is no command leads on.
pub(super) fn on(error: clap::Error) -> Failure {
    match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if error.kind() == ErrorKind::InvalidSubcommand => Error::Misasked {
            what: format!("`{word}` is no command"),
            hint: format!("`{}` may be what is meant; `onrecord --help` lists the commands", lead(word)),
        }
        .into(),
        _ => error.into(),
    }
}

fn lead(word: &str) -> String {
    let lower = word.to_lowercase();
    if seed::names("queries").contains(&lower) {
        return format!("onrecord ask {lower}");
    }
    let listed = Lists::read().ok().and_then(|lists| lists.leads.get(&lower).cloned());
    if let Some(command) = listed {
        return format!("onrecord {command}");
    }
    let command = Cli::command();
    if let Some(near) = nearest(&lower, command.get_subcommands().map(clap::Command::get_name)) {
        return format!("onrecord {near}");
    }
    let quoted = format!("'{}'", word.replace('\'', "'\\''"));
    let begins = lower.split_whitespace().next().unwrap_or("");
    match begins {
        "select" | "with" | "explain" | "pragma" => format!("onrecord sql {quoted}"),
        _ if lower.contains(' ') => format!("onrecord ask {quoted}"),
        _ => format!("onrecord show {quoted}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_on() {
        assert_eq!(lead("shwo"), "onrecord show");
        assert_eq!(lead("pledges"), "onrecord ask pledges");
        assert_eq!(lead(".tables"), "onrecord schema");
        assert_eq!(lead("Promises"), "onrecord ask pledges");
        assert_eq!(lead("SELECT 1"), "onrecord sql 'SELECT 1'");
        assert_eq!(lead("what did Rutte say?"), "onrecord ask 'what did Rutte say?'");
        assert_eq!(lead("O'Neill"), "onrecord show 'O'\\''Neill'");
    }
}
