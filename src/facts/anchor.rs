//! Anchoring: from a few words a person typed to their place in the document.
//!
//! With the text at hand, the words are looked for and kept as printed; not found, or found twice,
//! is a fault that shows the candidates. Without it they are taken as typed, with the place that
//! the file gives, if any, and verified when the text comes.

use crate::error::Fault;
use crate::value::passage::{self, Passage};
use crate::value::quotation;

use crate::facts::source::{Cited, Place};
pub use crate::facts::text::Text;

/// An anchor ready to be stored.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Anchor {
    /// `quotation` or `place`.
    pub role: &'static str,
    /// The words as printed, where the text is at hand, else as typed.
    pub exact: Option<String>,
    /// The text around them, where it is at hand.
    pub context: Option<(String, String)>,
    /// Where they stand; None where that is not known yet.
    pub bytes: Option<(i64, i64)>,
    /// The same in code points.
    pub chars: Option<(i64, i64)>,
    /// The sentence, counted from 1.
    pub sentence: Option<i64>,
    /// The sentence in which the words end, where it is another.
    pub last_sentence: Option<i64>,
    /// A page, a cell, a time mark.
    pub locator: Option<String>,
}

/// So many places are told of words that stand in several.
const MOST_PLACES: usize = 5;

/// That a text has no such sentence.
pub(super) fn no_sentence(n: i64, text: Option<&Text>) -> String {
    match text.map(Text::sentence_count) {
        Some(1) => format!("the text has 1 sentence, so there is no sentence {n}"),
        Some(count) => format!("the text has {count} sentences, so there is no sentence {n}"),
        None => format!("sentences count from 1, so there is no sentence {n}"),
    }
}

/// What is wrong with a citation, and the next step.
type Trouble = (String, Option<String>);

impl Anchor {
    /// Makes an anchor of what a facts file cites, against the text where it is at hand.
    ///
    /// # Errors
    ///
    /// The words are not in the text, or are there more than once; or the citation says nothing.
    pub fn new(cited: &Cited, text: Option<&Text>) -> Result<Self, Trouble> {
        let from_words;
        let place = match cited {
            Cited::Place(place) => place,
            Cited::Words(words) => {
                from_words = Place { words: Some(words.clone()), ..Place::default() };
                &from_words
            }
        };
        let (role, words) = match (&place.quote, &place.words) {
            (Some(quote), None) => ("quotation", Some(quote)),
            (None, words) => ("place", words.as_ref()),
            (Some(_), Some(_)) => {
                return Err(("it has both `quote` and `words`".to_owned(), Some("keep one of the two".to_owned())));
            }
        };
        let Some(words) = words else {
            if place.sentence.is_none() && place.locator.is_none() {
                return Err((
                    "it names no place".to_owned(),
                    Some("give words, quote, sentence or locator".to_owned()),
                ));
            }
            let count = text.map_or(i64::MAX, Text::sentence_count);
            if let Some(n) = place.sentence.filter(|n| !(1..=count).contains(n)) {
                return Err((no_sentence(n, text), None));
            }
            let (sentence, locator) = (place.sentence, place.locator.clone());
            return Ok(Self {
                role,
                exact: None,
                context: None,
                bytes: None,
                chars: None,
                sentence,
                last_sentence: None,
                locator,
            });
        };
        if words.trim().is_empty() {
            return Err(("the words are empty".to_owned(), None));
        }
        if place.quote.is_some()
            && let Some(inner) = quotation::without_marks(words.trim())
        {
            let hint = format!("leave them out: {{ quote = \"{inner}\" }}");
            return Err(("the quotation is given with its quotation marks".to_owned(), Some(hint)));
        }
        match text {
            Some(text) => Self::found(role, words, place, text),
            None => Ok(Self::as_typed(role, words, place)),
        }
    }

    fn found(role: &'static str, words: &str, place: &Place, text: &Text) -> Result<Self, Trouble> {
        let starts = |found: &Passage| place.at.is_none_or(|(byte, _)| i64::try_from(found.bytes.start) == Ok(byte));
        let all = text.find(words, place.sentence);
        let fit: Vec<&Passage> = all.iter().filter(|found| starts(found)).collect();
        let chosen = match (fit.as_slice(), place.occurrence) {
            ([], _) => return Err(Self::not_found(words, &text.find(words, None), place, text)),
            (fit, Some(n)) => *fit.get(n.wrapping_sub(1)).ok_or_else(|| {
                let what = format!("`{words}` stands {} times, so there is no occurrence {n}", fit.len());
                (what, None)
            })?,
            ([one], None) => one,
            (several, None) => {
                let place = |(n, found): (usize, &&Passage)| format!("({}) {}", n + 1, text.shown(found));
                let places: Vec<String> = several.iter().enumerate().take(MOST_PLACES).map(place).collect();
                let more = several.len().checked_sub(MOST_PLACES).filter(|more| *more > 0);
                let more = more.map_or_else(String::new, |more| format!("; and {more} more"));
                let what = format!("`{words}` stands {} times: {}{more}", several.len(), places.join("; "));
                return Err((what, Some("cite more words, or add sentence = N or occurrence = N".to_owned())));
            }
        };
        let (before, after) = passage::context(text.content(), &chosen.bytes);
        let sentence = text.sentence_at(chosen.bytes.start);
        let pair =
            |range: &std::ops::Range<usize>| Some((i64::try_from(range.start).ok()?, i64::try_from(range.end).ok()?));
        Ok(Self {
            role,
            exact: Some(text.content()[chosen.bytes.clone()].to_owned()),
            context: Some((before.to_owned(), after.to_owned())),
            bytes: pair(&chosen.bytes),
            chars: pair(&chosen.chars),
            sentence,
            last_sentence: text.sentence_at(chosen.bytes.end.saturating_sub(1)).filter(|last| Some(*last) > sentence),
            locator: place.locator.clone(),
        })
    }

