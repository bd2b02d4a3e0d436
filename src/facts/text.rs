//! A source's text, with where its sentences and its quotations stand.

use std::cell::OnceCell;
use std::ops::Range;

use crate::facts::source::Cited;
use crate::value::passage::{self, Folded, Passage};
use crate::value::quotation;
use crate::value::sentence::sentences;

/// A source's text with its sentences found.
#[derive(Debug)]
pub struct Text {
    content: String,
    sentences: Vec<std::ops::Range<usize>>,
    quotations: Vec<std::ops::Range<usize>>,
    /// How many code points stand before each piece of so many bytes: to count them from the beginning for each of a
    /// thousand citations would read a long text a thousand times.
    before: Vec<usize>,
    /// It as folding sees it, once words are looked for that do not stand there to the letter.
    folded: OnceCell<Folded>,
}

/// The bytes of a piece in which code points are counted.
const PIECE: usize = 1 << 7;

impl Text {
    /// Takes a text.
    #[must_use]
    pub fn new(content: String) -> Self {
        let (sentences, quotations) = (sentences(&content), quotation::quotations(&content));
        let bytes = content.as_bytes().chunks(PIECE);
        // Every byte begins a code point but those that continue one.
        let counts = bytes.map(|piece| piece.iter().filter(|byte| **byte & 0xC0 != 0x80).count());
        let before = std::iter::once(0)
            .chain(counts.scan(0, |sum, count| {
                *sum += count;
                Some(*sum)
            }))
            .collect();
        Self { content, sentences, quotations, before, folded: OnceCell::new() }
    }

