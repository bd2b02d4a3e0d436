//! `onrecord import`: tables from elsewhere, by recipe.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use rusqlite::types::ValueRef;

use crate::cli::{Context, Failure, accounted, explained};
use crate::error::{Error, Exit, Result, nearest};
use crate::files::bounds;
use crate::import::recipe::Recipe;
use crate::import::transfer::reject;
use crate::import::{self, Imported, Order, Progress};
use crate::output::{Cell, Column, RowWriter};
use crate::script::place::Place;

/// Import a table by a recipe, all or nothing
///
/// A recipe is one .sql file: a header that says what it reads, and statements that move the staged
/// rows into the record. Built-in ones go by name (--list), your own by path. Every row ends as
/// loaded, unchanged or rejected; rejected rows are kept with their reasons in a file beside the
/// input. Importing a newer release updates by the data set's own ids.
#[derive(clap::Args, Debug)]
#[allow(clippy::struct_excessive_bools)] // each is a flag of its own
pub(super) struct Args {
    /// A built-in recipe, or a .sql file
    #[arg(required_unless_present_any = ["list", "new"])]
    recipe: Option<String>,

    /// The input; - is stdin; .gz and .zip are unpacked
    #[arg(required_unless_present_any = ["list", "new"])]
    file: Option<PathBuf>,

    /// A table that the recipe joins, under the name that it has there
    #[arg(long, value_name = "NAME=FILE", value_parser = beside)]
    with: Vec<(String, PathBuf)>,

    /// List the built-in recipes
    #[arg(long)]
    list: bool,

    /// Write a first recipe for a table by looking at its rows; with -o to a file
    #[arg(long, value_name = "TABLE", conflicts_with_all = ["recipe", "file", "list"])]
    new: Option<PathBuf>,

    /// Show what the first rows would become, as facts, and change nothing
    #[arg(long, conflicts_with_all = ["list", "new", "rejects", "strict"])]
    explain: bool,

    /// Where rejected rows go; beside the input where left out
    #[arg(long, value_name = "FILE", value_parser = accounted::a_file)]
    rejects: Option<PathBuf>,

    /// Write all that is known of what became of the rows as JSON
    #[arg(long, value_name = "FILE", value_parser = accounted::a_file)]
    accounting: Option<PathBuf>,

    /// Exit 3, and load nothing, if any row is rejected
    #[arg(long)]
    strict: bool,

    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// A failure once the rows are in says so.
    fn after_commit(&self, is_refused: bool, error: Error) -> Error {
        match error {
            Error::WriteFile { path, why } if !is_refused && !self.dry_run => {
                Error::WriteFile { path, why: format!("{why}; the rows that are not rejected are in the record") }
            }
            other => other,
        }
    }

    /// Imports the file and writes what became of its rows.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        if let Some(table) = &self.new {
            return explained::first(context, table);
        }
        let (Some(name), Some(path)) = (&self.recipe, &self.file) else { return list(context) };
        let recipe = find(&context.place("recipes"), name)?;
        context.reads(Path::new(name));
        context.reads(path);
        self.with.iter().for_each(|(_, path)| context.reads(path));
        if self.explain {
            return explained::explain(context, &recipe, path, &self.with);
        }
        let rejects = self.rejects.clone().unwrap_or_else(|| reject::place(path, &context.path().0));
        if let Some(named) = self.rejects.as_ref().filter(|named| named.exists() && !reject::is_ours(named)) {
            return Err(Error::FileExists(named.clone()).into());
        }
        if let Some(path) = &self.accounting {
            accounted::see(context, path, &rejects)?;
        }
        // How the answer is to be written is settled before anything is in the record.
        let mut writer = context.writer()?;
        let conn = context.open_to_write()?;
        let bar = bar(context.environment.is_watched);
        let mut progress = |step| show(&bar, step);
        let order = Order {
            recipe: &recipe,
            path,
            with: &self.with,
            rejects: &rejects,
            is_kept: !self.dry_run,
            read_at: &context.environment.now,
            stop: &context.stop,
            progress: &mut progress,
            most: None,
        };
        let done = import::run(&conn, order);
        bar.finish_and_clear();
        let (done, draft) = done?;
        self.accounting.iter().try_for_each(|path| accounted::write(path, &done))?;
        let is_refused = self.strict && done.rejected > 0;
        let is_nothing = done.read > 0 && done.added + done.changed + done.unchanged == 0;
        context.end_writing(&conn, !self.dry_run && !is_refused && !is_nothing)?;
        if self.dry_run {
            context.notes.push("nothing was written (--dry-run)".to_owned());
        }
        let kept = draft.is_some().then_some(rejects.as_path());
        match draft {
            Some(draft) => draft.replace().map_err(|error| self.after_commit(is_refused || is_nothing, error))?,
            None if self.dry_run => {}
            None => reject::forget(&rejects),
        }
        write(context, &mut *writer, &done, kept)?;
        if is_refused {
            return Err(not_all(&done, &rejects).into());
        }
        if is_nothing { Err(none(&done, path).into()) } else { Ok(Exit::Success) }
    }
}

