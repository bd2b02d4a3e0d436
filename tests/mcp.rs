//! The MCP server: what it says to a program that knows the protocol, to one that does not, and to a page of somebody's.

use crate::support::desk::Desk;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

/// The answers to messages, each a line.
fn talk(name: &str, messages: &[&str]) -> Vec<Value> {
    let desk = Desk::new(name, &[]);
    desk.done(&["init", "b.db"]);
    let (code, told, errors) = desk.typed(&["mcp", "--db", "b.db"], &(messages.join("\n") + "\n"));
    assert_eq!(code, 0, "{errors}");
    told.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn call(tool: &str, arguments: &Value) -> String {
    let params = json!({ "name": tool, "arguments": arguments });
    json!({ "jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": params }).to_string()
}

#[test]
fn answers_are_those_of_the_command_line_with_sources_and_coverage() {
    let asked = [
        call("pledges", &json!({ "donor": "nl", "recipient": "ua" })),
        call("statements", &json!({ "limit": 2 })),
        call("show", &json!({ "what": "rutte-on-dnipro" })),
        call("search", &json!({ "words": "chip*", "kind": "statement" })),
        call("corroboration", &json!({ "max_sources": 1 })),
    ];
    let answers = talk("mcp-answers", &asked.each_ref().map(String::as_str));
    let told = |n: usize| &answers[n]["result"]["structuredContent"];
    assert_eq!(told(0)["rows"][0]["as_written"], "about $3 billion");
    assert_eq!(told(0)["rows"][0]["sources"][0]["words"], "has already donated about $3 billion");
    assert!(told(0)["coverage"].as_str().unwrap().starts_with("2 rows from 1 source of 16 to 17 Jan 2023"));
    assert_eq!(answers[0]["result"]["content"][0]["text"], told(0).to_string());
    assert_eq!(told(1)["rows"].as_array().unwrap().len(), 2);
    assert!(told(1)["notes"].to_string().contains("there are more"), "{}", told(1));
    assert!(
        told(2)["rows"]
            .as_array()
            .unwrap()
            .iter()
            .any(|row| row["section"] == "speaker" && row["sources"] != Value::Null)
    );
    assert!(told(3)["rows"].as_array().unwrap().iter().all(|row| row["kind"] == "statement"));
    assert!(answers[4]["result"]["isError"] == false, "{}", answers[4]);
}

#[test]
fn what_is_wrong_is_told_with_the_next_step() {
    let asked = [
        call("pledges", &json!({ "doner": "nl" })),
        call("pledges", &json!({ "donor": "Rutland" })),
        call("pledges", &json!({ "donor": { "name": "nl" } })),
        call("pledges", &json!({ "limit": 5000 })),
        call("pledges", &json!({ "donor": "--db=/etc/passwd" })),
        call("pledges", &json!("donor=nl")),
        call("pledges", &json!({ "donor": ["nl", "us"] })),
        call("show", &json!({})),
        call("show", &json!({ "what": "--db=/etc/passwd" })),
        call("undo", &json!({})),
        json!({ "jsonrpc": "2.0", "id": 8, "method": "resources/read", "params": { "uri": "file:///etc/passwd" } })
            .to_string(),
        json!({ "jsonrpc": "2.0", "id": 9, "method": "nosuch" }).to_string(),
        json!({ "id": 10, "method": "ping" }).to_string(),
        "no json".to_owned(),
        " ".repeat(3 << 20),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }).to_string(),
        json!({ "jsonrpc": "2.0", "id": 11, "result": {} }).to_string(),
        json!({ "jsonrpc": "2.0", "id": 12, "method": "ping" }).to_string(),
    ];
    let answers = talk("mcp-wrong", &asked.each_ref().map(String::as_str));
    let wanted = [
        "`pledges` takes no `doner`: is `donor` meant?",
        "no entity is known as `Rutland`",
        "`donor` is a text or a number, or a list of such",
        "`limit` is a number from 1 to 1000",
        "no entity is known as `--db=/etc/passwd`",
        "`arguments` is an object",
        "`donor` takes one value",
        "`show` needs `what`",
        "`db=/etc/passwd` cannot be shown",
        "no tool is named `undo`",
        "is no source: an address begins with onrecord://source/",
        "there is no method `nosuch`",
        "this is no request of JSON-RPC 2.0",
        "this is no JSON",
        "a message has more than 1048576 bytes",
    ];
    // What wants no answer gets none, so the last is that of the ping.
    assert_eq!(answers.len(), wanted.len() + 1, "{answers:?}");
    for (answer, wanted) in answers.iter().zip(wanted) {
        let is_wrong = answer["error"].is_object() || answer["result"]["isError"] == true;
        assert!(is_wrong && answer.to_string().contains(wanted), "{wanted}: {answer}");
    }
    assert_eq!(answers[wanted.len()], json!({ "jsonrpc": "2.0", "id": 12, "result": {} }));
}

