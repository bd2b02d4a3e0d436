//! `onrecord ask`: the catalogue, and named queries.

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Args as _, Command, FromArgMatches};
use rusqlite::types::ValueRef;

use super::options::Options;
use super::{BLOAT, Context, Failure};
use crate::error::{Error, Exit, Result};
use crate::output::{Cell, Column};
use crate::query::run::Run;
use crate::query::{Catalog, Parameter, Query, Type, bind, guard};

/// Ask a named question; without a name, list them
///
/// Each parameter of a query is a flag of its own: `onrecord ask NAME --help` shows them. Entities
/// go by any name or code (nl, Dutch, Holland), dates may be partial (2023, 2023-01) or EDTF.
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
        let Some(at) = named.filter(|at| *at == 0) else {
            // Only options: the catalogue, or the help of `ask` itself.
            let matches = catalogue_command().try_get_matches_from(&self.arguments)?;
            context.options = context.options.clone().overridden_by(Options::from_arg_matches(&matches)?);
            return catalogue(context);
        };
        let name = self.arguments[at].to_string_lossy().into_owned();
        // The options after the name say which file the query is to be found for.
        context.options = context.options.clone().overridden_by(Options::early(&self.arguments));
        context.start_clock()?;
        let asked = (context.path().0, context.options.queries.clone());
        let conn = context.open()?;
        let query = context.catalog(&conn).find(&name)?;
        let matches = command(&query).try_get_matches_from(&self.arguments)?;
        context.options = context.options.clone().overridden_by(Options::from_arg_matches(&matches)?);
        if (context.path().0, context.options.queries.clone()) != asked {
            let hint = "write them before the name of the query, or with `=`".to_owned();
            let what = "the values of `--db` and `--queries` cannot be told from those of other options".to_owned();
            return Err(Error::Refused { what, hint }.into());
        }
        if let Some(path) = &query.shadows {
            context.notes.push(format!("`{name}` is the query in {}, in place of the built-in one", path.display()));
        }
        let values = values(&conn, &query, &matches)?;
        let sql = guard::settle(&query.sql, |name| {
            values.iter().any(|(known, value)| known == name && *value != rusqlite::types::Value::Null)
        });
        let format = context.format()?;
        let mut writer = context.writer()?;
        if context.options.cite && query.header.cite.is_none() {
            context.notes.push(format!("the rows of `{name}` are no records, so there is nothing to cite"));
        }
        let run = Run {
            conn: &conn,
            stop: &context.stop,
            limit: context.options.limit,
            cite_column: query.header.cite.as_deref(),
            is_cited: context.options.cite,
            money: &query.header.money,
            most_bytes: context.memory() / BLOAT,
            format,
        };
        let notes = run.one(&sql, &values, &mut *writer)?;
        context.notes.extend(notes);
        context.close(&*writer)?;
        Ok(Exit::Success)
    }
}

/// The values of a query's parameters, from its flags.
fn values(conn: &rusqlite::Connection, query: &Query, matches: &ArgMatches) -> Result<Vec<bind::Bound>> {
    let mut values = Vec::new();
    for parameter in &query.header.parameters {
        let given: Vec<String> = matches.get_many::<String>(&parameter.name).into_iter().flatten().cloned().collect();
        if parameter.is_required && given.is_empty() {
            let (query, name, about) = (query.name.clone(), parameter.flag(), parameter.about.clone());
            return Err(Error::MissingParameter { query, name, about });
        }
        values.push((parameter.name.clone(), bind::value(conn, parameter, &given)?));
    }
    Ok(values)
}

/// The command line of a query: its parameters as flags, and the global options.
pub(crate) fn command(query: &Query) -> Command {
    let header = &query.header;
    let about = header.summary.trim_end_matches('.').to_owned();
    let long = if header.about.is_empty() { about.clone() } else { format!("{about}\n\n{}", header.about) };
    let name = format!("onrecord ask {}", query.name);
    let mut command = Command::new(name.clone()).bin_name(name).no_binary_name(false).max_term_width(100);
    command = command.next_help_heading("Parameters");
    for parameter in &header.parameters {
        command = command.arg(flag(parameter));
    }
    // Last, because the options bring a description of their own.
    Options::augment_args(command).about(about).long_about(long)
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
        name or code (nl, Dutch, Holland), dates may be partial (2023, 2023-01) or EDTF."
    );
    let command = Command::new("onrecord ask").bin_name("onrecord ask").no_binary_name(true).max_term_width(100);
    // Last, because the options bring a description of their own.
    Options::augment_args(command)
        .about(about)
        .long_about(long)
        .override_usage("onrecord ask [NAME] [--PARAMETER VALUE]... [OPTIONS]")
}

/// Lists the queries: name, what a row is, parameters.
fn catalogue(context: &mut Context) -> Result<Exit, Failure> {
    let conn = context.open()?;
    let catalog: Catalog<'_> = context.catalog(&conn);
    let names = catalog.names()?;
    let mut writer = context.writer()?;
    writer.begin(&["query", "answers with", "parameters"].map(Column::named))?;
    for name in names {
        let query = catalog.find(&name)?;
        let parameters: Vec<String> =
            query.header.parameters.iter().map(|parameter| format!("--{}", parameter.flag())).collect();
        let texts = [name, query.header.summary, parameters.join(" ")];
        let cells = texts.each_ref().map(|text| Cell::Value(ValueRef::Text(text.as_bytes())));
        writer.row(&cells)?;
    }
    writer.finish()?;
    context.close(&*writer)?;
    Ok(Exit::Success)
}
