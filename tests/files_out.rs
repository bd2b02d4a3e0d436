//! Files for other programs: workbooks, Parquet, pressed text; read back by libraries that are not the writers.

use crate::support::desk::Desk;
use std::fs::File;
use std::io::Read;

use calamine::{Data, Reader, Xlsx, open_workbook};
use flate2::read::GzDecoder;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

/// Values of every kind, a row each.
const VALUES: &str = "WITH v(n, v) AS (VALUES (1, 'plain'), (2, '=1+1'), (3, '@SUM(A1)'), (4, ''), (5, NULL), (6, 'é' || char(10) || '2'))
  SELECT n, v, n * 0.5 AS half, 9007199254740993 AS large, x'00ff' AS bytes FROM v";

fn sheets(desk: &Desk, name: &str) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = open_workbook(desk.0.join(name)).unwrap();
    let names = book.sheet_names().clone();
    let rows = |name: &String| book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect();
    names.clone().into_iter().zip(names.iter().map(rows).collect::<Vec<_>>()).collect()
}

#[test]
fn a_workbook_keeps_types_and_runs_nothing() {
    let desk = Desk::new("workbook", &[]);
    let (_, told) = desk.done(&["sql", VALUES, "-o", "v.xlsx"]);
    assert!(told.contains("integers beyond 2^53 are written as text"), "{told}");
    let sheets = sheets(&desk, "v.xlsx");
    let [(name, rows)] = sheets.as_slice() else { panic!("{sheets:?}") };
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!((name.as_str(), rows.len()), ("Answer", 7));
    assert_eq!(rows[0][..3], ["n", "v", "half"].map(text));
    assert_eq!(rows[2], [Data::Float(2.0), text("=1+1"), Data::Float(1.0), text("9007199254740993"), text("x'00ff'")]);
    assert_eq!(rows[3][1], text("@SUM(A1)"));
    assert_eq!((&rows[4][1], &rows[5][1], &rows[6][1]), (&Data::Empty, &Data::Empty, &text("é\n2")));
    // The same answer is the same bytes.
    desk.done(&["sql", VALUES, "-o", "w.xlsx"]);
    assert!(std::fs::read(desk.0.join("v.xlsx")).unwrap() == std::fs::read(desk.0.join("w.xlsx")).unwrap());
    // No cell is a formula, and no link is one that a click would follow.
    let mut parts = zip::ZipArchive::new(File::open(desk.0.join("v.xlsx")).unwrap()).unwrap();
    let mut sheet = String::new();
    parts.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(!sheet.contains("<f>") && !sheet.contains("hyperlink") && sheet.contains("frozen"), "{sheet}");
}

#[test]
fn each_statement_has_a_sheet_and_the_sources_have_theirs() {
    let desk = Desk::new("sheets", &[]);
    desk.done(&["sql", "SELECT 1 AS a; SELECT 2 AS b", "-o", "two.xlsx"]);
    let names: Vec<String> = sheets(&desk, "two.xlsx").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Answer", "Answer 2"]);
    let built_in = |arguments: &[&str]| desk.done(&[arguments, &["--db", "b.db"]].concat());
    desk.done(&["init", "b.db"]);
    built_in(&["ask", "pledges", "--donor", "nl", "--cite", "-o", "p.xlsx"]);
    let sheets_of = sheets(&desk, "p.xlsx");
    assert_eq!(sheets_of.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Answer", "Sources"]);
    let cell = |row: usize, name: &str| {
        let at = sheets_of[0].1[0].iter().position(|head| *head == Data::String(name.to_owned())).unwrap();
        sheets_of[0].1[row][at].clone()
    };
    assert_eq!(cell(1, "low"), Data::Float(3e9));
    assert_eq!(cell(1, "sources"), Data::String("[1]".to_owned()));
    assert!(
        matches!(&sheets_of[1].1[1][..], [Data::String(mark), Data::String(source)] if mark == "[1]" && source.contains("“has already donated about $3 billion”"))
    );
    // A day that is known is one; EDTF of another kind is text.
    built_in(&["ask", "offices", "-o", "o.xlsx"]);
    let days: Vec<Data> = sheets(&desk, "o.xlsx")[0].1.iter().flatten().cloned().collect();
    assert!(days.iter().any(|cell| matches!(cell, Data::DateTime(_))), "{days:?}");
}

#[test]
fn what_a_sheet_cannot_hold_is_refused_and_nothing_is_left() {
    let desk = Desk::new("sheet-bounds", &[]);
    let told = desk.refused(&["sql", "SELECT 1 AS n, printf('%.*c', 32768, 'x') AS long", "-o", "l.xlsx"]);
    assert!(told.contains("a cell of a sheet holds 32767 characters, and `long` of row 1 has more"), "{told}");
    assert!(told.contains("FILE.csv or FILE.jsonl"), "{told}");
    let many = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 1048576) SELECT n FROM c";
    let told = desk.refused(&["sql", many, "-o", "m.xlsx"]);
    assert!(told.contains("a sheet holds 1048576 rows, and there are more"), "{told}");
    assert!(!desk.0.join("l.xlsx").exists() && !desk.0.join("m.xlsx").exists());
}

