//! Parts of a fact: rows of tables of their own, as the mark at the head of such a table tells.

use super::field::{By, Field, Form, Part, columns};
use super::{Column, Table};

/// What the mark at the head of a table says of the part that it holds.
struct Said {
    name: &'static str,
    by: By,
    number: Option<&'static str>,
    also: Option<(&'static str, &'static str)>,
    least: usize,
    /// The columns that a file tells, in their order.
    listed: Vec<&'static str>,
}

/// `KIND, KIND FIELD by COLUMN, preferred = FIELD, numbered COLUMN, at least N: COLUMN, ...`; None
/// where it is a part of other kinds.
fn said(mark: &'static str, kind: &str) -> Option<Said> {
    let (said, listed) = mark.split_once(':')?;
    let mut words = said.split_whitespace();
    let mut is_of_kind = false;
    for word in words.by_ref() {
        is_of_kind |= word.trim_end_matches(',') == kind;
        if !word.ends_with(',') {
            break;
        }
    }
    let mut next = || words.next().map_or("", |word| word.trim_end_matches(','));
    let listed = listed.split(',').map(str::trim).collect();
    let mut said = Said { name: next(), by: By::One, number: None, also: None, least: 0, listed };
    loop {
        match next() {
            "" => break,
            "by" if said.name == "spread" => said.by = By::Spread(next()),
            "by" => said.by = By::Word(next()),
            "numbered" => said.number = Some(next()),
            "at" | "=" => {}
            "least" => said.least = next().parse().unwrap_or(0),
            // `preferred = name`: under that word, a field of the fact's own.
            other => {
                next();
                said.also = Some((other, next()));
            }
        }
    }
    if said.number.is_some() && said.by == By::One {
        said.by = By::List;
    }
    is_of_kind.then_some(said)
}

/// The fields that a table is of a kind of fact, where it holds a part of it.
pub(super) fn part(table: &'static Table, kind: &str) -> Vec<Field> {
    let Some(Said { name, by, number, also, least, listed }) = table.mark("part").and_then(|mark| said(mark, kind))
    else {
        return Vec::new();
    };
    let by_column = if let By::Word(column) | By::Spread(column) = by { column } else { "" };
    let is_other = |column: &&Column| {
        !listed.contains(&&*column.name) && column.name != by_column && number != Some(column.name.as_str())
    };
    let mut keys = table.columns.iter().filter(|column| column.is_key);
    let owner = keys.find(is_other).map_or("", |column| column.name.as_str());
    let others = table.columns.iter().filter(is_other).map(|column| column.name.as_str());
    let unlisted: Vec<&str> = others.chain([by_column]).chain(number).collect();
    let make = |fields: Vec<Field>, name: &'static str, about: &'static str| Field {
        name,
        about,
        is_required: false,
        form: Form::Part(Part { table, owner, by, number, least, also, fields }),
    };
    if let By::Spread(column) = by {
        let words = table.column(column).map_or(&[][..], |column| column.words.as_slice());
        return words.iter().map(|word| make(columns(table, &unlisted), &word.word, &word.about)).collect();
    }
    let mut fields = columns(table, &unlisted);
    fields.sort_by_key(|field| listed.iter().position(|column| field.column() == Some(column)).unwrap_or(usize::MAX));
    vec![make(fields, name, &table.about)]
}
