//! `onrecord ask`: the catalogue, and named queries.

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Args as _, Command, FromArgMatches};
use rusqlite::types::{Value, ValueRef};

use crate::answer::catalog::Origin;
use crate::answer::run::Run;
use crate::answer::{Catalog, Listing, Query, bind, nothing, spec as described};
use crate::cli::options::Options;
use crate::cli::{BLOAT, Context, Failure, hashed, help, picture, plain, shown, spec};
use crate::error::{Error, Exit, Result};
use crate::output::{Cell, Cites, Column, Draws, Role};
use crate::reader::Reader;
use crate::script::parameter::{Parameter, Type};
use crate::script::tokens::{Kind, tokens};
use crate::text::{lines, sentence};
use crate::value::in_words::in_words;
use crate::value::typed;

/// Ask a named question; without a name, list them
///
/// Each parameter of a query is a flag of its own: `onrecord ask NAME --help` shows them. Entities
/// go by any name or code (nl, Dutch, Holland); dates are typed as people write them (2023, 17 Jan
/// 2023, yesterday) or as EDTF. Where people read, dates are words: `by 17 Jan 2023` is on that day or
/// before, `9 to 15 Jan 2023, day unknown` is one of these days, `since Oct 2022` goes on.
#[derive(clap::Args, Debug)]
#[command(disable_help_flag = true)]
pub(super) struct Args {
    /// The query's name, and its own flags
    #[arg(value_name = "NAME", num_args = 0.., trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

impl Args {
    /// Writes the answer.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let named = self.arguments.iter().position(|argument| !argument.to_string_lossy().starts_with('-'));
        if named != Some(0) {
            // Only options: the catalogue, or the help of `ask` itself.
            let matches = catalogue_command().try_get_matches_from(&self.arguments)?;
            context.options = context.options.clone().overridden_by(Options::from_arg_matches(&matches)?);
            let reader = context.open()?;
            return if matches.get_flag("spec") { spec::all(context, &*reader) } else { catalogue(context, &*reader) };
        }
        // The options after the name say which file the query is to be found for.
        context.options = context.options.clone().overridden_by(Options::early(&self.arguments));
        context.start_clock()?;
        let asked = (context.path().0, context.options.queries.clone());
        let reader = context.open()?;
        let (query, matches) = self.found(context, &*reader)?;
        if (context.path().0, context.options.queries.clone()) != asked {
            let hint = "write them before the name of the query, or with `=`".to_owned();
            let what = "the values of `--db` and `--queries` cannot be told from those of other options".to_owned();
            return Err(Error::Misasked { what, hint }.into());
        }
        if let Some(path) = &query.shadows {
            let name = &query.name;
            context.notes.push(format!("`{name}` is the query in {}, in place of the built-in one", path.display()));
        }
        if matches.get_flag("spec") {
            return spec::one(context, &*reader, &query);
        }
        answer(context, &*reader, &query, &matches)
    }

    /// The question that is named or meant, and what it is asked with.
    fn found(&self, context: &mut Context, reader: &dyn Reader) -> Result<(Query, ArgMatches), Failure> {
        let arguments = plain::named(context, reader, &self.arguments)?;
        let query = context.catalog(reader)?.find(&arguments[0].to_string_lossy())?;
        let matches = command(&query).try_get_matches_from(&arguments)?;
        context.options = context.options.clone().overridden_by(Options::from_arg_matches(&matches)?);
        Ok((query, matches))
    }
}

/// Asks a question and writes its answer.
fn answer(context: &mut Context, reader: &dyn Reader, query: &Query, matches: &ArgMatches) -> Result<Exit, Failure> {
    let values = values(context, reader, query, matches)?;
    nothing::ordered(query, &values)?;
    let sql = query.settled(&values);
    if matches.get_flag("sql") {
        return text(context, &literal(&sql, &values));
    }
    let format = context.format()?;
    context.picture = picture::asked(query, &values, picture::named(matches), format)?;
    query.header.summary.trim_end_matches('.').clone_into(&mut context.title);
    let mut writer = context.writer()?;
    if context.options.cite && query.header.cite.is_none() {
        let name = &query.name;
        context.notes.push(format!("the rows of `{name}` are no records, so there is nothing to cite"));
    }
    let cite_by: Vec<&str> = query.header.cite.iter().map(|(column, _)| column.as_str()).collect();
    let work = shown::work(context);
    let run = Run {
        reader,
        limit: context.options.limit,
        cite_by: cite_by.as_slice(),
        // A picture that leaves the program tells its sources.
        is_cited: (context.options.cite || format.draws == Draws::Always) && !cite_by.is_empty(),
        numbering: None,
        columns: &query.columns(),
        is_summed: shown::is_summed(context, format),
        is_marked: shown::is_marked(context, format),
        most_bytes: context.memory() / BLOAT,
        format,
        work: work.as_deref(),
    };
    let (rows, notes) = run.one(&sql, &values, &mut *writer)?;
    context.notes.extend(notes);
    // With no row wished for, none says nothing.
    if rows == 0 && context.options.limit != Some(0) {
        tell(context, nothing::told(reader, query, &values)?);
    }
    hashed::close(context, &mut *writer, reader, query.header.is_hashed)?;
    Ok(Exit::Success)
}

