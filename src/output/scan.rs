//! Scanning: is there any byte in a text that its format must write otherwise?
//!
//! The question is asked of every text of every row, so it is written for the compiler to answer it
//! for sixteen bytes at a time: no branch within a block, and the last block overlaps the one before
//! it instead of leaving a tail.

/// Bytes looked at together.
const BLOCK: usize = 16;

/// The flags of all bytes together; `flags_of` gives those of one, without branching.
#[inline]
pub fn flags(bytes: &[u8], flags_of: impl Fn(u8) -> u8 + Copy) -> u8 {
    let of = |block: &[u8]| block.iter().fold(0, |found, &byte| found | flags_of(byte));
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    match bytes.last_chunk::<BLOCK>() {
        Some(last) => blocks.iter().fold(of(last), |found, block| found | of(block)),
        None => of(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flagged_byte_is_found_wherever_it_stands() {
        let is_x = |byte| u8::from(byte == b'x');
        for length in 0..70 {
            let mut text = vec![b'a'; length];
            assert_eq!(flags(&text, is_x), 0, "{length}");
            for at in 0..length {
                text[at] = b'x';
                assert_eq!(flags(&text, is_x), 1, "{at} of {length}");
                text[at] = b'a';
            }
        }
    }
}
