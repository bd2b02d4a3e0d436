//! Drafts: files and folders that take their name only when they are whole.
//!
//! Whatever the program leaves behind is made beside its place, as `.NAME.RANDOM.new`, and put
//! there in one step when it is complete and on the disk. A kill leaves a draft, never a half file
//! under a name that somebody trusts. A draft is locked while it is made, so that one without its
//! maker is known for what it is, told, and swept away by the next run that makes the same file.

use std::fs::{self, File, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::error::{Error, Result};

/// A file that is being made.
#[derive(Debug)]
pub struct Draft {
    place: TempPath,
    pub(super) target: PathBuf,
    pub(super) file: File,
    /// Drafts of killed runs that were swept away.
    pub swept: Vec<PathBuf>,
}

/// What SQLite adds to a file's name for the files that it keeps beside it.
const LOGS: [&str; 3] = ["-journal", "-wal", "-shm"];

/// Refuses a name that SQLite takes for its own beside a file that is there: it would play back what stands there, or delete
/// it, whenever that file is next opened.
///
/// # Errors
///
/// It is one.
pub fn refuse_log(target: &Path) -> Result<()> {
    let Some(name) = target.file_name() else { return Ok(()) };
    let Some(log) = LOGS.iter().find(|log| name.as_encoded_bytes().ends_with(log.as_bytes())) else { return Ok(()) };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A folder that cannot be read is told by who writes there.
    let Ok(mut beside) = fs::read_dir(folder) else { return Ok(()) };
    let is_its_file = |entry: fs::DirEntry| {
        let mut of_log = entry.file_name();
        of_log.push(log);
        of_log == name && entry.path().is_file()
    };
    if beside.any(|entry| entry.is_ok_and(is_its_file)) {
        let what = "a name that SQLite takes for its own log of the file beside it";
        return Err(Error::OverItself { path: target.to_owned(), what });
    }
    Ok(())
}

impl Draft {
    /// Begins a file that will stand at `target`: a new one in the same folder, under a name that
    /// nothing else holds.
    ///
    /// # Errors
    ///
    /// The folder cannot be written, or `target` names no file.
    pub fn of(target: &Path) -> Result<Self> {
        refuse_log(target)?;
        let (folder, prefix) = naming(target)?;
        let swept = sweep(folder, &prefix);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(SUFFIX).permissions(open_to_umask());
        let made = builder.tempfile_in(folder).map_err(|cause| failed(target, &in_folder(folder, &cause)))?;
        let (file, place) = made.into_parts();
        // Where files cannot be locked, none is ever taken for left behind.
        let _ = file.try_lock();
        Ok(Self { place, target: target.to_owned(), file, swept })
    }

    /// Where it is made.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.place
    }

    /// The file, to be written.
    ///
    /// # Errors
    ///
    /// No more files can be open.
    pub fn file(&self) -> Result<Writer> {
        let file = self.file.try_clone().map_err(|cause| failed(&self.target, &cause))?;
        Ok(Writer { file, target: self.target.clone() })
    }

    /// Puts it in its place, where nothing may stand.
    ///
    /// # Errors
    ///
    /// [`Error::FileExists`]; or the disk is full or fails.
    pub fn put(self) -> Result<()> {
        let failed = |cause: &io::Error| failed(&self.target, cause);
        self.file.sync_all().map_err(|cause| failed(&cause))?;
        match fs::hard_link(&self.place, &self.target) {
            Ok(()) => {}
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => return Err(Error::FileExists(self.target)),
            // Some file systems have no hard links; then renaming is the next best thing.
            Err(_) if !self.target.exists() => fs::rename(&self.place, &self.target).map_err(|cause| failed(&cause))?,
            Err(_) => return Err(Error::FileExists(self.target)),
        }
        sync_folder_of(&self.target);
        Ok(())
    }

    /// Puts it in its place, over what stands there: its mode and owner stay, and so do its other
    /// names, if it has any. A link stays one, and so does what is no file: `/dev/null` takes the bytes.
    ///
    /// # Errors
    ///
    /// The disk is full or fails.
    pub fn replace(self) -> Result<()> {
        let failed = |cause: io::Error| failed(&self.target, &cause);
        self.file.sync_all().map_err(failed)?;
        let old = self.target.metadata().ok();
        let is_file = self.target.symlink_metadata().map_or(true, |found| found.is_file());
        if !is_file || old.as_ref().is_some_and(has_other_names) {
            let mut whole = File::open(&self.place).map_err(failed)?;
            let opened = File::options().write(true).create(true).truncate(true).open(&self.target);
            let mut target = opened.map_err(failed)?;
            io::copy(&mut whole, &mut target).map_err(failed)?;
            let is_kept = target.metadata().is_ok_and(|found| found.is_file());
            return if is_kept { target.sync_all().map_err(failed) } else { Ok(()) };
        }
        if let Some(old) = old {
            keep_owner(&self.file, &old);
            self.file.set_permissions(old.permissions()).map_err(failed)?;
        }
        fs::rename(&self.place, &self.target).map_err(failed)?;
        sync_folder_of(&self.target);
        Ok(())
    }
}

