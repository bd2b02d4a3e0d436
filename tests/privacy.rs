//! Texts that are withheld: no run of twenty bytes of them is in a copy without texts, nor in anything made from that.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::desk::Desk;
use crate::support::runs::holds;
use crate::support::{self};

/// What two sources say, and which words of it are cited: the rest is theirs.
const TEXTS: [(&str, &str, &str); 2] = [
    (
        "herald",
        "Nobody in the harbour had slept when the sirens stopped. Ivy Fixture crossed the square on foot, two hours before the \
         council met, and did not look up. Those who had waited since noon went home without a word.\n",
        "Ivy Fixture crossed the square on foot",
    ),
    (
        "gazette",
        "The minutes of that evening fill eleven pages, of which seven are about the price of rope. Otto Fixture asked for the \
         floor and was refused it three times. What was then decided is written in pencil on the last of them.\n",
        "Otto Fixture asked for the floor",
    ),
];

/// What is withheld: all but the words that were cited.
fn withheld() -> Vec<String> {
    TEXTS.iter().flat_map(|(_, text, cited)| text.split(cited).map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn nothing_made_of_a_copy_without_texts_has_a_byte_of_them() {
    let desk = Desk::new("privacy", &[]);
    for (key, text, cited) in TEXTS {
        desk.write(&format!("{key}.txt"), text);
        let name = cited.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let facts = format!(
            "[source]\nkey = \"{key}\"\nkind = \"news-report\"\ntitle = \"{key}\"\npublished = \"2020-03-01\"\n\n\
             [[entity]]\nkind = \"person\"\nname = \"{name}\"\ncite = [\"{cited}\"]\n"
        );
        desk.write(&format!("{key}.toml"), &facts);
    }
    desk.done(&["add", "herald.toml", "--text", "herald", "herald.txt"]);
    desk.done(&["add", "gazette.toml", "--text", "gazette", "gazette.txt"]);
    let parts = withheld();
    let is_in = |path: &Path| parts.iter().find_map(|part| holds(path, part));
    assert!(is_in(&desk.0.join("r.db")).is_some(), "the record itself has its texts");
    // One text is kept as what a removal took away, and a replaced passage has the words around it.
    desk.done(&["remove", "gazette"]);
    let out = desk.0.join("out");
    fs::create_dir_all(&out).unwrap();
    desk.done(&["export", "--without-texts", "out/copy.db"]);
    let copy = |arguments: &[&str]| desk.done(&[&["--db", "out/copy.db"], arguments].concat());
    copy(&["backup", "out/backup.db"]);
    copy(&["export", "--facts", "out/facts"]);
    copy(&["export", "--tables", "out/tables"]);
    copy(&["export", "--annotations", "out/annotations.json"]);
    copy(&["report", "ivy-fixture", "-o", "out/report.html"]);
    copy(&["show", "herald", "-o", "out/source.md"]);
    copy(&["show", "ivy-fixture", "-o", "out/statement.jsonl"]);
    copy(&["ask", "citations", "-o", "out/citations.csv"]);
    copy(&["history", "gazette", "-o", "out/history.csv"]);
    copy(&["history", "herald", "-o", "out/source-history.csv"]);
    copy(&["sql", "SELECT * FROM change", "-o", "out/change.jsonl"]);
    let mut made = Vec::new();
    files(&out, &mut made);
    assert!(made.len() > 15, "{made:?}");
    for path in made {
        assert_eq!(is_in(&path), None, "{}", path.display());
    }
}

#[test]
fn the_program_speaks_to_no_other_machine() {
    // What it would have to name for that; the pager and the editor are what a person named.
    for (name, text) in support::sources() {
        for word in ["TcpStream", "TcpListener", "UdpSocket", "UnixStream", "ToSocketAddrs"] {
            assert!(!text.contains(word), "{name} has {word}");
        }
        let may = ["src/cli/pager.rs", "src/cli/edit.rs"];
        assert!(!text.contains("process::Command") || may.contains(&name.as_str()), "{name} runs another program");
    }
}

#[test]
fn who_knows_the_name_of_a_purged_file_does_not_find_it() {
    let key = "confidential-informant-mueller";
    let facts = format!(
        "[source]\nkey = \"{key}\"\nkind = \"news-report\"\ntitle = \"A talk\"\npublished = \"2021-01-01\"\n\n\
        [[entity]]\nkey = \"sekretia\"\nkind = \"person\"\nname = \"Sekret Person\"\ncite = [\"Arcadia is a country\"]\n"
    );
    let (toml, txt) = (format!("{key}.toml"), format!("{key}.txt"));
    let files: [(&str, &str); 2] = [(&toml, &facts), (&txt, "Arcadia is a country. It is small.\n")];
    // At once, and after it was taken out.
    for first in [None, Some("remove")] {
        let desk = Desk::new(&format!("purged-name-{}", first.unwrap_or("at-once")), &files);
        desk.done(&["add", &toml, "--text", key, &txt]);
        if let Some(remove) = first {
            desk.done(&[remove, key]);
        }
        desk.done(&["purge", key, "--with-dependents"]);
        let bytes = std::fs::read(desk.0.join("r.db")).unwrap();
        for word in ["informant", "Sekret", "sekretia", "Arcadia is a"] {
            assert!(memchr::memmem::find(&bytes, word.as_bytes()).is_none(), "{first:?}: {word}");
        }
        let (batches, _) = desk.done(&["batches", "--csv"]);
        assert!(batches.contains("(purged)"), "{batches}");
        desk.done(&["check"]);
    }
}
