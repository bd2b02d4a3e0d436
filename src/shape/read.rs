//! Reading what the SQL of a table or a view says of its columns, in its comments.
//!
//! A comment belongs to what stands before it on its line: the column that begins or ends there, or
//! the word of a list. Comments before the first column say what a row is.

use crate::script::tokens::{Kind, Token, tokens};
use crate::shape::Word;

/// What a statement says.
#[derive(Debug, Default)]
pub struct Text {
    /// What a row is.
    pub about: String,
    /// The lines that begin with `@`.
    pub marks: Vec<(String, String)>,
    /// The columns, in order.
    pub items: Vec<Item>,
}

/// What it says of a column.
#[derive(Debug, Default)]
pub struct Item {
    /// Its first word: of a table's column, the name.
    pub name: String,
    /// What it means.
    pub about: String,
    /// The words that it admits.
    pub words: Vec<Word>,
    /// What a program must know of it.
    pub marks: Vec<(String, String)>,
    /// The table and the column that it is passed on from.
    pub origin: Option<(String, String)>,
}

/// Reads a statement that makes a table.
#[must_use]
pub fn table(sql: &str) -> Text {
    let parts = parts(sql);
    let start = parts.iter().position(|part| part.text == "(").map_or(parts.len(), |at| at + 1);
    let end = (start..parts.len()).find(|n| parts[*n].text == ")" && parts[*n].depth == 0).unwrap_or(parts.len());
    read(sql, &parts, start, end, 1)
}

/// Reads a statement that makes a view: its columns are those of the first SELECT.
#[must_use]
pub fn view(sql: &str) -> Text {
    let parts = parts(sql);
    let is = |n: &usize, words: &[&str]| {
        parts[*n].depth == 0
            && parts[*n].kind == Kind::Word
            && words.iter().any(|word| parts[*n].text.eq_ignore_ascii_case(word))
    };
    let start = (0..parts.len()).find(|n| is(n, &["SELECT"])).map_or(parts.len(), |at| at + 1);
    let end = (start..parts.len()).find(|n| is(n, &["FROM", "UNION"])).unwrap_or(parts.len());
    read(sql, &parts, start, end, 0)
}

/// A token that is no blank.
struct Part<'s> {
    kind: Kind,
    text: &'s str,
    /// In how many brackets it stands.
    depth: usize,
    line: usize,
}

/// The tokens of a text, each with the number of its line, from 0.
fn lined(sql: &str) -> impl Iterator<Item = (usize, Token)> {
    let (mut line, mut read) = (0, 0);
    tokens(sql).into_iter().map(move |token| {
        line += sql[read..token.at.start].matches('\n').count();
        read = token.at.start;
        (line, token)
    })
}

fn parts(sql: &str) -> Vec<Part<'_>> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for (line, token) in lined(sql).filter(|(_, token)| token.kind != Kind::Blank) {
        if token.kind == Kind::Close {
            depth = depth.saturating_sub(1);
        }
        found.push(Part { kind: token.kind, text: &sql[token.at.clone()], depth, line });
        if token.kind == Kind::Open {
            depth += 1;
        }
    }
    found
}

/// The comments of a text with their lines.
fn comments(sql: &str) -> impl Iterator<Item = (usize, &str)> {
    lined(sql).filter(|(_, token)| token.kind == Kind::Blank).filter_map(|(line, token)| {
        let text = sql[token.at].strip_prefix("--")?.trim();
        (!text.is_empty()).then_some((line, text))
    })
}

