//! Handed on: a bibliography for TeX, a feed, what Datasette shows, and where a stranger begins who has the file alone.

use crate::support::desk::Desk;

use quick_xml::Reader;
use quick_xml::events::Event;
use rusqlite::Connection;
use serde_json::Value;

fn desk(name: &str) -> Desk {
    let desk = Desk::new(name, &[]);
    desk.done(&["init", "b.db"]);
    desk
}

#[test]
fn tex_reads_a_bibliography_whatever_stands_in_a_title() {
    let desk = desk("bibtex");
    let conn = Connection::open(desk.0.join("b.db")).unwrap();
    let title = "100 % of {R&D}: a_b $5 \\ #1 ~ ^";
    let sql = "UPDATE source SET title = ?1, author = 'Committee on Rivers, Dams and Lakes', url = 'https://example.org/a_b', published = '2023-01'
      WHERE key = 'rutte-visit-report'";
    conn.execute(sql, [title]).unwrap();
    drop(conn);
    desk.done(&["export", "--bibtex", "s.bib", "--db", "b.db"]);
    let written = std::fs::read_to_string(desk.0.join("s.bib")).unwrap();
    assert_eq!(desk.done(&["export", "--bibtex", "-", "--db", "b.db"]).0, written);
    for (arguments, wanted) in [
        (&["--bibtex", "-", "--csl", "-"][..], "one thing at a time goes to stdout"),
        (&["--tables", "-"], "a folder or a record does not go to stdout"),
        (&["--csl", "-", "-o", "z.json"], "-o is none of them"),
    ] {
        let (code, _, told) = desk.run(&[&["export", "--db", "b.db"], arguments].concat());
        assert!(code == 2 && told.contains(wanted), "{told}");
    }
    let (code, _, told) = desk.run(&["report", "rutte", "--format", "foo", "--db", "b.db"]);
    assert!(code == 2 && told.contains("one of html, atom"), "{told}");
    let text = std::fs::read_to_string(desk.0.join("s.bib")).unwrap();
    let entry = text.split("@article{rutte-visit-report,").nth(1).unwrap().split("\n}\n").next().unwrap();
    for line in [
        r"  title = {100 \% of \{R\&D\}: a\_b \$5 \textbackslash{} \#1 \textasciitilde{} \textasciicircum{}},",
        "  author = {{Committee on Rivers, Dams and Lakes}},",
        "  date = {2023-01},",
        "  url = {https://example.org/a_b},",
    ] {
        assert!(entry.lines().any(|known| known == line), "{line}: {entry}");
    }
    assert_eq!(text.matches("\n@").count() + usize::from(text.starts_with('@')), 6, "{text}");
    // A date that is one of several days is none that TeX knows, and is told all the same.
    assert!(text.contains("note = {published [2023-01-16..2023-01-17]}"), "{text}");
}

/// The texts of an element of a feed, in their order.
fn texts(feed: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(feed);
    let (mut found, mut is_within) = (Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return found,
            Event::Start(start) if start.name().as_ref() == name => {
                is_within = true;
                found.push(String::new());
            }
            Event::End(end) if end.name().as_ref() == name => is_within = false,
            Event::Text(text) if is_within => found.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(_) if is_within => found.last_mut().unwrap().push('&'),
            _ => {}
        }
    }
}

#[test]
fn a_feed_tells_what_came_last_with_its_sources() {
    let desk = desk("feed");
    desk.done(&["report", "rutte", "-o", "r.atom", "--db", "b.db"]);
    let feed = std::fs::read_to_string(desk.0.join("r.atom")).unwrap();
    assert_eq!(desk.done(&["report", "rutte", "--format", "atom", "--db", "b.db"]).0, feed);
    let (code, _, told) = desk.run(&["report", "rutte", "-o", "r.atm", "--db", "b.db"]);
    assert!(code == 2 && told.contains("one of .html, .atom"), "{told}");
    let ids = texts(&feed, "id");
    assert_eq!(ids[0], "urn:onrecord:feed:mark-rutte");
    assert!(
        ids.contains(&"urn:onrecord:rutte-on-dnipro".to_owned()) && !ids.iter().any(|id| id.contains("kishida")),
        "{ids:?}"
    );
    let (rows, _) = desk.done(&["sql", "SELECT DISTINCT record.key FROM party JOIN record ON record.id = party.record_id JOIN timeline ON timeline.record_id = record.id WHERE party.entity_id = (SELECT id FROM record WHERE key = 'mark-rutte')", "--csv", "--no-header", "--db", "b.db"]);
    assert!(rows.lines().all(|key| ids.contains(&format!("urn:onrecord:{key}"))), "{rows} {ids:?}");
    let contents = texts(&feed, "content");
    assert_eq!(contents.len(), ids.len() - 1);
    assert!(contents.iter().all(|content| content.contains("Sources:\n")), "{contents:?}");
    assert!(contents.iter().any(|content| content.contains("sentence 13: “")), "{contents:?}");
    assert!(
        texts(&feed, "updated").iter().all(|time| time.len() == "2023-01-17T00:00:00Z".len() && time.ends_with('Z'))
    );
    // A topic takes in what is below it; what is no such thing has no feed, and no page takes its name.
    desk.done(&["report", "technology", "-o", "t.atom", "--db", "b.db"]);
    assert!(texts(&std::fs::read_to_string(desk.0.join("t.atom")).unwrap(), "id").len() > 5);
    for what in [&["2023-01"][..], &["pledges", "--donor", "nl"]] {
        let (code, _, told) = desk.run(&[&["report"], what, &["-o", "none.atom", "--db", "b.db"]].concat());
        assert!(
            code == 2 && told.contains("there is no feed of") && !desk.0.join("none.atom").exists(),
            "{what:?}: {told}"
        );
    }
}

