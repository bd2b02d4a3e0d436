//! What must hold of every check.

use crate::support;
use onrecord::check;

#[test]
fn the_invented_record_is_sound() {
    let conn = support::in_memory();
    assert_eq!(check::run(&conn, &[]).unwrap(), []);
}

#[test]
fn the_built_in_record_is_sound() {
    let path = support::file("sound", support::fill_seed);
    let conn = support::open(&path);
    assert_eq!(check::run(&conn, &[]).unwrap(), []);
}

#[test]
fn every_check_finds_the_fault_planted_for_it() {
    for name in support::names("seed/checks", ".sql") {
        let planted = support::root().join(format!("tests/planted/{name}.sql"));
        let sql = std::fs::read_to_string(&planted).unwrap_or_else(|_| panic!("no fault is planted for {name}"));
        let conn = support::in_memory();
        conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        conn.execute_batch(&sql).unwrap_or_else(|error| panic!("{name}: {error}"));
        let findings = check::run(&conn, std::slice::from_ref(&name)).unwrap();
        assert!(!findings.is_empty(), "{name} does not find what {} plants", planted.display());
        assert!(findings.iter().all(|finding| !finding.key.is_empty() && !finding.reason.is_empty()), "{name}");
    }
}

#[test]
fn a_dangling_reference_is_found() {
    let conn = support::in_memory();
    conn.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM event WHERE id = (SELECT id FROM record WHERE key = 'arc-rita-meeting')").unwrap();
    let findings = check::run(&conn, &["dangling-reference".to_owned()]).unwrap();
    assert!(findings.iter().any(|finding| finding.key == "statement"), "{findings:?}");
}

#[test]
fn an_unknown_check_is_an_error() {
    let conn = support::in_memory();
    assert!(check::run(&conn, &["no-such".to_owned()]).is_err());
}