/// Why nothing was loaded though some rows could be.
fn not_all(done: &Imported, rejects: &Path) -> Error {
    let rows = if done.rejected == 1 { "1 row is".to_owned() } else { format!("{} rows are", done.rejected) };
    let what = format!("{rows} rejected, so nothing was loaded (--strict)");
    Error::Refused { what, hint: format!("their reasons stand in {}", rejects.display()) }
}

/// Why nothing was loaded: no row could be.
fn none(done: &Imported, path: &Path) -> Error {
    let what = format!("no row of `{}` came in: all {} are rejected", path.display(), done.read);
    let hint = "see whether it is the file that the recipe reads, and in the format that it reads".to_owned();
    Error::Refused { what, hint }
}

/// `NAME=FILE`.
fn beside(text: &str) -> Result<(String, PathBuf), String> {
    let (name, path) = text.split_once('=').ok_or("a name and a file: cities=cities.csv")?;
    Ok((name.to_owned(), PathBuf::from(path)))
}

fn find(place: &Place, name: &str) -> Result<Recipe> {
    let path = Path::new(name);
    if path.extension().is_some_and(|extension| extension == "sql") {
        let sql = bounds::text(path, bounds::FACTS)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        return Recipe::read(&stem, &sql);
    }
    if let Some(script) = place.find(name)? {
        return Recipe::read(name, &script.sql);
    }
    let names = place.names(&mut Vec::new())?;
    let near = nearest(name, names.iter().map(String::as_str));
    Err(Error::UnknownRecipe { name: name.to_owned(), near })
}

fn bar(is_watched: bool) -> ProgressBar {
    if is_watched { ProgressBar::new_spinner() } else { ProgressBar::hidden() }
}