/// Tells how a question without rows was understood: in any case to whoever did not name the question.
fn tell(context: &mut Context, told: Vec<String>) {
    if context.said.is_empty() { &mut context.notes } else { &mut context.said }.extend(told);
}

/// SQL with its values in place of its parameters, as any SQLite tool runs it.
fn literal(sql: &str, values: &[bind::Bound]) -> String {
    let mut written = String::with_capacity(sql.len());
    for token in tokens(sql) {
        let text = &sql[token.at.clone()];
        let value = values.iter().find(|(name, _)| token.kind == Kind::Parameter && text[1..] == *name);
        match value.map(|(_, value)| value) {
            None => written.push_str(text),
            Some(Value::Null) => written.push_str("NULL"),
            Some(Value::Integer(number)) => written.push_str(&number.to_string()),
            Some(Value::Real(number)) => written.push_str(&format!("{number:?}")),
            Some(Value::Text(text)) => written.push_str(&format!("'{}'", text.replace('\'', "''"))),
            Some(Value::Blob(_)) => unreachable!("no parameter is declared to take a blob"),
        }
    }
    written
}

/// Writes a text as it is.
fn text(context: &mut Context, text: &str) -> Result<Exit, Failure> {
    let mut writer = context.text_writer()?;
    writer.sink().push(text.trim_end());
    writer.sink().push("\n");
    writer.sink().flush()?;
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}

/// The values of a query's parameters, from its flags.
pub(super) fn values(
    context: &mut Context,
    reader: &dyn Reader,
    query: &Query,
    matches: &ArgMatches,
) -> Result<Vec<bind::Bound>> {
    let mut values = Vec::new();
    for parameter in &query.header.parameters {
        let given = matches.get_many::<String>(&parameter.name).into_iter().flatten();
        let given: Vec<String> = given.map(|text| understood(context, parameter, text)).collect();
        if parameter.is_required && given.is_empty() {
            let (query, name, about) = (query.name.clone(), parameter.flag(), parameter.about.clone());
            return Err(Error::MissingParameter { query, name, about });
        }
        let value = bind::value(reader, parameter, &given);
        // Nobody gave a default: what is wrong with it is wrong with the query.
        let value = value.map_err(|error| match &parameter.default {
            Some(_) if given.is_empty() => {
                let why = format!("the default of `{}`: {error}", parameter.name);
                Error::BadHeader { query: query.name.clone(), line: parameter.line, why }
            }
            _ => error,
        });
        values.push((parameter.name.clone(), value?));
    }
    Ok(values)
}

/// A text as it is meant on this day, with a note where that is not what it says.
fn understood(context: &mut Context, parameter: &Parameter, text: &str) -> String {
    let is_date = matches!(parameter.kind, Type::DateFirst | Type::DateLast | Type::Day);
    let edtf = if is_date { typed::relative(text, context.today()) } else { None };
    if let Some(edtf) = edtf {
        let words = in_words(&edtf);
        context.notes.push(format!("--{} {text} is {}", parameter.flag(), words.as_ref().unwrap_or(&edtf)));
        return edtf;
    }
    if parameter.kind == Type::Money && typed::amount(text).is_some_and(|(_, has_sign)| has_sign) {
        context.notes.push(format!("--{} compares numbers, whatever their currency", parameter.flag()));
    }
    text.to_owned()
}

