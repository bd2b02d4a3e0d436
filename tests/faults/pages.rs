//! A record whose pages were damaged: by a disk, a cable, or a copy that was broken off.
//!
//! `check` says what is broken or what to do; a question answers or says that it cannot. Nothing
//! crashes, hangs, or makes it worse.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::child::{Ended, onrecord, run};
use super::figures::{Dice, Figures, Form};
use super::stage::folder;
use super::writing::{self, Base, RECORD};

/// The length of a page of a record.
pub const PAGE: usize = 4096;

/// How long an answer about a damaged file may take.
const DEADLINE: Duration = Duration::from_secs(10);

/// A way of damaging a file: its name, and what it does at a page.
pub type Damage = (&'static str, fn(&mut Vec<u8>, usize, &mut Dice));

pub const DAMAGES: &[Damage] = &[
    ("zero", |bytes, page, _| bytes[page * PAGE..][..PAGE].fill(0)),
    ("ones", |bytes, page, _| bytes[page * PAGE..][..PAGE].fill(0xff)),
    ("flip", |bytes, page, dice| bytes[page * PAGE + dice.below(PAGE)] ^= 1 << dice.below(8)),
    ("noise", |bytes, page, dice| {
        // The head of a page says where everything in it is.
        for at in 0..32 {
            bytes[page * PAGE + at] = u8::try_from(dice.below(256)).unwrap();
        }
    }),
    ("swap", |bytes, page, dice| {
        let other = dice.below(bytes.len() / PAGE);
        for at in 0..PAGE {
            bytes.swap(page * PAGE + at, other * PAGE + at);
        }
    }),
    ("tail", |bytes, page, _| bytes.truncate(bytes.len() - 1 - page * PAGE / 256)),
    ("truncate", |bytes, page, dice| bytes.truncate(page * PAGE + dice.below(PAGE))),
];

/// Questions that read much of the file, by its tables and by its indexes.
const QUESTIONS: &[&[&str]] = &[
    &["ask", "overview"],
    &["ask", "statements", "--cite"],
    &["ask", "entities"],
    &["sql", "SELECT count(*), max(name) FROM sqlite_schema"],
];

#[test]
fn damaged_pages_are_told_and_nothing_crashes() {
    let (form, mut figures) = (Form::asked(), Figures::default());
    let folder = folder();
    for (name, damage) in DAMAGES {
        // In the built-in record, nothing points to what is at the end of the last page.
        writing::lay(if *name == "tail" { Base::BuiltIn } else { Base::Dam }, folder.path());
        let sound = fs::read(folder.path().join(RECORD)).unwrap();
        let pages: Vec<usize> = (0..sound.len() / PAGE).collect();
        let kind = format!("page {name}");
        for page in form.places(&kind, &pages, 8) {
            let mut bytes = sound.clone();
            damage(&mut bytes, page, &mut Dice::of(&format!("{kind} {page}")));
            figures.count(&kind, page, judge(folder.path(), &bytes));
        }
    }
    figures.close();
}

fn judge(folder: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(folder.join(RECORD), bytes).unwrap();
    let ask = |arguments: &[&str]| {
        let ended = run(onrecord(folder).args(["--db", RECORD]).args(arguments), DEADLINE);
        let same = fs::read(folder.join(RECORD)).unwrap() == bytes;
        let told = |why: String| format!("`{}`: {why}", arguments.join(" "));
        ended.in_order(false).map_err(told)?;
        if same { Ok(ended) } else { Err(told("it wrote to the file".to_owned())) }
    };
    let found = ask(&["check", "--csv"])?;
    // Other values in whole pages are no damage that a file shows.
    if found.code != Some(0) || !is_whole(folder) {
        found.with(&[1, 3]).and_then(|()| says_what_to_do(&found)).map_err(|why| format!("`check`: {why}"))?;
    }
    for question in QUESTIONS {
        ask(question)?;
    }
    let names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    if names == [RECORD] { Ok(()) } else { Err(format!("files are left: {names:?}")) }
}

/// Whether SQLite itself finds nothing wrong, and nothing of the file is missing.
fn is_whole(folder: &Path) -> bool {
    let bytes = fs::read(folder.join(RECORD)).unwrap();
    if bytes.len() < 100 {
        return false;
    }
    // SQLite reads what is missing of the last page as zeros, and says nothing. The header has the count of pages.
    let pages = u32::from_be_bytes([bytes[28], bytes[29], bytes[30], bytes[31]]);
    if bytes.len() < usize::try_from(pages).unwrap() * PAGE {
        return false;
    }
    let conn = Connection::open_with_flags(folder.join(RECORD), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    conn.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).is_ok_and(|found| found == "ok")
}

/// That a person learns which page or row is broken, or what is to be done.
fn says_what_to_do(found: &Ended) -> Result<(), String> {
    let out = String::from_utf8_lossy(&found.out);
    let names_it = out.lines().count() > 1 || found.err.contains("hint:") || found.err.contains("is not");
    if names_it { Ok(()) } else { Err(format!("nothing of pages or of what to do: {}", found.told())) }
}
