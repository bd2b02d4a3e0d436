//! Hashes: SHA-256, written as 64 hexadecimal digits.

use std::io::{self, Read};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The hash of some bytes as 64 hexadecimal digits (SHA-256).
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The hash of what is read, however much it is.
///
/// # Errors
///
/// It cannot be read.
pub fn sha256_of(mut reader: impl Read) -> io::Result<String> {
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match reader.read(&mut buffer)? {
            0 => return Ok(HEXLOWER.encode(&hash.finalize())),
            count => hash.update(&buffer[..count]),
        }
    }
}

/// The sum of the hashes of many things, whatever their order: two collections have one sum if they have the same
/// things as often.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Sum([u64; 4]);

impl Sum {
    /// Counts one thing in (modulo 2^256).
    pub fn add(&mut self, thing: &[u8]) {
        let mut carry = false;
        let digest = Sha256::digest(thing);
        for (own, more) in self.0.iter_mut().zip(digest.chunks_exact(8)) {
            let more = more.iter().rev().fold(0, |sum: u64, byte| sum << 8 | u64::from(*byte));
            let (sum, one) = own.overflowing_add(more);
            let (sum, other) = sum.overflowing_add(carry.into());
            (*own, carry) = (sum, one || other);
        }
    }

    /// As 64 hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        let bytes: Vec<u8> = self.0.iter().flat_map(|part| part.to_le_bytes()).collect();
        HEXLOWER.encode(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_of_what_is_there_and_how_often_and_not_of_its_order() {
        let sum = |things: &[&str]| {
            let mut sum = Sum::default();
            for thing in things {
                sum.add(thing.as_bytes());
            }
            sum.hex()
        };
        assert_eq!(sum(&["a"]), sha256(b"a"));
        assert_eq!(sum(&["a", "b", "c"]), sum(&["c", "a", "b"]));
        let others: [&[&str]; 5] = [&[], &["a", "b"], &["a", "b", "c", "c"], &["a", "bc"], &["a", "b", "d"]];
        for other in others {
            assert_ne!(sum(&["a", "b", "c"]), sum(other));
        }
    }
}
