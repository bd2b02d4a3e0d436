//! Tokens: SQL as SQLite takes it apart, as far as a guard or a driver needs to know.
//!
//! What stands in a string, a quoted name or a comment is one token, so that nobody takes it for a
//! word of the SQL. The rules are those of SQLite's tokenizer; a text that it refuses comes apart
//! here as well, because SQLite itself will say what is wrong with it.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// White space or a comment: nothing to SQLite.
    Blank,
    /// A keyword or a name without quotes.
    Word,
    /// A parameter: `:name`, `@name`, `$name`, `?`, `?1`.
    Parameter,
    /// A string, a blob, a number or a name in quotes.
    Value,
    /// `(`.
    Open,
    /// `)`.
    Close,
    /// Any other mark, a character each.
    Mark,
}

/// A token: what it is, and where it stands in the text, in bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub at: Range<usize>,
}

/// A text in its tokens; together they are the whole text.
#[must_use]
pub fn tokens(sql: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < sql.len() {
        let (kind, length) = next(&sql[start..]);
        found.push(Token { kind, at: start..start + length });
        start += length;
    }
    found
}

/// A text as its tokens alone, one space between them: without comments and however it is laid out.
#[must_use]
pub fn plain(sql: &str) -> String {
    let found = tokens(sql);
    let words = found.iter().filter(|token| token.kind != Kind::Blank).map(|token| &sql[token.at.clone()]);
    words.collect::<Vec<_>>().join(" ")
}

/// A text without its comments, on one line.
#[must_use]
pub fn uncommented(sql: &str) -> String {
    let found = tokens(sql);
    let words = found.iter().map(|token| if token.kind == Kind::Blank { " " } else { &sql[token.at.clone()] });
    let text: String = words.collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The kind and the length of the token that a text begins with; a text is never empty.
fn next(rest: &str) -> (Kind, usize) {
    let bytes = rest.as_bytes();
    let run = |is_in: fn(char) -> bool| rest.find(|c| !is_in(c)).unwrap_or(rest.len());
    match bytes[0] {
        b'-' if rest.starts_with("--") => (Kind::Blank, rest.find('\n').map_or(rest.len(), |end| end + 1)),
        b'/' if rest.starts_with("/*") => (Kind::Blank, rest[2..].find("*/").map_or(rest.len(), |end| end + 4)),
        b'\'' | b'"' | b'`' => (Kind::Value, quoted(rest, bytes[0])),
        b'[' => (Kind::Value, rest.find(']').map_or(rest.len(), |end| end + 1)),
        b'(' => (Kind::Open, 1),
        b')' => (Kind::Close, 1),
        b':' | b'@' | b'$' | b'?' => {
            let name = rest[1..].find(|c| !is_of_name(c)).unwrap_or(rest.len() - 1);
            (if name == 0 && bytes[0] != b'?' { Kind::Mark } else { Kind::Parameter }, name + 1)
        }
        b'x' | b'X' if bytes.get(1) == Some(&b'\'') => (Kind::Value, 1 + quoted(&rest[1..], b'\'')),
        b'0'..=b'9' => (Kind::Value, run(|c| is_of_name(c) || c == '.')),
        // A byte order mark is blank to SQLite too.
        0xEF if rest.starts_with('\u{feff}') => (Kind::Blank, '\u{feff}'.len_utf8()),
        byte if byte.is_ascii_whitespace() => (Kind::Blank, run(|c| c.is_ascii_whitespace())),
        _ if rest.starts_with(is_of_name) => (Kind::Word, run(is_of_name)),
        _ => (Kind::Mark, rest.chars().next().map_or(1, char::len_utf8)),
    }
}

/// The length of a text in quotes; a doubled quote stands for itself.
fn quoted(rest: &str, quote: u8) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match (bytes[at] == quote, bytes.get(at + 1) == Some(&quote)) {
            (true, true) => at += 2,
            (true, false) => return at + 1,
            (false, _) => at += 1,
        }
    }
    bytes.len()
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$' || (!c.is_ascii() && c != '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(sql: &str) -> Vec<(Kind, &str)> {
        let found = tokens(sql);
        found
            .iter()
            .filter(|token| token.kind != Kind::Blank)
            .map(|token| (token.kind, &sql[token.at.clone()]))
            .collect()
    }

    #[test]
    fn what_is_quoted_or_a_comment_is_one_token() {
        use Kind::{Close, Mark, Open, Parameter, Value, Word};
        let sql = "a -- (:x IS\n'it''s (' \"n(\" [m)] `k` /* ( */ (:x, ?1) x'00' 1.5e3 é<=b";
        assert_eq!(
            parts(sql),
            [
                (Word, "a"),
                (Value, "'it''s ('"),
                (Value, "\"n(\""),
                (Value, "[m)]"),
                (Value, "`k`"),
                (Open, "("),
                (Parameter, ":x"),
                (Mark, ","),
                (Parameter, "?1"),
                (Close, ")"),
                (Value, "x'00'"),
                (Value, "1.5e3"),
                (Word, "é"),
                (Mark, "<"),
                (Mark, "="),
                (Word, "b"),
            ]
        );
    }

    #[test]
    fn tokens_are_the_whole_text_however_broken_it_is() {
        for sql in ["", "'open", "/* open", "-- end", "[open", "a'b\"c", ": @ $ ?", "\u{0}(", "x'", "é\u{2028}1"] {
            let whole: String = tokens(sql).iter().map(|token| &sql[token.at.clone()]).collect();
            assert_eq!(whole, sql);
        }
    }
}
