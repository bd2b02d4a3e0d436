//! Settling: the SQL of a question with what is known of its optional parameters worked in.
//!
//! A filter stands once in a query, as a guard: `(:donor IS NULL OR donor = :donor)`. That runs
//! anywhere, but SQLite plans it once for both cases and scans. So before a query is prepared, a
//! guard that is true makes its group true, and one that is false goes; and of the drivers in the
//! header, which say how rows are found fast, the first whose parameter is given is added to the
//! condition. The rows are those of the text as it stands, whatever it looks like: guards are found
//! by their tokens, and only where the rules of logic let them go.

use crate::script::tokens::{Kind, Token, tokens};

/// How rows are found fast when a parameter is given: a condition that all of the rows meet that the
/// filters keep.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Driver {
    /// The parameters of which one must be given.
    pub names: Vec<String>,
    /// The condition, with guards of its own.
    pub condition: String,
}

/// The SQL with its guards settled and the first driver added that fits; `is_given` tells which
/// parameters have a value.
#[must_use]
pub fn settle(sql: &str, drivers: &[Driver], is_given: &dyn Fn(&str) -> bool) -> String {
    let settled = guards(sql, is_given);
    let driver = drivers.iter().find(|driver| driver.names.iter().any(|name| is_given(name)));
    match driver {
        Some(driver) => driven(&settled, &guards(&driver.condition, is_given)).unwrap_or(settled),
        None => settled,
    }
}

/// The SQL with every guard settled that can be.
fn guards(sql: &str, is_given: &dyn Fn(&str) -> bool) -> String {
    let text = Text::new(sql);
    let mut settled = String::with_capacity(sql.len());
    let mut at = 0;
    let mut n = 0;
    while n < text.tokens.len() {
        match text.group(n).and_then(|group| group.settled(&text, is_given)) {
            Some((from, to, put)) => {
                settled.push_str(&sql[at..from]);
                settled.push_str(&put);
                at = to;
                n = text.tokens.iter().position(|token| token.at.start >= to).unwrap_or(text.tokens.len());
            }
            None => n += 1,
        }
    }
    settled.push_str(&sql[at..]);
    // What a group holds may have guards of its own.
    if at > 0 && settled != sql { guards(&settled, is_given) } else { settled }
}

/// The SQL with a further condition on its outermost rows; None where there is no such place.
fn driven(sql: &str, condition: &str) -> Option<String> {
    let text = Text::new(sql);
    let outer = |n: &usize| text.depths[*n] == 0;
    let is = |n: &usize, words: &[&str]| outer(n) && words.iter().any(|word| text.is_word(*n, word));
    let all = 0..text.tokens.len();
    if all.clone().any(|n| is(&n, &["UNION", "INTERSECT", "EXCEPT"])) {
        return None;
    }
    let start = all.clone().rfind(|n| is(n, &["WHERE"]))?;
    let ends = |n: &usize| {
        is(n, &["GROUP", "ORDER", "LIMIT", "WINDOW", "HAVING"])
            || (outer(n) && text.tokens[*n].kind == Kind::Mark && text.str(*n) == ";")
    };
    let end = (start + 1..text.tokens.len()).find(ends).map_or(sql.len(), |n| text.tokens[n].at.start);
    let from = text.tokens[start].at.end;
    let rest = sql[from..end].trim_end();
    // A comment at the end of the condition must not hide the bracket.
    Some(format!("{} ({condition})\n  AND ({rest}\n  )\n{}", &sql[..from], &sql[end..]))
}

/// A text with its tokens, blanks left out.
struct Text<'s> {
    sql: &'s str,
    tokens: Vec<Token>,
    /// In how many brackets each token stands; a bracket counts with what is outside of it.
    depths: Vec<usize>,
}

impl<'s> Text<'s> {
    fn new(sql: &'s str) -> Self {
        let tokens: Vec<Token> = tokens(sql).into_iter().filter(|token| token.kind != Kind::Blank).collect();
        let mut depth = 0_usize;
        let mut depths = Vec::with_capacity(tokens.len());
        for token in &tokens {
            if token.kind == Kind::Close {
                depth = depth.saturating_sub(1);
            }
            depths.push(depth);
            if token.kind == Kind::Open {
                depth += 1;
            }
        }
        Self { sql, tokens, depths }
    }

    fn str(&self, n: usize) -> &'s str {
        self.tokens.get(n).map_or("", |token| &self.sql[token.at.clone()])
    }

    fn is_word(&self, n: usize, word: &str) -> bool {
        self.tokens.get(n).is_some_and(|token| token.kind == Kind::Word) && self.str(n).eq_ignore_ascii_case(word)
    }

    fn is_one_of(&self, n: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_word(n, word))
    }

    /// The group in brackets that begins with a token, if one of its alternatives is a guard.
    fn group(&self, n: usize) -> Option<Group> {
        if self.tokens[n].kind != Kind::Open {
            return None;
        }
        let depth = self.depths[n];
        let close =
            (n + 1..self.tokens.len()).find(|m| self.tokens[*m].kind == Kind::Close && self.depths[*m] == depth)?;
        let mut parts = Vec::new();
        let mut start = n + 1;
        for m in n + 1..=close {
            if m == close || (self.depths[m] == depth + 1 && self.is_word(m, "OR")) {
                parts.push(start..m);
                start = m + 1;
            }
        }
        let is_called = n > 0 && matches!(self.tokens[n - 1].kind, Kind::Value)
            || (n > 0 && self.tokens[n - 1].kind == Kind::Word && !self.is_one_of(n - 1, BEFORE_GROUP));
        (!is_called).then_some(Group { open: n, close, parts })
    }

    /// What an alternative says of parameters, if that is all it says.
    fn guard(&self, part: &std::ops::Range<usize>) -> Option<Guard<'s>> {
        let parameter = |n: usize| {
            let is = self.tokens.get(n).is_some_and(|token| token.kind == Kind::Parameter);
            is.then(|| &self.str(n)[1..]).filter(|name| !name.is_empty())
        };
        let mut n = part.start;
        let mut names = Vec::new();
        if self.is_word(n, "coalesce") && self.str(n + 1) == "(" {
            n += 2;
            loop {
                names.push(parameter(n)?);
                n += 2;
                match self.str(n - 1) {
                    "," => {}
                    ")" => break,
                    _ => return None,
                }
            }
        } else {
            names.push(parameter(n)?);
            n += 1;
        }
        let is_for_absent = !self.is_word(n + 1, "NOT");
        let last = if is_for_absent { n + 1 } else { n + 2 };
        let is_whole = self.is_word(n, "IS") && self.is_word(last, "NULL") && last + 1 == part.end;
        is_whole.then_some(Guard { names, is_for_absent })
    }
}

