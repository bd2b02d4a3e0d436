//! The program: read the arguments, run one command, say what there is to say, exit.

use std::io::IsTerminal;
use std::process::ExitCode;

use onrecord::cli::GRACE;
use onrecord::cli::{self, Environment, Failure, Outcome};
use onrecord::db::stop::{Commit, StopSign};
use onrecord::error::Exit;

fn main() -> ExitCode {
    let stop = StopSign::default();
    let sign = stop.clone();
    // SQLite rolls a killed transaction back, so ending the process is always safe.
    let _ = ctrlc::set_handler(move || {
        sign.interrupt();
        std::thread::sleep(GRACE);
        end(&sign);
    });
    let Outcome { result, notes } = cli::run(std::env::args_os(), environment(), &stop);
    for note in notes {
        eprintln!("note: {note}");
    }
    match result {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(Failure::Usage(error)) => {
            let code = error.exit_code();
            // Help goes to stdout, and a reader of it may have gone.
            let _ = error.print();
            ExitCode::from(u8::try_from(code).unwrap_or(Exit::Usage as u8))
        }
        Err(Failure::Error(error)) => {
            if !error.is_quiet() {
                eprintln!("error: {error}");
                if let Some(hint) = error.hint() {
                    eprintln!(" hint: {hint}");
                }
            }
            ExitCode::from(error.exit() as u8)
        }
    }
}

/// Ends the program where it waits for what cannot be stopped. SQLite takes back what is half done.
fn end(stop: &StopSign) {
    let error = stop.error();
    eprintln!("error: {error}");
    match stop.commit() {
        Commit::Before => {}
        Commit::During => {
            eprintln!("note: the change was being kept: `onrecord batches` says whether it is in the record");
        }
        Commit::After => eprintln!("note: the change is in the record"),
    }
    std::process::exit(error.exit() as i32);
}

fn environment() -> Environment {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let is_terminal = std::io::stdout().is_terminal();
    let size = is_terminal.then(terminal_size::terminal_size).flatten();
    Environment {
        db: std::env::var_os("ONRECORD_DB").map(Into::into),
        format: variable("ONRECORD_FORMAT"),
        terminal: size.map(|(width, _)| usize::from(width.0)).or(is_terminal.then_some(80)),
        is_watched: std::io::stderr().is_terminal(),
        is_typed: std::io::stdin().is_terminal(),
        color: is_terminal && variable("NO_COLOR").is_none() && variable("TERM").is_none_or(|term| term != "dumb"),
        end: Some(end),
        now: chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string(),
    }
}
