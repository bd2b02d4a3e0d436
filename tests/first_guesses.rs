//! First recipes: what is no more than likely is told as that, and what is no table is refused.

use crate::support::desk::Desk;

/// The first recipe of a table.
fn recipe(name: &str, table: &str) -> (Desk, String) {
    let desk = Desk::new(&format!("guess-{}", name.replace('.', "-")), &[(name, table)]);
    desk.done(&["import", "--new", name, "-o", "r.sql"]);
    let recipe = std::fs::read_to_string(desk.0.join("r.sql")).unwrap();
    (desk, recipe)
}

#[test]
fn parts_go_by_the_names_of_columns_and_a_part_by_order_says_so() {
    let rows = "id,recipient,donor,date,amount,currency\n1,Norway,Kenya,2022-03-01,500,EUR\n2,Norway,Sweden,2022-03-02,700,NOK\nTotal,,,,1200,EUR\n";
    let (desk, told) = recipe("dr.csv", rows);
    assert!(
        told.contains("--   recipient: the recipient, by its name\n--   donor: the donor, by its name\n"),
        "{told}"
    );
    assert!(told.contains("--   line 4, Total: IT MAY BE a total of others"), "{told}");
    desk.done(&["import", "r.sql", "dr.csv"]);
    let sql = "SELECT donor, recipient FROM pledges WHERE donor IS NOT NULL ORDER BY donor";
    assert_eq!(desk.sql(sql), ["Kenya,Norway", "Sweden,Norway"]);
    let (_, told) = recipe("by.csv", "n,a,b,amount,currency\n1,Norway,Kenya,500,EUR\n2,Sweden,Kenya,700,EUR\n");
    assert!(
        told.contains("--   a: the donor, BY ITS ORDER") && told.contains("--   b: the recipient, BY ITS ORDER"),
        "{told}"
    );
    let (_, told) = recipe("ev.csv", "id,host,guest,place\n1,Norway,Kenya,Sweden\n2,Sweden,Kenya,Norway\n");
    assert!(told.contains("host: the host, by its name") && told.contains("'occurred', NULL, '0000-01-01'"), "{told}");
    assert!(told.contains("entity(\"place\", 'country')\nFROM staged"), "{told}");
}

#[test]
fn what_no_value_shows_is_said() {
    let (_, told) = recipe("am.csv", "id;amount;currency\n1;1.250;EUR\n2;2.500;EUR\n");
    assert!(
        told.contains("amount: numbers, a point before the fraction: NO VALUE SHOWS whether it parts thousands"),
        "{told}"
    );
    for sound in ["1.25", "0.125", "12"] {
        let (_, told) = recipe("am2.csv", &format!("id;amount;currency\n1;{sound};EUR\n2;2.5;EUR\n"));
        assert!(!told.contains("NO VALUE SHOWS"), "{told}");
    }
    let (_, told) = recipe("odd.csv", "Country;a;b\nDE;2;3\nSumme;3;4\n* Quelle: eigene;;\nCountry;a;b\n");
    for (line, what) in [(3, "a total of others"), (4, "a note"), (5, "the head again")] {
        assert!(told.lines().any(|told| told.contains(&format!("line {line}, ")) && told.contains(what)), "{told}");
    }
    let (_, told) =
        recipe("nested.jsonl", "{\"code\":\"A\",\"id\":\"x\",\"actors\":[{}]}\n{\"code\":\"B\",\"id\":\"y\"}\n");
    assert!(told.contains("actors: lists or objects, NOT READ") && told.contains("id: the key of a row"), "{told}");
}

