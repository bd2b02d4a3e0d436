//! The server: messages of JSON-RPC 2.0 in the terms of the Model Context Protocol, and what is answered.

use serde_json::{Map, Value, json};

use super::asked::Asker;
use super::resources;
use super::tools::Tool;
use crate::answer::Catalog;
use crate::cli::options::Options;
use crate::cli::{Context, Failure};
use crate::error::Result;
use crate::reader::Reader;

/// The versions of the protocol that are spoken, the newest last.
const VERSIONS: [&str; 4] = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];

/// What a program that asks should know.
const INSTRUCTIONS: &str = "A record of who said, promised and did what in diplomacy and policy, with the words of the \
    documents that prove it. Each tool answers one question. Rows bring their `sources`: cite them. What is hedged, disputed or \
    unknown is said in the rows; `coverage` says on what an answer was drawn. What is not in the record is not known to be false.";

/// Codes of JSON-RPC.
const NO_JSON: i64 = -32_700;
const NO_REQUEST: i64 = -32_600;
const NO_METHOD: i64 = -32_601;
const WRONG: i64 = -32_602;
const NO_RESOURCE: i64 = -32_002;

/// Answers messages.
pub(super) struct Server {
    /// Who asks the record.
    pub(super) asker: Asker,
    options: Options,
    environment: crate::cli::Environment,
}

/// An answer that says why there is none.
fn failed(id: &Value, code: i64, why: &str) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": why } }).to_string()
}

/// What a method comes to: a result, or a code with a sentence.
type Result_ = Result<Value, (i64, String)>;

impl Server {
    /// For the record that the command line names.
    pub(super) fn new(context: &Context) -> Self {
        let (options, environment) = (context.options.clone(), context.environment.clone());
        Self { asker: Asker::new(context), options, environment }
    }

    /// The answer to a message that is longer than any is read.
    pub(super) fn too_long(most: u64) -> String {
        failed(&Value::Null, NO_REQUEST, &format!("a message has more than {most} bytes"))
    }

    /// The answer to a message; None where it wants none.
    pub(super) fn answer(&self, message: &str) -> Option<String> {
        let failed = |id: Value, code: i64, why: &str| Some(failed(&id, code, why));
        let Ok(message) = serde_json::from_str::<Value>(message) else {
            return failed(Value::Null, NO_JSON, "this is no JSON");
        };
        let (Some(method), true) = (message["method"].as_str(), message["jsonrpc"] == "2.0") else {
            // An answer to what was never asked is nothing to answer.
            let is_answer = message.get("result").or(message.get("error")).is_some();
            return if is_answer {
                None
            } else {
                failed(message["id"].clone(), NO_REQUEST, "this is no request of JSON-RPC 2.0")
            };
        };
        let id = message.get("id")?.clone();
        let nothing = Map::new();
        match self.method(method, message["params"].as_object().unwrap_or(&nothing)) {
            Ok(result) => Some(json!({ "jsonrpc": "2.0", "id": id, "result": result }).to_string()),
            Err((code, why)) => failed(id, code, &why),
        }
    }

    fn method(&self, method: &str, given: &Map<String, Value>) -> Result_ {
        let text = |name: &str| given.get(name).and_then(Value::as_str);
        match method {
            "initialize" => Ok(greeting(text("protocolVersion"))),
            "ping" => Ok(json!({})),
            "tools/list" => {
                let listed = self.tools()?.iter().map(Tool::listed).collect::<Value>();
                Ok(json!({ "tools": listed }))
            }
            "tools/call" => {
                let name = text("name").ok_or((WRONG, "`name` says which tool".to_owned()))?;
                let tools = self.tools()?;
                let tool = tools.iter().find(|tool| tool.name == name);
                let tool = tool.ok_or_else(|| (WRONG, format!("no tool is named `{name}`")))?;
                let nothing = Map::new();
                if given.get("arguments").is_some_and(|arguments| !arguments.is_object()) {
                    return Err((WRONG, "`arguments` is an object".to_owned()));
                }
                Ok(tool
                    .call(&self.asker, given.get("arguments").and_then(Value::as_object).unwrap_or(&nothing))
                    .result())
            }
            "resources/list" => resources::list(&self.asker, text("cursor").unwrap_or("")).map_err(|why| (WRONG, why)),
            "resources/templates/list" => Ok(resources::templates()),
            "resources/read" => {
                let uri = text("uri").ok_or((WRONG, "`uri` says which resource".to_owned()))?;
                resources::read(&self.asker, uri).map_err(|why| (NO_RESOURCE, why))
            }
            other => Err((NO_METHOD, format!("there is no method `{other}`"))),
        }
    }

    /// The tools that the record has now: a question that was added since is one.
    fn tools(&self) -> Result<Vec<Tool>, (i64, String)> {
        let found = || -> Result<Vec<Tool>, Failure> {
            let mut context = Context::new(self.options.clone(), self.environment.clone(), self.asker.stop.clone());
            let reader: Box<dyn Reader> = context.open()?;
            let catalog: Catalog<'_> = context.catalog(&*reader)?;
            let queries = catalog.list()?.queries.into_iter().filter_map(|(_, query)| query.ok());
            Ok(queries.map(|query| Tool::of(&query)).chain([Tool::show(), Tool::search()]).collect())
        };
        found().map_err(|failure| match failure {
            Failure::Error(error) => (NO_REQUEST, error.to_string()),
            Failure::Usage(error) => (NO_REQUEST, error.to_string()),
        })
    }
}

/// Who answers, in the version that is asked for if it is known, else in the newest.
fn greeting(version: Option<&str>) -> Value {
    let version = version.filter(|version| VERSIONS.contains(version)).unwrap_or(VERSIONS[VERSIONS.len() - 1]);
    json!({
        "protocolVersion": version,
        "capabilities": { "tools": {}, "resources": {} },
        "serverInfo": { "name": "onrecord", "title": "onrecord", "version": env!("CARGO_PKG_VERSION") },
        "instructions": INSTRUCTIONS,
    })
}
