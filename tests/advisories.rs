//! Advisories: what the words of a sentence and the words told of it do not have in common.

use crate::support;

use onrecord::check::{meaning, texts};
use rusqlite::Connection;

/// What is advised of a record: the advisory, the key and the words it names.
fn advised(conn: &Connection) -> Vec<String> {
    let verified = texts::verify(conn, &support::root().join("tests/fixture")).unwrap();
    assert_eq!((verified.sources, verified.findings.len()), (3, 0));
    let named = |reason: &str| reason.split('`').nth(1).unwrap().to_owned();
    let found = meaning::advise(conn, &verified.given).unwrap();
    found
        .into_iter()
        .map(|finding| {
            let how = if finding.reason.contains("in nothing told") { "lacks" } else { "adds" };
            format!("{} {} {how} {}", finding.check, finding.key, named(&finding.reason))
        })
        .collect()
}

#[test]
fn a_planted_change_of_meaning_is_advised_on_and_a_judgement_ends_it() {
    let conn = support::in_memory();
    let before = advised(&conn);
    let planted = [
        ("zed-fund", "All of the fund is kept", "Some of the fund is not kept", "negation-differs zed-fund adds not"),
        ("arc-food", "Food will pass", "Food passes", "modal-differs arc-food lacks will"),
        ("arc-food", "Food passes", "Food should pass", "modal-differs arc-food adds should"),
        (
            "man-river",
            "The river was wider once",
            "The river was 3 times wider once",
            "number-differs man-river adds 3",
        ),
        ("arc-locks", "The locks are ready", "The locks are nearly ready", "degree-differs arc-locks adds nearly"),
        (
            "arc-locks",
            "The locks are nearly ready",
            "The locks of Dam Valley are ready",
            "name-differs arc-locks adds Dam Valley",
        ),
    ];
    for (key, from, to, advice) in planted {
        let key = key_of(&conn, from).unwrap_or_else(|| key.to_owned());
        let advice = advice.split(' ').enumerate().map(|(n, word)| if n == 1 { key.as_str() } else { word });
        let advice = advice.collect::<Vec<_>>().join(" ");
        assert!(!advised(&conn).contains(&advice), "{advice} before it is planted");
        assert_eq!(conn.execute("UPDATE statement SET gist = ?2 WHERE gist = ?1", (from, to)).unwrap(), 1, "{from}");
        let found = advised(&conn);
        assert!(found.contains(&advice), "{advice} is not in {found:#?}");
    }
    let key = key_of(&conn, "The locks of Dam Valley are ready").unwrap();
    let judged = "INSERT INTO judgement (record_id, advisory, words, why, batch_id)
      SELECT id, 'name-differs', 'dam valley', 'It is the valley of the locks', 1 FROM record WHERE key = ?1";
    assert_eq!(conn.execute(judged, [&key]).unwrap(), 1);
    assert!(!advised(&conn).iter().any(|found| found.starts_with("name-differs") && found.contains(&key)));
    assert!(advised(&conn).len() > before.len());
    // What a sentence has and nothing told of it is judged with any of those records.
    let lacking = |found: &[String]| found.iter().any(|found| found.ends_with("lacks will"));
    assert!(lacking(&advised(&conn)));
    let judged = "INSERT INTO judgement (record_id, advisory, words, why, batch_id)
      SELECT id, 'modal-differs', 'Will', 'It is an order', 1 FROM statement WHERE gist = 'Food should pass'";
    assert_eq!(conn.execute(judged, []).unwrap(), 1);
    assert!(!lacking(&advised(&conn)));
}

fn key_of(conn: &Connection, gist: &str) -> Option<String> {
    let sql = "SELECT key FROM record JOIN statement ON statement.id = record.id WHERE gist = ?1";
    conn.query_row(sql, [gist], |row| row.get(0)).ok()
}

#[test]
fn what_is_advised_on_the_invented_record_is_known() {
    let told = include_str!("lists/advised.txt");
    let found = advised(&support::in_memory());
    assert_eq!(found, told.lines().collect::<Vec<_>>(), "{}", found.join("\n"));
}

#[test]
fn words_are_not_compared_with_a_text_in_another_language() {
    let conn = support::in_memory();
    conn.execute_batch("UPDATE source SET language = 'nl'").unwrap();
    assert!(advised(&conn).iter().all(|found| found.starts_with("name-differs")));
}
