//! Completions: commands, questions, parameters, and their values from the record at hand.
//!
//! A shell asks the program itself, so what it offers is what there is. Nothing is said where there is nothing to
//! offer: no record, a damaged one, a question that cannot be read.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{Arg, Command, CommandFactory};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use rusqlite::Connection;

use super::{Cli, Environment, ask, environment};
use crate::answer::Catalog;
use crate::error::Result;
use crate::output::Format;
use crate::reader::Reader;
use crate::record::open::Terms;
use crate::record::{create, read};
use crate::script::parameter::Type;
use crate::seed;
use crate::text::visible;

/// The variable by which a shell asks.
pub(super) const VARIABLE: &str = "ONRECORD_COMPLETE";

/// Most values that are offered.
const MOST: usize = 60;

/// Answers a shell, if one asks; true then.
///
/// # Errors
///
/// The shell is not known, or stdout cannot be written.
pub fn answered(environment: &Environment) -> std::result::Result<bool, clap::Error> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let place = Place::of(&arguments, environment);
    let typed = arguments.clone();
    let here = std::env::current_dir().ok();
    CompleteEnv::with_factory(move || command(&place, &typed))
        .var(VARIABLE)
        .bin("onrecord")
        .try_complete(arguments, here.as_deref())
}

/// The record whose values are offered.
#[derive(Clone)]
pub(super) struct Place {
    path: Option<PathBuf>,
    now: String,
}

impl Place {
    fn of(arguments: &[OsString], environment: &Environment) -> Self {
        let words = arguments.split(|word| word == "--").next_back().unwrap_or(&[]);
        Self::new(super::options::Options::early(words).db, environment)
    }

    /// The record of this name, else the one that is found.
    pub(super) fn new(named: Option<PathBuf>, environment: &Environment) -> Self {
        let path = named.or_else(|| environment.db.clone()).or_else(|| environment::above(super::context::DEFAULT));
        Self { path, now: environment.now.clone() }
    }

    /// Opens it for reading.
    pub(super) fn open(&self) -> Result<Connection> {
        match &self.path {
            Some(path) => read::open_record(path, &Terms::default()),
            None => create::built_in(&self.now),
        }
    }

    /// What SQL gives for what is typed so far, in small letters (?1) and as it is (?2): a value, and what it is.
    fn values(&self, sql: &str, typed: &OsStr, kinds: &str) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str() else { return Vec::new() };
        let mut found = Vec::new();
        // A name that is its key but for capitals is offered once, unless capitals are typed.
        let is_small = typed.to_lowercase() == typed;
        let form = |value: &str| if is_small { value.to_lowercase() } else { value.to_owned() };
        let mut seen = std::collections::HashSet::new();
        let asked = self.open().and_then(|conn| {
            let reader: &dyn Reader = &conn;
            let values = [typed.to_lowercase().into(), typed.to_owned().into(), kinds.to_owned().into()];
            let count = reader.statement(sql)?.parameters().len();
            reader.each(sql, &values[..count], |row| {
                if let Some(value) = row.text(0)?.filter(|value| is_safe(value) && seen.insert(form(value))) {
                    let about = row.text(1)?.map(|about| visible(about.as_bytes()).into_owned());
                    found.push(CompletionCandidate::new(value).help(about.map(Into::into)));
                }
                Ok(())
            })
        });
        if asked.is_err() {
            found.clear();
        }
        found.truncate(MOST);
        found
    }

    /// A completer by SQL.
    fn by(&self, sql: &'static str) -> ArgValueCompleter {
        self.of_kinds(sql, &[])
    }

    /// A completer by SQL for records of these kinds.
    fn of_kinds(&self, sql: &'static str, kinds: &[String]) -> ArgValueCompleter {
        let (place, kinds) = (self.clone(), serde_json::json!(kinds).to_string());
        ArgValueCompleter::new(move |typed: &OsStr| place.values(sql, typed, &kinds))
    }
}

/// What may stand in the place of the last of these words.
pub(super) fn candidates(place: &Place, words: Vec<OsString>) -> Vec<String> {
    let last = words.len() - 1;
    let mut command = command(place, &words);
    let found = clap_complete::engine::complete(&mut command, words, last, None);
    let values = found.into_iter().flatten().map(|value| value.get_value().to_string_lossy().into_owned());
    values.collect()
}

/// Whether a value can stand on a command line as it is: nothing that a shell or a terminal would obey.
fn is_safe(value: &str) -> bool {
    !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || "-_.:+".contains(c))
}

/// Keys and names of entities.
const ENTITIES: &str = "SELECT record.key, entity.name FROM record JOIN entity ON entity.id = record.id
  WHERE record.key >= ?1 AND record.key < ?1 || '~' AND record.kind = 'entity'
  UNION ALL SELECT * FROM (SELECT name.text, entity.name FROM name JOIN entity ON entity.id = name.entity_id
    WHERE name.normal >= ?1 AND name.normal < ?1 || '~' AND lower(substr(name.text, 1, length(?2))) = ?1 LIMIT 60)
  LIMIT 60";