#[test]
fn a_pressed_file_is_whole_and_a_mark_says_that_it_is_unicode() {
    let desk = Desk::new("pressed", &[]);
    let (plain, _) = desk.done(&["sql", VALUES, "--csv"]);
    desk.done(&["sql", VALUES, "-o", "v.csv.gz"]);
    let pressed = std::fs::read(desk.0.join("v.csv.gz")).unwrap();
    let mut text = String::new();
    GzDecoder::new(&*pressed).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain);
    desk.done(&["sql", VALUES, "-o", "w.csv.gz"]);
    assert_eq!(std::fs::read(desk.0.join("w.csv.gz")).unwrap(), pressed, "no name and no time stands in it");
    for (flag, marked) in [("--csv", true), ("--tsv", true), ("--jsonl", false)] {
        let (text, _) = desk.done(&["sql", "SELECT 'é' AS a", flag, "--bom"]);
        assert_eq!(text.starts_with('\u{feff}'), marked, "{flag}");
    }
}

/// The rows of a Parquet file: each column's name with its value as text, NULL left out.
fn rows(desk: &Desk, name: &str) -> Vec<Vec<(String, Field)>> {
    let reader = SerializedFileReader::new(File::open(desk.0.join(name)).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
    rows.map(|row| row.get_column_iter().map(|(name, field)| (name.clone(), field.clone())).collect()).collect()
}

#[test]
fn parquet_has_the_types_of_the_values() {
    let desk = Desk::new("parquet", &[]);
    desk.done(&["sql", VALUES, "-o", "v.parquet"]);
    let found = rows(&desk, "v.parquet");
    let values: Vec<Field> = found[1].iter().map(|(_, field)| field.clone()).collect();
    let bytes = Field::Bytes(vec![0_u8, 255].into());
    let text = |text: &str| Field::Str(text.to_owned());
    assert_eq!(values, [Field::Long(2), text("=1+1"), Field::Double(1.0), Field::Long(9_007_199_254_740_993), bytes]);
    assert_eq!((&found[3][1].1, &found[4][1].1), (&text(""), &Field::Null));
    // What comes later must be of the type that the first rows have.
    let told = desk.refused(&["sql", "SELECT 1 AS x UNION ALL SELECT 'one'", "-o", "m.parquet"]);
    assert!(told.contains("`x` does not: the first rows have several") && told.contains("CAST"), "{told}");
    let late = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 200000)
      SELECT iif(n = 150000, 'late', n) AS x FROM c";
    let told = desk.refused(&["sql", late, "-o", "late.parquet"]);
    assert!(told.contains("`x` does not: row 150000 is no whole number"), "{told}");
    // Several groups are one table.
    let many = late.replace("'late'", "-1");
    desk.done(&["sql", &many, "-o", "many.parquet"]);
    let reader = SerializedFileReader::new(File::open(desk.0.join("many.parquet")).unwrap()).unwrap();
    assert_eq!((reader.metadata().num_row_groups(), reader.metadata().file_metadata().num_rows()), (2, 200_000));
    let sum: i64 = rows(&desk, "many.parquet")
        .iter()
        .map(|row| if let Field::Long(number) = row[0].1 { number } else { panic!("{row:?}") })
        .sum();
    assert_eq!(sum, 200_000 * 200_001 / 2 - 150_000 - 1);
}

#[test]
fn exported_tables_have_days_and_decimal_amounts_and_years_have_folders() {
    let desk = Desk::new("parquet-tables", &[]);
    desk.done(&["init", "b.db"]);
    desk.done(&["export", "--db", "b.db", "--tables", "all", "--format", "parquet"]);
    desk.done(&["export", "--db", "b.db", "--tables", "years", "--format", "parquet", "--by-year"]);
    let pledges = rows(&desk, "all/pledges.parquet");
    let of = |name: &str| pledges[0].iter().find(|(known, _)| known == name).unwrap().1.clone();
    assert!(matches!(of("low"), Field::Decimal(amount) if amount.scale() == 4 && amount.precision() == 38));
    assert_eq!(of("last_day").to_string(), "2023-01-17");
    let count = |folder: &str, year: &str| rows(&desk, &format!("{folder}/year={year}/part-0.parquet")).len();
    let years: usize =
        ["2021", "2022", "2023", "__HIVE_DEFAULT_PARTITION__"].iter().map(|y| count("years/events", y)).sum();
    assert_eq!(years, rows(&desk, "all/events.parquet").len());
    let package = std::fs::read_to_string(desk.0.join("years/datapackage.json")).unwrap();
    assert!(package.contains("events/year=2023/part-0.parquet") && package.contains("\"data-package\""), "{package}");
    // An earlier export goes, with its folders; a table of no other form is made.
    desk.done(&["export", "--db", "b.db", "--tables", "years"]);
    assert!(!desk.0.join("years/events").exists() && desk.0.join("years/events.csv").exists());
    let (code, _, told) = desk.run(&["export", "--db", "b.db", "--tables", "x", "--format", "xlsx"]);
    assert!(code == 2 && told.contains("tables are exported as csv or parquet, and not as xlsx"), "{code} {told}");
}
