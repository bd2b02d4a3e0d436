//! A record whose pages were damaged, repaired: what can be had comes back, and it is sound.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::child::{onrecord, run};
use super::figures::{Dice, Figures, Form};
use super::pages::{DAMAGES, Damage, PAGE};
use super::stage::folder;
use super::writing::{self, Base, RECORD};

/// How long a repair may take.
const DEADLINE: Duration = Duration::from_mins(1);

/// Of a hundred records, as many come back when one page of a hundred is damaged.
const MOST_COME_BACK: f64 = 0.95;

fn keys(path: &Path) -> BTreeSet<String> {
    let conn = Connection::open(path).unwrap();
    let mut statement = conn.prepare("SELECT key FROM record").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn what_is_repaired_is_sound_and_nearly_all_of_it_is_there() {
    let (form, mut figures) = (Form::asked(), Figures::default());
    let folder = folder();
    let place = folder.path();
    writing::lay(Base::Dam, place);
    let sound = fs::read(place.join(RECORD)).unwrap();
    let before = keys(&place.join(RECORD));
    let (mut shares, mut refused) = (Vec::new(), 0);
    for (name, damage) in DAMAGES.iter().filter(|(name, _)| *name != "truncate") {
        let kind = format!("repair {name}");
        for seed in form.places(&kind, &(0..60).collect::<Vec<_>>(), 6) {
            let bytes = damaged(&sound, *damage, &kind, seed);
            let result = judge(place, &bytes).map(|found| match found {
                Some(found) => shares.push(share(&before, &found)),
                None => refused += 1,
            });
            figures.count(&kind, seed, result);
        }
    }
    figures.close();
    #[allow(clippy::cast_precision_loss)] // a few hundred
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    println!("of all records {:.1} % come back by their keys, from {} damaged files", mean * 100.0, shares.len());
    assert!(mean >= MOST_COME_BACK, "{mean}: {shares:?}");
    // A bit that flips inside a value is no damage that a file shows.
    assert!(refused * 4 < shares.len(), "{refused} of {} were found sound", shares.len());
}

/// A file of which one page in a hundred is damaged.
fn damaged(sound: &[u8], damage: fn(&mut Vec<u8>, usize, &mut Dice), kind: &str, seed: usize) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    let mut dice = Dice::of(&format!("{kind} {seed}"));
    for _ in 0..(sound.len() / PAGE).div_ceil(100) {
        let page = dice.below(bytes.len() / PAGE);
        damage(&mut bytes, page, &mut dice);
    }
    bytes
}

#[allow(clippy::cast_precision_loss)] // a few hundred
fn share(before: &BTreeSet<String>, found: &BTreeSet<String>) -> f64 {
    before.intersection(found).count() as f64 / before.len() as f64
}

/// The keys of what is repaired; None where the file is found sound.
fn judge(place: &Path, bytes: &[u8]) -> Result<Option<BTreeSet<String>>, String> {
    let (from, to) = (place.join("damaged.db"), place.join("whole.db"));
    let _ = fs::remove_file(&to);
    fs::write(&from, bytes).unwrap();
    let repaired = run(onrecord(place).args(["repair", "damaged.db", "-o", "whole.db", "--csv"]), DEADLINE);
    if repaired.code == Some(3) && repaired.err.contains("is sound") {
        return Ok(None);
    }
    repaired.with(&[0])?;
    if fs::read(&from).unwrap() != bytes {
        return Err("the damaged file was written to".to_owned());
    }
    let checked = run(onrecord(place).args(["--db", "whole.db", "check", "--csv"]), DEADLINE);
    checked.with(&[0]).map_err(|why| format!("{why}: {}", String::from_utf8_lossy(&checked.out)))?;
    let told = String::from_utf8_lossy(&repaired.out).into_owned();
    let found = keys(&to);
    // What is lost or left out is not there, and whatever is not there is told of.
    for line in told.lines().filter(|line| line.starts_with("left out,")) {
        let key = line.split(',').nth(2).unwrap_or_default();
        if found.contains(key) {
            return Err(format!("`{key}` is said to be left out, and is there"));
        }
    }
    let drafts: Vec<_> = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    if drafts.iter().any(|name| name.to_string_lossy().starts_with('.')) {
        return Err(format!("files are left: {drafts:?}"));
    }
    Ok(Some(found))
}

/// That a file that is cut off gives what stands before the cut.
#[test]
fn what_stands_before_a_cut_comes_back() {
    let folder = folder();
    let place = folder.path();
    writing::lay(Base::Dam, place);
    let sound = fs::read(place.join(RECORD)).unwrap();
    let before = keys(&place.join(RECORD));
    let (_, truncate): &Damage = DAMAGES.iter().find(|(name, _)| *name == "truncate").unwrap();
    for (page, least) in [(sound.len() / PAGE - 3, 0.95), (sound.len() / PAGE / 2, 0.25)] {
        let mut bytes = sound.clone();
        truncate(&mut bytes, page, &mut Dice::of("cut"));
        let found = judge(place, &bytes).unwrap().unwrap();
        assert!(share(&before, &found) >= least, "{page}: {}", share(&before, &found));
    }
}
