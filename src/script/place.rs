//! Where a script is found by its name: in a person's own folder, else inside the program.
//!
//! Questions, checks and recipes go by this one rule; questions that a record file holds come last,
//! and whoever reads the record looks for them.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::error::{Error, Result};
use crate::files::bounds;
use crate::seed;

/// Where scripts of a kind are found.
#[derive(Clone, Debug)]
pub struct Place {
    /// The kind: `queries`, `checks` or `recipes`, as the folders of the seed are called.
    kind: &'static str,
    /// A person's own folder.
    folder: Option<PathBuf>,
}

/// A script that was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Script {
    /// Its SQL, head and all.
    pub sql: String,
    /// A person's own file that took the place of a built-in one.
    pub shadows: Option<PathBuf>,
}

impl Place {
    /// Where scripts of a kind are found, with a person's own folder if there is one.
    #[must_use]
    pub fn new(kind: &'static str, folder: Option<PathBuf>) -> Self {
        Self { kind, folder }
    }

    /// The script of a name; None where neither place has one.
    ///
    /// # Errors
    ///
    /// A person's own file cannot be read.
    pub fn find(&self, name: &str) -> Result<Option<Script>> {
        let built_in = seed::sql(self.kind, name);
        let Some(path) = self.own(name) else {
            return Ok(built_in.map(|sql| Script { sql: sql.to_owned(), shadows: None }));
        };
        // Neither a pipe nor a device, which might never end.
        if path.metadata().is_ok_and(|file| !file.is_file()) {
            return Err(Error::Read { path, why: "it is not a file".to_owned() });
        }
        Ok(Some(Script { sql: bounds::text(&path, bounds::SQL)?, shadows: built_in.map(|_| path) }))
    }

    /// A person's own file of this name.
    #[must_use]
    pub fn own(&self, name: &str) -> Option<PathBuf> {
        let path = self.folder.as_ref().filter(|_| is_own_name(name))?.join(format!("{name}.sql"));
        // A link that leads nowhere is there too, and is told as what cannot be read.
        (path.symlink_metadata().is_ok() && !path.is_dir()).then_some(path)
    }

    /// Whether the program has one of this name.
    #[must_use]
    pub fn is_built_in(&self, name: &str) -> bool {
        seed::sql(self.kind, name).is_some()
    }

    /// Every name, sorted; notes tell what is left out.
    ///
    /// # Errors
    ///
    /// The folder cannot be read.
    pub fn names(&self, notes: &mut Vec<String>) -> Result<Vec<String>> {
        let mut names = seed::names(self.kind);
        if let Some(folder) = &self.folder {
            let unreadable = |cause: std::io::Error| Error::Read { path: folder.clone(), why: cause.to_string() };
            for entry in fs::read_dir(folder).map_err(unreadable)?.flatten() {
                let path = entry.path();
                if path.is_dir() || path.extension().is_none_or(|extension| extension != "sql") {
                    continue;
                }
                match path.file_stem().and_then(|stem| stem.to_str()) {
                    Some(name) if is_own_name(name) => names.push(name.to_owned()),
                    Some(_) => {}
                    None => notes.push(format!("`{}` is left out: its name is not UTF-8", path.display())),
                }
            }
        }
        names.sort();
        names.dedup();
        Ok(names)
    }
}

/// Whether a name may be a file's in the folder: not hidden, and of no other folder.
fn is_own_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    let is_one = matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == name);
    is_one && !name.starts_with('.') && !name.contains('\0')
}