/// Shows rows, their rate and, where the input's length is known, the time that is left.
fn show(bar: &ProgressBar, step: Progress) {
    let Progress::Rows { count, read, length } = step else {
        bar.set_style(style("{msg} {elapsed}"));
        bar.set_message("all rows are in; making indexes,");
        bar.tick();
        return;
    };
    if let Some(length) = length.filter(|length| bar.length() != Some(*length)) {
        bar.set_style(style("{msg} {wide_bar} {eta} left"));
        bar.set_length(length);
    } else if length.is_none() {
        bar.set_style(style("{msg} in {elapsed}"));
    }
    let seconds = bar.elapsed().as_secs().max(1);
    bar.set_message(format!("{count} rows, {} rows/s", count / seconds));
    bar.set_position(read);
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn write(context: &mut Context, writer: &mut dyn RowWriter, done: &Imported, rejects: Option<&Path>) -> Result<()> {
    let counts =
        [done.read, done.added, done.changed, done.unchanged, done.rejected, done.vanished_count, done.entities];
    writer
        .begin(&["read", "added", "changed", "unchanged", "rejected", "vanished", "new entities"].map(Column::named))?;
    writer.row(&counts.map(|count| Cell::Value(ValueRef::Integer(i64::try_from(count).unwrap_or(i64::MAX)))))?;
    writer.finish()?;
    context.close(writer)?;
    if done.rejected > 0 {
        let rows = if done.rejected == 1 { "1 row is".to_owned() } else { format!("{} rows are", done.rejected) };
        let more = if done.rejected > done.first_rejected.len() as u64 { "; ..." } else { "" };
        let first = done.first_rejected.join("; ");
        context.notes.push(match rejects {
            Some(path) => format!("{rows} rejected, kept with the reasons in {}: {first}{more}", path.display()),
            None => format!("{rows} rejected: {first}{more}"),
        });
    }
    told(context, done);
    if done.vanished_count > 0 {
        let first = listed(&done.vanished, done.vanished_count);
        let rejected = if done.rejected > 0 { " (some may belong to rejected rows)" } else { "" };
        context.notes.push(format!(
            "records of earlier imports that are not in this one, and stay{rejected}: {}: {first}",
            done.vanished_count
        ));
    }
    if done.changed_beside > 0 {
        context.notes.push(format!("records beside the rows' own that changed too: {}", done.changed_beside));
    }
    if done.uncited > 0 {
        context.notes.push(format!(
            "new records that no source is cited for: {}; put them into citation, or `onrecord check` will list them",
            done.uncited
        ));
    }
    if !done.ambiguous.is_empty() {
        let names = listed(&done.ambiguous, done.ambiguous.len() as u64);
        context.notes.push(format!("names that mean several entities got none: {names}"));
    }
    if !done.namesakes.is_empty() {
        let names = listed(&done.namesakes, done.namesakes.len() as u64);
        context.notes.push(format!(
            "new entities share their names with others: {names}; `onrecord merge` joins two that are one"
        ));
    }
    Ok(())
}

/// Notes what of the input was not understood, is new, or is read by nothing.
fn told(context: &mut Context, done: &Imported) {
    if done.read == 0 {
        context.notes.push("the input has no rows".to_owned());
    }
    for missed in &done.missed {
        let more = if missed.rows > missed.first.len() as u64 { "; ..." } else { "" };
        let (what, first) = (missed.what, missed.first.join("; "));
        context.notes.push(format!(
            "{what} that are not understood, so that nothing was made of them: {}: {first}{more}",
            missed.rows
        ));
    }
    for doubt in &done.doubts {
        let more = if doubt.rows > doubt.first.len() as u64 { ", ..." } else { "" };
        context.notes.push(format!("{}: {}: {}{more}", doubt.what, doubt.rows, doubt.first.join(", ")));
    }
    if !done.made.is_empty() {
        let more = if done.entities > done.made.len() as u64 { ", ..." } else { "" };
        context.notes.push(format!("new entities: {}{more}", done.made.join(", ")));
    }
    if !done.left_out.is_empty() {
        let each = done.left_out.iter().map(|(what, times)| format!("{what} {times}"));
        context.notes.push(format!("left out by the recipe, and how often: {}", each.collect::<Vec<_>>().join(", ")));
    }
    if !done.unread.is_empty() {
        let columns = listed(&done.unread, done.unread.len() as u64);
        context.notes.push(format!("columns that the recipe does not read: {}: {columns}", done.unread.len()));
    }
}

/// The first few of a list, and whether there are more.
fn listed(names: &[String], count: u64) -> String {
    let first = &names[..names.len().min(5)];
    first.join(", ") + if count > first.len() as u64 { ", ..." } else { "" }
}

fn list(context: &mut Context) -> Result<Exit, Failure> {
    let mut writer = context.writer()?;
    writer.begin(&["recipe", "reads"].map(Column::named))?;
    let place = context.place("recipes");
    for name in place.names(&mut context.notes)? {
        let recipe = find(&place, &name)?;
        writer.row(&[&name, &recipe.summary].map(|text| Cell::Value(ValueRef::Text(text.as_bytes()))))?;
    }
    writer.finish()?;
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}
