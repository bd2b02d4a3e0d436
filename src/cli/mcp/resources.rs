//! Resources: the sources of the record, each with what it vouches for and its text where that is kept.

use serde_json::{Value, json};

use super::asked::{Answer, Asker};

/// What an address of a source begins with.
const SCHEME: &str = "onrecord://source/";

/// Sources of a page.
const PAGE: usize = 200;

/// A page of the list; `after` is the key that the page before ended with.
pub(super) fn list(asker: &Asker, after: &str) -> Result<Value, String> {
    let sql = "SELECT key, coalesce(title, description, key) AS title, publisher, published FROM source WHERE key > :after ORDER BY key";
    let rows = asked(asker, &["sql", sql, &format!("-p=after={after}"), &format!("--limit={}", PAGE + 1)])?;
    let text = |row: &Value, name: &str| row[name].as_str().map(str::to_owned);
    let listed = |row: &Value| {
        let about = ["publisher", "published"].iter().filter_map(|name| text(row, name)).collect::<Vec<_>>().join(", ");
        let (key, title) = (text(row, "key").unwrap_or(String::new()), text(row, "title"));
        json!({ "uri": format!("{SCHEME}{key}"), "name": key, "title": title, "description": about, "mimeType": "application/json" })
    };
    let mut page = json!({ "resources": rows.iter().take(PAGE).map(listed).collect::<Value>() });
    if let Some(last) = rows.get(PAGE - 1).filter(|_| rows.len() > PAGE) {
        page["nextCursor"] = last["key"].clone();
    }
    Ok(page)
}

/// How addresses are made.
pub(super) fn templates() -> Value {
    json!({ "resourceTemplates": [{
        "uriTemplate": format!("{SCHEME}{{key}}"),
        "name": "source",
        "title": "A source, what it vouches for, and its text where that is kept",
        "mimeType": "application/json",
    }] })
}

/// What stands at an address.
pub(super) fn read(asker: &Asker, uri: &str) -> Result<Value, String> {
    let key =
        uri.strip_prefix(SCHEME).ok_or_else(|| format!("`{uri}` is no source: an address begins with {SCHEME}"))?;
    let known = asked(asker, &["sql", "SELECT 1 FROM source WHERE key = :key", &format!("-p=key={key}")])?;
    if known.is_empty() {
        return Err(format!("no source has the key `{key}`"));
    }
    let told = asked(asker, &["show", key])?;
    let mut contents =
        vec![json!({ "uri": uri, "mimeType": "application/json", "text": Value::from(told).to_string() })];
    let sql = "SELECT source_text.content AS text FROM source JOIN source_text ON source_text.source_id = source.id WHERE source.key = :key";
    for row in asked(asker, &["sql", sql, &format!("-p=key={key}")])? {
        contents.push(json!({ "uri": format!("{uri}#text"), "mimeType": "text/plain", "text": row["text"] }));
    }
    Ok(json!({ "contents": contents }))
}

/// The rows of a command.
fn asked(asker: &Asker, words: &[&str]) -> Result<Vec<Value>, String> {
    match asker.ask(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()) {
        Answer::Told { rows: Value::Array(rows), .. } => Ok(rows),
        Answer::Told { .. } => Err("the answer has no rows".to_owned()),
        Answer::Failed(why) => Err(why),
    }
}
