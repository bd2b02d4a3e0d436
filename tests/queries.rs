//! What must hold of every named query.

use crate::support;
use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use onrecord::answer::Query;
use onrecord::script::header::Header;
use onrecord::script::parameter::Type;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// A value of each type that the invented record answers to.
fn sample(conn: &Connection, query: &str, name: &str, kind: &Type) -> Value {
    let id = |key: &str| -> Value {
        conn.query_row("SELECT id FROM record WHERE key = ?1", [key], |row| row.get(0)).unwrap()
    };
    match (kind, name) {
        (Type::Phrase, "words") => "*together*".to_owned().into(),
        (Type::Text, "predicate") => "holds-office".to_owned().into(),
        (Type::Text, "measure") => "missing".to_owned().into(),
        (Type::Phrase, "printed") => "*officials*".to_owned().into(),
        (Type::Phrase, "name") => "*[aA]rc*".to_owned().into(),
        (Type::Text, "publisher") => "Arcadian Herald".to_owned().into(),
        (Type::Text | Type::Phrase, other) => panic!("{query}: no sample for the text `{other}`"),
        (Type::Integer | Type::Count | Type::CountLeast | Type::CountMost, _) => 2.into(),
        (Type::Number | Type::Money, _) => 1000.0.into(),
        (Type::DateFirst, _) => "2020-03-01".to_owned().into(),
        (Type::DateLast, _) => "2020-03-31".to_owned().into(),
        (Type::Day, _) => "2020-03-03".to_owned().into(),
        (Type::Currency, _) => "EUR".to_owned().into(),
        (Type::Entity(_), "recipient" | "addressee" | "target") => id("ruritania"),
        (Type::Entity(_), "holder" | "speaker" | "subject" | "with" | "from") => id("ada-arc"),
        (Type::Entity(_), "office") => id("president-of-arcadia"),
        (Type::Entity(_), "place") => id("port-arc"),
        (Type::Entity(_), "party") if query == "meetings" => id("rita-of-ruritania"),
        (Type::Entity(_), _) => id("arcadia"),
        (Type::Topic, _) => conn.query_row("SELECT id FROM topic WHERE key = 'nature'", [], |row| row.get(0)).unwrap(),
        (Type::Source, _) => {
            conn.query_row("SELECT id FROM source WHERE key = 'dam-report'", [], |row| row.get(0)).unwrap()
        }
        (Type::Record(_), "pledge") => id("dam-money"),
        (Type::Record(_), "dispute") => id("office-of-arc"),
        (Type::Record(_), "about") if query == "statements" => id("flood"),
        (Type::Record(_), "about") => id("ada-arc"),
        (Type::Record(_), "event") if query == "toll" => id("flood"),
        (Type::Record(_), "event" | "occasion") => id("arc-rita-meeting"),
        (Type::Record(_), _) => id("arc-on-dam"),
        (Type::Enum(words), _) => words[0].clone().into(),
    }
}

fn rows(conn: &Connection, sql: &str, values: &[(String, Value)]) -> Vec<Vec<Value>> {
    let mut statement = conn.prepare(sql).unwrap_or_else(|error| panic!("{error}\n{sql}"));
    let bound: Vec<Value> = (1..=statement.parameter_count())
        .map(|n| {
            let name = statement.parameter_name(n).unwrap().trim_start_matches(':').to_owned();
            values
                .iter()
                .find(|(known, _)| *known == name)
                .unwrap_or_else(|| panic!("{name} is not declared"))
                .1
                .clone()
        })
        .collect();
    let width = statement.column_count();
    let mut rows = statement.query(params_from_iter(bound)).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        all.push((0..width).map(|n| row.get(n).unwrap()).collect());
    }
    all
}

fn query(name: &str, header: &Header, sql: &str) -> Query {
    Query { name: name.to_owned(), header: header.clone(), sql: sql.to_owned(), shadows: None }
}

