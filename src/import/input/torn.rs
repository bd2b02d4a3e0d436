//! Quotes that do not close a field: text stands behind them (RFC 4180 knows none), while the rows are read.
//!
//! The csv reader takes such text into the field and says nothing, so that one quote too few joins a row to the next
//! and puts values where they do not belong.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What was seen of the input and nobody has asked for yet.
#[derive(Default)]
struct Seen {
    /// The bytes behind closing quotes where nothing may stand.
    places: VecDeque<u64>,
    /// What was read, from this byte on: a row that is no good is told as it stands.
    bytes: Vec<u8>,
    from: u64,
    /// Up to which byte rows have been asked for.
    asked: u64,
}

type Shared = Arc<Mutex<Seen>>;

fn lock(seen: &Shared) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where in a field a byte stands.
#[derive(Clone, Copy, Eq, PartialEq)]
enum State {
    /// At its beginning: a quote opens it.
    Start,
    /// In one without quotes.
    Bare,
    /// Within quotes.
    Open,
    /// Behind a quote that closes the field, or is the first of two.
    Behind,
}

/// A reader that notes where quotes are torn.
pub struct Watching<R> {
    inner: R,
    delimiter: u8,
    state: State,
    given: u64,
    seen: Shared,
}

/// Where they are torn, and what stands there.
pub struct Torn(Shared);

/// Notes torn quotes in what is read from here on.
pub fn watching<R: Read>(inner: R, delimiter: u8) -> (Watching<R>, Torn) {
    let seen = Shared::default();
    (Watching { inner, delimiter, state: State::Start, given: 0, seen: seen.clone() }, Torn(seen))
}

impl<R: Read> Read for Watching<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let bytes = &buffer[..count];
        let mut at = 0;
        // A byte order mark stands before the first field.
        if self.given == 0 && bytes.starts_with("\u{feff}".as_bytes()) {
            at = 3;
        }
        while at < bytes.len() {
            at = self.step(bytes, at);
        }
        self.given += count as u64;
        let mut seen = lock(&self.seen);
        let done = usize::try_from(seen.asked.saturating_sub(seen.from)).unwrap_or(usize::MAX).min(seen.bytes.len());
        seen.bytes.drain(..done);
        seen.from += done as u64;
        seen.bytes.extend_from_slice(bytes);
        Ok(count)
    }
}

impl<R> Watching<R> {
    /// Goes on to the next byte that matters.
    fn step(&mut self, bytes: &[u8], at: usize) -> usize {
        let ends = |byte: u8| byte == self.delimiter || byte == b'\n' || byte == b'\r';
        match self.state {
            State::Open => {
                let Some(found) = memchr::memchr(b'"', &bytes[at..]) else { return bytes.len() };
                self.state = State::Behind;
                at + found + 1
            }
            State::Behind => {
                self.state = match bytes[at] {
                    b'"' => State::Open,
                    byte if ends(byte) => State::Start,
                    // Blanks before what parts the fields join nothing.
                    b' ' | b'\t' => State::Behind,
                    _ => {
                        lock(&self.seen).places.push_back(self.given + at as u64);
                        State::Bare
                    }
                };
                at + 1
            }
            State::Start | State::Bare => {
                // No quote matters before the next one that opens a field.
                let Some(found) = memchr::memchr(b'"', &bytes[at..]).map(|found| at + found) else {
                    let is_end = bytes.last().is_some_and(|byte| ends(*byte));
                    self.state = if is_end { State::Start } else { State::Bare };
                    return bytes.len();
                };
                let is_first = if found == at { self.state == State::Start } else { ends(bytes[found - 1]) };
                self.state = if is_first { State::Open } else { State::Bare };
                found + 1
            }
        }
    }
}

impl Torn {
    /// Whether a quote is torn before this byte that was not asked for yet; bytes are asked for in order.
    pub fn is_before(&mut self, byte: u64) -> bool {
        let mut seen = lock(&self.0);
        let mut is_torn = false;
        while seen.places.front().is_some_and(|place| *place < byte) {
            seen.places.pop_front();
            is_torn = true;
        }
        is_torn
    }

    /// What stands between two bytes, as it is written.
    pub fn row(&self, from: u64, to: u64) -> String {
        let seen = lock(&self.0);
        let at = |byte: u64| usize::try_from(byte.saturating_sub(seen.from)).unwrap_or(0).min(seen.bytes.len());
        String::from_utf8_lossy(&seen.bytes[at(from)..at(to)]).into_owned()
    }

    /// Says that rows before a byte are not asked for again.
    pub fn forget(&self, byte: u64) {
        lock(&self.0).asked = byte;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where quotes are torn, read so many bytes at a time.
    fn torn(text: &str, long: usize) -> Vec<u64> {
        let (mut reader, torn) = watching(text.as_bytes(), b',');
        let mut buffer = vec![0; long];
        while reader.read(&mut buffer).unwrap() > 0 {}
        lock(&torn.0).places.iter().copied().collect()
    }

    #[test]
    fn text_behind_a_closing_quote_is_found_however_the_bytes_come() {
        for long in [1, 2, 3, 7, 1000] {
            assert_eq!(torn("a,\"b\",c\n\"d\"\r\n\"e \"\"f\"\"\",g\n", long), Vec::<u64>::new(), "{long}");
            assert_eq!(torn("\u{feff}\"a\",b\n", long.max(3)), Vec::<u64>::new(), "{long}");
            assert_eq!(torn("a \"b\" c,5\" x 3\"\n", long), Vec::<u64>::new(), "a quote within a field, {long}");
            assert_eq!(torn("1,\"abc\"def,2\n", long), [7], "{long}");
            assert_eq!(torn("1,\"a\" ,c\n\"b\"  \n", long), Vec::<u64>::new(), "{long}");
            assert_eq!(torn("1,\"a\" b,c\n", long), [6], "{long}");
            assert_eq!(torn("1,\"a,5\n2,\"b\",6\n", long), [10], "{long}");
            assert_eq!(torn("\"a \\\"b\\\" c\"\n", long), [5], "{long}");
        }
    }

    #[test]
    fn a_row_is_told_as_it_stands_until_it_is_forgotten() {
        let (mut reader, torn) = watching("1,\"a\"\n2,\"b\" c\n3,d\n".as_bytes(), b',');
        let mut buffer = [0; 6];
        assert_eq!(reader.read(&mut buffer).unwrap(), 6);
        torn.forget(6);
        assert_eq!((reader.read(&mut buffer).unwrap(), reader.read(&mut buffer).unwrap()), (6, 6));
        assert_eq!(torn.row(6, 14), "2,\"b\" c\n");
        assert_eq!(torn.row(14, 18), "3,d\n");
    }
}
