//! A folder that is made whole: all of its files, or none of them.
//!
//! What an earlier run of the program left in its place goes with it, and nothing else does: the
//! files of such a folder are listed in it, and a folder that holds any other is left alone.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::error::{Error, Result};
use crate::files::draft::{SUFFIX, Writer, failed, naming, refuse_log, sweep, sync_folder_of};

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
        refuse_log(target)?;
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
    /// It is there already, or cannot be written. A name that leads elsewhere is a mistake of the
    /// caller's and refused; folders within are made.
    pub fn create(&mut self, name: &str) -> Result<Writer> {
        let path = self.target.join(name);
        let mut parts = name.split('/').map(|part| Path::new(part).file_name().is_some_and(|plain| plain == part));
        if !parts.all(|is_plain| is_plain) || name == LIST {
            return Err(failed(&path, &io::Error::other("it is no plain name of a file")));
        }
        if let Some((folder, _)) = name.rsplit_once('/') {
            fs::create_dir_all(self.place.path().join(folder)).map_err(|cause| failed(&path, &cause))?;
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
        let folders: BTreeSet<&str> = self.names.iter().flat_map(|name| folders(name)).collect();
        for name in self.names.iter().map(String::as_str).chain(folders).chain([LIST, ""]) {
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

/// The folders that a name leads through.
fn folders(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('/').map(|(at, _)| &name[..at])
}

/// Refuses a folder with files that the program did not put there.
fn refuse_others(target: &Path) -> Result<()> {
    let listed = fs::read_to_string(target.join(LIST)).unwrap_or_default();
    let known: BTreeSet<&str> = listed.lines().chain([LIST]).collect();
    let within: BTreeSet<&str> = listed.lines().flat_map(folders).collect();
    let mut others = Vec::new();
    let mut left = vec![String::new()];
    while let Some(folder) = left.pop() {
        let entries = match fs::read_dir(target.join(&folder)) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(cause) => return Err(failed(target, &cause)),
        };
        for entry in entries.flatten() {
            let own = entry.file_name().to_string_lossy().into_owned();
            let name = if folder.is_empty() { own } else { format!("{folder}/{own}") };
            // A link is neither, and so somebody else's.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && within.contains(name.as_str()) => left.push(name),
                Ok(kind) if kind.is_file() && known.contains(name.as_str()) => {}
                _ => others.push(name),
            }
        }
    }
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
    fn folders_within_are_the_exports_too_and_what_somebody_puts_there_is_left_alone() {
        let around = tempfile::tempdir().unwrap();
        let target = around.path().join("out");
        let export = || {
            let mut folder = Folder::of(&target)?;
            folder.write("a/year=2023/part.csv", b"x")?;
            folder.put()
        };
        export().unwrap();
        export().unwrap();
        fs::write(target.join("a/year=2023/mine.txt"), "mine").unwrap();
        assert!(matches!(export(), Err(Error::OtherFiles { first, .. }) if first == "a/year=2023/mine.txt"));
        fs::remove_file(target.join("a/year=2023/mine.txt")).unwrap();
        fs::create_dir(target.join("b")).unwrap();
        assert!(matches!(export(), Err(Error::OtherFiles { first, .. }) if first == "b"));
    }

    #[test]
    fn nothing_is_made_outside() {
        let around = tempfile::tempdir().unwrap();
        let mut folder = Folder::of(&around.path().join("out")).unwrap();
        for name in ["../x", "/x", "a/../b", "a//b", "a/", "", ".", LIST] {
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
