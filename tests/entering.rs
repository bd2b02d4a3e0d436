//! Entering: what one source told stays its own, and what is wrong with a file is told in order.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::desk::Desk;

const HERALD: (&str, &str) = (
    "herald.toml",
    "[source]\nkey = \"herald\"\nkind = \"news-report\"\npublished = \"2020-03-04\"\n\n[[event]]\nkey = \"dam-speech\"\n\
     type = \"statement\"\ntitle = \"Speech on the dam\"\nstatus = \"occurred\"\ndate = \"2020-03\"\nparties.participant = [\"France\"]\ncite = [\"spoke\"]\n",
);
const GAZETTE: &str = "[source]\nkey = \"gazette\"\nkind = \"news-report\"\npublished = \"2020-03-04\"\n";

#[test]
fn a_second_source_changes_nothing_of_what_a_first_one_told() {
    let desk = Desk::new("second", &[HERALD]);
    desk.done(&["add", "herald.toml"]);
    for (differs, told) in [
        ("title = \"A speech\"\nstatus = \"occurred\"\n", "title: `Speech on the dam` -> `A speech`"),
        ("status = \"occurred\"\ndate = \"2020-03-01\"\n", "date: `2020-03` -> `2020-03-01`"),
        ("status = \"occurred\"\nnote = \"Not so\"\n", "note: none -> `Not so`"),
        ("status = \"occurred\"\nparties.participant = [\"Ukraine\"]\n", "entity: "),
        ("status = \"occurred\"\nparties.host = [\"Ukraine\"]\n", "which has other parties"),
    ] {
        let event =
            format!("{GAZETTE}\n[[event]]\nkey = \"dam-speech\"\ntype = \"statement\"\n{differs}cite = [\"spoke\"]\n");
        desk.write("gazette.toml", &event);
        let stderr = desk.refused(&["add", "gazette.toml"]);
        assert!(stderr.contains("`dam-speech` is told by `herald`") && stderr.contains(told), "{differs}: {stderr}");
        assert!(stderr.contains("[[cite]] record = \"dam-speech\""), "{stderr}");
    }
    // What is the same, and words of its own, are welcome; its own dates stay its own.
    let cite = "\n[[cite]]\nrecord = \"dam-speech\"\ncite = [\"spoke on Sunday\"]\n\
       dates = [{ field = \"date\", words = \"on Sunday\", date = \"2020-03-01\" }]\n";
    desk.write("gazette.toml", &format!("{GAZETTE}{cite}"));
    desk.done(&["add", "gazette.toml"]);
    assert_eq!(desk.sql("SELECT date FROM event"), ["2020-03"]);
    // A corrected file of another name takes the place of what its source said.
    desk.write("gazette-2.toml", &format!("{GAZETTE}{}", cite.replace("\"on Sunday\"", "\"this Sunday\"")));
    desk.done(&["add", "gazette-2.toml"]);
    assert_eq!(desk.sql("SELECT words, result FROM dating"), ["this Sunday,2020-03-01"]);
    // And it goes out and comes back, each in its own file.
    desk.done(&["export", "--facts", "out"]);
    let own = fs::read_to_string(desk.0.join("out/gazette.toml")).unwrap();
    let other = fs::read_to_string(desk.0.join("out/herald.toml")).unwrap();
    assert!(own.contains("this Sunday") && !other.contains("Sunday"), "{own}{other}");
    desk.done(&["init", "--empty", "--db", "again.db"]);
    let files = ["add", "--db", "again.db", "out/herald.toml", "out/gazette.toml"];
    desk.done(&files);
    let (stdout, stderr) = desk.done(&["compare", "r.db", "again.db", "--csv"]);
    assert!(stdout.lines().count() == 1 && stderr.contains("told alike"), "{stdout}{stderr}");
}

