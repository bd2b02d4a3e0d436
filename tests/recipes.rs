//! What a recipe can say of its input, and what its statements can do with it.

use crate::support::desk::Desk;

/// A recipe that makes an event of each row, with what an expression makes of it in the note.
fn recipe(head: &str, note: &str) -> String {
    format!(
        "-- Rows.\n--\n{head}\n-- @key 'r-' || id\n-- @source.key rows\n\
        INSERT INTO record (id, key, kind, note) SELECT record_id, row_key, 'event', {note} FROM staged;\n\
        INSERT INTO event (id, type, status) SELECT record_id, 'other', 'occurred' FROM staged;\n\
        INSERT INTO citation (record_id, source_id) SELECT record.id, source_id FROM record JOIN data_set;\n"
    )
}

fn notes(desk: &Desk) -> Vec<String> {
    desk.sql("SELECT note FROM record WHERE kind = 'event' ORDER BY key")
}

#[test]
fn rows_of_several_layouts_stand_in_one_file_and_other_files_are_refused() {
    let sql = recipe(
        "-- @reads csv\n-- @columns id, day, where_to\n-- @columns id, day\n-- @refuse 4 the other table of the set",
        "day || ' ' || coalesce(where_to, '-')",
    );
    let desk = Desk::new(
        "layouts",
        &[("r.sql", &sql), ("a.csv", "1,2020,Oslo\n2,2021\n3\n"), ("b.csv", "1,2,3,4\n"), ("c.csv", "1,2,3,4\n1,2\n")],
    );
    let (_, stderr) = desk.done(&["import", "r.sql", "a.csv"]);
    assert_eq!(notes(&desk), ["2020 Oslo", "2021 -"]);
    assert!(stderr.contains("line 3: it has 1 fields instead of 2 or 3"), "{stderr}");
    let stderr = desk.refused(&["import", "r.sql", "b.csv"]);
    assert!(stderr.contains("its rows have 4 fields: the other table of the set"), "{stderr}");
    // A header line tells the same.
    desk.write("h.sql", &recipe("-- @reads csv\n-- @refuse 4 the other table of the set", "'x'"));
    assert!(desk.refused(&["import", "h.sql", "c.csv"]).contains("the other table of the set"));
}

#[test]
fn lines_before_the_header_are_passed_over_and_lines_are_still_those_of_the_file() {
    let sql = recipe("-- @reads csv\n-- @skip 3\n-- @null NA, n/a", "coalesce(what, 'none')")
        + "INSERT INTO rejected (row_number, reason) SELECT row_number, 'bad' FROM staged WHERE what = 'bad';\n";
    let rows = "A table of \"ours\n\n2020\nid,what\n1,NA\n2,n/a\n3,NAN\n4,bad\n";
    let desk = Desk::new("skip", &[("r.sql", &sql), ("a.csv", rows)]);
    let (_, stderr) = desk.done(&["import", "r.sql", "a.csv"]);
    assert_eq!(notes(&desk), ["none", "none", "NAN"]);
    assert!(stderr.contains("line 8: bad"), "{stderr}");
}

#[test]
fn a_column_can_be_called_by_its_plain_name() {
    let sql = recipe("-- @reads csv", "event_date || ' ' || \"Sentence No.\"").replace("|| id", "|| event_id");
    let rows = "Event ID,Event Date,Sentence No.,Left Over\n1,2020,7,x\n";
    let desk = Desk::new("plain-names", &[("r.sql", &sql), ("a.csv", rows)]);
    let (_, stderr) = desk.done(&["import", "r.sql", "a.csv"]);
    assert_eq!(notes(&desk), ["2020 7"]);
    assert!(stderr.contains("columns that the recipe does not read: 1: Left Over"), "{stderr}");
    // A column of that very name is meant before one that is like it.
    desk.write("b.csv", "Event ID,event_id,Event Date,Sentence No.\n8,9,2021,1\n");
    desk.done(&["import", "r.sql", "b.csv"]);
    assert_eq!(desk.sql("SELECT key FROM record WHERE kind = 'event' ORDER BY key"), ["r-1", "r-9"]);
}

