//! Where words stand in a text, found without reading the text again.

use std::collections::HashMap;

/// So many bytes lead to the places where they stand.
const KEY: usize = 8;

/// So many places are told.
const MOST: usize = 200;

/// The places of a text by the bytes that begin there.
pub(super) struct Places<'t> {
    text: &'t str,
    by_start: HashMap<&'t [u8], Vec<usize>>,
}

impl<'t> Places<'t> {
    pub(super) fn of_text(text: &'t str) -> Self {
        let mut by_start: HashMap<&[u8], Vec<usize>> = HashMap::new();
        for (at, _) in text.char_indices() {
            if let Some(key) = text.as_bytes().get(at..at + KEY) {
                by_start.entry(key).or_default().push(at);
            }
        }
        Self { text, by_start }
    }

    /// Where some words begin, in order, as far as anybody counts.
    pub(super) fn of(&self, words: &str) -> Vec<usize> {
        match words.as_bytes().get(..KEY) {
            Some(key) => {
                let places = self.by_start.get(key).into_iter().flatten().copied();
                places.filter(|at| self.text[*at..].starts_with(words)).take(MOST).collect()
            }
            None => self.text.match_indices(words).map(|(at, _)| at).take(MOST).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        let places = Places::of_text("“We build it.” “We build it.” He");
        assert_eq!(
            (places.of("We build it."), places.of("He"), places.of("We built it.")),
            (vec![3, 22], vec![38], vec![])
        );
    }
}
