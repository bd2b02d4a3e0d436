//! Options that must be known early.

use super::*;

fn early(arguments: &[&str]) -> Options {
    Options::early(&arguments.iter().map(OsString::from).collect::<Vec<_>>())
}

#[test]
fn the_record_is_known_wherever_it_is_named() {
    for arguments in [
        &["q", "--db", "a.db"][..],
        &["q", "--speaker", "rutte", "--db", "a.db"],
        &["q", "--speaker", "rutte", "--db=a.db", "--csv"],
        &["q", "--db", "b.db", "--limit", "1", "--db", "a.db"],
    ] {
        assert_eq!(early(arguments).db, Some(PathBuf::from("a.db")), "{arguments:?}");
    }
    assert_eq!(early(&["q", "--speaker=--db", "--dbx", "a.db", "--", "--db", "b.db"]).db, None);
    assert_eq!(early(&["q", "--timeout", "1.5"]).timeout, Some(1.5));
}

#[cfg(unix)]
#[test]
fn a_path_need_not_be_utf_8() {
    use std::os::unix::ffi::OsStringExt;
    let odd = |text: &[u8]| OsString::from_vec(text.to_vec());
    for arguments in [vec![odd(b"q"), odd(b"--db"), odd(b"a\xff.db")], vec![odd(b"q"), odd(b"--db=a\xff.db")]] {
        assert_eq!(Options::early(&arguments).db, Some(odd(b"a\xff.db").into()));
    }
}

#[test]
fn times_that_cannot_be_waited_are_refused() {
    for bad in ["-1", "nan", "inf", "1e300", "soon", ""] {
        assert!(seconds(bad).is_err(), "{bad}");
    }
    assert_eq!((seconds("0"), seconds("2.5")), (Ok(0.0), Ok(2.5)));
}
