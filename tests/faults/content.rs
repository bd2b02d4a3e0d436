//! What stands in a folder: records row by row, other files byte by byte.
//!
//! Two records are the same where their tables and their schema are, in whatever order they lie in
//! the file. The hour at which something was read is left out, because it is never the same twice.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Mutex;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// The files of a folder by their paths within it.
pub type Files = BTreeMap<String, Content>;

/// What is in a file.
#[derive(Clone, Eq, PartialEq)]
pub enum Content {
    /// An SQLite file: the rows of each table, sorted.
    Tables(BTreeMap<String, Vec<String>>),
    /// Any other file.
    Bytes(Vec<u8>),
    /// An SQLite file that cannot be read, and why.
    Unreadable(String),
}

impl Content {
    /// Where this differs from what is right, in a few words.
    pub fn differs(&self, right: &Self) -> String {
        match (self, right) {
            (Self::Tables(these), Self::Tables(those)) => {
                let name = these.keys().chain(those.keys()).find(|name| these.get(*name) != those.get(*name));
                let name = name.map_or("nothing", String::as_str);
                let count = |tables: &BTreeMap<String, Vec<String>>| tables.get(name).map_or(0, Vec::len);
                format!("{name}: {} rows instead of {}", count(these), count(those))
            }
            (Self::Bytes(these), Self::Bytes(those)) => format!("{} bytes instead of {}", these.len(), those.len()),
            (Self::Unreadable(why), _) => why.clone(),
            _ => "a file of another kind".to_owned(),
        }
    }
}

/// All files of a folder but those that a killed run may leave: drafts (`.NAME.*.new`), journals,
/// and what SQLite puts aside.
pub fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    collect(folder, "", &mut found);
    found
}

/// The drafts in a folder: what is not whole yet, or was never to be.
pub fn drafts(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with('.') && name.contains(".new")).collect()
}

/// Whether a file of this name is what a killed run may leave.
fn is_left(name: &str) -> bool {
    let is_draft = name.starts_with('.') && [".new", ".new-journal"].iter().any(|end| name.ends_with(end));
    is_draft || name.ends_with(".db-journal") || name.starts_with("etilqs_")
}

fn collect(folder: &Path, within: &str, found: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if is_left(&name) {
            continue;
        }
        let name = format!("{within}{name}");
        if path.is_symlink() {
            let target = fs::read_link(&path).unwrap();
            found.insert(name, Content::Bytes(target.into_os_string().into_encoded_bytes()));
        } else if path.is_dir() {
            collect(&path, &format!("{name}/"), found);
        } else {
            found.insert(name, of(&path));
        }
    }
}

/// Records that were read, by the length and a hash of their bytes.
static READ: Mutex<BTreeMap<(usize, u64), Content>> = Mutex::new(BTreeMap::new());

/// What is in a file.
pub fn of(path: &Path) -> Content {
    let bytes = fs::read(path).unwrap();
    if !bytes.starts_with(b"SQLite format 3\0") {
        return Content::Bytes(bytes);
    }
    // Most faults leave a record byte by byte as it was; its rows need not be read once more.
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let key = (bytes.len(), hasher.finish());
    let is_quiet = !path.with_extension("db-journal").exists() && !path.with_extension("db-wal").exists();
    if let Some(known) = READ.lock().unwrap().get(&key).filter(|_| is_quiet) {
        return known.clone();
    }
    let content = tables(path).map_or_else(|cause| Content::Unreadable(cause.to_string()), Content::Tables);
    let mut read = READ.lock().unwrap();
    if is_quiet && read.len() < 64 {
        read.insert(key, content.clone());
    }
    content
}

fn tables(path: &Path) -> rusqlite::Result<BTreeMap<String, Vec<String>>> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.busy_timeout(std::time::Duration::from_secs(10))?;
    conn.execute_batch("PRAGMA writable_schema = OFF; BEGIN")?;
    let mut names =
        conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut found = BTreeMap::new();
    found.insert("the schema".to_owned(), rows(&conn, "SELECT type, name, tbl_name, sql FROM sqlite_schema")?);
    for name in names {
        let content = rows(&conn, &format!("SELECT * FROM \"{}\"", name.replace('"', "\"\"")))?;
        found.insert(name, content);
    }
    Ok(found)
}

fn rows(conn: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let columns: Vec<bool> = statement.column_names().map(|name| name != "read_at").collect();
    let mut cursor = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = cursor.next()? {
        let mut text = String::new();
        for (n, _) in columns.iter().enumerate().filter(|(_, is_told)| **is_told) {
            match row.get_ref(n)? {
                ValueRef::Text(bytes) => text.push_str(&String::from_utf8_lossy(bytes)),
                other => text.push_str(&format!("{other:?}")),
            }
            text.push('\u{1f}');
        }
        found.push(text);
    }
    found.sort_unstable();
    Ok(found)
}
