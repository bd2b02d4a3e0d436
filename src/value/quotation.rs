//! Quotations: the words of a text that stand in quotation marks.
//!
//! Marks differ by language and by house: “ ”, „ “, „ ”, « », » «, ‹ ›, ‘ ’, 「 」, 『 』 and the straight
//! ones, of which it must be told which opens. What stands in marks within a quotation belongs to
//! it. A quotation that goes on in the next paragraph is left open there and opened again here, so a
//! mark that opens a paragraph closes nothing. A mark without its partner is none.

use std::ops::Range;

/// Marks that open, with all that may close them.
const PAIRS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('„', &['“', '”']),
    ('‟', &['”']),
    ('«', &['»']),
    ('»', &['«']),
    ('‹', &['›']),
    ('›', &['‹']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('「', &['」']),
    ('『', &['』']),
    ('"', &['"']),
    ('\'', &['\'']),
];

/// Marks that are apostrophes too.
const APOSTROPHES: [char; 2] = ['’', '\''];

/// The most code points that one quotation has: a mark that is lost is looked for no further.
const LONGEST: usize = 6_000;

/// The byte ranges of the words in quotation marks, without the marks and the white space inside
/// them, in the order of the text; none lies within another.
#[must_use]
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some((_, closing)) = PAIRS.iter().find(|(open, _)| *open == chars[at].1).filter(|_| opens(&chars, at))
        else {
            at += 1;
            continue;
        };
        match close_of(&chars, at, closing) {
            Some(end) => {
                found.extend(trimmed(text, chars[at].0 + chars[at].1.len_utf8()..chars[end].0));
                at = end + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// Words without the quotation marks that they are given in; None where they are given in none.
#[must_use]
pub fn without_marks(words: &str) -> Option<&str> {
    let is_pair = |open: &char| !APOSTROPHES.contains(open);
    let (_, inner) = PAIRS.iter().filter(|(open, _)| is_pair(open)).find_map(|(open, closing)| {
        let inner = words.strip_prefix(*open)?;
        Some((open, closing.iter().find_map(|close| inner.strip_suffix(*close))?))
    })?;
    (!inner.is_empty()).then_some(inner)
}

/// Whether the mark here opens: what closes in one language opens in another.
fn opens(chars: &[(usize, char)], at: usize) -> bool {
    let mark = chars[at].1;
    let before = at.checked_sub(1).map(|n| chars[n].1);
    let after = chars.get(at + 1).map(|(_, c)| *c);
    let is_apart = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | ':' | '/'))
        || before.is_some_and(|c| PAIRS.iter().any(|(open, _)| *open == c && !APOSTROPHES.contains(&c)));
    match mark {
        '"' | '»' | '›' => is_apart && after.is_some_and(|c| !c.is_whitespace()),
        '\'' | '‘' => is_apart && after.is_some_and(char::is_alphanumeric),
        _ => true,
    }
}

/// Where the quotation that is opened here closes.
fn close_of(chars: &[(usize, char)], open: usize, closing: &[char]) -> Option<usize> {
    let mark = chars[open].1;
    let is_single = closing.iter().any(|c| APOSTROPHES.contains(c));
    let (mut depth, mut doubtful) = (0_usize, None);
    let mut at = open + 1;
    while at < chars.len().min(open + LONGEST) {
        let c = chars[at].1;
        if let Some(next) = paragraph_after(chars, at) {
            // An apostrophe is never left open over a paragraph; other marks are, if the next opens with one.
            if is_single || mark == '「' || chars.get(next)?.1 != mark {
                return doubtful;
            }
            (at, depth) = (next + 1, 0);
            continue;
        }
        if closing.contains(&c) && (mark != '"' || !opens(chars, at) || next_is_blank(chars, at)) {
            match (depth, is_single) {
                (0, false) => return Some(at),
                (0, true) => match apostrophe(chars, at) {
                    Apostrophe::Closes => return Some(at),
                    Apostrophe::MayClose => doubtful = doubtful.or(Some(at)),
                    Apostrophe::Within => {}
                },
                _ => depth -= 1,
            }
        } else if c == mark && mark != '"' && !is_single && !closing.contains(&mark) {
            depth += 1;
        } else if c == mark && is_single && doubtful.is_some() && opens(chars, at) {
            return doubtful;
        }
        at += 1;
    }
    doubtful
}

