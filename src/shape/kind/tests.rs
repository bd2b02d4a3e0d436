//! What is promised of `kind`.

use super::*;
use crate::shape::field::{By, Part};

fn fields(kind: &str) -> Vec<&'static str> {
    named(kind).unwrap().fields.iter().map(|field| field.name).collect()
}

#[test]
fn kinds_and_their_fields_follow_from_the_schema() {
    let names: Vec<_> = all().iter().map(Kind::name).collect();
    assert_eq!(
        names,
        [
            "currency",
            "predicate",
            "topic",
            "entity",
            "relation",
            "event",
            "figure",
            "statement",
            "pledge",
            "stage",
            "conversion",
            "dispute"
        ]
    );
    assert_eq!(fields("topic"), ["key", "label", "parent", "notations"]);
    assert_eq!(
        fields("entity"),
        ["kind", "name", "description", "began", "ended", "names", "identifiers", "coordinates"]
    );
    assert_eq!(
        fields("event"),
        ["type", "title", "status", "date", "place", "part_of", "follows", "parties", "coding", "judged"]
    );
    assert_eq!(
        fields("stage"),
        [
            "pledge",
            "stage",
            "notation",
            "date",
            "money",
            "as_written",
            "extent",
            "additional_to",
            "part_of",
            "goods",
            "judged"
        ]
    );
    assert_eq!(fields("conversion"), ["stage", "money", "rate", "rate_on"]);
    assert_eq!(fields("dispute"), ["kind", "question", "why", "about", "sides"]);
    assert!(fields("statement").ends_with(&["parties", "asserts", "denies", "questions", "about", "judged"]));
}

#[test]
fn rows_that_belong_to_a_record_are_known() {
    for (table, column) in [
        ("record", Some("id")),
        ("event", Some("id")),
        ("party", Some("record_id")),
        ("name", Some("entity_id")),
        ("identifier", Some("entity_id")),
        ("dispute_side", Some("dispute_id")),
        ("assertion", Some("statement_id")),
        ("retired_key", Some("record_id")),
        ("citation", Some("record_id")),
        ("anchor", Some("record_id")),
        ("source", None),
        ("source_text", None),
        ("topic", None),
        ("topic_notation", None),
        ("batch", None),
        ("no-table", None),
    ] {
        assert_eq!(owner(table), column, "{table}");
    }
}

#[test]
fn parts_know_their_owner_and_what_each_row_says() {
    let part = |kind: &str, field: &str| match &named(kind).unwrap().field(field).unwrap().form {
        Form::Part(part) => part,
        other => panic!("{other:?}"),
    };
    let told = |part: &Part| part.fields.iter().map(|field| field.name).collect::<Vec<_>>();
    let parties = part("event", "parties");
    assert_eq!((parties.owner, parties.by, parties.number), ("record_id", By::Word("role"), Some("n")));
    assert_eq!(told(parties), ["entity", "printed", "behalf"]);
    let names = part("entity", "names");
    assert_eq!((names.owner, names.by, names.also), ("entity_id", By::Word("kind"), Some(("preferred", "name"))));
    assert_eq!(told(names), ["text", "language"]);
    let sides = part("dispute", "sides");
    assert_eq!((sides.owner, sides.by, sides.number), ("dispute_id", By::List, Some("n")));
    assert_eq!(told(sides), ["record", "claim", "words", "source", "preferred"]);
    assert_eq!((part("event", "coding").by, part("event", "coding").owner), (By::One, "record_id"));
    let denies = part("statement", "denies");
    assert_eq!((denies.owner, denies.by), ("statement_id", By::Spread("stance")));
    assert_eq!(told(denies), ["record"]);
    assert_eq!(part("entity", "identifiers").owner, "entity_id");
}
