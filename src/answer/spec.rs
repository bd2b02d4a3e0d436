//! What a question takes and gives, for programs: as data, and as a JSON Schema of its arguments.

use serde_json::{Map, Value, json};

use crate::answer::Query;
use crate::error::Result;
use crate::output::Role;
use crate::reader::Reader;
use crate::script::parameter::{Parameter, Type};

/// The version of what is described here: it grows when a field leaves or means something else.
pub const VERSION: u32 = 1;

/// All that there is to say of a question.
///
/// # Errors
///
/// The reader's.
pub fn of(query: &Query, from: &str, reader: &dyn Reader) -> Result<Value> {
    let header = &query.header;
    let list = |parameters: &[Parameter]| parameters.iter().map(parameter).collect::<Value>();
    Ok(json!({
        "name": query.name,
        "summary": header.summary,
        "about": header.about,
        "from": from,
        "parameters": list(&header.parameters),
        "columns": columns(query, reader)?,
        "cited_by": header.cite.as_ref().map(|(column, _)| column),
        "charts": header.chart.names,
        "examples": query.commands(),
        "input_schema": input(query),
    }))
}

/// What a question takes, one by one.
#[must_use]
pub fn parameter(parameter: &Parameter) -> Value {
    let words = if let Type::Enum(words) = &parameter.kind { Some(words) } else { None };
    json!({
        "name": parameter.name,
        "flag": format!("--{}", parameter.flag()),
        "type": parameter.kind.word(),
        "words": words,
        "default": parameter.default,
        "required": parameter.is_required,
        "several": parameter.is_list,
        "help": parameter.about,
    })
}

/// The columns that its rows have, with what each holds.
fn columns(query: &Query, reader: &dyn Reader) -> Result<Value> {
    let known = query.columns();
    let settled = query.settled(&[]);
    let mut statements = reader.statements(&settled);
    let names = statements.next()?.map_or_else(Vec::new, |statement| statement.columns());
    let holds = |name: &String| match known.iter().find(|column| column.name == *name).map(|column| column.role) {
        Some(Role::Money) => "amount in major units",
        Some(Role::Number) => "number",
        Some(Role::Day) => "date, EDTF (ISO 8601-2)",
        Some(Role::Flag) => "1 or 0",
        Some(Role::Key) => "what the next command needs",
        Some(Role::Plain | Role::Sources) | None => "as it is",
    };
    Ok(names.iter().map(|name| json!({ "name": name, "holds": holds(name) })).collect())
}

/// Its arguments as a JSON Schema (draft 2020-12): an object with a property for each parameter.
#[must_use]
pub fn input(query: &Query) -> Value {
    let mut properties = Map::new();
    for parameter in &query.header.parameters {
        let (kind, how) = typed(&parameter.kind);
        let mut one = json!({ "type": kind });
        if let Type::Enum(words) = &parameter.kind {
            one["enum"] = json!(words);
        }
        let mut property = if parameter.is_list { json!({ "type": "array", "items": one }) } else { one };
        let default = parameter.default.as_ref().map(|default| format!(" (default: {default})"));
        property["description"] = format!("{}{}{how}", parameter.about, default.as_deref().unwrap_or("")).trim().into();
        properties.insert(parameter.name.clone(), property);
    }
    let needed = query.header.parameters.iter().filter(|parameter| parameter.is_required);
    json!({
        "type": "object",
        "properties": properties,
        "required": needed.map(|parameter| parameter.name.as_str()).collect::<Value>(),
        "additionalProperties": false,
    })
}

/// The JSON type of a parameter's values, and how they are written.
fn typed(kind: &Type) -> (&'static str, &'static str) {
    match kind {
        Type::Integer => ("integer", ""),
        Type::Count => ("integer", "; from 1 on"),
        Type::CountLeast | Type::CountMost => ("integer", "; from 0 on"),
        Type::Number => ("number", ""),
        Type::Text | Type::Enum(_) => ("string", ""),
        Type::Phrase => ("string", "; in any case"),
        Type::Money => ("string", "; an amount in major units: `1000000`, `2.5 billion`"),
        Type::DateFirst | Type::DateLast | Type::Day => {
            ("string", "; a date as people write it (2023, 2023-01, 17 Jan 2023, yesterday) or EDTF")
        }
        Type::Currency => ("string", "; a code of ISO 4217"),
        Type::Entity(_) => ("string", "; any name or code of a person, state, organization or place"),
        Type::Topic => ("string", "; a topic's key or label, with all below it"),
        Type::Source => ("string", "; a source's key"),
        Type::Record(_) => ("string", "; a record's key, number or title"),
    }
}
