//! What was tried and what failed; which places are tried at all.
//!
//! A test goes on after a failure, so that its figures tell whether one place is wrong or all are.

use std::fmt::Display;

/// How many failures are told of each kind; the rest are counted.
const TOLD: usize = 5;

/// Which places are tried.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Form {
    /// A few, the same each time: who changes something waits for it.
    Brief,
    /// A sample, the same each time.
    Short,
    /// All of them.
    Long,
    /// One, as a failure named it: `add kill 225`.
    Only(String),
}

impl Form {
    /// The form that `ONRECORD_FAULTS` asks for.
    pub fn asked() -> Self {
        match std::env::var("ONRECORD_FAULTS").as_deref() {
            Err(_) | Ok("" | "brief") => Self::Brief,
            Ok("short") => Self::Short,
            Ok("long") => Self::Long,
            Ok(place) => Self::Only(place.to_owned()),
        }
    }

    /// Of `all` places of this kind, those to be tried: up to `most` in the short form, a third of them in the brief one.
    pub fn places<T: Clone + Display>(&self, kind: &str, all: &[T], most: usize) -> Vec<T> {
        let most = if *self == Self::Brief { most.div_ceil(3) } else { most };
        match self {
            Self::Long => all.to_vec(),
            Self::Only(place) => all.iter().filter(|one| *place == format!("{kind} {one}")).cloned().collect(),
            Self::Brief | Self::Short if all.len() <= most => all.to_vec(),
            Self::Brief | Self::Short => {
                // One from each stretch, so that the beginning, the end and all between have theirs.
                let mut dice = Dice::of(kind);
                let stretch = |n: usize| n * all.len() / most;
                (0..most).map(|n| all[stretch(n) + dice.below(stretch(n + 1) - stretch(n))].clone()).collect()
            }
        }
    }

    /// How often something without places is tried.
    pub fn times(&self, short: usize, long: usize) -> usize {
        if *self == Self::Long { long } else { short }
    }
}

/// The figures of one test: a line for each kind of fault.
#[derive(Debug, Default)]
pub struct Figures {
    kinds: Vec<(String, usize, Vec<String>)>,
}

impl Figures {
    /// Counts one place of a kind, and what went wrong there.
    pub fn count(&mut self, kind: &str, place: impl Display, result: Result<(), String>) {
        let at = self.kinds.iter().position(|(name, ..)| name == kind).unwrap_or_else(|| {
            self.kinds.push((kind.to_owned(), 0, Vec::new()));
            self.kinds.len() - 1
        });
        let (_, tried, failures) = &mut self.kinds[at];
        *tried += 1;
        if let Err(why) = result {
            failures.push(format!("ONRECORD_FAULTS='{kind} {place}': {why}"));
        }
    }

    /// Prints the figures; a failure fails the test.
    pub fn close(self) {
        let mut told = Vec::new();
        for (kind, tried, failures) in self.kinds {
            println!("{kind}: {tried} tried, {} failed", failures.len());
            if failures.len() > TOLD {
                told.push(format!("{kind}: {} of {tried} failed; the first {TOLD}:", failures.len()));
            }
            told.extend(failures.into_iter().take(TOLD));
        }
        assert!(told.is_empty(), "\n{}", told.join("\n"));
    }
}

/// Chance that falls the same way each time.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice of their own for every name.
    pub fn of(name: &str) -> Self {
        // FNV-1a, so that neighbouring names are far apart.
        Self(
            name.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)),
        )
    }

    /// A number from 0 to below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}