#[test]
fn keys_that_differ_by_marks_alone_stay_apart() {
    let (desk, told) = recipe("kc.csv", "id,title\nAB-1,a\nab-1,b\nÅ1,c\nA1,d\n1.0,e\n10,f\n");
    assert!(told.contains("@key 'kc-' || hash(\"id\")"), "{told}");
    let (_, told) = desk.done(&["import", "r.sql", "kc.csv"]);
    assert!(!told.contains("stands on an earlier line"), "{told}");
    assert_eq!(desk.sql("SELECT count(*) FROM events"), ["6"]);
    // A column called as those that every staged row has goes by another name.
    let (desk, told) = recipe("rn.csv", "row_number,title\n70,Seventy\n80,Eighty\n");
    assert!(told.contains("slug('rn-' || \"row_number_2\")"), "{told}");
    desk.done(&["import", "r.sql", "rn.csv"]);
    assert_eq!(desk.sql("SELECT key FROM events ORDER BY key"), ["rn-70", "rn-80"]);
}

#[test]
fn bytes_are_read_as_they_are_and_what_is_no_table_is_refused() {
    let desk = Desk::new("guess-bytes", &[]);
    let write = |name: &str, bytes: &[u8]| std::fs::write(desk.0.join(name), bytes).unwrap();
    // Most lines are UTF-8: so is the file, and the odd one is rejected by its number.
    write("mixed.csv", b"id,title\n1,M\xc3\xbcller\n2,caf\xc3\xa9\n3,M\xfcller\n");
    desk.done(&["import", "--new", "mixed.csv", "-o", "mixed.sql"]);
    let (_, told) = desk.done(&["import", "mixed.sql", "mixed.csv"]);
    assert!(told.contains("line 4"), "{told}");
    assert_eq!(desk.sql("SELECT title FROM events ORDER BY title"), ["Müller", "café"]);
    write("old.csv", b"id,title\n1,M\xfcller\n");
    let (told, _) = desk.done(&["import", "--new", "old.csv"]);
    assert!(told.contains("the bytes: windows-1252") && told.contains("Müller"), "{told}");
    let wide: Vec<u8> = "\u{feff}id;title\n1;Müller\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    write("wide.csv", &wide);
    let (told, _) = desk.done(&["import", "--new", "wide.csv"]);
    assert!(told.contains("@encoding utf-16le\n-- @delimiter ;") && told.contains("Müller"), "{told}");
    write("open.tsv", b"id\tdate\ttitle\n1\t2022-01-01\ta\n2\t2022-01-02\n3\t2022-01-03\t\"open\n");
    assert!(desk.done(&["import", "--new", "open.tsv"]).0.contains("@reads tsv"));
    for (name, bytes, what) in [
        ("p.parquet", &b"PAR1\x15\x04"[..], "Parquet"),
        ("s.sqlite", b"SQLite format 3\0\x10", "a SQLite database"),
        ("o.ods", b"PK\x03\x04\x14", "a zip archive"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1", "a workbook of before 2007"),
    ] {
        write(name, bytes);
        let (code, _, told) = desk.run(&["import", "--new", name]);
        assert!(code != 0 && told.contains(what) && told.contains("hint"), "{name}: {code} {told}");
    }
}

#[test]
fn columns_that_nothing_reads_are_told_whatever_they_are_called() {
    let recipe = "-- X.\n-- @reads csv\n-- @key slug('un-' || ref)\n-- @source.key un\n-- @source.title un\n\
      INSERT INTO record (id, key, kind) SELECT record_id, row_key, 'event' FROM staged;\n\
      INSERT INTO event (id, type, title, status, date, first_day, last_day)\n\
      SELECT record_id, 'other', \"Name\", 'occurred', NULL, '0000-01-01', '9999-12-31' FROM staged;\n\
      INSERT INTO citation (record_id, source_id) SELECT record.id, data_set.source_id FROM record JOIN data_set;\n";
    let rows = "ref,id,title,status,Name\nA1,SERIAL-77,Launch,denied,x\n";
    let desk = Desk::new("unread", &[("un.sql", recipe), ("un.csv", rows)]);
    let (_, told) = desk.done(&["import", "un.sql", "un.csv"]);
    assert!(told.contains("columns that the recipe does not read: 3: id, title, status"), "{told}");
}
