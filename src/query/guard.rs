//! Guards: the lines of a query that an optional parameter switches.
//!
//! `AND (:donor IS NULL OR ...)` runs anywhere, but SQLite plans it once for both cases and scans.
//! So before a query is prepared, the line of a parameter that is absent is dropped, and the guard
//! of one that is given is taken off. The rows are the same either way; a test compares them.

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
        while let Some((name, after)) = guard(rest) {
            is_dropped |= !is_given(name);
            rest = after;
        }
        if !is_dropped {
            settled.push_str(&line[..indent]);
            settled.push_str("AND (");
            settled.push_str(rest);
        }
    }
    settled
}

/// The parameter of the guard that a text begins with, and what follows.
fn guard(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(':')?;
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    Some((&rest[..end], rest[end..].strip_prefix(" IS NULL OR ")?))
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
}
