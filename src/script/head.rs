//! The head of a script: the comment that an SQL file begins with, and what it declares.
//!
//! Queries, checks and recipes are plain SQL files that say of themselves what they are. All of them
//! are read here, once, by one rule: the head is the comments up to the first empty line or the
//! first SQL, in lines or in blocks; its first line is a summary, a line that begins with `@`
//! declares something, and a line that stands further in carries the one before it on.

use crate::error::{Error, Result};
use crate::script::tokens::{Kind, tokens};

/// What a script says of itself.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Head {
    /// The first line: one sentence.
    pub summary: String,
    /// Paragraphs that explain, if any, with an empty line between them.
    pub about: String,
    /// What it declares, in order.
    pub declarations: Vec<Declaration>,
}

/// A line such as `@cite record_id`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Declaration {
    /// The word after the `@`.
    pub word: String,
    /// What follows it, lines that carry it on included.
    pub text: String,
    /// The line of the file that it begins on, from 1.
    pub line: usize,
}

/// How far in a line must stand to carry the one before it on.
const CARRIED: usize = 4;

/// Reads the head of a script; `words` are those that may be declared.
///
/// # Errors
///
/// [`Error::BadHeader`] with the line: there is no summary, a declaration is none of these, or it
/// stands below the head, where nobody would look for it.
pub fn read(name: &str, sql: &str, words: &[&str]) -> Result<Head> {
    let bad = |line: usize, why: String| Error::BadHeader { query: name.to_owned(), line, why };
    let mut head = Head::default();
    let mut is_over = false;
    let mut is_open = false;
    for comment in comments(sql) {
        let Comment { line, text, follows } = comment;
        is_over |= !follows;
        let inner = text.trim();
        let declared = inner.strip_prefix('@').map(|rest| rest.split_once(char::is_whitespace).unwrap_or((rest, "")));
        let is_carried = is_open && text.len() - text.trim_start().len() >= CARRIED && declared.is_none();
        if is_over {
            if let Some((word, _)) = declared.filter(|(word, _)| words.contains(word)) {
                let why =
                    format!("`@{word}` stands below the head, which ends at the first empty line or SQL: move it up");
                return Err(bad(line, why));
            }
        } else if let Some((word, rest)) = declared {
            if !words.contains(&word) {
                let known: Vec<String> = words.iter().map(|word| format!("@{word}")).collect();
                return Err(bad(line, format!("`@{word}` is not a declaration: {} are", known.join(", "))));
            }
            let text = rest.trim().to_owned();
            head.declarations.push(Declaration { word: word.to_owned(), text, line });
            is_open = true;
        } else if let Some(declaration) = head.declarations.last_mut().filter(|_| is_carried) {
            declaration.text.push('\n');
            declaration.text.push_str(inner);
        } else {
            is_open = false;
            head.say(inner);
        }
    }
    head.about.truncate(head.about.trim_end().len());
    if head.summary.is_empty() {
        return Err(bad(1, "it begins with a comment that says what a row is".to_owned()));
    }
    Ok(head)
}

impl Head {
    fn say(&mut self, line: &str) {
        if self.summary.is_empty() && self.declarations.is_empty() {
            line.clone_into(&mut self.summary);
        } else if !line.is_empty() {
            let begins = self.about.is_empty() || self.about.ends_with("\n\n");
            self.about.push_str(if begins { "" } else { " " });
            self.about.push_str(line);
        } else if !self.about.is_empty() && !self.about.ends_with("\n\n") {
            self.about.push_str("\n\n");
        }
    }
}

/// A line of a comment.
struct Comment<'s> {
    line: usize,
    text: &'s str,
    /// Whether nothing but the head stands before it.
    follows: bool,
}

/// Every line of every comment of a text.
fn comments(sql: &str) -> Vec<Comment<'_>> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut follows = true;
    let mut ends = 0;
    for token in tokens(sql) {
        let text = &sql[token.at.clone()];
        if token.kind != Kind::Blank {
            follows = false;
        } else if let Some(rest) = text.strip_prefix("--") {
            found.push(Comment { line, text: rest, follows });
            ends = usize::from(text.ends_with('\n'));
        } else if let Some(rest) = text.strip_prefix("/*") {
            let inner = rest.strip_suffix("*/").unwrap_or(rest);
            for (n, text) in inner.lines().enumerate() {
                // The border of stars that some draw is no text.
                let text = text.trim_start().strip_prefix('*').unwrap_or(text);
                if n > 0 || !text.trim().is_empty() {
                    found.push(Comment { line: line + n, text, follows });
                }
            }
            ends = 0;
        } else if !found.is_empty() {
            // A comment of a line has its end in it; of a block, the line's end comes after it.
            follows &= ends + text.matches('\n').count() < 2;
        }
        line += text.matches('\n').count();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sql: &str) -> Result<Head> {
        read("q", sql, &["param", "cite"])
    }

    #[test]
    fn the_head_is_a_summary_paragraphs_and_declarations() {
        for sql in [
            "-- Rows.\n--\n-- One.\n-- Two.\n--\n-- Three.\n-- @param a\n--     b\n-- @cite c\nSELECT 1; -- not head",
            "\u{feff}-- Rows.\r\n--\r\n--\tOne.\r\n-- Two.\r\n--\r\n-- Three.\r\n--\t@param\ta\r\n--     b\r\n-- @cite c\r\nSELECT 1;",
            "/* Rows.\n *\n * One.\n * Two.\n *\n * Three.\n * @param a\n *     b\n * @cite c\n */\nSELECT 1;",
        ] {
            let head = of(sql).unwrap();
            assert_eq!((head.summary.as_str(), head.about.as_str()), ("Rows.", "One. Two.\n\nThree."), "{sql}");
            let told: Vec<_> = head.declarations.iter().map(|d| (d.word.as_str(), d.text.as_str(), d.line)).collect();
            assert_eq!(told, [("param", "a\nb", 7), ("cite", "c", 9)], "{sql}");
        }
    }

    #[test]
    fn what_is_out_of_place_is_told_with_its_line() {
        for (sql, line, told) in [
            ("SELECT 1", 1, "begins with a comment"),
            ("-- Rows.\n-- @sort by\nSELECT 1", 2, "is not a declaration"),
            ("-- Rows.\n\n-- @cite x\nSELECT 1", 3, "below the head"),
            ("-- Rows.\nSELECT 1\n-- @cite x\n", 3, "below the head"),
            ("/* Rows. */ SELECT 1 /* @param x */", 1, "below the head"),
        ] {
            match of(sql) {
                Err(Error::BadHeader { line: found, why, .. }) => {
                    assert!(found == line && why.contains(told), "{sql}: {why}");
                }
                other => panic!("{sql}: {other:?}"),
            }
        }
        assert!(of("-- Rows.\nSELECT '-- @cite x' -- @ noted, and @somebody\n").is_ok());
    }
}