#[test]
fn every_question_is_a_tool_and_every_source_a_resource() {
    let list = |method: &str| json!({ "jsonrpc": "2.0", "id": 1, "method": method }).to_string();
    let read = json!({ "jsonrpc": "2.0", "id": 2, "method": "resources/read", "params": { "uri": "onrecord://source/iso-4217" } });
    let answers = talk(
        "mcp-lists",
        &[&list("tools/list"), &list("resources/list"), &read.to_string(), &list("resources/templates/list")],
    );
    let tools = answers[0]["result"]["tools"].as_array().unwrap();
    let names: Vec<&str> = tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    let queries = crate::support::names("seed/queries", ".sql");
    assert!(queries.iter().all(|name| names.contains(&name.as_str())) && names.len() == queries.len() + 2, "{names:?}");
    for tool in tools {
        assert!(tool["annotations"]["readOnlyHint"] == true && tool["inputSchema"]["type"] == "object", "{tool}");
        for (name, property) in tool["inputSchema"]["properties"].as_object().unwrap() {
            assert!(!property["description"].as_str().unwrap().is_empty(), "{name} of {tool}");
        }
    }
    let sources = answers[1]["result"]["resources"].as_array().unwrap();
    assert!(sources.iter().any(|source| source["uri"] == "onrecord://source/rutte-visit-report"), "{sources:?}");
    assert!(answers[2]["result"]["contents"][0]["text"].as_str().unwrap().contains("ISO 4217"));
    assert_eq!(answers[3]["result"]["resourceTemplates"][0]["uriTemplate"], "onrecord://source/{key}");
}

/// A server that ends with its test, however that ends.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn over_http_only_this_machine_asks() {
    let desk = Desk::new("mcp-http", &[]);
    desk.done(&["init", "b.db"]);
    let mut server = Served(
        Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .current_dir(&desk.0)
            .args(["mcp", "--http", "0", "--db", "b.db"])
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    let mut line = String::new();
    BufReader::new(server.0.stderr.take().unwrap()).read_line(&mut line).unwrap();
    let port: u16 = line.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
    let asked = |method: &str, path: &str, headers: &str, body: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let ping = r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#;
    for (method, path, headers, body, wanted) in [
        ("POST", "/mcp", "Host: 127.0.0.1\r\n", ping, "200"),
        ("POST", "/mcp", "Host: localhost:8000\r\nOrigin: http://localhost:3000\r\n", ping, "200"),
        ("POST", "/mcp", "Host: 127.0.0.1\r\n", r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, "202"),
        ("POST", "/mcp", "Host: 127.0.0.1\r\nOrigin: https://example.org\r\n", ping, "403"),
        ("POST", "/mcp", "Host: 127.0.0.1.example.org\r\n", ping, "403"),
        ("POST", "/mcp", "Host: rebound.example\r\n", ping, "403"),
        ("GET", "/mcp", "Host: 127.0.0.1\r\n", "", "405"),
        ("POST", "/", "Host: 127.0.0.1\r\n", ping, "404"),
    ] {
        let answer = asked(method, path, headers, body);
        assert!(answer.starts_with(&format!("HTTP/1.1 {wanted}")), "{method} {path} {headers}: {answer}");
        assert_eq!(answer.contains(r#""result":{}"#), wanted == "200", "{answer}");
    }
}

#[test]
fn a_record_that_is_not_there_and_one_that_cannot_be_read_are_told_at_once() {
    let desk = Desk::new("mcp-none", &[("text.db", "this is no record")]);
    for (file, wanted) in [("nosuch.db", "there is no record file"), ("text.db", "is not an SQLite file")] {
        assert!(desk.refused(&["mcp", "--db", file]).contains(wanted), "{file}");
    }
}
