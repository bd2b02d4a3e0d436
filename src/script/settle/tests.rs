//! What is promised of `settle`.

use super::*;
use proptest::prelude::*;
use rusqlite::Connection;

fn settled(sql: &str, given: &str) -> String {
    settle(sql, &[], &|name| given.split(' ').any(|known| known == name))
}

#[test]
fn what_is_absent_goes_and_what_is_given_loses_its_guard() {
    let sql =
        "WHERE true\n  AND (:a IS NULL OR x = :a)\n  AND (:a IS NULL OR :b IS NULL OR y = :b)\n  AND (z)\nORDER BY 1";
    assert_eq!(settled(sql, "a"), "WHERE true\n  AND (x = :a)\n  AND (z)\nORDER BY 1");
    assert_eq!(settled(sql, "a b"), "WHERE true\n  AND (x = :a)\n  AND (y = :b)\n  AND (z)\nORDER BY 1");
    assert_eq!(settled(sql, ""), "WHERE true\n  AND (z)\nORDER BY 1");
}

#[test]
fn guards_within_what_a_guard_keeps_are_settled_too() {
    let sql = "WHERE (:a IS NULL OR x IN (SELECT 1 WHERE true AND (:b IS NULL OR y)))";
    assert_eq!(settled(sql, "a"), "WHERE (x IN (SELECT 1 WHERE true))");
    assert_eq!(settled(sql, "a b"), "WHERE (x IN (SELECT 1 WHERE true AND (y)))");
}

#[test]
fn a_line_may_hold_more_than_a_guard() {
    let sql = "SELECT x FROM t WHERE (:a IS NULL OR x = :a) AND y = 1 AND ( -- (:a IS NULL OR\n  x < 3 OR coalesce(:b, :c) IS NOT NULL\n) ORDER BY 1";
    assert_eq!(settled(sql, ""), "SELECT x FROM t WHERE (true) AND y = 1 AND (x < 3) ORDER BY 1");
    assert_eq!(settled(sql, "a c"), "SELECT x FROM t WHERE (x = :a) AND y = 1 ORDER BY 1");
}

#[test]
fn strings_comments_and_values_are_left_as_they_are() {
    for sql in [
        "SELECT 'AND (:a IS NULL OR x)' FROM t WHERE true",
        "SELECT 1 -- AND (:a IS NULL OR x)\n FROM t",
        "SELECT x FROM t WHERE y = (:a IS NOT NULL OR x)",
        "SELECT y AND (:a IS NOT NULL OR x) FROM t",
        "SELECT x FROM t WHERE x BETWEEN 0 AND (:a IS NOT NULL OR 5)",
        "SELECT x FROM t WHERE NOT (:a IS NOT NULL OR x)",
        "SELECT count(:a IS NOT NULL OR x) FROM t",
        "SELECT coalesce(:a IS NULL OR x, y) FROM t",
        "SELECT \"coalesce\"(:a IS NULL OR x, y) FROM t",
    ] {
        assert_eq!(settled(sql, ""), sql);
    }
}

#[test]
fn the_first_driver_that_fits_is_added() {
    let driver = |name: &str, condition: &str| Driver { names: vec![name.into()], condition: condition.into() };
    let drivers = [driver("a", "x IN (SELECT 1 WHERE true AND (:b IS NULL OR :b))"), driver("b", "y")];
    let sql = "WITH w AS (SELECT 1 WHERE z)\nSELECT x FROM t\nWHERE true OR x -- all\nORDER BY x;\n";
    let with = |given: &str| settle(sql, &drivers, &|name| given.split(' ').any(|known| known == name));
    assert_eq!(
        with("a"),
        "WITH w AS (SELECT 1 WHERE z)\nSELECT x FROM t\nWHERE (x IN (SELECT 1 WHERE true))\n  AND ( true OR x -- all\n  )\nORDER BY x;\n"
    );
    assert!(with("b").contains("WHERE (y)") && with("") == sql);
    let several = "SELECT x FROM t WHERE x UNION SELECT x FROM t WHERE z";
    assert_eq!(settle(several, &drivers, &|name| name == "b"), several, "nothing drives two at once");
    assert!(with("a b").contains("WHERE (x IN (SELECT 1 WHERE true AND (:b)))"), "{}", with("a b"));
}