/// Why no draft can be made in a folder: nobody knows the draft's own name.
fn in_folder(folder: &Path, cause: &io::Error) -> io::Error {
    if cause.kind() == io::ErrorKind::NotFound {
        return io::Error::new(cause.kind(), format!("there is no folder `{}`", folder.display()));
    }
    let told = cause.to_string();
    let own = told.split_once(" at path ").map_or(told.as_str(), |(own, _)| own);
    io::Error::new(cause.kind(), own)
}

/// A file that is being written, whose failures name the place that it is for.
#[derive(Debug)]
pub struct Writer {
    pub(super) file: File,
    pub(super) target: PathBuf,
}

impl Writer {
    fn told(&self, cause: &io::Error) -> io::Error {
        let Error::WriteFile { path, why } = failed(&self.target, cause) else { return cause.kind().into() };
        io::Error::new(cause.kind(), format!("`{}`: {why}", path.display()))
    }
}

impl io::Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|cause| self.told(&cause))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|cause| self.told(&cause))
    }
}

/// The file that a path leads to, through links, whether it is there or not.
///
/// # Errors
///
/// The links lead in a circle.
pub fn behind_links(path: &Path) -> Result<PathBuf> {
    let mut place = path.to_owned();
    for _ in 0..40 {
        match fs::read_link(&place) {
            Ok(next) => place = place.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(place),
        }
    }
    Err(failed(path, &io::Error::other("its links lead in a circle")))
}

/// Whether two paths lead to the same file.
#[must_use]
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.metadata(), other.metadata()) {
        (Ok(first), Ok(second)) => is_same(&first, &second, one, other),
        // What is not there yet is told by its folder and its name.
        (Err(_), Err(_)) => located(one).is_some_and(|place| Some(place) == located(other)),
        _ => false,
    }
}

fn located(path: &Path) -> Option<(PathBuf, std::ffi::OsString)> {
    let path = behind_links(path).ok()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some((folder.canonicalize().ok()?, path.file_name()?.to_owned()))
}

/// What drafts end with.
pub(super) const SUFFIX: &str = ".new";

/// The folder of a target, and what its drafts begin with.
pub(super) fn naming(target: &Path) -> Result<(&Path, std::ffi::OsString)> {
    let name = target.file_name().ok_or_else(|| failed(target, &io::Error::other("it names no file")))?;
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut prefix = std::ffi::OsString::from(".");
    prefix.push(name);
    prefix.push(".");
    Ok((folder, prefix))
}

/// Takes away the drafts that killed runs left of a file; those that are locked are being made.
pub(super) fn sweep(folder: &Path, prefix: &std::ffi::OsStr) -> Vec<PathBuf> {
    let prefix = prefix.as_encoded_bytes();
    let is_draft = |name: &std::ffi::OsStr| {
        let random = name.as_encoded_bytes().strip_prefix(prefix).and_then(|rest| rest.strip_suffix(SUFFIX.as_bytes()));
        random.is_some_and(|random| !random.is_empty() && random.iter().all(u8::is_ascii_alphanumeric))
    };
    let mut swept = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| is_draft(&entry.file_name())) {
        let path = entry.path();
        let is_left = File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_left && if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }.is_ok() {
            swept.push(path);
        }
    }
    swept
}

pub(super) fn failed(target: &Path, cause: &io::Error) -> Error {
    Error::of_writing(target, cause)
}

/// Makes the new name last: a folder is a file of names. Some file systems refuse, and lose little.
pub(super) fn sync_folder_of(target: &Path) {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(unix)]
fn open_to_umask() -> Permissions {
    use std::os::unix::fs::PermissionsExt;
    Permissions::from_mode(0o666)
}

#[cfg(unix)]
fn has_other_names(file: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.nlink() > 1
}

#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::MetadataExt;
    // Only the superuser may give a file away; for anybody else the owner is who writes.
    let _ = std::os::unix::fs::fchown(file, Some(old.uid()), Some(old.gid()));
}

#[cfg(unix)]
fn is_same(first: &fs::Metadata, second: &fs::Metadata, _: &Path, _: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    (first.dev(), first.ino()) == (second.dev(), second.ino())
}

#[cfg(not(unix))]
fn open_to_umask() -> Permissions {
    // Ignored there: a file is open to whom its folder is open to.
    fs::metadata(".").map(|folder| folder.permissions()).unwrap_or_else(|_| unreachable!("there is a folder"))
}

#[cfg(not(unix))]
fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}

#[cfg(not(unix))]
fn is_same(_: &fs::Metadata, _: &fs::Metadata, one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

#[cfg(test)]
mod tests;