#[test]
fn releases_of_a_file_that_call_a_column_differently_are_read_by_one_recipe() {
    let head = "-- @reads csv\n-- @column day = Date | announced_on\n-- @column whole = Total | sum | NULL";
    let sql = recipe(head, "day || ' ' || coalesce(whole, 'none')");
    let desk = Desk::new(
        "releases",
        &[
            ("r.sql", &sql),
            ("a.csv", "id,Date,Total\n1,2020,7\n"),
            ("b.csv", "Announced on,id,SUM,more\n2021,2,8,x\n"),
            ("c.csv", "id,announced_on\n3,2022\n"),
            // Of two that it has, the one that stands first in the recipe.
            ("d.csv", "id,sum,total,date\n4,1,2,2023\n"),
            ("e.csv", "id,day,total\n5,2024,1\n"),
        ],
    );
    for (input, told) in [("a.csv", ""), ("b.csv", "not read: 1: more"), ("c.csv", ""), ("d.csv", "not read: 1: sum")] {
        let (_, stderr) = desk.done(&["import", "r.sql", input]);
        assert_eq!(stderr.contains("does not read"), !told.is_empty(), "{input}: {stderr}");
        assert!(stderr.contains(&told.replace("not read", "does not read")), "{input}: {stderr}");
    }
    assert_eq!(notes(&desk), ["2020 7", "2021 8", "2022 none", "2023 2"]);
    let stderr = desk.refused(&["import", "r.sql", "e.csv"]);
    assert!(stderr.contains("r.sql reads a column that is called Date or announced_on"), "{stderr}");
    assert!(stderr.contains("the input has id, day, total"), "{stderr}");
    for wrong in ["day", "day =", "= Date", "the day = Date", "day = NULL", "day = Date | "] {
        desk.write("w.sql", &recipe(&format!("-- @reads csv\n-- @column {wrong}"), "'x'"));
        let stderr = desk.refused(&["import", "w.sql", "a.csv"]);
        assert!(stderr.contains("error: w.sql:4: "), "{wrong}: {stderr}");
    }
}

#[test]
fn rows_within_json_are_found_by_paths_and_what_was_around_them_is_kept() {
    let note = "(json ->> '$.day') || coalesce(' ' || (envelope ->> '$.op'), '')";
    let sql = recipe("-- @reads jsonl\n-- @rows $.results, $.entity, $", note).replace("|| id", "|| (json ->> '$.id')");
    let lines =
        "{\"op\": \"ADD\", \"entity\": {\"id\": \"1\", \"day\": \"2020\"}}\n{\"id\": \"2\", \"day\": \"2021\"}\n";
    let list =
        "{\"op\": \"all\",\n \"results\": [{\"id\": \"3\", \"day\": \"2022\"}, {\"id\": \"4\", \"day\": \"2023\"}]}\n";
    let desk = Desk::new("paths", &[("r.sql", &sql), ("a.jsonl", lines), ("b.json", list)]);
    desk.done(&["import", "r.sql", "a.jsonl"]);
    desk.done(&["import", "r.sql", "b.json"]);
    assert_eq!(notes(&desk), ["2020 ADD", "2021", "2022 all", "2023 all"]);
    desk.write("wrong.sql", &recipe("-- @reads jsonl\n-- @rows results", "'x'"));
    assert!(desk.refused(&["import", "wrong.sql", "a.jsonl"]).contains("`results` is no path"));
}