/// Reads the columns between two parts, which commas at a depth set apart.
fn read(sql: &str, parts: &[Part<'_>], start: usize, end: usize, depth: usize) -> Text {
    let mut text = Text::default();
    // Where each column begins and ends, its comma with it.
    let mut spans = Vec::new();
    let mut from = start;
    for (n, part) in parts.iter().enumerate().take(end).skip(start) {
        if n + 1 == end || (part.text == "," && part.depth == depth) {
            spans.push(from..n + 1);
            from = n + 1;
        }
    }
    text.items.extend(spans.iter().map(|span| item(&parts[span.clone()], depth)));
    let first_line = parts.get(start).map_or(usize::MAX, |part| part.line);
    for (line, comment) in comments(sql) {
        let of_line = || (start..end).filter(|n| parts[*n].line == line);
        if line < first_line {
            text.head(comment);
        } else if let Some(n) = spans.iter().rposition(|span| parts[span.start].line == line) {
            append(&mut text.items[n].about, comment);
        } else if let Some(n) = spans.iter().rposition(|span| parts[span.start].line < line) {
            let word = of_line().rfind(|m| parts[*m].kind == Kind::Value && parts[*m].text.starts_with('\''));
            match word.filter(|_| depth == 1) {
                Some(m) => {
                    let word = parts[m].text.trim_matches('\'').replace("''", "'");
                    text.items[n].words.push(Word { word, about: comment.to_owned() });
                }
                // On the line of a comma it is still of the column that ends there.
                None => append(&mut text.items[n].about, comment),
            }
        }
    }
    for item in &mut text.items {
        item.take_marks();
    }
    text
}

fn item(parts: &[Part<'_>], depth: usize) -> Item {
    let outer: Vec<&str> =
        parts.iter().filter(|part| part.depth == depth && part.text != ",").map(|part| part.text).collect();
    let origin = match outer.as_slice() {
        [table, ".", column] => Some((table, column)),
        [table, ".", column, word, _] if word.eq_ignore_ascii_case("AS") => Some((table, column)),
        _ => None,
    };
    let origin = origin.map(|(table, column)| ((*table).to_owned(), (*column).to_owned()));
    Item { name: outer.first().map_or_else(String::new, |name| bare(name)), origin, ..Item::default() }
}

impl Item {
    /// Parts what is told people from what a program must know: words that begin with `@`.
    fn take_marks(&mut self) {
        let told = std::mem::take(&mut self.about);
        let mut parts = told.split('@');
        parts.next().unwrap_or_default().trim().clone_into(&mut self.about);
        for mark in parts {
            let (word, rest) = mark.trim().split_once(' ').unwrap_or((mark.trim(), ""));
            self.marks.push((word.to_owned(), rest.trim().to_owned()));
        }
    }
}

impl Text {
    /// Takes a comment before the first column.
    fn head(&mut self, comment: &str) {
        match comment.strip_prefix('@') {
            Some(mark) => {
                let (word, rest) = mark.split_once(' ').unwrap_or((mark, ""));
                self.marks.push((word.to_owned(), rest.trim().to_owned()));
            }
            None => append(&mut self.about, comment),
        }
    }
}

fn append(text: &mut String, more: &str) {
    text.push_str(if text.is_empty() { "" } else { " " });
    text.push_str(more);
}

/// A name without its quotes.
fn bare(name: &str) -> String {
    let inner = name.strip_prefix(['"', '`', '[']).and_then(|rest| rest.strip_suffix(['"', '`', ']']));
    inner.map_or_else(|| name.to_owned(), |inner| inner.replace("\"\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_belongs_to_what_stands_on_its_line() {
        let sql = "CREATE TABLE t (\n  -- A row, and\n  -- what it is.\n  -- @key a\n  a INTEGER,  -- first\n  \"b \"\"c\" TEXT CHECK (  -- second\n    b = 'x, y'  -- one\n    OR b = 'it''s'  -- two\n  ),\n  c TEXT, d TEXT  -- fourth\n) STRICT";
        let text = table(sql);
        assert_eq!(text.about, "A row, and what it is.");
        assert_eq!(text.marks, [("key".to_owned(), "a".to_owned())]);
        let told: Vec<_> = text.items.iter().map(|item| (item.name.as_str(), item.about.as_str())).collect();
        assert_eq!(told, [("a", "first"), ("b \"c", "second"), ("c", ""), ("d", "fourth")]);
        let words: Vec<_> = text.items[1].words.iter().map(|word| (word.word.as_str(), word.about.as_str())).collect();
        assert_eq!(words, [("x, y", "one"), ("it's", "two")]);
    }

    #[test]
    fn a_view_passes_columns_on_or_says_what_they_are() {
        let sql = "CREATE VIEW v AS\n-- Rows.\nSELECT\n  t.a,\n  CAST((  -- of t\n    SELECT x, y FROM u -- not told\n  ) AS TEXT) AS b,\n  t.c AS d -- the d\nFROM t UNION SELECT 1 FROM w";
        let text = view(sql);
        assert_eq!(text.about, "Rows.");
        assert_eq!(text.items.len(), 3);
        assert_eq!(text.items[0].origin, Some(("t".to_owned(), "a".to_owned())));
        assert!(text.items[1].about.starts_with("of t") && text.items[1].origin.is_none());
        assert_eq!((text.items[2].about.as_str(), text.items[2].origin.is_some()), ("the d", true));
    }
}
