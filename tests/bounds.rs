//! Inputs that somebody made to be a trap: each ends in an error with a reason, and loads nothing.

use crate::support;
use crate::support::table::{gzip, import, recipe, record, titles, workbook};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

const CSV: &str = "-- @reads csv\n-- @key 'v-' || id";

/// A record of its own for each input, because tests run side by side.
fn fresh() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    record(&format!("bounds-{}", COUNT.fetch_add(1, Ordering::Relaxed)))
}

/// Imports bytes under a name; what is told, which is an error, and nothing is loaded.
fn refused(record: &Path, name: &str, head: &str, guest: &str, bytes: &[u8]) -> String {
    let folder = record.parent().unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
    let output = import(record, &recipe(folder, head, guest), name, b"");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{name}: {told}");
    assert!(told.starts_with(&format!("error: `{name}` cannot be read: ")), "{told}");
    assert_eq!(titles(record), [""; 0], "{name}");
    told
}

/// What comes in of bytes that are sound.
fn loaded(name: &str, head: &str, bytes: &[u8]) -> Vec<String> {
    let record = fresh();
    let folder = record.parent().unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
    let output = import(&record, &recipe(folder, head, "guest"), name, b"");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    titles(&record)
}

#[test]
fn a_quote_that_is_never_closed_is_an_error_on_its_line() {
    let record = fresh();
    for (csv, line) in [
        ("id,guest\n1,\"Ada\n2,Bob\n3,Cid\n", 2),
        ("id,guest\n1,\"Ada\n2,Bob\n3,Cid", 2),
        ("id,guest\n1,\"Ada\nArc\"\n\n\n\"2\n3\",\"Bob\n4,Cid\n", 7),
        ("id,guest\n1,Ada\n2,\"", 3),
        ("id,guest\n1,Ada\n2,\"\"\"\n", 3),
        ("id,\"guest\n1,Ada\n2,Bob\n", 1),
        ("\"id,guest\n1,Ada\n", 1),
        ("id,guest\r\n1,Ada\r\n2,\"Bob\r\n3,Cid\r\n", 3),
    ] {
        let told = refused(&record, "a.csv", CSV, "guest", csv.as_bytes());
        assert!(told.contains(&format!("a quote that opens on line {line} is never closed")), "{csv:?}: {told}");
        let told = refused(&record, "a.csv.gz", CSV, "guest", &gzip(csv.as_bytes()));
        assert!(told.contains(&format!("line {line} ")), "{csv:?}: {told}");
    }
    for (csv, guests) in [
        ("id,guest\n1,Ada\n2,\"Bob\"", &["Ada", "Bob"][..]),
        ("id,guest\n1,Ada\n2,\"Bob\"\n\n\n", &["Ada", "Bob"]),
        ("id,guest\r\n1,Ada\r\n2,\"Bob\"\r", &["Ada", "Bob"]),
        ("id,guest\n1,5\" of Ada\n2,\"\"\"Bob\"\"\"\n", &["5\" of Ada", "\"Bob\""]),
        ("id,guest\n", &[]),
    ] {
        assert_eq!(loaded("a.csv", CSV, csv.as_bytes()), guests, "{csv:?}");
    }
    let tsv = "-- @reads tsv\n-- @key 'v-' || id";
    assert_eq!(loaded("a.tsv", tsv, b"id\tguest\n1\t\"Ada\n2\tBob\n"), ["\"Ada", "Bob"]);
}

#[test]
fn a_row_without_an_end_is_an_error_before_it_takes_the_memory() {
    let record = fresh();
    let long = vec![b'a'; 68 << 20];
    let with = |start: &str| gzip(&[start.as_bytes(), &long].concat());
    let told = refused(&record, "a.csv.gz", CSV, "guest", &with("id,guest\n1,Ada\n2,"));
    assert!(told.contains("the row that begins on line 3 is longer than 64 MiB"), "{told}");
    let json = "-- @reads jsonl\n-- @key 'v-' || (json ->> 'id')";
    let told = refused(&record, "a.jsonl.gz", json, "json ->> 'guest'", &with("{\"id\": 1}\n\""));
    assert!(told.contains("line 2 is longer than 64 MiB"), "{told}");
    let xml = "-- @reads xml\n-- @element visit\n-- @key 'v-' || (json ->> '$.@id')";
    let told = refused(&record, "a.xml.gz", xml, "'a'", &with("<all><visit id='1'/><visit><guest>"));
    assert!(told.contains("element 2 of `visit` is longer than 64 MiB"), "{told}");
    let commas = gzip(&[b"id,guest\n", ",".repeat(6_000_000).as_bytes()].concat());
    let told = refused(&record, "commas.csv.gz", CSV, "guest", &commas);
    assert!(told.contains("the row that begins on line 2 has more than 4000000 fields"), "{told}");
    let names: Vec<String> = (0..100_000).map(|n| format!("c{n}")).collect();
    let told = refused(&record, "wide.csv", CSV, "guest", names.join(",").as_bytes());
    assert!(told.contains("it has 100000 columns, and at most 16384 are read"), "{told}");
}

