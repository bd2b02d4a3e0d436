//! `onrecord report`: a page on somebody, something, a period or a question, to be handed on.

use std::ffi::OsString;

use clap::{Arg, ArgMatches, Args as _, Command, FromArgMatches};
use rusqlite::types::Value;

use super::options::Options;
use super::{ask, feed};
use crate::answer::bind::Bound;
use crate::answer::cite::Shared;
use crate::answer::plain::Proposal;
use crate::answer::report::{Asks, Outline, Part};
use crate::answer::run::{Run, bound};
use crate::answer::{Query, find};
use crate::cli::{BLOAT, Context, Failure, help, picture};
use crate::error::{Error, Exit, Result};
use crate::output::chart::{Kind, Picture};
use crate::output::page::{MADE, Page, Section};
use crate::output::{self, Format};
use crate::reader::Reader;
use crate::script::parameter::Parameter;
use crate::value::in_words::in_words;
use crate::value::typed;

/// Write a page on an entity, topic, source, period, record or question, to be handed on
///
/// One HTML file that loads nothing from anywhere: tables, pictures, a timeline, disputes, what the record
/// does not know, and every fact's source in footnotes. It reads on a phone and prints. With -o FILE.atom or --format atom,
/// what came last into the record on an entity, a topic or a source is a feed (Atom).
#[derive(clap::Args, Debug)]
#[command(disable_help_flag = true, override_usage = USAGE)]
pub(super) struct Args {
    /// A name, key, title, topic, source or period; or a question, with its own flags
    #[arg(value_name = "WHAT", num_args = 0.., trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

const USAGE: &str = "onrecord report WHAT -o FILE.html [OPTIONS]";

/// Most rows of one section, where nobody asks for another number.
const MOST: u64 = 1_000;

/// What a page is about.
struct Subject {
    /// The kind of the outline.
    outline: &'static str,
    /// The kind of the record, where it is one.
    kind: String,
    /// What it is called, where the outline does not say.
    title: String,
    /// What the parts of the page may be given.
    values: Vec<Bound>,
}

impl Args {
    /// Writes the page.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        context.options = context.options.clone().overridden_by(Options::early(&self.arguments));
        let reader = context.open()?;
        let first = self.arguments.first().map_or(String::new(), |word| word.to_string_lossy().into_owned());
        let catalog = context.catalog(&*reader)?;
        let numbering = Shared::default();
        let mut page = Page { made: made(context), ..Page::default() };
        if catalog.names(&mut context.notes)?.contains(&first) {
            let query = catalog.find(&first)?;
            let matches = ask::command(&query).try_get_matches_from(&self.arguments)?;
            context.options = context.options.clone().overridden_by(Options::from_arg_matches(&matches)?);
            see(context)?;
            if feed::is_wanted(context) {
                return Err(feed::none_of(&first).into());
            }
            let values = ask::values(context, &*reader, &query, &matches)?;
            let drawn = picture::named(&matches).or(query.header.chart.names.first()).cloned();
            let picture = drawn.as_deref().and_then(Kind::named).map(|kind| picture::of(&query, &values, kind));
            query.header.summary.trim_end_matches('.').clone_into(&mut page.title);
            page.lead = format!("Asked as: {}", asked(&query, &matches));
            let sql = query.settled(&values);
            let section =
                section(context, &*reader, &query, &sql, &values, ("", &query.header.about), picture, &numbering)?;
            page.sections.push(section);
        } else {
            let matches = command().try_get_matches_from(&self.arguments)?;
            context.options = context.options.clone().overridden_by(Options::from_arg_matches(&matches)?);
            see(context)?;
            let subject = subject(context, &*reader, &matches)?;
            if feed::is_wanted(context) {
                return fed(context, &*reader, &subject);
            }
            fill(context, &*reader, &subject, &mut page, &numbering)?;
        }
        context.notes.push(format!("the page is on: {}", page.title));
        numbering.borrow().footnotes().clone_into(&mut page.footnotes);
        let html = page.html()?;
        let mut writer = context.text_writer()?;
        writer.sink().push(&html);
        writer.sink().flush()?;
        context.close(&mut *writer)?;
        Ok(Exit::Success)
    }
}

