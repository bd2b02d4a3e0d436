//! The words by which reports tell what somebody said.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

/// The words of a language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    small: Vec<String>,
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
    bodies: Vec<String>,
    organs: Vec<String>,
    tells: Vec<String>,
    objects: Vec<String>,
    begins: Vec<String>,
    of_name: Vec<String>,
    joins: Vec<String>,
    denied: Vec<String>,
    unwilling: Vec<String>,
    leads: Vec<String>,
    supposed: Vec<String>,
    supposing: Vec<String>,
    heard: Vec<String>,
    teller: Vec<String>,
    asking: Vec<String>,
    #[serde(default)]
    elided: Vec<String>,
    #[serde(default)]
    articles: Vec<String>,
    #[serde(default)]
    addressed: Vec<String>,
}

/// The words of a language, to be asked for.
#[derive(Debug)]
pub struct Words {
    /// The commonest small words, by which its texts are known.
    small: HashSet<String>,
    /// Verbs of saying.
    pub says: HashSet<String>,
    /// Those that take what was said right after them.
    pub plain: HashSet<String>,
    /// In this form the one who does something else says it too.
    pub while_doing: HashSet<String>,
    /// Words that lose their vowel before a name and are joined to it by an apostrophe: l'Ukraine.
    pub elided: Vec<String>,
    /// Before one who is spoken to or likened to, and does not speak: "zu Selenskyj sagte Biden".
    pub addressed: HashSet<String>,
    /// Before a name, and no part of it: la France.
    pub articles: Vec<String>,
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
    /// In the names of bodies.
    pub bodies: HashSet<String>,
    /// Those of them that are a part of a government.
    pub organs: HashSet<String>,
    /// Verbs that say first to whom.
    pub tells: HashSet<String>,
    /// To whom, where that is no name.
    pub objects: HashSet<String>,
    /// What a name may begin with.
    pub begins: HashSet<String>,
    /// Small words within a name.
    pub of_name: HashSet<String>,
    /// What joins two verbs of one speaker.
    pub joins: HashSet<String>,
    /// Before the verb, where it is told that nothing was said.
    pub denied: HashSet<String>,
    /// Verbs that rule a verb of saying and deny it: refused to say.
    pub unwilling: HashSet<String>,
    /// Between such a verb and the verb of saying.
    pub leads: HashSet<String>,
    /// Between a speaker and the verb, where it is not certain that it was said.
    pub supposed: HashSet<String>,
    /// At the head of a clause, that it is only supposed.
    pub supposing: HashSet<String>,
    /// Before a verb by which one is told something, and says nothing.
    pub heard: HashSet<String>,
    /// Before the one who told it.
    pub teller: HashSet<String>,
    /// At the head of a question.
    pub asking: HashSet<String>,
    /// Verbs by their forms, as one says them of somebody now: said, says.
    present: HashMap<String, String>,
}

/// The words of English.
#[must_use]
pub fn english() -> &'static Words {
    of("en")
}

/// The words of the language of a text.
#[must_use]
pub fn of_text(text: &str, language: Option<&str>) -> &'static Words {
    of(language_of(text, language))
}

/// The language of a text, of those that have words here, as a BCP 47 code: the one that is told, else the one
/// whose small words the text has most of.
#[must_use]
pub fn language_of(text: &str, language: Option<&str>) -> &'static str {
    let base = language.and_then(|language| language.split(['-', '_']).next());
    if let Some((code, _)) = all().iter().find(|(code, _)| Some(*code) == base) {
        return code;
    }
    let plain: Vec<String> = text.split(|c: char| !c.is_alphabetic()).take(2_000).map(str::to_lowercase).collect();
    let count = |words: &Words| {
        plain
            .iter()
            .filter(|word| {
                [&words.small, &words.stops, &words.pronouns, &words.says].iter().any(|list| list.contains(*word))
            })
            .count()
    };
    // Of as many, the first: English.
    all().iter().rev().max_by_key(|(_, words)| count(words)).map_or("en", |(code, _)| code)
}

/// The languages that have words here, BCP 47.
pub fn codes() -> impl Iterator<Item = &'static str> {
    all().iter().map(|(code, _)| *code)
}

/// The words of a language that has words here, by its code.
#[must_use]
pub fn of(code: &str) -> &'static Words {
    let found = all().iter().find(|(known, _)| *known == code);
    found.map_or_else(|| unreachable!("English has its words"), |(_, words)| words)
}

