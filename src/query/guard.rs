//! Guards: the lines of a query that an optional parameter switches.
//!
//! `AND (:donor IS NULL OR ...)` runs anywhere, but SQLite plans it once for both cases and scans.
//! So before a query is prepared, the line of a parameter that is absent is dropped, and the guard
//! of one that is given is taken off. `:donor IS NOT NULL` is a guard too, the other way round: it
//! lets the narrowest of several filters alone make the list of candidates. The rows are the same
//! either way; a test compares them.

/// The SQL with the guards of these parameters settled; `is_given` tells which have a value.
#[must_use]
pub fn settle(sql: &str, is_given: impl Fn(&str) -> bool) -> String {
    let mut settled = String::with_capacity(sql.len());
    for line in sql.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let Some(mut rest) = line[indent..].strip_prefix("AND (") else {
            settled.push_str(line);
            continue;
        };
        let mut is_dropped = false;
        while let Some(guard) = Guard::at_start(rest) {
            is_dropped |= guard.names.iter().any(|name| is_given(name)) == guard.is_for_given;
            rest = guard.rest;
        }
        if !is_dropped {
            settled.push_str(&line[..indent]);
            settled.push_str("AND (");
            settled.push_str(rest);
        }
    }
    settled
}

/// A guard: the parameters that settle it, whether it drops the line when one of them is given, and
/// what follows.
struct Guard<'s> {
    names: Vec<&'s str>,
    is_for_given: bool,
    rest: &'s str,
}

impl<'s> Guard<'s> {
    /// The guard that a text begins with: `:a IS NULL OR `, or `coalesce(:a, :b) IS NOT NULL OR `.
    fn at_start(text: &'s str) -> Option<Self> {
        let (list, rest) = match text.strip_prefix("coalesce(") {
            Some(rest) => rest.split_once(')')?,
            None => text.split_at(text.find(' ')?),
        };
        let is_name = |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let names: Option<Vec<_>> = list.split(", ").map(|name| name.strip_prefix(':').filter(is_name)).collect();
        let absent = rest.strip_prefix(" IS NULL OR ").map(|rest| (false, rest));
        let (is_for_given, rest) = absent.or_else(|| rest.strip_prefix(" IS NOT NULL OR ").map(|rest| (true, rest)))?;
        Some(Self { names: names?, is_for_given, rest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_lines_go_and_given_guards_come_off() {
        let sql = "WHERE true\n  AND (:a IS NULL OR x = :a)\n  AND (:a IS NULL OR :b IS NULL OR y = :b)\n  AND (z)\nORDER BY 1";
        assert_eq!(settle(sql, |name| name == "a"), "WHERE true\n  AND (x = :a)\n  AND (z)\nORDER BY 1");
        assert_eq!(settle(sql, |_| true), "WHERE true\n  AND (x = :a)\n  AND (y = :b)\n  AND (z)\nORDER BY 1");
        assert_eq!(settle(sql, |_| false), "WHERE true\n  AND (z)\nORDER BY 1");
    }

    #[test]
    fn a_line_for_when_another_is_absent_goes_when_that_is_given() {
        let sql = "  AND (:a IS NULL OR :b IS NOT NULL OR x = :a)\n";
        assert_eq!(settle(sql, |name| name == "a"), "  AND (x = :a)\n");
        assert_eq!(settle(sql, |_| true), "");
        assert_eq!(settle(sql, |_| false), "");
        let sql = "  AND (coalesce(:a, :b) IS NULL OR coalesce(:c, :d) IS NOT NULL OR x = coalesce(:a, :b))\n";
        assert_eq!(settle(sql, |name| name == "b"), "  AND (x = coalesce(:a, :b))\n");
        assert_eq!(settle(sql, |name| "bd".contains(name)), "");
        assert_eq!(settle(sql, |name| name == "c"), "");
    }
}