/// Keys of records, of any kind or of these (?3).
const RECORDS: &str = "SELECT key, kind FROM record WHERE key >= ?1 AND key < ?1 || '~' AND ?2 IS NOT NULL
  AND (?3 = '[]' OR kind IN (SELECT value FROM json_each(?3))) LIMIT 60";

/// Keys of topics.
const TOPICS: &str = "SELECT key, label FROM topic WHERE key >= ?1 AND key < ?1 || '~' AND ?2 IS NOT NULL LIMIT 60";

/// Keys of sources.
const SOURCES: &str = "SELECT key, title FROM source WHERE key >= ?1 AND key < ?1 || '~' AND ?2 IS NOT NULL LIMIT 60";

/// Codes of currencies.
const CURRENCIES: &str =
    "SELECT code, name FROM currency WHERE code >= upper(?1) AND code < upper(?1) || '~' AND ?2 IS NOT NULL LIMIT 60";

/// Tables and views.
const TABLES: &str = "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND name NOT GLOB 'sqlite_*'
  AND name >= ?1 AND name < ?1 || '~' AND ?2 IS NOT NULL ORDER BY type DESC, name LIMIT 60";

/// The command line as shells complete it: each question is a command of `ask`.
fn command(place: &Place, arguments: &[OsString]) -> Command {
    let questions = questions(place, arguments);
    let named = |command: Command, argument: &str, completer: ArgValueCompleter| {
        command.mut_arg(argument, |arg| arg.add(completer))
    };
    let of_folder = |folder: &'static str| {
        ArgValueCompleter::new(move |typed: &OsStr| {
            let typed = typed.to_string_lossy().into_owned();
            seed::names(folder)
                .into_iter()
                .filter(|name| name.starts_with(&typed))
                .map(CompletionCandidate::new)
                .collect()
        })
    };
    Cli::command()
        .mut_arg("format", |arg| arg.add(formats()))
        .mut_subcommand("ask", |_| Command::new("ask").about("Ask a named question").subcommands(questions))
        .mut_subcommand("show", |show| named(show, "name", place.by(ENTITIES)))
        .mut_subcommand("report", |report| named(report, "arguments", place.by(ENTITIES)))
        .mut_subcommand("compare", |compare| {
            named(named(compare, "first", place.by(SOURCES)), "second", place.by(SOURCES))
        })
        .mut_subcommand("schema", |schema| named(schema, "name", place.by(TABLES)))
        .mut_subcommand("merge", |merge| named(named(merge, "into", place.by(ENTITIES)), "from", place.by(ENTITIES)))
        .mut_subcommand("history", |history| named(history, "name", place.by(RECORDS)))
        .mut_subcommand("remove", |remove| named(remove, "what", place.by(RECORDS)))
        .mut_subcommand("purge", |purge| named(purge, "what", place.by(RECORDS)))
        .mut_subcommand("edit", |edit| named(edit, "key", place.by(SOURCES)))
        .mut_subcommand("check", |check| named(check, "names", of_folder("checks")))
        // What is changed goes to the end, and the order of the two must stay.
        .mut_subcommand("import", |import| named(import, "recipe", of_folder("recipes")).mut_arg("file", |file| file))
}

/// A completer of formats.
fn formats() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let typed = typed.to_string_lossy().into_owned();
        Format::names().into_iter().filter(|name| name.starts_with(&typed)).map(CompletionCandidate::new).collect()
    })
}

/// The questions; only the one that is asked has its parameters read.
fn questions(place: &Place, arguments: &[OsString]) -> Vec<Command> {
    if !arguments.iter().any(|argument| argument == "ask") {
        return Vec::new();
    }
    let Ok(reader) = place.open() else { return Vec::new() };
    let beside = place.path.as_ref().and_then(|path| path.parent()).map(|folder| folder.join("queries"));
    let catalog = Catalog::queries(&reader, beside.filter(|folder| folder.is_dir()), Vec::new());
    let names = catalog.names(&mut Vec::new()).unwrap_or_else(|_| seed::names("queries"));
    let is_asked = |name: &String| arguments.iter().any(|argument| argument == name.as_str());
    let asked = names.into_iter().filter(|name| is_safe(name)).map(|name| {
        // To judge all of them would take longer than a person waits for a key.
        if !is_asked(&name) {
            let told = seed::sql("queries", &name).and_then(|sql| sql.lines().next()).unwrap_or("");
            return Command::new(name).about(told.trim_start_matches("-- ").to_owned());
        }
        let Ok(query) = catalog.find(&name) else { return Command::new(name) };
        let mut command = ask::command(&query).name(name).mut_arg("format", |arg| arg.add(formats()));
        for parameter in &query.header.parameters {
            let completer = match &parameter.kind {
                Type::Entity(_) => place.by(ENTITIES),
                Type::Topic => place.by(TOPICS),
                Type::Source => place.by(SOURCES),
                Type::Currency => place.by(CURRENCIES),
                Type::Record(kinds) => place.of_kinds(RECORDS, kinds),
                _ => continue,
            };
            command = command.mut_arg(&parameter.name, |arg: Arg| arg.add(completer));
        }
        command
    });
    asked.collect()
}
