//! Every error: what it says, the next step, its exit code; and that each can be met.
//!
//! `docs/errors.md` is the catalogue; `TRYCMD=overwrite cargo test --test all errors` writes it anew.

use crate::support;
use std::fs;
use std::io;
use std::path::PathBuf;

use onrecord::error::{Error, Fault};

/// One of each, with what it may hold.
#[allow(clippy::too_many_lines)] // a table
fn each() -> Vec<Error> {
    let text = |text: &str| text.to_owned();
    let near = |name: &str| Some(name.to_owned());
    let path = || PathBuf::from("FILE");
    let why = || "WHY".to_owned();
    let faults =
        ["facts.toml:3:1", "facts.toml:9:7"].map(|place| Fault { place: text(place), what: why(), hint: None });
    vec![
        Error::BadKey(text("A Key")),
        Error::BadDate { text: text("soon"), why: why() },
        Error::BadMoney { text: text("much"), why: why() },
        Error::UnknownQuery { name: text("NAME"), near: None },
        Error::UnknownCheck { name: text("NAME"), near: near("OTHER") },
        Error::UnknownRecipe { name: text("NAME"), near: None },
        Error::MissingParameter { query: text("NAME"), name: text("flag"), about: text("what it is") },
        Error::BadParameter { name: text("flag"), text: text("VALUE"), why: why(), hint: None },
        Error::BadBinding { text: text("n:integer=x"), why: why() },
        Error::UnboundParameter { name: text(":day") },
        Error::UnusedParameter { name: text("day"), near: None },
        Error::UnknownEntity { text: text("NAME"), near: vec![] },
        Error::AmbiguousEntity { text: text("NAME"), candidates: vec![text("one"), text("other")] },
        Error::UnknownRecord { text: text("KEY"), near: near("other-key") },
        Error::UnknownFormat { text: text("NAME"), known: vec!["table", "csv"] },
        Error::UnknownEnding { path: path(), known: vec!["csv", "json"] },
        Error::BadHeader { query: text("NAME"), line: 2, why: why() },
        Error::NoRecordFile(path()),
        Error::FileExists(path()),
        Error::NotSqlite(path()),
        Error::NotOurs { path: path() },
        Error::TooNew { path: path(), version: 99, known: 2 },
        Error::Corrupt { path: path(), why: why() },
        Error::HalfWritten { path: path(), log: PathBuf::from("FILE-journal") },
        Error::Unshared { path: path() },
        Error::Busy { path: path(), seconds: 5.0 },
        Error::Foreign { path: path(), parts: vec![text("trigger `t` on `event`")] },
        Error::Read { path: path(), why: why() },
        Error::WriteFile { path: path(), why: why() },
        Error::OtherFiles { folder: PathBuf::from("DIR"), first: text("notes.txt"), count: 3 },
        Error::OverItself { path: path(), what: "what is read" },
        Error::Memory,
        Error::Sql { message: text("no such column: x"), sql: String::new(), at: None, near: near("y") },
        Error::Sqlite(rusqlite::Error::QueryReturnedNoRows),
        Error::NoStatement,
        Error::ManyStatements,
        Error::Forbidden { what: text("INSERT") },
        Error::ManyResults { format: "json" },
        Error::Faults(faults.to_vec()),
        Error::Refused { what: text("WHAT"), hint: text("NEXT") },
        Error::Misasked { what: text("WHAT"), hint: text("NEXT") },
        Error::Timeout { seconds: 2.0 },
        Error::Output(io::ErrorKind::StorageFull.into()),
        Error::Unreported { what: "the change is in the record", cause: io::ErrorKind::StorageFull.into() },
        Error::Unemptied { why: text("no space") },
        Error::Interrupted,
    ]
}

/// The name of a variant; whoever adds one comes by here, and adds it above.
fn name(error: &Error) -> String {
    let told = format!("{error:?}");
    told.split(|c: char| !c.is_alphanumeric()).next().unwrap().to_owned()
}

