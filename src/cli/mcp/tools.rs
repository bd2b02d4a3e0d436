//! Tools: each named question, `show` and `search`.

use serde_json::{Map, Value, json};

use super::asked::{Answer, Asker};
use crate::answer::{Query, spec};
use crate::error::nearest;

/// Rows of an answer where nobody asks for another number, and the most there are.
const USUAL: u64 = 100;
const MOST: u64 = 1_000;

/// A tool: what it is called, what it answers with, and what it takes.
pub(super) struct Tool {
    pub(super) name: String,
    title: String,
    about: String,
    input: Value,
    takes: Takes,
}

/// How a tool's arguments become a command line.
enum Takes {
    /// Flags of a named question.
    Flags,
    /// Words, and flags after them.
    Words(&'static str),
}

impl Tool {
    /// A named question.
    pub(super) fn of(query: &Query) -> Self {
        let header = &query.header;
        let about = [header.summary.as_str(), &header.about].join("\n\n");
        let title = header.summary.trim_end_matches('.').to_owned();
        let about = about.trim_end().to_owned();
        Self { name: query.name.clone(), title, about, input: limited(spec::input(query)), takes: Takes::Flags }
    }

    /// What looks one thing up whole.
    pub(super) fn show() -> Self {
        let what =
            json!({ "type": "string", "description": "a name, a key, a record's number, a title or words of one" });
        Self {
            name: "show".to_owned(),
            title: "One entity, record or source, whole".to_owned(),
            about: "All that the record says of one entity, record or source, with the passages that prove it."
                .to_owned(),
            input: limited(input(&[("what", what)], &["what"])),
            takes: Takes::Words("what"),
        }
    }

    /// What searches words.
    pub(super) fn search() -> Self {
        let text = |about: &str| json!({ "type": "string", "description": about });
        let words =
            "words that must all be there; a beginning with a star (chip*); \"words in a row\" in quotation marks";
        let fields = [
            ("words", text(words)),
            ("kind", text("only records of this kind (statement, event, pledge, ...), or `source`")),
            ("source", text("only what this source vouches for, and its own text; a source's key")),
            ("speaker", text("only what this party said; any name or code")),
            ("topic", text("only on this topic or one below it; its key or label")),
            ("since", text("not over before this day; a date or EDTF")),
            ("until", text("begun by this day; a date or EDTF")),
        ];
        Self {
            name: "search".to_owned(),
            title: "Records by the words that are told of them".to_owned(),
            about: "Titles, gists, names, notes, words as printed and kept texts that hold these words, best first. `show` has \
                their sources."
                .to_owned(),
            input: limited(input(&fields, &["words"])),
            takes: Takes::Words("words"),
        }
    }

    /// How it is listed.
    pub(super) fn listed(&self) -> Value {
        json!({
            "name": self.name,
            "title": self.title,
            "description": self.about,
            "inputSchema": self.input,
            "outputSchema": {
                "type": "object",
                "properties": {
                    "rows": { "type": "array", "items": { "type": "object" }, "description": "each with its `sources`, where it has any" },
                    "coverage": { "type": "string", "description": "how many rows, and what they were drawn on" },
                    "notes": { "type": "array", "items": { "type": "string" } },
                },
                "required": ["rows", "coverage", "notes"],
            },
            "annotations": { "title": self.title, "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false },
        })
    }

    /// Calls it.
    pub(super) fn call(&self, asker: &Asker, arguments: &Map<String, Value>) -> Answer {
        match self.words(arguments) {
            Ok(words) => asker.ask(&words),
            Err(why) => Answer::Failed(format!("error: {why}")),
        }
    }

    /// The command line for these arguments.
    fn words(&self, arguments: &Map<String, Value>) -> Result<Vec<String>, String> {
        let known: Vec<&str> =
            self.input["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let (mut words, mut flags) = (Vec::new(), Vec::new());
        let mut limit = USUAL;
        for (name, value) in arguments.iter().filter(|(_, value)| !value.is_null()) {
            if !known.contains(&name.as_str()) {
                let near = nearest(name, known.iter().copied());
                let near =
                    near.map_or_else(|| format!("it takes {}", known.join(", ")), |near| format!("is `{near}` meant?"));
                return Err(format!("`{}` takes no `{name}`: {near}", self.name));
            }
            if name == "limit" {
                limit = value
                    .as_u64()
                    .filter(|limit| (1..=MOST).contains(limit))
                    .ok_or(format!("`limit` is a number from 1 to {MOST}"))?;
                continue;
            }
            if value.is_array() && self.input["properties"][name]["type"] != "array" {
                return Err(format!("`{name}` takes one value"));
            }
            for text in texts(name, value)? {
                match self.takes {
                    Takes::Words(lead) if lead == name => words.push(text),
                    _ => flags.push(format!("--{}={text}", name.replace('_', "-"))),
                }
            }
        }
        let mut line = match self.takes {
            Takes::Flags => vec!["ask".to_owned(), self.name.clone(), "--cite".to_owned()],
            Takes::Words("what") => vec![self.name.clone(), "--cite".to_owned()],
            Takes::Words(_) => vec![self.name.clone()],
        };
        line.extend(flags);
        line.push(format!("--limit={limit}"));
        if !words.is_empty() {
            // What is looked for may begin with a hyphen; options that follow hold all the same.
            line.push(words.join(" ").trim_start_matches('-').to_owned());
        } else if let Takes::Words(lead) = self.takes {
            return Err(format!("`{}` needs `{lead}`", self.name));
        }
        Ok(line)
    }
}

/// The texts of an argument: one, or those of a list.
fn texts(name: &str, value: &Value) -> Result<Vec<String>, String> {
    let one = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(format!("`{name}` is a text or a number, or a list of such")),
    };
    match value {
        Value::Array(list) => list.iter().map(one).collect(),
        value => Ok(vec![one(value)?]),
    }
}

fn input(fields: &[(&str, Value)], needed: &[&str]) -> Value {
    let properties: Map<String, Value> =
        fields.iter().map(|(name, field)| ((*name).to_owned(), field.clone())).collect();
    json!({ "type": "object", "properties": properties, "required": needed, "additionalProperties": false })
}

/// What a tool takes, with the number of rows besides.
fn limited(mut input: Value) -> Value {
    let about = format!("the most rows of the answer (default: {USUAL})");
    input["properties"]["limit"] = json!({ "type": "integer", "minimum": 1, "maximum": MOST, "description": about });
    input
}
