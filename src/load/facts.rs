//! The facts format: what a facts file may say, as types.
//!
//! This is the one place in Rust that names the domain. The JSON Schema that editors complete and
//! check with is made from these types, so a doc comment here is help that a person reads there.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::shape;

/// One or several of something: a list of one may be written without its brackets.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(untagged, expecting = "expected one value or a list")]
pub enum Many<T> {
    // The list first: a table would also be read from a list of as many texts as it has fields.
    /// A list.
    Several(Vec<T>),
    /// Just one.
    One(T),
}

impl<T> Many<T> {
    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        match self {
            Self::One(one) => std::slice::from_ref(one).iter(),
            Self::Several(several) => several.iter(),
        }
    }
}

impl<'a, T> IntoIterator for &'a Many<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

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

/// Somebody who has a part in a record: an entity by any of its names, or more about it.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(untagged, expecting = "expected an entity, or a table with entity, printed or behalf")]
pub enum Part {
    /// The entity.
    Entity(String),
    /// The entity and how it is printed, or only how it is printed.
    Full(FullPart),
}

/// Somebody who has a part, named or not.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FullPart {
    /// The entity, by any of its names; left out for somebody unnamed
    pub entity: Option<String>,
    /// The name as printed
    pub printed: Option<String>,
    /// The entity on whose behalf
    pub behalf: Option<String>,
}

/// Who has which part: `parties.speaker = "Mark Rutte"`.
pub type Parties = BTreeMap<String, Many<Part>>;

/// A name of an entity.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(untagged, expecting = "expected a name, or { text = \"...\", language = \"nl\" }")]
pub enum Named {
    /// The name.
    Text(String),
    /// The name in a language.
    Full(NamedIn),
}

/// A name in a language.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NamedIn {
    /// The name
    pub text: String,
    /// BCP 47, such as `nl` or `uk`
    pub language: String,
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

/// One side of a dispute.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// The record that makes the claim
    pub record: String,
    /// What it claims, in your words
    pub claim: String,
    /// Exact words of one of the record's anchors that make the claim
    pub words: Option<String>,
    /// The source they stand in; this file's where left out
    pub source: Option<String>,
    /// Whether this side is preferred
    #[serde(default)]
    pub preferred: bool,
}

/// What a data set computed of a record.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// cameo or plover
    pub scheme: String,
    /// The scheme's code, zeros kept
    pub code: String,
    /// What refines the code
    pub mode: Option<String>,
    /// Goldstein scale, -10 to 10
    pub intensity: Option<f64>,
    /// Tone of the wording, -100 to 100
    pub tone: Option<f64>,
    /// How often it was mentioned
    pub mentions: Option<i64>,
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

/// A currency of ISO 4217.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// Three capital letters
    pub code: String,
    /// Three digits
    pub number: Option<String>,
    /// What it is called
    pub name: String,
    /// Digits after the point
    pub minor_unit: Option<i64>,
}

/// A way in which two entities can be related.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Predicate {
    /// Lower-case words joined by hyphens
    pub key: String,
    /// Read from subject to object
    pub label: String,
    /// Read from object to subject
    pub inverse: String,
}

/// Something that records are about.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Lower-case words joined by hyphens
    pub key: String,
    /// What it is called
    pub label: String,
    /// The key of the topic above it
    pub parent: Option<String>,
    /// The codes that outside schemes have for it
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notations: BTreeMap<String, Many<String>>,
}

/// What every record may carry.
#[derive(Clone, Copy, Debug)]
pub struct Common<'a> {
    /// The key, where it was given.
    pub key: Option<&'a str>,
    /// preferred or deprecated.
    pub rank: Option<&'a str>,
    /// Why it has that rank.
    pub reason: Option<&'a str>,
    /// What a reader must know.
    pub note: Option<&'a str>,
    /// Keys of topics.
    pub topics: &'a [String],
    /// The words behind its dates.
    pub dates: &'a [Dating],
    /// The passages that carry it.
    pub cite: &'a [Cited],
}

