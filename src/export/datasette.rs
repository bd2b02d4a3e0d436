//! What Datasette shows beside a record: what tables and columns mean, and the named questions as canned queries.
//!
//! A canned query has fields of text. What is typed there becomes what the question takes in SQL alone
//! (`seed/datasette/typed.toml`): an empty field is an absent parameter, names are found in the record's own tables.

use std::collections::BTreeMap;

use minijinja::HtmlEscape;
use serde_json::{Map, Value, json};

use crate::answer::{Catalog, Query};
use crate::error::{Error, Result};
use crate::reader::Reader;
use crate::script::parameter::Parameter;
use crate::script::tokens::{Kind, tokens};
use crate::shape::{self, Table};

static TYPED: &str = include_str!("../../seed/datasette/typed.toml");

/// What the tables begin with that hold what is typed, each for the parameter whose name follows.
const GIVEN: &str = "typed_";

/// Columns by which a row is called, the first that is there.
const CALLED: [&str; 4] = ["title", "label", "name", "key"];

/// Most columns that a table is counted by at its side.
const FACETS: usize = 3;

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The metadata, JSON.
    pub metadata: String,
    /// The questions that SQLite does not take with their fields in the place of values.
    pub left_out: Vec<String>,
}

/// The metadata for a record whose file has this name without its ending.
///
/// # Errors
///
/// The reader's; a template cannot be read, which its tests rule out.
pub fn metadata(reader: &dyn Reader, catalog: &Catalog<'_>, database: &str) -> Result<Written> {
    let mut tables = Map::new();
    for table in shape::tables(reader, None)? {
        tables.insert(table.name.clone(), described(&table));
    }
    let typed = typed()?;
    let (mut queries, mut left_out) = (Map::new(), Vec::new());
    for (name, query) in catalog.list()?.queries {
        let Ok(query) = query else { continue };
        let sql = canned(&query, &typed);
        // SQLite bounds how many SELECTs a statement comes to, and what is typed is one more wherever it stands.
        if reader.statements(&sql).next().is_err() {
            left_out.push(name);
            continue;
        }
        let parameters: Vec<&str> = query.header.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        let told = json!({
            "title": query.header.summary.trim_end_matches('.'),
            "description_html": about(&query),
            "hide_sql": true,
            "params": parameters,
            "sql": sql,
        });
        // A view of the same name has its own page.
        queries.insert(format!("ask-{name}"), told);
    }
    let licences =
        reader.texts("SELECT DISTINCT licence FROM source WHERE licence IS NOT NULL ORDER BY licence", &[])?;
    let mut of_database = json!({ "tables": tables, "queries": queries });
    if !licences.is_empty() {
        of_database["license"] = licences.join("; ").into();
    }
    let metadata = json!({
        "title": "On record",
        "description": "Who said, promised and did what, and which words prove it. The views are what people read; the canned queries are the named questions.",
        "databases": { database: of_database },
    });
    Ok(Written { metadata: format!("{metadata:#}\n"), left_out })
}

/// What a table or a view means. Tables stand behind the views and are hidden.
fn described(table: &Table) -> Value {
    let columns: Map<String, Value> =
        table.columns.iter().map(|column| (column.name.clone(), column.about.as_str().into())).collect();
    let mut told = json!({ "description": table.about, "columns": columns });
    if !table.is_view {
        told["hidden"] = true.into();
    }
    if let Some(called) = CALLED.iter().find(|name| table.column(name).is_some()) {
        told["label_column"] = (*called).into();
    }
    let facets = table.columns.iter().filter(|column| !column.words.is_empty()).take(FACETS);
    let facets: Vec<&str> = facets.map(|column| column.name.as_str()).collect();
    if table.is_view && !facets.is_empty() {
        told["facets"] = json!(facets);
    }
    told
}

/// What a question answers with, and what its fields take, as HTML.
fn about(query: &Query) -> String {
    let fields = query.header.parameters.iter().map(|parameter| {
        let needed = if parameter.is_required { ", needed" } else { "" };
        let several = if parameter.is_list { ", several parted by commas" } else { "" };
        let kind = parameter.kind.name().to_lowercase();
        let told = format!("{} ({kind}{needed}{several}): {}", parameter.name, parameter.about);
        format!("<li>{}</li>", HtmlEscape(&told))
    });
    let fields = fields.collect::<String>();
    let list = if fields.is_empty() { fields } else { format!("<ul>{fields}</ul>") };
    format!("<p>{}</p>{list}", HtmlEscape(&query.header.about))
}

fn typed() -> Result<BTreeMap<String, String>> {
    toml::from_str(TYPED).map_err(|cause| Error::BadHeader {
        query: "datasette/typed".to_owned(),
        line: 1,
        why: cause.message().to_owned(),
    })
}

/// The SQL of a question with what is typed in the place of its values.
fn canned(query: &Query, typed: &BTreeMap<String, String>) -> String {
    let known = |name: &str| query.header.parameters.iter().any(|parameter| parameter.name == name);
    // The comments of the head are told beside it; a question that begins with tables of its own gets one more.
    let start =
        tokens(&query.sql).into_iter().find(|token| token.kind != Kind::Blank).map_or(0, |token| token.at.start);
    let sql = &query.sql[start..];
    let begins = |sql: &str, word: &str| sql.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let (sql, has_own) = if begins(sql, "WITH") { (sql[4..].trim_start(), true) } else { (sql, false) };
    let sql = if has_own && begins(sql, "RECURSIVE") { sql[9..].trim_start() } else { sql };
    let mut body = String::new();
    for token in tokens(sql) {
        let text = &sql[token.at.clone()];
        match (token.kind, text.get(1..)) {
            (Kind::Parameter, Some(name)) if known(name) => {
                body.push_str(&format!("(SELECT value FROM {GIVEN}{name})"));
            }
            _ => body.push_str(text),
        }
    }
    let body = body.trim();
    if query.header.parameters.is_empty() {
        return if has_own { format!("WITH RECURSIVE {body}") } else { body.to_owned() };
    }
    // A table for each: SQLite makes a copy of it wherever it is named.
    let tables = query.header.parameters.iter().map(|parameter| {
        format!("  {GIVEN}{} (value) AS MATERIALIZED (SELECT {})", parameter.name, value(parameter, typed))
    });
    let tables = tables.collect::<Vec<_>>().join(",\n");
    let comma = if has_own { "," } else { "" };
    format!("WITH RECURSIVE\n{tables}{comma}\n{body}")
}

/// What is typed for a parameter, as its value.
fn value(parameter: &Parameter, typed: &BTreeMap<String, String>) -> String {
    let mut given = format!("nullif(trim(:{}), '')", parameter.name);
    if let Some(default) = &parameter.default {
        given = format!("coalesce({given}, '{}')", default.replace('\'', "''"));
    }
    let one = typed.get(parameter.kind.word()).map_or("{given}", |template| template.trim());
    if !parameter.is_list {
        return one.replace("{given}", &given);
    }
    let each = one.replace("{given}", "trim(each.value)");
    let array = format!("'[\"' || replace(replace({given}, '\"', ''), ',', '\",\"') || '\"]'");
    format!("iif({given} IS NULL, NULL, (SELECT json_group_array({each}) FROM json_each({array}) AS each))")
}
