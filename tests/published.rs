//! Data of the field in the shape in which it is published: invented rows, and the answers that they must come to.

use crate::support::desk::Desk;

/// A table with these columns: each row names the values that it has.
fn table(columns: &str, rows: &[&[(&str, &str)]]) -> String {
    let names: Vec<&str> = columns.split(',').collect();
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let row = |row: &&[(&str, &str)]| {
        assert!(row.iter().all(|(name, _)| names.contains(name)), "{row:?}");
        let cell =
            |name: &&str| row.iter().find(|(own, _)| own == name).map_or(String::new(), |(_, value)| quoted(value));
        names.iter().map(cell).collect::<Vec<_>>().join(",")
    };
    format!("{columns}\n{}\n", rows.iter().map(row).collect::<Vec<_>>().join("\n"))
}

/// The columns of a release since 2024 that the recipe reads.
const KIEL: &str = "activity_id,sub_activity_id,donor,announcement_date,aid_type_general,explanation,measure,reporting_currency,source_reported_value,item,item_numb,tot_activity_value,tot_activity_value_EUR,tot_sub_activity_value,tot_sub_activity_value_EUR";

#[test]
fn a_later_release_of_kiel_gives_a_commitment_its_whole_amount_and_an_allocation_that_of_its_item() {
    let common = [("activity_id", "NLX1"), ("donor", "Netherlands"), ("aid_type_general", "Military"), ("item", ".")];
    let row = |own: &[(&'static str, &'static str)]| [&common[..], own].concat();
    let rows = table(
        KIEL,
        &[
            &row(&[
                ("announcement_date", "2022-12-01"),
                ("measure", "Commitment"),
                ("reporting_currency", "USD"),
                ("source_reported_value", "5 million"),
                ("tot_activity_value", "5000000"),
                ("tot_activity_value_EUR", "4750000.5"),
                ("tot_sub_activity_value", "0"),
                ("tot_sub_activity_value_EUR", "0"),
            ]),
            &row(&[
                ("sub_activity_id", "NLX1_1"),
                ("announcement_date", "until 12/31/2022"),
                ("measure", "Allocation"),
                ("reporting_currency", "USD"),
                ("tot_activity_value", "5000000"),
                ("tot_activity_value_EUR", "4750000.5"),
                ("tot_sub_activity_value", "1000000"),
                ("tot_sub_activity_value_EUR", "950000"),
            ]),
        ],
    );
    let desk =
        Desk::new("kiel-later", &[("release.csv", &rows), ("short.csv", "donor,measure\nNetherlands,Commitment\n")]);
    let (stdout, stderr) = desk.done(&["import", "kiel", "release.csv", "--csv"]);
    assert!(stdout.contains("\n2,2,0,0,0,0,0\n"), "{stdout}{stderr}");
    let sql =
        "SELECT stage, date, low, stage.currency, as_written, amount FROM stage JOIN conversion ON stage_id = stage.id
        JOIN record ON record.id = stage.id WHERE key LIKE 'kiel-nlx1-%' ORDER BY 1";
    assert_eq!(
        desk.sql(sql),
        ["allocated,../2022-12-31,100000000,USD,,95000000", "committed,2022-12-01,500000000,USD,5 million,475000050"]
    );
    let stderr = desk.refused(&["import", "kiel", "short.csv"]);
    assert!(stderr.contains("kiel.sql reads a column that is called ID or activity_id"), "{stderr}");
}

const UCDP: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

