//! Fidelity: hostile values through every format, read back by parsers that are not ours.

use crate::support;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::Connection;
use rusqlite::types::Value;

/// A record file with a table of hostile values beside the record's own.
fn hostile() -> std::path::PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let path = support::file(&format!("hostile-{}", COUNT.fetch_add(1, Ordering::Relaxed)), support::fill_fixture);
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("CREATE TABLE hostile (n INTEGER PRIMARY KEY, v)").unwrap();
    for value in values() {
        conn.execute("INSERT INTO hostile (v) VALUES (?1)", [value]).unwrap();
    }
    // Text that is not UTF-8 can only come in as a blob that is called text.
    conn.execute("INSERT INTO hostile (v) VALUES (CAST(x'6f6bff80c3' AS TEXT))", []).unwrap();
    path
}

fn values() -> Vec<Value> {
    let texts = [
        "",
        "NULL",
        "a\0b",
        "line\nfeed",
        "carriage\rreturn",
        "both\r\n",
        "tab\there",
        "quote\"s",
        "it's",
        "comma,semi;pipe|back`tick\\slash",
        "<b>html</b> &amp; <br>",
        "\u{1b}[31mred\u{1b}[0m",
        "\u{1b}]0;title\u{7}",
        "\u{9b}31m",
        "\u{202e}reversed\u{202c}",
        "soft\u{ad}hyphen",
        "zero\u{200b}width\u{feff}",
        "e\u{301}",
        "中文字",
        "👩\u{200d}👩\u{200d}👧",
        "🇳🇱🇺🇦",
        "❤\u{fe0f}",
        "שלום",
        "مرحبا (abc)",
        " leading and trailing ",
        "=1+1",
        "@cmd",
        "-2",
        "007",
        "2023-01-17",
        "\u{7f}",
        "\u{2028}line separator",
        "\"",
        ",",
        "\n",
        "\\",
        "{\"a\":1}",
    ];
    let mut values: Vec<Value> = texts.iter().map(|text| Value::Text((*text).to_owned())).collect();
    values.extend([i64::MIN, i64::MAX, (1 << 53) + 1, 0, -1].map(Value::Integer));
    values.extend([0.1, 1e100, 5e-324, f64::MIN_POSITIVE, -0.0, 1.0, 1e15, 123_456_789.123_456_79].map(Value::Real));
    values.extend([f64::INFINITY, f64::NEG_INFINITY].map(Value::Real));
    values.extend([vec![], vec![0], vec![0, 255, 10, 34], (0..=255).collect()].map(Value::Blob));
    values.extend([Value::Null]);
    values
}

fn onrecord(path: &std::path::Path, arguments: &[&str]) -> (Vec<u8>, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("--db")
        .arg(path)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (output.stdout, String::from_utf8(output.stderr).unwrap(), output.status.code().unwrap())
}

const ALL: &str = "SELECT n, v FROM hostile ORDER BY n";

#[test]
fn json_parses_and_reads_back_equal() {
    let path = hostile();
    for format in ["--json", "--jsonl"] {
        let (stdout, stderr, code) = onrecord(&path, &["sql", ALL, format]);
        assert_eq!(code, 0, "{stderr}");
        let rows: Vec<serde_json::Value> = if format == "--json" {
            serde_json::from_slice(&stdout).unwrap()
        } else {
            String::from_utf8(stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        };
        let expected = values();
        assert_eq!(rows.len(), expected.len() + 1, "no row is lost");
        for (row, value) in rows.iter().zip(&expected) {
            let read = &row["v"];
            match value {
                Value::Null => assert!(read.is_null()),
                Value::Integer(number) => assert_eq!(read.as_i64(), Some(*number)),
                Value::Real(number) if number.is_infinite() => assert!(read.is_null()),
                Value::Real(number) => assert_eq!(read.as_f64().map(f64::to_bits), Some(number.to_bits()), "{number}"),
                Value::Text(text) => assert_eq!(read.as_str(), Some(text.as_str())),
                Value::Blob(bytes) => assert_eq!(decoded(read), *bytes),
            }
        }
        let last = &rows[expected.len()]["v"];
        assert_eq!((last["text"].as_bool(), decoded(last)), (Some(true), b"ok\xff\x80\xc3".to_vec()));
        assert!(stderr.contains("infinite") && stderr.contains("UTF-8"), "{stderr}");
    }
}

fn decoded(json: &serde_json::Value) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    assert_eq!(json["$base64"], true);
    let mut bits = Vec::new();
    for byte in json["encoded"].as_str().unwrap().bytes().filter(|byte| *byte != b'=') {
        let number = LETTERS.iter().position(|letter| *letter == byte).unwrap();
        bits.extend((0..6).rev().map(|bit| number >> bit & 1));
    }
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |all, bit| all << 1 | u8::try_from(*bit).unwrap())).collect()
}

