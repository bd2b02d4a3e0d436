//! Tables that a recipe reads beside its rows: each is read whole, before the first row is staged.
//!
//! A table of cities by number, say, that the rows name by number. It is a temporary table of text columns under the
//! name that the recipe gives it, with an index for what the recipe finds rows by.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::import::input::{self, InputRow};
use crate::import::recipe::{Join, Reads, Recipe};
use crate::import::stage::columns::{called, is_said, unique};
use crate::record::stop::StopSign;
use crate::record::write::quoted;

/// The tables of an import that are not the record's.
const OWN: [&str; 11] = [
    "given",
    "staged",
    "rejected",
    "left_out",
    "seen",
    "beside",
    "data_set",
    "touched",
    "wanted",
    "attributed",
    "load",
];

/// Reads the tables that a recipe joins; returns the columns of them that it does not use, as `table.column`.
///
/// # Errors
///
/// One is not given or not asked for, cannot be read, or lacks a column that it is found by.
pub fn read(conn: &Connection, recipe: &Recipe, given: &[(String, PathBuf)], stop: &StopSign) -> Result<Vec<String>> {
    let names = || recipe.joins.iter().map(|join| format!("`{}`", join.name)).collect::<Vec<_>>().join(", ");
    if let Some((name, _)) = given.iter().find(|(name, _)| recipe.joins.iter().all(|join| join.name != *name)) {
        let what = format!("{}.sql joins no table `{name}`", recipe.name);
        let hint = if recipe.joins.is_empty() {
            "it reads its input alone".to_owned()
        } else {
            format!("it joins {}", names())
        };
        return Err(Error::Refused { what, hint });
    }
    let mut unread = Vec::new();
    for join in &recipe.joins {
        let Some((_, path)) = given.iter().find(|(name, _)| *name == join.name) else {
            let what = format!("{}.sql also reads a table `{}`, which is not given", recipe.name, join.name);
            return Err(Error::Refused { what, hint: format!("--with {}=FILE says where it is", join.name) });
        };
        table(conn, recipe, join, path, stop)?
            .into_iter()
            .for_each(|column| unread.push(format!("{}.{column}", join.name)));
    }
    Ok(unread)
}

/// Reads one table, and returns the columns of it that the recipe does not use.
fn table(conn: &Connection, recipe: &Recipe, join: &Join, path: &Path, stop: &StopSign) -> Result<Vec<String>> {
    let plain = recipe.beside();
    let is_workbook = plain.reads_as(path) == Reads::Xlsx;
    let opened = input::open::open(path, if is_workbook { None } else { plain.encoding.as_deref() })?;
    let table = input::open(&plain, path, opened)?;
    let words = recipe.words();
    let names = called(unique(&table.columns, &recipe.statements()), &words);
    let used: Vec<usize> = (0..names.len()).filter(|n| is_said(&names[*n], &words)).collect();
    let declared: String = used.iter().map(|n| ", ".to_owned() + &quoted(&names[*n]) + " TEXT").collect();
    let own = quoted(&join.name);
    not_taken(conn, recipe, join)?;
    conn.execute_batch(&format!("CREATE TEMP TABLE {own} (row_number INTEGER PRIMARY KEY{declared})"))?;
    if let Some(column) = join.by.iter().find(|column| used.iter().all(|n| !names[*n].eq_ignore_ascii_case(column))) {
        let what =
            format!("the table `{}` has no column `{column}`, by which {}.sql finds its rows", join.name, recipe.name);
        return Err(Error::Refused { what, hint: format!("`{}` has {}", path.display(), names.join(", ")) });
    }
    let mut put = conn.prepare(&format!("INSERT INTO temp.{own} VALUES (?{})", ", ?".repeat(used.len())))?;
    for row in table.rows {
        if stop.is_raised() {
            return Err(stop.error());
        }
        let InputRow { line, fields } = row?;
        let fields = fields.map_err(|(_, why)| {
            let what = format!("`{}`, line {line}: {why}", path.display());
            Error::Refused { what, hint: "rows of a table that is joined are not left out: mend it".to_owned() }
        })?;
        put.raw_bind_parameter(1, line)?;
        for (n, column) in used.iter().enumerate() {
            put.raw_bind_parameter(n + 2, fields.get(*column).filter(|text| recipe.is_value(text)))?;
        }
        put.raw_execute()?;
    }
    if !join.by.is_empty() {
        let by: Vec<String> = join.by.iter().map(|column| quoted(column)).collect();
        conn.execute_batch(&format!(
            "CREATE INDEX temp.{} ON {own} ({})",
            quoted(&format!("{}_by", join.name)),
            by.join(", ")
        ))?;
    }
    Ok((0..names.len()).filter(|n| !used.contains(n)).map(|n| names[n].clone()).collect())
}

/// Refuses a name that the import has for a table of its own, or the record for one of its.
fn not_taken(conn: &Connection, recipe: &Recipe, join: &Join) -> Result<()> {
    let of_record = "SELECT 1 FROM main.sqlite_schema WHERE name = ?1 COLLATE NOCASE";
    let is_own = OWN.iter().any(|own| own.eq_ignore_ascii_case(&join.name));
    if is_own || conn.prepare(of_record)?.exists([&join.name])? {
        let what =
            format!("{}.sql calls a table that it joins `{}`, which is the name of another", recipe.name, join.name);
        return Err(Error::Refused {
            what,
            hint: "call it otherwise in `@with`, in the statements and in --with".to_owned(),
        });
    }
    Ok(())
}
