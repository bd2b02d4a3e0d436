//! Imports: every row, value and column of a table from elsewhere is accounted for.

use crate::support::desk::Desk;

/// A recipe that makes an event of each row, with what the functions make of its values in the note.
fn recipe(head: &str, note: &str) -> String {
    format!(
        "-- Rows.\n--\n{head}\n-- @key 'r-' || id\n-- @source.key rows\n\
        INSERT INTO record (id, key, kind, note) SELECT record_id, row_key, 'event', {note} FROM staged;\n\
        INSERT INTO event (id, type, status, title) SELECT record_id, 'other', 'occurred', what FROM staged;\n\
        INSERT INTO citation (record_id, source_id) SELECT record.id, source_id FROM record JOIN data_set;\n"
    )
}

fn notes(desk: &Desk) -> Vec<String> {
    desk.sql("SELECT note FROM record WHERE kind = 'event' ORDER BY key")
}

#[test]
fn amounts_are_read_by_the_recipes_decimal_or_told() {
    let rows = "id;what;amount\n1;a;1250,50\n2;b;1.250,50\n3;c;1,250\n4;d;1.250\n";
    let note = "coalesce(minor_units(amount, 'EUR'), 'none')";
    let desk = Desk::new(
        "decimal",
        &[
            ("a.csv", rows),
            ("point.sql", &recipe("-- @reads csv\n-- @delimiter ;", note)),
            ("comma.sql", &recipe("-- @reads csv\n-- @delimiter ;\n-- @decimal ,", note)),
        ],
    );
    let (_, stderr) = desk.done(&["import", "point.sql", "a.csv"]);
    assert!(stderr.contains("amounts that are not understood"), "{stderr}");
    assert!(stderr.contains(": 2: line 2: `1250,50`; line 3: `1.250,50`"), "{stderr}");
    assert_eq!(notes(&desk), ["none", "none", "125000", "125"]);
    desk.done(&["undo"]);
    let (_, stderr) = desk.done(&["import", "comma.sql", "a.csv"]);
    assert!(!stderr.contains("not understood"), "{stderr}");
    assert_eq!(notes(&desk), ["125050", "125050", "125", "125000"]);
}

#[test]
fn nothing_that_comes_in_is_a_failure_and_leaves_nothing() {
    let desk = Desk::new(
        "nothing",
        &[("a.csv", "x\ty\n1\t2\n"), ("e.csv", "id,what\n"), ("r.sql", &recipe("-- @reads csv", "'n'"))],
    );
    let stderr = desk.refused(&["import", "gdelt", "a.csv"]);
    assert!(stderr.contains("no row of `a.csv` came in: all 2 are rejected"), "{stderr}");
    assert_eq!(desk.sql("SELECT count(*) FROM sources WHERE key = 'gdelt'"), ["0"]);
    let (_, stderr) = desk.done(&["import", "r.sql", "e.csv"]);
    assert!(stderr.contains("the input has no rows"), "{stderr}");
}

#[test]
fn lines_are_those_of_the_file_whatever_parts_them() {
    let sql = recipe("-- @reads csv", "'n'")
        + "INSERT INTO rejected (row_number, reason) SELECT row_number, 'bad' FROM staged WHERE what = 'bad';\n";
    let rows = "id,what\r\n1,\"a\r\nb\"\r\n2,bad\r\n\r\n3,bad\r\n";
    let desk = Desk::new("lines", &[("crlf.csv", rows), ("lf.csv", &rows.replace('\r', "")), ("r.sql", &sql)]);
    for file in ["crlf.csv", "lf.csv"] {
        let (_, stderr) = desk.done(&["import", "r.sql", file]);
        assert!(stderr.contains("line 4: bad; line 6: bad"), "{file}: {stderr}");
    }
}

#[test]
fn rejected_rows_go_where_they_are_wanted_and_never_fail_a_pipe() {
    let sql = recipe("-- @reads csv", "iif(what = 'bad', '', 'n')");
    let desk = Desk::new("rejects", &[("a.csv", "id,what\n1,bad\n2,good\n"), ("r.sql", &sql), ("mine.txt", "mine")]);
    let (_, stderr) = desk.done(&["import", "r.sql", "a.csv", "--rejects", "out.csv"]);
    assert!(stderr.contains("kept with the reasons in out.csv"), "{stderr}");
    assert!(desk.0.join("out.csv").is_file() && !desk.0.join("a.csv.rejected.csv").exists());
    assert!(desk.refused(&["import", "r.sql", "a.csv", "--rejects", "mine.txt"]).contains("mine.txt"));
    // A pipe has no place of its own: they go beside the record.
    let (code, _, stderr) = desk.typed(&["import", "r.sql", "-"], "id,what\n3,bad\n4,good\n");
    assert!(code == 0 && stderr.contains("stdin.rejected.csv"), "{stderr}");
}

