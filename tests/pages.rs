//! Pages: whole, safe, and each fact with its source, whatever they are about.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;

use crate::support;

/// What a command writes; it must succeed.
fn written(record: &Path, arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_onrecord")).args(arguments).env("ONRECORD_DB", record).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The values of an attribute.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let parts = html.split(&format!(" {name}=\"")[..]).skip(1).collect::<Vec<_>>();
    parts.into_iter().map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The text between tags, with tags as spaces.
fn text(html: &str) -> String {
    let body = html.split("<main").nth(1).unwrap();
    let mut text = String::new();
    for part in body.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, after)| after));
        text.push(' ');
    }
    text.replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

const SUBJECTS: [&[&str]; 8] = [
    &["arcadia"],
    &["Ada Arc"],
    &["water"],
    &["dam-report"],
    &["2020-03"],
    &["flood-on-the-river"],
    &["pledges", "--donor", "Arcadia"],
    &["toll"],
];

#[test]
fn a_page_is_whole_by_itself_and_its_marks_lead_both_ways() {
    let record = support::file("pages", support::fill_fixture);
    for subject in SUBJECTS {
        let html = written(&record, &[&["report"], subject].concat());
        for outside in ["<script", "<link", "<img", "<iframe", "@import", "src=", "url(h", "url(/", "javascript:"] {
            assert!(!html.contains(outside), "{subject:?} holds {outside}");
        }
        let ids = attributes(&html, "id");
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), once.len(), "{subject:?}: an id stands twice");
        for link in attributes(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(once.contains(link), "{subject:?}: nothing is at #{link}");
        }
        // Every mark has a way back, every footnote a mark.
        let links: BTreeSet<&str> =
            attributes(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')).collect();
        let of = |letter: char| {
            once.iter().filter(move |id| id.starts_with(letter) && id[1..].starts_with(|c: char| c.is_ascii_digit()))
        };
        assert!(of('m').count() > 0 && of('n').count() > 0, "{subject:?}");
        for id in of('m').chain(of('n')) {
            assert!(links.contains(id), "{subject:?}: no way leads to {id}");
        }
        assert_eq!(html.matches("<h1>").count(), 1, "{subject:?}");
        assert_eq!(
            html.matches("<th").count() - html.matches("<thead").count(),
            html.matches("<th scope=\"col\">").count()
        );
        assert!(
            html.matches("<svg").count() == html.matches("role=\"img\"").count() + html.matches("aria-hidden").count()
        );
        assert_eq!(html.matches("<table>").count(), html.matches("</table>").count());
    }
}

#[test]
fn a_page_says_what_the_answers_say() {
    let record = support::file("pages-and-answers", support::fill_fixture);
    let page = text(&written(&record, &["report", "arcadia"]));
    for (question, column) in [("statements", 6), ("events", 4)] {
        let csv = written(&record, &["ask", question, "--for", "arcadia", "--csv"]);
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
        assert!(!rows.is_empty());
        for row in rows {
            assert!(page.contains(&row[column]), "{question}: {}\n{page}", &row[column]);
        }
    }
    // What is not known, and what is disputed, of the records on this page.
    assert!(page.contains("What the record does not know") && page.contains("Disputes"), "{page}");
    let unknown = page.split("What the record does not know").nth(2).unwrap_or(&page);
    assert!(unknown.contains("when") || unknown.contains("how much"), "{unknown}");
    // Amounts are told with what hedges them, and doubts beneath the facts.
    let pledges = text(&written(&record, &["report", "pledges"]));
    for words in ["about", "as written", "sources"] {
        assert!(pledges.contains(words), "{words}");
    }
    let march = text(&written(&record, &["report", "2020-03"]));
    assert!(march.contains("Mar 2020") && march.contains("Timeline") && !march.contains("Another meeting on 10 May"));
}

#[test]
fn what_the_record_does_not_know_is_told_of_the_records_on_the_page_alone() {
    let built_in = support::open(&support::file("unknown", support::fill_seed));
    let told: BTreeSet<&str> = [support::in_memory(), built_in].iter().flat_map(unknown).collect();
    assert_eq!(told.len(), UNKNOWN.len(), "what neither record lacks is not tested: {told:?}");
}