/// A kind of record, with the fields that every record has.
macro_rules! record {
    ($(#[$about:meta])* $name:ident { $($(#[$field_about:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Lower-case words joined by hyphens; made from the source and the first words where left out
            pub key: Option<String>,
            $($(#[$field_about])* pub $field: $type,)*
            /// preferred or deprecated; left out it is normal
            pub rank: Option<String>,
            /// Why it is preferred or deprecated
            pub reason: Option<String>,
            /// What a reader must know, in your words
            pub note: Option<String>,
            /// Keys of topics
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub topics: Vec<String>,
            /// More words behind its dates
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub dates: Vec<Dating>,
            /// The passages of the source that carry it
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub cite: Vec<Cited>,
        }

        impl $name {
            /// What it carries as every record may.
            #[must_use]
            pub fn common(&self) -> Common<'_> {
                Common {
                    key: self.key.as_deref(),
                    rank: self.rank.as_deref(),
                    reason: self.reason.as_deref(),
                    note: self.note.as_deref(),
                    topics: &self.topics,
                    dates: &self.dates,
                    cite: &self.cite,
                }
            }
        }
    };
}

record! {
    /// A person, a country, an organization, an office, a medium, a place.
    Entity {
        /// person, country, region, place, organization, government, company, office, group, medium, work or asset
        kind: String,
        /// The name it is shown by
        name: String,
        /// Other names by kind: alias, acronym, demonym, metonym, former, misspelling
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        names: BTreeMap<String, Many<Named>>,
        /// What outside schemes call it: iso-3166-1-alpha-2 = "NL"
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        identifiers: BTreeMap<String, Many<String>>,
        /// What it is, in your words
        description: Option<String>,
        /// Born, founded
        began: Option<Dated>,
        /// Died, dissolved
        ended: Option<Dated>,
    }
}

record! {
    /// Two entities and how they are related; holding an office is one.
    Relation {
        /// The entity it starts from
        subject: String,
        /// The key of a predicate
        predicate: String,
        /// The entity it leads to
        object: String,
        /// The share of an ownership, as printed
        share: Option<String>,
        /// Only where the source says so
        since: Option<Dated>,
        /// Only where the source says so
        until: Option<Dated>,
        /// The days a mention is about
        attested: Option<Dated>,
    }
}

record! {
    /// Something that happened, goes on, is planned or was called off.
    Event {
        /// meeting, visit, call, negotiation, summit, measure, attack, ...
        #[serde(rename = "type")]
        type_: String,
        /// In your words
        title: Option<String>,
        /// planned, ongoing, occurred or cancelled
        status: String,
        /// When
        date: Option<Dated>,
        /// The entity it took place at
        place: Option<String>,
        /// The key of the event it is part of
        part_of: Option<String>,
        /// The key of the event before it in a series
        follows: Option<String>,
        /// Who had which part: host, guest, participant, actor, target, victim, mediator
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        parties: Parties,
        /// What a data set computed of it
        coding: Option<Coding>,
    }
}

record! {
    /// A number that the source gives about a record.
    Figure {
        /// The key of the record
        about: String,
        /// What is counted: dead, missing, duration
        measure: String,
        /// The least it can be, in whole units
        low: Option<i64>,
        /// What the source holds to be right
        best: Option<i64>,
        /// The most it can be
        high: Option<i64>,
        /// people, months, ...
        unit: String,
        /// The words of the source
        as_written: String,
        /// Whether the source says that it is not exact
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        approximate: bool,
        /// The day it was true
        as_of: Option<Dated>,
    }
}

record! {
    /// One speech act, however many sources print it.
    Statement {
        /// says, argues, calls on, praises, ...
        verb: String,
        /// direct, direct-marks-lost, indirect, fragment or narration
        form: String,
        /// What is said, in your words
        gist: String,
        /// How its speaker is known: stated, inferred or unknown
        speaker_basis: String,
        /// How an inferred speaker was found
        speaker_why: Option<String>,
        /// The entity it was made through
        medium: Option<String>,
        /// The key of the event at which it was made
        occasion: Option<String>,
        /// When
        date: Option<Dated>,
        /// The key of the statement that reports it
        told_in: Option<String>,
        /// The key of the statement it answers
        responds_to: Option<String>,
        /// The key of the statement it carries on
        continues: Option<String>,
        /// Who speaks and to whom: speaker, addressee
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        parties: Parties,
        /// Keys of the records it claims
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        asserts: Vec<String>,
        /// Keys of the records it denies
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        denies: Vec<String>,
        /// Keys of the records it doubts
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        questions: Vec<String>,
    }
}

record! {
    /// A promise; how much and how far are its stages.
    Pledge {
        /// aid or undertaking
        kind: String,
        /// In your words
        title: String,
        /// What it is for
        purpose: Option<String>,
        /// military, humanitarian, financial, development or other
        sector: Option<String>,
        /// Who promises what to whom: donor, recipient, promiser, promisee, implementer
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        parties: Parties,
    }
}

record! {
    /// What a source says a pledge had come to.
    Stage {
        /// The key of the pledge
        pledge: String,
        /// pledged, committed, allocated, disbursed, delivered or withdrawn
        stage: String,
        /// IATI transaction type code
        notation: Option<String>,
        /// When
        date: Option<Dated>,
        /// How much; left out where the source does not say
        money: Option<Amount>,
        /// The words of the source where they give no amount, such as "not disclosed"
        as_written: Option<String>,
        /// increment, or total: all so far
        extent: Option<String>,
        /// The key of the stage it comes on top of
        additional_to: Option<String>,
        /// The key of the stage it is included in
        part_of: Option<String>,
    }
}

record! {
    /// An amount of a stage in another currency, as somebody converted it.
    Conversion {
        /// The key of the stage
        stage: String,
        /// The converted amount
        money: Amount,
        /// Units of the new currency for one of the old, as decimal text
        rate: Option<String>,
        /// The day of the rate
        rate_on: Option<String>,
    }
}

record! {
    /// Where sources or statements disagree.
    Dispute {
        /// contradiction, revision, degree, scope or wording
        kind: String,
        /// What they disagree on, as a question
        question: String,
        /// Why a side is preferred, or why none is
        why: String,
        /// Two or more
        sides: Vec<Side>,
    }
}

/// A citation of a record that another file tells first.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    /// The key of the record
    pub record: String,
    /// More words behind its dates
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Dating>,
    /// The passages of this file's source that carry it
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cited>,
}

