//! Drafts: what a text tells, read into facts, with what is there already.

use crate::support::desk::Desk;

#[test]
fn a_draft_of_any_bytes_loads_when_it_is_filled_in() {
    let text = "A \u{1} dam\u{8} and \u{1b}[31m red \u{7f} \u{0} end. “It is \u{2} “so” now,” said Ada \u{3}Arc.\n";
    let desk = Desk::new("controls", &[("c.txt", text)]);
    desk.done(&["new", "c.txt", "-o", "c.toml"]);
    desk.fill("c.toml");
    desk.done(&["add", "c.toml", "c.txt"]);
}

const REPORT: &str = "The Dam Stands\n\nPresident Ada Arc of Arcadia said on Monday that the dam will stand. “We will build \
  it together. Nobody will be left dry,” she said. “It is done.”\n\n“It is done,” Arc repeated in Paris. France promised \
  between 2 and 3 million euros, according to Emmanuel Macron.\n";

#[test]
fn a_draft_tells_who_said_what_and_wants_only_the_gist() {
    let desk = Desk::new("draft", &[("report.txt", REPORT)]);
    desk.done(&["new", "report.txt", "--published", "2020-03-04", "-o", "r.toml"]);
    let stderr = desk.refused(&["add", "r.toml", "report.txt"]);
    assert!(stderr.contains("`gist` is empty"), "{stderr}");
    desk.fill("r.toml");
    desk.done(&["add", "r.toml", "report.txt"]);
    let words = "(SELECT group_concat(exact, ' | ') FROM anchor WHERE anchor.record_id = statements.record_id)";
    let first = "(SELECT min(start_byte) FROM anchor WHERE anchor.record_id = statements.record_id)";
    let sql = &format!("SELECT form, speaker, speaker_basis, date, {words} AS words FROM statements ORDER BY {first}");
    assert_eq!(
        desk.sql(sql),
        [
            "indirect,Ada Arc,stated,2020-03-02,that the dam will stand",
            "direct,Ada Arc,inferred,[..2020-03-04],\"We will build it together. Nobody will be left dry,\"",
            "direct,Ada Arc,inferred,[..2020-03-04],It is done.",
            "direct,Ada Arc,stated,[..2020-03-04],\"It is done,\"",
            "indirect,Emmanuel Macron,stated,[..2020-03-04],France promised between 2 and 3 million euros",
        ]
    );
    // A month is no day to count from, and stays a month.
    let (draft, _) = desk.done(&["new", "report.txt", "--published", "2020-03"]);
    assert!(draft.contains("published = \"2020-03\"") && !draft.contains("date = {"), "{draft}");
    // The same as rows, with places in code points.
    let (rows, _) = desk.done(&["new", "report.txt", "--jsonl"]);
    let first: serde_json::Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&first["kind"], &first["form"], &first["cue"]),
        (&"statement".into(), &"indirect".into(), &"said".into())
    );
    let place = |name: &str| usize::try_from(first[name].as_u64().unwrap()).unwrap();
    let part: String = REPORT.chars().skip(place("start")).take(place("end") - place("start")).collect();
    assert_eq!(part, "that the dam will stand");
}

const HERALD: &str = "River talks

President Ada Arc met Moses Kato in Nairobi on Monday.

Norway pledged 5 million euros to Kenya on Tuesday. \"We will build the dam together with our friends,\" Ada Arc said.

A flood in Kenya killed 12 people on Sunday. Kenyan President Moses Kato wept.
";

const GAZETTE: &str = "Dam talks held

Ada Arc and Moses Kato met on Monday, officials said.

On Tuesday Norway promised Kenya €5 million. \"We will build the dam together with our friends,\" President Ada Arc told reporters.

Sunday's flood in Kenya killed 12 people. Sweden gave Kenya $3 million.
";

