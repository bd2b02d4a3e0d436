//! The built-in record without a file: the image inside the program is what its facts make, and asking it
//! leaves nothing behind.

use crate::support;

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

#[test]
fn the_image_is_what_the_facts_make() {
    let image = support::root().join("seed/built-in.db.gz");
    let made = support::file("image-made", support::fill_seed);
    let mut kept = Vec::new();
    GzDecoder::new(std::fs::File::open(&image).unwrap()).read_to_end(&mut kept).unwrap();
    let path = made.with_file_name("kept.db");
    std::fs::write(&path, &kept).unwrap();
    let (made_rows, kept_rows) = (support::dump::dump(&made), support::dump::dump(&path));
    let told = support::dump::differences(&made_rows, &kept_rows);
    if told.is_empty() {
        return;
    }
    if std::env::var("TRYCMD").is_ok_and(|wish| wish == "overwrite") {
        let mut encoder = GzEncoder::new(std::fs::File::create(&image).unwrap(), Compression::best());
        encoder.write_all(&std::fs::read(&made).unwrap()).unwrap();
        encoder.finish().unwrap();
        return;
    }
    panic!(
        "seed/built-in.db.gz is not what the facts make; `TRYCMD=overwrite cargo test image` makes it anew: {told:#?}"
    );
}

/// Runs in a folder without a record named by anybody; the code, what it says, and what stands there then.
fn run_in(folder: &Path, arguments: &[&str]) -> (i32, String, usize) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("ONRECORD_DB")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code().unwrap(), told, std::fs::read_dir(folder).unwrap().count())
}

#[test]
fn asking_makes_no_file_and_finds_one_in_a_folder_above() {
    let above = std::env::temp_dir().join(format!("onrecord-above-{}", std::process::id()));
    let folder = above.join("below/it");
    std::fs::create_dir_all(&folder).unwrap();
    for arguments in [
        &["ask", "pledges"][..],
        &["ask", "no-such"],
        &["ask"],
        &["ask", "pledges", "--help"],
        &["sql", "select count(*) from record"],
        &["schema"],
        &["check"],
        &["no-such"],
    ] {
        let (code, told, count) = run_in(&folder, arguments);
        assert!(count == 0 && (code == 0 || arguments[arguments.len() - 1] == "no-such"), "{arguments:?}: {told}");
    }
    let (_, told, _) = run_in(&folder, &["ask", "pledges", "--csv"]);
    assert!(told.contains("Dutch support for Ukraine") && told.contains("the built-in record is asked"), "{told}");
    assert_eq!(run_in(&above, &["init", "--empty"]).0, 0);
    let (code, told, count) = run_in(&folder, &["ask", "pledges", "--csv"]);
    assert!((code, count) == (0, 0) && !told.contains("Ukraine") && !told.contains("built-in"), "{told}");
    std::fs::remove_dir_all(&above).unwrap();
}
