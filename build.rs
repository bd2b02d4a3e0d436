//! The seed is embedded in the program, so a change in it is a change of the program.
//!
//! What must happen before Rust starts is a few lines of C, linked into the program alone.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=seed");
    println!("cargo::rerun-if-changed=schema.sql");
    println!("cargo::rerun-if-changed=src/start.c");
    if env::var_os("CARGO_CFG_UNIX").is_some() {
        for object in cc::Build::new().file("src/start.c").compile_intermediates() {
            println!("cargo::rustc-link-arg-bins={}", object.display());
        }
        // A static C library gives only what was wanted before it was named, and Rust names it before these files.
        if env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|library| library == "musl") {
            println!("cargo::rustc-link-arg-bins=-lc");
        }
    }
}