#[test]
fn an_input_larger_than_a_row_may_be_is_read_to_its_end() {
    let filler = "a,".repeat(1 << 20);
    let rows: Vec<String> = (0..34).map(|n| format!("{n},Ada {n},\"{filler}\"\n")).collect();
    assert_eq!(loaded("a.csv.gz", CSV, &gzip(format!("id,guest,filler\n{}", rows.concat()).as_bytes())).len(), 34);
    let record = fresh();
    let folder = record.parent().unwrap();
    let between = format!("<!--{filler}-->");
    let rows: Vec<String> = (0..34).map(|n| format!("<visit id='{n}'/><other>{between}</other>")).collect();
    std::fs::write(folder.join("a.xml.gz"), gzip(format!("<all>{}</all>", rows.concat()).as_bytes())).unwrap();
    let head = "-- @reads xml\n-- @element visit\n-- @key 'v-' || (json ->> '$.@id')";
    let output = import(&record, &recipe(folder, head, "'a'"), "a.xml.gz", b"");
    assert!(String::from_utf8_lossy(&output.stdout).contains("\n34,34,0,0,0,0,0"), "{output:?}");
}

#[test]
fn many_columns_are_read_and_only_those_that_are_used_are_staged() {
    let names: Vec<String> = (0..16_000).map(|n| format!("C{}", n % 2)).collect();
    let csv = format!("id,guest,{}\n1,Ada{}\n", names.join(","), ",".repeat(16_000));
    assert_eq!(loaded("a.csv", CSV, csv.as_bytes()), ["Ada"]);
}

#[test]
fn xml_has_a_depth_and_a_size() {
    let record = fresh();
    let head = "-- @reads xml\n-- @element visit\n-- @key 'v-' || (json ->> '$.@id')";
    let nested = |n: usize| format!("<all><visit id='1'>{}{}</visit></all>", "<a>".repeat(n), "</a>".repeat(n));
    let attributes = (0..5_000).map(|n| format!(" a{n}='1'")).collect::<Vec<_>>().concat();
    for (xml, wanted) in [
        (nested(100_000), "its elements are nested more than 256 deep"),
        ("<a>".repeat(100_000), "its elements are nested more than 256 deep"),
        (format!("<all><visit{attributes}/></all>"), "an element has more than 1024 attributes"),
        (format!("<all><visit>{}</visit></all>", "<a/>".repeat(1_100_000)), "has more than 1000000 elements"),
    ] {
        let told = refused(&record, "a.xml", head, "'a'", xml.as_bytes());
        assert!(told.contains(wanted), "{told}");
    }
    let folder = record.parent().unwrap();
    std::fs::write(folder.join("a.xml"), nested(250)).unwrap();
    let output = import(&record, &recipe(folder, head, "json ->> '$.a[0].a[0].#text'"), "a.xml", b"");
    assert!(String::from_utf8_lossy(&output.stdout).contains("\n1,1,0,0,0,0,0"), "{output:?}");
}

#[test]
fn json_nested_without_end_is_a_rejected_row() {
    let record = record("nested");
    let folder = record.parent().unwrap();
    let head = "-- @reads jsonl\n-- @key 'v-' || (json ->> 'id')";
    let deep = format!("{}{}\n{{\"id\": 2, \"guest\": \"Ada\"}}\n", "[".repeat(100_000), "]".repeat(100_000));
    std::fs::write(folder.join("a.jsonl"), deep).unwrap();
    let output = import(&record, &recipe(folder, head, "json ->> 'guest'"), "a.jsonl", b"");
    assert!(String::from_utf8_lossy(&output.stdout).contains("\n2,1,0,0,1,0,0"), "{output:?}");
    assert_eq!(titles(&record), ["Ada"]);
}

/// A cell of a sheet with a text.
fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn a_sheet_is_the_rectangle_of_its_cells_and_a_far_cell_is_refused() {
    let record = record("sheets");
    let folder = record.parent().unwrap();
    let head = "-- @reads xlsx\n-- @sheet Visits\n-- @key 'v-' || id";
    let rows = |rows: &[(u32, &[(&str, &str)])]| -> String {
        let row = |(n, cells): &(u32, &[(&str, &str)])| {
            let cells: String = cells.iter().map(|(column, text)| cell(&format!("{column}{n}"), text)).collect();
            format!("<row r=\"{n}\">{cells}</row>")
        };
        rows.iter().map(row).collect()
    };
    let far = rows(&[(1, &[("A", "id"), ("B", "guest")]), (1_048_576, &[("XFD", "far")])]);
    let path = folder.join("visits.xlsx");
    workbook(&path, "Visits", &far);
    let output = import(&record, &recipe(folder, head, "guest"), "visits.xlsx", b"");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.contains("its cells span 1048576 rows and 16384 columns"), "{told}");
    // The rectangle begins where the first cell is; rows are counted as the sheet counts them.
    let sparse: &[(u32, &[(&str, &str)])] = &[
        (3, &[("B", " id "), ("C", "guest"), ("E", "note")]),
        (9, &[("B", "2"), ("C", "Bob"), ("F", "beyond")]),
        (5, &[("C", "Ada"), ("B", "1")]),
        (6, &[("C", "")]),
        (90_000, &[("C", "nobody")]),
    ];
    workbook(&path, "Visits", &rows(sparse));
    let output = import(&record, &recipe(folder, head, "guest"), "visits.xlsx", b"");
    assert!(String::from_utf8_lossy(&output.stdout).contains("\n3,2,0,0,1,0,0"), "{output:?}");
    assert_eq!(titles(&record), ["Ada", "Bob"]);
    let kept = std::fs::read_to_string(folder.join("visits.xlsx.rejected.csv")).unwrap();
    assert!(kept.contains("90000,it has no key,,nobody,,,"), "{kept}");
}