/// Every query with its header and every parameter's sample.
fn each(mut with: impl FnMut(&Connection, &str, &str, &Header, &[(String, Value)])) {
    let conn = support::in_memory();
    for name in support::names("seed/queries", ".sql") {
        let sql = std::fs::read_to_string(support::root().join(format!("seed/queries/{name}.sql"))).unwrap();
        let header = Header::read(&name, &sql).unwrap();
        let samples: Vec<(String, Value)> =
            header.parameters.iter().map(|p| (p.name.clone(), sample(&conn, &name, &p.name, &p.kind))).collect();
        with(&conn, &name, &sql, &header, &samples);
    }
}

#[test]
fn headers_and_sql_agree_and_only_read() {
    each(|conn, name, sql, header, _| {
        let statement = conn.prepare(sql).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(statement.readonly(), "{name} writes");
        let declared: BTreeSet<String> = header.parameters.iter().map(|p| format!(":{}", p.name)).collect();
        let used: BTreeSet<String> =
            (1..=statement.parameter_count()).map(|n| statement.parameter_name(n).unwrap().to_owned()).collect();
        assert_eq!(declared, used, "{name}");
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let named = header.cite.iter().map(|(column, _)| column);
        for column in named.chain(&header.money.names).chain(&header.lead.names).chain(&header.hide.names) {
            assert!(columns.contains(column), "{name} has no column {column}");
        }
        assert!(
            header.summary.ends_with('.') && !header.about.is_empty() || name == "unsourced",
            "{name} says too little"
        );
        let last = sql.rsplit("ORDER BY").next().unwrap();
        assert!(sql.contains("ORDER BY") && last.trim_end().ends_with(';'), "{name} ends in no order");
    });
}

#[test]
fn settled_guards_give_the_rows_of_the_file_unchanged() {
    each(|conn, name, sql, header, samples| {
        // Every combination of up to nine optional parameters; of more, those of few that are given and of few
        // that are not. The required ones are always given.
        let optional: Vec<usize> = (0..samples.len())
            .filter(|n| !header.parameters[*n].is_required && header.parameters[*n].default.is_none())
            .collect();
        assert!(optional.len() <= 16, "{name}");
        let is_tried = |chosen: &u32| {
            let (given, all) = (chosen.count_ones(), u32::try_from(optional.len()).unwrap());
            all <= 9 || given <= 3 || given + 2 >= all
        };
        for chosen in (0..1_u32 << optional.len()).filter(is_tried) {
            let values: Vec<(String, Value)> = samples
                .iter()
                .enumerate()
                .map(|(n, (parameter, value))| {
                    let is_absent = optional.iter().position(|o| *o == n).is_some_and(|bit| chosen >> bit & 1 == 0);
                    (parameter.clone(), if is_absent { Value::Null } else { value.clone() })
                })
                .collect();
            let settled = query(name, header, sql).settled(&values);
            assert_eq!(rows(conn, &settled, &values), rows(conn, sql, &values), "{name} with {values:?}");
        }
    });
}

#[test]
fn every_query_has_rows_in_the_invented_record() {
    each(|conn, name, sql, header, samples| {
        let values: Vec<(String, Value)> = samples
            .iter()
            .zip(&header.parameters)
            .map(|((known, value), p)| {
                (known.clone(), if p.is_required || p.default.is_some() { value.clone() } else { Value::Null })
            })
            .collect();
        let settled = query(name, header, sql).settled(&values);
        let count = rows(conn, &settled, &values).len();
        // A sound record has nothing unsourced.
        assert_eq!(count == 0, name == "unsourced", "{name} has {count} rows");
    });
}

#[test]
fn each_filter_alone_keeps_some_rows_or_drops_some() {
    each(|conn, name, sql, header, samples| {
        let with = |given: Option<usize>| {
            let values: Vec<(String, Value)> = samples
                .iter()
                .enumerate()
                .map(|(n, (known, value))| {
                    let p = &header.parameters[n];
                    let is_given = p.is_required || p.default.is_some() || given == Some(n);
                    (known.clone(), if is_given { value.clone() } else { Value::Null })
                })
                .collect();
            rows(conn, sql, &values).len()
        };
        let all = with(None);
        for n in 0..samples.len() {
            assert!(with(Some(n)) <= all, "{name}: --{} adds rows", header.parameters[n].flag());
        }
    });
}