#[test]
fn a_draft_tells_who_did_what_and_whom_it_befell() {
    let desk = Desk::new("doings", &[("h.txt", HERALD)]);
    desk.done(&["new", "h.txt", "--published", "2023-01-18", "-o", "h.toml"]);
    desk.fill("h.toml");
    desk.done(&["add", "h.toml", "h.txt"]);
    assert_eq!(
        desk.sql("SELECT type, title, status, date, place FROM events ORDER BY first_day, title"),
        ["other,Flood in Kenya,occurred,2023-01-15,Kenya", "meeting,Ada Arc meets Moses Kato,occurred,2023-01-16,"]
    );
    assert_eq!(
        desk.sql("SELECT donor, recipient, stage, date, low, high, currency FROM pledges"),
        ["Norway,Kenya,pledged,2023-01-17,5000000.0,5000000.0,EUR"]
    );
    assert_eq!(desk.sql("SELECT about, measure, best FROM figures"), ["Flood in Kenya,dead,12.0"]);
    assert_eq!(desk.sql("SELECT holder, office FROM offices"), ["Moses Kato,President of Kenya"]);
    let (_, checked) = desk.done(&["check"]);
    assert!(checked.contains("nothing is wrong"), "{checked}");
}

#[test]
fn what_is_told_already_is_proposed_with_the_citation_to_write() {
    let desk = Desk::new("proposed", &[("h.txt", HERALD), ("g.txt", GAZETTE)]);
    desk.done(&["new", "h.txt", "--published", "2023-01-18", "-o", "h.toml"]);
    desk.fill("h.toml");
    desk.done(&["add", "h.toml", "h.txt"]);
    let (draft, stderr) = desk.done(&["new", "g.txt", "--published", "2023-01-18"]);
    assert!(!stderr.contains("not looked for"), "{stderr}");
    let others: Vec<&str> = draft.lines().filter_map(|line| line.strip_prefix("# record = ")).collect();
    assert_eq!(
        others,
        [
            "\"ada-arc-meets-moses-kato\"",
            "\"norway-pledges-5-million-euros-to-kenya\"",
            "\"norway-pledges-5-million-euros-to-kenya-pledged\"",
            "\"h-1\"",
            "\"flood-in-kenya\"",
            "\"dead-12\"",
        ]
    );
    assert!(draft.contains("# cite = [\"Ada Arc and Moses Kato met\"]"), "{draft}");
    // Nothing is written by a look.
    assert_eq!(desk.sql("SELECT count(*) FROM batch"), desk.sql("SELECT max(id) FROM batch"));
    assert_eq!(desk.sql("SELECT key FROM sources WHERE key = 'g'"), Vec::<String>::new());
}

/// A desk with the herald's report in the record, and a draft of the gazette's.
fn second_report(name: &str) -> Desk {
    let desk = Desk::new(name, &[("h.txt", HERALD), ("g.txt", GAZETTE)]);
    desk.done(&["new", "h.txt", "--published", "2023-01-18", "-o", "h.toml"]);
    desk.fill("h.toml");
    desk.done(&["add", "h.toml", "h.txt"]);
    desk.done(&["new", "g.txt", "--published", "2023-01-18", "-o", "g.toml"]);
    desk
}

#[test]
fn a_review_joins_what_is_told_already_and_loads_the_rest() {
    let desk = second_report("review");
    // A gist for what is said, the citations of the record for all that it tells, and Sweden's gift.
    let keys = "a\nThe two met\nj\nj\nj\nj\nj\nj\na\na\ny\n";
    let (code, stdout, stderr) = desk.typed(&["review", "g.toml"], keys);
    assert_eq!(code, 0, "{stdout}{stderr}");
    assert!(stderr.contains("\n  [Ada Arc and Moses Kato met] on Monday, officials said.\n"), "{stderr}");
    assert!(stderr.contains("it may be the same as dead-12"), "{stderr}");
    assert_eq!(desk.sql("SELECT count(*) FROM events"), ["2"]);
    assert_eq!(desk.sql("SELECT count(*) FROM figures"), ["1"]);
    assert_eq!(
        desk.sql("SELECT donor, stage, low FROM pledges ORDER BY donor"),
        ["Norway,pledged,5000000.0", "Sweden,given,3000000.0"]
    );
    assert_eq!(desk.sql("SELECT count(*) FROM citations WHERE source = 'g' AND record = 'dead-12'"), ["1"]);
    let (_, checked) = desk.done(&["check"]);
    assert!(checked.contains("nothing is wrong"), "{checked}");
}

