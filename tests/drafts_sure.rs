//! Drafts: what two things told together do not make of each other.

use crate::support::desk::Desk;

/// The tables of the draft of a text, without what is the same in each.
fn drafted(language: &str, on: &str, text: &str) -> String {
    let name = format!("sure-{}", numbered(text));
    let desk = Desk::new(&name, &[("t.txt", &format!("{text}\n"))]);
    let (draft, _) = desk.done(&["new", "t.txt", "--published", on, "--language", language]);
    let (_, told) = draft.split_once("# 1. ").unwrap();
    let (_, tables) = told.split_once('\n').unwrap();
    tables.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n")
}

/// A name of its own for the folder of each text, as tests run beside each other.
fn numbered(text: &str) -> String {
    text.bytes().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())).to_string()
}

const TUESDAY: &str = "2024-03-05";

#[test]
fn who_was_hurt_by_something_else_is_not_of_the_event_before() {
    let attack = "An attack on Odesa on Saturday killed 12 people.";
    for other in [
        "Meanwhile a bus crash in Poland killed three people.",
        "On Monday, another strike on Kharkiv killed three people.",
        "In Kharkiv, three people were killed.",
        "A flood killed three people.",
        "On Monday three people were killed.",
    ] {
        let draft = drafted("en", TUESDAY, &format!("{attack} {other}"));
        let [_, three] = draft.split("key = \"dead-three\"").collect::<Vec<_>>()[..] else {
            panic!("{other}: {draft}")
        };
        assert!(three.trim_start().starts_with("about = \"\""), "{other}: {draft}");
    }
    for same in
        ["Three people were wounded.", "The attack wounded three people.", "Three people were wounded in Odesa."]
    {
        let draft = drafted("en", TUESDAY, &format!("{attack} {same}"));
        assert_eq!(draft.matches("about = \"attack-in-odesa\"").count(), 2, "{same}: {draft}");
    }
}

#[test]
fn a_number_that_is_taken_back_or_goes_on_or_is_somebodys_is_no_figure() {
    for (language, text) in [
        ("en", "Initial reports that 12 people were killed in Odesa on Monday were wrong."),
        ("en", "Earlier reports said 12 people were killed in Odesa; police later corrected the number to nine."),
        ("en", "An attack on Kharkiv on Monday killed five soldiers and seven civilians."),
        ("en", "Eight people were killed in Odesa, regional governor Oleh Kiper said."),
        ("de", "Nach Angaben Kiews wurden 7 Menschen getötet."),
    ] {
        let draft = drafted(language, TUESDAY, text);
        assert!(!draft.contains("[[figure]]") && !draft.contains("Initial"), "{text}: {draft}");
    }
    let draft = drafted("en", TUESDAY, "An attack on Kharkiv on Monday killed 12 people and wounded 30.");
    assert!(draft.contains("best = 12"), "{draft}");
}

#[test]
fn what_stands_before_a_german_verb_need_not_be_who_does_it() {
    for text in [
        "Am Montag traf Mark Rutte Joe Biden in Berlin.",
        "In Berlin traf Mark Rutte am Montag Joe Biden.",
        "Am Montag besuchte Bundeskanzler Olaf Scholz Kiew.",
    ] {
        assert_eq!(drafted("de", TUESDAY, text).trim(), "", "{text}");
    }
    assert_eq!(drafted("nl", TUESDAY, "Maandag ontmoette Mark Rutte Joe Biden.").trim(), "");
    let draft = drafted("de", TUESDAY, "Mark Rutte traf Joe Biden am Montag in Berlin.");
    assert!(draft.contains("parties.participant = [\"mark-rutte\", \"joe-biden\"]"), "{draft}");
}

#[test]
fn a_quotation_is_nobodys_where_somebody_else_was_named_last() {
    for (language, text) in [
        ("en", "Mark Rutte said: \"We will help.\" Joe Biden nodded. \"And we too.\""),
        ("de", "„Wir helfen“, sagte Mark Rutte. Joe Biden widersprach. „Das stimmt nicht.“"),
        ("nl", "„Wij helpen”, zei Mark Rutte. Joe Biden knikte. „Wij ook.”"),
        ("es", "«Sí», dijo Mark Rutte. Joe Biden asintió. «Nosotros también lo haremos.»"),
    ] {
        let draft = drafted(language, TUESDAY, text);
        assert_eq!(draft.matches("parties.speaker = \"mark-rutte\"").count(), 1, "{text}: {draft}");
        assert_eq!(draft.matches("parties.speaker").count(), 1, "{text}: {draft}");
    }
    let draft = drafted("en", TUESDAY, "Mark Rutte said: \"We will help.\" Rutte paused. \"And we stay.\"");
    assert_eq!(draft.matches("parties.speaker = \"mark-rutte\"").count(), 2, "{draft}");
    // Whoever spoke before is found by that alone, also where nobody knows them.
    let draft = drafted("nl", TUESDAY, "\"Het is goed\", zei Ollongren. \"Meer kan ik niet zeggen.\"");
    assert_eq!(draft.matches("printed = \"Ollongren\"").count(), 2, "{draft}");
    assert_eq!(draft.matches("speaker_basis = \"inferred\"").count(), 1, "{draft}");
    // What stands before "X said:" is not X's.
    let draft = drafted("en", TUESDAY, "Joe Biden welcomed Mark Rutte. \"We are glad.\" Rutte said: \"So are we.\"");
    assert!(draft.contains("cite = [{ quote = \"So are we.\" }]") && !draft.contains("We are glad"), "{draft}");
}

#[test]
fn a_day_of_another_week_is_not_that_of_this_one() {
    let on = "2024-03-06";
    for (language, text) in [
        ("de", "Mark Rutte traf Joe Biden am Montag der Vorwoche."),
        ("es", "Mark Rutte se reunió con Joe Biden el lunes de la semana anterior."),
        ("nl", "Mark Rutte ontmoette Joe Biden maandag een week geleden."),
        ("en", "Mark Rutte met Joe Biden on Monday of last week."),
        ("en", "Mark Rutte met Joe Biden on Monday a week ago."),
        ("en", "Mark Rutte met Joe Biden on the first Monday of May."),
        ("en", "Mark Rutte will meet Joe Biden on Monday week."),
        ("en", "\"It is so,\" Mark Rutte said on April 3."),
    ] {
        let draft = drafted(language, on, text);
        assert!(draft.contains("mark-rutte") && !draft.contains("words = \""), "{text}: {draft}");
    }
    for text in ["Mark Rutte met Joe Biden on Monday.", "Mark Rutte met Joe Biden on Monday this week."] {
        assert!(drafted("en", on, text).contains("date = \"2024-03-04\""), "{text}");
    }
    let draft = drafted("fr", on, "« Non », a dit Mark Rutte le 28 décembre.");
    assert!(draft.contains("parties.speaker = \"mark-rutte\"") && draft.contains("2023-12-28"), "{draft}");
}
