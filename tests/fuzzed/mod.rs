//! Whatever reads what people and files bring, given what nobody would bring: it ends, in time, without a panic, and what it
//! says of the input is so.
//!
//! Each target starts from sound examples and damages them at random. `ONRECORD_FUZZ=SECONDS` gives each target so long;
//! without it, each has a few hundred inputs, the same each time. What was found stands as a test of its own where it
//! was mended.

mod inputs;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::support;

/// How many inputs a target has in a plain run.
const FEW: usize = 200;

/// How long one input may take, in a build without optimization, on a busy machine.
const LONGEST: Duration = Duration::from_secs(20);

/// The longest input.
const MOST_BYTES: usize = 20_000;

/// Pieces that mean something to some reader.
const PIECES: &[&str] = &[
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{1f1fa}\u{1f1e6}",
    "e\u{301}",
    "\r\n",
    "\n\n",
    "\t",
    "'",
    "\"",
    "\u{201c}",
    "\u{2019}",
    "``",
    "-- @",
    "/*",
    "*/",
    ";",
    ":x",
    "(:x IS NULL OR ",
    "[[",
    "]]",
    "= \"",
    "{",
    "}",
    "..",
    "/..",
    "~",
    "?",
    "9999-12-31",
    "0000-00-00",
    "-1",
    "1e400",
    "99999999999999999999",
    "0.1",
    "\u{20ac}",
    "EUR ",
    "$ ",
    "billion",
    "between ",
    " and ",
    "last week",
    "\u{2013}",
    "<a>",
    "</a>",
    "<!--",
    "&amp;",
    "&#0;",
    "]]>",
    ",",
    "|",
    "\\",
    "\\u0000",
    "null",
    "true",
    "SELECT ",
    "said",
    "\u{300c}",
    "\u{3002}",
];

/// Chance that falls the same way each time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// A sound example, damaged a few times.
    fn damaged(&mut self, sound: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = sound[self.below(sound.len())].clone();
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len() + 1);
            let end = (at + self.below(40)).min(bytes.len());
            match self.below(7) {
                0 if !bytes.is_empty() => {
                    let at = at.min(bytes.len() - 1);
                    bytes[at] = u8::try_from(self.below(256)).unwrap();
                }
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let again = bytes[at..end].repeat(1 + self.below(20));
                    bytes.splice(at..at, again);
                }
                3 => {
                    let other = &sound[self.below(sound.len())];
                    let from = self.below(other.len() + 1);
                    let to = (from + self.below(300)).min(other.len());
                    bytes.splice(at..at, other[from..to].iter().copied());
                }
                4 => bytes.truncate(at),
                _ => {
                    let piece = PIECES[self.below(PIECES.len())];
                    bytes.splice(at..at, piece.bytes());
                }
            }
        }
        bytes.truncate(MOST_BYTES);
        bytes
    }
}

/// Gives a target damaged examples until its time is up.
fn fuzz(name: &str, sound: &[Vec<u8>], target: impl Fn(&[u8])) {
    let time = std::env::var("ONRECORD_FUZZ").ok().and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    let seed = time.map_or(0, |_| u64::from(std::process::id()) << 32);
    let mut dice = Dice(name.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))));
    let started = Instant::now();
    let mut count = 0;
    while time.map_or(count < FEW, |time| started.elapsed() < time) {
        let bytes = if count < sound.len() { sound[count].clone() } else { dice.damaged(sound) };
        let begun = Instant::now();
        let ended = catch_unwind(AssertUnwindSafe(|| target(&bytes)));
        let shown = || format!("{name}, input {count}: {:?}", String::from_utf8_lossy(&bytes));
        assert!(ended.is_ok(), "{}", shown());
        assert!(begun.elapsed() < LONGEST, "{} took {:?}", shown(), begun.elapsed());
        count += 1;
    }
    println!("{name}: {count} inputs, 0 failed");
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn examples(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

fn of_seed(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    onrecord::seed::texts(folder, ending).into_iter().map(|(_, text)| text.as_bytes().to_vec()).collect()
}

fn fixture(names: &[&str]) -> Vec<Vec<u8>> {
    let read = |name: &&str| std::fs::read(support::root().join("tests/fixture").join(name)).unwrap();
    names.iter().map(read).collect()
}
