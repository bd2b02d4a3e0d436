//! What is promised of `header`.

use super::*;
use crate::script::parameter::Type;

#[test]
fn a_header_says_what_a_row_is_and_what_it_takes() {
    let sql = "-- Rows.\n--\n-- One.\n-- Two.\n--\n-- @param a entity list only these\n-- @param n integer = 3 how many\n-- @param k enum(x, y) required which\n-- @cite id\n-- @money low, high\nSELECT 1;\n-- not header";
    let header = Header::read("q", sql).unwrap();
    assert_eq!((header.summary.as_str(), header.about.as_str()), ("Rows.", "One. Two."));
    let [a, n, k] = header.parameters.as_slice() else { panic!("{header:?}") };
    assert!(a.is_list && a.kind == Type::Entity(Vec::new()) && a.about == "only these");
    assert_eq!((n.default.as_deref(), n.about.as_str()), (Some("3"), "how many"));
    assert!(k.is_required && k.kind == Type::Enum(vec!["x".into(), "y".into()]));
    assert_eq!(header.money.names, ["low", "high"]);
}

#[test]
fn a_bad_declaration_names_its_line() {
    for sql in ["-- Rows.\n-- @param a thing it", "-- Rows.\n-- @sort by", "-- Rows.\n-- @param a text"] {
        assert!(matches!(Header::read("q", sql), Err(Error::BadHeader { line: 2, .. })), "{sql}");
    }
    assert!(Header::read("q", "SELECT 1").is_err());
}

#[test]
fn names_and_words_are_such_that_a_person_can_give_them() {
    for declarations in [
        "@param a text it\n-- @param a text it",
        "@param a text it\n-- @param 1a text it",
        "@param a text it\n-- @param b-c text it",
        "@param a text it\n-- @param é text it",
        "@param a text it\n-- @param b enum() it",
        "@param a text it\n-- @param b enum(x,, y) it",
        "@param a text it\n-- @param b enum(x, \u{1b}[31m) it",
        "@param a text it\n-- @param b enum(x, \u{202e}y) it",
    ] {
        let read = Header::read("q", &format!("-- Rows.\n-- {declarations}\nSELECT 1"));
        assert!(matches!(read, Err(Error::BadHeader { line: 3, .. })), "{declarations}: {read:?}");
    }
}
