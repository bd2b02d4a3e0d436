//! The bare step loop: what SQLite alone takes for a statement, with nothing written.
//!
//! `cargo bench --bench step -- FILE SQL` prints milliseconds; `benches/compare` sets the writers
//! against it.

use std::time::Instant;

use rusqlite::{Connection, OpenFlags};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [file, sql] = arguments.as_slice() else {
        eprintln!("usage: cargo bench --bench step -- FILE SQL");
        return;
    };
    let conn = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file opens");
    let mut statement = conn.prepare(sql).expect("the SQL is right");
    let start = Instant::now();
    let mut rows = statement.raw_query();
    let mut count = 0_u64;
    while rows.next().expect("a row").is_some() {
        count += 1;
    }
    println!("{count} rows in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
}