#[test]
fn violence_of_ucdp_has_sides_victims_a_place_and_a_toll_with_bounds() {
    let rows = table(
        UCDP,
        &[
            &[
                ("id", "101"),
                ("type_of_violence", "1"),
                ("conflict_name", "Kenya: Government"),
                ("dyad_name", "Government of Kenya - The Hill Men"),
                ("side_a_new_id", "7"),
                ("side_a", "Government of Kenya"),
                ("side_b_new_id", "8"),
                ("side_b", "The Hill Men"),
                ("source_article", "A Paper, 2022-03-01"),
                ("where_prec", "1"),
                ("where_coordinates", "Highmarket"),
                ("latitude", "0.5"),
                ("longitude", "36.25"),
                ("country", "Kenya"),
                ("event_clarity", "1"),
                ("date_prec", "1"),
                ("date_start", "2022-02-24 00:00:00.000"),
                ("date_end", "2022-02-24 00:00:00.000"),
                ("best", "4"),
                ("high", "9"),
                ("low", "3"),
            ],
            &[
                ("id", "102"),
                ("type_of_violence", "3"),
                ("dyad_name", "The Hill Men - Civilians"),
                ("side_a_new_id", "8"),
                ("side_a", "The Hill Men"),
                ("side_b_new_id", "9999"),
                ("side_b", "Civilians"),
                ("where_prec", "6"),
                ("where_coordinates", "Myanmar"),
                ("latitude", "21"),
                ("longitude", "96"),
                ("country", "Myanmar (Burma)"),
                ("event_clarity", "2"),
                ("date_prec", "4"),
                ("date_start", "2022-03-01"),
                ("date_end", "2022-03-31"),
                ("best", "0"),
                ("high", "2"),
                ("low", "0"),
            ],
            &[
                ("id", "103"),
                ("type_of_violence", "2"),
                ("country", "Kenya"),
                ("date_start", "2022-02-30"),
                ("date_end", "2022-03-31"),
            ],
        ],
    );
    let desk = Desk::new("ucdp", &[("GEDEvent.csv", &rows)]);
    let (stdout, stderr) = desk.done(&["import", "ucdp-ged", "GEDEvent.csv", "--csv"]);
    assert!(stdout.contains("\n3,2,0,0,1,0,3\n"), "{stdout}{stderr}");
    assert!(stderr.contains("line 4: its days are no days: 2022-02-30 to 2022-03-31"), "{stderr}");
    assert_eq!(
        desk.sql("SELECT key, type, date, first_day, last_day, place FROM events ORDER BY key"),
        [
            "ucdp-ged-101,fight,2022-02-24,2022-02-24,2022-02-24,\"Highmarket, Kenya\"",
            "ucdp-ged-102,violence,[2022-03-01..2022-03-31],2022-03-01,2022-03-31,Myanmar"
        ]
    );
    assert_eq!(
        desk.sql("SELECT record.key, role, entity.name, printed FROM party JOIN record ON record.id = record_id LEFT JOIN entity ON entity.id = entity_id ORDER BY 1, 2"),
        [
            "ucdp-ged-101,actor,Government of Kenya,Government of Kenya",
            "ucdp-ged-101,target,The Hill Men,The Hill Men",
            "ucdp-ged-102,actor,The Hill Men,The Hill Men",
            "ucdp-ged-102,victim,,Civilians"
        ]
    );
    assert_eq!(desk.sql("SELECT low, best, high FROM figures ORDER BY key"), ["3.0,4.0,9.0", "0.0,0.0,2.0"]);
    let (stdout, _) = desk.done(&["ask", "events", "--place", "kenya", "--csv"]);
    assert!(stdout.contains("ucdp-ged-101") && !stdout.contains("ucdp-ged-102"), "{stdout}");
    let (stdout, _) = desk.done(&["import", "ucdp-ged", "GEDEvent.csv", "--csv"]);
    assert!(stdout.contains("\n3,0,0,2,1,0,0\n"), "{stdout}");
    assert!(desk.done(&["check"]).1.contains("nothing is wrong"));
}

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp";

