//! Hrana 3 as JSON: what is asked, and what comes back, an object a line.

use data_encoding::{BASE64, BASE64_NOPAD};
use rusqlite::types::Value;
use serde::Deserialize;
use serde_json::{Value as Json, json};

/// What a server answers with first.
#[derive(Debug, Deserialize)]
pub(super) struct Opening {
    /// The name under which the stream can be used again.
    pub(super) baton: Option<String>,
}

/// A line of an answer.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Entry {
    /// The columns come.
    StepBegin,
    /// A row.
    Row { row: Vec<Cell> },
    /// The rows are whole.
    StepEnd,
    /// The statement failed.
    StepError { error: Failed },
    /// All of it failed.
    Error { error: Failed },
    /// How far the server's copy is.
    ReplicationIndex { replication_index: Option<u64> },
    /// What a newer server may say besides.
    #[serde(other)]
    Other,
}

/// A failure in the server's words.
#[derive(Debug, Deserialize)]
pub(super) struct Failed {
    pub(super) message: String,
    pub(super) code: Option<String>,
}

/// A value.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Cell {
    Null,
    Integer {
        value: String,
    },
    /// A number without an end comes as none: JSON has no word for it.
    Float {
        value: Option<f64>,
    },
    Text {
        value: String,
    },
    Blob {
        base64: String,
    },
}

impl Cell {
    /// The value; None where it is not what its type says.
    pub(super) fn value(self) -> Option<Value> {
        Some(match self {
            Self::Null => Value::Null,
            Self::Integer { value } => Value::Integer(value.parse().ok()?),
            Self::Float { value } => Value::Real(value?),
            Self::Text { value } => Value::Text(value),
            Self::Blob { base64 } => Value::Blob(BASE64_NOPAD.decode(base64.trim_end_matches('=').as_bytes()).ok()?),
        })
    }
}

/// A statement with its values, as one step; None where a value cannot be said in JSON. Parameters with a name go by
/// it, the others by their place.
pub(super) fn step(sql: &str, parameters: &[String], values: &[Value]) -> Option<Json> {
    let arguments = values.iter().map(argument).collect::<Option<Vec<Json>>>()?;
    let named = parameters.iter().zip(&arguments).filter(|(name, _)| !name.starts_with('?'));
    let named: Vec<Json> = named.map(|(name, value)| json!({ "name": name, "value": value })).collect();
    let placed = if named.len() == arguments.len() { Vec::new() } else { arguments };
    Some(json!({ "stmt": { "sql": sql, "args": placed, "named_args": named, "want_rows": true } }))
}

/// Steps of a stream, one after the other, each only if the one before it went well.
pub(super) fn asking(baton: Option<&str>, mut steps: Vec<Json>) -> String {
    for (n, step) in steps.iter_mut().enumerate().skip(1) {
        step["condition"] = json!({ "type": "ok", "step": n - 1 });
    }
    json!({ "baton": baton, "batch": { "steps": steps } }).to_string()
}

fn argument(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Null => json!({ "type": "null" }),
        Value::Integer(number) => json!({ "type": "integer", "value": number.to_string() }),
        Value::Real(number) if number.is_finite() => json!({ "type": "float", "value": number }),
        Value::Real(_) => return None,
        Value::Text(text) => json!({ "type": "text", "value": text }),
        Value::Blob(bytes) => json!({ "type": "blob", "base64": BASE64.encode(bytes) }),
    })
}

/// The end of a stream.
pub(super) fn closing(baton: &str) -> String {
    json!({ "baton": baton, "requests": [{ "type": "close" }] }).to_string()
}