fn onrecord(record: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(record.parent().unwrap()).arg("--db").arg(record).args(arguments).output().unwrap()
}

#[test]
fn what_is_read_whole_is_read_within_a_bound() {
    let record = support::file("whole", support::fill_fixture);
    let folder = record.parent().unwrap();
    let large = |name: &str, mebibytes: u64| {
        // A file with a hole, which takes no room.
        File::create(folder.join(name)).and_then(|file| file.set_len((mebibytes << 20) + 1)).unwrap();
    };
    std::fs::create_dir_all(folder.join("own")).unwrap();
    for (name, mebibytes) in
        [("large.sql", 4), ("own/large.sql", 4), ("recipe.sql", 64), ("large.toml", 64), ("large.txt", 256)]
    {
        large(name, mebibytes);
    }
    for (arguments, name, bound) in [
        (&["sql", "-f", "large.sql"][..], "large.sql", 4),
        (&["--queries", "own", "ask", "large"], "own/large.sql", 4),
        (&["import", "recipe.sql", "large.txt"], "recipe.sql", 64),
        (&["add", "large.toml"], "large.toml", 64),
        (&["add", "large.txt"], "large.txt", 256),
        (&["new", "large.txt"], "large.txt", 256),
    ] {
        let output = onrecord(&record, arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let wanted = format!("`{name}` cannot be read: it is larger than {bound} MiB");
        assert!(output.status.code() == Some(3) && told.contains(&wanted), "{arguments:?}: {told}");
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("--db")
        .arg(&record)
        .args(["sql", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    // Until nobody reads any more.
    while std::io::Write::write_all(&mut pipe, " ".repeat(1 << 16).as_bytes()).is_ok() {}
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`stdin` cannot be read: it is larger than 4 MiB"));
    for name in ["recipe.sql", "large.toml", "large.txt"] {
        std::fs::remove_file(folder.join(name)).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn texts_beside_the_record_are_found_in_a_folder_that_links_to_itself() {
    use std::os::unix::fs::symlink;
    let record = support::file("linked", support::fill_fixture);
    let folder = record.parent().unwrap().join("texts");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for name in ["one", "two", "three"] {
        symlink(&folder, folder.join(name)).unwrap();
    }
    symlink("/dev/zero", folder.join("endless.txt")).unwrap();
    std::fs::copy(support::root().join("tests/fixture/dam-report.txt"), folder.join("a.txt")).unwrap();
    let output = onrecord(&record, &["check", "--texts", folder.to_str().unwrap(), "--csv"]);
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 source"), "{output:?}");
}

#[test]
fn a_facts_file_has_a_depth_and_tells_a_thousand_faults() {
    let record = support::file("facts", support::fill_fixture);
    let path = record.with_file_name("facts.toml");
    for (facts, wanted) in [
        (format!("a = {}", "[".repeat(100_000)), "facts.toml:1:85: "),
        (format!("[{}]", vec!["a"; 100_000].join(".")), "facts.toml:1:1: "),
        ("[[nothing]]\n".repeat(100_000), "facts.toml:1:3: no kind of fact is named `nothing`"),
        ("[[topic]]\nkey = 'a'\nlabel = ''\n".repeat(5_000), "1000 faults; nothing was loaded"),
    ] {
        std::fs::write(&path, facts).unwrap();
        let output = onrecord(&record, &["add", "facts.toml"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.code() == Some(3) && told.contains(wanted),
            "{}",
            told.chars().take(300).collect::<String>()
        );
    }
}

#[test]
fn a_row_may_take_just_what_it_may_and_no_byte_more() {
    use onrecord::answer::run::Run;
    use onrecord::output::{self, Format, Options, Sink};
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    let csv = Format::named("csv").unwrap();
    let run = Run { most_bytes: 5, ..Run::plain(&conn, csv) };
    let ends = |sql: &str| {
        let mut writer = output::open(csv, Options::default(), Sink::new(Box::new(std::io::sink())));
        run.one(sql, &[], &mut *writer).map(drop)
    };
    assert!(ends("SELECT 'abc', x'0102', 7").is_ok());
    assert!(matches!(ends("SELECT 'abc', x'010203', 7"), Err(onrecord::error::Error::Memory)));
}