#[test]
fn a_recipe_splits_texts_and_tells_what_it_leaves() {
    let sql = recipe("-- @reads csv", "(SELECT group_concat(value, '+') FROM json_each(split(who, ';')))")
        + "INSERT INTO left_out (what, times) SELECT 'budgets', budgets FROM staged WHERE budgets > 0;\n\
           INSERT INTO left_out (what) SELECT 'remarks' FROM staged WHERE remark IS NOT NULL;\n";
    let rows = "id,who,budgets,remark\n1,a; b ;;c,2,\n2,d,3,so\n";
    let desk = Desk::new("split", &[("r.sql", &sql), ("a.csv", rows)]);
    let (_, stderr) = desk.done(&["import", "r.sql", "a.csv", "--accounting", "a.json"]);
    let account: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(desk.0.join("a.json")).unwrap()).unwrap();
    assert_eq!((&account["read"], &account["added"], &account["rejected"]), (&2.into(), &2.into(), &0.into()));
    assert_eq!(account["left_out"]["budgets"], 5);
    assert_eq!(notes(&desk), ["a+b+c", "d"]);
    assert!(stderr.contains("left out by the recipe, and how often: budgets 5, remarks 1"), "{stderr}");
}

#[test]
fn rows_can_add_names_and_codes_to_what_is_there() {
    let sql = "-- Names of countries.\n--\n-- @reads csv\n\
        -- @key (SELECT key FROM main.record WHERE id = known('iso-3166-1-alpha-3', code))\n-- @source.key names\n\
        INSERT INTO name (entity_id, text, kind, language, normal)\n\
        SELECT record_id, name, 'alias', 'fy', normal(name) FROM staged;\n\
        INSERT INTO identifier (scheme, value, entity_id) SELECT 'our-code', number, record_id FROM staged;\n";
    let rows = "code,name,number\nNOR,Noarwegen,17\nXXX,Nearne,18\nSWE,Sweden yn it Frysk,19\n";
    let desk = Desk::new("adds", &[("r.sql", sql), ("a.csv", rows)]);
    let (stdout, stderr) = desk.done(&["import", "r.sql", "a.csv", "--csv"]);
    assert!(stdout.contains("\n3,0,2,0,1,0,0\n"), "{stdout}");
    assert!(stderr.contains("line 3: it has no key"), "{stderr}");
    let sql = "SELECT record.key FROM identifier JOIN record ON record.id = entity_id WHERE scheme = 'our-code'";
    assert_eq!(desk.sql(sql), ["norway", "sweden"]);
    assert_eq!(desk.sql("SELECT count(*) FROM name WHERE language = 'fy'"), ["2"]);
    let (stdout, _) = desk.done(&["import", "r.sql", "a.csv", "--csv"]);
    assert!(stdout.contains("\n3,0,0,2,1,0,0\n"), "{stdout}");
    desk.done(&["undo"]);
    desk.done(&["undo"]);
}

#[test]
fn events_of_gdelt_have_places_whichever_release_they_are_of() {
    let geo = |adm2: &str| format!("\t4\tOslo, Oslo, Norway\tNO\tNO12{adm2}\t59.9167\t10.75\t-273837");
    let event = |id: u32, adm2: &str, end: &str| {
        let actor = "\t".repeat(8);
        let scores = "\t1\t042\t042\t04\t1\t1.9\t3\t1\t3\t2.5";
        let places = geo(adm2).repeat(3);
        format!(
            "{id}\t20190115\t201901\t2019\t2019.04\tNOR\tNORWAY\tNOR{actor}\t\t\t\t\t\t\t\t\t{scores}{places}\t20190115{end}\n"
        )
    };
    let url = "\thttps://example.org/a";
    let fields = |line: &str| line.trim_end().split('\t').count();
    let (two, one, old) = (event(1, "\t", url), event(2, "", url), event(3, "", ""));
    assert_eq!([fields(&two), fields(&one), fields(&old)], [61, 58, 57]);
    let desk =
        Desk::new("gdelt", &[("two.csv", &two), ("one.csv", &format!("{one}{old}")), ("gkg.csv", &"x\t".repeat(26))]);
    desk.done(&["import", "gdelt", "two.csv"]);
    desk.done(&["import", "gdelt", "one.csv"]);
    assert_eq!(desk.sql("SELECT place FROM events ORDER BY key"), ["\"Oslo, Oslo, Norway\""; 3]);
    assert_eq!(desk.sql("SELECT latitude, longitude FROM coordinates"), ["59.9167,10.75"]);
    let (stdout, _) = desk.done(&["ask", "events", "--place", "norway", "--csv"]);
    assert_eq!(stdout.lines().count(), 4, "{stdout}");
    assert!(desk.refused(&["import", "gdelt", "gkg.csv"]).contains("the knowledge graph of GDELT 2.0"));
    let (_, checked) = desk.done(&["check"]);
    assert!(checked.contains("nothing is wrong"), "{checked}");
}

