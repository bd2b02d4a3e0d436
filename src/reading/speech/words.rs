//! The words by which reports tell what somebody said.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde::Deserialize;

/// The words of a language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    says: Vec<String>,
    plain: Vec<String>,
    while_doing: Vec<String>,
    within: Vec<String>,
    stops: Vec<String>,
    whose: Vec<String>,
    never: Vec<String>,
    aside: Vec<String>,
    opens: Vec<String>,
    according: Vec<String>,
    pronouns: Vec<String>,
    speakers: Vec<String>,
    distant: Vec<String>,
    likens: Vec<String>,
    things: Vec<String>,
}

/// The words of a language, to be asked for.
#[derive(Debug)]
pub struct Words {
    /// Verbs of saying.
    pub says: HashSet<String>,
    /// Those that take what was said right after them.
    pub plain: HashSet<String>,
    /// In this form the one who does something else says it too.
    pub while_doing: HashSet<String>,
    /// Between a speaker and the verb.
    pub within: HashSet<String>,
    /// Where a speaker ends to the left.
    pub stops: HashSet<String>,
    /// "who", whose verb is that of the one before.
    pub whose: HashSet<String>,
    /// That nothing was said.
    pub never: HashSet<String>,
    /// Between the verb and what was said.
    pub aside: HashSet<String>,
    /// What opens what was said.
    pub opens: HashSet<String>,
    /// Sayings without a verb.
    pub according: Vec<Vec<String>>,
    /// Words for one who was named before.
    pub pronouns: HashSet<String>,
    /// What people who speak are called by.
    pub speakers: HashSet<String>,
    /// Before words in marks that nobody says.
    pub distant: HashSet<String>,
    /// Before words in marks that somebody is called.
    pub likens: HashSet<String>,
    /// Before a word that is a thing and no verb.
    pub things: HashSet<String>,
}

/// The words of English.
pub fn english() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let Ok(file) = toml::from_str(include_str!("../../../seed/reading/speech/en.toml")) else {
            unreachable!("the words of seed/reading are sound, as every test shows")
        };
        Words::new(file)
    })
}

impl Words {
    fn new(file: File) -> Self {
        let set = |list: Vec<String>| list.into_iter().collect::<HashSet<_>>();
        Self {
            says: file.says.iter().flat_map(|forms| forms.split(' ')).map(str::to_owned).collect(),
            plain: set(file.plain),
            while_doing: set(file.while_doing),
            within: set(file.within),
            stops: set(file.stops),
            whose: set(file.whose),
            never: set(file.never),
            aside: set(file.aside),
            opens: set(file.opens),
            according: file.according.iter().map(|phrase| phrase.split(' ').map(str::to_owned).collect()).collect(),
            pronouns: set(file.pronouns),
            speakers: set(file.speakers),
            distant: set(file.distant),
            likens: set(file.likens),
            things: set(file.things),
        }
    }
}