#[test]
fn a_kind_that_is_asked_for_is_the_kind_that_is_found() {
    let rows =
        "id,what,kind\n1,Chad,person\n2,Chad,country\n3,Chad,region\n4,Myanmar (Burma),country\n5,Elbonia,country\n";
    let sql = recipe("-- @reads csv", "CAST(entity(what, kind) AS TEXT)");
    let desk = Desk::new("kinds", &[("a.csv", rows), ("r.sql", &sql)]);
    let (_, stderr) = desk.done(&["import", "r.sql", "a.csv"]);
    assert!(stderr.contains("new entities: Elbonia (country), Chad (person)"), "{stderr}");
    assert!(stderr.contains("share their names with others: Chad"), "{stderr}");
    let sql = "SELECT entity.kind || ' ' || entity.name FROM record JOIN entity ON entity.id = CAST(record.note AS INTEGER) WHERE record.kind = 'event' ORDER BY record.key";
    assert_eq!(desk.sql(sql), ["person Chad", "country Chad", "country Chad", "country Myanmar", "country Elbonia"]);
}

#[test]
fn keys_that_are_cut_stay_apart() {
    let long = "a-very-long-name-of-a-ministry-for-all-the-affairs-that-there-are-in-the-world";
    let rows = format!("id,what\n{long}-one,a\n{long}-two,b\n");
    let sql = recipe("-- @reads csv", "'n'").replace("'r-' || id", "'r-' || slug(id)");
    let desk = Desk::new("slugs", &[("a.csv", &rows), ("r.sql", &sql)]);
    desk.done(&["import", "r.sql", "a.csv"]);
    let keys = desk.sql("SELECT key FROM record WHERE kind = 'event' ORDER BY key");
    assert!(keys.len() == 2 && keys.iter().all(|key| key.len() < 76), "{keys:?}");
}

#[test]
fn json_is_read_in_every_form_that_it_comes_in() {
    let sql = recipe("-- @reads jsonl", "json ->> '$.n'")
        .replace("|| id", "|| (json ->> '$.id')")
        .replace("what FROM", "json ->> '$.w' FROM");
    let one = "{\"id\": 1, \"w\": \"a\", \"n\": \"x\"}";
    let two = "{\"id\": 2, \"w\": \"b\", \"n\": \"y\"}";
    let forms = [
        format!("\u{feff}{one}\n{two}\n"),
        format!("[{one}, {two}]"),
        format!("[\n{one},\n{two}\n]\n"),
        format!("{one}\n{two}").replace(", ", ",\n  ").replace('{', "{\n  "),
    ];
    for (n, form) in forms.iter().enumerate() {
        let desk = Desk::new(&format!("json-{n}"), &[("a.json", form), ("r.sql", &sql)]);
        desk.done(&["import", "r.sql", "a.json"]);
        assert_eq!(notes(&desk), ["x", "y"], "{form}");
    }
}

