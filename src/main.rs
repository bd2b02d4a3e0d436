//! The program: read the arguments, run one command, say what there is to say, exit.
//!
//! What is said passes one printer, which lets nothing through that a terminal would obey, and which
//! cannot fail: when nobody can be told, the exit code still tells.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use onrecord::cli::{self, Environment, GRACE, PAGER, Token};
use onrecord::record::stop::{Commit, StopSign};
use onrecord::text;

/// Whether notes and errors are told as data.
static TELLS_DATA: AtomicBool = AtomicBool::new(false);

fn main() -> ExitCode {
    TELLS_DATA.store(cli::tells_data(std::env::args_os()), Ordering::Release);
    let stop = StopSign::default();
    let sign = stop.clone();
    // SQLite rolls a killed transaction back, so ending the process is always safe.
    let _ = ctrlc::set_handler(move || {
        sign.interrupt();
        std::thread::sleep(GRACE);
        end(&sign);
    });
    let environment = environment();
    match cli::completed(&environment) {
        Ok(false) => {}
        // A shell that asks is told nothing that goes wrong.
        Ok(true) | Err(_) => return ExitCode::SUCCESS,
    }
    let outcome = cli::run(std::env::args_os(), environment.clone(), &stop);
    let told = outcome.told(&environment);
    for line in &told.lines {
        say(line);
    }
    ExitCode::from(told.exit as u8)
}

/// Ends the program where it waits for what cannot be stopped. SQLite takes back what is half done.
fn end(stop: &StopSign) {
    if stop.is_held() {
        return;
    }
    let error = stop.error();
    let note = match stop.commit() {
        Commit::Before => None,
        Commit::During => Some("the change was being kept: `onrecord batches` says whether it is in the record"),
        Commit::After => Some("the change is in the record"),
    };
    for line in cli::ended(&error, note, TELLS_DATA.load(Ordering::Acquire)) {
        say(&line);
    }
    std::process::exit(error.exit() as i32);
}

/// Says something on stderr; what cannot be written is dropped.
fn say(text: &str) {
    let _ = io::stderr().write_all(format!("{}\n", text::lines(text)).as_bytes());
}

/// The pager that is wanted: an empty one is none.
fn pager(variable: &impl Fn(&str) -> Option<String>) -> Option<String> {
    let named = ["ONRECORD_PAGER", "PAGER"].into_iter().find_map(|name| std::env::var(name).ok());
    let is_dumb = variable("TERM").is_some_and(|term| term == "dumb");
    named
        .or_else(|| Some(PAGER.to_owned()))
        .filter(|pager| !is_dumb && !pager.trim().is_empty() && pager.trim() != "cat")
}

/// Whether a locale's letters are those of Unicode.
fn is_utf_8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

fn environment() -> Environment {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let is_terminal = std::io::stdout().is_terminal();
    let size = is_terminal.then(terminal_size::terminal_size).flatten();
    Environment {
        db: std::env::var_os("ONRECORD_DB").map(Into::into),
        token: Token(variable("ONRECORD_TOKEN")),
        format: variable("ONRECORD_FORMAT"),
        is_stdout_closed: std::env::var_os("ONRECORD_STDOUT_IS_CLOSED").is_some(),
        lines: size.map(|(_, height)| usize::from(height.0)),
        pager: pager(&variable),
        editor: variable("VISUAL").or_else(|| variable("EDITOR")),
        terminal: size.map(|(width, _)| usize::from(width.0)).or(is_terminal.then_some(80)),
        is_watched: std::io::stderr().is_terminal(),
        is_typed: std::io::stdin().is_terminal(),
        forces_color: variable("CLICOLOR_FORCE").is_some_and(|wish| wish != "0"),
        color: is_terminal && variable("NO_COLOR").is_none() && variable("TERM").is_none_or(|term| term != "dumb"),
        is_session: false,
        captured: None,
        say: Some(say),
        is_ascii: ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(variable)
            .is_some_and(|locale| !is_utf_8(&locale)),
        end: Some(end),
        now: chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string(),
    }
}