/// What may not be known, and the records of which it is so.
const UNKNOWN: [(&str, &str); 6] = [
    (
        "when",
        "SELECT id FROM event WHERE date IS NULL UNION SELECT id FROM statement WHERE date IS NULL UNION SELECT id FROM stage WHERE date IS NULL",
    ),
    (
        "which day",
        "SELECT id FROM event WHERE instr(date, '[') = 1 UNION SELECT id FROM statement WHERE instr(date, '[') = 1 UNION SELECT id FROM stage WHERE instr(date, '[') = 1",
    ),
    ("the name of the speaker", "SELECT record_id FROM party WHERE role = 'speaker' AND entity_id IS NULL"),
    ("the speaker for certain: it is worked out", "SELECT id FROM statement WHERE speaker_basis = 'inferred'"),
    ("how much", "SELECT id FROM stage WHERE low IS NULL AND high IS NULL AND goods IS NULL"),
    (
        "whether one side is right",
        "SELECT dispute_id FROM dispute_side GROUP BY dispute_id HAVING max(is_preferred) = 0",
    ),
];

/// Sees that what is told as unknown of a record's records is; returns what of it there is.
fn unknown(conn: &Connection) -> Vec<&'static str> {
    let sql = std::fs::read_to_string(support::root().join("seed/report/unknown.sql")).unwrap();
    let mut statement = conn.prepare(&sql).unwrap();
    let mut told = |records: &str| -> Vec<(String, String)> {
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(3)?));
        statement.query_map([records], row).unwrap().map(Result::unwrap).collect()
    };
    let all: String = conn.query_row("SELECT json_group_array(id) FROM record", [], |row| row.get(0)).unwrap();
    let rows = told(&all);
    let mut there = Vec::new();
    for (what, sql) in UNKNOWN {
        let mut statement = conn.prepare(&format!("SELECT key FROM record WHERE id IN ({sql})")).unwrap();
        let keys: BTreeSet<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let of: BTreeSet<String> = rows.iter().filter(|row| row.0 == what).map(|row| row.1.clone()).collect();
        assert_eq!(of, keys, "{what}");
        there.extend(Some(what).filter(|_| !keys.is_empty()));
    }
    assert_eq!(told("[]"), []);
    // Of one record that is on the page, only what is unknown of it.
    let one = &rows[0].1;
    let id: i64 = conn.query_row("SELECT id FROM record WHERE key = ?1", [one], |row| row.get(0)).unwrap();
    assert!(told(&format!("[{id}]")).iter().all(|(what, key)| key == one || what == "whether one side is right"));
    there
}

#[test]
fn what_a_stranger_wrote_is_text_on_a_page_too() {
    let record = support::file("pages-of-a-stranger", |conn| {
        support::fill_fixture(conn)?;
        conn.execute("UPDATE event SET title = '</table><script>alert(1)</script><a href=\"javascript:x\">' WHERE id IN (SELECT id FROM event ORDER BY first_day LIMIT 2)", [])?;
        conn.execute(
            "UPDATE entity SET name = '\"><svg onload=x>' WHERE id IN (SELECT entity_id FROM party LIMIT 3)",
            [],
        )?;
        conn.execute("UPDATE source SET url = 'javascript:alert(2)', title = '{{ 7 * 6 }}<b>'", [])?;
        Ok(())
    });
    for arguments in [&["report", "2020"][..], &["report", "events"], &["ask", "events", "--html", "--cite"]] {
        let html = written(&record, arguments);
        for bad in ["<script", "<svg onload", "href=\"javascript", "<b>", "42&lt;b&gt;"] {
            assert!(!html.contains(bad), "{arguments:?} holds {bad}");
        }
    }
}

#[test]
fn an_answer_as_html_is_a_page_unless_a_part_is_asked_for() {
    let record = support::file("pages-of-answers", support::fill_fixture);
    let page = written(&record, &["ask", "events", "--html", "--cite"]);
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("<title>Events: what happened, goes on, is planned or was called off, oldest first</title>"));
    assert!(page.contains("href=\"#n1\" id=\"m1-1\"") && page.contains("<li id=\"n1\">"));
    let part = written(&record, &["ask", "events", "--html", "--cite", "--fragment"]);
    assert!(part.starts_with("<div class=\"wide\">\n<table>") && !part.contains("<html"));
    let row =
        |html: &str| html.lines().filter(|line| line.starts_with("<tr><td")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(row(&page), row(&part));
    let limited = text(&written(&record, &["report", "events", "--limit", "2"]));
    assert!(limited.contains("only the first 2 rows are shown"), "{limited}");
}
