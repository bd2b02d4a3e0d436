//! Running a program with a deadline, and what it came to.
//!
//! Nothing that a test starts outlives it: whoever hangs is killed and told.

use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a command may take that nobody holds up.
pub const DEADLINE: Duration = Duration::from_mins(1);

/// The exit codes that the help names.
const DOCUMENTED: &[i32] = &[0, 1, 2, 3, 4, 5, 6, 130];

/// What a run came to.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; None where a signal ended it.
    pub code: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// Whether it had to be killed at its deadline.
    pub is_late: bool,
    /// What it wrote to stdout.
    pub out: Vec<u8>,
    /// What it wrote to stderr.
    pub err: String,
}

impl Ended {
    /// That it ended in time, by itself, with one of these codes.
    pub fn with(&self, codes: &[i32]) -> Result<(), String> {
        match self.code {
            Some(code) if codes.contains(&code) && !self.is_late => Ok(()),
            _ => Err(format!("{} where {codes:?} is right", self.told())),
        }
    }

    /// That it ended in time and with a code that is documented; `may_die` where it was killed on purpose.
    pub fn in_order(&self, may_die: bool) -> Result<(), String> {
        let is_killed = may_die && self.signal.is_some() && !self.is_late;
        if is_killed { Ok(()) } else { self.with(DOCUMENTED) }
    }

    /// What it came to, in a line.
    pub fn told(&self) -> String {
        let end = match (self.is_late, self.code, self.signal) {
            (true, ..) => "it hung".to_owned(),
            (_, Some(code), _) => format!("exit {code}"),
            (.., signal) => format!("signal {}", signal.unwrap_or_default()),
        };
        let first = self.err.lines().find(|line| !line.starts_with("note:")).unwrap_or_default();
        format!("{end} ({})", first.chars().take(200).collect::<String>())
    }
}

/// The program, in a folder, with nothing of the environment that it would heed.
pub fn onrecord(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    for name in ["ONRECORD_DB", "ONRECORD_FORMAT", "COLUMNS"] {
        command.env_remove(name);
    }
    // What SQLite puts aside stands in the same place, on the same disk.
    command.current_dir(folder).env("TMPDIR", folder).env("SQLITE_TMPDIR", folder);
    command
}

/// A line of shell, in a folder; `$0` is the program.
pub fn shell(folder: &Path, line: &str) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(line).arg(env!("CARGO_BIN_EXE_onrecord")).current_dir(folder);
    command.env_remove("ONRECORD_DB").env_remove("ONRECORD_FORMAT").env("SQLITE_TMPDIR", folder);
    command
}

/// Whether a program is installed.
pub fn is_installed(program: &str, argument: &str) -> bool {
    let mut command = Command::new(program);
    command.arg(argument).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Runs a command to its end, or to its deadline.
pub fn run(command: &mut Command, deadline: Duration) -> Ended {
    run_and(command, deadline, |_| {})
}

/// As [`run`], and does something to the process as soon as it runs.
pub fn run_and(command: &mut Command, deadline: Duration, act: impl FnOnce(&mut Child)) -> Ended {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    let out = child.stdout.take().map(|pipe| thread::spawn(move || read(pipe))).unwrap();
    let err = child.stderr.take().map(|pipe| thread::spawn(move || read(pipe))).unwrap();
    act(&mut child);
    let mut pause = Duration::from_micros(200);
    let (status, is_late) = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break (status, false);
        }
        if started.elapsed() > deadline {
            child.kill().unwrap();
            break (child.wait().unwrap(), true);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(4));
    };
    let (out, err) = (out.join().unwrap(), err.join().unwrap());
    let err = String::from_utf8_lossy(&err).into_owned();
    Ended { code: status.code(), signal: status.signal(), is_late, out, err }
}

fn read(mut pipe: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = pipe.read_to_end(&mut bytes);
    bytes
}
