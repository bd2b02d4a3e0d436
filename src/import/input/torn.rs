//! Quotes that do not close a field: text stands behind them (RFC 4180 knows none), while the rows are read.
//!
//! The csv reader takes such text into the field and says nothing, so that one quote too few joins a row to the next
//! and puts values where they do not belong.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// The bytes behind closing quotes where nothing may stand, which nobody has asked for yet.
type Places = Arc<Mutex<VecDeque<u64>>>;

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
    places: Places,
}

/// Where they are torn.
pub struct Torn(Places);

/// Notes torn quotes in what is read from here on.
pub fn watching<R: Read>(inner: R, delimiter: u8) -> (Watching<R>, Torn) {
    let places = Places::default();
    (Watching { inner, delimiter, state: State::Start, given: 0, places: places.clone() }, Torn(places))
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
                        self.places.lock().unwrap_or_else(PoisonError::into_inner).push_back(self.given + at as u64);
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
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut is_torn = false;
        while places.front().is_some_and(|place| *place < byte) {
            places.pop_front();
            is_torn = true;
        }
        is_torn
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
        let places = torn.0.lock().unwrap();
        places.iter().copied().collect()
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
}
