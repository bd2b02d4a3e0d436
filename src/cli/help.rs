//! Help: a sentence, two examples, what a command takes, and then what every command takes, in short.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction, Command};
use serde::Deserialize;

use crate::seed;

/// What stands where: all that clap puts last comes first.
const TEMPLATE: &str = "{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Most examples that are shown.
const MOST: usize = 2;

/// The examples of commands, from `seed/home/examples.toml`.
#[derive(Debug, Default, Deserialize)]
struct Examples {
    /// Those that can be run on the built-in record.
    run: BTreeMap<String, Vec<String>>,
    /// Those that need files of one's own.
    shown: BTreeMap<String, Vec<String>>,
}

/// A command line of several commands, each with its help in this order.
pub(super) fn of_all(command: Command) -> Command {
    let examples = examples();
    let of = |name: &str| {
        let found = examples.run.get(name).or_else(|| examples.shown.get(name));
        found.map_or(&[][..], Vec::as_slice)
    };
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let mut all = command;
    for name in names {
        all = all.mut_subcommand(&name, |command| shaped(command, of(&name)));
    }
    let begins = begin(&all, of("onrecord"));
    all.before_help(begins).help_template(TEMPLATE)
}

/// The examples of the command of this name.
pub(super) fn examples_of(name: &str) -> Vec<String> {
    let Examples { mut run, mut shown } = examples();
    run.remove(name).or_else(|| shown.remove(name)).unwrap_or_else(Vec::new)
}

/// The same for the command of this name.
pub(super) fn named(name: &str, command: Command) -> Command {
    shaped(command, &examples_of(name))
}

/// The same for one command.
pub(super) fn shaped(command: Command, examples: &[String]) -> Command {
    let begins = begin(&command, examples);
    let about = "Print this; `onrecord --help` tells all global options";
    let help = Arg::new("help").short('h').long("help").action(ArgAction::HelpShort).help(about);
    let command = command.disable_help_flag(true).arg(help.help_heading("Global options").display_order(0));
    command.before_help(begins).help_template(TEMPLATE)
}

/// The sentence, the examples, and what explains.
fn begin(command: &Command, examples: &[String]) -> String {
    let about = command.get_long_about().or(command.get_about()).map_or(String::new(), ToString::to_string);
    let (sentence, explained) = about.split_once("\n\n").unwrap_or((&about, ""));
    let mut text = sentence.trim_end().to_owned();
    if !examples.is_empty() {
        text.push('\n');
    }
    for example in examples.iter().take(MOST) {
        text.push_str(&format!("\n  {example}"));
    }
    if !explained.is_empty() {
        text.push_str(&format!("\n\n{}", explained.trim_end()));
    }
    text
}

/// The examples of the program; a test sees that they can be read.
fn examples() -> Examples {
    let texts = seed::texts("home", ".toml");
    texts
        .iter()
        .find(|(name, _)| name == "examples")
        .and_then(|(_, text)| toml::from_str(text).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_command_has_examples() {
        let examples = examples();
        for command in super::super::Cli::command().get_subcommands() {
            let name = command.get_name();
            let own = examples.run.get(name).or_else(|| examples.shown.get(name));
            assert!(own.is_some_and(|own| own.iter().all(|line| line.contains(&format!("onrecord {name}")))), "{name}");
        }
    }
}
