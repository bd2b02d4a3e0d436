//! How likely what a check advises on is a mistake.

use serde::Deserialize;

/// How likely what is found is a mistake.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Seldom in vain.
    Likely,
    /// Worth a look.
    Possible,
}

impl Severity {
    /// The severity of that word; None where it is no such word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Likely, Self::Possible].into_iter().find(|severity| severity.word() == word)
    }

    /// As it is printed.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}
