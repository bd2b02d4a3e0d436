//! A record on a server: the same rows as from the file, from a primary and from replicas; nothing that writes is ever sent;
//! what can go wrong between two machines is told with the documented exit code.
//!
//! The server is libSQL's (`sqld`). `ONRECORD_SQLD` names its program; without it the tests that need it are skipped, by name.

use crate::support;
use crate::support::desk::Desk;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The program of the server, if there is one.
fn program(test: &str) -> Option<PathBuf> {
    let found = std::env::var_os("ONRECORD_SQLD").map(PathBuf::from);
    if found.is_none() {
        eprintln!("skipped: served::{test} (ONRECORD_SQLD names no libSQL server)");
    }
    found
}

/// A server that runs, and ends with its test.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(program: &Path, data: &Path, more: &[String]) -> Self {
        let port = free();
        let mut command = Command::new(program);
        command.arg("--db-path").arg(data).args(["--http-listen-addr", &format!("127.0.0.1:{port}")]).args(more);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let server = Self { child, port };
        server.wait("/health");
        server
    }

    fn wait(&self, path: &str) {
        let since = Instant::now();
        while !get(self.port, path).starts_with("HTTP/1.1 200") {
            assert!(since.elapsed() < Duration::from_secs(30), "the server does not begin");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn get(port: u16, path: &str) -> String {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return String::new() };
    let mut answer = String::new();
    let _ = write!(stream, "GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    let _ = stream.read_to_string(&mut answer);
    answer
}

/// Every example of every named question.
fn examples() -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for name in support::names("seed/queries", ".sql") {
        let sql = std::fs::read_to_string(support::root().join(format!("seed/queries/{name}.sql"))).unwrap();
        for line in sql.lines() {
            for mark in ["-- @example", "-- @try"] {
                if let Some(rest) = line.strip_prefix(mark) {
                    let mut words = vec!["ask".to_owned(), name.clone()];
                    words.extend(shlex::split(rest).unwrap());
                    found.push(words);
                }
            }
        }
    }
    assert!(found.len() > 150, "{}", found.len());
    found
}

#[test]
fn a_primary_and_its_replicas_answer_as_the_file_does() {
    let Some(program) = program("a_primary_and_its_replicas_answer_as_the_file_does") else { return };
    let desk = Desk::new("served", &[]);
    let record = support::file("served", support::fill_fixture);
    let file = record.to_str().unwrap().to_owned();
    let grpc = free();
    let primary =
        Server::start(&program, &desk.0.join("p"), &["--grpc-listen-addr".into(), format!("127.0.0.1:{grpc}")]);
    let (_, told) = desk.done(&["push", &file, &primary.url()]);
    assert!(told.contains("there as here"), "{told}");
    let copies = ["r1", "r2"].map(|name| {
        Server::start(&program, &desk.0.join(name), &["--primary-grpc-url".into(), format!("http://127.0.0.1:{grpc}")])
    });
    let servers = [&primary, &copies[0], &copies[1]];
    let since = Instant::now();
    let urls = servers.map(Server::url);
    let status = || desk.done(&["status", &urls[0], &urls[1], &urls[2], "--csv"]).0;
    while status().lines().skip(1).any(|line| !line.ends_with(",0")) {
        assert!(since.elapsed() < Duration::from_secs(30), "{}", status());
        std::thread::sleep(Duration::from_millis(200));
    }
    assert!(status().contains("primary") && status().matches("replica").count() == 2, "{}", status());
    let mut asked = examples();
    let words = |line: &str| shlex::split(line).unwrap();
    asked.extend(
        [
            "show arcadia",
            "search dam*",
            "schema --json",
            "schema event",
            "check",
            "ask",
            "ask statements --cite",
            "batches",
            "report arcadia --quiet",
        ]
        .map(words),
    );
    asked.push(vec![
        "sql".into(),
        "SELECT x'00ff' AS b, 0.1 AS r, 9007199254740993 AS i, NULL AS n, '' AS e, :p AS p; -- and\nSELECT 2 AS two"
            .into(),
        "-p".into(),
        "p=é".into(),
        "--jsonl".into(),
    ]);
    for (n, words) in asked.iter().enumerate() {
        let arguments = |db: &str| -> Vec<String> {
            let format = if n % 2 == 0 { "json" } else { "table" };
            let has_format =
                words.iter().any(|word| word.starts_with("--json") || word == "report" || word == "--chart");
            let format = (!has_format).then(|| format!("--format={format}"));
            words.iter().cloned().chain([format!("--db={db}")]).chain(format).collect()
        };
        let run = |db: &str| {
            let arguments = arguments(db);
            let (code, told, _) = desk.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
            // A page says in its last line from what it was made.
            (code, told.lines().filter(|line| !line.starts_with("<footer>")).collect::<Vec<_>>().join("\n"))
        };
        let wanted = run(&file);
        for server in servers {
            assert!(run(&server.url()) == wanted, "{words:?} from port {}: {:?}", server.port, run(&server.url()));
        }
    }
    // The primary goes: replicas answer as before, and what is pulled from one says the same.
    drop(primary);
    let file_says = desk.done(&["backup", "--db", &file, "copy.db"]).1;
    let (_, pulled) = desk.done(&["pull", &urls[1], "pulled.db"]);
    let hash = |told: &str| told.split("has the hash ").nth(1).unwrap().trim().to_owned();
    assert_eq!(hash(&pulled), hash(&file_says));
    assert_eq!(desk.done(&["check", "--db", "pulled.db"]).1.trim(), "note: nothing is wrong");
    let (code, _, told) = desk.run(&["ask", "pledges", "--db", &urls[0]]);
    assert!(code == 3 && told.contains("cannot be reached"), "{code} {told}");
}

#[test]
fn what_is_no_record_is_left_alone_and_half_of_one_is_never_kept() {
    let Some(program) = program("what_is_no_record_is_left_alone_and_half_of_one_is_never_kept") else { return };
    let desk = Desk::new("served-push", &[]);
    let server = Server::start(&program, &desk.0.join("p"), &[]);
    let url = server.url();
    let told = desk.refused(&["ask", "pledges", "--db", &url]);
    assert!(told.contains("is not a record file"), "{told}");
    // Killed while it is sent, at a few places: nothing is there, or all of it.
    let record = support::file("served-push", support::fill_seed);
    for milliseconds in [30, 80, 150, 250, 400] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(["push", record.to_str().unwrap(), &url])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        let _ = child.kill();
        child.wait().unwrap();
        let (code, told, _) = desk.run(&[
            "sql",
            "SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table'",
            "--csv",
            "-q",
            "--db",
            &url,
        ]);
        assert!(
            code == 0 && (told == "n\n0\n" || told.lines().nth(1).is_some_and(|n| n.parse::<u32>().unwrap() > 25)),
            "{told}"
        );
    }
    let since = Instant::now();
    while desk.run(&["push", record.to_str().unwrap(), &url]).0 != 0 {
        assert!(since.elapsed() < Duration::from_secs(30), "what a killed push had begun is never taken back");
    }
    // What somebody else has put there since is not replaced by who does not have it.
    desk.done(&["pull", &url, "theirs.db"]);
    desk.write("src.toml", "[source]\nkey = \"own\"\nkind = \"document\"\ntitle = \"Own\"\n\n[[entity]]\nkey = \"rutland\"\nkind = \"place\"\nname = \"Rutland\"\ncite = [{ locator = \"1\" }]\n");
    desk.done(&["add", "src.toml", "--db", "theirs.db"]);
    desk.done(&["push", "theirs.db", &url]);
    let told = desk.refused(&["push", record.to_str().unwrap(), &url]);
    assert!(
        told.contains("the server has 1 loads that") && told.contains("src.toml of ") && told.contains("--replace"),
        "{told}"
    );
    assert!(desk.done(&["show", "rutland", "--db", &url]).0.contains("Rutland"));
    desk.done(&["push", record.to_str().unwrap(), &url, "--replace"]);
    let (before, _) = desk.done(&["ask", "overview", "--db", &url, "--csv"]);
    // Somebody's own database is not replaced.
    let other = Server::start(&program, &desk.0.join("o"), &[]);
    let body = r#"{"requests":[{"type":"execute","stmt":{"sql":"CREATE TABLE mine (a)"}},{"type":"close"}]}"#;
    let mut stream = TcpStream::connect(("127.0.0.1", other.port)).unwrap();
    write!(
        stream,
        "POST /v3/pipeline HTTP/1.1\r\nHost: here\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    stream.read_to_string(&mut String::new()).unwrap();
    let told = desk.refused(&["push", record.to_str().unwrap(), &other.url()]);
    assert!(told.contains("holds something that is no record"), "{told}");
    assert_eq!(desk.done(&["sql", "SELECT count(*) AS n FROM mine", "--csv", "-q", "--db", &other.url()]).0, "n\n0\n");
    assert_eq!(desk.done(&["ask", "overview", "--db", &url, "--csv"]).0, before);
}

/// A server of ours that answers each request with the next of these, and what was asked of it.
fn answering(answers: Vec<String>) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = asked.clone();
    std::thread::spawn(move || {
        for (stream, answer) in listener.incoming().zip(answers) {
            let mut stream = stream.unwrap();
            let mut request = Vec::new();
            let mut part = [0; 4096];
            loop {
                let read = stream.read(&mut part).unwrap_or(0);
                request.extend_from_slice(&part[..read]);
                let text = String::from_utf8_lossy(&request).into_owned();
                let length = text
                    .to_ascii_lowercase()
                    .split("content-length: ")
                    .nth(1)
                    .and_then(|rest| rest.split("\r\n").next()?.parse::<usize>().ok());
                let head = text.find("\r\n\r\n").map(|at| at + 4);
                if read == 0 || head.is_some_and(|head| request.len() >= head + length.unwrap_or(0)) {
                    break;
                }
            }
            heard.lock().unwrap().push(String::from_utf8_lossy(&request).into_owned());
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (port, asked)
}

fn answer(status: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{body}")
}

/// The rows of one statement, as the protocol has them.
fn told(rows: &[&str]) -> String {
    let rows: String = rows.iter().fold(String::new(), |all, row| all + "{\"type\":\"row\",\"row\":[" + row + "]}\n");
    answer(
        "200 OK",
        &format!(
            "{{\"baton\":null,\"base_url\":null}}\n{{\"type\":\"step_begin\",\"step\":0,\"cols\":[]}}\n{rows}{{\"type\":\"step_end\"}}\n"
        ),
    )
}

/// What a server says first: no mark, no version, and one table.
fn beginning(sql: &str) -> Vec<String> {
    let zero = told(&["{\"type\":\"integer\",\"value\":\"0\"}"]);
    let text = |text: &str| serde_json::json!({ "type": "text", "value": text }).to_string();
    vec![zero.clone(), zero, told(&[&[text("table"), text("t"), text(sql)].join(",")])]
}

#[test]
fn what_fails_between_two_machines_is_told_with_its_exit_code() {
    let desk = Desk::new("served-faults", &[]);
    let row = "{\"type\":\"integer\",\"value\":\"1\"}";
    let half = answer("200 OK", &format!("{{\"baton\":null}}\n{{\"type\":\"row\",\"row\":[{row}]}}\n"));
    let wide = told(&[&format!("{row},{row}")]);
    let odd = told(&["{\"type\":\"integer\",\"value\":\"one\"}"]);
    let endless = told(&["{\"type\":\"float\",\"value\":null}"]);
    let cases = [
        (vec![answer("401 Unauthorized", "{}")], 3, "the server refuses the token in $ONRECORD_TOKEN"),
        (vec![answer("404 Not Found", "")], 3, "there is a server, and it is none of libSQL's"),
        (vec![answer("500 Internal", "{\"error\":\"out of order\"}")], 3, "status 500: out of order"),
        (vec![answer("200 OK", "<html>hello</html>")], 3, "a line is none of the protocol's"),
        (vec![answer("200 OK", "")], 3, "it ends before it begins"),
        ([beginning("CREATE TABLE t (a)"), vec![half]].concat(), 3, "it ends in the midst of the rows"),
        ([beginning("CREATE TABLE t (a)"), vec![wide]].concat(), 3, "a row has 2 values, and there are 1 columns"),
        ([beginning("CREATE TABLE t (a)"), vec![odd]].concat(), 3, "a value is not what its type says"),
        ([beginning("CREATE TABLE t (a)"), vec![endless]].concat(), 3, "or is infinite"),
        (vec![answer("302 Found\r\nLocation: http://127.0.0.1:1/", "")], 3, "status 302"),
    ];
    for (answers, code, wanted) in cases {
        let (port, _) = answering(answers);
        let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .current_dir(&desk.0)
            .args(["sql", "SELECT a FROM t", "--csv", "--db", &format!("http://127.0.0.1:{port}")])
            .env("ONRECORD_TOKEN", "secret-token")
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(code) && told.contains(wanted), "{wanted}: {:?} {told}", output.status);
        assert!(!told.contains("secret"), "{told}");
    }
    // What no token can hold is told before it is sent, and without it.
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["status", "http://127.0.0.1:1"])
        .env("ONRECORD_TOKEN", "secret\nX-Other: 1")
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.code() == Some(2) && told.contains("$ONRECORD_TOKEN holds") && !told.contains("secret"),
        "{told}"
    );
    // A server that says nothing, one that is not there, and one that speaks no TLS.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let (code, _, told) = desk.run(&["ask", "pledges", "--db", &url, "--timeout", "0.5"]);
    assert!(code == 4 && told.contains("the time limit of 0.5 seconds was reached"), "{code} {told}");
    let url = format!("http://127.0.0.1:{}", free());
    let (code, _, told) = desk.run(&["ask", "pledges", "--db", &url]);
    assert!(code == 3 && told.contains("the server cannot be reached"), "{code} {told}");
    let plain = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", plain.local_addr().unwrap());
    std::thread::spawn(move || plain.accept().map(|(mut peer, _)| peer.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")));
    let (code, _, told) = desk.run(&["ask", "pledges", "--db", &url]);
    assert!(code == 3 && told.contains("does not speak https"), "{code} {told}");
    for url in ["http://me:secret@127.0.0.1:1", "http://127.0.0.1:1?authToken=secret", "http://127.0.0.1:1/#secret"] {
        let (code, _, told) = desk.run(&["ask", "pledges", "--db", url]);
        assert!(code == 2 && told.contains("an address holds neither a name nor a password"), "{code} {told}");
        assert!(!told.contains("secret"), "{told}");
    }
    let (code, _, told) = desk.run(&["ask", "pledges", "--db", "127.0.0.1:8080"]);
    assert!(code == 3 && told.contains("the address of a server begins with http://"), "{code} {told}");
    for command in [&["status", "onrecord.db"][..], &["pull", "127.0.0.1:1", "x.db"], &["push", "r.db", "libsql://x"]] {
        let (code, _, told) = desk.run(command);
        assert!(code == 2 && told.contains("is no address of a server"), "{command:?}: {code} {told}");
    }
    // What is no port would be asked of another server, with the token.
    for url in [
        "http://127.0.0.1:99999",
        "http://127.0.0.1:8080x",
        "http://127.0.0.1:0",
        "http://",
        "http://[::1",
        "http://:80",
    ] {
        let (code, _, told) = desk.run(&["status", url]);
        assert!(code == 2 && told.contains("is no address of a server"), "{url}: {code} {told}");
    }
    // One that does not answer is told among those that do.
    let (port, _) = answering(beginning("CREATE TABLE t (a)"));
    let dead = format!("http://127.0.0.1:{}", free());
    let (code, rows, told) = desk.run(&["status", &dead, &format!("http://127.0.0.1:{port}"), "--csv"]);
    assert!(
        code == 3 && rows.contains(&format!("{dead},does not answer")) && told.contains("cannot be reached"),
        "{code} {rows} {told}"
    );
}

#[test]
fn nothing_that_writes_is_ever_sent() {
    let desk = Desk::new("served-writes", &[("a.toml", "")]);
    for sql in [
        "DELETE FROM t",
        "WITH x AS (SELECT 1) INSERT INTO t SELECT 1",
        "CREATE TABLE u (a)",
        "ATTACH 'x' AS y",
        "PRAGMA user_version = 7",
        "SELECT load_extension('x')",
        "SELECT 1; DROP TABLE t",
        "VACUUM",
        "BEGIN IMMEDIATE",
        "BEGIN",
        "SAVEPOINT x",
    ] {
        // What a hostile server says that it has is no reason to send anything else.
        let more = answer("500 Internal", "{}");
        let (port, asked) = answering([beginning("CREATE TABLE t (a)"), vec![more]].concat());
        let (code, _, told) = desk.run(&["sql", sql, "--jsonl", "--db", &format!("http://127.0.0.1:{port}")]);
        assert_eq!(code, 3, "{sql}: {told}");
        let asked = asked.lock().unwrap();
        assert!(asked.iter().all(|request| !request.contains(sql) && !request.contains("DROP")), "{sql}: {asked:?}");
    }
    for hostile in [
        "ATTACH 'stolen.db' AS y",
        "CREATE TABLE t AS SELECT readfile('a.toml')",
        "not even SQL",
        "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END",
    ] {
        let (port, _) = answering(beginning(hostile));
        let (code, _, told) = desk.run(&["sql", "SELECT a FROM t", "--db", &format!("http://127.0.0.1:{port}")]);
        assert!(code == 3 && told.contains("no such table: t"), "{hostile}: {code} {told}");
        assert!(!desk.0.join("stolen.db").exists());
    }
    for command in [
        &["add", "a.toml"][..],
        &["undo"],
        &["export", "--facts", "x"],
        &["history", "x"],
        &["backup", "x.db"],
        &["purge"],
    ] {
        let (code, _, told) = desk.run(&[command, &["--db", "http://127.0.0.1:1"]].concat());
        assert!(
            code == 2 && told.contains("is a server, and this works on a file alone") && told.contains("onrecord pull"),
            "{command:?}: {code} {told}"
        );
    }
}
