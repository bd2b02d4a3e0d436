//! What stands around an amount or a name in its clause, and makes another of it.

use crate::reading::doing::words::Words;

/// What joins a name to another.
const JOINTS: [&str; 12] = ["and", "or", "en", "und", "sowie", "et", "ou", "y", "e", "o", "і", "та"];

/// Between a number and the whole that it is a part of: 120 of the 200 million.
const PARTS: [&str; 12] = ["of", "the", "out", "von", "den", "van", "de", "des", "los", "las", "sur", "der"];

/// Where a clause ends: before a comma that parts no digits, or a heavier mark.
pub(super) fn clause_end(rest: &str) -> Option<usize> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_end = |(at, c): &(usize, char)| match c {
        ',' => !(is_digit(rest[..*at].chars().next_back()) && is_digit(rest[at + 1..].chars().next())),
        ';' | '\u{2014}' => true,
        _ => false,
    };
    rest.char_indices().find(is_end).map(|(at, _)| at)
}

/// Whether what stands before or behind an amount makes another of it: a half of it, so much a year, so much less than
/// others; or its own number goes on.
pub(super) fn is_another(words: &Words, (before, after): (&str, &str)) -> bool {
    let mut next = after.chars();
    let goes_on = match (next.next(), next.next()) {
        (Some(c), _) if c.is_alphanumeric() || c == '-' || c == '%' => true,
        (Some('.' | ','), Some(c)) => c.is_ascii_digit(),
        _ => false,
    };
    let plain = |text: &str| {
        let is_between = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-');
        let plain: Vec<String> =
            text.split(is_between).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        format!(" {} ", plain.join(" "))
    };
    // A sign is no word.
    let is_part = before.contains('%') || is_of_a_whole(before);
    let (before, after) = (plain(before), plain(after));
    let has = |text: &String| words.elsewise.iter().any(|phrase| text.contains(&format!(" {phrase} ")));
    let is_others = after.split_whitespace().next().is_some_and(|word| words.nationals.contains(word));
    goes_on || is_part || has(&before) || has(&after) || is_others
}

/// Whether what stands before an amount says that it is the whole of which a part was given.
fn is_of_a_whole(before: &str) -> bool {
    let mut words = before.split_whitespace().rev().skip_while(|word| !PARTS.contains(word)).peekable();
    let is_parted =
        words.peek().is_some() && before.split_whitespace().next_back().is_some_and(|word| PARTS.contains(&word));
    is_parted
        && words.find(|word| !PARTS.contains(word)).is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a name is that of somebody's, or of one of several: Ukraine's neighbours, Ukraine and Moldova.
pub(super) fn goes_on(name: &str, after: &str) -> bool {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let is_small = |word: &&str| word.starts_with(char::is_lowercase) && word.chars().count() <= 4;
    let mut words = after.split_whitespace();
    let is_list = after.starts_with(", ") && {
        // "to Ukraine, Moldova and Georgia"; "to Ukraine, Kyiv said" names nobody else.
        let mut rest = words
            .clone()
            .skip_while(|word| *word == ",")
            .skip_while(is_small)
            .skip_while(|word| capital(word) && !word.ends_with(','));
        rest.next().is_some_and(|word| JOINTS.contains(&word) || (capital(&word) && word.ends_with(',')))
    };
    let is_joint = after.starts_with(char::is_whitespace)
        && words.next().is_some_and(|word| JOINTS.contains(&word))
        && words.find(|word| !is_small(word)).is_some_and(|word| capital(&word));
    let is_owner = ["'s", "’s"].iter().any(|mark| name.ends_with(mark) || after.starts_with(mark));
    is_owner || is_joint || is_list
}