/// The words of every language, by its BCP 47 code, English first.
fn all() -> &'static [(&'static str, Words)] {
    static ALL: OnceLock<Vec<(&'static str, Words)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let files = [
            ("en", include_str!("../../seed/reading/speech/en.toml")),
            ("nl", include_str!("../../seed/reading/speech/nl.toml")),
            ("de", include_str!("../../seed/reading/speech/de.toml")),
            ("fr", include_str!("../../seed/reading/speech/fr.toml")),
            ("es", include_str!("../../seed/reading/speech/es.toml")),
            ("uk", include_str!("../../seed/reading/speech/uk.toml")),
        ];
        let read = |(code, text): (&'static str, &str)| {
            let Ok(file) = toml::from_str(text) else {
                unreachable!("the words of seed/reading are sound, as every test shows")
            };
            (code, Words::new(file))
        };
        files.into_iter().map(read).collect()
    })
}

impl Words {
    fn new(file: File) -> Self {
        let mut present = HashMap::new();
        for forms in &file.says {
            let forms: Vec<&str> = forms.split(' ').collect();
            let now = forms.iter().find(|form| form.ends_with('s')).or(forms.first());
            present.extend(
                forms
                    .iter()
                    .zip(std::iter::repeat(now))
                    .filter_map(|(form, now)| Some(((*form).to_owned(), (*now?).to_owned()))),
            );
        }
        let set = |list: Vec<String>| list.into_iter().collect::<HashSet<_>>();
        Self {
            small: set(file.small),
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
            elided: file.elided,
            articles: file.articles,
            addressed: set(file.addressed),
            things: set(file.things),
            bodies: set(file.bodies),
            organs: set(file.organs),
            tells: set(file.tells),
            objects: set(file.objects),
            begins: set(file.begins),
            of_name: set(file.of_name),
            joins: set(file.joins),
            denied: set(file.denied),
            unwilling: set(file.unwilling),
            leads: set(file.leads),
            supposed: set(file.supposed),
            supposing: set(file.supposing),
            heard: set(file.heard),
            teller: set(file.teller),
            asking: set(file.asking),
            present,
        }
    }

    /// How long the elided word with its apostrophe is that stands before a name.
    #[must_use]
    pub fn elision(&self, word: &str) -> Option<usize> {
        let (at, mark) = word.char_indices().find(|(_, c)| matches!(c, '\'' | '’'))?;
        let end = at + mark.len_utf8();
        let is_elided = self.elided.contains(&word[..at].to_lowercase());
        (is_elided && word[end..].starts_with(char::is_uppercase)).then_some(end)
    }

    /// A name without the article before it, if it has one.
    #[must_use]
    pub fn without_article<'n>(&self, name: &'n str) -> Option<&'n str> {
        let (article, rest) = name.split_once([' ', '\'', '’'])?;
        self.articles.contains(&article.to_lowercase()).then_some(rest)
    }

    /// A verb as one says it of somebody now; None of what is none.
    #[must_use]
    pub fn present(&self, form: &str) -> Option<&str> {
        let form = form.to_lowercase();
        let doing = form.strip_suffix("ing").map(|stem| [format!("{stem}s"), format!("{stem}es")]);
        self.present.get(&form).map(String::as_str).or_else(|| {
            let stems = doing?;
            self.present.values().find(|now| stems.contains(now)).map(String::as_str)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_a_sentence_is_known_by_its_small_words() {
        for (text, code) in [
            ("Emmanuel Macron met Olaf Scholz in Paris on Monday.", "en"),
            ("Norway gave Moldova 5 million euros.", "en"),
            ("Emmanuel Macron ontmoette Olaf Scholz maandag in Parijs.", "nl"),
            ("Mark Rutte sprak met Joe Biden over de dijk.", "nl"),
            ("Emmanuel Macron traf Olaf Scholz am Montag in Paris.", "de"),
            ("Emmanuel Macron a rencontré Olaf Scholz lundi à Paris.", "fr"),
            ("Pedro Sánchez se reunió con Olaf Scholz el lunes en Berlín.", "es"),
            ("Еммануель Макрон зустрівся з Олафом Шольцом у Парижі.", "uk"),
        ] {
            assert_eq!(language_of(text, None), code, "{text}");
        }
        assert_eq!(language_of("Wij zijn hier.", Some("en-GB")), "en", "who says it is believed");
    }
}
