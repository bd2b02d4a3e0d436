//! A first recipe for a table, made by looking at its rows: it loads as it is, and says what it guesses.
//!
//! Nothing is guessed that the rows do not show: a column is a date because its values are, a country because the
//! record knows the names. What each column was taken for stands at the head of the recipe, for a person to correct.

mod column;
mod foreign;
mod guess;
mod headless;
mod odd;
mod roles;
mod sniff;

use std::path::Path;

use csv::StringRecord;
use minijinja::{Environment, context};

use crate::error::{Error, Result};
use crate::import::input::{self, InputRow};
use crate::import::recipe::{Reads, Recipe};
use crate::reader::Reader;
use crate::value::key::Key;
use column::{Column, Taken};
use roles::Parts;

/// So many rows are looked at.
const ROWS: usize = 2_000;

/// How a first recipe is written.
const RECIPE: &str = include_str!("../../../seed/first/recipe.sql");

/// A first recipe for a table.
///
/// # Errors
///
/// The table cannot be read, or has no columns.
pub fn recipe(reader: &dyn Reader, path: &Path) -> Result<String> {
    let mut declarations = sniff::declarations(path)?;
    let head = format!("-- Rows.\n{}\n-- @source.key x\n", sniff::lines(&declarations));
    let empty = Recipe::read("new", &head)?;
    let is_workbook = empty.reads_as(path) == Reads::Xlsx;
    let opened = input::open::open(path, if is_workbook { None } else { empty.encoding.as_deref() })?;
    let table = input::open(&empty, path, opened)?;
    let mut lines = Vec::new();
    for row in table.rows.take(ROWS) {
        let InputRow { line, fields } = row?;
        lines.extend(fields.ok().map(|fields| (line, fields)));
    }
    let mut rows: Vec<StringRecord> = lines.iter().map(|(_, fields)| fields.clone()).collect();
    let is_json = empty.reads_as(path) == Reads::Jsonl;
    let columns = if is_json { guess::of_json(&rows) } else { guess::of_table(&table.columns, &rows) };
    if columns.is_empty() {
        let what = format!("`{}` has no columns that a recipe could read", path.display());
        return Err(Error::Refused {
            what,
            hint: "see that it is a table, and in the format of its ending".to_owned(),
        });
    }
    let columns = guess::taken(reader, columns)?;
    if is_json || is_workbook || !headless::is_row(&columns) {
        let odd = if is_json { Vec::new() } else { odd::told(&table.columns, &lines) };
        return Ok(written(path, declarations, &columns, (rows.len(), odd)));
    }
    // What would be the names is a row: the columns go by their numbers.
    let names = headless::names(table.columns.len());
    rows.insert(0, StringRecord::from(table.columns));
    declarations.push(format!("@columns {}", names.join(", ")));
    let columns = guess::taken(reader, guess::of_table(&names, &rows))?;
    Ok(written(path, declarations, &columns, (rows.len(), odd::told(&names, &lines))))
}

/// The recipe that reads columns as they were taken.
fn written(
    path: &Path,
    mut declarations: Vec<String>,
    columns: &[Column],
    (looked, odd): (usize, Vec<String>),
) -> String {
    let file = path.file_name().map_or_else(|| "stdin".into(), std::ffi::OsStr::to_string_lossy).into_owned();
    let stem = path.file_stem().map_or_else(|| "rows".into(), std::ffi::OsStr::to_string_lossy);
    let name = Key::from_text(&stem, 40).map_or_else(|| "rows".to_owned(), |key| key.to_string());
    let first = |is: fn(&Taken) -> bool| columns.iter().find(|column| is(&column.taken));
    let day = first(|taken| matches!(taken, Taken::Day { .. }));
    let days = |column: &Column| ["edtf", "first_day", "last_day"].map(|name| format!("{name}({})", column.sql));
    let date = day.map_or_else(|| ["NULL", "'0000-01-01'", "'9999-12-31'"].map(str::to_owned), days);
    let money = first(|taken| matches!(taken, Taken::Amount { .. })).zip(first(|taken| *taken == Taken::Currency));
    let money = money.map(|(amount, currency)| [amount.sql.clone(), currency.sql.clone()]);
    let title = columns.iter().filter(|column| column.as_title().is_some()).max_by_key(|column| column.as_title());
    let title = title.map_or_else(|| "row_key".to_owned(), |column| format!("coalesce({}, row_key)", column.sql));
    let key = if let Some(column) = first(|taken| *taken == Taken::Key) {
        let (own, hashed) =
            (format!("slug('{name}-' || {})", column.sql), format!("'{name}-' || hash({})", column.sql));
        if column.has_own_slugs() { own } else { hashed }
    } else {
        let all: Vec<String> = columns.iter().map(|column| format!("coalesce({}, '')", column.sql)).collect();
        format!("'{name}-' || hash({})", all.join(" || ' ' || "))
    };
    let Parts { parties, told, place } = roles::of(columns, money.is_some(), &date[1]);
    let urls: Vec<String> =
        columns.iter().filter(|column| column.taken == Taken::Address).map(|column| column.sql.clone()).collect();
    declarations.extend(declared(columns, day));
    let encoding = declarations
        .iter()
        .find_map(|declared| declared.strip_prefix("@encoding "))
        .map(|name| format!("  the bytes: {name}, since they are no UTF-8: SEE that its letters are sound"));
    let guesses: Vec<String> = columns.iter().map(Column::told).chain(told).chain(encoding).chain(odd).collect();
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    let (date, money) = (date.to_vec(), money.map(|money| money.to_vec()));
    let values = context! { file => column::plain(&file), looked, guesses, declarations, key, name, money, title, date, place, parties, urls };
    match environment.render_str(RECIPE, values) {
        Ok(text) => text + "\n",
        Err(_) => unreachable!("seed/first/recipe.sql is sound, as every test shows"),
    }
}

/// What the values say of how they are to be read.
fn declared(columns: &[Column], day: Option<&Column>) -> Vec<String> {
    let mut declarations = Vec::new();
    if let Some(Taken::Day { order: Some(order), .. }) = day.map(|column| &column.taken) {
        declarations.push(format!("@dates {order}"));
    }
    if columns.iter().any(|column| matches!(column.taken, Taken::Amount { is_comma: true, .. })) {
        declarations.push("@decimal ,".to_owned());
    }
    let mut nulls: Vec<&str> = columns.iter().flat_map(|column| column.nulls.iter().map(String::as_str)).collect();
    nulls.sort_unstable();
    nulls.dedup();
    if !nulls.is_empty() {
        declarations.push(format!("@null {}", nulls.join(", ")));
    }
    declarations
}
