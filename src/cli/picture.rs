//! `--chart`: the picture that a question is asked for.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches};
use rusqlite::types::Value;

use crate::answer::Query;
use crate::answer::bind::Bound;
use crate::error::{Error, Result};
use crate::output::chart::{Kind, Picture};
use crate::output::{Draws, Format};
use crate::script::parameter::{Parameter, Type};

/// The flag's name.
const FLAG: &str = "chart";

/// The flag of a question that makes pictures.
pub(super) fn flag(query: &Query) -> Arg {
    let known = &query.header.chart.names;
    let help = format!("Draw a picture instead of a table: {}; -o FILE.svg writes it as SVG", known.join(", "));
    let words = PossibleValuesParser::new(Kind::ALL.map(Kind::name));
    let flag = Arg::new(FLAG).long(FLAG).value_name("KIND").help(help).value_parser(words).hide_possible_values(true);
    // Where there is none, it says so.
    flag.hide(known.is_empty())
}

/// What was given for it.
pub(super) fn named(matches: &ArgMatches) -> Option<&String> {
    matches.try_get_one(FLAG).ok().flatten()
}

/// The picture that is asked for: by name, or because the format is one.
pub(super) fn asked(
    query: &Query,
    values: &[Bound],
    name: Option<&String>,
    format: &Format,
) -> Result<Option<Picture>> {
    let known = &query.header.chart.names;
    let Some(name) = name.or_else(|| known.first().filter(|_| format.draws == Draws::Always)) else {
        if format.draws == Draws::Always {
            let what = format!("`{}` makes no picture", query.name);
            return Err(Error::Misasked { what, hint: WHO_DRAWS.to_owned() });
        }
        return Ok(None);
    };
    if known.is_empty() {
        let what = format!("`{}` makes no picture", query.name);
        return Err(Error::Misasked { what, hint: WHO_DRAWS.to_owned() });
    }
    let Some(kind) = Kind::named(name).filter(|_| known.contains(name)) else {
        let what = format!("`{}` makes no picture of the kind `{name}`: it draws {}", query.name, known.join(", "));
        return Err(Error::Misasked { what, hint: WHO_DRAWS.to_owned() });
    };
    if format.draws == Draws::Nothing {
        let what = format!("`{}` carries rows and no picture", format.name);
        let hint = "leave --chart out, or take a table, -o FILE.svg or `onrecord report`".to_owned();
        return Err(Error::Misasked { what, hint });
    }
    Ok(Some(of(query, values, kind)))
}

/// A picture of a question's rows, within the days that are asked for.
pub(super) fn of(query: &Query, values: &[Bound], kind: Kind) -> Picture {
    let bound = |side: Type| {
        // What is required is what the question turns on, and no bound of its rows.
        let is_side = |parameter: &&Parameter| parameter.kind == side && !parameter.is_required;
        let parameter = query.header.parameters.iter().find(is_side)?;
        values.iter().find(|(name, _)| *name == parameter.name).and_then(|(_, value)| match value {
            Value::Text(day) => Some(day.clone()),
            _ => None,
        })
    };
    let title = query.header.summary.trim_end_matches('.').to_owned();
    Picture { kind, title, from: bound(Type::DateFirst), until: bound(Type::DateLast) }
}

/// Which questions make pictures.
const WHO_DRAWS: &str = "`onrecord ask NAME --help` says which pictures a question makes";
