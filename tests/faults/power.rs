//! The power goes: what was not synced is on the disk, or is not, or half of it is, in any order.
//!
//! A run of a command is written down call by call (`inject.c`), and then played on a disk that keeps only what was synced
//! and any part of the rest. Names change in the order in which they were changed, as a journal of a file system keeps them; a
//! file's bytes come in any order, and a write may be torn between two sectors.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::child::{DEADLINE, run};
use super::figures::{Dice, Figures, Form};
use super::library;
use super::stage::{Stage, folder};

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// The most cuts of each command that the short form tries, each in every way of [`WAYS`].
const MOST: usize = 4;

/// What is kept of what was not synced.
const WAYS: &[&str] = &["nothing", "all", "names", "all but the last", "some", "some torn"];

/// A call that reached the disk.
enum Call {
    Create(String),
    Write(String, usize, Vec<u8>),
    Truncate(String, usize),
    Sync(String),
    Unlink(String),
    Rename(String, String),
    Link(String, String),
}

/// A change of a file's bytes.
#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

impl Change {
    /// Makes it, or only some of its sectors.
    fn on(&self, bytes: &mut Vec<u8>, torn: Option<&mut Dice>) {
        match self {
            Self::Length(length) => bytes.resize(*length, 0),
            Self::Write(offset, written) => {
                if bytes.len() < offset + written.len() {
                    bytes.resize(offset + written.len(), 0);
                }
                let Some(dice) = torn else {
                    bytes[*offset..offset + written.len()].copy_from_slice(written);
                    return;
                };
                for (n, sector) in written.chunks(SECTOR).enumerate() {
                    if dice.below(2) == 0 {
                        let at = offset + n * SECTOR;
                        bytes[at..at + sector.len()].copy_from_slice(sector);
                    }
                }
            }
        }
    }
}

/// A change of what files are called: a name is given to a file, or taken away.
type Name = (String, Option<usize>);

/// A disk, with what was synced and what was not.
#[derive(Default)]
struct Disk {
    /// The bytes of each file that are there for certain, and what may follow.
    files: Vec<(Vec<u8>, Vec<Change>)>,
    /// What files are called for certain.
    kept: BTreeMap<String, usize>,
    /// The changes of that that may follow, each whole.
    names: Vec<Vec<Name>>,
}

impl Disk {
    /// What files are called by now.
    fn now(&self) -> BTreeMap<String, usize> {
        let mut names = self.kept.clone();
        self.names.iter().for_each(|change| applied(&mut names, change));
        names
    }

    fn play(&mut self, call: &Call) {
        let now = self.now();
        let file = |path: &String| now.get(path).copied();
        match call {
            Call::Create(path) => {
                self.files.push((Vec::new(), Vec::new()));
                self.names.push(vec![(path.clone(), Some(self.files.len() - 1))]);
            }
            Call::Write(path, offset, bytes) => {
                if let Some(at) = file(path) {
                    self.files[at].1.push(Change::Write(*offset, bytes.clone()));
                }
            }
            Call::Truncate(path, length) => {
                if let Some(at) = file(path) {
                    self.files[at].1.push(Change::Length(*length));
                }
            }
            Call::Sync(path) => match file(path) {
                Some(at) => {
                    let (bytes, changes) = &mut self.files[at];
                    changes.drain(..).for_each(|change| change.on(bytes, None));
                }
                // The folder: its names are there from now on.
                None if path.is_empty() => {
                    for change in std::mem::take(&mut self.names) {
                        applied(&mut self.kept, &change);
                    }
                }
                None => {}
            },
            Call::Unlink(path) => self.names.push(vec![(path.clone(), None)]),
            Call::Rename(from, to) => {
                if let Some(at) = file(from) {
                    self.names.push(vec![(from.clone(), None), (to.clone(), Some(at))]);
                }
            }
            Call::Link(from, to) => {
                if let Some(at) = file(from) {
                    self.names.push(vec![(to.clone(), Some(at))]);
                }
            }
        }
    }

    /// What is found when the power is back.
    fn found(&self, way: &str, dice: &mut Dice) -> BTreeMap<String, Vec<u8>> {
        let count = match way {
            "nothing" => 0,
            "some" | "some torn" => dice.below(self.names.len() + 1),
            _ => self.names.len(),
        };
        let mut names = self.kept.clone();
        self.names.iter().take(count).for_each(|change| applied(&mut names, change));
        let content = |at: usize, dice: &mut Dice| {
            let (mut bytes, changes) = (self.files[at].0.clone(), &self.files[at].1);
            for (n, change) in changes.iter().enumerate() {
                match way {
                    "nothing" | "names" => {}
                    "all but the last" if n + 1 == changes.len() => {}
                    "all" | "all but the last" => change.on(&mut bytes, None),
                    "some torn" if dice.below(3) == 0 => change.on(&mut bytes, Some(dice)),
                    _ if dice.below(2) == 0 => change.on(&mut bytes, None),
                    _ => {}
                }
            }
            bytes
        };
        names.into_iter().map(|(name, at)| (name, content(at, dice))).collect()
    }
}