#[test]
fn a_citation_that_a_corrected_file_drops_goes_or_is_told_with_its_command() {
    let cites = |names: &[&str]| {
        let each = names.iter().map(|name| format!("\n[[cite]]\nrecord = \"{name}\"\ncite = [\"{name}\"]\n"));
        format!("{GAZETTE}{}", each.collect::<String>())
    };
    let desk = Desk::new("dropped", &[("gazette.toml", &cites(&["france", "ukraine"]))]);
    let left = || {
        desk.sql("SELECT record.key FROM citation JOIN record ON record.id = record_id JOIN source ON source.id = source_id WHERE source.key = 'gazette' ORDER BY 1")
    };
    desk.done(&["add", "gazette.toml"]);
    assert_eq!(left(), ["france", "ukraine"]);
    desk.write("other-name.toml", &cites(&["ukraine"]));
    let (_, stderr) = desk.done(&["add", "other-name.toml"]);
    assert!(stderr.contains("onrecord remove france --source gazette"), "{stderr}");
    assert_eq!(left(), ["france", "ukraine"]);
    desk.write("gazette.toml", &cites(&["ukraine"]));
    let (stdout, _) = desk.done(&["add", "gazette.toml"]);
    assert!(stdout.contains("taken back"), "{stdout}");
    assert_eq!(left(), ["ukraine"]);
    desk.done(&["remove", "ukraine", "--source", "gazette"]);
    assert_eq!(left(), Vec::<String>::new());
    assert_eq!(desk.sql("SELECT count(*) FROM record WHERE key IN ('france', 'ukraine')"), ["2"]);
}

#[test]
fn a_text_goes_with_the_one_facts_file_and_faults_of_that_come_first() {
    let desk = Desk::new("pair", &[("report.txt", "Ada Arc spoke. It rained."), HERALD]);
    let (stdout, _) = desk.done(&["add", "herald.toml", "report.txt"]);
    assert!(stdout.contains("text"), "{stdout}");
    assert_eq!(desk.sql("SELECT sentence, start_byte FROM anchor"), ["1,8"]);
    desk.write("broken.toml", "[source]\nkey = \"broken\"\ntitel = \"x\"\nkind = \"law\"\n\n[[event]\nkey = \"e\"\n");
    desk.write("unknown.toml", "[source]\nkey = \"broken\"\nkind = \"law\"\ntitel = \"x\"\n\n[[event]]\nkey = \"e\"\n");
    desk.write("other.txt", "Other.");
    let stderr = desk.refused(&["add", "broken.toml", "other.txt"]);
    assert!(stderr.contains("broken.toml:6:") && !stderr.contains("hash"), "{stderr}");
    let stderr = desk.refused(&["add", "unknown.toml", "other.txt"]);
    assert!(stderr.contains("titel") && !stderr.contains("no [source]"), "{stderr}");
}

#[test]
fn faults_come_in_the_order_of_lines_each_once() {
    let facts = format!(
        "{GAZETTE}\n[[entity]]\nkey = \"ada-arc\"\nkind = \"human\"\nname = \"Ada Arc\"\ncite = [\"Ada\"]\n\n[[statement]]\nkey = \"s\"\n\
         verb = \"says\"\nform = \"indirect\"\ngist = \"g\"\nspeaker_basis = \"stated\"\nparties.speaker = \"Ada Arc\"\nparties.addressee = \"Bob Burr\"\n\
         cite = [\"spoke\"]\n\n[[event]]\nkey = \"e\"\ntype = \"other\"\nstatus = \"occurred\"\nrank = \"preferred\"\ncite = [\"fell\"]\n\n\
         [[figure]]\nkey = \"f\"\nabout = \"france\"\nmeasure = \"dead\"\nlow = 5\nhigh = 2\nunit = \"people\"\nas_written = \"five\"\ncite = [\"five\"]\n"
    );
    let desk = Desk::new("order", &[("f.toml", &facts)]);
    let stderr = desk.refused(&["add", "f.toml"]);
    let lines: Vec<&str> = stderr.lines().filter(|line| line.contains("f.toml:")).collect();
    assert_eq!(lines.len(), 4, "{stderr}");
    let told = ["`human` is no kind", "`Bob Burr`", "a rank wants its reason", "low is more than high"];
    assert!(lines.iter().zip(told).all(|(line, told)| line.contains(told)), "{stderr}");
}

