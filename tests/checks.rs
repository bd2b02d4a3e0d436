//! What must hold of every check.

use crate::support;
use onrecord::check;

#[test]
fn the_invented_record_is_sound() {
    let conn = support::in_memory();
    assert_eq!(check::run(&conn, &support::built_in_checks(), &[]).unwrap(), []);
}

#[test]
fn the_built_in_record_is_sound() {
    let path = support::file("sound", support::fill_seed);
    let conn = support::open(&path);
    assert_eq!(check::run(&conn, &support::built_in_checks(), &[]).unwrap(), []);
}

/// What a check finds after a fault is planted: its key and the reason.
fn found(name: &str, planted: &str) -> Vec<String> {
    let findings = check::run(&support::with_fault(planted), &support::built_in_checks(), &[name.to_owned()]).unwrap();
    findings.into_iter().map(|finding| format!("{}: {}", finding.key, finding.reason)).collect()
}

#[test]
fn every_check_finds_what_is_planted_for_it_and_nothing_else() {
    let rewrites = std::env::var("TRYCMD").is_ok_and(|wish| wish == "overwrite");
    for name in support::names("seed/checks", ".sql") {
        let files = support::planted(&name);
        assert!(!files.is_empty(), "no fault is planted for {name}");
        for planted in files {
            let path = support::root().join(&planted);
            let text = std::fs::read_to_string(&path).unwrap();
            let told: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("-- finds ")).collect();
            let found = found(&name, &planted);
            if rewrites {
                let rest: Vec<&str> = text.lines().filter(|line| !line.starts_with("-- finds ")).collect();
                let finds = found.iter().map(|line| format!("-- finds {line}\n"));
                std::fs::write(&path, finds.collect::<String>() + &rest.join("\n") + "\n").unwrap();
            } else {
                assert!(!told.is_empty() && told == found, "{planted} says {told:#?}, and {name} finds {found:#?}");
            }
        }
    }
}

#[test]
fn a_dangling_reference_is_found() {
    let conn = support::in_memory();
    conn.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM event WHERE id = (SELECT id FROM record WHERE key = 'arc-rita-meeting')").unwrap();
    let findings = check::run(&conn, &support::built_in_checks(), &["dangling-reference".to_owned()]).unwrap();
    assert!(findings.iter().any(|finding| finding.key == "statement"), "{findings:?}");
}

#[test]
fn an_unknown_check_is_an_error() {
    let conn = support::in_memory();
    assert!(check::run(&conn, &support::built_in_checks(), &["no-such".to_owned()]).is_err());
}

#[test]
fn what_a_check_advises_is_shown_so_and_fails_nothing() {
    let facts = "[source]\nkey = \"paper\"\nkind = \"news-report\"\ntitle = \"A paper\"\npublished = \"2023-01-10\"\npublished_basis = \"stated\"\n\n\
        [[event]]\nkey = \"talks\"\ntype = \"meeting\"\ntitle = \"They met\"\nstatus = \"occurred\"\ndate = \"2023-01-17\"\ncite = [{ words = \"They met\" }]\n";
    let desk = support::desk::Desk::new("advised", &[("paper.toml", facts)]);
    desk.done(&["add", "paper.toml"]);
    let (stdout, stderr) = desk.done(&["check", "--csv"]);
    let told = "likely,event-after-its-report,talks,\"it is told as occurred on 2023-01-17, and its latest source, paper, is of 2023-01-10\"";
    assert!(stdout.contains(told), "{stdout}");
    assert!(stderr.contains("1 of these ask for a look and are no faults"), "{stderr}");
    let why = "judged.event-after-its-report = { words = \"2023-01-17\", why = \"The paper is dated wrongly\" }\n";
    desk.write("paper.toml", &(facts.to_owned() + why));
    desk.done(&["add", "paper.toml"]);
    assert!(desk.done(&["check"]).1.contains("nothing is wrong"));
    // A check of one's own says how likely in a word that is known.
    std::fs::create_dir(desk.0.join("checks")).unwrap();
    desk.write("checks/odd.sql", "-- Odd ones.\n--\n-- @advises perhaps\nSELECT 'a', 'b';\n");
    assert!(desk.run(&["check", "odd"]).2.contains("`likely` or `possible`"));
}