#[test]
fn python_reads_the_same_from_json_and_csv() {
    if Command::new("python3").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("python3 is not installed: not compared");
        return;
    }
    let path = hostile();
    // Text and NULL only: CSV has no types.
    let sql = "SELECT n, v FROM hostile WHERE typeof(v) IN ('text', 'null') AND n < 60 AND instr(v, char(0)) IS NOT 1 AND v IS NOT CAST(x'6f6bff80c3' AS TEXT) AND coalesce(v, '') NOT LIKE '%' || char(0) || '%'";
    let script = r#"
import csv, json, sys, io, sqlite3
rows = sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()
text = sys.stdin.buffer.read().decode("utf-8")
if sys.argv[3] == "json":
    read = [(row["n"], row["v"]) for row in json.loads(text)]
    assert read == rows, [pair for pair in zip(read, rows) if pair[0] != pair[1]][:3]
else:
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter={"csv": ",", "tsv": "\t"}[sys.argv[3]]))[1:]
    assert [(int(n), v) for n, v in read] == [(n, v or "") for n, v in rows], [pair for pair in zip(read, rows) if pair[0][1] != (pair[1][1] or "")][:3]
"#;
    for format in ["json", "csv", "tsv"] {
        let (stdout, stderr, code) = onrecord(&path, &["sql", sql, "--format", format]);
        assert_eq!(code, 0, "{stderr}");
        let mut python = Command::new("python3")
            .args(["-c", script])
            .arg(&path)
            .args([sql, format])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        python.stdin.take().unwrap().write_all(&stdout).unwrap();
        assert!(python.wait().unwrap().success(), "{format}");
    }
}

#[test]
fn csv_keeps_null_apart_from_empty_text_and_blobs_are_hexadecimal() {
    let path = hostile();
    let (stdout, stderr, _) = onrecord(
        &path,
        &[
            "sql",
            "SELECT NULL AS a, '' AS b, x'' AS c, x'00ff' AS d, 1e999 AS e, 'a' || char(10) || '\"b' AS f",
            "--csv",
        ],
    );
    assert_eq!(String::from_utf8(stdout).unwrap(), "a,b,c,d,e,f\n,\"\",\"\",00ff,Infinity,\"a\n\"\"b\"\n");
    assert!(stderr.contains("hexadecimal"));
    let (stdout, _, _) = onrecord(&path, &["sql", "SELECT 'NA', NULL", "--csv", "--no-header", "--null", "NA"]);
    assert_eq!(stdout, b"\"NA\",NA\n");
    let (stdout, _, _) = onrecord(&path, &["sql", "SELECT '=1+1'", "--csv", "--no-header", "--guard-formulas"]);
    assert_eq!(stdout, b"\"'=1+1\"\n");
    let (stdout, _, _) = onrecord(&path, &["sql", "SELECT CAST(x'ff00fe' AS TEXT)", "--csv", "--no-header"]);
    assert_eq!(stdout, b"\xff\x00\xfe\n", "bytes are not rewritten");
}

#[test]
fn big_integers_may_be_text_for_readers_that_round() {
    let path = hostile();
    let (stdout, _, _) = onrecord(
        &path,
        &["sql", "SELECT 9007199254740993 AS a, 9007199254740992 AS b", "--jsonl", "--bigint", "string"],
    );
    assert_eq!(stdout, b"{\"a\":\"9007199254740993\",\"b\":9007199254740992}\n");
}

#[test]
fn every_format_takes_every_value_and_hides_no_control_character() {
    let path = hostile();
    for format in ["table", "markdown", "csv", "tsv", "json", "jsonl", "vertical", "html", "raw"] {
        for extra in [&[][..], &["--width", "40"]] {
            let arguments = [&["sql", ALL, "--format", format], extra].concat();
            let (stdout, stderr, code) = onrecord(&path, &arguments);
            assert_eq!(code, 0, "{format}: {stderr}");
            assert!(!stdout.is_empty());
            if ["table", "markdown", "vertical", "html"].contains(&format) {
                let text = String::from_utf8(stdout).expect(format);
                let is_unsafe = |c: char| {
                    (c < ' ' && c != '\n')
                        || ('\u{7f}'..'\u{a0}').contains(&c)
                        || ('\u{202a}'..='\u{202e}').contains(&c)
                };
                assert!(!text.chars().any(is_unsafe), "{format}");
            }
        }
    }
}

#[test]
fn lines_of_a_table_are_equally_wide() {
    use unicode_width::UnicodeWidthStr;
    let path = hostile();
    for width in [None, Some("50")] {
        let mut arguments = vec!["sql", ALL, "--quiet"];
        arguments.extend(width.iter().flat_map(|width| ["--width", *width]));
        let (stdout, _, _) = onrecord(&path, &arguments);
        let text = String::from_utf8(stdout).unwrap();
        let widths: Vec<usize> = text.lines().map(UnicodeWidthStr::width).collect();
        match width {
            None => assert!(widths.iter().all(|width| *width == widths[0]), "{widths:?}"),
            // Where a word is wider than the table may be, the rows are one field a line.
            Some(_) => assert!(text.starts_with("n  ") && widths.iter().all(|width| *width <= 50), "{widths:?}"),
        }
    }
}

