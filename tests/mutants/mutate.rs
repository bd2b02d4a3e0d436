//! Mutants of a query: its SQL with one thing wrong.
//! What is made wrong is what people get wrong: a condition left out or turned round, `<` for `<=`,
//! one role for another, a join that drops rows. Nothing in a comment or a string is taken for SQL.

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord::script::tokens::{Kind, Token, plain, tokens};

use super::words::Lists;

/// One text with one thing wrong.
pub struct Mutant {
    /// What was replaced by what, and the how-manieth of the same in this text.
    pub what: String,
    /// The line it stands on, from 1.
    pub line: usize,
    /// The text.
    pub sql: String,
}

/// Every mutant of a text.
pub fn mutants(sql: &str, lists: &Lists) -> Vec<Mutant> {
    let mut text = Text::of(sql);
    for n in 0..text.tokens.len() {
        text.word(n);
        text.mark(n);
        text.constant(n, lists);
    }
    for range in text.conditions() {
        text.condition(range);
    }
    text.found.sort_by_key(|(range, with)| (range.start, range.end, with.clone()));
    text.found.dedup();
    let mut seen = BTreeMap::new();
    let found = text.found.iter();
    found
        .map(|(range, with)| {
            let was = plain(&sql[range.clone()]);
            let cut = |text: &str| text.chars().take(70).collect::<String>();
            let what = format!("{} -> {}", cut(&was), if with.is_empty() { "nothing".to_owned() } else { cut(with) });
            let nth = seen.entry(what.clone()).and_modify(|n| *n += 1).or_insert(1);
            let what = if *nth == 1 { what } else { format!("{what} ({nth})") };
            let line = sql[..range.start].matches('\n').count() + 1;
            Mutant { what, line, sql: format!("{}{with}{}", &sql[..range.start], &sql[range.end..]) }
        })
        .collect()
}

/// What ends a condition, if no bracket does.
const ENDS: &[&str] =
    &["GROUP", "ORDER", "HAVING", "LIMIT", "UNION", "EXCEPT", "JOIN", "LEFT", "CROSS", "WHERE", "ON", "SELECT", "THEN"];

struct Text<'s> {
    sql: &'s str,
    tokens: Vec<Token>,
    /// How many brackets are open around each.
    depths: Vec<usize>,
    /// What is replaced by what.
    found: Vec<(Range<usize>, String)>,
}

impl<'s> Text<'s> {
    fn of(sql: &'s str) -> Self {
        let tokens: Vec<Token> = tokens(sql).into_iter().filter(|token| token.kind != Kind::Blank).collect();
        let mut depth = 0;
        let mut depths = Vec::new();
        for token in &tokens {
            depth -= usize::from(token.kind == Kind::Close);
            depths.push(depth);
            depth += usize::from(token.kind == Kind::Open);
        }
        Self { sql, tokens, depths, found: Vec::new() }
    }

