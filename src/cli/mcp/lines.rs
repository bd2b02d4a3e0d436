//! Messages on stdin and stdout, one a line.

use std::io::{BufRead, Read, Write};
use std::sync::mpsc;
use std::thread;

use serde_json::Value;

use super::server::Server;
use crate::cli::Context;
use crate::error::{Error, Result};
use crate::record::stop::StopSign;

/// Most bytes of a message.
const MOST: u64 = 1 << 20;

/// Answers each line until there are no more.
pub(super) fn serve(server: &Server, context: &Context) -> Result<()> {
    let (sender, receiver) = mpsc::channel();
    let stop = server.asker.stop.clone();
    // Lines are read while a question is asked, because one of them may take it back.
    thread::spawn(move || read(&sender, &stop));
    let mut stdout = context.environment.stdout()?;
    for line in receiver {
        let answer = match line? {
            Some(line) => server.answer(&line),
            None => Some(Server::too_long(MOST)),
        };
        if let Some(answer) = answer {
            stdout.write_all(format!("{answer}\n").as_bytes()).and_then(|()| stdout.flush()).map_err(Error::Output)?;
        }
    }
    Ok(())
}

/// Sends each line; None for one that is too long, which is read to its end and not kept.
fn read(sender: &mpsc::Sender<Result<Option<String>>>, stop: &StopSign) {
    let mut stdin = std::io::stdin().lock();
    loop {
        let mut line = Vec::new();
        let told = match stdin.by_ref().take(MOST).read_until(b'\n', &mut line) {
            Ok(0) => return,
            Ok(read) if read as u64 == MOST && line.last() != Some(&b'\n') => skip(&mut stdin).map(|()| None),
            Ok(_) => Ok(Some(String::from_utf8_lossy(&line).trim().to_owned())),
            Err(cause) => Err(cause),
        };
        let told = told.map_err(|cause| Error::Read { path: "-".into(), why: cause.to_string() });
        match &told {
            Ok(Some(line)) if line.is_empty() => continue,
            Ok(Some(line)) if is_cancelled(line) => stop.interrupt(),
            _ => {}
        }
        let is_end = told.is_err();
        if sender.send(told).is_err() || is_end {
            return;
        }
    }
}

/// Passes over the rest of a line.
fn skip(stdin: &mut impl BufRead) -> std::io::Result<()> {
    let mut rest = Vec::new();
    loop {
        rest.clear();
        let read = stdin.by_ref().take(MOST).read_until(b'\n', &mut rest)?;
        if read == 0 || rest.last() == Some(&b'\n') {
            return Ok(());
        }
    }
}

/// Whether a message takes back what was asked. One question is asked at a time, so it is that one or one that waits.
fn is_cancelled(line: &str) -> bool {
    line.contains("notifications/cancelled")
        && serde_json::from_str::<Value>(line).is_ok_and(|message| message["method"] == "notifications/cancelled")
}