#[test]
fn what_holds_no_text_is_refused_and_a_page_gives_its_article() {
    let story =
        "<p>Ada Arc spoke of the dam for an hour in the hall of the town, and all who came heard it.</p>".repeat(8);
    let page = format!(
        "<html lang=\"en\"><head><title>The Dam</title></head><body><nav>News</nav><article>{story}</article></body></html>"
    );
    let desk = Desk::new("page", &[("page.html", &page), ("empty.txt", "\n"), ("paper.pdf", "%PDF-1.4")]);
    assert!(desk.refused(&["new", "empty.txt"]).contains("holds no text"));
    assert!(desk.refused(&["new", "paper.pdf"]).contains("pdftotext"));
    let (code, _, stderr) = desk.run(&["new", "page.html"]);
    assert!(code == 2 && stderr.contains("-o NAME.toml"), "{stderr}");
    desk.done(&["new", "page.html", "-o", "p.toml"]);
    let text = fs::read_to_string(desk.0.join("p.txt")).unwrap();
    assert!(text.contains("Ada Arc spoke") && !text.contains("News"), "{text}");
    desk.fill("p.toml");
    desk.done(&["add", "p.toml", "p.txt"]);
    assert!(
        desk.run(&["new", "page.html", "-o", "p2.toml"]).0 == 0
            && desk.run(&["new", "page.html", "-o", "p.toml"]).0 == 3
    );
}

#[test]
fn a_new_record_has_nothing_to_take_back() {
    let desk = Desk::new("fresh", &[]);
    assert!(desk.refused(&["undo"]).contains("nothing to take back"));
    assert!(desk.refused(&["undo", "1"]).contains("came with the record itself"));
}

/// A report of a meeting, what was said there and what was promised.
fn outlet(key: &str, gist: &str, judged: &str) -> String {
    format!(
        "[source]\nkey = \"{key}\"\nkind = \"news-report\"\npublished = \"2020-03-04\"\n\n[[event]]\nkey = \"{key}-talks\"\ntype = \"meeting\"\n\
         title = \"Talks\"\nstatus = \"occurred\"\ndate = \"2020-03-02\"\nparties.participant = [\"France\", \"Ukraine\"]\n{judged}cite = [\"talks\"]\n\n\
         [[statement]]\nkey = \"{key}-said\"\nverb = \"says\"\nform = \"indirect\"\ngist = \"{gist}\"\nspeaker_basis = \"stated\"\ndate = \"2020-03-02\"\n\
         parties.speaker = \"France\"\ncite = [\"said\"]\n\n[[pledge]]\nkey = \"{key}-aid\"\nkind = \"aid\"\ntitle = \"Aid\"\nparties.donor = \"France\"\n\
         parties.recipient = \"Ukraine\"\ncite = [\"aid\"]\n\n[[stage]]\nkey = \"{key}-aid-promised\"\npledge = \"{key}-aid\"\nstage = \"pledged\"\n\
         date = \"2020-03-03\"\nmoney = \"2 million euros\"\ncite = [\"2 million euros\"]\n"
    )
}