    /// Its bytes as text.
    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }

    /// Where its sentences stand, in order.
    #[must_use]
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// How many sentences it has.
    #[must_use]
    pub fn sentence_count(&self) -> i64 {
        i64::try_from(self.sentences.len()).unwrap_or(i64::MAX)
    }

    /// How many code points stand before a byte that begins one.
    fn code_points(&self, byte: usize) -> usize {
        let piece = byte / PIECE;
        let rest = &self.content.as_bytes()[piece * PIECE..byte];
        self.before.get(piece).map_or(0, |before| before + rest.iter().filter(|byte| **byte & 0xC0 != 0x80).count())
    }

    fn index_at(&self, byte: usize) -> Option<usize> {
        let n = self.sentences.partition_point(|range| range.start <= byte).checked_sub(1)?;
        self.sentences.get(n).filter(|range| range.contains(&byte)).map(|_| n)
    }

    /// The number of the sentence that holds a byte, counted from 1.
    #[must_use]
    pub fn sentence_at(&self, byte: usize) -> Option<i64> {
        let n = self.index_at(byte)?;
        i64::try_from(n + 1).ok()
    }

    /// Whether the words at these bytes stand in quotation marks.
    #[must_use]
    pub fn is_in_marks(&self, (start, end): (i64, i64)) -> bool {
        let at = usize::try_from(start).ok().zip(usize::try_from(end).ok());
        at.is_some_and(|(start, end)| {
            // They stand in order, and none within another.
            let n = self.quotations.partition_point(|range| range.start <= start);
            n.checked_sub(1).is_some_and(|n| end <= self.quotations[n].end)
        })
    }

    /// The sentence that holds a byte, and where it begins.
    #[must_use]
    pub fn sentence_around(&self, byte: usize) -> Option<(usize, &str)> {
        let range = self.sentences.get(self.index_at(byte)?)?;
        Some((range.start, &self.content[range.clone()]))
    }

    /// A sentence by its number, counted from 1.
    #[must_use]
    pub fn sentence(&self, n: i64) -> Option<&str> {
        let n = usize::try_from(n).ok()?.checked_sub(1)?;
        self.sentences.get(n).and_then(|range| self.content.get(range.clone()))
    }

    /// Where a citation leads to; of one that names a sentence alone, the sentence.
    fn place_of(&self, cited: &Cited) -> Option<Range<usize>> {
        let (words, nth, sentence) = match cited {
            Cited::Words(words) => (Some(words), 1, None),
            Cited::Place(place) => {
                (place.words.as_ref().or(place.quote.as_ref()), place.occurrence.unwrap_or(1), place.sentence)
            }
        };
        let Some(words) = words else {
            return self.range(sentence?);
        };
        let mut places = self.content.match_indices(words.as_str()).map(|(at, _)| at);
        let at = match sentence {
            Some(n) => places.find(|at| self.sentence_at(*at) == Some(n)),
            None => places.nth(nth - 1),
        }?;
        Some(at..at + words.len())
    }

    /// The numbers of the sentences that a citation leads to.
    #[must_use]
    pub fn sentences_of(&self, cited: &Cited) -> Vec<i64> {
        let Some(place) = self.place_of(cited) else { return Vec::new() };
        let is_within = |range: &Range<usize>| range.start < place.end && place.start < range.end;
        (1..).zip(&self.sentences).filter(|(_, range)| is_within(range)).map(|(n, _)| n).collect()
    }

    /// Where words stand; those that begin in a sentence alone, if one is given, without reading the rest.
    #[must_use]
    pub fn find(&self, words: &str, sentence: Option<i64>) -> Vec<Passage> {
        let Some(sentence) = sentence else {
            return self.ranges(words).into_iter().map(|bytes| self.place(bytes)).collect();
        };
        let Some(range) = self.range(sentence) else { return Vec::new() };
        // Words may end in a later sentence, and be written there in more bytes than here.
        let end = self.content.floor_char_boundary(range.end + 4 * words.len());
        let within = passage::ranges(&self.content[range.start..end], words).into_iter();
        let here = within.map(|found| found.start + range.start..found.end + range.start);
        here.filter(|bytes| range.contains(&bytes.start)).map(|bytes| self.place(bytes)).collect()
    }

    /// The passage at some bytes, which lie between characters.
    #[must_use]
    pub fn place(&self, bytes: Range<usize>) -> Passage {
        let chars = self.code_points(bytes.start)..self.code_points(bytes.end);
        Passage { bytes, chars }
    }

    /// Whether words stand anywhere in it.
    pub(super) fn has(&self, words: &str) -> bool {
        let is_literal = || memchr::memmem::find(self.content.as_bytes(), words.as_bytes()).is_some();
        !words.trim().is_empty() && (is_literal() || !self.ranges(words).is_empty())
    }

    fn ranges(&self, words: &str) -> Vec<Range<usize>> {
        if words.trim().is_empty() {
            return Vec::new();
        }
        let literal = passage::literal(&self.content, words);
        let folded = || self.folded.get_or_init(|| Folded::of(&self.content)).ranges(words);
        if literal.is_empty() { folded() } else { literal }
    }

    /// Where a sentence stands, by its number, counted from 1.
    #[must_use]
    pub fn range(&self, n: i64) -> Option<Range<usize>> {
        self.sentences.get(usize::try_from(n).ok()?.checked_sub(1)?).cloned()
    }

    /// The sentence that a citation leads to, with its words in brackets.
    #[must_use]
    pub fn marked(&self, cited: &Cited) -> Option<String> {
        let place = self.place_of(cited)?;
        let (start, sentence) = self.sentence_around(place.start)?;
        if place == (start..start + sentence.len()) {
            return Some(sentence.to_owned());
        }
        let content = self.content();
        let end = (start + sentence.len()).max(place.end);
        let line = format!("{}[{}]{}", &content[start..place.start], &content[place.clone()], &content[place.end..end]);
        Some(line.replace(['\n', '\r'], " "))
    }

    /// A passage with what stands around it, for people.
    pub(super) fn shown(&self, found: &Passage) -> String {
        let (before, after) = passage::context(&self.content, &found.bytes);
        let sentence = self.sentence_at(found.bytes.start).map_or_else(String::new, |n| format!("sentence {n}: "));
        let line = format!("…{before}[{}]{after}…", &self.content[found.bytes.clone()]);
        format!("{sentence}{}", line.replace(['\n', '\r'], " "))
    }

    /// The sentence that shares the most words with those looked for.
    pub(super) fn nearest_sentence(&self, words: &str) -> Option<(usize, &str)> {
        let wanted = crate::value::normal::normal(words);
        let wanted: Vec<&str> = wanted.split(' ').collect();
        let scored = self.sentences.iter().enumerate().map(|(n, range)| {
            let sentence = &self.content[range.clone()];
            let plain = crate::value::normal::normal(sentence);
            let hits = plain.split(' ').filter(|word| wanted.contains(word)).count();
            (hits, n + 1, sentence)
        });
        let best = scored.max_by_key(|(hits, n, _)| (*hits, std::cmp::Reverse(*n)))?;
        (best.0 > 0 && best.0 * 2 >= wanted.len()).then_some((best.1, best.2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_as_from_the_beginning() {
        for letters in ["a", "é", "“", "𝔞", "ab“𝔞é", "0123456789abcdeé"] {
            let content = letters.repeat(3 * PIECE / letters.len() + 1);
            let text = Text::new(content.clone());
            for (at, _) in content.char_indices() {
                assert_eq!(text.code_points(at), content[..at].chars().count(), "{letters} {at}");
            }
            assert_eq!(text.code_points(content.len()), content.chars().count());
        }
    }

    #[test]
    fn words_are_found_to_the_letter_or_folded() {
        let text = Text::new("The “dam” is\nhere. The \"dam\" stands.".to_owned());
        let found = |words: &str| {
            text.find(words, None).iter().map(|found| (found.chars.start, found.chars.end)).collect::<Vec<_>>()
        };
        assert_eq!(found("\"dam\""), [(23, 28)], "to the letter alone");
        assert_eq!(found("is here"), [(10, 17)]);
        assert!(text.has("is here") && !text.has("is there") && !text.has(" "));
    }
}
