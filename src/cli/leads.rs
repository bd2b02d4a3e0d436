//! What a word leads to that is no command: another command, a question, or a look into the record.

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Cli, Failure};
use crate::answer::plain::Lists;
use crate::error::{Error, nearest};
use crate::seed;

/// What is wrong with a command line; a word that is no command leads on.
pub(super) fn on(error: clap::Error, typed: &[String]) -> Failure {
    match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if error.kind() == ErrorKind::InvalidSubcommand => Error::Misasked {
            what: format!("`{word}` is no command"),
            hint: format!("`{}` may be what is meant; `onrecord --help` lists the commands", lead(word, typed)),
        }
        .into(),
        _ => error.into(),
    }
}

fn lead(word: &str, typed: &[String]) -> String {
    // Several words that begin with no command are a question.
    let words = typed.iter().take_while(|word| !word.starts_with('-')).count();
    if words > 2 && typed[0] == word {
        return format!("onrecord ask \"{}\"", typed[..words].join(" "));
    }
    let lower = word.to_lowercase();
    if seed::names("queries").contains(&lower) {
        return format!("onrecord ask {lower}");
    }
    let listed = Lists::read().ok().and_then(|lists| lists.leads.get(&lower).cloned());
    if let Some(command) = listed {
        return format!("onrecord {command}");
    }
    let command = Cli::command();
    let names = || command.get_subcommands().map(clap::Command::get_name);
    // Of a short word, two letters that changed places are most of it.
    let swapped = || names().find(|name| strsim::damerau_levenshtein(&lower, name) == 1).map(str::to_owned);
    let commanded = nearest(&lower, names()).or_else(swapped);
    let asked = nearest(&lower, seed::names("queries").iter().map(String::as_str));
    // Of a command and a question, the one that is fewer letters away.
    let far =
        |near: &Option<String>| near.as_ref().map_or(usize::MAX, |near| strsim::damerau_levenshtein(&lower, near));
    match (&commanded, &asked) {
        (Some(near), _) if far(&commanded) <= far(&asked) => return format!("onrecord {near}"),
        (_, Some(near)) => return format!("onrecord ask {near}"),
        _ => {}
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
        let typed = ["what", "did", "Rutte", "say", "--csv"].map(str::to_owned);
        assert_eq!(lead("what", &typed), "onrecord ask \"what did Rutte say\"");
        assert_eq!(lead("pledgs", &[]), "onrecord ask pledges");
        assert_eq!(lead("statments", &[]), "onrecord ask statements");
        assert_eq!(lead("statu", &[]), "onrecord status");
        assert_eq!(lead("aks", &[]), "onrecord ask");
        assert_eq!(lead("shwo", &[]), "onrecord show");
        assert_eq!(lead("pledges", &[]), "onrecord ask pledges");
        assert_eq!(lead(".tables", &[]), "onrecord schema");
        assert_eq!(lead("Promises", &[]), "onrecord ask pledges");
        assert_eq!(lead("SELECT 1", &[]), "onrecord sql 'SELECT 1'");
        assert_eq!(lead("what did Rutte say?", &[]), "onrecord ask 'what did Rutte say?'");
        assert_eq!(lead("O'Neill", &[]), "onrecord show 'O'\\''Neill'");
    }
}
