//! Pictures: what is drawn is what the rows say, as characters and as SVG.

use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::support;

/// What a command writes on an invented record.
fn written(record: &std::path::Path, arguments: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(arguments.split(' '))
        .env("ONRECORD_DB", record)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The questions that make pictures, with the kinds they make.
fn questions() -> Vec<(String, Vec<String>)> {
    let header = |name: &String| {
        let sql = std::fs::read_to_string(support::root().join(format!("seed/queries/{name}.sql"))).unwrap();
        onrecord::script::header::Header::read(name, &sql).unwrap()
    };
    let names = support::names("seed/queries", ".sql");
    let all: Vec<_> = names.into_iter().map(|name| (header(&name).chart.names, name)).collect();
    all.into_iter().filter(|(kinds, _)| !kinds.is_empty()).map(|(kinds, name)| (name, kinds)).collect()
}

/// The texts of an SVG by their classes, after it is read as XML; `told` are those shown on hovering.
fn texts(svg: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(svg);
    let (mut found, mut class) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let attribute = start.try_get_attribute("class").unwrap();
                class = attribute.map_or("told".to_owned(), |class| class.value.into_owned());
                found.push((class.clone(), String::new()));
            }
            Event::Text(text) => found.push((class.clone(), text.to_string())),
            Event::GeneralRef(name) => found.push((class.clone(), format!("&{};", &*name))),
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn every_question_draws_every_picture_that_it_declares() {
    let record = support::file("charts", support::fill_fixture);
    let questions = questions();
    assert!(questions.len() >= 10, "{questions:?}");
    for (name, kinds) in questions {
        let after = if name == "upcoming" { " --after 2020-03-04" } else { "" };
        for kind in kinds {
            for width in [40, 80, 200] {
                let drawn = written(&record, &format!("ask {name}{after} --chart {kind} --width {width}"));
                let widest = drawn.lines().map(|line| line.chars().count()).max().unwrap();
                assert!(widest <= width, "{name} {kind}: {widest} columns of {width}\n{drawn}");
                assert!(!drawn.contains("nothing to draw"), "{name} {kind}");
                let ascii = written(&record, &format!("ask {name}{after} --chart {kind} --width {width} --ascii -q"));
                let odd: String = ascii.chars().filter(|c| "█░▏●◀▶┴─└┊○".contains(*c)).collect();
                assert_eq!(odd, "", "{name} {kind}");
            }
            let svg = written(&record, &format!("ask {name}{after} --chart {kind} --format svg"));
            assert!(
                texts(&svg).iter().any(|(class, _)| class.starts_with("full") || class.starts_with("dot")),
                "{name}"
            );
            assert!(!svg.contains("NaN") && !svg.contains("=\"inf"), "{name} {kind}: {svg}");
            assert!(
                !svg.contains("href")
                    && svg.matches("http").count()
                        == svg.matches("http://www.w3.org/2000/svg").count() + svg.matches("https://").count(),
                "{name}"
            );
        }
    }
}

#[test]
fn amounts_of_two_currencies_are_on_no_axis_together() {
    let record = support::file("charts-of-currencies", support::fill_fixture);
    let csv = written(&record, "ask pledges --csv");
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
    let mut currencies: Vec<&str> =
        rows.iter().filter(|row| !(row[4].is_empty() && row[5].is_empty())).map(|row| &row[6]).collect();
    currencies.sort_unstable();
    currencies.dedup();
    assert!(currencies.len() >= 2, "{currencies:?}");
    let svg = written(&record, "ask pledges --format svg");
    let headings = texts(&svg).into_iter().filter(|(class, text)| class == "axis" && !text.trim().is_empty());
    let mut headings: Vec<String> = headings.map(|(_, text)| text.rsplit(' ').next().unwrap().to_owned()).collect();
    headings.sort_unstable();
    assert_eq!(headings, currencies);
    // Every bar is told with the words its row was written in.
    for row in rows.iter().filter(|row| !((row[4].is_empty() && row[5].is_empty()) || row[7].is_empty())) {
        assert!(texts(&svg).iter().any(|(_, text)| *text == row[7]), "{row:?}");
    }
}

#[test]
fn a_picture_as_svg_names_its_sources() {
    let record = support::file("charts-with-sources", support::fill_fixture);
    let svg = written(&record, "ask toll --event flood --format svg");
    let small: String = texts(&svg).into_iter().filter(|(class, _)| class == "small").map(|(_, text)| text).collect();
    assert!(small.contains("[1] Arcadian Herald") && small.contains("“12 people were missing”"), "{small}");
    let bars = written(&record, "ask toll --event flood --chart bar --format svg");
    let labels: Vec<_> = texts(&bars).into_iter().filter(|(class, _)| class == "label").map(|(_, text)| text).collect();
    assert!(labels.iter().any(|text| text == "Flood on the river · missing [2]"), "{labels:?}");
}

#[test]
fn what_a_stranger_wrote_stays_text() {
    let record = support::file("charts-of-a-stranger", |conn| {
        support::fill_fixture(conn)?;
        conn.execute("UPDATE event SET title = '<script>alert(1)</script> & \"so\" \u{202e}x\u{1b}[31m' WHERE id IN (SELECT id FROM event ORDER BY first_day LIMIT 3)", [])?;
        Ok(())
    });
    for format in ["svg", "table"] {
        let drawn = written(&record, &format!("ask events --chart timeline --format {format}"));
        assert!(!drawn.contains('\u{1b}') && !drawn.contains('\u{202e}'), "{format}");
        assert!(format == "table" || !drawn.contains("<script"), "{format}");
    }
}

#[test]
fn a_picture_is_judged_with_its_question() {
    let conn = support::in_memory();
    let judged = |declarations: &str| {
        let folder = std::env::temp_dir().join(format!("onrecord-charts-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("own.sql"), format!("-- Own.\n{declarations}\nSELECT 1 AS one;\n")).unwrap();
        let catalog = onrecord::answer::Catalog::queries(&conn, Some(folder.clone()), Vec::new());
        let found = catalog.find("own").map(|_| ()).map_err(|error| error.to_string());
        std::fs::remove_dir_all(folder).unwrap();
        found
    };
    assert_eq!(judged("-- @chart bar\n-- @label one\n-- @value one"), Ok(()));
    assert!(judged("-- @chart pie\n-- @label one").unwrap_err().contains("`pie` is no picture"));
    for word in ["label", "value", "unit", "hedge"] {
        let told = judged(&format!("-- @{word} two")).unwrap_err();
        assert!(told.contains(&format!("`@{word}` names the column `two`")), "{told}");
    }
}
