//! The pager: an answer that is taller than the terminal is read in one.
//!
//! What is written is held until it is more than fits; then a pager is started and gets it all. An answer that fits
//! is printed as it is.

use std::cell::RefCell;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;

use crate::record::stop::StopSign;

/// The pager where nobody names one.
pub const USUAL: &str = "less";

/// What `less` is told where nobody tells it: to leave what fits, to show colours, not to clear the screen.
const FLAGS: [(&str, &str); 2] = [("LESS", "FRX"), ("LESSCHARSET", "utf-8")];

/// The answer on its way to a terminal, shared by whoever writes and whoever ends it.
#[derive(Clone)]
pub struct Pager(Rc<RefCell<Held>>);

struct Held {
    command: String,
    lines: usize,
    columns: usize,
    stop: StopSign,
    way: Way,
}

/// Where what is written goes.
enum Way {
    /// It is held, and so many lines so far; then to stdout.
    Held(Vec<u8>, usize, Box<dyn Write>),
    /// To a pager.
    Pager(Child),
    /// Straight to stdout: there is no pager, or it is all written.
    Straight(Box<dyn Write>),
    /// Nowhere any more.
    Ended,
}

impl Pager {
    /// For a terminal of so many lines and columns.
    pub fn new(command: String, (lines, columns): (usize, usize), stop: StopSign, stdout: Box<dyn Write>) -> Self {
        let way = Way::Held(Vec::new(), 0, stdout);
        Self(Rc::new(RefCell::new(Held { command, lines, columns: columns.max(1), stop, way })))
    }

    /// Ends the answer: prints what is held, or waits until the person has read.
    ///
    /// # Errors
    ///
    /// Stdout cannot be written.
    pub fn end(&self) -> io::Result<()> {
        self.0.borrow_mut().end()
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().put(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Held {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Way::Held(held, lines, _) = &mut self.way {
            held.extend_from_slice(bytes);
            // A line that is wider than the terminal takes several; bytes are never fewer than columns.
            *lines += bytes
                .split_inclusive(|byte| *byte == b'\n')
                .map(|line| line.len().div_ceil(self.columns * 3).max(1))
                .sum::<usize>();
            if *lines < self.lines {
                return Ok(());
            }
            return self.start();
        }
        match &mut self.way {
            Way::Pager(child) => child.stdin.as_mut().map_or(Ok(()), |stdin| stdin.write_all(bytes)),
            Way::Straight(out) => out.write_all(bytes),
            Way::Held(..) | Way::Ended => Ok(()),
        }
    }

    /// Starts the pager with what is held; without one, it is printed.
    fn start(&mut self) -> io::Result<()> {
        let Way::Held(held, _, mut stdout) = std::mem::replace(&mut self.way, Way::Ended) else { return Ok(()) };
        let Some(mut child) = started(&self.command) else {
            stdout.write_all(&held)?;
            self.way = Way::Straight(stdout);
            return Ok(());
        };
        // While a person reads, Ctrl-C belongs to the pager.
        self.stop.hold();
        let sent = child.stdin.as_mut().map_or(Ok(()), |stdin| stdin.write_all(&held));
        self.way = Way::Pager(child);
        sent
    }

    fn end(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.way, Way::Ended) {
            Way::Held(held, _, mut stdout) => stdout.write_all(&held).and_then(|()| stdout.flush()),
            Way::Straight(mut stdout) => stdout.flush(),
            Way::Pager(mut child) => {
                drop(child.stdin.take());
                child.wait().map(drop)
            }
            Way::Ended => Ok(()),
        }
    }
}

impl Drop for Held {
    /// What was written before an error is seen.
    fn drop(&mut self) {
        let _ = self.end();
    }
}

/// The pager's process, through the shell, as its words may have flags.
fn started(command: &str) -> Option<Child> {
    let mut process = if cfg!(unix) { Command::new("sh") } else { Command::new(command) };
    if cfg!(unix) {
        process.arg("-c").arg(format!("exec {command}"));
    }
    for (name, flags) in FLAGS {
        if std::env::var_os(name).is_none() {
            process.env(name, flags);
        }
    }
    is_there(command).then(|| process.stdin(Stdio::piped()).spawn().ok()).flatten()
}

/// Whether the program of a command is there: a shell would say that it is not, and lose the answer.
fn is_there(command: &str) -> bool {
    let Some(program) = command.split_whitespace().find(|word| !word.contains('=')) else { return false };
    if program.contains(['/', '\\']) {
        return std::path::Path::new(program).is_file();
    }
    let paths = std::env::var_os("PATH");
    let mut folders = paths.iter().flat_map(std::env::split_paths);
    folders.any(|folder| folder.join(program).is_file() || folder.join(format!("{program}.exe")).is_file())
}
