//! The command line means what it says: options stand anywhere, none swallows the next, and what is
//! not understood is an error.

use crate::support;

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

fn run(arguments: &[&str]) -> (i32, String, String) {
    static RECORD: OnceLock<PathBuf> = OnceLock::new();
    let record = RECORD.get_or_init(|| support::file("options", support::fill_fixture));
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .current_dir(record.parent().unwrap())
        .env("ONRECORD_DB", record)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_is_not_understood_is_an_error_that_says_what() {
    for (arguments, code, told) in [
        (&["ask", "who-said", "--words", "--csv"][..], 2, "a value is required for '--words"),
        (&["ask", "entities", "--name", "--kinf", "person"], 2, "unexpected argument '--kinf'"),
        (&["ask", "--nosuch", "pledges"], 2, "unexpected argument '--nosuch'"),
        (&["ask", "--donor", "arcadia", "pledges"], 2, "unexpected argument '--donor'"),
        (&["ask", "pledges", "--limit", "-1"], 2, "it is not a number of rows"),
        (&["sql", "select 1", "--limit", "-1"], 2, "it is not a number of rows"),
        (&["sql", "select 1", "--width", "wide"], 2, "it is not a number of columns"),
        (&["sql", "select 1", "-o", "a.ods"], 2, "the ending of `a.ods` names no format"),
        (&["sql", "select 1", "-o", "a.odt.gz"], 2, "the ending of `a.odt.gz` names no format"),
        (&["sql", "--nosuch"], 2, "unexpected argument '--nosuch'"),
        (&["nosuch"], 2, "`nosuch` is no command"),
    ] {
        let (found, stdout, stderr) = run(arguments);
        assert!(found == code && stderr.contains(told) && stdout.is_empty(), "{arguments:?}: {found} {stdout}{stderr}");
    }
}

#[test]
fn sql_may_begin_with_a_comment_and_names_are_sqlites() {
    for arguments in [
        &["sql", "-- a: comment\nselect 7 as x", "--csv"][..],
        &["sql", "--\nselect 7 as x", "--csv"],
        &["sql", "--without a space\nselect 7 as x", "--csv"],
        &["sql", "--csv", "-c", "-- c\nselect 7 as x"],
        &["sql", "select :é as x", "-p", "é=7", "--csv"],
        &["--csv", "sql", "/* c */ select 7 as x"],
    ] {
        let (code, stdout, stderr) = run(arguments);
        assert_eq!((code, stdout.as_str()), (0, "x\n7\n"), "{arguments:?}: {stderr}");
    }
    let (_, _, stderr) = run(&["sql", "-- c\nselect nosuch"]);
    assert!(stderr.contains("2 | select nosuch\n           ^") || stderr.contains("2 | select nosuch"), "{stderr}");
}

#[test]
fn the_help_of_ask_is_of_ask() {
    for arguments in [&["ask", "--help"][..], &["ask", "-h"]] {
        let (code, stdout, _) = run(arguments);
        assert!(code == 0 && stdout.starts_with("Ask a named question"), "{stdout}");
    }
}
