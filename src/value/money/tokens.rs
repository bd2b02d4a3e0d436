//! The pieces of a text in which amounts are looked for: numbers, words and marks.

use std::ops::Range;

use super::words::words;

/// What a piece is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Digits, with the marks and blanks that part them.
    Number,
    /// Letters.
    Word,
    /// Any other character that is not blank.
    Mark,
}

/// A piece of a text.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// It in small letters, blanks as plain ones.
    pub text: String,
    /// Whether it is written in capital letters.
    pub is_capital: bool,
    /// Whether it begins with a capital letter.
    pub has_capital: bool,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
}

/// A text in its pieces, blanks left out.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if c.is_ascii_digit() || (c == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
            (Kind::Number, number(rest))
        } else if is_joined(c) {
            (Kind::Word, known(rest).unwrap_or(c.len_utf8()))
        } else if c.is_alphabetic() {
            (Kind::Word, word(rest))
        } else {
            (Kind::Mark, c.len_utf8())
        };
        let piece = &rest[..length];
        found.push(Token {
            kind,
            text: piece.to_lowercase().replace(['\u{a0}', '\u{202f}', '\u{2009}'], " "),
            is_capital: piece.chars().all(|c| c.is_ascii_uppercase()),
            has_capital: piece.starts_with(char::is_uppercase),
            at: at..at + length,
        });
        at += length;
    }
    found
}

/// The phrase of a list that stands at a piece, and the piece after it.
pub fn phrase<T: Clone>(tokens: &[Token], at: usize, list: &[(String, T)]) -> Option<(T, usize)> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    list.iter().find_map(|(phrase, meaning)| {
        let mut next = at;
        for word in phrase.split(' ') {
            // Hyphens join what blanks part.
            if next > at && text(next) == "-" {
                next += 1;
            }
            if text(next) != word {
                return None;
            }
            next += 1;
        }
        // The point of an abbreviation such as "ca."
        let is_short = phrase.len() <= 3 && text(next) == "." && tokens.len() > next + 1;
        Some((meaning.clone(), if is_short { next + 1 } else { next }))
    })
}

/// Letters of scripts that put no blanks between words.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

/// How long the word is that a text without blanks begins with, if it is one of those that amounts have.
fn known(rest: &str) -> Option<usize> {
    let currencies = words().currencies.iter().map(|(word, _)| word.as_str());
    let scales = words().scales.words();
    let around = words().before.iter().chain(&words().after).map(|(word, _)| word.as_str());
    currencies.chain(scales).chain(around).filter(|word| rest.starts_with(word)).map(str::len).max()
}

/// Letters, with apostrophes and points between them and a point after an abbreviation of letters.
fn word(rest: &str) -> usize {
    let chars: Vec<(usize, char)> = rest.char_indices().take(60).collect();
    let mut end = 0;
    for (n, (at, c)) in chars.iter().enumerate() {
        let is_before_letter = chars.get(n + 1).is_some_and(|(_, next)| next.is_alphabetic() && !is_joined(*next));
        match c {
            c if c.is_alphabetic() && !is_joined(*c) => {}
            '\'' | '’' | '.' if is_before_letter => {}
            // The last point of letters such as U.S.
            '.' if rest[..*at].contains('.') => return at + 1,
            _ => return end,
        }
        end = at + c.len_utf8();
    }
    end
}

/// Digits, with points, commas and apostrophes between them, and blanks that part them by three.
fn number(rest: &str) -> usize {
    let chars: Vec<(usize, char)> = rest.char_indices().take(60).collect();
    let is_digit = |n: usize| chars.get(n).is_some_and(|(_, c)| c.is_ascii_digit());
    let mut n = 0;
    while n < chars.len() {
        match chars[n].1 {
            c if c.is_ascii_digit() => n += 1,
            '.' | ',' | '\'' | '’' | '_' if is_digit(n + 1) => n += 1,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'
                if (1..4).all(|k| is_digit(n + k)) && !is_digit(n + 4) && n > 0 =>
            {
                n += 4;
            }
            _ => break,
        }
    }
    chars.get(n).map_or_else(|| chars.last().map_or(0, |(at, c)| at + c.len_utf8()), |(at, _)| *at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_apart_into_numbers_words_and_marks() {
        let pieces = |text: &str| tokens(text).into_iter().map(|token| token.text).collect::<Vec<_>>();
        assert_eq!(pieces("EUR 2.5 billion"), ["eur", "2.5", "billion"]);
        assert_eq!(pieces("a 400-million-euro loan."), ["a", "400", "-", "million", "-", "euro", "loan", "."]);
        assert_eq!(pieces("U.S.$5m, 1 250 000 zł"), ["u.s.", "$", "5", "m", ",", "1 250 000", "zł"]);
        assert_eq!(pieces("約3000億円を"), ["約", "3000", "億", "円", "を"]);
        assert_eq!(pieces("5 Mrd. d'euros"), ["5", "mrd", ".", "d'euros"]);
        assert!(pieces(" \n").is_empty());
    }
}
