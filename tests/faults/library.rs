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
        let library = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("inject-{}.so", std::process::id()));
        let source = root().join("tests/faults/inject.c");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"]).arg(&library).arg(source).arg("-ldl");
        assert!(compiler.status().unwrap().success(), "tests/faults/inject.c does not compile");
        Some(library)
    });
    if built.is_none() {
        println!("skipped: {who} (needs Linux and a C compiler, `cc`)");
    }
    built.as_ref()
}
