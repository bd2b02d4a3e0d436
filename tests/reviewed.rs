//! Facts that a person tells on one line while reviewing a draft.

use crate::support::desk::Desk;

const REPORT: &str = "Lights out

Norway pledged 40 million euros to Moldova, officials said on Monday.

Late on Tuesday a power line at Balti failed, leaving 30,000 homes dark. Elena Croitoru, who is 52, hailed the crews. \"Winter was long; we held,\" she wrote. It was cold.
";

fn desk(name: &str) -> Desk {
    let desk = Desk::new(name, &[("d.txt", REPORT)]);
    desk.done(&["new", "d.txt", "--published", "2024-03-07", "-o", "d.toml"]);
    desk
}

#[test]
fn what_no_fact_tells_is_shown_and_told_on_one_line() {
    let desk = desk("one-line");
    let lines = "a Norway has pledged 40 million euros to Moldova\nA\nd\nu\n\n\
        event A power line at Balti fails; type = other; place = moldova\n\
        figure measure = homes without power; best = 30,000; unit = homes; cite = 30,000 homes\n\n\
        entity Elena Croitoru; kind = person; cite = Elena Croitoru\n\
        statement She praises the crews; speaker = Elena Croitoru; verb = praises\n\n\
        statement They held out; quote = Winter was long; we held; speaker = Elena Croitoru; speaker_basis = inferred; speaker_why = she is who is named before\n\n\n\
        y\n";
    let (code, stdout, stderr) = desk.typed(&["review", "d.toml"], lines);
    assert_eq!(code, 0, "{stdout}{stderr}");
    for told in ["sentence 3 of 6, 4 in no fact", "nothing is left to decide: load it?"] {
        assert!(stderr.contains(told), "{told}: {stderr}");
    }
    assert_eq!(
        desk.sql("SELECT key, type, date, place FROM events"),
        ["a-power-line-at-balti-fails,other,2024-03-05,Moldova"]
    );
    assert_eq!(
        desk.sql("SELECT about, measure, best, unit, as_written FROM figures"),
        ["A power line at Balti fails,homes without power,30000.0,homes,\"30,000\""]
    );
    assert_eq!(
        desk.sql("SELECT speaker, verb, date, form FROM statements ORDER BY date, verb"),
        [
            "officials,says,2024-03-04,indirect",
            "Elena Croitoru,praises,[..2024-03-07],indirect",
            "Elena Croitoru,says,[..2024-03-07],direct"
        ]
    );
    assert_eq!(desk.sql("SELECT words FROM citations WHERE record = 'they-held-out'"), ["Winter was long; we held"]);
    let words = desk.sql("SELECT words FROM citations WHERE record = 'she-praises-the-crews'");
    assert_eq!(words, ["\"Elena Croitoru, who is 52, hailed the crews.\""]);
    let (_, checked) = desk.done(&["check"]);
    assert!(checked.contains("nothing is wrong"), "{checked}");
}

#[test]
fn what_was_read_over_is_not_shown_again_and_a_told_fact_is_taken_back() {
    let desk = desk("read-over");
    let lines = "d\nd\nd\nd\nu\n\ns\nevent It rains; type = other\nb\ns\nq\nn\n";
    let (code, _, stderr) = desk.typed(&["review", "d.toml"], lines);
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("sentences in no fact: 5 (u shows them)"), "{stderr}");
    let kept = std::fs::read_to_string(desk.0.join("d.toml")).unwrap();
    assert!(kept.contains("# 1. Lights out\n#     read\n") && !kept.contains("It rains"), "{kept}");
    let (_, _, stderr) = desk.typed(&["review", "d.toml"], "u\n");
    assert!(stderr.contains("sentence 2 of 6, 5 in no fact") && !stderr.contains("sentence 1 of"), "{stderr}");
}

#[test]
fn words_that_were_typed_stay_when_their_decision_is_taken_back() {
    let desk = desk("words-stay");
    let (_, _, stderr) =
        desk.typed(&["review", "d.toml"], "a Norway has pledged 40 million euros to Moldova\nb\nq\nn\n");
    let kept = std::fs::read_to_string(desk.0.join("d.toml")).unwrap();
    assert!(kept.contains("gist = \"Norway has pledged 40 million euros to Moldova\""), "{kept}{stderr}");
    // It is open again, and nothing has to be typed again.
    let (_, _, stderr) = desk.typed(&["review", "d.toml"], "a\nq\nn\n");
    assert!(!stderr.contains("gist:") && !stderr.contains("is not accepted"), "{stderr}");
}

