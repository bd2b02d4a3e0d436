//! The seed is embedded in the program, so a change in it is a change of the program.

fn main() {
    println!("cargo::rerun-if-changed=seed");
    println!("cargo::rerun-if-changed=schema.sql");
}