/// Words after which a bracket opens a condition and not the arguments of a function or a list.
const BEFORE_GROUP: &[&str] =
    &["AND", "OR", "NOT", "WHERE", "ON", "HAVING", "WHEN", "SELECT", "THEN", "ELSE", "BETWEEN"];

/// Words that end a condition.
const AFTER_CONDITION: &[&str] = &[
    "AND",
    "GROUP",
    "ORDER",
    "LIMIT",
    "HAVING",
    "WINDOW",
    "UNION",
    "EXCEPT",
    "INTERSECT",
    "JOIN",
    "LEFT",
    "RIGHT",
    "FULL",
    "INNER",
    "CROSS",
    "NATURAL",
    "WHERE",
];

/// Words that begin a clause, or a part of one in which an expression is more than true or false.
const CLAUSES: &[&str] = &[
    "SELECT",
    "FROM",
    "WHERE",
    "ON",
    "HAVING",
    "BY",
    "SET",
    "VALUES",
    "LIMIT",
    "OFFSET",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "RETURNING",
    "WINDOW",
    "USING",
];

/// `:a IS NULL`, or `coalesce(:a, :b) IS NOT NULL`.
struct Guard<'s> {
    names: Vec<&'s str>,
    is_for_absent: bool,
}

impl Guard<'_> {
    fn holds(&self, is_given: &dyn Fn(&str) -> bool) -> bool {
        self.names.iter().any(|name| is_given(name)) != self.is_for_absent
    }
}

/// Alternatives in brackets, as ranges of tokens.
struct Group {
    open: usize,
    close: usize,
    parts: Vec<std::ops::Range<usize>>,
}

impl Group {
    /// What of the text is to be replaced, in bytes, and by what; None where nothing is settled.
    fn settled(&self, text: &Text<'_>, is_given: &dyn Fn(&str) -> bool) -> Option<(usize, usize, String)> {
        let verdicts: Vec<Option<bool>> =
            self.parts.iter().map(|part| text.guard(part).map(|guard| guard.holds(is_given))).collect();
        let (start, end) = (text.tokens[self.open].at.start, text.tokens[self.close].at.end);
        let is_condition = self.is_condition(text);
        if verdicts.contains(&Some(true)) {
            if is_condition && text.is_word(self.open.checked_sub(1)?, "AND") {
                // The word before it goes too, and the blank before that.
                let before = self.open.checked_sub(2).map_or(0, |n| text.tokens[n].at.end);
                return Some((before, end, String::new()));
            }
            return Some((start, end, "(true)".to_owned()));
        }
        let kept: Vec<_> = self.parts.iter().zip(&verdicts).filter(|(_, verdict)| verdict.is_none()).collect();
        if kept.len() == self.parts.len() || !is_condition {
            return None;
        }
        // Where one alternative is left it keeps its own text, comments and all.
        let texts = kept.iter().map(|(part, _)| {
            let (first, last) = (text.tokens.get(part.start)?, text.tokens.get(part.end.checked_sub(1)?)?);
            text.sql.get(first.at.start..last.at.end)
        });
        let texts = texts.collect::<Option<Vec<_>>>()?;
        let joined = if texts.is_empty() { "false".to_owned() } else { texts.join(" OR ") };
        Some((start, end, format!("({joined})")))
    }

    /// Whether only the truth of the group counts: it is one of the terms of a condition. Elsewhere
    /// `false OR x` and `x` may differ, because `x` may be any number.
    fn is_condition(&self, text: &Text<'_>) -> bool {
        let Some(before) = self.open.checked_sub(1) else { return false };
        let ends = self.close + 1 == text.tokens.len()
            || text.is_one_of(self.close + 1, AFTER_CONDITION)
            || matches!(text.str(self.close + 1), ")" | ";" | ",");
        if !ends || !text.is_one_of(before, &["AND", "WHERE", "ON", "HAVING"]) {
            return false;
        }
        // The clause that it stands in, and whether the word before it belongs to a BETWEEN.
        let depth = text.depths[self.open];
        let mut is_first = true;
        for n in (0..before + usize::from(!text.is_word(before, "AND"))).rev() {
            if text.depths[n] < depth {
                return false;
            }
            if text.depths[n] > depth {
                continue;
            }
            if is_first && text.is_word(n, "BETWEEN") {
                return false;
            }
            is_first &= !text.is_one_of(n, &["AND", "OR"]);
            if text.is_one_of(n, CLAUSES) {
                return text.is_one_of(n, &["WHERE", "ON", "HAVING"]);
            }
        }
        false
    }
}

#[cfg(test)]
mod tests;
