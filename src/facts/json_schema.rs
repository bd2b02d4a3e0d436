//! The JSON Schema of facts files, for editors: what [`crate::shape::kind`] knows, said in that language.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::facts::source::{Amount, Cited, Dated, Dating, Source};
use crate::shape::field::{By, Part};
use crate::shape::field::{Field, Form};
use crate::shape::kind::{self, Kind};
use crate::shape::{Column, Word};

/// The schema, as text.
#[must_use]
pub fn json_schema() -> String {
    let mut generator = SchemaGenerator::default();
    let mut properties = Map::new();
    let source = closed(form::<Source>(&mut generator), "source", &mut generator);
    properties.insert("source".to_owned(), told(source, "The document that the facts come from"));
    for kind in kind::all() {
        let list = json!({ "type": "array", "items": of_kind(kind, &mut generator) });
        properties.insert(kind.name().to_owned(), told(list, &kind.table.about));
    }
    let cite = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["record"],
        "properties": {
            "record": { "type": "string", "description": "The key of the record" },
            "dates": list_of::<Dating>(&mut generator, "More words behind its dates"),
            "cite": list_of::<Cited>(&mut generator, "The passages of this file's source that carry it"),
        },
    });
    let cites = json!({ "type": "array", "items": cite });
    properties.insert("cite".to_owned(), told(cites, "Citations of records that another file tells first"));
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts",
        "description": "A facts file: one source and the facts it carries",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "$defs": generator.take_definitions(true),
    });
    serde_json::to_string_pretty(&schema).unwrap_or_else(|_| unreachable!("a JSON value is JSON"))
}

fn of_kind(kind: &'static Kind, generator: &mut SchemaGenerator) -> Value {
    let mut properties = Map::new();
    let key = "Lower-case words joined by hyphens; made from the source and the first words where left out";
    if kind.is_record {
        properties.insert("key".to_owned(), told(json!({ "type": "string" }), key));
    }
    for field in &kind.fields {
        properties.insert(field.name.to_owned(), of_field(field, generator));
    }
    if kind.is_record {
        let rank =
            crate::shape::own().iter().find(|table| table.name == "record").and_then(|table| table.column("rank"));
        let rank = rank.map_or_else(|| json!({ "type": "string" }), of_column);
        properties.insert("rank".to_owned(), told(rank, "Left out it is normal"));
        properties.insert("reason".to_owned(), told(json!({ "type": "string" }), "Why it is preferred or deprecated"));
        properties
            .insert("note".to_owned(), told(json!({ "type": "string" }), "What a reader must know, in your words"));
        let topics = json!({ "type": "array", "items": { "type": "string" } });
        properties.insert("topics".to_owned(), told(topics, "Keys of topics"));
        properties.insert("dates".to_owned(), list_of::<Dating>(generator, "More words behind its dates"));
        properties.insert("cite".to_owned(), list_of::<Cited>(generator, "The passages of the source that carry it"));
    }
    object(&properties, &kind.fields)
}

fn object(properties: &Map<String, Value>, fields: &[Field]) -> Value {
    let required: Vec<&str> = fields.iter().filter(|field| field.is_required).map(|field| field.name).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn of_field(field: &'static Field, generator: &mut SchemaGenerator) -> Value {
    let schema = match &field.form {
        Form::Plain(column) => of_column(column),
        Form::Day(_) => form::<Dated>(generator),
        Form::Money(_) => form::<Amount>(generator),
        Form::Reference(..) | Form::Anchor(_) => json!({ "type": "string" }),
        Form::Part(part) => of_part(part, generator),
    };
    told(schema, field.about)
}

fn of_part(part: &'static Part, generator: &mut SchemaGenerator) -> Value {
    let properties: Map<String, Value> =
        part.fields.iter().map(|field| (field.name.to_owned(), of_field(field, generator))).collect();
    let table = object(&properties, &part.fields);
    let row = match part.fields.first() {
        Some(first) if part.by != By::One => json!({ "anyOf": [of_field(first, generator), table] }),
        _ => return table,
    };
    let several = json!({ "anyOf": [row, { "type": "array", "items": row }] });
    match part.by {
        By::Word(name) => {
            let words = part.table.column(name).map(|column| column.words.as_slice()).unwrap_or_default();
            let names = if words.is_empty() { json!({ "type": "string" }) } else { json!({ "enum": listed(words) }) };
            json!({ "type": "object", "propertyNames": names, "additionalProperties": several })
        }
        _ => several,
    }
}

fn of_column(column: &Column) -> Value {
    if !column.words.is_empty() {
        return json!({ "enum": listed(&column.words) });
    }
    match column.kind.as_str() {
        _ if column.mark("flag").is_some() => json!({ "type": "boolean" }),
        "INTEGER" => json!({ "type": "integer" }),
        "REAL" => json!({ "type": "number" }),
        _ => json!({ "type": "string" }),
    }
}

fn listed(words: &[Word]) -> Value {
    words.iter().map(|word| Value::from(word.word.as_str())).collect()
}

fn form<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

fn list_of<T: JsonSchema>(generator: &mut SchemaGenerator, about: &str) -> Value {
    told(json!({ "type": "array", "items": form::<T>(generator) }), about)
}

/// A schema with a sentence.
fn told(mut schema: Value, about: &str) -> Value {
    if let (Some(object), false) = (schema.as_object_mut(), about.is_empty()) {
        object.insert("description".to_owned(), about.into());
    }
    schema
}

/// A form whose table has lists of words, with these.
fn closed(schema: Value, table: &str, generator: &mut SchemaGenerator) -> Value {
    let Some(table) = crate::shape::own().iter().find(|known| known.name == table) else { return schema };
    let name = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()).unwrap_or_default().to_owned();
    let Some(definition) = generator.definitions_mut().get_mut(&name) else { return schema };
    for column in table.columns.iter().filter(|column| !column.words.is_empty()) {
        if let Some(property) =
            definition.pointer_mut(&format!("/properties/{}", column.name)).and_then(Value::as_object_mut)
        {
            let mut words = listed(&column.words);
            if property.get("type").is_some_and(Value::is_array)
                && let Some(list) = words.as_array_mut()
            {
                list.push(Value::Null);
            }
            property.insert("enum".to_owned(), words);
        }
    }
    schema
}