/// The tables that a bulk load makes long, by their names and as queries and views call them.
const LONG: &[&str] = &[
    // Themselves; then parties; then records, events and sources.
    "event",
    "party",
    "record",
    "citation",
    "source",
    "coding",
    "record_topic",
    "own",
    "other",
    "claimed",
    "additional",
    "about",
    "occasion",
    "origin",
];

/// Filters that leave most of the record, and so may read all of it: sources whose day is unknown
/// may be of any day, nearly all has a date, and a kind of the timeline is all of a table.
const LEAVES_MOST: &[(&str, &str)] = &[
    ("corroboration", "min_sources"),
    ("corroboration", "max_sources"),
    ("events", "undated"),
    ("statements", "undated"),
    ("sources", "since"),
    ("sources", "until"),
    ("timeline", "kind"),
];

#[test]
fn any_one_or_two_filters_are_driven_by_an_index() {
    let mut faults = BTreeSet::new();
    each(|conn, name, sql, header, samples| {
        let leaves_most = |n: usize| LEAVES_MOST.contains(&(name, header.parameters[n].name.as_str()));
        let filters: Vec<usize> =
            (0..samples.len()).filter(|n| header.parameters[*n].default.is_none() && !leaves_most(*n)).collect();
        for (first, second) in filters.iter().flat_map(|a| filters.iter().map(move |b| (*a, *b))) {
            let is_given = |n: usize| {
                let p = &header.parameters[n];
                p.is_required || p.default.is_some() || n == first || n == second
            };
            let values: Vec<(String, Value)> = samples
                .iter()
                .enumerate()
                .map(|(n, (known, value))| (known.clone(), if is_given(n) { value.clone() } else { Value::Null }))
                .collect();
            let settled = query(name, header, sql).settled(&values);
            let plan: Vec<String> = rows(conn, &format!("EXPLAIN QUERY PLAN {settled}"), samples)
                .into_iter()
                .map(|step| if let Value::Text(detail) = &step[3] { detail.clone() } else { String::new() })
                .collect();
            let scanned = plan.iter().find(|step| {
                let mut words = step.split(' ');
                let (what, of) = (words.next(), words.next().unwrap_or_default());
                LONG.contains(&of) && (what == Some("SCAN") || step.contains("AUTOMATIC"))
            });
            let given = [first, second].map(|n| header.parameters[n].flag());
            if let Some(step) = scanned {
                faults.insert(format!("{name} with {given:?}: {step}"));
            }
        }
    });
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A record of everything that has days: short and long spans, open and unknown ends, every role.
fn varied() -> Connection {
    let mut facts = String::from(
        "[source]\nkey = \"s\"\nkind = \"speech\"\ntitle = \"S\"\n\n[[topic]]\nkey = \"t\"\nlabel = \"T\"\n\n[[topic]]\nkey = \"u\"\nlabel = \"U\"\nparent = \"t\"\n\n",
    );
    for n in 0..4 {
        facts.push_str(&format!(
            "[[entity]]\nkey = \"e{n}\"\nkind = \"country\"\nname = \"Entity {n}\"\ncite = [\"x\"]\n\n"
        ));
    }
    let roles = [
        "speaker",
        "addressee",
        "donor",
        "recipient",
        "host",
        "guest",
        "participant",
        "actor",
        "target",
        "victim",
        "mediator",
        "promiser",
        "promisee",
        "implementer",
    ];
    let types = ["meeting", "visit", "attack", "other"];
    let date = |n: usize| {
        let (month, day) = (1 + n % 6, 1 + n % 28);
        match n % 7 {
            0 | 1 => format!("date = \"2020-{month:02}-{day:02}\"\n"),
            2 => format!("date = \"2020-{month:02}-01/2020-{month:02}-20\"\n"),
            3 => format!("date = \"2020-{month:02}\"\n"),
            4 => format!("date = \"2020-{month:02}-{day:02}/2020-12-24\"\n"),
            5 => format!("date = \"../2020-{month:02}-{day:02}\"\n"),
            _ => String::new(),
        }
    };
    for n in 0..140 {
        let parties = format!(
            "parties.{} = \"e{}\"\nparties.{} = \"e{}\"\n",
            roles[n % 14],
            n % 4,
            roles[(n + 5) % 14],
            (n / 3) % 4
        );
        let topics = ["", "topics = [\"t\"]\n", "topics = [\"u\"]\n"][n % 3];
        let status = ["occurred", "planned"][n % 2];
        let place = if n % 5 == 0 { "place = \"e1\"\n" } else { "" };
        facts.push_str(&match n % 4 {
            0 | 1 => format!("[[event]]\nkey = \"v{n}\"\ntype = \"{}\"\nstatus = \"{status}\"\n{place}{}{parties}{topics}cite = [\"x\"]\n\n", types[(n / 2) % 4], date(n)),
            2 => format!("[[statement]]\nkey = \"s{n}\"\nverb = \"says\"\nform = \"indirect\"\ngist = \"g\"\nspeaker_basis = \"stated\"\n{}{parties}{topics}cite = [\"x\"]\n\n", date(n)),
            _ => format!("[[pledge]]\nkey = \"p{n}\"\nkind = \"aid\"\ntitle = \"P\"\n{parties}cite = [\"x\"]\n\n[[stage]]\nkey = \"g{n}\"\npledge = \"p{n}\"\nstage = \"pledged\"\n{}{topics}cite = [\"x\"]\n\n", date(n)),
        });
    }
    let files = [("varied.toml".to_owned(), facts)];
    onrecord::record::create::in_memory(|conn| {
        onrecord::facts::load(conn, &files, &[], "facts", support::NOW).map(|_| ())
    })
    .unwrap()
}

#[test]
fn drivers_leave_out_nothing_that_the_filters_keep() {
    let conn = varied();
    let ids = |table: &str| -> Vec<i64> {
        let mut statement = conn.prepare(&format!("SELECT id FROM {table}")).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let (entities, topics, records) = (ids("entity"), ids("topic"), ids("record"));
    let mut seed = 7_u64;
    let mut below = move |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % limit
    };
    let (mut kept, mut driven) = (0, 0);
    for name in support::names("seed/queries", ".sql") {
        let sql = std::fs::read_to_string(support::root().join(format!("seed/queries/{name}.sql"))).unwrap();
        let header = Header::read(&name, &sql).unwrap();
        if header.drivers.is_empty() {
            continue;
        }
        driven += 1;
        let with = query(&name, &header, &sql);
        let without = query(&name, &Header { drivers: Vec::new(), ..header.clone() }, &sql);
        for _ in 0..250 {
            let mut values = Vec::new();
            for p in &header.parameters {
                let day = |n| format!("2020-{:02}-{:02}", 1 + n % 7, 1 + n % 28);
                let value: Value = match &p.kind {
                    _ if !p.is_required && below(10) > 3 => Value::Null,
                    Type::Entity(_) => entities[below(entities.len())].into(),
                    Type::Topic => topics[below(topics.len())].into(),
                    Type::Record(_) => records[below(records.len())].into(),
                    Type::Source | Type::Integer => 1.into(),
                    Type::Money => 1.0.into(),
                    Type::Currency => "EUR".to_owned().into(),
                    Type::Enum(words) => words[below(words.len())].clone().into(),
                    _ => day(below(400)).into(),
                };
                values.push((p.name.clone(), value));
            }
            let found = rows(&conn, &with.settled(&values), &values);
            kept += found.len();
            assert_eq!(found, rows(&conn, &without.settled(&values), &values), "{name} with {values:?}");
        }
    }
    assert!(driven >= 7 && kept > 1_000, "{driven} queries, only {kept} rows were compared");
}

#[test]
fn no_line_of_a_query_is_too_long_to_be_read() {
    for folder in ["queries", "checks", "show", "recipes"].map(|folder| format!("seed/{folder}")) {
        for name in support::names(&folder, ".sql") {
            let sql = std::fs::read_to_string(support::root().join(format!("{folder}/{name}.sql"))).unwrap();
            let is_long = |line: &str| !line.starts_with("--") && line.chars().count() > 120;
            let long = sql.lines().enumerate().find(|(_, line)| is_long(line));
            assert!(long.is_none(), "{folder}/{name}.sql:{}", long.unwrap().0 + 1);
        }
    }
}

#[test]
fn the_stock_shell_runs_every_file_unchanged() {
    if Command::new("sqlite3").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("sqlite3 is not installed: not compared");
        return;
    }
    let path = support::file("shell", support::fill_fixture);
    each(|_, name, sql, header, samples| {
        let values: Vec<(String, Value)> = samples
            .iter()
            .zip(&header.parameters)
            .map(|((known, value), p)| {
                (known.clone(), if p.is_required || p.default.is_some() { value.clone() } else { Value::Null })
            })
            .collect();
        let mut script = String::from(".mode quote\n.parameter init\n");
        for (known, value) in &values {
            let text = match value {
                Value::Integer(number) => number.to_string(),
                Value::Text(text) => format!("\"'{text}'\""),
                Value::Null => "NULL".to_owned(),
                other => panic!("{other:?}"),
            };
            script.push_str(&format!(".parameter set :{known} {text}\n"));
        }
        let file = path.with_file_name(format!("{name}.script"));
        std::fs::write(&file, format!("{script}{sql}")).unwrap();
        let output = Command::new("sqlite3")
            .arg("-readonly")
            .arg(&path)
            .stdin(std::fs::File::open(&file).unwrap())
            .output()
            .unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let theirs = String::from_utf8(output.stdout).unwrap();
        let theirs: Vec<String> = theirs.lines().map(shortest).collect();
        let conn = support::open(&path);
        let ours: Vec<String> =
            rows(&conn, sql, &values).iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
        assert_eq!(theirs, ours, "{name}");
    });
}