#[test]
fn a_review_goes_back_stops_and_goes_on() {
    let desk = second_report("stop");
    // Nothing is accepted without its gist; a decision is taken back; two are told apart.
    let (code, _, stderr) = desk.typed(&["review", "g.toml"], "a\n\na\nThey met\nd\nb\nn\nThey met twice\nwhat\nq\n");
    assert_eq!(code, 0, "{stderr}");
    for told in ["without `gist` it is not accepted", "event (2 of", "`what` is none of", "nothing was loaded"] {
        assert!(stderr.contains(told), "{told}: {stderr}");
    }
    let kept = std::fs::read_to_string(desk.0.join("g.toml")).unwrap();
    assert!(kept.contains("# accepted\n[[statement]]") && kept.contains("gist = \"They met\""), "{kept}");
    let judged = "judged.likely-duplicate-event = { words = \"ada-arc-meets-moses-kato\", why = \"They met twice\" }";
    assert!(kept.contains(judged), "{kept}");
    assert_eq!(desk.sql("SELECT count(*) FROM sources WHERE key = 'g'"), ["0"]);
    // What is dropped is named no more, and what is corrected is what is loaded.
    let (code, stdout, stderr) =
        desk.typed(&["review", "g.toml"], "d\nd\nj\nplace = france\na\nmeasure = killed\na\nd\nd\ny\n");
    assert_eq!(code, 0, "{stdout}{stderr}");
    assert_eq!(desk.sql("SELECT place FROM events WHERE key = 'g-flood-in-kenya'"), ["France"]);
    assert_eq!(desk.sql("SELECT measure, about FROM figures WHERE key = 'g-dead-12'"), ["killed,Flood in Kenya"]);
    assert_eq!(desk.sql("SELECT count(*) FROM pledges"), ["1"]);
}

#[test]
fn what_cannot_be_reviewed_is_told() {
    let desk = Desk::new("unsound", &[("a.toml", "[[event]]\nkey = \"e\n"), ("a.txt", "It rained.")]);
    assert!(desk.refused(&["review", "a.toml"]).contains("a.toml:1: this table is no sound TOML"));
    assert_eq!(desk.run(&["review", "b.toml"]).0, 3);
    // An unknown word is told while one can still correct it.
    desk.write("c.toml", "[source]\nkey = \"c\"\nkind = \"document\"\n\n[[event]]\nkey = \"e\"\ntype = \"rain\"\nstatus = \"occurred\"\ncite = [\"rained\"]\n");
    desk.write("c.txt", "It rained.");
    let (code, _, stderr) = desk.typed(&["review", "c.toml"], "type = other\na\ny\n");
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("as it stands it could not be loaded") && stderr.contains("`rain` is no type"), "{stderr}");
    assert_eq!(desk.sql("SELECT type FROM events"), ["other"]);
}

#[test]
fn a_pledge_has_the_amount_of_its_own_clause() {
    let text = "Aid\n\nGermany pledged 5 million euros to Moldova, while Denmark pledged 30 million kroner to Moldova. \
        The Hague set aside 25 million euros for housing, while Norway pledged 120 million Norwegian crowns to Moldova.\n";
    let desk = Desk::new("clauses", &[("c.txt", text)]);
    desk.done(&["new", "c.txt", "--published", "2024-03-07", "-o", "c.toml"]);
    desk.fill("c.toml");
    desk.done(&["add", "c.toml", "c.txt"]);
    assert_eq!(
        desk.sql("SELECT donor, low, currency FROM pledges ORDER BY donor"),
        ["Germany,5000000.0,EUR", "Norway,120000000.0,NOK"]
    );
}