    fn str(&self, n: usize) -> &'s str {
        self.tokens.get(n).map_or("", |token| &self.sql[token.at.clone()])
    }

    fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        self.tokens[range.start].at.start..self.tokens[range.end - 1].at.end
    }

    fn text(&self, range: &Range<usize>) -> &'s str {
        &self.sql[self.bytes(range)]
    }

    fn put(&mut self, range: &Range<usize>, with: impl Into<String>) {
        self.found.push((self.bytes(range), with.into()));
    }

    /// The end of what stands in the bracket that opens here, or of one token.
    fn close(&self, open: usize) -> usize {
        (open + 1..self.tokens.len()).find(|n| self.depths[*n] == self.depths[open]).unwrap_or(self.tokens.len() - 1)
    }

    fn word(&mut self, n: usize) {
        let here = n..n + 1;
        match self.str(n) {
            "LEFT" | "DISTINCT" => self.put(&here, ""),
            "UNION" if self.str(n + 1) != "ALL" => self.put(&here, "UNION ALL"),
            "DESC" => self.put(&here, "ASC"),
            "min" => self.put(&here, "max"),
            "max" => self.put(&here, "min"),
            "coalesce" => self.fallback(n),
            "ORDER" => self.order(n),
            _ => {}
        }
    }

    /// The last thing that a coalesce falls back to goes.
    fn fallback(&mut self, n: usize) {
        let (open, close) = (n + 1, self.close(n + 1));
        let parts: Vec<usize> =
            (open + 1..close).filter(|m| self.str(*m) == "," && self.depths[*m] == self.depths[open] + 1).collect();
        let Some(last) = parts.last() else { return };
        let with = if parts.len() == 1 {
            format!("({})", self.text(&(open + 1..*last)))
        } else {
            format!("coalesce({})", self.text(&(open + 1..*last)))
        };
        self.put(&(n..close + 1), with);
    }

    /// Each term of an order is turned round.
    fn order(&mut self, n: usize) {
        let mut end = n + 2;
        for m in n + 2..=self.tokens.len() {
            let is_over = m == self.tokens.len()
                || self.depths[m] < self.depths[n]
                || self.depths[m] == self.depths[n] && [";", "LIMIT"].contains(&self.str(m));
            if is_over || self.str(m) == "," && self.depths[m] == self.depths[n] {
                if self.str(m - 1) != "DESC" {
                    self.put(&(end..m), format!("{} DESC", self.text(&(end..m))));
                }
                end = m + 1;
            }
            if is_over {
                break;
            }
        }
    }

    /// A comparison takes in what is equal, or leaves it out.
    fn mark(&mut self, n: usize) {
        let joins = |a: usize, b: usize| self.tokens.get(b).is_some_and(|next| self.tokens[a].at.end == next.at.start);
        let mark = self.str(n);
        if mark != "<" && mark != ">" || n > 0 && joins(n - 1, n) && ["<", "-"].contains(&self.str(n - 1)) {
            return;
        }
        match self.str(n + 1) {
            "=" if joins(n, n + 1) => self.put(&(n..n + 2), mark),
            ">" if joins(n, n + 1) => {}
            _ => self.put(&(n..n + 1), format!("{mark}=")),
        }
    }

    fn constant(&mut self, n: usize, lists: &Lists) {
        let text = self.str(n);
        let here = n..n + 1;
        if self.tokens[n].kind != Kind::Value {
            return;
        }
        let is_exists = n > 0 && self.str(n - 1) == "SELECT" && self.str(n + 1) == "FROM";
        if let Ok(number) = text.parse::<i64>() {
            // What an EXISTS selects is looked at by nobody.
            if !is_exists {
                self.put(&here, (number + 1).to_string());
            }
        } else if let Ok(number) = text.parse::<f64>() {
            self.put(&here, format!("{:?}", number + 1.0));
        } else if let Some(word) = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
            let column = (0..n).rev().find(|m| {
                self.tokens[*m].kind == Kind::Word && !["IN", "NOT", "IS", "WHEN", "THEN"].contains(&self.str(*m))
            });
            let far = ["0000-01-01", "9999-12-31"];
            if let Some(at) = far.iter().position(|day| *day == word) {
                self.put(&here, format!("'{}'", far[1 - at]));
                return;
            }
            match lists.neighbour(word, column.map_or("", |m| self.str(m))) {
                Some(other) => self.put(&here, format!("'{other}'")),
                None => self.put(&here, format!("'{word}x'")),
            }
            self.element(n);
        }
    }

    /// A word of a list in brackets is left out.
    fn element(&mut self, n: usize) {
        let Some(open) = (0..n).rev().find(|m| self.depths[*m] < self.depths[n]) else { return };
        if self.str(open.wrapping_sub(1)) != "IN" {
            return;
        }
        match (self.str(n - 1), self.str(n + 1)) {
            (",", _) => self.put(&(n - 1..n + 1), ""),
            (_, ",") => self.put(&(n..n + 2), ""),
            _ => {}
        }
    }

    /// Where conditions stand: after WHERE, ON and HAVING, between WHEN and THEN.
    fn conditions(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for n in 0..self.tokens.len() {
            let is_searched = self.str(n) == "WHEN" && self.is_searched(n);
            if !["WHERE", "ON", "HAVING"].contains(&self.str(n)) && !is_searched {
                continue;
            }
            let mut cases = 0_usize;
            let end = (n + 1..self.tokens.len()).find(|m| {
                let here = self.str(*m);
                if self.depths[*m] == self.depths[n] {
                    let was = cases;
                    cases = (cases + usize::from(here == "CASE")).saturating_sub(usize::from(here == "END"));
                    return was == 0 && (here == ";" || ENDS.contains(&here));
                }
                self.depths[*m] < self.depths[n]
            });
            found.push(n + 1..end.unwrap_or(self.tokens.len()));
        }
        found
    }

    /// Whether the CASE of a WHEN has no value of its own.
    fn is_searched(&self, n: usize) -> bool {
        let mut ends = 0;
        for m in (0..n).rev().filter(|m| self.depths[*m] == self.depths[n]) {
            match self.str(m) {
                "END" => ends += 1,
                "CASE" if ends == 0 => return self.str(m + 1) == "WHEN",
                "CASE" => ends -= 1,
                _ => {}
            }
        }
        false
    }

    /// A range in its parts, where one of these words joins them; the AND of a BETWEEN joins nothing.
    fn parts(&self, range: &Range<usize>, joint: &str) -> Vec<Range<usize>> {
        let (mut parts, mut start) = (Vec::new(), range.start);
        let (mut is_between, mut cases) = (false, 0);
        for n in range.clone().filter(|n| self.depths[*n] == self.depths[range.start]) {
            match self.str(n) {
                "CASE" => cases += 1,
                "END" => cases -= 1,
                "BETWEEN" => is_between = true,
                "AND" if is_between => is_between = false,
                word if word == joint && cases == 0 => {
                    parts.push(start..n);
                    start = n + 1;
                }
                _ => {}
            }
        }
        parts.push(start..range.end);
        parts
    }

    fn condition(&mut self, range: Range<usize>) {
        let alternatives = self.parts(&range, "OR");
        for alternative in &alternatives {
            if alternatives.len() > 1 {
                self.put(alternative, "false");
            }
            for term in self.parts(alternative, "AND") {
                self.term(&term);
            }
        }
        if self.parts(&range, "AND").len() > 1 && self.str(range.start - 1) == "ON" {
            self.put(&range, "true");
        }
    }

    fn term(&mut self, term: &Range<usize>) {
        if self.text(term) == "true" {
            return;
        }
        self.put(term, "true");
        if self.str(term.start) == "NOT" {
            self.put(&(term.start..term.start + 1), "");
        } else {
            self.put(term, format!("NOT ({})", self.text(term)));
        }
        let open = term.start + usize::from(self.str(term.start) == "NOT");
        if self.str(open) == "("
            && self.close(open) + 1 == term.end
            && !["SELECT", "WITH"].contains(&self.str(open + 1))
        {
            self.condition(open + 1..term.end - 1);
        }
        let at = |word: &str| term.clone().find(|n| self.str(*n) == word && self.depths[*n] == self.depths[term.start]);
        if let (Some(between), Some(and)) = (at("BETWEEN"), at("AND")) {
            let [value, low, high] =
                [term.start..between, between + 1..and, and + 1..term.end].map(|part| self.text(&part));
            self.put(term, format!("{value} > {low} AND {value} <= {high}"));
            self.put(term, format!("{value} >= {low} AND {value} < {high}"));
        }
    }
}