/// A line of the shell with its numbers in the fewest digits: it prints 14.0 as 13.999999999999999999.
fn shortest(line: &str) -> String {
    let number =
        |cell: &str| cell.parse().ok().filter(|_| cell.contains('.')).map(|number| quoted(&Value::Real(number)));
    line.split(',').map(|cell| number(cell).unwrap_or_else(|| cell.to_owned())).collect::<Vec<_>>().join(",")
}

/// A value as the shell's quote mode prints it.
fn quoted(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => format!("{number:?}"),
        Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Blob(_) => "blob".to_owned(),
    }
}

#[test]
fn a_person_finds_an_entity_by_any_of_its_names() {
    let path = support::file("names", support::fill_seed);
    let conn = support::open(&path);
    let resolve = |text: &str| onrecord::record::entity::resolve(&conn, text);
    let netherlands = resolve("netherlands").unwrap();
    for name in ["nl", "NLD", "Dutch", "Holland", "The Netherlands", "the  hague", "iso-3166-1-numeric:528"] {
        assert_eq!(resolve(name).ok(), Some(netherlands), "{name}");
    }
    assert_eq!(resolve("Mr Rutte").unwrap(), resolve("Mark Rutte").unwrap());
    assert_eq!(resolve("Türkiye").unwrap(), resolve("turkey").unwrap());
    assert_eq!(resolve("fips-10-4:GM").unwrap(), resolve("Germany").unwrap());
    assert!(resolve("Nederlands Antillen").is_err() && resolve("Congolese").is_err());
}
