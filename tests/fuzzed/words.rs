//! What people write: heads of questions, dates, amounts, texts, facts.

use onrecord::import::recipe::Recipe;
use onrecord::script::header::Header;
use onrecord::script::settle::settle;
use onrecord::value::{in_words, money::Money, passage, quotation, sentence, told_day, typed};
use onrecord::{facts, reading, text};
use rusqlite::Connection;

use super::{examples, fixture, fuzz, of_seed, words};
use crate::support;

fn minor_unit(code: &str) -> Option<u32> {
    ["EUR", "USD", "UAH"].contains(&code).then_some(2)
}

#[test]
fn heads_and_guards() {
    let queries = of_seed("queries", ".sql");
    fuzz("heads", &queries, |bytes| {
        let sql = words(bytes);
        let _ = Header::read("q", &sql);
        let _ = onrecord::script::whole(&sql);
    });
    // What is settled is a statement where what was given is one.
    let conn = support::in_memory();
    fuzz("guards", &queries, |bytes| {
        let sql = words(bytes);
        if conn.prepare(&sql).is_ok() {
            for given in [true, false] {
                let settled = settle(&sql, &[], &|_| given);
                let prepared = conn.prepare(&settled).map(drop);
                assert!(prepared.is_ok(), "{prepared:?}: {settled}");
            }
        }
    });
}

#[test]
fn dates_and_money() {
    let days = examples(&[
        "2023-01-17",
        "[2023-01-09..2023-01-15]",
        "2022-10/..",
        "../2023-01-17",
        "2022-02~",
        "last week",
        "am Montag",
        "in late March",
        "17 January 2023",
        "vorige week dinsdag",
        "\u{661}\u{667}",
        "two days before Christmas",
        "between May 3 and 5",
        "1. Mai 2024",
    ]);
    fuzz("dates", &days, |bytes| {
        let told = words(bytes);
        if let Ok(date) = typed::date(&told) {
            assert!(date.first <= date.last, "{told}: {date:?}");
        }
        let _ = typed::relative(&told, "2023-01-17");
        let _ = in_words::in_words(&told);
        for edtf in told_day::readings(&told, "2023-01-17") {
            assert!(typed::date(&edtf).is_ok(), "{told}: {edtf}");
        }
        let _ = told_day::find(&told, Some("2023-01-17"), None);
    });
    let money = examples(&[
        "EUR 2.5 billion",
        "about $3 billion",
        "nearly two billion euros",
        "more than 500,000 euros",
        "$1 billion more",
        "1.234,56 EUR",
        "between 3 and 5 million dollars",
        "2,5 Milliarden Euro",
        "half a billion",
        "UAH 100",
        "\u{20ac}1,000",
        "US$5m",
    ]);
    fuzz("money", &money, |bytes| {
        let told = words(bytes);
        if let Ok(money) = Money::read(&told, None, minor_unit) {
            assert!(!matches!((money.low, money.high), (Some(low), Some(high)) if low > high), "{told}: {money:?}");
        }
        let _ = Money::find(&told, Some("en"), minor_unit);
        let _ = typed::amount(&told);
    });
}

#[test]
fn texts_are_parted_as_they_stand() {
    let texts = fixture(&["dam-report.txt", "dam-reply.txt", "yearbook.txt"]);
    fuzz("sentences", &texts, |bytes| {
        let told = words(bytes);
        for ranges in [sentence::sentences(&told), quotation::quotations(&told)] {
            let mut last = 0;
            for range in ranges {
                assert!(range.start >= last && range.start < range.end, "{range:?}");
                assert!(told.get(range.clone()).is_some(), "{range:?} is not of whole letters");
                last = range.start;
            }
        }
        let some: String = told.chars().skip(told.chars().count() / 2).take(12).collect();
        for found in passage::find(&told, &some) {
            assert_eq!(&told[found.bytes.clone()], some);
        }
        let _ = (text::visible(bytes), text::width::wrap(&told, 20), text::sentence(&told));
    });
    fuzz("drafts", &texts, |bytes| {
        let told: String = words(bytes).chars().take(1_500).collect();
        let said = reading::speech::speeches(&told, None);
        let _ = reading::doing::doings(&told, None, &said);
    });
}

#[test]
fn facts_and_recipes() {
    let facts = fixture(&["words.toml", "dam-report.toml", "dam-reply.toml", "whole.toml"]);
    let conn = support::in_memory();
    conn.execute_batch("BEGIN").unwrap();
    fuzz("facts", &facts, |bytes| {
        conn.execute_batch("SAVEPOINT one").unwrap();
        let _ = facts::load(&conn, &[("f.toml".to_owned(), words(bytes))], &[], "facts", support::NOW);
        conn.execute_batch("ROLLBACK TO one; RELEASE one").unwrap();
    });
    let count =
        |conn: &Connection| conn.query_row("SELECT count(*) FROM batch", [], |row| row.get::<_, i64>(0)).unwrap();
    assert!(count(&conn) < 20, "what failed is not in");
    fuzz("recipes", &of_seed("recipes", ".sql"), |bytes| drop(Recipe::read("r", &words(bytes))));
}
