//! Whose voice it is: who speaks for whom on which days, and what lies in what, by the views alone.

use std::collections::BTreeSet;

use onrecord::facts;
use onrecord::record::create;
use rusqlite::Connection;

use crate::support;

const WORDS: &str = r#"
[source]
key = "s"
kind = "speech"
title = "S"

[[predicate]]
key = "holds-office"
label = "holds"
inverse = "is held by"

[[predicate]]
key = "office-of"
label = "is an office of"
inverse = "has the office"

[[predicate]]
key = "part-of"
label = "is part of"
inverse = "includes"

[[predicate]]
key = "member-of"
label = "is a member of"
inverse = "has the member"

[[predicate]]
key = "located-in"
label = "is located in"
inverse = "is the location of"
"#;

/// Who and what there is, and of which kind.
const ENTITIES: &[(&str, &str)] = &[
    ("land", "country"),
    ("league", "organization"),
    ("board", "organization"),
    ("ministry", "government"),
    ("officials", "group"),
    ("minister", "office"),
    ("ann", "person"),
    ("bob", "person"),
    ("cid", "person"),
    ("dan", "person"),
    ("eve", "person"),
    ("hall", "place"),
    ("city", "place"),
];

/// Subject, predicate, object, and what more is told.
const RELATIONS: &[(&str, &str, &str, &str)] = &[
    ("ministry", "part-of", "land", ""),
    ("officials", "member-of", "ministry", ""),
    ("minister", "office-of", "ministry", ""),
    ("land", "member-of", "league", ""),
    ("board", "part-of", "league", ""),
    ("board", "part-of", "land", "rank = \"deprecated\"\nreason = \"wrong\"\n"),
    ("ann", "holds-office", "minister", "attested = \"2020-03-03\"\n"),
    ("bob", "holds-office", "minister", "since = \"2020-05\"\nuntil = \"2020-07\"\n"),
    ("cid", "holds-office", "minister", "attested = \"[2020-03-14..2020-03-16]\"\n"),
    ("dan", "holds-office", "minister", "attested = \"2020-03-03\"\nrank = \"deprecated\"\nreason = \"wrong\"\n"),
    ("eve", "holds-office", "minister", "attested = \"2020-04-10/2020-04-20\"\n"),
    ("hall", "located-in", "city", ""),
    ("city", "located-in", "land", ""),
    ("city", "located-in", "league", "rank = \"deprecated\"\nreason = \"wrong\"\n"),
];

/// Statements: their key, their speaker, their day.
const SAID: &[(&str, &str, &str)] = &[
    ("ann-on-her-day", "\"ann\"", "2020-03-03"),
    ("ann-a-day-before", "\"ann\"", "2020-03-02"),
    ("ann-a-day-after", "\"ann\"", "2020-03-04"),
    ("ann-from-her-day-on", "\"ann\"", "[2020-03-03..2020-03-05]"),
    ("ann-at-some-time", "\"ann\"", ""),
    ("bob-in-his-time", "\"bob\"", "2020-06-15"),
    ("bob-as-it-may-begin", "\"bob\"", "2020-05-15"),
    ("bob-as-it-may-end", "\"bob\"", "2020-07-15"),
    ("cid-on-one-of-several-days", "\"cid\"", "2020-03-15"),
    ("dan-who-never-was", "\"dan\"", "2020-03-03"),
    ("eve-in-her-time", "\"eve\"", "2020-04-20"),
    ("eve-too-late", "\"eve\"", "2020-04-21"),
    ("officials-ever", "\"officials\"", ""),
    ("land-itself", "\"land\"", "2020-01-01"),
    ("somebody-for-the-ministry", "{ printed = \"a clerk\", behalf = \"ministry\" }", ""),
    ("cid-for-the-land", "{ entity = \"cid\", behalf = \"land\" }", "2020-03-15"),
    ("board-alone", "\"board\"", "2020-01-01"),
];

fn record() -> Connection {
    let mut facts = WORDS.to_owned();
    for (key, kind) in ENTITIES {
        facts.push_str(&format!(
            "\n[[entity]]\nkey = \"{key}\"\nkind = \"{kind}\"\nname = \"The {key}\"\ncite = [\"x\"]\n"
        ));
    }
    for (n, (subject, predicate, object, more)) in RELATIONS.iter().enumerate() {
        facts.push_str(&format!(
            "\n[[relation]]\nkey = \"r{n}\"\nsubject = \"{subject}\"\npredicate = \"{predicate}\"\nobject = \"{object}\"\n{more}cite = [\"x\"]\n"
        ));
    }
    for (key, speaker, day) in SAID {
        let day = if day.is_empty() { String::new() } else { format!("date = \"{day}\"\n") };
        facts.push_str(&format!(
            "\n[[statement]]\nkey = \"{key}\"\nverb = \"says\"\nform = \"indirect\"\ngist = \"So\"\nspeaker_basis = \"stated\"\n{day}parties.speaker = [{speaker}]\nparties.addressee = [\"land\"]\ncite = [\"x\"]\n"
        ));
    }
    let files = [("s.toml".to_owned(), facts)];
    create::in_memory(|conn| facts::load(conn, &files, &[], "facts", support::NOW).map(drop)).unwrap()
}

fn texts(conn: &Connection, sql: &str) -> BTreeSet<String> {
    let mut statement = conn.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// The statements in which somebody speaks for a body, and through whom.
fn spoken_for(conn: &Connection, body: &str) -> BTreeSet<String> {
    texts(
        conn,
        &format!(
            "SELECT record.key || coalesce(': ' || through, '') FROM represented JOIN record ON record.id = record_id
            WHERE role = 'speaker' AND for_id = (SELECT id FROM record WHERE key = '{body}')"
        ),
    )
}

fn set(all: &[&str]) -> BTreeSet<String> {
    all.iter().map(|&text| text.to_owned()).collect()
}

#[test]
fn who_holds_an_office_speaks_for_what_it_belongs_to_on_the_days_that_are_proved() {
    let conn = record();
    assert_eq!(
        spoken_for(&conn, "land"),
        set(&[
            "ann-on-her-day: The ann, The minister",
            "bob-in-his-time: The bob, The minister",
            "eve-in-her-time: The eve, The minister",
            "officials-ever: The officials",
            "land-itself",
            "somebody-for-the-ministry: a clerk, for The ministry",
            "cid-for-the-land: The cid",
        ])
    );
    assert_eq!(
        spoken_for(&conn, "ministry"),
        set(&[
            "ann-on-her-day: The ann, The minister",
            "bob-in-his-time: The bob, The minister",
            "eve-in-her-time: The eve, The minister",
            "officials-ever: The officials",
            "somebody-for-the-ministry: a clerk",
        ])
    );
}

#[test]
fn a_state_speaks_for_no_body_that_it_is_a_member_of() {
    assert_eq!(spoken_for(&record(), "league"), set(&["board-alone: The board"]));
}

#[test]
fn places_lie_in_what_their_places_lie_in_and_not_in_what_is_known_to_be_wrong() {
    let found = texts(&record(), "SELECT place || ' in ' || within FROM places");
    assert_eq!(found, set(&["The hall in The city", "The hall in The land", "The city in The land"]));
}