#[test]
fn datasette_is_told_what_everything_means_and_every_question_runs_there() {
    let desk = desk("datasette");
    let (_, told) = desk.done(&["export", "--datasette", "m.json", "--db", "b.db"]);
    assert!(!told.contains("left out"), "{told}");
    let metadata: Value = serde_json::from_slice(&std::fs::read(desk.0.join("m.json")).unwrap()).unwrap();
    let database = &metadata["databases"]["b"];
    let conn = Connection::open(desk.0.join("b.db")).unwrap();
    for table in onrecord::shape::own() {
        let told = &database["tables"][&table.name];
        assert_eq!(told["hidden"] == true, !table.is_view, "{}", table.name);
        assert!(
            table
                .columns
                .iter()
                .all(|column| told["columns"][&column.name].as_str().is_some_and(|about| !about.is_empty())),
            "{}",
            table.name
        );
    }
    let queries = database["queries"].as_object().unwrap();
    assert_eq!(queries.len(), crate::support::names("seed/queries", ".sql").len());
    for (name, query) in queries {
        let mut statement =
            conn.prepare(query["sql"].as_str().unwrap()).unwrap_or_else(|cause| panic!("{name}: {cause}"));
        let columns = statement.column_count();
        for n in 1..=statement.parameter_count() {
            statement.raw_bind_parameter(n, "").unwrap();
        }
        let mut rows = statement.raw_query();
        let mut count = 0;
        while rows.next().unwrap_or_else(|cause| panic!("{name}: {cause}")).is_some() {
            count += 1;
        }
        // Empty fields are absent parameters.
        let needs =
            std::fs::read_to_string(crate::support::root().join(format!("seed/queries/{}.sql", &name[4..]))).unwrap();
        if !needs.contains(" required ") {
            let (rows, _) = desk.done(&["ask", &name[4..], "--jsonl", "--db", "b.db"]);
            assert_eq!(rows.lines().count(), count, "{name} of {columns} columns");
        }
    }
    // A name that nothing goes by finds nothing, and not all there is.
    let mut statement = conn.prepare(queries["ask-pledges"]["sql"].as_str().unwrap()).unwrap();
    let mut found = |donor: &str| {
        for n in 1..=statement.parameter_count() {
            let is_donor = statement.parameter_name(n) == Some(":donor");
            statement.raw_bind_parameter(n, if is_donor { donor } else { "" }).unwrap();
        }
        let mut rows = statement.raw_query();
        let mut count = 0;
        while rows.next().unwrap().is_some() {
            count += 1;
        }
        count
    };
    assert_eq!([found("nl"), found("Holland"), found("Rutland"), found("")], [2, 2, 0, 3]);
}

#[test]
fn a_stranger_with_the_file_alone_finds_where_to_begin() {
    let desk = desk("start");
    let conn = Connection::open(desk.0.join("b.db")).unwrap();
    let mut statement = conn.prepare("SELECT kind, name, holds FROM start_here").unwrap();
    let rows: Vec<(String, String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for table in onrecord::shape::own().iter().filter(|table| table.is_view && table.name != "start_here") {
        let holds = &rows.iter().find(|(kind, name, _)| kind == "view" && *name == table.name).unwrap().2;
        assert!(table.about.starts_with(holds.as_str()) && holds.ends_with('.'), "{}: {holds}", table.name);
    }
    let pledges = &rows.iter().find(|(_, name, _)| name == "pledges").unwrap().2;
    assert!(pledges.ends_with("A pledge without a stage is a row without one."), "{pledges}");
    let questions = rows.iter().filter(|(kind, _, _)| kind == "question").count();
    assert_eq!(questions, crate::support::names("seed/queries", ".sql").len());
}