/// The command line of a query: its parameters as flags, and the global options.
pub(crate) fn command(query: &Query) -> Command {
    let header = &query.header;
    // All that a query says of itself is a stranger's text.
    let about = sentence(header.summary.trim_end_matches('.')).into_owned();
    let long = if header.about.is_empty() { about.clone() } else { format!("{about}\n\n{}", lines(&header.about)) };
    let name = sentence(&format!("onrecord ask {}", query.name)).into_owned();
    let mut command = Command::new(name.clone()).bin_name(name).no_binary_name(false).max_term_width(100);
    command = command.next_help_heading("Parameters");
    for parameter in &header.parameters {
        command = command.arg(flag(parameter));
    }
    let sql = "Print the SQL that answers, with its values, instead of running it";
    command = command.arg(Arg::new("sql").long("sql").help(sql).action(ArgAction::SetTrue));
    command = command.arg(spec_flag()).arg(picture::flag(query));
    // Last, because the options bring a description of their own.
    help::shaped(Options::augment_args(command).about(about).long_about(long), &query.commands())
}

/// Describes in place of asking.
fn spec_flag() -> Arg {
    let about = "Describe what is taken and what the rows hold, as JSON for programs";
    Arg::new("spec").long("spec").help(about).action(ArgAction::SetTrue)
}

fn flag(parameter: &Parameter) -> Arg {
    let mut about = parameter.about.clone();
    if let Some(default) = &parameter.default {
        about.push_str(&format!(" [default: {default}]"));
    }
    if parameter.is_required {
        about.push_str(" [required]");
    }
    if parameter.is_list {
        about.push_str(" (may be given several times)");
    }
    let about = sentence(&about).into_owned();
    // A number may begin with a hyphen; a flag is never taken for the value of another.
    let arg = Arg::new(parameter.name.clone()).long(parameter.flag()).help(about).allow_negative_numbers(true);
    let arg = arg.action(if parameter.is_list { ArgAction::Append } else { ArgAction::Set });
    match &parameter.kind {
        Type::Enum(words) => arg.value_parser(PossibleValuesParser::new(words)).value_name("WORD"),
        kind => arg.value_name(kind.name()),
    }
}

fn catalogue_command() -> Command {
    let about = "Ask a named question; without a name, list them";
    let long = format!(
        "{about}\n\nEach parameter of a query is a flag of its own: `onrecord ask NAME --help` shows them. Entities go by any \
        name or code (nl, Dutch, Holland); dates are typed as people write them (2023, 17 Jan 2023, yesterday) or as EDTF. \
        Where people read, dates are words: `by 17 Jan 2023` is on that day or before, `9 to 15 Jan 2023, day unknown` is \
        one of these days, `since Oct 2022` goes on."
    );
    let command = Command::new("onrecord ask").bin_name("onrecord ask").no_binary_name(true).max_term_width(100);
    // Last, because the options bring a description of their own.
    help::named("ask", Options::augment_args(command.arg(spec_flag())).about(about).long_about(long))
        .override_usage("onrecord ask [NAME] [--PARAMETER VALUE]... [OPTIONS]")
}

/// Lists the queries: name, what a row is, parameters; where programs read, all that there is to say.
fn catalogue(context: &mut Context, reader: &dyn Reader) -> Result<Exit, Failure> {
    let catalog: Catalog<'_> = context.catalog(reader)?;
    let Listing { queries, notes } = catalog.list()?;
    context.notes.extend(notes);
    let format = context.format()?;
    let mut writer = context.writer()?;
    let mut columns = ["query", "answers with", "parameters"].map(Column::named).to_vec();
    (columns[1].is_lead, columns[2].role) = (true, Role::Key);
    if !format.is_for_people {
        columns.push(Column::named("from"));
    }
    writer.begin(&columns)?;
    for (name, query) in queries {
        let from = catalog.origin(&name);
        let (mut about, parameters) = match &query {
            Ok(query) if format.cites == Cites::Objects => {
                let parameters: serde_json::Value = query.header.parameters.iter().map(described::parameter).collect();
                (query.header.summary.clone(), parameters.to_string())
            }
            Ok(query) => {
                let flags = query.header.parameters.iter().map(|parameter| format!("--{}", parameter.flag()));
                (query.header.summary.clone(), flags.collect::<Vec<_>>().join(" "))
            }
            Err(error) => (format!("cannot be asked: {error}"), String::new()),
        };
        if format.is_for_people && from != Origin::BuiltIn {
            about.push_str(&format!(" [{from}]"));
        }
        let from = from.to_string();
        let is_json = query.is_ok() && format.cites == Cites::Objects;
        let parameters =
            if is_json { Cell::Json(&parameters) } else { Cell::Value(ValueRef::Text(parameters.as_bytes())) };
        let [name, about, from] = [&name, &about, &from].map(|text| Cell::Value(ValueRef::Text(text.as_bytes())));
        let cells = [name, about, parameters, from];
        writer.row(&cells[..columns.len()])?;
    }
    writer.finish()?;
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}