#[test]
fn a_transaction_without_a_type_is_read_by_its_status_and_each_giver_has_a_pledge() {
    let gift = |status: &str, currency: &str, value: &str, from: &str| {
        format!(
            "<transaction flow=\"incoming\"><value currency=\"{currency}\" value-date=\"2010-01-18\">{value}</value>\
            <status code=\"{status}\"/><provider-org>{from}</provider-org><transaction-date iso-date=\"2010-01-18\"/></transaction>"
        )
    };
    let activity = format!(
        "<iati-activities><iati-activity><other-identifier>7</other-identifier><title>Relief</title>\
        <recipient-country code=\"KE\">Kenya</recipient-country><budget/><budget/>{}{}{}{}</iati-activity></iati-activities>",
        gift("20", "EUR", "100", "Sweden"),
        gift("40", "EUR", "40", "Sweden"),
        gift("30", "NOK", "8", "Norway"),
        gift("10", "NOK", "9", "Norway")
    );
    let desk = Desk::new("ocha", &[("a.xml", &activity)]);
    let (_, stderr) = desk.done(&["import", "iati", "a.xml"]);
    assert!(stderr.contains("element `budget` 2") && stderr.contains("transaction of type 10 1"), "{stderr}");
    assert_eq!(
        desk.sql(
            "SELECT donor, recipient, stage, low, currency FROM pledges WHERE stage IS NOT NULL ORDER BY donor, stage"
        ),
        ["Norway,Kenya,committed,8.0,NOK", "Sweden,Kenya,disbursed,40.0,EUR", "Sweden,Kenya,pledged,100.0,EUR"]
    );
    let (stdout, _) = desk.done(&["import", "iati", "a.xml", "--csv"]);
    assert!(stdout.contains("\n1,0,0,1,0,0,0\n"), "{stdout}");
}

#[test]
fn a_delta_of_entities_adds_names_countries_and_sanctions_and_takes_nothing_out() {
    let lines = [
        r#"{"op": "ADD", "entity": {"id": "p", "caption": "Ada Fixture", "schema": "Person", "properties": {"weakAlias": ["Fix"], "topics": ["sanction"], "nationality": ["no"], "country": ["se"], "birthPlace": ["Oslo"]}}}"#,
        r#"{"op": "MOD", "entity": {"id": "s", "schema": "Sanction", "properties": {"entity": ["p"], "authority": ["Office X"], "program": ["Y"], "startDate": ["2023-02-24"]}}}"#,
        r#"{"op": "DEL", "entity": {"id": "q"}}"#,
    ];
    let desk = Desk::new("delta", &[("d.json", &(lines.join("\n") + "\n"))]);
    let (_, stderr) = desk.done(&["import", "ftm", "d.json"]);
    assert!(stderr.contains("line 3: the data set has taken it out (DEL)"), "{stderr}");
    assert!(stderr.contains("left out by the recipe, and how often: property `birthPlace` 1"), "{stderr}");
    let names =
        "SELECT name.text FROM name JOIN entity ON entity.id = entity_id WHERE entity.name = 'Ada Fixture' ORDER BY 1";
    assert_eq!(desk.sql(names), ["Ada Fixture", "Fix"]);
    assert_eq!(desk.sql("SELECT description FROM entity WHERE name = 'Ada Fixture'"), ["topics: sanction"]);
    let ties = "SELECT predicate, two.name FROM relation JOIN entity AS two ON two.id = object_id JOIN entity AS one ON one.id = subject_id \
        WHERE one.name = 'Ada Fixture' ORDER BY 1";
    assert_eq!(desk.sql(ties), ["linked-to,Sweden", "national-of,Norway"]);
    assert_eq!(
        desk.sql("SELECT type, date, (SELECT group_concat(role || ' ' || name, '; ') FROM party JOIN entity ON entity.id = entity_id \
            WHERE party.record_id = event.id) FROM event"),
        ["sanction,2023-02-24,actor Office X; target Ada Fixture"]
    );
    let (_, checked) = desk.done(&["check"]);
    assert!(checked.contains("nothing is wrong"), "{checked}");
}

