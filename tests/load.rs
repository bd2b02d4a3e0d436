//! What comes in, and what goes out again.

use crate::support;
use crate::support::dump::{assert_same, dump};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn onrecord(path: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("--db")
        .arg(path)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A copy of a file of the fixture, in the folder of a record, so that what is written beside it
/// goes there.
fn copied(record: &Path, name: &str) -> PathBuf {
    let to = record.with_file_name(Path::new(name).file_name().unwrap());
    std::fs::copy(support::root().join("tests/fixture").join(name), &to).unwrap();
    to
}

#[test]
fn every_recipe_loads_its_small_file_reconciles_and_loads_it_again_unchanged() {
    for (recipe, file, read, rejected) in [
        ("kiel", "import/kiel.csv", 4, 1),
        ("gdelt", "import/gdelt.tsv", 6, 1),
        ("icews", "import/icews.csv", 3, 1),
        ("plover", "import/plover.jsonl", 4, 2),
        ("ftm", "import/ftm.jsonl", 6, 1),
        ("iati", "import/iati.xml", 2, 0),
        ("web-annotation", "import/web-annotation.json", 4, 1),
        ("hypothesis", "import/hypothesis.json", 3, 1),
        ("quotations", "import/quotations.csv", 4, 2),
        ("claimreview", "import/claimreview.json", 3, 1),
        ("csl", "import/csl.json", 3, 1),
    ] {
        let path = support::file(&format!("import-{recipe}"), support::fill_seed);
        let input = copied(&path, file);
        let counts = |output: &Output| -> Vec<i64> {
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            text.lines()
                .nth(1)
                .unwrap_or_else(|| panic!("{recipe}: {}", stderr(output)))
                .split(',')
                .map(|n| n.parse().unwrap())
                .collect()
        };
        let first = counts(&onrecord(&path, &["import", recipe, input.to_str().unwrap(), "--csv"]));
        assert_eq!(first[..5], [read, read - rejected, 0, 0, rejected], "{recipe}");
        let second = counts(&onrecord(&path, &["import", recipe, input.to_str().unwrap(), "--csv"]));
        assert_eq!(second[..5], [read, 0, 0, read - rejected, rejected], "{recipe} again");
        let conn = support::open(&path);
        let findings = onrecord::check::run(&conn, &support::built_in_checks(), &[]).unwrap();
        assert!(
            findings.iter().all(|finding| finding.check == "reported-total-contradicted"),
            "{recipe}: {findings:?}"
        );
        if rejected > 0 {
            let kept = std::fs::read_to_string(format!("{}.rejected.csv", input.display())).unwrap();
            assert!(kept.starts_with("line,reason"), "{recipe}: {kept}");
        }
    }
}

#[test]
fn what_an_import_brings_answers_questions() {
    let path = support::file("answers", support::fill_seed);
    for (recipe, file) in [
        ("kiel", "import/kiel.csv"),
        ("ftm", "import/ftm.jsonl"),
        ("iati", "import/iati.xml"),
        ("gdelt", "import/gdelt.tsv"),
    ] {
        let input = copied(&path, file);
        assert!(onrecord(&path, &["import", recipe, input.to_str().unwrap()]).status.success());
    }
    let ask = |arguments: &[&str]| {
        String::from_utf8(onrecord(&path, &[&["ask"], arguments, &["--csv"]].concat()).stdout).unwrap()
    };
    let totals = ask(&["pledge-totals", "--donor", "nl", "--recipient", "ua"]);
    assert!(
        totals.contains("Netherlands,Ukraine,committed,EUR,sum of parts,5000000.0,5000000.0,0,1,,0,0,0"),
        "{totals}"
    );
    assert!(totals.contains("Netherlands,Ukraine,allocated,USD,sum of parts,1000000.0"), "{totals}");
    assert!(totals.contains("reported total,3000000000.0"), "the news report stands beside it: {totals}");
    assert!(
        totals.contains("Netherlands,Ukraine,allocated,,sum of parts,,,0,0,,0,0,1"),
        "an amount not given is not zero: {totals}"
    );
    let owned = ask(&["relations", "--entity", "Иван Фикстур"]);
    assert!(owned.contains("Ivan Fixture,owns,Fixture GmbH,60,2019"), "{owned}");
    let dates = ask(&["pledges", "--donor", "nl", "--stage", "allocated"]);
    assert!(dates.contains("../2022-12-31") && dates.contains("2022-03~"), "{dates}");
    let given = ask(&["pledges", "--recipient", "Malawi"]);
    assert!(
        given.contains("Wells & pumps,committed,1000.5,1000.5,EUR") && given.contains("disbursed,400.0,400.0,USD"),
        "{given}"
    );
}

#[test]
fn a_newer_release_updates_and_tells_what_vanished() {
    let path = support::file("release", support::fill_seed);
    let input = copied(&path, "import/icews.csv");
    onrecord(&path, &["import", "icews", input.to_str().unwrap()]);
    let text = std::fs::read_to_string(&input).unwrap();
    let newer: Vec<String> = text
        .lines()
        .filter(|line| !line.starts_with("2,"))
        .map(|line| line.replace("Consult,040,1.0", "Consult,040,2.0"))
        .collect();
    std::fs::write(&input, newer.join("\n")).unwrap();
    let output = onrecord(&path, &["import", "icews", input.to_str().unwrap(), "--csv"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.lines().nth(1).unwrap().starts_with("2,0,1,0,1,1,"), "{text}");
    assert!(stderr(&output).contains("icews-2"), "{}", stderr(&output));
}

#[test]
fn the_recipe_in_contributing_is_run_as_it_stands() {
    let path = support::file("contributing", support::fill_seed);
    let text = std::fs::read_to_string(support::root().join("CONTRIBUTING.md")).unwrap();
    let section = text.split("## Write a recipe").nth(1).unwrap();
    let block =
        |kind: &str| section.split(&format!("```{kind}\n")).nth(1).unwrap().split("```").next().unwrap().to_owned();
    let (table, recipe) = (path.with_file_name("visits.csv"), path.with_file_name("visits.sql"));
    std::fs::write(&table, block("csv")).unwrap();
    std::fs::write(&recipe, block("sql")).unwrap();
    for expected in ["2,1,0,0,1,0,1", "2,0,0,1,1,0,0"] {
        let output = onrecord(&path, &["import", recipe.to_str().unwrap(), table.to_str().unwrap(), "--csv"]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(told.lines().nth(1), Some(expected), "{}", stderr(&output));
        assert!(stderr(&output).contains("left out by the recipe, and how often: remarks 1"), "{}", stderr(&output));
    }
    let conn = support::open(&path);
    let sql = "SELECT event.title || ', ' || events.date || ' to ' || event.last_day || ', ' || place
          || (SELECT group_concat('; ' || role || ' ' || n || ' ' || printed, '') FROM party WHERE record_id = event.id ORDER BY role, n)
        FROM events JOIN event ON event.id = events.record_id WHERE events.key = 'visit-7'";
    assert_eq!(
        conn.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap(),
        "Mark Rutte visits Joe Biden, 2023-01-17 to 2023-01-17, United States; guest 1 Mark Rutte; host 1 Joe Biden; \
        participant 1 Fumio Kishida; participant 2 Ada Arc"
    );
    assert_eq!(
        conn.query_row("SELECT count(*) FROM record WHERE key = 'visit-8'", [], |row| row.get::<_, i64>(0)).unwrap(),
        0
    );
}

#[test]
fn the_pledges_in_contributing_are_loaded_as_they_stand() {
    let path = support::file("pledges", support::fill_seed);
    let text = std::fs::read_to_string(support::root().join("CONTRIBUTING.md")).unwrap();
    let section = text.split("## Write a recipe").nth(1).unwrap();
    let statements = section.split("```sql\n").nth(2).unwrap().split("```").next().unwrap();
    let head = "-- Pledges.\n--\n-- @reads csv\n-- @key 'ours-' || id\n-- @source.key our-pledges\n";
    let (table, recipe) = (path.with_file_name("pledges.csv"), path.with_file_name("pledges.sql"));
    std::fs::write(&recipe, format!("{head}{statements}")).unwrap();
    let csv = "id,title,donor,day,amount,url,words\n1,Tents,Japan,5 March 2023,1250.50,https://a.example/1,tents for all\n2,Boats,Italy,until 12/31/2022,Not given,https://a.example/1,boats\n";
    std::fs::write(&table, csv).unwrap();
    for expected in ["2,2,0,0,0,0,0", "2,0,0,2,0,0,0"] {
        let output = onrecord(&path, &["import", recipe.to_str().unwrap(), table.to_str().unwrap(), "--csv"]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(told.lines().nth(1), Some(expected), "{}", stderr(&output));
        let missed =
            "note: amounts that are not understood, so that nothing was made of them: 1: line 3: `Not given`\n";
        assert_eq!(stderr(&output), missed);
    }
    let conn = support::open(&path);
    assert_eq!(onrecord::check::run(&conn, &support::built_in_checks(), &[]).unwrap(), []);
    let sql = "SELECT group_concat(coalesce(low, as_written) || ' ' || first_day || ' ' || last_day, '; ') FROM pledges WHERE pledge LIKE 'ours-%'";
    let found: String = conn.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(found, "1250.5 2023-03-05 2023-03-05; Not given 0000-01-01 2022-12-31");
}

#[test]
fn strict_loads_nothing_when_a_row_is_rejected() {
    let path = support::file("strict", support::fill_seed);
    let before = dump(&path);
    let input = copied(&path, "import/kiel.csv");
    let output = onrecord(&path, &["import", "kiel", input.to_str().unwrap(), "--strict"]);
    assert_eq!(output.status.code(), Some(3));
    assert_same(&before, &dump(&path), "nothing is changed");
}

#[test]
fn all_faults_of_a_file_are_told_with_their_places_and_nothing_is_loaded() {
    let path = support::file("faults", support::fill_fixture);
    let before = dump(&path);
    let facts = path.with_file_name("bad.toml");
    std::fs::write(
        &facts,
        "[source]\nkey = \"bad\"\nkind = \"news-report\"\n\n[[event]]\nkey = \"b\"\ntype = \"meting\"\nstatus = \"occurred\"\ndate = \"2020-02-30\"\nparties.host = \"Nobody Known\"\ncite = [\"x\"]\n\n[[event]]\nkey = \"c\"\ntype = \"call\"\nstate = \"occurred\"\n",
    )
    .unwrap();
    let output = onrecord(&path, &["add", facts.to_str().unwrap()]);
    let told = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{told}");
    for wanted in [
        "bad.toml:9:8: `2020-02-30` is not a date",
        "bad.toml:7:8: `meting` is no type",
        "did you mean `meeting`?",
        "no entity is known as `Nobody Known`",
        "bad.toml:16:1: unknown field `state`",
    ] {
        assert!(told.contains(wanted), "{wanted} is not in\n{told}");
    }
    assert_same(&before, &dump(&path), "nothing is changed");
}

#[test]
fn loading_twice_changes_nothing_and_a_correction_changes_what_it_corrects() {
    let path = support::file("twice", support::fill_fixture);
    let before = dump(&path);
    let facts = copied(&path, "dam-reply.toml");
    let output = onrecord(&path, &["add", facts.to_str().unwrap()]);
    assert!(stderr(&output).contains("0 added or changed"), "{}", stderr(&output));
    assert_same(&before, &dump(&path), "nothing is changed");
    let text = std::fs::read_to_string(&facts).unwrap().replace("best = 14", "low = 13\nbest = 14");
    std::fs::write(&facts, text).unwrap();
    let output = onrecord(&path, &["add", facts.to_str().unwrap(), "--csv"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(told, "what,kind,key,differences\nchanged,figure,flood-missing-2,low: none -> 13\n");
    let batch = support::open(&path).query_row("SELECT max(id) FROM batch", [], |row| row.get::<_, i64>(0)).unwrap();
    assert!(onrecord(&path, &["purge", &batch.to_string()]).status.success());
    assert_same(&before, &dump(&path), "taking the batch out puts the number back");
}

#[test]
fn a_merge_can_be_taken_back() {
    let path = support::file("merge", support::fill_fixture);
    let before = dump(&path);
    assert!(onrecord(&path, &["merge", "Ada Arc", "Queen Rita"]).status.success());
    let conn = support::open(&path);
    let resolve = |name: &str| onrecord::record::entity::resolve(&conn, name).unwrap();
    assert_eq!(resolve("rita-of-ruritania"), resolve("ada-arc"), "the old key still leads there");
    assert_eq!(onrecord::check::run(&conn, &support::built_in_checks(), &[]).unwrap(), []);
    let batch = conn.query_row("SELECT max(id) FROM batch", [], |row| row.get::<_, i64>(0)).unwrap();
    drop(conn);
    assert!(onrecord(&path, &["purge", &batch.to_string()]).status.success());
    assert_same(&before, &dump(&path), "what was taken out or merged is as it was");
}

#[test]
fn taking_out_what_others_rest_on_needs_leave_and_an_id_is_never_given_twice() {
    let path = support::file("rest", support::fill_fixture);
    let before = dump(&path);
    let refused = onrecord(&path, &["remove", "flood"]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(stderr(&refused).contains("flood-missing-1"), "{}", stderr(&refused));
    assert_same(&before, &dump(&path), "nothing is changed");
    assert!(onrecord(&path, &["remove", "flood", "--with-dependents"]).status.success());
    let conn = support::open(&path);
    assert_eq!(onrecord::check::run(&conn, &support::built_in_checks(), &[]).unwrap(), []);
    let last = conn
        .query_row("SELECT seq FROM sqlite_sequence WHERE name = 'record'", [], |row| row.get::<_, i64>(0))
        .unwrap();
    assert!(last >= conn.query_row("SELECT max(id) FROM record", [], |row| row.get::<_, i64>(0)).unwrap());
    let batch = conn.query_row("SELECT max(id) FROM batch", [], |row| row.get::<_, i64>(0)).unwrap();
    drop(conn);
    assert!(onrecord(&path, &["purge", &batch.to_string()]).status.success());
    assert_same(&before, &dump(&path), "what was taken out or merged is as it was");
}

#[test]
fn a_killed_load_leaves_the_file_as_it_was() {
    let path = support::file("killed", support::fill_seed);
    let before = dump(&path);
    let input = path.with_file_name("many.csv");
    let header = "event_id,event_date,source_name,source_sectors,event_text,cameo_code,intensity,target_name,target_sectors,story_id,sentence_number,publisher,country";
    let rows: Vec<String> =
        (0..60_000).map(|n| format!("{n},2018-06-01,Japan,,Consult,040,1.0,Actor {n},,{n},1,Times,Japan")).collect();
    std::fs::write(&input, format!("{header}\n{}", rows.join("\n"))).unwrap();
    let facts = path.with_file_name("many.toml");
    let visit = |n: usize| {
        format!(
            "[[event]]\nkey = \"v-{n}\"\ntype = \"visit\"\nstatus = \"occurred\"\ncite = [{{ sentence = {n} }}]\n\n"
        )
    };
    let visits: String = (1..4_000).map(visit).collect();
    std::fs::write(&facts, format!("[source]\nkey = \"many\"\nkind = \"speech\"\ntitle = \"Many\"\n\n{visits}"))
        .unwrap();
    let (input, facts) = (input.to_str().unwrap(), facts.to_str().unwrap());
    let mut killed = 0;
    for (wait, arguments) in [
        (20, ["import", "icews", input].as_slice()),
        (150, &["import", "icews", input]),
        (600, &["import", "icews", input]),
        (20, &["add", facts]),
        (100, &["add", facts]),
        (300, &["add", facts]),
    ] {
        let copy = path.with_file_name("copy.db");
        std::fs::copy(&path, &copy).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .arg("--db")
            .arg(&copy)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = child.kill();
        // One that was done before it could be killed has loaded all of it.
        if !child.wait().unwrap().success() {
            killed += 1;
            assert_same(&before, &dump(&copy), "nothing is changed");
        }
    }
    assert!(killed >= 2, "only {killed} of the loads were killed");
}

#[test]
fn an_amount_that_the_cited_words_do_not_give_is_noted() {
    let path = support::file("money", support::fill_seed);
    let facts = path.with_file_name("money.toml");
    let text = "[source]\nkey = \"s\"\nkind = \"speech\"\ntitle = \"S\"\n\n[[pledge]]\nkey = \"p\"\nkind = \"aid\"\ntitle = \"P\"\ncite = [\"x\"]\n\n[[stage]]\nkey = \"g\"\npledge = \"p\"\nstage = \"pledged\"\nmoney = \"$5 billion\"\ncite = [\"about $2 billion\"]\n";
    std::fs::write(&facts, text).unwrap();
    let output = onrecord(&path, &["add", facts.to_str().unwrap(), "--dry-run"]);
    assert!(
        stderr(&output).contains("money.toml:16:9: the cited words `about $2 billion` are another amount"),
        "{}",
        stderr(&output)
    );
    std::fs::write(&facts, text.replace("$5", "about $2")).unwrap();
    let output = onrecord(&path, &["add", facts.to_str().unwrap(), "--dry-run"]);
    assert!(!stderr(&output).contains("another amount"), "{}", stderr(&output));
    // Another source that is cited for it may give another amount.
    assert!(onrecord(&path, &["add", facts.to_str().unwrap()]).status.success());
    let second = "[source]\nkey = \"s2\"\nkind = \"speech\"\ntitle = \"S2\"\n\n[[cite]]\nrecord = \"g\"\ncite = [\"6 billion dollars\"]\n";
    std::fs::write(&facts, second).unwrap();
    let output = onrecord(&path, &["add", facts.to_str().unwrap(), "--dry-run"]);
    let told = stderr(&output);
    assert!(told.contains("the cited words `6 billion dollars` are another amount than this"), "{told}");
    std::fs::write(&facts, second.replace("6 billion", "about 2 billion")).unwrap();
    let output = onrecord(&path, &["add", facts.to_str().unwrap(), "--dry-run"]);
    assert!(!stderr(&output).contains("another amount"), "{}", stderr(&output));
}

#[test]
fn the_built_in_facts_loaded_once_more_change_nothing() {
    let path = support::file("once-more", support::fill_seed);
    let files: Vec<String> = support::names("seed/record", ".toml")
        .iter()
        .map(|name| support::root().join(format!("seed/record/{name}.toml")).display().to_string())
        .collect();
    let arguments: Vec<&str> = ["add", "--dry-run"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let output = onrecord(&path, &arguments);
    assert!(
        stderr(&output).contains("0 added or changed"),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        stderr(&output)
    );
}

#[test]
fn a_fact_that_lacks_what_it_needs_tells_its_other_faults_too() {
    let text = "[source]\nkey = \"two\"\nkind = \"data-set\"\n\n[[relation]]\nkey = \"r\"\nsubject = \"nobody-known\"\n\
        predicate = \"part-of\"\nobject = \"arcadia\"\n\n[[stage]]\nkey = \"s\"\npledge = \"no-such-pledge\"\nstage = \"hoped-for\"\n\
        date = \"soon\"\n\n[[event]]\nkey = \"e\"\ntype = \"meeting\"\ntitle = \"Talks\"\nstatus = \"hoped\"\nparties.guest = [\"nobody-at-all\"]\n";
    let files = [("two.toml".to_owned(), text.to_owned())];
    let told =
        onrecord::facts::load(&support::in_memory(), &files, &[], "facts", support::NOW).unwrap_err().to_string();
    for fault in [
        "`nobody-known`",
        "`no-such-pledge`",
        "`hoped-for` is no stage",
        "`soon` is not a date",
        "`hoped` is no status",
        "`nobody-at-all`",
    ] {
        assert!(told.contains(fault), "{fault} is not told: {told}");
    }
}
