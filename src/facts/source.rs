//! The forms of a facts file: how a date, a citation, an amount and the source are written.
//!
//! What each kind of fact may say follows from the schema ([`crate::shape::kind`]); here stands how the
//! values are written that are more than a text or a number.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A date: EDTF (ISO 8601-2), or the words that were printed and what they mean.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(
    untagged,
    expecting = "expected a date such as \"2023-01-17\" or { date = \"2023-01-16\", words = \"on Monday\" }"
)]
pub enum Dated {
    /// EDTF alone.
    Edtf(String),
    /// A date that was worked out from words.
    Words(Words),
}

/// A date that was worked out from words, such as "last week".
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What the words mean, in EDTF
    pub date: String,
    /// The words as printed
    pub words: String,
    /// The day they count from; the day the source was published where left out
    pub from: Option<String>,
}

/// The words behind a date, for a record told first in another file.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Dating {
    /// Which date of the record: date, since, until, attested, as_of, began or ended
    pub field: String,
    /// What the words mean, in EDTF
    pub date: String,
    /// The words as printed
    pub words: String,
    /// The day they count from; the day the source was published where left out
    pub from: Option<String>,
}

/// Where a source says it: a few words as printed, or a place.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(untagged, expecting = "expected words as printed, or a table with words, quote, sentence or locator")]
pub enum Cited {
    /// A few exact words.
    Words(String),
    /// Words with what tells them apart.
    Place(Place),
}

/// A passage of the source.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// A few words as printed, that carry the fact
    pub words: Option<String>,
    /// Words that the source prints as somebody's speech, without the quotation marks
    pub quote: Option<String>,
    /// The sentence they stand in, counted from 1 at the start of the document
    pub sentence: Option<i64>,
    /// Which one, counted from 1, where the words stand more than once
    pub occurrence: Option<usize>,
    /// Where they start: [byte, code point], both counted from 0
    pub at: Option<(i64, i64)>,
    /// A page, a cell, a time mark
    pub locator: Option<String>,
    /// The text before the words, where the source's text is kept
    pub prefix: Option<String>,
    /// The text after the words
    pub suffix: Option<String>,
}

/// An amount of money: as written, or exact.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(
    untagged,
    expecting = "expected an amount such as \"about $3 billion\", or a table with low, high and currency"
)]
pub enum Amount {
    /// As written: "EUR 2.5 billion", "about $3 billion", "nearly two billion euros".
    Written(String),
    /// In minor units.
    Exact(ExactAmount),
}

/// An amount in minor units.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExactAmount {
    /// The least it can be, in minor units (cents)
    pub low: Option<i64>,
    /// The most it can be, in minor units (cents)
    pub high: Option<i64>,
    /// ISO 4217 code
    pub currency: String,
    /// Whether the source says that it is not exact
    #[serde(default)]
    pub approximate: bool,
    /// The words of the source
    pub as_written: Option<String>,
}

/// The document that the facts of this file come from.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Lower-case words joined by hyphens; never changes
    pub key: String,
    /// news-report, press-release, transcript, speech, law, treaty, data-set, standard, web-page or document
    pub kind: String,
    /// As printed
    pub title: Option<String>,
    /// In your words, for a document without a title
    pub description: Option<String>,
    /// Who published it
    pub publisher: Option<String>,
    /// Who wrote it
    pub author: Option<String>,
    /// Where it can be found
    pub url: Option<String>,
    /// BCP 47
    pub language: Option<String>,
    /// Under which it may be used
    pub licence: Option<String>,
    /// EDTF
    pub published: Option<String>,
    /// stated or inferred
    pub published_basis: Option<String>,
    /// How an inferred date was found
    pub published_why: Option<String>,
    /// The day you read it
    pub retrieved_on: Option<String>,
    /// Of the exact bytes, as 64 hexadecimal digits
    pub sha256: Option<String>,
    /// How many bytes it has
    pub bytes: Option<i64>,
    /// How many sentences it has
    pub sentences: Option<i64>,
    /// Whether every sentence is meant to be cited
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_complete: bool,
    /// Whether facts may cite it as a whole, without words, as they may a standard or a data set
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_cited_whole: bool,
    /// independent, derived or unknown
    pub independence: Option<String>,
    /// The key of the source it was made from
    pub derived_from: Option<String>,
    /// quotation, rewrite or translation
    pub derivation: Option<String>,
}

/// What every record may carry beside its own fields; of a citation, what it cites.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Common {
    /// The key, where it was given.
    pub key: Option<String>,
    /// Of a citation: the key of the record that another file tells first.
    pub record: Option<String>,
    /// preferred or deprecated.
    pub rank: Option<String>,
    /// Why it has that rank.
    pub reason: Option<String>,
    /// What a reader must know.
    pub note: Option<String>,
    /// Keys of topics.
    pub topics: Vec<String>,
    /// The words behind its dates.
    pub dates: Vec<Dating>,
    /// The passages that carry it.
    pub cite: Vec<Cited>,
}

/// The fields that every record may have, after its key.
pub const OF_RECORDS: [&str; 6] = ["rank", "reason", "note", "topics", "dates", "cite"];

/// The fields of a citation of a record that another file tells first.
pub const OF_CITATIONS: [&str; 3] = ["record", "dates", "cite"];