#[test]
fn an_entity_has_its_addresses_and_of_two_dates_the_narrowest_or_what_they_span() {
    let lines = [
        r#"{"id": "p", "caption": "Ada Fixture", "schema": "Person", "properties": {"birthDate": ["1962", "1962-03-05"], "deathDate": ["2001", "2003-05"], "addressEntity": ["a"]}}"#,
        r#"{"id": "a", "schema": "Address", "properties": {"full": ["1 Fixture Street, Oslo"], "country": ["no"]}}"#,
        r#"{"id": "o", "caption": "Fixture Works", "schema": "Company", "properties": {"incorporationDate": ["1990-02", "1990-02-01"], "address": ["2 Fixture Street"], "addressEntity": ["a"]}}"#,
        r#"{"id": "x", "schema": "Address", "properties": {"city": ["Oslo"]}}"#,
    ];
    let desk = Desk::new("addresses", &[("e.json", &(lines.join("\n") + "\n"))]);
    let (_, stderr) = desk.done(&["import", "ftm", "e.json"]);
    assert!(stderr.contains("line 4: it has no name"), "{stderr}");
    assert_eq!(
        desk.sql("SELECT entity.name, began, ended, description FROM entity JOIN record USING (id) WHERE key LIKE 'ftm-%' ORDER BY 1"),
        [
            "\"1 Fixture Street, Oslo\",,,",
            "Ada Fixture,1962-03-05,[2001-01-01..2003-05-31],",
            "Fixture Works,1990-02-01,,address: 2 Fixture Street"
        ]
    );
    let ties = "SELECT one.name, predicate, two.name FROM relation JOIN entity AS two ON two.id = object_id JOIN entity AS one ON one.id = subject_id \
        JOIN record ON record.id = relation.id WHERE record.key LIKE 'ftm-%' ORDER BY 1";
    assert_eq!(
        desk.sql(ties),
        [
            "\"1 Fixture Street, Oslo\",located-in,Norway",
            "Ada Fixture,linked-to,\"1 Fixture Street, Oslo\"",
            "Fixture Works,based-in,\"1 Fixture Street, Oslo\""
        ]
    );
    let (stdout, _) = desk.done(&["import", "ftm", "e.json", "--csv"]);
    assert!(stdout.contains("\n4,0,0,3,1,0,0\n"), "{stdout}");
}

#[test]
fn a_file_of_other_elements_is_refused_and_a_region_receives_as_a_country_does() {
    let activity = "<iati-activities><iati-activity><iati-identifier>X-1</iati-identifier><title><narrative>Wells</narrative></title>\
        <recipient-country code=\"KE\"/><recipient-region code=\"298\"><narrative>Africa, regional</narrative></recipient-region>\
        <recipient-region code=\"89\"/></iati-activity></iati-activities>";
    let other = "<iati-organisations><iati-organisation><total-budget/></iati-organisation></iati-organisations>";
    let desk = Desk::new("regions", &[("a.xml", activity), ("o.xml", other), ("none.xml", "<iati-activities/>")]);
    let (_, stderr) = desk.done(&["import", "iati", "a.xml"]);
    assert!(stderr.contains("recipient region without a name, code 89 1"), "{stderr}");
    assert_eq!(
        desk.sql("SELECT n, printed, name, kind FROM party JOIN entity ON entity.id = entity_id WHERE role = 'recipient' AND record_id = (SELECT id FROM record WHERE key = 'iati-x-1') ORDER BY n"),
        ["1,KE,Kenya,country", "2,\"Africa, regional\",\"Africa, regional\",region"]
    );
    let stderr = desk.refused(&["import", "iati", "o.xml"]);
    assert!(stderr.contains("`o.xml` has no element `iati-activity`"), "{stderr}");
    assert!(stderr.contains("it has `iati-organisation`"), "{stderr}");
    assert!(desk.run(&["import", "iati", "none.xml"]).2.contains("the input has no rows"));
}

