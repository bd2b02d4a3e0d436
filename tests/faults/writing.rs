//! The commands that write, each with what stands there before.
//!
//! Every kind of fault that can strike while something is written goes over this one table.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use super::child::{DEADLINE, onrecord, run};
use super::stage::folder;
use crate::support::root;

/// The record file in every folder.
pub const RECORD: &str = "record.db";

/// A command that writes.
#[derive(Clone, Copy, Debug)]
pub struct Writing {
    /// What the figures call it.
    pub name: &'static str,
    /// Which record it starts from.
    pub base: Base,
    /// The command line, after `--db record.db`.
    pub arguments: &'static [&'static str],
    /// Lays out its inputs.
    pub inputs: fn(&Path),
}

/// The record that a command starts from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Base {
    /// None: the command makes it.
    Missing,
    /// The built-in record.
    BuiltIn,
    /// The built-in record and the invented one, with its texts.
    Dam,
    /// A record of the oldest version, which whoever writes brings to this one.
    Old,
}

/// All of them.
pub const ALL: &[Writing] = &[
    Writing { name: "init", base: Base::Missing, arguments: &["init"], inputs: none },
    Writing {
        name: "add",
        base: Base::BuiltIn,
        arguments: &["add", "words.toml", "dam-report.toml", "dam-report.txt", "dam-reply.toml", "dam-reply.txt"],
        inputs: facts,
    },
    Writing { name: "add-corrected", base: Base::Dam, arguments: &["add", "dam-report.toml"], inputs: corrected },
    Writing { name: "import", base: Base::Dam, arguments: &["import", "gdelt", "gdelt.tsv"], inputs: table },
    Writing {
        name: "import-growing",
        base: Base::Dam,
        arguments: &["import", "gdelt", "grown.tsv"],
        inputs: long_table,
    },
    Writing { name: "upgrade", base: Base::Old, arguments: &["import", "gdelt", "gdelt.tsv"], inputs: table },
    Writing { name: "merge", base: Base::Dam, arguments: &["merge", "ada-arc", "queen-rita"], inputs: none },
    Writing { name: "remove-batch", base: Base::Dam, arguments: &["remove", "9", "--with-dependents"], inputs: none },
    Writing {
        name: "remove-record",
        base: Base::Dam,
        arguments: &["remove", "arc-on-dam", "--with-dependents"],
        inputs: none,
    },
    Writing { name: "undo", base: Base::Dam, arguments: &["undo"], inputs: none },
    Writing { name: "purge", base: Base::Dam, arguments: &["purge", "arc-on-dam"], inputs: none },
    Writing { name: "export-facts", base: Base::Dam, arguments: &["export", "--facts", "facts"], inputs: none },
    Writing { name: "export-again", base: Base::Dam, arguments: &["export", "--facts", "facts"], inputs: old_export },
    Writing { name: "export-tables", base: Base::Dam, arguments: &["export", "--tables", "tables"], inputs: none },
    Writing {
        name: "export-without-texts",
        base: Base::Dam,
        arguments: &["export", "--without-texts", "share.db"],
        inputs: none,
    },
    Writing { name: "repair", base: Base::Dam, arguments: &["repair", "damaged.db", "-o", "copy.db"], inputs: damaged },
    Writing { name: "backup", base: Base::Dam, arguments: &["backup", "copy.db"], inputs: none },
    Writing {
        name: "sql-output",
        base: Base::Dam,
        arguments: &["sql", "SELECT * FROM record", "-o", "answer.csv"],
        inputs: old_answer,
    },
];

/// The one of this name.
pub fn named(name: &str) -> Writing {
    *ALL.iter().find(|one| one.name == name).unwrap()
}

/// Lays out a record, and nothing else.
pub fn lay(base: Base, folder: &Path) {
    let [built_in, dam] = bases();
    match base {
        Base::Missing => {}
        Base::BuiltIn => fs::write(folder.join(RECORD), built_in).unwrap(),
        Base::Dam => fs::write(folder.join(RECORD), dam).unwrap(),
        Base::Old => {
            fs::copy(root().join("tests/frozen/version-1.db"), folder.join(RECORD)).unwrap();
        }
    }
}

/// The records that commands start from, made once by the program itself.
fn bases() -> &'static [Vec<u8>; 2] {
    static MADE: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = folder();
        facts(folder.path());
        [named("init"), named("add")].map(|writing| {
            let mut command = onrecord(folder.path());
            run(command.args(["--db", RECORD]).args(writing.arguments), DEADLINE).with(&[0]).unwrap();
            fs::read(folder.path().join(RECORD)).unwrap()
        })
    })
}

fn none(_: &Path) {}

fn fixture(name: &str) -> String {
    fs::read_to_string(root().join("tests/fixture").join(name)).unwrap()
}

/// The invented facts and their texts.
pub fn facts(folder: &Path) {
    for name in ["words.toml", "dam-report.toml", "dam-report.txt", "dam-reply.toml", "dam-reply.txt"] {
        fs::write(folder.join(name), fixture(name)).unwrap();
    }
}

/// One of them with other words for what was said.
fn corrected(folder: &Path) {
    let old = fixture("dam-report.toml");
    let new = old.replace("The dam is a common work", "The dam is to be a common work");
    assert_ne!(old, new);
    fs::write(folder.join("dam-report.toml"), new).unwrap();
}

/// A small table, of which one row is rejected.
fn table(folder: &Path) {
    fs::write(folder.join("gdelt.tsv"), fixture("import/gdelt.tsv")).unwrap();
}

/// A table that makes the record grow to several times its length.
pub fn long_table(folder: &Path) {
    fs::write(folder.join("grown.tsv"), rows(1_500)).unwrap();
}

/// Rows in the manner of the small table's sound ones, each an event of its own.
pub fn rows(count: usize) -> String {
    let sample = fixture("import/gdelt.tsv");
    let sample: Vec<&str> = sample.lines().take(5).collect();
    let row = |n: usize| {
        let row = sample[n % sample.len()];
        let (id, rest) = row.split_once('\t').unwrap();
        format!("{}\t{rest}x{n}\n", id.parse::<usize>().unwrap() + 1_000 * (n + 1))
    };
    (0..count).map(row).collect()
}

/// A record of which two pages are nothing any more.
fn damaged(folder: &Path) {
    let mut bytes = bases()[1].clone();
    for page in [50, 100] {
        bytes[page * 4096..][..4096].fill(0);
    }
    fs::write(folder.join("damaged.db"), bytes).unwrap();
}

/// An export of what the record held before.
fn old_export(folder: &Path) {
    for arguments in [named("export-facts").arguments, named("remove-record").arguments] {
        run(onrecord(folder).args(["--db", RECORD]).args(arguments), DEADLINE).with(&[0]).unwrap();
    }
}

fn old_answer(folder: &Path) {
    fs::write(folder.join("answer.csv"), "an,older,answer\n").unwrap();
}
