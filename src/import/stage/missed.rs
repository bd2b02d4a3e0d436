//! What was not understood: in how many rows it stands, and the first of them.

use std::collections::{BTreeMap, BTreeSet};

use super::Line;
use crate::import::Missed;

/// Notes in which rows of a chunk the values stand that were not understood.
pub(super) fn note(all: &mut Vec<Missed>, missed: &BTreeMap<&'static str, BTreeSet<String>>, chunk: &[Line]) {
    for (what, values) in missed {
        let n = all.iter().position(|known| known.what == *what).unwrap_or_else(|| {
            all.push(Missed { what, rows: 0, first: Vec::new() });
            all.len() - 1
        });
        let mut left = values.clone();
        for (line, fields) in chunk {
            // A row of JSON holds its values in one field.
            let value = fields.iter().find_map(|field| {
                let whole = values.get(field).or_else(|| values.get(field.trim()));
                let is_json = || field.starts_with(['{', '[']);
                whole.or_else(
                    || if is_json() { values.iter().find(|value| field.contains(value.as_str())) } else { None },
                )
            });
            let Some(value) = value else { continue };
            left.remove(value);
            all[n].rows += 1;
            if all[n].first.len() < Missed::SHOWN {
                all[n].first.push(format!("line {line}: `{value}`"));
            }
        }
        // What a recipe made of its fields stands in none of them.
        for value in left {
            all[n].rows += 1;
            if all[n].first.len() < Missed::SHOWN {
                all[n].first.push(format!("`{value}`"));
            }
        }
    }
}
