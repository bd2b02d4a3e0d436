//! A folder that is made whole: all of its files, or none of them.
//!
//! What an earlier run of the program left in its place goes with it, and nothing else does: the
//! files of such a folder are listed in it, and a folder that holds any other is left alone.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::error::{Error, Result};
use crate::files::draft::{SUFFIX, Writer, failed, naming, sweep, sync_folder_of};

/// The file in it that lists the others, a name a line.
const LIST: &str = ".onrecord-export";

/// A folder that is being made.
#[derive(Debug)]
pub struct Folder {
    place: TempDir,
    target: PathBuf,
    names: BTreeSet<String>,
    _lock: Option<File>,
    /// Drafts of killed runs that were swept away.
    pub swept: Vec<PathBuf>,
}

impl Folder {
    /// Begins a folder that will stand at `target`.
    ///
    /// # Errors
    ///
    /// What stands there is not an export of the program's, or the folder around it cannot be
    /// written.
    pub fn of(target: &Path) -> Result<Self> {
        refuse_others(target)?;
        let whole = target.canonicalize().unwrap_or_else(|_| target.to_owned());
        let (parent, prefix) = naming(&whole)?;
        fs::create_dir_all(parent).map_err(|cause| failed(target, &cause))?;
        let swept = sweep(parent, &prefix);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(SUFFIX);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let place = builder.tempdir_in(parent).map_err(|cause| failed(target, &cause))?;
        let lock = File::open(place.path()).ok().filter(|file| file.try_lock().is_ok());
        Ok(Self { place, target: whole, names: BTreeSet::new(), _lock: lock, swept })
    }

    /// Makes a file in it.
    ///
    /// # Errors
    ///
    /// It is there already, or cannot be written. A name with a separator in it is a mistake of the
    /// caller's and refused.
    pub fn create(&mut self, name: &str) -> Result<Writer> {
        let path = self.target.join(name);
        let is_plain = Path::new(name).file_name().is_some_and(|plain| plain == name) && name != LIST;
        if !is_plain {
            return Err(failed(&path, &io::Error::other("it is no plain name of a file")));
        }
        let file = File::create_new(self.place.path().join(name)).map_err(|cause| failed(&path, &cause))?;
        self.names.insert(name.to_owned());
        Ok(Writer { file, target: path })
    }

    /// Makes a file with this content.
    ///
    /// # Errors
    ///
    /// As [`Self::create`].
    pub fn write(&mut self, name: &str, content: &[u8]) -> Result<()> {
        self.create(name)?.file.write_all(content).map_err(|cause| failed(&self.target.join(name), &cause))
    }

    /// Puts the folder in its place; an earlier export there goes.
    ///
    /// # Errors
    ///
    /// The disk is full or fails; what stood there is as it was then.
    pub fn put(self) -> Result<()> {
        let failed = |cause: io::Error| failed(&self.target, &cause);
        let list = self.names.iter().fold(String::new(), |list, name| list + name + "\n");
        fs::write(self.place.path().join(LIST), list).map_err(failed)?;
        for name in self.names.iter().map(String::as_str).chain([LIST, ""]) {
            File::open(self.place.path().join(name)).and_then(|file| file.sync_all()).map_err(failed)?;
        }
        // Somebody may have put a file there in the meantime.
        refuse_others(&self.target)?;
        if self.target.exists() && exchange(self.place.path(), &self.target).is_ok() {
            // The draft's name holds the old folder now, and goes with it.
            sync_folder_of(&self.target);
            return Ok(());
        }
        if self.target.exists() {
            fs::remove_dir_all(&self.target).map_err(failed)?;
        }
        fs::rename(self.place.path(), &self.target).map_err(failed)?;
        let _ = self.place.keep();
        sync_folder_of(&self.target);
        Ok(())
    }
}

/// Swaps two folders in one step, where the system can.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Refuses a folder with files that the program did not put there.
fn refuse_others(target: &Path) -> Result<()> {
    let entries = match fs::read_dir(target) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(cause) => return Err(failed(target, &cause)),
    };
    let listed = fs::read_to_string(target.join(LIST)).unwrap_or_default();
    let known: BTreeSet<OsString> = listed.lines().chain([LIST]).map(OsString::from).collect();
    let is_ours =
        |entry: &fs::DirEntry| known.contains(&entry.file_name()) && entry.file_type().is_ok_and(|kind| kind.is_file());
    let mut others: Vec<String> = entries
        .flatten()
        .filter(|entry| !is_ours(entry))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    if others.is_empty() {
        return Ok(());
    }
    others.sort();
    Err(Error::OtherFiles { folder: target.to_owned(), count: others.len(), first: others.swap_remove(0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn an_earlier_export_goes_whole_and_other_files_are_left_alone() {
        let around = tempfile::tempdir().unwrap();
        let target = around.path().join("out");
        let export = |file: &str| {
            let mut folder = Folder::of(&target)?;
            folder.write(file, b"x")?;
            folder.put()
        };
        export("a.csv").unwrap();
        export("b.csv").unwrap();
        assert_eq!(names(&target), [LIST, "b.csv"]);
        fs::write(target.join("mine.txt"), "mine").unwrap();
        assert!(matches!(export("c.csv"), Err(Error::OtherFiles { count: 1, .. })));
        assert_eq!(names(&target), [LIST, "b.csv", "mine.txt"]);
        assert_eq!(names(around.path()), ["out"], "no draft is left");
    }

    #[test]
    fn nothing_is_made_outside() {
        let around = tempfile::tempdir().unwrap();
        let mut folder = Folder::of(&around.path().join("out")).unwrap();
        for name in ["../x", "/x", "a/b", "", ".", LIST] {
            assert!(folder.create(name).is_err(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_in_an_earlier_export_are_not_followed() {
        let around = tempfile::tempdir().unwrap();
        let (target, victim) = (around.path().join("out"), around.path().join("victim"));
        fs::write(&victim, "theirs").unwrap();
        let mut folder = Folder::of(&target).unwrap();
        folder.write("a.csv", b"x").unwrap();
        folder.put().unwrap();
        fs::remove_file(target.join("a.csv")).unwrap();
        std::os::unix::fs::symlink(&victim, target.join("a.csv")).unwrap();
        assert!(Folder::of(&target).is_err());
        assert_eq!(fs::read(&victim).unwrap(), b"theirs");
    }
}
