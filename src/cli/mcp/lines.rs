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
        let line = line?;
        if let Some(answer) = server.answer(&line) {
            stdout.write_all(format!("{answer}\n").as_bytes()).and_then(|()| stdout.flush()).map_err(Error::Output)?;
        }
    }
    Ok(())
}

fn read(sender: &mpsc::Sender<Result<String>>, stop: &StopSign) {
    let mut stdin = std::io::stdin().lock();
    loop {
        let mut line = Vec::new();
        let told = match stdin.by_ref().take(MOST).read_until(b'\n', &mut line) {
            Ok(0) => return,
            Ok(read) if read as u64 == MOST && line.last() != Some(&b'\n') => {
                Err(Error::Read { path: "-".into(), why: format!("a message has more than {MOST} bytes") })
            }
            Ok(_) => Ok(String::from_utf8_lossy(&line).trim().to_owned()),
            Err(cause) => Err(Error::Read { path: "-".into(), why: cause.to_string() }),
        };
        match &told {
            Ok(line) if line.is_empty() => continue,
            Ok(line) if is_cancelled(line) => stop.interrupt(),
            _ => {}
        }
        let is_end = told.is_err();
        if sender.send(told).is_err() || is_end {
            return;
        }
    }
}

/// Whether a message takes back what was asked. One question is asked at a time, so it is that one or one that waits.
fn is_cancelled(line: &str) -> bool {
    line.contains("notifications/cancelled")
        && serde_json::from_str::<Value>(line).is_ok_and(|message| message["method"] == "notifications/cancelled")
}