/// Terms of a condition as people write them, and as nobody should.
fn term() -> impl Strategy<Value = String> {
    let guard = prop::sample::select(vec![
        ":a IS NULL",
        ":b IS NULL",
        ":a is not null",
        "coalesce(:a, :b) IS NULL",
        "coalesce( :b ,:c ) IS NOT NULL",
    ]);
    let leaf = prop::sample::select(vec![
        "x = :a",
        "y < :b",
        "x",
        "z IS NULL",
        "'(:a IS NULL OR' = z",
        "x BETWEEN 1 AND 2",
        "y + 0",
        "5",
        "NULL",
        "0",
        "x IN (SELECT y FROM t AS u WHERE (:b IS NULL OR u.x = :b) AND u.y > 0)",
        "z = 'AND'",
        "y BETWEEN 0 AND (:a IS NULL OR x)",
        "(:c IS NULL OR x) = 1",
        "CASE WHEN (:a IS NULL OR x) THEN y ELSE 0 END",
    ]);
    let group =
        (prop::collection::vec(prop_oneof![guard.prop_map(str::to_owned), leaf.clone().prop_map(str::to_owned)], 1..4))
            .prop_map(|parts| format!("({})", parts.join(" OR ")));
    let blank = prop::sample::select(vec!["", "\n  ", " /* AND (:a IS NULL */ ", " -- OR (\n"]);
    (
        prop_oneof![3 => group.clone(), 1 => leaf.prop_map(str::to_owned), 1 => group.prop_map(|g| format!("NOT {g}"))],
        blank,
    )
        .prop_map(|(term, blank)| format!("{blank}{term}{blank}"))
}

fn query() -> impl Strategy<Value = String> {
    let joint = prop::sample::select(vec![" AND ", "\nAND ", " OR ", " AND\n"]);
    let condition = || {
        prop::collection::vec((term(), joint.clone()), 1..5).prop_map(|terms| {
            let mut text = String::new();
            for (n, (term, joint)) in terms.iter().enumerate() {
                text.push_str(if n == 0 { "" } else { joint });
                text.push_str(term);
            }
            text
        })
    };
    (condition(), condition())
        .prop_map(|(shown, kept)| format!("SELECT rowid, ({shown}\n), {shown}\n FROM t WHERE {kept}\n ORDER BY rowid;"))
}

fn rows(conn: &Connection, sql: &str, values: &[(&str, Option<i64>)]) -> Vec<Vec<rusqlite::types::Value>> {
    let mut statement = conn.prepare(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    for n in 1..=statement.parameter_count() {
        let name = statement.parameter_name(n).unwrap()[1..].to_owned();
        let value = values.iter().find(|(known, _)| *known == name).and_then(|(_, value)| *value);
        statement.raw_bind_parameter(n, value).unwrap();
    }
    let width = statement.column_count();
    let mut rows = statement.raw_query();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        all.push((0..width).map(|n| row.get(n).unwrap()).collect());
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_are_those_of_the_whole_text(sql in query(), given in 0..8_u8) {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE t (x, y, z); INSERT INTO t VALUES (0, 1, 'a'), (1, 0, NULL), (2, 2, 'AND'), (NULL, 5, ''), (5, NULL, 'x')",
        ).unwrap();
        let values: Vec<(&str, Option<i64>)> =
            ["a", "b", "c"].iter().enumerate().map(|(n, name)| (*name, (given >> n & 1 == 1).then_some(1))).collect();
        let is_given = |name: &str| values.iter().any(|(known, value)| *known == name && value.is_some());
        let settled = settle(&sql, &[], &is_given);
        prop_assert_eq!(rows(&conn, &settled, &values), rows(&conn, &sql, &values), "{} became {}", sql, settled);
    }
}
