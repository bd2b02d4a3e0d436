//! The reference data, compared with lists: what is withdrawn and who is a member where.
//!
//! Codes and native names are compared with packages that carry them, by `tests/readers/reference_in_lists.py`.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::support;

fn reference(name: &str) -> Table {
    let path = support::root().join(format!("seed/reference/{name}.toml"));
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// The rows of a list, each by the names of its columns.
fn list(name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(support::root().join(format!("tests/lists/{name}.csv"))).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn of<'t>(file: &'t Table, kind: &str) -> Vec<&'t Table> {
    file[kind].as_array().unwrap().iter().map(|item| item.as_table().unwrap()).collect()
}

fn text<'t>(table: &'t Table, field: &str) -> &'t str {
    table.get(field).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn withdrawn_currencies_are_those_of_the_list_with_their_minor_units() {
    let currencies = reference("currencies");
    let told: BTreeSet<String> = of(&currencies, "currency")
        .into_iter()
        .filter(|currency| currency.contains_key("withdrawn"))
        .map(|c| {
            let [code, number, name, withdrawn] = ["code", "number", "name", "withdrawn"].map(|field| text(c, field));
            format!("{code},{number},{name},{},{withdrawn}", c["minor_unit"])
        })
        .collect();
    let listed = list("withdrawn-currencies").into_iter().map(|row| {
        let field = |name: &str| row[name].clone();
        ["code", "number", "name", "minor_unit", "withdrawn"].map(field).join(",")
    });
    assert_eq!(told, listed.collect());
}

#[test]
fn organizations_have_the_acronyms_the_parts_and_the_members_of_the_list() {
    let organizations = reference("organizations");
    let countries = reference("countries");
    let others = reference("other-states-and-regions");
    let code = |state: &Table| -> Option<String> {
        let codes = state.get("identifiers")?.as_table()?;
        ["iso-3166-1-alpha-2", "xk-user-assigned"].iter().find_map(|scheme| Some(codes.get(*scheme)?.as_str()?.into()))
    };
    let codes: BTreeMap<&str, String> = [&countries, &others]
        .into_iter()
        .flat_map(|file| of(file, "entity"))
        .filter_map(|state| Some((text(state, "key"), code(state)?)))
        .collect();
    let relations = of(&organizations, "relation");
    let mut seen = 0;
    for row in list("organizations") {
        let key = row["organization"].as_str();
        let entity = of(&organizations, "entity").into_iter().find(|entity| text(entity, "key") == key).unwrap();
        let acronyms = entity.get("names").and_then(|names| names.get("acronym")).and_then(Value::as_array);
        let acronyms: Vec<&str> = acronyms.into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(acronyms.join(" "), row["acronyms"], "{key}");
        let related = |predicate: &str, from: &str, to: &str| -> BTreeSet<&str> {
            let all = relations.iter().filter(|relation| text(relation, "predicate") == predicate);
            let all = all.filter(|relation| text(relation, from) == key);
            all.map(|relation| text(relation, to)).collect()
        };
        let wholes: Vec<&str> = related("part-of", "subject", "object").into_iter().collect();
        assert_eq!(wholes.join(" "), row["part_of"], "{key}");
        let members = related("member-of", "object", "subject");
        let members: BTreeSet<&str> =
            members.into_iter().filter_map(|state| Some(codes.get(state)?.as_str())).collect();
        assert_eq!(members.into_iter().collect::<Vec<_>>().join(" "), row["members"], "{key}");
        seen += 1;
    }
    assert_eq!(seen, of(&organizations, "entity").len(), "every organization is in the list");
}
