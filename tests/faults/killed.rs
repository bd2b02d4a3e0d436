//! Killed, terminated and interrupted at any time: by a person, by the system, by a cable.
//!
//! Unlike a fault at a call, a signal strikes between calls too, and in several threads at once.

use std::process::Command;
use std::thread;
use std::time::Duration;

use super::child::{DEADLINE, run_and};
use super::figures::{Dice, Figures, Form};
use super::stage::Stage;
use super::writing;

/// The signals, by the names that `kill` knows.
const SIGNALS: &[&str] = &["KILL", "TERM", "INT"];

/// What a run that heeds a signal exits with.
const INTERRUPTED: i32 = 130;

#[test]
fn whenever_a_signal_comes_nothing_is_half_done() {
    let (form, mut figures) = (Form::asked(), Figures::default());
    for writing in writing::ALL {
        let stage = Stage::of(writing.name);
        for signal in SIGNALS {
            let kind = format!("{signal} {}", writing.name);
            let mut dice = Dice::of(&kind);
            let places: Vec<usize> = (0..form.times(1, 60)).collect();
            for place in &places {
                // Every place draws, so that one alone is struck at the same time as among all.
                let after = dice.below(1_000);
                if form.places(&kind, &places, usize::MAX).contains(place) {
                    figures.count(&kind, place, strike(stage, signal, after));
                }
            }
        }
    }
    figures.close();
}

/// Sends a signal after so many thousandths of the time that the command takes.
fn strike(stage: &Stage, signal: &str, after: usize) -> Result<(), String> {
    let folder = stage.set_up();
    let pause = stage.takes * u32::try_from(after).unwrap() / 1_000;
    let ended = run_and(&mut stage.command(folder.path()), DEADLINE, |child| {
        thread::sleep(pause);
        let _ = Command::new("kill").arg(format!("-{signal}")).arg(child.id().to_string()).status();
    });
    let heeds = matches!(ended.code, Some(0 | INTERRUPTED)) || ended.signal.is_some();
    stage.judge(folder.path(), &ended, true)?;
    if heeds { Ok(()) } else { Err(format!("{signal} after {pause:?}: {}", ended.told())) }
}

#[test]
fn ctrl_c_ends_what_runs_with_130() {
    let mut figures = Figures::default();
    let folder = super::stage::folder();
    writing::lay(writing::Base::Dam, folder.path());
    std::fs::write(folder.path().join("long.tsv"), writing::rows(60_000)).unwrap();
    let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";
    for arguments in [vec!["sql", endless], vec!["import", "gdelt", "long.tsv"]] {
        let before = super::content::files(folder.path());
        let mut command = super::child::onrecord(folder.path());
        let ended = run_and(command.args(["--db", writing::RECORD]).args(&arguments), DEADLINE, |child| {
            thread::sleep(Duration::from_millis(400));
            let _ = Command::new("kill").arg("-INT").arg(child.id().to_string()).status();
        });
        let same = super::stage::same(&super::content::files(folder.path()), &before);
        figures.count("ctrl-c", arguments[0], ended.with(&[INTERRUPTED]).and(same));
    }
    figures.close();
}
