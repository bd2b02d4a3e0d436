//! The library that lets one file call go wrong, built from `inject.c` where a C compiler is.
//!
//! It is made once for all tests of a run, beside what they build.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use super::child::is_installed;
use crate::support::root;

/// The built library; None, said by name, where it cannot be built.
pub fn built(who: &str) -> Option<&'static PathBuf> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        if !cfg!(target_os = "linux") || !is_installed("cc", "--version") {
            return None;
        }
        let library = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("inject.so");
        let draft = library.with_extension(std::process::id().to_string());
        let source = root().join("tests/faults/inject.c");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"]).arg(&draft).arg(source).arg("-ldl");
        assert!(compiler.status().unwrap().success(), "tests/faults/inject.c does not compile");
        // Another run of the tests may be using the old one.
        std::fs::rename(&draft, &library).unwrap();
        Some(library)
    });
    if built.is_none() {
        println!("skipped: {who} (needs Linux and a C compiler, `cc`)");
    }
    built.as_ref()
}