    fn not_found(words: &str, elsewhere: &[Passage], place: &Place, text: &Text) -> Trouble {
        if let Some(n) = place.sentence.filter(|n| !(1..=text.sentence_count()).contains(n)) {
            return (no_sentence(n, Some(text)), None);
        }
        if let Some(found) = elsewhere.first() {
            let asked = place.sentence.map_or_else(|| "that place".to_owned(), |n| format!("sentence {n}"));
            return (format!("`{words}` does not stand in {asked}, but in {}", text.shown(found)), None);
        }
        let near = text.nearest_sentence(words);
        let hint = near.map(|(n, sentence)| format!("the nearest is sentence {n}: {sentence}"));
        (format!("`{words}` is not in the source's text"), hint)
    }

    fn as_typed(role: &'static str, words: &str, place: &Place) -> Self {
        let length = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let ends = |start: i64, count: usize| (start, start + length(count));
        Self {
            role,
            exact: Some(words.to_owned()),
            context: place.prefix.clone().zip(place.suffix.clone()),
            bytes: place.at.map(|(byte, _)| ends(byte, words.len())),
            chars: place.at.map(|(_, character)| ends(character, words.chars().count())),
            sentence: place.sentence,
            last_sentence: None,
            locator: place.locator.clone(),
        }
    }
}

/// A trouble with a citation, as a fault at its place in the file.
#[must_use]
pub fn fault(place: String, (what, hint): Trouble) -> Fault {
    Fault { place, what, hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“We agree,” Arc said. The dam is safe. The dam is high.";

    fn anchor(words: &str) -> Result<Anchor, Trouble> {
        Anchor::new(&Cited::Words(words.to_owned()), Some(&Text::new(TEXT.to_owned())))
    }

    #[test]
    fn words_found_once_are_placed_and_kept_as_printed() {
        let found = anchor("The dam is safe").unwrap();
        assert_eq!((found.bytes, found.chars, found.sentence), (Some((26, 41)), Some((22, 37)), Some(2)));
        assert_eq!(anchor("\"We agree,\" Arc").unwrap().exact.as_deref(), Some("“We agree,” Arc"));
    }

    #[test]
    fn words_found_twice_show_both_places() {
        let (what, hint) = anchor("The dam").unwrap_err();
        assert!(what.contains("2 times") && what.contains("sentence 2") && what.contains("sentence 3"), "{what}");
        assert!(hint.unwrap().contains("occurrence"));
    }

    #[test]
    fn a_sentence_that_is_not_there_and_a_quotation_with_its_marks_are_refused() {
        let text = Text::new(TEXT.to_owned());
        let place = |words: Option<&str>, quote: Option<&str>, sentence| {
            let owned = |text: &str| text.to_owned();
            let place = Place { words: words.map(owned), quote: quote.map(owned), sentence, ..Place::default() };
            Anchor::new(&Cited::Place(place), Some(&text))
        };
        for asked in [place(None, None, Some(99)), place(Some("Arc"), None, Some(99))] {
            assert_eq!(asked.unwrap_err().0, "the text has 3 sentences, so there is no sentence 99");
        }
        assert!(place(None, None, Some(0)).is_err() && place(None, None, Some(3)).is_ok());
        let (what, hint) = place(None, Some("“We agree,”"), None).unwrap_err();
        assert!(what.contains("with its quotation marks") && hint.unwrap().contains("\"We agree,\""), "{what}");
        let found = place(None, Some("We agree,"), None).unwrap();
        assert!(text.is_in_marks(found.bytes.unwrap()) && !text.is_in_marks((26, 41)));
    }

    #[test]
    fn words_that_stand_often_show_the_first_places() {
        let text = Text::new("A dam. ".repeat(9));
        let (what, _) = Anchor::new(&Cited::Words("dam".to_owned()), Some(&text)).unwrap_err();
        assert!(what.contains("(5)") && !what.contains("(6)") && what.ends_with("; and 4 more"), "{what}");
    }

    #[test]
    fn words_not_found_show_the_nearest_sentence() {
        let (what, hint) = anchor("the dam was high").unwrap_err();
        assert!(what.contains("is not in"), "{what}");
        assert_eq!(hint.as_deref(), Some("the nearest is sentence 3: The dam is high."));
    }
}