/// The cells of the rows of a table of Markdown that begin with one of these, without their marks of code.
fn cells(page: &str, after: &str) -> Vec<Vec<String>> {
    let table = page.split(after).nth(1).unwrap();
    let lines =
        table.lines().skip_while(|line| !line.starts_with("| ---")).skip(1).take_while(|line| line.starts_with('|'));
    let cell = |cell: &str| cell.trim().trim_matches('`').replace('\u{0}', "|");
    lines.map(|line| line.replace("\\|", "\u{0}").trim_matches('|').split('|').map(cell).collect()).collect()
}

#[test]
fn every_declaration_and_function_of_the_page_gives_what_it_says() {
    let page = std::fs::read_to_string(crate::support::root().join("docs/recipes.md")).unwrap();
    let desk = Desk::new("page", &[("one.csv", "id,what\n1,a\n")]);
    let note = |head: &str, file: &str, key: &str, expression: &str| {
        let sql = format!(
            "-- Rows.\n--\n{head}\n-- @key {key}\n-- @source.key rows\n\
            INSERT INTO record (id, key, kind, note) SELECT record_id, row_key, 'event', {expression} FROM staged;\n\
            INSERT INTO event (id, type, status) SELECT record_id, 'other', 'occurred' FROM staged;\n\
            INSERT INTO citation (record_id, source_id) SELECT record.id, source_id FROM record JOIN data_set;\n"
        );
        desk.write("r.sql", &sql);
        desk.done(&["import", "r.sql", file]);
        let notes = desk.sql("SELECT coalesce(note, 'NULL') FROM record WHERE key = 'r-1'");
        desk.done(&["remove", "r-1"]);
        let quoted = notes[0].strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        quoted.map_or_else(|| notes[0].clone(), |quoted| quoted.replace("\"\"", "\""))
    };
    let functions = cells(&page, "## Functions");
    assert!(functions.len() > 14, "{functions:?}");
    for row in functions {
        let [_, _, example, gives] = row.as_slice() else { panic!("{row:?}") };
        assert_eq!(note("-- @reads csv", "one.csv", "'r-' || id", example), *gives, "{example}");
    }
    let heads = cells(&page, "## The head");
    assert!(heads.len() > 14, "{heads:?}");
    for row in heads {
        let [declaration, _, input, expression, gives] = row.as_slice() else { panic!("{row:?}") };
        if input.is_empty() {
            continue;
        }
        let (head, file, key) = match declaration.as_str() {
            "@reads tsv" => ("-- @reads tsv".to_owned(), "i.tsv", "'r-' || id"),
            _ if input.starts_with('{') => {
                let more =
                    if declaration.starts_with("@reads") { String::new() } else { format!("\n-- {declaration}") };
                (format!("-- @reads jsonl{more}"), "i.jsonl", "'r-' || (json ->> '$.id')")
            }
            _ if declaration.starts_with("@key")
                || declaration.starts_with("@source")
                || declaration.starts_with("@reads") =>
            {
                ("-- @reads csv".to_owned(), "i.csv", "'r-' || id")
            }
            _ => (format!("-- @reads csv\n-- {declaration}"), "i.csv", "'r-' || id"),
        };
        desk.write(file, &(input.replace('⏎', "\n").replace('⇥', "\t") + "\n"));
        assert_eq!(note(&head, file, key, expression), *gives, "{declaration}");
    }
}