#[test]
fn right_to_left_text_turns_nothing_beside_it_on_any_line() {
    let path = hostile();
    let sql = "select 'שלום עולם' || char(10) || 'שלום' as a, 'x' as b";
    for arguments in [["--vertical", "--width=40"], ["--format=table", "--width=16"]] {
        let (shown, _, _) = onrecord(&path, &[&["sql", sql][..], &arguments].concat());
        let shown = String::from_utf8(shown).unwrap();
        let turned: Vec<&str> = shown.lines().filter(|line| line.contains('ם')).collect();
        assert!(turned.len() > 1, "{shown}");
        for line in turned {
            assert!(line.contains('\u{2068}') && line.contains('\u{2069}'), "{shown}");
        }
    }
}

#[test]
fn widths_come_from_all_rows_and_no_number_is_broken() {
    let path = hostile();
    let sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i AS n, CASE WHEN i = 99999 THEN 'words that are wider than those before' ELSE 'word' END AS t, i * i AS s FROM n";
    for width in [None, Some("40")] {
        let mut arguments = vec!["sql", sql];
        arguments.extend(width.iter().flat_map(|width| ["--width", *width]));
        let (stdout, _, _) = onrecord(&path, &arguments);
        let text = String::from_utf8(stdout).unwrap();
        for n in [1_u64, 1001, 1002, 99_999, 100_000] {
            let is_of = |line: &&str| {
                let cells: Vec<&str> = line.split('│').map(str::trim).collect();
                cells.get(1) == Some(&n.to_string().as_str()) && cells.get(3) == Some(&(n * n).to_string().as_str())
            };
            assert_eq!(text.lines().filter(is_of).count(), 1, "{n} at {width:?}");
        }
        assert!(text.ends_with("┘\n100000 rows\n"));
        let widths: Vec<usize> = text.lines().take(100_004).map(|line| line.chars().count()).collect();
        assert!(widths.iter().all(|own| *own == widths[0]) && width.is_none_or(|_| widths[0] <= 40), "{}", widths[0]);
    }
}

#[test]
fn odd_shapes_are_whole() {
    let path = hostile();
    let many: Vec<String> = (0..2000).map(|n| format!("{n} AS c{n}")).collect();
    let wide = format!("SELECT {}", many.join(", "));
    let shapes = [
        ("SELECT 1 AS a WHERE false", "no rows"),
        ("SELECT 1 AS a, 2 AS a, 3 AS ''", "names that are the same or empty"),
        (&*wide, "two thousand columns"),
        ("SELECT printf('%.*c', 10000000, 'x') AS long", "ten million characters"),
    ];
    for (sql, what) in shapes {
        for format in ["table", "markdown", "csv", "tsv", "json", "jsonl", "vertical", "html", "raw"] {
            let (stdout, stderr, code) = onrecord(&path, &["sql", sql, "--format", format]);
            assert_eq!(code, 0, "{what} as {format}: {stderr}");
            if format == "json" {
                let rows: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_slice(&stdout).unwrap();
                let columns = sql.matches(" AS ").count();
                assert!(rows.iter().all(|row| row.len() == columns), "{what}");
            }
        }
    }
    let (stdout, _, _) = onrecord(&path, &["sql", "SELECT 1 AS a WHERE false", "--json"]);
    assert_eq!(stdout, b"[]\n");
}

#[test]
fn an_answer_that_cannot_be_written_is_a_failure_and_a_reader_that_left_is_none() {
    let path = hostile();
    let run = |out: Stdio| {
        let sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i FROM n";
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .arg("--db")
            .arg(&path)
            .args(["sql", sql, "--csv"])
            .stdout(out)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, stderr) = run(Stdio::from(std::fs::File::options().write(true).open("/dev/full").unwrap()));
    assert_eq!(code, Some(5), "{stderr}");
    assert_eq!(run(Stdio::piped()), (Some(0), String::new()));
}

#[test]
fn a_file_gets_its_name_only_when_the_answer_is_whole() {
    let path = hostile();
    let answer = path.with_file_name("answer.csv");
    std::fs::write(&answer, "before").unwrap();
    let (_, _, code) = onrecord(&path, &["sql", "SELECT nosuch", "-o", answer.to_str().unwrap()]);
    assert_eq!((code, std::fs::read_to_string(&answer).unwrap().as_str()), (3, "before"));
    let (stdout, _, code) = onrecord(&path, &["sql", "SELECT 1 AS a", "-o", answer.to_str().unwrap()]);
    assert_eq!((code, stdout.len(), std::fs::read_to_string(&answer).unwrap().as_str()), (0, 0, "a\n1\n"));
}
