//! Who a name means: the most literal way of naming decides, and two of one way are two.

use crate::support;

use onrecord::error::Error;
use onrecord::facts;
use onrecord::record::{create, entity};
use rusqlite::Connection;

/// Entities of which each is called `word` in another way, the most literal first.
const WAYS: &[(&str, &str)] = &[
    ("word", ""),
    ("by-code", "identifiers.iso-x = \"word\"\n"),
    ("by-name", "names.preferred = \"Word\"\n"),
    ("by-alias", "names.alias = [\"Word\"]\n"),
    ("by-demonym", "names.demonym = [\"Word\"]\n"),
    ("by-metonym", "names.metonym = [\"Word\"]\n"),
];

fn record(ways: &[(&str, &str)]) -> Connection {
    let mut facts = String::from("[source]\nkey = \"s\"\nkind = \"data-set\"\n\n");
    for (key, more) in ways {
        let name = if more.contains("preferred") { "Word".to_owned() } else { format!("Name {key}") };
        let more = if more.contains("preferred") { "" } else { more };
        facts.push_str(&format!("[[entity]]\nkey = \"{key}\"\nkind = \"group\"\nname = \"{name}\"\n{more}\n"));
    }
    let files = [("s.toml".to_owned(), facts)];
    create::in_memory(|conn| facts::load(conn, &files, &[], "facts", support::NOW).map(drop)).unwrap()
}

fn key(conn: &Connection, text: &str) -> String {
    let id = entity::resolve(conn, text).unwrap_or_else(|error| panic!("{text}: {error}"));
    conn.query_row("SELECT key FROM record WHERE id = ?1", [id], |row| row.get(0)).unwrap()
}

#[test]
fn possessives_and_people_in_the_plural_are_who_they_are_of() {
    let conn = record(&[
        ("japan", "names.demonym = [\"Japanese\"]\n"),
        ("russia", "names.demonym = [\"Russian\"]\nidentifiers.iso-x = \"MAR\"\n"),
        ("states", "names.alias = [\"United States\"]\n"),
        ("congo-a", "names.demonym = [\"Congolesian\"]\n"),
        ("congo-b", "names.demonym = [\"Congolesian\"]\n"),
    ]);
    for (text, key) in [
        ("Japan's", Some("japan")),
        ("Japan’s", Some("japan")),
        ("United States'", Some("states")),
        ("Russians", Some("russia")),
        ("Japans", None),
        ("Mars", None),
        ("Congolesians", None),
    ] {
        let found = onrecord::record::entity::find(&conn, text).unwrap_or(None);
        let known = found.map(|id| {
            conn.query_row("SELECT key FROM record WHERE id = ?1", [id], |row| row.get::<_, String>(0)).unwrap()
        });
        // A key of one word is what the possessive of the key is, too.
        assert_eq!(known.as_deref(), key, "{text}");
    }
}

#[test]
fn the_most_literal_way_of_naming_decides() {
    for n in 0..WAYS.len() {
        let conn = record(&WAYS[n..]);
        for text in ["word", "WORD", " word "] {
            assert_eq!(key(&conn, text), WAYS[n].0, "`{text}` with {:?}", &WAYS[n..]);
        }
    }
}

#[test]
fn other_names_are_as_good_as_an_alias() {
    for kind in ["acronym", "former", "misspelling"] {
        let own = format!("names.{kind} = [\"Word\"]\n");
        let conn = record(&[("by-other", &own), WAYS[4], WAYS[5]]);
        assert_eq!(key(&conn, "word"), "by-other", "{kind}");
    }
}

#[test]
fn two_that_are_named_in_one_way_are_told_and_none_is_taken() {
    for (_, more) in &WAYS[1..] {
        let conn = record(&[("first", more), ("second", more)]);
        match entity::resolve(&conn, "Word") {
            Err(Error::AmbiguousEntity { candidates, .. }) => assert_eq!(candidates, ["first", "second"], "{more}"),
            other => panic!("{more}: {other:?}"),
        }
    }
}

#[test]
fn codes_stand_alone_where_they_are_of_iso_and_with_their_scheme_elsewhere() {
    let conn = record(&[("a", "identifiers.iso-x = \"QQ\"\n"), ("b", "identifiers.fips = \"RR\"\n")]);
    for (text, found) in [
        ("qq", Some("a")),
        ("iso-x:QQ", Some("a")),
        ("rr", None),
        ("fips:rr", Some("b")),
        ("iso-x:RR", None),
        ("fips:QQ", None),
    ] {
        assert_eq!(entity::find(&conn, text).unwrap().map(|_| key(&conn, text)).as_deref(), found, "{text}");
    }
}

#[test]
fn the_key_of_a_record_that_is_no_entity_names_none() {
    let conn = support::in_memory();
    assert!(entity::find(&conn, "flood").unwrap().is_none());
    // A key that a merge retired leads to the entity that is left.
    conn.execute_batch("INSERT INTO retired_key SELECT 'ada-the-first', id, 1 FROM record WHERE key = 'ada-arc'")
        .unwrap();
    assert_eq!(key(&conn, "Ada-the-First"), "ada-arc");
    assert_eq!(key(&conn, "President Dr Ada Arc"), "ada-arc");
}

#[test]
fn only_near_names_are_offered_and_three_at_most() {
    let conn = support::in_memory();
    let near = |text: &str| match entity::resolve(&conn, text) {
        Err(Error::UnknownEntity { near, .. }) => near,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(near("Arcadie"), ["Arcadia", "Arcadian", "Arc"]);
    assert_eq!(near("Zzyzx"), Vec::<String>::new());
}