#[test]
fn what_is_in_the_record_already_is_told_when_it_comes_again() {
    let first = outlet("herald", "The neighbours should do right", "");
    let desk = Desk::new("again", &[("herald.toml", &first)]);
    let (_, stderr) = desk.done(&["add", "herald.toml"]);
    assert!(!stderr.contains("the same as"), "nothing to be like: {stderr}");
    desk.write("gazette.toml", &outlet("gazette", "Neighbours should always do right", ""));
    let (_, stderr) = desk.done(&["add", "gazette.toml", "--dry-run"]);
    for (own, other) in
        [("gazette-talks", "herald-talks"), ("gazette-said", "herald-said"), ("gazette-aid", "herald-aid")]
    {
        let told = format!("`{own}`: it may be the same as {other}");
        assert!(stderr.contains(&told) && stderr.contains(&format!("[[cite]] record = \"{other}\"")), "{stderr}");
    }
    desk.done(&["add", "gazette.toml"]);
    let (code, stdout, _) = desk.run(&["check", "--csv"]);
    assert_eq!((code, stdout.lines().count()), (1, 4), "{stdout}");
    // What is in the record is not told again with a file that has nothing to do with it.
    desk.write("other.toml", "[source]\nkey = \"other\"\nkind = \"data-set\"\n\n[[entity]]\nkey = \"weir\"\nkind = \"place\"\nname = \"Weir\"\n");
    assert!(!desk.done(&["add", "other.toml"]).1.contains("the same as"));
    // A judgement ends it.
    let judged = "judged.likely-duplicate-event = { words = \"herald-talks\", why = \"There were two\" }\n";
    desk.write("gazette.toml", &outlet("gazette", "Neighbours should always do right", judged));
    desk.done(&["add", "gazette.toml"]);
    assert!(!desk.run(&["check", "likely-duplicate-event"]).1.contains("gazette-talks"));
}

#[test]
fn the_readmes_facts_file_loads_as_it_is_shown() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let facts = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let desk = Desk::new(
        "readme",
        &[("facts.toml", facts), ("report.txt", "Arcadia promised Ruritania money for the dam.\n")],
    );
    desk.done(&["add", "facts.toml", "report.txt"]);
    assert_eq!(
        desk.sql(
            "SELECT exact, start_byte FROM anchor JOIN source ON source.id = source_id WHERE source.key = 'dam-report'"
        ),
        ["Arcadia promised,0"]
    );
    desk.done(&["check"]);
}

#[test]
fn what_a_source_tells_is_changed_in_an_editor() {
    let desk = Desk::new("edit", &[HERALD, ("report.txt", "Ada Arc spoke.")]);
    desk.done(&["add", "herald.toml", "report.txt"]);
    // An editor is a command that gets the file.
    let edit = |change: &str, key: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .current_dir(&desk.0)
            .env("ONRECORD_DB", "r.db")
            .env("VISUAL", format!("sed -i '{change}'"))
            .args(["edit", key])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    };
    let (code, _, stderr) = edit("", "herald");
    assert!(code == 0 && stderr.contains("nothing was changed"), "{stderr}");
    let (code, stdout, stderr) = edit("s/Speech on the dam/A speech/", "dam-speech");
    assert!(code == 0 && stdout.contains("title: `Speech on the dam` -> `A speech`"), "{stdout}{stderr}");
    assert_eq!(desk.sql("SELECT title, date FROM event"), ["A speech,2020-03"]);
    assert_eq!(
        desk.sql("SELECT exact, start_byte FROM anchor JOIN record ON record.id = record_id WHERE key = 'dam-speech'"),
        ["spoke,8"]
    );
    desk.done(&["undo"]);
    assert_eq!(desk.sql("SELECT title FROM event"), ["Speech on the dam"]);
    // A mistake loads nothing and loses nothing.
    let (code, _, stderr) = edit("s/occurred/ocurred/", "herald");
    assert!(code == 3 && stderr.contains("did you mean `occurred`"), "{stderr}");
    let kept = stderr.split("what you wrote is in ").nth(1).unwrap().lines().next().unwrap();
    assert!(fs::read_to_string(kept).unwrap().contains("ocurred"), "{kept}");
    fs::remove_dir_all(Path::new(kept).parent().unwrap()).unwrap();
    assert_eq!(edit("s/x/y/; false(", "herald").0, 3, "an editor that fails");
    let (code, _, stderr) = edit("", "nobody-knows");
    assert!(code == 2 || code == 3, "{stderr}");
    assert!(desk.run(&["edit", "herald"]).0 == 3, "no editor");
}

