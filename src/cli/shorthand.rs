//! A flag for each format: `--csv` for `--format csv`.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::output::Format;

/// The format that such a flag asks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shorthand(pub Option<&'static Format>);

/// The formats that have a flag, with its help.
fn flags() -> impl Iterator<Item = (&'static Format, &'static str)> {
    Format::all().iter().filter_map(|format| Some((*format, format.flag?)))
}

impl Args for Shorthand {
    fn augment_args(mut command: Command) -> Command {
        let mut others = vec!["format"];
        for (format, help) in flags() {
            let flag = Arg::new(format.name)
                .long(format.name)
                .help(help)
                .global(true)
                .action(ArgAction::SetTrue)
                .hide_short_help(true);
            command = command.arg(flag.conflicts_with_all(others.clone()));
            others.push(format.name);
        }
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Shorthand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut flags = flags();
        Ok(Self(flags.find(|(format, _)| matches.get_flag(format.name)).map(|(format, _)| format)))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
