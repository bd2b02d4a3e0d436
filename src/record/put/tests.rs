//! What is promised of `put`.

use super::*;

/// A table of three batches, of which two are of one file, in two folders.
fn made() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(
        "CREATE TABLE batch (id, name); INSERT INTO batch VALUES (1, 'a/f.toml'), (2, 'g.toml'), (3, 'b/f.toml');
        CREATE TABLE t (owner, n, x, y, batch_id, UNIQUE (owner, n));
        INSERT INTO t VALUES (1, 1, 'a', NULL, 1), (1, 2, 'b', 7, 1), (1, 3, 'c', 8, 2), (2, 1, 'd', 9, 1)",
    )
    .unwrap();
    conn
}

fn row(n: i64, x: &str, y: Option<i64>) -> Row {
    Row::new("t", vec![("owner", 1.into()), ("n", n.into())]).with("x", x.to_owned()).with("y", y)
}

fn rows(conn: &Connection) -> Vec<String> {
    let sql = "SELECT owner || n || ' ' || x || coalesce(y, '-') || ' ' || batch_id FROM t ORDER BY 1";
    conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_row_is_added_updated_in_all_that_differs_or_left() {
    let conn = made();
    let putter = Putter { conn: &conn, batch: 3, only_adds: false };
    assert_eq!(putter.put(&row(1, "a", None)).unwrap(), Outcome::Same);
    assert_eq!(putter.put(&row(4, "e", None)).unwrap(), Outcome::Added);
    let changed = putter.put(&row(2, "z", None)).unwrap();
    assert_eq!(changed, Outcome::Changed(vec!["x: `b` -> `z`".to_owned(), "y: 7 -> none".to_owned()]));
    assert_eq!(rows(&conn), ["11 a- 1", "12 z- 1", "13 c8 2", "14 e- 3", "21 d9 1"]);
}

#[test]
fn what_a_file_no_longer_says_goes_and_what_others_say_stays() {
    let conn = made();
    let putter = Putter { conn: &conn, batch: 3, only_adds: false };
    let owner = [("owner", Value::from(1))];
    let outcome = putter.put_all("t", &owner, &[row(1, "a", None), row(4, "e", None)]).unwrap();
    let told = ["t: + e", "t: - n 2"].map(str::to_owned).to_vec();
    assert_eq!(outcome, Outcome::Changed(told));
    assert_eq!(rows(&conn), ["11 a- 1", "13 c8 2", "14 e- 3", "21 d9 1"]);
    assert_eq!(putter.put_all("t", &owner, &[row(1, "a", None), row(4, "e", None)]).unwrap(), Outcome::Same);
    // Of this file nothing at all is said any more.
    putter.put_all("t", &owner, &[]).unwrap();
    assert_eq!(rows(&conn), ["13 c8 2", "21 d9 1"]);
}

#[test]
fn what_two_parts_came_to_together_forgets_neither() {
    let changed = |text: &str| Outcome::Changed(vec![text.to_owned()]);
    assert_eq!(Outcome::Same.and(Outcome::Same), Outcome::Same);
    assert_eq!(Outcome::Added.and(changed("a")), Outcome::Added);
    assert_eq!(Outcome::Same.and(Outcome::Added), changed("more of it"));
    assert_eq!(Outcome::Same.and(changed("a")), changed("a"));
    assert_eq!(changed("a").and(Outcome::Same), changed("a"));
    assert_eq!(changed("a").and(changed("b")), Outcome::Changed(vec!["a".to_owned(), "b".to_owned()]));
}

#[test]
fn rows_of_an_owner_that_had_none_are_added_and_not_a_change() {
    let conn = made();
    let putter = Putter { conn: &conn, batch: 3, only_adds: false };
    let owner = [("owner", Value::from(9))];
    let fresh = |n: i64| Row::new("t", vec![("owner", 9.into()), ("n", n.into())]).with("x", "f".to_owned());
    assert_eq!(putter.put_all("t", &owner, &[fresh(1), fresh(2)]).unwrap(), Outcome::Added);
    assert_eq!(putter.put_all("t", &owner, &[fresh(1), fresh(2)]).unwrap(), Outcome::Same);
    let more = putter.put_all("t", &owner, &[fresh(1), fresh(2), fresh(3)]).unwrap();
    assert!(matches!(more, Outcome::Changed(told) if told.len() == 1), "one more is a change of what was there");
}