/// The variants, as the source has them.
fn variants() -> Vec<String> {
    let source = fs::read_to_string(support::root().join("src/error/mod.rs")).unwrap();
    let (_, from) = source.split_once("pub enum Error {\n").unwrap();
    let (body, _) = from.split_once("\n}\n").unwrap();
    let names = body.lines().filter_map(|line| line.trim().split(|c: char| !c.is_alphanumeric()).next());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_catalogue_tells_every_error_with_its_code_and_the_next_step() {
    let all = each();
    assert_eq!(all.iter().map(name).collect::<Vec<_>>(), variants(), "one of each, in the order of the source");
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', "<br>");
    let rows = all.iter().map(|error| {
        let hint = error.hint().map_or_else(String::new, |hint| cell(&hint));
        format!("| {} | {} | {hint} |\n", error.exit() as i32, cell(&error.to_string()))
    });
    let rows: String = rows.collect();
    let path = support::root().join("docs/errors.md");
    let old = fs::read_to_string(&path).unwrap_or_default();
    let head = "| code | what is said | the next step |\n| ---: | --- | --- |\n";
    let (before, after) = old.split_once(head).unwrap();
    let rest = after.find("\n\n").map_or("", |at| &after[at..]);
    let new = format!("{before}{head}{}{rest}", rows.trim_end().to_owned() + if rest.is_empty() { "\n" } else { "" });
    if std::env::var("TRYCMD").is_ok_and(|wish| wish == "overwrite") {
        fs::write(&path, new).unwrap();
    } else {
        assert!(
            old == new,
            "docs/errors.md is not what the program says: TRYCMD=overwrite cargo test --test all errors"
        );
    }
}

/// Errors that take more than a command line to come to, with the test that meets each.
const ELSEWHERE: &[(&str, &str)] = &[
    ("HalfWritten", "trust"),
    ("Unshared", "trust"),
    ("Busy", "trust"),
    ("Foreign", "trust"),
    ("WriteFile", "faults/full"),
    ("Sqlite", "trust"),
    ("Unreported", "fidelity"),
    ("Unemptied", "faults/full"),
    ("Interrupted", "faults/killed"),
];

/// Refusals that take more than a command line, by the words that tell them.
const REFUSED_ELSEWHERE: &[&str] = &[
    // A record with faults of its own: faults/paths, undo/refused.
    "which is no key and names no file",
    "the record cannot be written as TOML",
    "that does not fit its tables",
    // A full disk, a minute of work: faults/full, faults/recipes.
    "the export could not be written",
    // A damaged file: repaired.
    "no row of a record can be read in",
    "where the repaired record goes is not said",
    "is sound, so there is nothing to repair",
    "nothing is known of version",
    // A copy that is damaged between the writing and the reading of it.
    "the copy is not sound",
    "a statement",
    // Pages, archives and other encodings: entering, files/document.
    "is not UTF-8 at byte",
    "is a web page in which no article is found",
    "is no word-processor file",
    // What is no text: given.
    "has bytes that are no letter of",
    "is not what is given, and has to be kept",
    // A batch whose rows a later removal keeps: undo/back.
    "and could not put them back without it",
    "took back another, so what it holds",
    // An editor: entering.
    "a record that is no file cannot be edited",
    // An input of another format: imports.
    "came in: all",
    // A first recipe: recipes. What a column is taken for is no refusal.
    "a first recipe is not made of xml",
    "has no columns that a recipe could read",
    "the key of a row: each value stands once",
    // A draft: drafts.
    ":{line}: this table is no sound TOML",
    "no source tells",
    "no editor is known",
    "did not end well",
    // A record that is new: entering.
    "came with the record itself",
    "there is nothing to take back",
    // Tables that a recipe joins: joined.
    ".sql joins no table",
    ".sql reads a column that is called",
    "has no element",
    ".sql also reads a table",
    "rows of a table that is joined",
    ".sql finds its rows",
    ".sql calls a table that it joins",
    // A terminal: terminal. A fault of the program; a sentence of the help.
    "a page is not for a terminal",
    "a terminal cannot show",
    // A million rows: files_out.
    "rows, and there are more",
    "the page cannot be made",
    "What the page is about",
    // A feed: handed_on.
    "feeds are of entities, topics and sources",
    // Stdout for an export: handed_on.
    "one thing at a time goes to stdout",
    "an export says by its own options where it goes",
    "a folder or a record does not go to stdout",
    // A server: served. What happens between two machines at the same moment is not brought about.
    "was put there by another version of onrecord",
    "has another number of rows than came",
    "an address holds neither a name nor a password",
    "is a server, and this works on a file alone",
    "$ONRECORD_TOKEN holds",
    "took changes while it was read",
    "holds something that is no record",
    "the server has",
    "the server says something else than was sent",
    "is no address of a server",
    // Two readers of one command line that differ; none is known.
    "cannot be told from those of other options",
    // Stdout that is full: fidelity.
    "the change is in the record",
];

/// All that is shown of commands.
fn shown() -> String {
    let root = support::root();
    let mut found = String::new();
    for folder in ["tests/cmd", "tests/cmd/changing", "tests/cmd/queries", "docs"] {
        for name in support::names(folder, ".md") {
            if name != "errors" || folder != "docs" {
                found.push_str(&fs::read_to_string(root.join(format!("{folder}/{name}.md"))).unwrap());
            }
        }
    }
    found
}

/// The longest stretch of a sentence that no value stands in.
fn fixed(template: &str) -> String {
    let parts = template.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    parts.max_by_key(|part| part.len()).unwrap_or_default().trim_matches(['`', ' ', ':', ',']).to_owned()
}

#[test]
fn every_error_is_shown_by_an_example() {
    let told = fs::read_to_string(support::root().join("src/error/told.rs")).unwrap();
    let shown = shown();
    for variant in variants() {
        let arm = told.split_once(&format!("Error::{variant}")).unwrap_or_else(|| panic!("{variant} says nothing")).1;
        let arm = arm.split("        Error::").next().unwrap();
        let sentence = arm.split('"').skip(1).step_by(2).map(fixed).max_by_key(String::len).unwrap_or_default();
        let is_elsewhere = ELSEWHERE.iter().any(|(name, _)| *name == variant);
        let is_of_others = ["Faults", "Misasked", "Refused", "Sql"].contains(&variant.as_str());
        assert!(
            is_elsewhere || is_of_others || (!sentence.is_empty() && shown.contains(&sentence)),
            "no example shows {variant}: {sentence:?}"
        );
    }
}

#[test]
fn every_refusal_is_shown_by_an_example() {
    let shown = shown();
    let (mut count, mut unseen) = (0, Vec::new());
    for (name, text) in support::sources() {
        let code = text.split("#[cfg(test)]").next().unwrap();
        if name.starts_with("src/error/") || name.ends_with("/tests.rs") {
            continue;
        }
        // What is refused stands in the lines before, or in the same.
        let lines: Vec<&str> = code.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            if !line.contains("let what =") && !line.contains("what: format!") {
                continue;
            }
            let told = lines[n..(n + 4).min(lines.len())].join(" ");
            let sentence = told.split('"').skip(1).step_by(2).map(fixed).find(|part| part.len() > 8);
            let Some(sentence) = sentence else { continue };
            count += 1;
            let is_elsewhere =
                REFUSED_ELSEWHERE.iter().any(|words| sentence.contains(words) || words.contains(sentence.as_str()));
            if !is_elsewhere && !shown.contains(&sentence) {
                unseen.push(format!("{name}:{}: {sentence}", n + 1));
            }
        }
    }
    assert!(unseen.is_empty(), "no example shows {unseen:#?}");
    assert!(count > 12, "{count} refusals are found");
}