/// One table of a facts file.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // each is documented at its type
pub enum Fact {
    Currency(Currency),
    Predicate(Predicate),
    Topic(Topic),
    Entity(Entity),
    Relation(Relation),
    Event(Event),
    Figure(Figure),
    Statement(Statement),
    Pledge(Pledge),
    Stage(Stage),
    Conversion(Conversion),
    Dispute(Dispute),
    Cite(Cite),
}

impl Fact {
    /// The kind of record it is, and what it carries as every record may; None for words and
    /// citations.
    #[must_use]
    pub fn record(&self) -> Option<(&'static str, Common<'_>)> {
        Some(match self {
            Self::Entity(fact) => ("entity", fact.common()),
            Self::Relation(fact) => ("relation", fact.common()),
            Self::Event(fact) => ("event", fact.common()),
            Self::Figure(fact) => ("figure", fact.common()),
            Self::Statement(fact) => ("statement", fact.common()),
            Self::Pledge(fact) => ("pledge", fact.common()),
            Self::Stage(fact) => ("stage", fact.common()),
            Self::Conversion(fact) => ("conversion", fact.common()),
            Self::Dispute(fact) => ("dispute", fact.common()),
            Self::Currency(_) | Self::Predicate(_) | Self::Topic(_) | Self::Cite(_) => return None,
        })
    }
}

/// A facts file: one source and the facts it carries.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Facts {
    /// The document that the facts come from
    pub source: Option<Source>,
    /// Currencies
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub currency: Vec<Currency>,
    /// Ways in which entities can be related
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub predicate: Vec<Predicate>,
    /// What records are about
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topic: Vec<Topic>,
    /// Who and what
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entity: Vec<Entity>,
    /// How they are related
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relation: Vec<Relation>,
    /// What happened
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub event: Vec<Event>,
    /// Numbers given about records
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figure: Vec<Figure>,
    /// Who said what
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statement: Vec<Statement>,
    /// What was promised
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pledge: Vec<Pledge>,
    /// How far it came
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stage: Vec<Stage>,
    /// Amounts in other currencies
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conversion: Vec<Conversion>,
    /// Where sources disagree
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dispute: Vec<Dispute>,
    /// Citations of records that another file tells first
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<Cite>,
}

/// The JSON Schema of facts files, in which every closed list has its words, as the shape has them.
#[must_use]
pub fn json_schema() -> String {
    let mut schema = schemars::schema_for!(Facts).to_value();
    for table in shape::own().iter().filter(|table| !table.is_view) {
        // A kind of fact is called as its table is, with a capital.
        let mut name = table.name.clone();
        name[..1].make_ascii_uppercase();
        let Some(properties) = schema.pointer_mut(&format!("/$defs/{name}/properties")).and_then(Value::as_object_mut)
        else {
            continue;
        };
        for column in table.columns.iter().filter(|column| !column.words.is_empty()) {
            if let Some(property) = properties.get_mut(&column.name).and_then(Value::as_object_mut) {
                property.insert("enum".to_owned(), words(&column.words, property.get("type")));
            }
        }
        // Lists that go by a word: names by their kind, parties by their role.
        for (field, other, by) in [("names", "name", "kind"), ("parties", "party", "role")] {
            let words_of = shape::own().iter().find(|known| known.name == other).and_then(|known| known.column(by));
            if let (Some(property), Some(column)) = (properties.get_mut(field).and_then(Value::as_object_mut), words_of)
            {
                property.insert("propertyNames".to_owned(), serde_json::json!({ "enum": words(&column.words, None) }));
            }
        }
    }
    serde_json::to_string_pretty(&schema).unwrap_or_else(|_| unreachable!("a JSON value is JSON"))
}

/// The words of a list, and null where the field may be left out.
fn words(words: &[shape::Word], kind: Option<&Value>) -> Value {
    let mut list: Vec<Value> = words.iter().map(|word| word.word.clone().into()).collect();
    if kind.is_some_and(Value::is_array) {
        list.push(Value::Null);
    }
    list.into()
}