#[test]
fn what_cannot_be_told_on_a_line_says_why_and_changes_nothing() {
    let desk = desk("no-line");
    let before = std::fs::read_to_string(desk.0.join("d.toml")).unwrap();
    let lines = "rain falls\nevent Rain; frob = 1\ncite Not A Key\nrelation x\nq\n";
    let (_, _, stderr) = desk.typed(&["review", "d.toml"], lines);
    for told in [
        "`rain falls` is none of: a accept",
        "no field of a fact of the kind event is called `frob`",
        "`cite` wants the key of a record: cite KEY",
        "`x` is no FIELD = VALUE",
    ] {
        assert!(stderr.contains(told), "{told}: {stderr}");
    }
    assert_eq!(std::fs::read_to_string(desk.0.join("d.toml")).unwrap(), before);
}

#[test]
fn an_official_is_told_on_one_line_and_what_is_known_is_not_told_again() {
    let desk = desk("official");
    let lines = "d\nd\nd\nd\nu\n\n\n\n\
        official Elena Croitoru; office = Mayor; of = moldova\n\
        official Elena Croitoru; office = Mayor\n\
        official Ion Rusu; office = Mayor; of = moldova\n\
        \n\n\ny\n";
    let (code, stdout, stderr) = desk.typed(&["review", "d.toml"], lines);
    assert_eq!(code, 0, "{stdout}{stderr}");
    assert!(stderr.contains("`official` is told like this: official Tomas Brekel; office"), "{stderr}");
    assert_eq!(
        desk.sql("SELECT one.name || ', ' || predicate || ', ' || two.name FROM relation JOIN entity AS one ON one.id = subject_id \
            JOIN entity AS two ON two.id = object_id WHERE attested <> '2026' OR predicate = 'office-of' ORDER BY 1"),
        [
            "\"Elena Croitoru, holds-office, Mayor of moldova\"",
            "\"Ion Rusu, holds-office, Mayor of moldova\"",
            "\"Mayor of moldova, office-of, Moldova\""
        ]
    );
    assert_eq!(
        desk.sql("SELECT count(*) FROM citations WHERE record = 'elena-croitoru' AND words = 'Elena Croitoru'"),
        ["1"]
    );
}

#[test]
fn words_behind_a_date_stay_when_the_same_file_cites_the_record_again() {
    let desk = Desk::new(
        "dated",
        &[
            ("d.txt", REPORT),
            (
                "d.toml",
                "[source]\nkey = \"d\"\nkind = \"document\"\npublished = \"2024-03-07\"\n\n[[event]]\nkey = \"e\"\ntype = \"other\"\n\
                 status = \"occurred\"\ndate = { date = \"2024-03-05\", words = \"Late on Tuesday\" }\ncite = [\"a power line\"]\n\n\
                 [[cite]]\nrecord = \"e\"\ncite = [\"hailed the crews\"]\ndates = [{ field = \"date\", date = \"2024-03-05\", words = \"Tuesday\" }]\n",
            ),
        ],
    );
    let words = |desk: &Desk| desk.sql("SELECT words FROM dating ORDER BY words");
    desk.done(&["add", "d.toml", "d.txt"]);
    assert_eq!(words(&desk), ["Late on Tuesday", "Tuesday"]);
    let (stdout, _) = desk.done(&["add", "d.toml", "d.txt", "--csv"]);
    assert!(!stdout.contains("changed"), "{stdout}");
    assert_eq!(words(&desk), ["Late on Tuesday", "Tuesday"]);
}

#[test]
fn a_sentence_that_tells_a_known_record_cites_it() {
    let desk = desk("cites");
    desk.write(
        "o.toml",
        "[source]\nkey = \"o\"\nkind = \"document\"\n\n[[event]]\nkey = \"crews-work\"\ntype = \"other\"\ntitle = \"Crews work\"\n\
         status = \"occurred\"\ndate = \"2024-03-05\"\ncite = [{ locator = \"p. 1\" }]\n",
    );
    desk.done(&["add", "o.toml"]);
    // A fact that looks like one of the record is left open, and joined by a letter.
    let lines = "d\nd\nd\nd\nu\n\n\n\ncite crews-work; cite = hailed the crews\n\n\n\ny\n";
    let (code, stdout, stderr) = desk.typed(&["review", "d.toml"], lines);
    assert_eq!(code, 0, "{stdout}{stderr}");
    let cited = desk.sql("SELECT words FROM citations WHERE record = 'crews-work' AND source = 'd'");
    assert_eq!(cited, ["hailed the crews"]);
}