/// Writes a feed in place of a page.
fn fed(context: &mut Context, reader: &dyn Reader, about: &Subject) -> Result<Exit, Failure> {
    let id = match about.values.as_slice() {
        [(name, id @ Value::Integer(_))] if name == "id" => bound("id", id.clone()),
        _ => bound("id", Value::Null),
    };
    let (mut title, mut key) = (about.title.clone(), String::new());
    if let (_, Value::Integer(number)) = &id {
        title = Outline::of(about.outline)?.title(reader, *number)?;
        let table = if KEYS.iter().any(|(outline, _)| *outline == about.outline) { about.outline } else { "record" };
        key = reader.texts(&format!("SELECT key FROM {table} WHERE id = ?1"), &[(*number).into()])?.concat();
    }
    let feed = feed::atom(context, reader, about.outline, &key, &title, id)?;
    context.notes.push(format!("the feed is on: {title}"));
    let mut writer = context.text_writer()?;
    writer.sink().push(&feed);
    writer.sink().flush()?;
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}

/// The command line of a question, with what was given for its parameters.
fn asked(query: &Query, matches: &ArgMatches) -> String {
    let given = |parameter: &Parameter| {
        let values = matches.get_many::<String>(&parameter.name).into_iter().flatten();
        values.map(|value| (parameter.flag(), value.clone())).collect::<Vec<_>>()
    };
    let arguments = query.header.parameters.iter().flat_map(given).collect();
    Proposal { query: query.name.clone(), arguments, ..Proposal::default() }.command()
}

/// The sections of a page.
fn fill(
    context: &mut Context,
    reader: &dyn Reader,
    about: &Subject,
    page: &mut Page,
    numbering: &Shared,
) -> Result<()> {
    let outline = Outline::of(about.outline)?;
    page.title.clone_from(&about.title);
    page.lead.clone_from(&outline.lead);
    if let Some((_, Value::Integer(id))) = about.values.iter().find(|(name, _)| name == "id") {
        let title = outline.title(reader, *id)?;
        if !title.is_empty() {
            page.title = title;
        }
    }
    for part in &outline.sections {
        let query = match part.asks(&about.kind)? {
            Asks::Named(name) => context.catalog(reader)?.find(name)?,
            Asks::Script(folder, name) => match context.place(folder).find(name)? {
                Some(script) => Part::question(name, script.sql)?,
                None => return Err(Error::UnknownQuery { name: name.to_owned(), near: None }),
            },
        };
        let mut given = about.values.clone();
        given.push(bound("records", numbering.borrow().records()));
        let values = part.values(&query, &given);
        let kind = part.chart.as_deref().and_then(Kind::named);
        let picture = kind.map(|kind| Picture { title: part.title.clone(), ..picture::of(&query, &values, kind) });
        let sql = part.sql(&query, &values);
        let section = section(context, reader, &query, &sql, &values, (&part.title, &part.about), picture, numbering)?;
        if section.is_empty() && part.is_script() {
            continue;
        }
        if section.is_empty() {
            page.nothing.push(section.title().to_lowercase());
        } else {
            page.sections.push(section);
        }
    }
    Ok(())
}

/// One question's rows, with a heading and a sentence on it.
#[allow(clippy::too_many_arguments)] // each is one of its own
fn section(
    context: &Context,
    reader: &dyn Reader,
    query: &Query,
    sql: &str,
    values: &[Bound],
    (title, about): (&str, &str),
    picture: Option<Picture>,
    numbering: &Shared,
) -> Result<Section> {
    let options = output::Options { picture, ..output::Options::default() };
    let mut section = Section::new(title, about, &options);
    let cite_by: Vec<&str> = query.header.cite.iter().map(|(column, _)| column.as_str()).collect();
    let run = Run {
        limit: Some(context.options.limit.unwrap_or(MOST)),
        cite_by: &cite_by,
        is_cited: !cite_by.is_empty(),
        numbering: Some(numbering),
        columns: &query.columns(),
        is_summed: !context.options.quiet,
        is_marked: true,
        most_bytes: context.memory() / BLOAT,
        ..Run::plain(reader, Format::named("html")?)
    };
    let (_, notes) = run.one(sql, values, &mut section)?;
    for note in notes {
        section.note(note);
    }
    Ok(section)
}

