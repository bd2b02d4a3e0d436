//! The stage of a command: what stands before and after it, and the judgement of a run that a fault struck.
//!
//! Whatever struck, the program and `sqlite3` open the record at once; everything is as before or
//! as after; and the same command without a fault then succeeds.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::child::{DEADLINE, Ended, is_installed, onrecord, run};
use super::content::{self, Files};
use super::writing::{self, RECORD, Writing};

/// A command with what it starts from and what it comes to.
pub struct Stage {
    /// The command.
    pub writing: Writing,
    /// How long it takes when nothing is in its way.
    pub takes: Duration,
    before: Files,
    after: Files,
    /// What it comes to where it is run once more; an import counts as a batch each time.
    again: Files,
    /// What stands there before, byte by byte.
    template: Vec<(String, Vec<u8>)>,
    /// What `check` may exit with: as before or as after.
    checked: Vec<i32>,
}

impl Stage {
    /// The stage of a command; every kind of fault shares it.
    pub fn of(name: &str) -> &'static Self {
        static STAGES: [OnceLock<Stage>; writing::ALL.len()] = [const { OnceLock::new() }; writing::ALL.len()];
        let at = writing::ALL.iter().position(|one| one.name == name).unwrap();
        STAGES[at].get_or_init(|| Self::make(writing::ALL[at]))
    }

    /// Runs the command once without a fault.
    fn make(writing: Writing) -> Self {
        let done = folder();
        writing::lay(writing.base, done.path());
        (writing.inputs)(done.path());
        let before = content::files(done.path());
        let template = before.keys().map(|name| (name.clone(), fs::read(done.path().join(name)).unwrap())).collect();
        let mut checked = Vec::new();
        if before.contains_key(RECORD) {
            checked.extend(check(done.path()).code);
        }
        let started = Instant::now();
        run(&mut command(writing, done.path()), DEADLINE).with(&[0]).unwrap();
        let takes = started.elapsed();
        let after = content::files(done.path());
        assert!(before != after, "{} changes nothing", writing.name);
        checked.extend(check(done.path()).code);
        run(&mut command(writing, done.path()), DEADLINE).with(&[0, 2, 3]).unwrap();
        let again = content::files(done.path());
        Self { writing, takes, before, after, again, template, checked }
    }

    /// A folder in which the command can be run.
    pub fn set_up(&self) -> TempDir {
        let folder = folder();
        self.lay(folder.path());
        folder
    }

    /// Lays out in a folder what stands there before the command.
    pub fn lay(&self, folder: &Path) {
        for (name, bytes) in &self.template {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    /// The command, to be run in such a folder.
    pub fn command(&self, folder: &Path) -> Command {
        command(self.writing, folder)
    }

    /// Whether a run kept what is promised; `may_die` where it was killed on purpose.
    pub fn judge(&self, folder: &Path, ended: &Ended, may_die: bool) -> Result<(), String> {
        ended.in_order(may_die)?;
        no_false_advice(folder, ended)?;
        self.judge_cut(folder, ended.code == Some(0))
    }

    /// What stands there before, byte by byte.
    pub fn template(&self) -> &[(String, Vec<u8>)] {
        &self.template
    }

    /// Whether what is found in a folder keeps what is promised; `is_over` where the run had ended with 0.
    pub fn judge_cut(&self, folder: &Path, is_over: bool) -> Result<(), String> {
        self.opens(folder)?;
        let now = content::files(folder);
        self.is_before_or_after(&now)?;
        let is_after = now == self.after;
        if is_over && !is_after {
            return Err("exit 0, but not everything is as after".to_owned());
        }
        let again = run(&mut self.command(folder), DEADLINE);
        // What is done already may be refused; what is not is done now.
        let codes: &[i32] = if is_after { &[0, 2, 3] } else { &[0] };
        again.with(codes).map_err(|why| format!("run again: {why}"))?;
        let drafts = content::drafts(folder);
        if again.code == Some(0) && !drafts.is_empty() {
            return Err(format!("run again: it leaves the drafts {}", drafts.join(", ")));
        }
        let now = content::files(folder);
        match same(&now, &self.after).or_else(|why| same(&now, &self.again).map_err(|_| why)) {
            Ok(()) => Ok(()),
            Err(why) => Err(format!("run again: {why}")),
        }
    }

    /// That everything still is as before: for runs that failed without a doubt.
    pub fn is_before(&self, folder: &Path) -> Result<(), String> {
        same(&content::files(folder), &self.before)
    }

    fn is_before_or_after(&self, now: &Files) -> Result<(), String> {
        for name in self.before.keys().chain(self.after.keys()) {
            let (one, other) = (self.before.get(name), self.after.get(name));
            if now.get(name).is_none() && one.is_some() && other.is_some() {
                return Err(format!("{name} is lost"));
            }
        }
        for (name, content) in now {
            let rights: Vec<_> = [&self.before, &self.after].into_iter().filter_map(|files| files.get(name)).collect();
            if rights.is_empty() {
                return Err(format!("{name} is left behind"));
            }
            if !rights.contains(&content) {
                return Err(format!("{name} is neither as before nor as after: {}", content.differs(rights[0])));
            }
        }
        // A folder is one thing: all of it stands there, or nothing.
        let tops: BTreeSet<_> = now.keys().filter_map(|name| name.split_once('/').map(|(top, _)| top)).collect();
        for top in tops {
            let within = |files: &Files| files.keys().filter(|name| name.starts_with(&format!("{top}/"))).count();
            if within(now) != within(&self.after) && within(now) != within(&self.before) {
                return Err(format!("{top}/ holds {} files instead of {}", within(now), within(&self.after)));
            }
        }
        Ok(())
    }

    /// That the program and `sqlite3` find the record sound.
    fn opens(&self, folder: &Path) -> Result<(), String> {
        if !folder.join(RECORD).exists() {
            return Ok(());
        }
        if has_sqlite3() {
            // It has files of its own, so that the program still finds what the fault left.
            let aside = self::folder();
            for name in [RECORD, "record.db-journal"] {
                let _ = fs::copy(folder.join(name), aside.path().join(name));
            }
            let mut sqlite3 = Command::new("sqlite3");
            let found = run(sqlite3.current_dir(&aside).args([RECORD, "PRAGMA integrity_check"]), DEADLINE);
            if found.out != b"ok\n" {
                return Err(format!("sqlite3 finds {}", String::from_utf8_lossy(&found.out)));
            }
            let found = content::of(&aside.path().join(RECORD));
            if [&self.before, &self.after].iter().all(|files| files.get(RECORD) != Some(&found)) {
                return Err("sqlite3 finds neither what was before nor what is after".to_owned());
            }
        }
        let asked = run(onrecord(folder).args(["--db", RECORD, "sql", "SELECT count(*) FROM record"]), DEADLINE);
        asked
            .with(&[0])
            .and_then(|()| no_false_advice(folder, &asked))
            .map_err(|why| format!("`sql` after it: {why}"))?;
        check(folder).with(&self.checked).map_err(|why| format!("`check` after it: {why}"))
    }
}

/// A folder of the build's, gone when it is dropped.
pub fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// Whether two folders hold the same, and where not.
pub fn same(these: &Files, those: &Files) -> Result<(), String> {
    match these.keys().chain(those.keys()).find(|name| these.get(*name) != those.get(*name)) {
        None => Ok(()),
        Some(name) => Err(match (these.get(name), those.get(name)) {
            (Some(this), Some(that)) => format!("{name} differs: {}", this.differs(that)),
            (Some(_), None) => format!("{name} should not be there"),
            _ => format!("{name} is missing"),
        }),
    }
}

/// What `check` finds.
pub fn check(folder: &Path) -> Ended {
    run(onrecord(folder).args(["--db", RECORD, "check"]), DEADLINE)
}

fn command(writing: Writing, folder: &Path) -> Command {
    let mut command = onrecord(folder);
    command.args(["--db", RECORD]).args(writing.arguments);
    command
}

/// Whoever puts an older copy beside a journal has the journal rolled into it, and loses both.
fn no_false_advice(folder: &Path, ended: &Ended) -> Result<(), String> {
    let is_left = folder.join("record.db-journal").exists();
    if is_left && ended.err.contains("restore") && ended.err.contains("copy") {
        return Err(format!("it advises to restore a copy beside a journal: {}", ended.told()));
    }
    Ok(())
}

fn has_sqlite3() -> bool {
    static FOUND: OnceLock<bool> = OnceLock::new();
    *FOUND.get_or_init(|| is_installed("sqlite3", "--version"))
}
