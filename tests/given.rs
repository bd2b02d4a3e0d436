//! What is given to be entered: faults of a file told at once, texts that are sources already, pages in their encodings.

use std::fs;

use crate::support::desk::Desk;

#[test]
fn all_that_is_wrong_is_told_at_once_and_nothing_that_follows_from_it() {
    let facts = "[source]\nkey = \"R1\"\nkind = \"newsreport\"\npublished = \"2023-13-45\"\npubished = \"x\"\n\n\
        [[event]]\nkey = \"e\"\ntype = \"bombing\"\ntitle = \"E\"\nstatus = \"occurred\"\ndate = { date = \"2023-01-16\", words = \"on Wednesday\" }\ncite = [\"on Wednesday\"]\n\n\
        [[figure]]\nkey = \"f\"\nabout = \"e\"\nmeasure = \"dead\"\nbest = \"12\"\nunit = \"people\"\nas_written = \"12\"\ncite = [\"12\"]\n";
    let desk = Desk::new("all-at-once", &[("f.toml", facts)]);
    let told = desk.refused(&["add", "f.toml"]);
    for (place, what) in [
        ("f.toml:2:7", "`R1` is no key"),
        ("f.toml:3:8", "`newsreport` is no kind"),
        ("f.toml:4:13", "`2023-13-45` is not a date"),
        ("f.toml:5:1", "unknown field `pubished`"),
        ("f.toml:9:8", "`bombing` is no type"),
        ("f.toml:19:8", "a number is wanted here, and not a text"),
    ] {
        assert!(told.contains(&format!("{place}: {what}")), "{place}: {what}: {told}");
    }
    assert!(told.contains("6 faults"), "{told}");
}

#[test]
fn a_text_is_one_source_and_a_hash_is_one() {
    let source = |key: &str, hash: &str| {
        format!("[source]\nkey = \"{key}\"\nkind = \"speech\"\ntitle = \"S\"\nsha256 = \"{hash}\"\n")
    };
    let hash = "2ae7f4a8a6bb7a1f6ee2cc8bb6a3a2a9c9d0ba01da0b5b5e6f2ff3b2a1c0de00";
    let desk = Desk::new(
        "one-text",
        &[("a.toml", &source("a", hash)), ("b.toml", &source("b", hash)), ("c.toml", &source("c", "abc"))],
    );
    desk.done(&["add", "a.toml"]);
    let told = desk.refused(&["add", "b.toml"]);
    assert!(
        told.contains("b.toml:5:10: this text is that of the source `a` already")
            && told.matches("error:").count() == 1,
        "{told}"
    );
    let told = desk.refused(&["add", "c.toml"]);
    assert!(told.contains("c.toml:5:10: `abc` is none: a hash is 64 digits"), "{told}");
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_declares_and_what_is_no_text_is_told() {
    let desk = Desk::new("encodings", &[]);
    let story = "<p>安倍首相は会見で述べた。</p>".repeat(30);
    let page = |charset: &str| {
        format!(
            "<html><head><meta charset={charset}><title>首相</title></head><body><article>{story}</article></body></html>"
        )
    };
    let page = page("Shift_JIS");
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&page);
    fs::write(desk.0.join("sj.html"), &bytes).unwrap();
    desk.done(&["new", "sj.html", "-o", "sj.toml"]);
    assert!(fs::read_to_string(desk.0.join("sj.txt")).unwrap().contains("安倍首相は会見で述べた。"));
    let utf_16: Vec<u8> = "Ada Arc spoke of the dam.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes, told) in [
        ("u16.txt", utf_16.as_slice(), "looks like UTF-16"),
        ("png.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a picture"),
        ("bin.txt", b"abc\0\0\0\0d\0\0\0\0ef", "holds bytes that no text has"),
        ("fake.docx", b"not a zip", "is no word-processor file"),
        ("l1.txt", b"caf\xe9", "is not UTF-8 at byte 4"),
    ] {
        fs::write(desk.0.join(name), bytes).unwrap();
        let told_of = desk.refused(&["new", name]);
        assert!(told_of.contains(told), "{name}: {told_of}");
    }
    desk.done(&["new", "u16.txt", "--encoding", "utf-16le", "-o", "wide.toml"]);
    let told = desk.refused(&["new", "l1.txt", "--encoding", "shift_jis"]);
    assert!(told.contains("has bytes that are no letter of Shift_JIS"), "{told}");
}