#[test]
fn annotations_and_a_bibliography_go_out_and_come_in_again() {
    let text = "The dam stands. “We – will build it,” said Ada Arc. It rained on page four.";
    let facts = "[source]\nkey = \"herald\"\nkind = \"news-report\"\ntitle = \"The dam\"\nauthor = \"Nina Note\"\nurl = \"https://herald.example/dam\"\n\
      published = \"2023-01-18\"\npublished_basis = \"stated\"\n\n[[entity]]\nkey = \"ada-arc\"\nkind = \"person\"\nname = \"Ada Arc\"\ncite = [\"Ada Arc\"]\n\n\
      [[statement]]\nkey = \"said\"\nverb = \"says\"\nform = \"direct\"\ngist = \"They will build\"\nspeaker_basis = \"stated\"\nparties.speaker = \"ada-arc\"\n\
      cite = [{ quote = \"We – will build it,\" }]\n";
    let desk = Desk::new("out", &[("h.toml", facts), ("h.txt", text)]);
    desk.done(&["add", "h.toml", "h.txt"]);
    let (_, stderr) = desk.done(&["export", "--annotations", "a.json", "--csl", "c.json"]);
    assert!(stderr.contains("wrote 2 annotations to a.json"), "{stderr}");
    let page = std::fs::read_to_string(desk.0.join("a.json")).unwrap();
    let page: serde_json::Value = serde_json::from_str(&page).unwrap();
    let said = &page["items"][0];
    assert_eq!(said["body"]["value"], "They will build");
    assert_eq!(said["target"]["selector"][0]["exact"], "We – will build it,");
    // The place in code points is the place of the words.
    let start = usize::try_from(said["target"]["selector"][1]["start"].as_u64().unwrap()).unwrap();
    assert_eq!(text.chars().skip(start).take(19).collect::<String>(), "We – will build it,");
    let other = Desk::new("in", &[]);
    for (recipe, file) in [("web-annotation", "a.json"), ("csl", "c.json")] {
        let path = desk.0.join(file);
        other.done(&["import", recipe, path.to_str().unwrap()]);
    }
    let sql = "SELECT gist, words, start_char FROM statement JOIN citations ON citations.record_id = statement.id ORDER BY start_char";
    assert_eq!(other.sql(sql), ["They will build,\"We – will build it,\",17", "Ada Arc,Ada Arc,43"]);
    let sql = "SELECT title, author, url, published FROM source WHERE key = 'csl-herald'";
    assert_eq!(other.sql(sql), ["The dam,Nina Note,https://herald.example/dam,2023-01-18"]);
}

#[test]
fn a_tab_parts_the_columns_of_a_tsv_file_and_unread_columns_are_told() {
    let desk =
        Desk::new("tabs", &[("a.tsv", "id\twhat\tmore\n1\ta\tz\n"), ("r.sql", &recipe("-- @reads csv, tsv", "'n'"))]);
    let (_, stderr) = desk.done(&["import", "r.sql", "a.tsv"]);
    assert!(stderr.contains("columns that the recipe does not read: 1: more"), "{stderr}");
}

#[test]
fn xml_is_read_in_the_encoding_that_it_declares() {
    let activity = |name: &str| {
        format!(
            "<iati-activities><iati-activity default-currency=\"EUR\"><iati-identifier>A-1</iati-identifier><title><narrative>{name}</narrative></title>\
            <participating-org role=\"1\"><narrative>Arcadia</narrative></participating-org><recipient-country code=\"NL\"/>\
            <transaction><transaction-type code=\"2\"/><transaction-date iso-date=\"2020-01-01\"/><value>5</value></transaction></iati-activity></iati-activities>"
        )
    };
    let entity = format!("<!DOCTYPE iati-activities [<!ENTITY co \"Caf\u{e9}\">]>{}", activity("The &co;"));
    let unknown = activity("The &co;");
    let desk = Desk::new("xml", &[("e.xml", &entity), ("u.xml", &unknown)]);
    let latin = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{}", activity("The Caf\u{e9}"));
    let bytes: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    std::fs::write(desk.0.join("l.xml"), bytes).unwrap();
    let wide = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{}", activity("The Caf\u{e9}"));
    let bytes: Vec<u8> = [0xfeff].into_iter().chain(wide.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    std::fs::write(desk.0.join("w.xml"), bytes).unwrap();
    for file in ["e.xml", "l.xml", "w.xml"] {
        desk.done(&["import", "iati", file]);
        assert_eq!(desk.sql("SELECT title FROM pledge"), ["The Caf\u{e9}"], "{file}");
        desk.done(&["undo"]);
    }
    assert!(desk.refused(&["import", "iati", "u.xml"]).contains("`&co;` stands for nothing that is known"));
}

#[test]
fn rows_that_a_rule_refuses_are_found_in_one_pass_each_with_its_reason() {
    let mut rows = "id,what\n".to_owned();
    for n in 0..400 {
        rows.push_str(&format!("{n},{}\n", if n % 2 == 0 { "bad" } else { "good" }));
    }
    let sql = recipe("-- @reads csv", "iif(what = 'bad', '', 'n' || id)");
    let desk = Desk::new("refused", &[("a.csv", &rows), ("r.sql", &sql)]);
    let (stdout, stderr) = desk.done(&["import", "r.sql", "a.csv", "--csv"]);
    assert!(stdout.lines().nth(1).unwrap().starts_with("400,200,0,0,200,"), "{stdout}");
    assert!(stderr.contains("line 2: CHECK constraint failed: note <> ''; note is ``"), "{stderr}");
    assert_eq!(notes(&desk).len(), 200);
    let kept = std::fs::read_to_string(desk.0.join("a.csv.rejected.csv")).unwrap();
    assert_eq!(kept.lines().count(), 201);
}
