//! What a person decides of a draft, and what of it is kept.

use super::*;

const DRAFT: &str = "# head\n\n[source]\nkey = \"s\"\n\n# 1. It rained.\n# a hint\n[[event]]\nkey = \"e\"\ntitle = \"\"\ncite = [\n  \
  \"rained\",\n]\n\n[[figure]]\nkey = \"f\"\nabout = \"e\"\ncite = [\"12\"]\n[[statement]]\nkey = \"t\"\nasserts = [\"e\", \"f\"]\ncite = [{ quote = \"x\" }]\n# end\n";

#[test]
fn a_draft_comes_apart_and_stays_what_it_is() {
    let paper = Paper::read(DRAFT).unwrap();
    assert_eq!(paper.text(), DRAFT);
    let keys: Vec<_> = paper.facts().map(|fact| fact.key().unwrap()).collect();
    assert_eq!(keys, ["e", "f", "t"]);
    assert_eq!(paper.facts().next().unwrap().wanting(), ["title"]);
    assert_eq!(Paper::read("[[event]]\nkey = \"e\n").unwrap_err(), 1);
}

#[test]
fn what_is_decided_is_read_again() {
    let mut paper = Paper::read(DRAFT).unwrap();
    paper.fact(0).unwrap().set("title", "The rain");
    paper.fact(0).unwrap().is_accepted = true;
    paper.drop_fact(1);
    let again = Paper::read(&paper.text()).unwrap();
    assert_eq!(again.text(), paper.text());
    assert_eq!(again.open(0), Some(2));
    assert!(again.text().contains("# accepted\n[[event]]\nkey = \"e\"\ntitle = \"The rain\"\n"));
    assert!(again.text().contains("#~ [[figure]]\n#~ key = \"f\"\n"));
    assert!(again.text().contains("asserts = [\"e\"]\n"), "{}", again.text());
}

#[test]
fn what_is_joined_is_named_by_the_key_of_the_record() {
    let mut paper = Paper::read(DRAFT).unwrap();
    paper.join(0, "rain-of-may");
    let text = paper.text();
    assert!(text.contains("# accepted\n[[cite]]\nrecord = \"rain-of-may\"\ncite = [\n  \"rained\",\n]\n"), "{text}");
    assert!(text.contains("about = \"rain-of-may\"") && text.contains("asserts = [\"rain-of-may\", \"f\"]"), "{text}");
}

#[test]
fn a_field_is_said_otherwise_first_or_no_longer() {
    let mut paper = Paper::read(DRAFT).unwrap();
    let fact = paper.fact(0).unwrap();
    fact.set("date", "2020-01-02");
    fact.set("coding", "{ scheme = \"cameo\", code = \"1\" }");
    fact.set("cite", "[\"rained\"]");
    fact.set("title", "");
    assert_eq!(
        fact.text,
        "[[event]]\nkey = \"e\"\ndate = \"2020-01-02\"\ncoding = { scheme = \"cameo\", code = \"1\" }\ncite = [\"rained\"]\n"
    );
}
