//! Keys: the names rows go by, such as `dnipro-attack-2023-01-14`.
//!
//! A person picks a key once and it never changes, so that a citation made today still points
//! somewhere in ten years.

use std::fmt;
use std::str::FromStr;

use deunicode::deunicode;

use crate::error::Error;

/// Words of lower-case letters and digits, joined by single hyphens.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Key(String);

impl Key {
    /// Makes a key out of any text: its letters and digits in lower case, hyphens between words.
    ///
    /// At most `most` bytes long, cut between words. None where the text has no letter or digit.
    #[must_use]
    pub fn from_text(text: &str, most: usize) -> Option<Self> {
        let plain = deunicode(text).to_ascii_lowercase().replace('\'', "");
        let mut key = String::new();
        for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
            if key.is_empty() {
                key.push_str(&word[..word.len().min(most)]);
            } else if key.len() + 1 + word.len() <= most {
                key.push('-');
                key.push_str(word);
            } else {
                break;
            }
        }
        (!key.is_empty()).then_some(Self(key))
    }

    /// The same, where two texts that are cut are told apart: what is cut off is told by eight letters of its hash.
    #[must_use]
    pub fn from_whole_text(text: &str, most: usize) -> Option<Self> {
        let whole = Self::from_text(text, usize::MAX)?;
        if whole.0.len() <= most {
            return Some(whole);
        }
        let hash = super::hash::sha256(whole.0.as_bytes());
        let cut = Self::from_text(text, most.saturating_sub(9))?;
        Some(Self(format!("{}-{}", cut.0, &hash[..8])))
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Key {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_plain);
        let sound = text.split('-').all(is_word);
        sound.then(|| Self(text.to_owned())).ok_or_else(|| Error::BadKey(text.to_owned()))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_join_words_and_nothing_else() {
        let ok = |text: &str| text.parse::<Key>().is_ok();
        assert!(ok("arcadia") && ok("arcadia-2020-dam"));
        assert!(!ok("") && !ok("-arcadia") && !ok("arcadia--dam") && !ok("Arcadia"));
    }

    #[test]
    fn any_text_makes_a_key_cut_between_words() {
        let key = |text, most| Key::from_text(text, most).map(|k| k.to_string());
        assert_eq!(key("Côte d’Ivoire", 40).as_deref(), Some("cote-divoire"));
        assert_eq!(key("about $3 billion more", 12).as_deref(), Some("about-3"));
        assert_eq!(key("…!", 40), None);
    }
}
