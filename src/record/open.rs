//! Opening an SQLite file: by its name and nothing else, and with patience for other programs.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::record::guard;
use crate::record::stop::StopSign;

/// How often a lock is asked for again.
const PAUSE: Duration = Duration::from_millis(10);

/// The terms on which a file is opened: how long to wait for its lock, what ends that before its
/// time, and how much memory it may take.
#[derive(Clone, Debug)]
pub struct Terms {
    /// What stops whatever runs.
    pub stop: StopSign,
    /// How long another program's lock is waited for.
    pub wait: Duration,
    /// Most bytes that SQLite may take in all; None for no bound.
    pub memory: Option<u64>,
}

impl Default for Terms {
    fn default() -> Self {
        Self { stop: StopSign::default(), wait: Duration::from_secs(5), memory: None }
    }
}

impl Terms {
    /// What SQLite says of a file, with how long its lock was waited for.
    #[must_use]
    pub fn told(&self, error: Error) -> Error {
        match error {
            Error::Busy { .. } if self.stop.is_raised() => self.stop.error(),
            Error::Busy { path, .. } => Error::Busy { path, seconds: self.wait.as_secs_f64() },
            other => other,
        }
    }
}

/// Opens a file with these flags; waits for locks as long as told.
///
/// # Errors
///
/// SQLite cannot open it.
pub fn open(path: &Path, flags: OpenFlags, terms: &Terms) -> Result<Connection> {
    let conn = Connection::open_with_flags(name(path), flags | OpenFlags::SQLITE_OPEN_NO_MUTEX);
    let mut conn = conn.map_err(|cause| Error::of_file(path, &cause))?;
    wait_for_locks(&mut conn, terms)?;
    if let Some(bytes) = terms.memory {
        guard::limit_memory(&conn, bytes)?;
    }
    Ok(conn)
}

/// Opens a file of which nobody changes anything while it is read, without its locks and its log.
///
/// # Errors
///
/// SQLite cannot open it.
pub fn open_unchanging(path: &Path) -> Result<Connection> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    let mut uri = String::from("file:");
    for byte in name(path).as_os_str().as_encoded_bytes() {
        if plain(byte) {
            uri.push(char::from(*byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(uri, flags).map_err(|cause| Error::of_file(path, &cause))
}

/// The name as SQLite takes it for a path: `file:x` and `:memory:` are names of files like any other.
fn name(path: &Path) -> PathBuf {
    if path.is_absolute() { path.to_owned() } else { Path::new(".").join(path) }
}

fn wait_for_locks(conn: &mut Connection, terms: &Terms) -> Result<()> {
    let Terms { stop, wait, .. } = terms.clone();
    let mut since = Instant::now();
    conn.busy_handler(Some(move |tries| {
        if tries == 0 {
            since = Instant::now();
        }
        let goes_on = !stop.is_raised() && since.elapsed() < wait;
        if goes_on {
            std::thread::sleep(PAUSE);
        }
        goes_on
    }))?;
    Ok(())
}