fn applied(names: &mut BTreeMap<String, usize>, change: &[Name]) {
    for (name, file) in change {
        match file {
            Some(file) => names.insert(name.clone(), *file),
            None => names.remove(name),
        };
    }
}

/// The calls of a run, as the library wrote them down, in one folder.
fn calls(log: &[u8], within: &Path) -> Vec<Call> {
    let within = format!("{}/", within.display());
    let mut found = Vec::new();
    let mut rest = log;
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let line = String::from_utf8(rest[..end].to_vec()).unwrap();
        let mut words = line.splitn(4, ' ');
        let letter = words.next().unwrap();
        let mut number = || words.next().unwrap().parse::<usize>().unwrap();
        let (offset, length) = (number(), number());
        let (path, other) = words.next().unwrap().split_once('\t').unwrap();
        let bytes = if letter == "W" { rest[end + 1..end + 1 + length].to_vec() } else { Vec::new() };
        rest = &rest[end + 1 + bytes.len()..];
        let named = |path: &str| {
            let path = path.replace("/./", "/");
            path.strip_prefix(&within).or((format!("{path}/") == within).then_some("")).map(str::to_owned)
        };
        let Some(path) = named(path) else { continue };
        found.extend(match letter {
            "C" => Some(Call::Create(path)),
            "W" => Some(Call::Write(path, offset, bytes)),
            "T" => Some(Call::Truncate(path, offset)),
            "S" => Some(Call::Sync(path)),
            "U" => Some(Call::Unlink(path)),
            "R" => named(other).map(|to| Call::Rename(path, to)),
            "L" => named(other).map(|to| Call::Link(path, to)),
            other => panic!("{other} is no call"),
        });
    }
    found
}

fn cut(name: &str) {
    let Some(library) = library::built(&format!("power cuts in {name}")) else { return };
    let (form, mut figures) = (Form::asked(), Figures::default());
    let stage = Stage::of(name);
    let (place, aside) = (stage.set_up(), folder());
    let log = aside.path().join("disk");
    let mut command = stage.command(place.path());
    run(command.env("LD_PRELOAD", library).env("FAULT_DISK", &log), DEADLINE).with(&[0]).unwrap();
    let within = fs::canonicalize(place.path()).unwrap();
    let calls = calls(&fs::read(log).unwrap(), &within);
    assert!(calls.iter().any(|call| matches!(call, Call::Sync(_))), "{name} syncs nothing");
    let kind = format!("power {name}");
    let mut places = form.places(&kind, &(0..=calls.len()).collect::<Vec<_>>(), MOST);
    // When it has ended with 0 is tried in any case.
    if matches!(form, Form::Brief | Form::Short) && places.last() != Some(&calls.len()) {
        places.push(calls.len());
    }
    for place in places {
        let mut disk = Disk::default();
        for (path, bytes) in stage.template() {
            disk.files.push((bytes.clone(), Vec::new()));
            disk.kept.insert(path.clone(), disk.files.len() - 1);
        }
        calls[..place].iter().for_each(|call| disk.play(call));
        for way in WAYS {
            let mut dice = Dice::of(&format!("{kind} {place} {way}"));
            let folder = folder();
            for (path, bytes) in disk.found(way, &mut dice) {
                let path = folder.path().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
            // The command ended with 0, and the power went right after.
            let is_over = place == calls.len();
            figures.count(&kind, place, stage.judge_cut(folder.path(), is_over).map_err(|why| format!("{way}: {why}")));
        }
    }
    figures.close();
}

#[test]
fn init_outlives_a_power_cut() {
    cut("init");
}

#[test]
fn add_outlives_a_power_cut() {
    cut("add");
    cut("add-corrected");
}

#[test]
fn an_import_outlives_a_power_cut() {
    cut("import");
    cut("import-growing");
}

#[test]
fn undo_and_purge_outlive_a_power_cut() {
    cut("undo");
    cut("purge");
}

#[test]
fn an_upgrade_outlives_a_power_cut() {
    cut("upgrade");
}

#[test]
fn a_backup_outlives_a_power_cut() {
    cut("backup");
    cut("repair");
}