/// Where the next paragraph begins, if this one ends here: an empty line, or a line that begins
/// with a mark that opens.
fn paragraph_after(chars: &[(usize, char)], at: usize) -> Option<usize> {
    if chars[at].1 != '\n' {
        return None;
    }
    let rest = chars[at + 1..].iter().position(|(_, c)| !c.is_whitespace());
    let next = rest.map_or(chars.len(), |n| at + 1 + n);
    let lines = chars[at..next].iter().filter(|(_, c)| *c == '\n').count();
    let is_opened = chars.get(next).is_some_and(|(_, c)| PAIRS.iter().any(|(open, _)| open == c));
    (lines > 1 || next == chars.len() || is_opened).then_some(next)
}

fn next_is_blank(chars: &[(usize, char)], at: usize) -> bool {
    chars.get(at + 1).is_none_or(|(_, c)| !c.is_alphanumeric())
}

/// What an apostrophe may be.
enum Apostrophe {
    /// After a mark that ends words, before none: it closes.
    Closes,
    /// At the end of a word: it closes, or shows that a word ends in s.
    MayClose,
    /// In a word, or before one.
    Within,
}

fn apostrophe(chars: &[(usize, char)], at: usize) -> Apostrophe {
    let before = chars[at - 1].1;
    if !next_is_blank(chars, at) || before.is_whitespace() {
        return Apostrophe::Within;
    }
    if before.is_alphanumeric() {
        return if matches!(before, 's' | 'S' | 'n') { Apostrophe::MayClose } else { Apostrophe::Closes };
    }
    Apostrophe::Closes
}

/// A range without the white space at its ends; None where nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.end - (piece.len() - piece.trim_end().len());
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn marks_of_all_houses_are_read() {
        assert_eq!(
            found("“We will build it. Nobody will be dry,” Arc said."),
            ["We will build it. Nobody will be dry,"]
        );
        assert_eq!(found("„Wij bouwen”, zei Arc. „Wir bauen“, sagte er."), ["Wij bouwen", "Wir bauen"]);
        assert_eq!(found("« Nous bâtirons », dit Arc. »Wir bauen«, sagte er."), ["Nous bâtirons", "Wir bauen"]);
        assert_eq!(found("「我々は建てる」と述べた。『はい』"), ["我々は建てる", "はい"]);
        assert_eq!(found("‹ Oui › ‟So” ‚Ja‘"), ["Oui", "So", "Ja"]);
        assert_eq!(found("He said \"we build\" and (\"soon\")."), ["we build", "soon"]);
        assert_eq!(found("„Ми будуємо“, «так»"), ["Ми будуємо", "так"]);
    }

    #[test]
    fn an_apostrophe_closes_nothing() {
        assert_eq!(found("‘We don’t build,’ Arc said."), ["We don’t build,"]);
        assert_eq!(found("‘The workers’ dam is ours,’ she said."), ["The workers’ dam is ours,"]);
        assert_eq!(found("a ‘grand plan’ of Arc’s and the workers’ ‘rest’"), ["grand plan", "rest"]);
        assert_eq!(found("the workers' plan isn't 'so good' at all"), ["so good"]);
        assert_eq!(found("It's Arc's dam, and don't ask."), Vec::<&str>::new());
    }

    #[test]
    fn marks_within_a_quotation_belong_to_it() {
        assert_eq!(found("“He told me ‘no’ twice,” she said."), ["He told me ‘no’ twice,"]);
        assert_eq!(found("«Il a dit «non» hier», dit-elle."), ["Il a dit «non» hier"]);
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph_and_a_lost_mark_is_none() {
        assert_eq!(found("“One.\n\n“Two,” she said."), ["One.\n\n“Two,"]);
        assert_eq!(found("“One.\n\nTwo, she said. “Three.”"), ["Three."]);
        assert_eq!(found("“We will build it\ntogether,” she said."), ["We will build it\ntogether,"]);
        assert_eq!(found("5\" pipes of 6 feet"), Vec::<&str>::new());
        assert_eq!(found("\"One.\n\n\"Two,\" she said. A \"third\"."), ["One.\n\n\"Two,", "third"]);
        assert!(found("").is_empty() && found("“").is_empty() && found("“”").is_empty());
    }

    #[test]
    fn words_with_their_marks_are_known() {
        let given = ["“We build,”", "\"We\"", "„Ja“", "We “build”", "“", "““", "'tis so'"].map(without_marks);
        assert_eq!(given, [Some("We build,"), Some("We"), Some("Ja"), None, None, None, None]);
    }
}