#[test]
fn events_of_acled_have_actors_with_allies_and_days_as_sure_as_they_are() {
    let rows = table(
        ACLED,
        &[
            &[
                ("event_id_cnty", "KEN12"),
                ("event_date", "24 February 2022"),
                ("time_precision", "1"),
                ("event_type", "Battles"),
                ("sub_event_type", "Armed clash"),
                ("actor1", "Hill Men"),
                ("assoc_actor_1", "River Men; Lake Men"),
                ("actor2", "Police Forces of Kenya"),
                ("iso", "404"),
                ("country", "Kenya"),
                ("admin1", "High"),
                ("location", "Highmarket"),
                ("latitude", "0.5"),
                ("longitude", "36.25"),
                ("source", "A Paper; B Paper"),
                ("notes", "They clashed."),
                ("fatalities", "3"),
            ],
            &[
                ("event_id_cnty", "KEN13"),
                ("event_date", "2022-03-05"),
                ("time_precision", "2"),
                ("event_type", "Violence against civilians"),
                ("sub_event_type", "Attack"),
                ("actor1", "Unidentified Armed Group (Kenya)"),
                ("actor2", "Civilians (Kenya)"),
                ("iso", "4"),
                ("country", "Afghanistan"),
                ("location", "Lowmarket"),
                ("latitude", "34"),
                ("longitude", "69"),
                ("fatalities", "0"),
            ],
            &[
                ("event_id_cnty", "KEN14"),
                ("event_date", "15 March 2022"),
                ("time_precision", "3"),
                ("event_type", "Protests"),
                ("sub_event_type", "Peaceful protest"),
                ("actor1", "Protesters (Kenya)"),
                ("country", "Kenya"),
            ],
            &[("event_id_cnty", "KEN15"), ("event_date", "spring"), ("event_type", "Protests"), ("country", "Kenya")],
        ],
    );
    let desk = Desk::new("acled", &[("acled.csv", &rows)]);
    let (stdout, stderr) = desk.done(&["import", "acled", "acled.csv", "--csv"]);
    assert!(stdout.contains("\n4,3,0,0,1,0,"), "{stdout}{stderr}");
    assert!(stderr.contains("line 5: event_date is no day: spring"), "{stderr}");
    assert_eq!(
        desk.sql("SELECT key, type, date, place FROM events ORDER BY key"),
        [
            "acled-ken12,fight,2022-02-24,\"Highmarket, Kenya\"",
            "acled-ken13,violence,2022-03-05~,\"Lowmarket, Afghanistan\"",
            "acled-ken14,protest,2022-03,Kenya"
        ]
    );
    assert_eq!(
        desk.sql("SELECT record.key, role, n, entity.name, printed FROM party JOIN record ON record.id = record_id LEFT JOIN entity ON entity.id = entity_id ORDER BY 1, 2, 3"),
        [
            "acled-ken12,actor,1,Hill Men,Hill Men",
            "acled-ken12,actor,2,River Men,River Men",
            "acled-ken12,actor,3,Lake Men,Lake Men",
            "acled-ken12,target,1,Police Forces of Kenya,Police Forces of Kenya",
            "acled-ken13,actor,1,,Unidentified Armed Group (Kenya)",
            "acled-ken13,victim,1,,Civilians (Kenya)",
            "acled-ken14,actor,1,Protesters (Kenya),Protesters (Kenya)"
        ]
    );
    assert_eq!(desk.sql("SELECT about, best FROM figures ORDER BY key").len(), 2);
    assert_eq!(desk.sql("SELECT locator FROM anchor"), ["A Paper; B Paper"]);
    assert!(desk.done(&["ask", "events", "--place", "afghanistan", "--csv"]).0.contains("acled-ken13"));
    let (stdout, _) = desk.done(&["import", "acled", "acled.csv", "--csv"]);
    assert!(stdout.contains("\n4,0,0,3,1,0,0\n"), "{stdout}");
    assert!(desk.done(&["check"]).1.contains("nothing is wrong"));
}

/// A claim of an item: a property's value with its days.
fn claim(id: &str, value: &str, rank: &str, since: Option<(&str, u8)>) -> String {
    let time = |(time, precision): (&str, u8)| {
        format!(
            r#""qualifiers": {{"P580": [{{"datavalue": {{"value": {{"time": "{time}", "precision": {precision}}}}}}}]}}, "#
        )
    };
    let days = since.map(time).unwrap_or_default();
    format!(
        r#"{{"id": "{id}", {days}"rank": "{rank}", "mainsnak": {{"snaktype": "value", "datavalue": {{"value": {value}}}}}}}"#
    )
}

