//! A terminal for tests: both ends of a pseudo-terminal.

use std::fs::File;

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// The end of the person and the end of the program, of so many lines and 80 columns.
pub fn open(lines: Option<u16>) -> (File, File) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let slave = File::from(rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap());
    if let Some(lines) = lines {
        tcsetwinsize(&slave, Winsize { ws_row: lines, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
    }
    (File::from(master), slave)
}
