//! A disk that is really full, and a limit on how long a file may be.
//!
//! Here the system refuses, not a library: at any call, also of what passes libc by.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::child::{DEADLINE, Ended, run, shell};
use super::figures::{Figures, Form};
use super::stage::{Stage, folder};
use super::writing::{self, RECORD, Writing};

/// What a command that finds no room exits with: the record or the answer cannot be written.
const NO_ROOM: &[i32] = &[3, 5];

/// A file system in memory of a few megabytes, gone when it is dropped.
struct Disk(TempDir);

impl Disk {
    /// Mounts one where this may be done.
    fn mount(bytes: u64) -> Option<Self> {
        let place = folder();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={bytes}"), "tmpfs"])
            .arg(place.path())
            .stderr(std::process::Stdio::null())
            .status();
        mount.is_ok_and(|status| status.success()).then(|| Self(place))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_changes_nothing_and_is_told() {
    let Some(disk) = Disk::mount(24 << 20) else {
        println!("skipped: a full disk (needs the right to mount a tmpfs)");
        return;
    };
    let (form, mut figures) = (Form::asked(), Figures::default());
    let place = disk.0.path();
    for writing in writing::ALL {
        let stage = Stage::of(writing.name);
        let kind = format!("full {}", writing.name);
        for kilobytes in form.places(&kind, &[0_u64, 4, 12, 40, 100, 250, 500, 900], 2) {
            empty(place);
            stage.lay(place);
            // Something else takes the room, and a little is left.
            fill(place, kilobytes);
            let ended = run(&mut stage.command(place), DEADLINE);
            let result = refused(stage, place, &ended);
            let _ = fs::remove_file(place.join(".filler.new"));
            figures.count(&kind, kilobytes, result.and_then(|()| stage.judge(place, &ended, false)));
        }
    }
    figures.close();
}

#[test]
fn a_limit_on_the_length_of_files_changes_nothing_and_is_told() {
    let (form, mut figures) = (Form::asked(), Figures::default());
    for writing in writing::ALL {
        let stage = Stage::of(writing.name);
        let kind = format!("limit {}", writing.name);
        for blocks in form.places(&kind, &[0_usize, 1, 8, 40, 200, 1_000, 1_400, 2_000], 2) {
            let folder = stage.set_up();
            let ended = run(&mut limited(writing, folder.path(), blocks), DEADLINE);
            let result = refused(stage, folder.path(), &ended);
            figures.count(&kind, blocks, result.and_then(|()| stage.judge(folder.path(), &ended, false)));
        }
    }
    figures.close();
}

/// The command where no file may have more than so many blocks of 512 bytes.
fn limited(writing: &Writing, folder: &Path, blocks: usize) -> Command {
    let line = format!("ulimit -f {blocks} && exec \"$0\" --db {RECORD} \"$@\"");
    let mut command = shell(folder, &line);
    command.args(writing.arguments);
    command
}

/// That there was room after all, or that its lack is told with the folder and changes nothing.
fn refused(stage: &Stage, folder: &Path, ended: &Ended) -> Result<(), String> {
    if ended.code == Some(0) {
        return Ok(());
    }
    ended.with(NO_ROOM)?;
    // What is purged is out before the free pages are emptied, which needs room; then it says so.
    if ended.code != Some(5) || !ended.err.contains("what was purged is out of the record") {
        stage.is_before(folder)?;
    }
    let says_full = ["no room", "full", "too large"].iter().any(|word| ended.err.contains(word));
    if !says_full {
        return Err(format!("nothing of a lack of room: {}", ended.told()));
    }
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let is_named = ended.err.contains(&name) || ended.err.contains("folder");
    if is_named { Ok(()) } else { Err(format!("the folder is not named: {}", ended.told())) }
}

/// Takes all room but so many kilobytes.
fn fill(place: &Path, kilobytes: u64) {
    use std::io::Write;
    let path = place.join(".filler.new");
    let mut filler = fs::File::create(&path).unwrap();
    let block = vec![1_u8; 4096];
    while filler.write_all(&block).is_ok() {}
    let length = filler.metadata().unwrap().len();
    filler.set_len(length.saturating_sub(kilobytes * 1024)).unwrap();
}

fn empty(place: &Path) {
    for entry in fs::read_dir(place).unwrap() {
        let path = entry.unwrap().path();
        let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    }
}