/// What a person means: a key first, then a period, then a name or a title, then a topic.
fn subject(context: &Context, reader: &dyn Reader, matches: &ArgMatches) -> Result<Subject> {
    let words: Vec<String> = matches.get_many::<String>("what").into_iter().flatten().cloned().collect();
    let text = words.join(" ");
    let of = |outline, kind: &str, id: Value| Subject {
        outline,
        kind: kind.to_owned(),
        title: String::new(),
        values: vec![bound("id", id)],
    };
    let record = |id: i64| -> Result<Subject> {
        let kind = reader.texts("SELECT kind FROM record WHERE id = ?1", &[id.into()])?.concat();
        Ok(of(if kind == "entity" { "entity" } else { "record" }, &kind, id.into()))
    };
    if let Some(id) = find::by_key(reader, &text)? {
        return record(id);
    }
    for (outline, _) in KEYS {
        if let Some(id) = reader.number(&format!("SELECT id FROM {outline} WHERE key = ?1"), &[text.clone().into()])? {
            return Ok(of(outline, "", id.into()));
        }
    }
    let dated = typed::relative(&text, context.today()).unwrap_or_else(|| text.clone());
    if let Ok(date) = typed::date(&dated) {
        let title = in_words(&date.edtf).unwrap_or(date.edtf);
        let values = vec![bound("since", date.first), bound("until", date.last)];
        return Ok(Subject { outline: "period", kind: String::new(), title, values });
    }
    let first = match find::record(reader, "WHAT", &text, &[]) {
        Ok(id) => return record(id),
        Err(error) => error,
    };
    for (outline, sql) in KEYS {
        if let Ok(id) = find::listed(reader, "WHAT", &text, sql, outline) {
            return Ok(of(outline, "", id));
        }
    }
    Err(match first {
        Error::BadParameter { why, hint, .. } => Error::Misasked {
            what: format!("there is no page on `{text}`: {why}"),
            hint: hint.unwrap_or_else(|| "`onrecord search WORDS` finds records by the words told of them".to_owned()),
        },
        other => other,
    })
}

/// What has a key and is no record, with what it is called.
const KEYS: [(&str, &str); 2] = [
    ("source", "SELECT id, key, coalesce(title, description, key) FROM source ORDER BY key"),
    ("topic", "SELECT id, key, label FROM topic ORDER BY key"),
];

/// Sees that a page can go where it is to go.
fn see(context: &Context) -> Result<()> {
    if feed::is_wanted(context) {
        return Ok(());
    }
    let format = if context.options.output.is_some() || context.options.has_format() {
        context.format().map_err(feed::of_pages)?.name
    } else {
        "html"
    };
    if format != "html" {
        let what = format!("a report is a page of HTML, and `{format}` is not");
        return Err(Error::Misasked { what, hint: "write it to a file: -o FILE.html".to_owned() });
    }
    if context.options.output.is_none() && context.environment.terminal.is_some() {
        let what = "a page is not for a terminal".to_owned();
        return Err(Error::Misasked { what, hint: "write it to a file: -o FILE.html".to_owned() });
    }
    Ok(())
}

/// Who made the page, from what, and when.
fn made(context: &Context) -> String {
    let (path, is_certain) = context.path();
    let of = path.file_name().filter(|_| is_certain).map(|name| name.to_string_lossy().into_owned());
    let day = context.today();
    let day = in_words(day).unwrap_or_else(|| day.to_owned());
    format!("{MADE} From {}, {day}.", of.as_deref().unwrap_or("the built-in record"))
}

fn command() -> Command {
    let what = Arg::new("what").value_name("WHAT").num_args(1..).required(true).help("What the page is about");
    let command = Command::new("onrecord report").bin_name("onrecord report").no_binary_name(true).max_term_width(100);
    let about = "Write a page on an entity, topic, source, period, record or question, to be handed on";
    help::named("report", Options::augment_args(command.arg(what)).about(about)).override_usage(USAGE)
}