fn item(id: &str, label: &str, claims: &[(&str, Vec<String>)]) -> String {
    let claims: Vec<String> =
        claims.iter().map(|(property, claims)| format!("\"{property}\": [{}]", claims.join(", "))).collect();
    format!(
        r#"{{"type": "item", "id": "{id}", "labels": {{"en": {{"language": "en", "value": "{label}"}}, "fy": {{"language": "fy", "value": "{label} fy"}}}}, "aliases": {{"en": [{{"value": "Old {label}"}}]}}, "claims": {{{}}}}}"#,
        claims.join(", ")
    )
}

#[test]
fn items_of_wikidata_become_who_they_are_with_their_ties() {
    let q = |id: &str| format!(r#"{{"id": "{id}"}}"#);
    let one = |id: &str, value: String| vec![claim(id, &value, "normal", None)];
    let born = r#"{"time": "+1953-01-01T00:00:00Z", "precision": 9}"#.to_owned();
    let rita = item(
        "Q901",
        "Rita",
        &[
            ("P31", one("a", q("Q5"))),
            ("P569", one("b", born)),
            ("P27", one("Q901$1", q("Q20"))),
            (
                "P39",
                vec![
                    claim("Q901$2", &q("Q902"), "normal", Some(("+2010-06-00T00:00:00Z", 10))),
                    claim("Q901$3", &q("Q903"), "deprecated", None),
                ],
            ),
            ("P18", one("c", "\"Rita.jpg\"".to_owned())),
        ],
    );
    let office = item("Q902", "Queen of Ruritania", &[("P31", one("d", q("Q4164871")))]);
    let norway = item("Q20", "Norway", &[("P31", one("e", q("Q3624078"))), ("P298", one("f", "\"NOR\"".to_owned()))]);
    let odd = item("Q904", "A comet", &[("P31", one("g", q("Q3559")))]);
    let lines = format!("[\n{norway},\n{rita},\n{office},\n{odd},\n{}\n]\n", r#"{"type": "property", "id": "P1"}"#);
    let by_id = format!(r#"{{"entities": {{"Q902": {office}, "Q20": {norway}}}}}"#);
    let desk = Desk::new("wikidata", &[("dump.json", &lines), ("Q902.json", &by_id)]);
    let (stdout, stderr) = desk.done(&["import", "wikidata", "dump.json", "--csv"]);
    assert!(stdout.contains("\n5,2,1,0,2,0,"), "{stdout}{stderr}");
    assert!(stderr.contains("this recipe knows none of its classes: Q3559"), "{stderr}");
    assert!(stderr.contains("it is no item: property"), "{stderr}");
    assert!(
        stderr.contains("property P18 1") && stderr.contains("ties that are deprecated, or lead to nobody known 1"),
        "{stderr}"
    );
    assert_eq!(
        desk.sql("SELECT key, kind, name, began FROM entities WHERE key LIKE 'wikidata%' ORDER BY key"),
        ["wikidata-q901,person,Rita,1953", "wikidata-q902,office,Queen of Ruritania,"]
    );
    assert_eq!(
        desk.sql(
            "SELECT subject, predicate, object, since FROM relations WHERE key LIKE 'wikidata%' ORDER BY predicate"
        ),
        ["Rita,holds the office of,Queen of Ruritania,2010-06", "Rita,is a national of,Norway,"]
    );
    assert_eq!(desk.sql("SELECT count(*) FROM name WHERE text IN ('Norway fy', 'Old Norway')"), ["2"]);
    // What is at hand of one item or several, as it is served.
    let (stdout, stderr) = desk.done(&["import", "wikidata", "Q902.json", "--csv"]);
    assert!(stdout.contains("\n2,0,0,2,0,"), "{stdout}{stderr}");
    assert!(desk.done(&["check"]).1.contains("nothing is wrong"));
}
