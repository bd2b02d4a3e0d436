//! Names as a text prints them: who is a person, what is a body, and what stands before the name.

use crate::reading::frame::Piece;
use crate::reading::words::Words;
use crate::value::normal::{normal, without_honorifics};

/// Whether a text names somebody: two words with capital letters together, or a title and a name.
pub(super) fn names_another(text: &str, words: &Words) -> bool {
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    pieces.windows(2).any(|two| {
        let plain = two[0].to_lowercase();
        let is_other = words.aside.contains(&plain) || words.stops.contains(&plain) || words.pronouns.contains(&plain);
        is_capital(two[0]) && is_capital(two[1]) && two[0].ends_with(char::is_alphabetic) && !is_other
    })
}

/// Whether a sentence of a text begins with somebody who does something: a word that is no small word of the
/// language, and a verb after it.
pub(super) fn names_alone(text: &str, words: &Words) -> bool {
    let pieces: Vec<&str> = text.split_whitespace().collect();
    pieces.windows(3).any(|three| {
        let (end, first, next) = (three[0], three[1], three[2]);
        let begins = end.ends_with(['.', '!', '?', '”', '"', '“']) && first.starts_with(char::is_uppercase);
        let word = plain(first);
        let lists = [&words.aside, &words.stops, &words.pronouns, &words.begins, &words.opens, &words.things];
        let is_small = lists.iter().any(|list| list.contains(&word)) || words.speakers.contains(&word);
        begins && !is_small && first.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase)
    })
}

/// Words without the article that they begin with.
pub(super) fn without_article(words: &str) -> &str {
    words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words)
}

/// Whether nothing but blanks stands between two pieces.
pub(super) fn is_near(content: &str, one: &Piece, next: &Piece) -> bool {
    content[one.at.end..next.at.start].trim().is_empty()
}

/// A word without the marks around it, in small letters.
pub(super) fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The name of a body in words that name one, and whether it is a part of a government.
pub(super) fn body<'p>(printed: &'p str, words: &Words) -> Option<(&'p str, bool)> {
    let first = without_article(printed.split([',', '(']).next()?.trim());
    let names: Vec<&str> = first.split_whitespace().collect();
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let is_small = |word: &&str| words.of_name.contains::<str>(word);
    let has_body = names.iter().any(|word| words.bodies.contains(&plain(word)) && is_capital(word));
    let is_name = (2..=7).contains(&names.len())
        && names.iter().all(|word| is_capital(word) || is_small(word))
        && names.first().is_some_and(is_capital)
        && names.last().is_some_and(is_capital)
        && !names.iter().any(|word| word.ends_with("’s") || word.ends_with("'s"))
        && !names.iter().any(|word| word.chars().any(|c| c.is_ascii_digit()));
    let is_organ = names.iter().any(|word| words.organs.contains(&plain(word)));
    (is_name && has_body).then_some((first, is_organ))
}

/// The name that is set apart behind what one is called by: "the British prime minister, Keir Starmer, said". Where the
/// words are of somebody else too, "the wife of the prime minister", nobody knows whose name it is.
pub(super) fn apposed<'c>(printed: &str, rest: &'c str, words: &Words) -> Option<&'c str> {
    let called: Vec<String> = printed.split_whitespace().map(plain).collect();
    let is_speaker = |word: &String| words.speakers.contains(word);
    let first = called.iter().position(is_speaker)?;
    let is_article = |word: &String| words.begins.contains(word);
    let is_led = |word: &String| !is_article(word) && (words.aside.contains(word) || words.of_name.contains(word));
    let parted = called.iter().position(is_led).unwrap_or(called.len());
    if parted < first || called[parted..].iter().any(is_speaker) {
        return None;
    }
    let rest = rest.strip_prefix(',')?.strip_prefix(' ')?;
    let end = rest.find(|c: char| !c.is_alphabetic() && !matches!(c, ' ' | '-' | '’' | '\''))?;
    let name = &rest[..end];
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let names: Vec<&str> = name.split(' ').collect();
    let is_whole = (2..=4).contains(&names.len()) && names.iter().all(|word| is_name(word));
    let is_closed = rest[end..].starts_with([',', '.', ';', '\n']);
    (is_whole && is_closed && !names.iter().any(|word| words.speakers.contains(&plain(word)))).then_some(name)
}

/// The name of a person in words that name one, and what stands before it: President | Ada Arc.
pub(super) fn person<'p>(printed: &'p str, words: &Words) -> Option<(&'p str, &'p str)> {
    let first = printed.split([',', '(']).next()?.trim();
    let is_title = |word: &str| without_honorifics(&format!("{} x", normal(word))).is_some();
    // Whatever stands before the last word for an office belongs to the title: Dutch Prime Minister.
    let mut titles = first.split_whitespace();
    let last = titles.rfind(|word| words.speakers.contains(&plain(word)) && !word.ends_with(['’', '\'']));
    let title_end = last.map_or(0, |word| word.as_ptr() as usize - first.as_ptr() as usize + word.len());
    let is_led = first[title_end..].trim_start().starts_with(char::is_uppercase);
    let mut rest = if is_led { first[title_end..].trim_start() } else { first };
    let (mut is_after_of, mut has_noun) = (false, false);
    while let Some(word) = rest.split_whitespace().next() {
        let is_small = word.starts_with(char::is_lowercase);
        let is_before =
            is_small || is_after_of || is_title(word) || words.speakers.contains(&plain(word)) || plain(word) == "the";
        if !is_before {
            break;
        }
        // "Secretary of State": what follows "of" belongs to the title.
        // "A spokesman for Arc" is not Arc.
        if is_small && has_noun && words.aside.contains(word) {
            return None;
        }
        has_noun |= is_small && words.speakers.contains(&plain(word));
        is_after_of = word == "of" && rest.len() < first.len();
        rest = rest[word.len()..].trim_start();
    }
    let rest = rest.split(" of ").next().unwrap_or(rest);
    let before = first.find(rest).map_or("", |at| first[..at].trim());
    let names: Vec<&str> = rest.split_whitespace().collect();
    let is_name = (1..=4).contains(&names.len())
        && names.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && !words.bodies.contains(&plain(word))
                && !words.speakers.contains(&plain(word))
        })
        && !names
            .iter()
            .any(|word| word.ends_with("’s") || word.ends_with("'s") || word.chars().any(|c| c.is_ascii_digit()))
        && names.iter().any(|word| word.chars().any(char::is_lowercase));
    // "The Wall Street" has an article, and a person has none.
    let has_article = before.eq_ignore_ascii_case("the");
    (is_name && !has_article).then_some((rest, before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::words::english;

    #[test]
    fn a_name_set_apart_is_of_who_is_called_so() {
        let name = |printed: &str, rest: &'static str| apposed(printed, rest, english());
        assert_eq!(name("The British prime minister", ", Keir Starmer, warned"), Some("Keir Starmer"));
        assert_eq!(name("the prime minister of Norway", ", Jonas Gahr Arc."), Some("Jonas Gahr Arc"));
        assert_eq!(name("the wife of the prime minister", ", Victoria Arc, said"), None);
        assert_eq!(name("a spokesman for the prime minister", ", Keir Starmer, said"), None);
        assert_eq!(name("the minister", ", Ada Arc and Moses Kato, said"), None);
        assert_eq!(name("the minister", ", Oslo, said"), None);
        assert_eq!(name("Ada Arc", ", Moses Kato, said"), None);
    }
}