#[test]
fn numbers_that_are_not_those_of_their_words_are_told() {
    let figure = |best: &str, words: &str| {
        format!(
            "\n[[figure]]\nkey = \"toll\"\nabout = \"dam-speech\"\nmeasure = \"heard by\"\n{best}\nunit = \"people\"\n\
             as_written = \"{words}\"\ncite = [\"spoke\"]\n"
        )
    };
    let stage = |money: &str| {
        format!(
            "\n[[pledge]]\nkey = \"gift\"\nkind = \"aid\"\ntitle = \"G\"\ncite = [\"spoke\"]\n\n[[stage]]\nkey = \"given\"\n\
             pledge = \"gift\"\nstage = \"pledged\"\nmoney = {{ {money} }}\ncite = [\"spoke\"]\n"
        )
    };
    let desk = Desk::new("numbers", &[]);
    let told = |fact: &str| {
        desk.write("herald.toml", &format!("{}{fact}", HERALD.1));
        let (code, _, stderr) = desk.run(&["add", "herald.toml", "--dry-run"]);
        (code, stderr)
    };
    // What is read for certain and differs is a fault.
    for (fact, what) in [
        (figure("best = 21", "12"), "`12` has another number than 21"),
        (figure("low = 3\nhigh = 5", "at least 12"), "`at least 12` has another number than 3, 5"),
        (figure("best = 2.5", "2.25"), "`2.25` has another number than 2.5"),
        (
            stage("low = 5, high = 5, currency = \"EUR\", as_written = \"EUR 5\""),
            "`EUR 5` is 500 in minor units, and here it is 5",
        ),
        (
            stage("low = 2, high = 3, currency = \"EUR\", as_written = \"more than 5 euros\""),
            "`more than 5 euros` is at least 500 in minor units, and here it is 2 to 3",
        ),
    ] {
        let (code, stderr) = told(&fact);
        assert!(code == 3 && stderr.contains(what), "{fact}: {stderr}");
    }
    // What the words say beside it, or may say, is a note.
    for (fact, what) in [
        (figure("best = 400", "some 40 of them"), "`some 40 of them` has another number than 400"),
        (figure("best = 400", "more than 40"), "`more than 40` has another number than 400"),
        (
            stage("low = 5, high = 5, currency = \"CAD\", as_written = \"$5\""),
            "`$5` is read as USD, and here it is CAD",
        ),
        (
            stage("low = 5, high = 5, currency = \"EUR\", as_written = \"half of the 9 euros\""),
            "`half of the 9 euros` has another amount than this",
        ),
    ] {
        let (code, stderr) = told(&fact);
        assert!(code == 0 && stderr.contains("note: ") && stderr.contains(what), "{fact}: {stderr}");
    }
    // What is the same, what has a share, and what cannot be read for certain.
    for fact in [
        figure("best = 12", "twelve"),
        figure("high = 12", "nearly 12"),
        figure("low = 10\nbest = 11\nhigh = 14", "some 12"),
        figure("best = 5\nout_of = 44", "5 of the 44"),
        figure("best = 5", "a handful"),
        stage("low = 490, high = 510, currency = \"EUR\", as_written = \"about 5 euros\""),
        stage("low = 500, high = 500, currency = \"EUR\", as_written = \"5 euros of the 9 dollars\""),
        stage("low = 500, high = 500, currency = \"EUR\", as_written = \"a lot\""),
    ] {
        let (code, stderr) = told(&fact);
        assert!(code == 0 && !stderr.contains(" has another ") && !stderr.contains(" is "), "{fact}: {stderr}");
    }
    // Words of a source whose text is kept stand there.
    desk.write("report.txt", "Ada Arc spoke to 12 people.");
    for (words, is_there) in [("12 people", true), ("12 of them", false)] {
        desk.write("herald.toml", &format!("{}{}", HERALD.1, figure("best = 12", words)));
        let (_, stderr) = desk.done(&["add", "herald.toml", "report.txt", "--dry-run"]);
        assert_ne!(stderr.contains(&format!("`{words}` is not in the source's text")), is_there, "{stderr}");
    }
}