const DOUBTS: &str = "Aid and talks

\"There are no soldiers in this plan,\" Norwegian Foreign Minister Henrik Dalsgaard said on Thursday. The work will be good, Henrik Dalsgaard said on Tuesday.

Norway pledged 40 million euros to Moldova for the work, Dalsgaard said on Monday. \"We will not leave our friends in the dark,\" he said. Croitoru called the help a lifeline for hospitals. \"Winter was long,\" she said.

Dalsgaard, who met Moldova's Elena Croitoru on Monday, said in Oslo that the dam holds. Neighbouring Romania has pledged 2 million euros to Moldova. Romania promised Moldova 3 million euros. Norway had given Moldova 15 million euros.
";

#[test]
fn what_a_draft_is_not_sure_of_it_leaves_open() {
    let desk = Desk::new("doubts", &[("d.txt", DOUBTS)]);
    desk.done(&["new", "d.txt", "--published", "2024-03-07", "-o", "d.toml"]);
    desk.fill("d.toml");
    desk.done(&["add", "d.toml", "d.txt"]);
    // A day is that of the saying, whatever is said of the future; a pronoun is no country, and not who was named before
    // another; what somebody did on a day is not said on it.
    let sql = "SELECT speaker, date FROM statements ORDER BY (SELECT min(start_byte) FROM anchor WHERE anchor.record_id = statements.record_id)";
    assert_eq!(
        desk.sql(sql),
        [
            "Henrik Dalsgaard,2024-03-07",
            "Henrik Dalsgaard,2024-03-05",
            "Henrik Dalsgaard,2024-03-04",
            "Henrik Dalsgaard,[..2024-03-07]",
            "she,[..2024-03-07]",
            "Henrik Dalsgaard,[..2024-03-07]",
        ]
    );
    // Nobody is called Neighbouring Romania.
    assert_eq!(desk.sql("SELECT name FROM entity WHERE kind = 'person' ORDER BY name"), ["Henrik Dalsgaard"]);
    assert_eq!(
        desk.sql("SELECT donor, stage, low FROM pledges ORDER BY low"),
        ["Romania,pledged,3000000.0", "Norway,given,15000000.0", "Norway,pledged,40000000.0"]
    );
}

#[test]
fn a_review_refuses_what_does_not_fit_and_accepts_the_rest_at_once() {
    let desk = second_report("fit");
    let keys = "gsit = x\na\nThey met\nj norway\nj nobody-knows\nA\na\nWe build\ny\n";
    let (code, stdout, stderr) = desk.typed(&["review", "g.toml"], keys);
    assert_eq!(code, 0, "{stdout}{stderr}");
    for told in [
        "no field of a fact of the kind statement is called `gsit`",
        "`norway` is no event: it is the entity Norway",
        "no record has the key `nobody-knows`",
    ] {
        assert!(stderr.contains(told), "{told}: {stderr}");
    }
    assert_eq!(desk.sql("SELECT count(*) FROM events"), ["4"]);
}

#[test]
fn a_record_of_an_earlier_version_is_looked_through_too() {
    for version in 1..=3 {
        let desk = Desk::new(&format!("earlier-{version}"), &[("r.txt", EARLIER)]);
        let frozen = crate::support::root().join(format!("tests/frozen/version-{version}.db"));
        std::fs::copy(frozen, desk.0.join("old.db")).unwrap();
        let before = std::fs::read(desk.0.join("old.db")).unwrap();
        let (draft, stderr) = desk.done(&["--db", "old.db", "new", "r.txt", "--published", "2020-03-06"]);
        assert!(!stderr.contains("not looked for"), "{version}: {stderr}");
        assert!(draft.contains("# record = \"dam-money\""), "{version}: {draft}");
        assert!(std::fs::read(desk.0.join("old.db")).unwrap() == before, "{version}: it is as it was");
    }
}

const EARLIER: &str = "Money for a dam

Arcadia promised Ruritania about 2 million euros on 3 March 2020.
";
