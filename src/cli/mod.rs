//! The command line: one file a command, and what they share.
//!
//! A command is a struct whose doc comments are its help and a `run` that returns; nothing here
//! prints but through a writer, and notes for the person are handed back for `main` to say.

mod accounted;
mod add;
mod ask;
mod backup;
mod batches;
mod captured;
mod check;
mod clock;
mod completing;
mod completions;
mod context;
mod destination;
mod drafted;
mod edit;
mod environment;
mod explained;
mod export;
mod feed;
mod hashed;
mod help;
mod history;
mod home;
mod import;
mod init;
mod leads;
mod man;
mod mcp;
mod merge;
mod new;
mod options;
mod outcome;
mod pager;
mod picture;
mod plain;
mod pressed;
mod progress;
mod pull;
mod purge;
mod reached;
mod remove;
mod repair;
mod report;
mod review;
mod schema;
mod search;
mod shell;
mod shorthand;
mod show;
mod shown;
mod spec;
mod sql;
mod status;
mod typed;
mod undo;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::error::{Error, Exit};
use crate::record::stop::{Commit, StopSign};
use crate::text::sentence;
use crate::text::width::hanging;
pub use clock::GRACE;
pub use completing::answered as completed;
pub use context::Context;
pub use environment::{Environment, Token};
use options::Options;
pub use outcome::{Failure, Outcome, Told, ended, tells_data};
pub use pager::USUAL as PAGER;

/// Who said, promised and did what, and which words prove it
///
/// One SQLite file holds sources, entities, statements, pledges and events. Ask it named questions
/// (`onrecord ask`), look somebody up (`onrecord show`), search, or ask anything in SQL (`onrecord sql`).
/// Without a record file here or above, the built-in record is asked; alone, `onrecord` says what is in it.
///
/// Exit codes: 0 done, 1 a check found faults, 2 wrong usage, 3 the record, input or SQL cannot be
/// used, 4 the time limit was reached, 5 the answer could not be written, 6 the record is locked by
/// another program, 130 interrupted.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    options: Options,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Ask(ask::Args),
    Sql(sql::Args),
    Init(init::Args),
    Show(show::Args),
    Search(search::Args),
    Compare(show::Compare),
    Report(report::Args),
    Schema(schema::Args),
    Check(check::Args),
    Add(add::Args),
    Edit(edit::Args),
    New(new::Args),
    Review(review::Args),
    Import(import::Args),
    Merge(merge::Args),
    Batches(batches::Args),
    History(history::Args),
    Remove(remove::Args),
    Undo(undo::Args),
    Purge(purge::Args),
    Export(export::Args),
    Backup(backup::Args),
    Repair(repair::Args),
    Pull(pull::Pull),
    Push(pull::Push),
    Status(status::Args),
    Shell(shell::Args),
    Mcp(mcp::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// How much of the memory that an answer may take one row has: where it is written, a byte can
/// become six, and there are two copies.
const BLOAT: u64 = 8;

/// Runs the command that the arguments name.
#[must_use]
pub fn run(arguments: impl Iterator<Item = OsString>, environment: Environment, stop: &StopSign) -> Outcome {
    let arguments: Vec<OsString> = arguments.map(sql::set_off).collect();
    // What is wrong with a command line is told as it asks for, too.
    let is_data = tells_data(arguments.iter().cloned());
    let mut command = Cli::command();
    // What a facts file may hold follows from the schema, which nobody reads for a question.
    if arguments.iter().any(|argument| ["help", "--help", "-h"].iter().any(|word| argument == word)) {
        command = help::of_all(command).mut_subcommand("add", |add| add.after_help(add::tables()));
    }
    let typed: Vec<String> = arguments.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let parsed = command.try_get_matches_from(arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            return Outcome { result: Err(leads::on(error, &typed)), notes: Vec::new(), work: Vec::new(), is_data };
        }
    };
    let mut context = Context::new(cli.options, environment, stop.clone());
    // The options of `ask` may stand after its name, so it looks itself.
    let answers = !matches!(
        cli.command,
        Some(Command::Ask(_) | Command::Report(_) | Command::Init(_) | Command::Merge(_) | Command::Export(_))
    );
    if let Err(error) = if answers { context.check_output() } else { Ok(()) } {
        return Outcome { result: Err(error.into()), notes: Vec::new(), work: Vec::new(), is_data };
    }
    // Who answers others has a limit for each answer, and none of its own.
    let clock = if matches!(cli.command, Some(Command::Mcp(_))) { Ok(()) } else { context.start_clock() };
    let result = clock.map_err(Failure::from).and_then(|()| dispatch(cli.command.as_ref(), &mut context));
    let result = result.map_err(|failure| cause(failure, &context));
    let told = if context.options.quiet { &[][..] } else { context.notes.as_slice() };
    // `note: ` stands before each.
    let most = context.options.width.or(context.environment.terminal).filter(|_| !is_data);
    let told = context.said.iter().chain(told);
    let notes = told.map(|note| hanging(&sentence(note), "note: ".len(), most)).collect();
    let work = context.work.take();
    Outcome { result, notes, work, is_data }
}

/// Runs one command.
fn dispatch(command: Option<&Command>, context: &mut Context) -> Result<Exit, Failure> {
    match command {
        None => home::run(context),
        Some(Command::Ask(args)) => args.run(context),
        Some(Command::Sql(args)) => args.run(context),
        Some(Command::Init(args)) => args.run(context),
        Some(Command::Show(args)) => args.run(context),
        Some(Command::Compare(args)) => args.run(context),
        Some(Command::Search(args)) => args.run(context),
        Some(Command::Report(args)) => args.run(context),
        Some(Command::Schema(args)) => args.run(context),
        Some(Command::Check(args)) => args.run(context),
        Some(Command::Add(args)) => args.run(context),
        Some(Command::Edit(args)) => args.run(context),
        Some(Command::Review(args)) => args.run(context),
        Some(Command::New(args)) => args.run(context),
        Some(Command::Import(args)) => args.run(context),
        Some(Command::Merge(args)) => args.run(context),
        Some(Command::Batches(args)) => args.run(context),
        Some(Command::History(args)) => args.run(context),
        Some(Command::Remove(args)) => args.run(context),
        Some(Command::Undo(args)) => args.run(context),
        Some(Command::Purge(args)) => args.run(context),
        Some(Command::Export(args)) => args.run(context),
        Some(Command::Backup(args)) => args.run(context),
        Some(Command::Repair(args)) => args.run(context),
        Some(Command::Pull(args)) => args.run(context),
        Some(Command::Push(args)) => args.run(context),
        Some(Command::Status(args)) => args.run(context),
        Some(Command::Shell(args)) => args.run(context),
        Some(Command::Mcp(args)) => args.run(context),
        Some(Command::Completions(args)) => args.run(context),
        Some(Command::Man(args)) => args.run(context),
    }
}

/// Why a run ended: what stopped it, if it was stopped, and whether its change is in all the same.
fn cause(failure: Failure, context: &Context) -> Failure {
    match failure {
        Failure::Error(error) if context.stop.is_raised() && !error.is_quiet() => context.stop.error().into(),
        Failure::Error(Error::Output(cause)) if context.stop.commit() == Commit::After => {
            let what = "the change is in the record";
            if cause.kind() == std::io::ErrorKind::BrokenPipe {
                Error::Output(cause)
            } else {
                Error::Unreported { what, cause }
            }
            .into()
        }
        Failure::Error(error) => Error::at(error, &context.path().0).into(),
        usage @ Failure::Usage(_) => usage,
    }
}
