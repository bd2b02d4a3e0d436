//! What the declarations of a recipe's header mean.

use super::{Choice, Join, Reads, Recipe};
use crate::import::stage::loose::Order;
use crate::value::key::Key;

/// Takes one declaration of the head; an error says why it is not understood.
pub(super) fn declare(recipe: &mut Recipe, word: &str, value: &str) -> Result<(), String> {
    match word {
        "reads" => {
            recipe.reads = value.split(',').map(|word| reads(word.trim())).collect::<Result<_, _>>()?;
        }
        "delimiter" => match value.as_bytes() {
            [byte] => recipe.delimiter = Some(*byte),
            _ if value == "tab" => recipe.delimiter = Some(b'\t'),
            _ => return Err("a delimiter is one character, or `tab`".to_owned()),
        },
        "encoding" => recipe.encoding = Some(value.to_owned()),
        "skip" => recipe.skip = value.parse().map_err(|_| format!("`{value}` is no number of lines"))?,
        "columns" => recipe.layouts.push(list(value)),
        "column" => recipe.choices.push(choice(value)?),
        "refuse" => {
            let refused =
                value.split_once(char::is_whitespace).and_then(|(count, what)| Some((count.parse().ok()?, what)));
            let (count, what) = refused.ok_or("a number of fields, and what it is that has so many")?;
            recipe.refuses.push((count, what.trim().to_owned()));
        }
        "null" => recipe.nulls.extend(list(value)),
        "rows" => {
            for path in list(value) {
                let rest = path.strip_prefix('$').filter(|rest| rest.is_empty() || rest.starts_with('.'));
                let rest = rest.ok_or_else(|| format!("`{path}` is no path: $.list, or $.an.object"))?;
                recipe.rows.push(rest.trim_start_matches('.').to_owned());
            }
        }
        "with" => recipe.joins.push(join(value)?),
        "sheet" => recipe.sheet = Some(value.to_owned()),
        "element" => value.clone_into(&mut recipe.element),
        "decimal" => match value {
            "." => recipe.decimal = '.',
            "," => recipe.decimal = ',',
            _ => return Err("the fraction of an amount follows `.` or `,`".to_owned()),
        },
        "dates" => {
            recipe.dates = match value {
                "mdy" => Order::MonthFirst,
                "dmy" => Order::DayFirst,
                _ => return Err("dates are `mdy`, month first, or `dmy`, day first".to_owned()),
            }
        }
        "key" => recipe.key = Some(value.to_owned()),
        _ => match word.strip_prefix("source.") {
            Some("key") if value.parse::<Key>().is_err() => {
                return Err(format!("`{value}` is no key: it is lower-case words joined by hyphens"));
            }
            Some(column) => {
                recipe.source.insert(column.to_owned(), value.to_owned());
            }
            None => unreachable!("the head declares no other word"),
        },
    }
    Ok(())
}

/// `cities by id, year`.
fn join(value: &str) -> Result<Join, String> {
    let (name, by) = value.split_once(" by ").map_or((value, Vec::new()), |(name, by)| (name, list(by)));
    let name = name.trim();
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err(format!("`{name}` is no name of a table: letters, digits and `_`, then `by COLUMN`"));
    }
    Ok(Join { name: name.to_owned(), by })
}

/// `day = Date | announcement_date | NULL`.
fn choice(value: &str) -> Result<Choice, String> {
    let (name, of) = value.split_once('=').ok_or("a column's name, `=`, and what headers call it, parted by `|`")?;
    let name = name.trim();
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err(format!("`{name}` is no name of a column: letters, digits and `_`, then `=`"));
    }
    let mut of: Vec<String> = of.split('|').map(|header| header.trim().to_owned()).collect();
    let may_lack = of.last().is_some_and(|last| last == "NULL");
    of.truncate(of.len() - usize::from(may_lack));
    if of.is_empty() || of.iter().any(String::is_empty) {
        return Err(format!("it does not say what headers call `{name}`"));
    }
    Ok(Choice { name: name.to_owned(), of, may_lack })
}

/// What stands between commas.
fn list(value: &str) -> Vec<String> {
    value.split(',').map(|name| name.trim().to_owned()).collect()
}

/// The kind of file that a word names, or a file's ending.
pub(super) fn reads(word: &str) -> Result<Reads, String> {
    Ok(match word {
        "csv" => Reads::Csv,
        "tsv" | "tab" => Reads::Tsv,
        "json" | "ndjson" | "jsonl" => Reads::Jsonl,
        "xlsx" => Reads::Xlsx,
        "xml" => Reads::Xml,
        other => return Err(format!("`{other}` cannot be read: csv, tsv, jsonl, xlsx and xml can")),
    })
}
