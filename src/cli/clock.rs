//! The time limit: it holds whatever the program waits for.

use std::thread;
use std::time::Duration;

use crate::record::stop::StopSign;

/// How long whatever runs gets to end by itself once it is to stop.
pub const GRACE: Duration = Duration::from_millis(300);

/// Raises the sign after so many seconds; and where nobody looks at it, ends the program.
pub(super) fn start(stop: StopSign, seconds: f64, end: Option<fn(&StopSign)>) {
    thread::spawn(move || {
        thread::sleep(Duration::from_secs_f64(seconds));
        stop.time_out(seconds);
        thread::sleep(GRACE);
        // A function of SQLite, a full pipe or a wait for a file do not look at the sign.
        if let Some(end) = end {
            end(&stop);
        }
    });
}
