//! The lists of words that the schema knows, so that a word is swapped for one that could stand there.

use onrecord::script::tokens::{Kind, tokens};

/// Each list of words that a column may hold, with the column's name.
pub struct Lists(Vec<(String, Vec<String>)>);

impl Lists {
    /// Those of a schema: `x = 'a' OR x = 'b'`, `x IN ('a', 'b')`.
    pub fn read(schema: &str) -> Self {
        let mut lists: Vec<(String, Vec<String>)> = Vec::new();
        let mut last = "";
        let mut column = "";
        let mut is_open = false;
        for token in tokens(schema).iter().filter(|token| token.kind != Kind::Blank) {
            let text = &schema[token.at.clone()];
            match token.kind {
                Kind::Word if ["CHECK", "DEFAULT"].contains(&text) => is_open = false,
                Kind::Word if !["OR", "IN", "AND", "NOT", "IS"].contains(&text) => column = text,
                Kind::Value if text.starts_with('\'') && (last == "=" || last == "(" || last == ",") => {
                    let word = text.trim_matches('\'').to_owned();
                    if is_open && lists.last().is_some_and(|(known, _)| known == column) {
                        lists.last_mut().unwrap().1.push(word);
                    } else {
                        lists.push((column.to_owned(), vec![word]));
                        is_open = true;
                    }
                }
                _ => {}
            }
            last = text;
        }
        lists.retain(|(_, words)| words.len() > 1);
        Self(lists)
    }

    /// The word after this one in the list of a column that one of these names; in any list, where
    /// none of them has it.
    pub fn neighbour(&self, word: &str, named: &str) -> Option<&str> {
        let with = |column: Option<&str>| {
            self.0.iter().find_map(|(known, words)| {
                let at = words.iter().position(|other| other == word)?;
                let next = &words[(at + 1) % words.len()];
                column.is_none_or(|column| column == known).then_some(next.as_str())
            })
        };
        with(Some(named)).or_else(|| with(None))
    }
}

#[test]
fn a_word_is_swapped_for_its_neighbour_in_the_list_of_its_column() {
    let lists = Lists::read(&std::fs::read_to_string(crate::support::root().join("schema.sql")).unwrap());
    assert_eq!(lists.neighbour("speaker", "role"), Some("addressee"));
    assert_eq!(lists.neighbour("implementer", "role"), Some("speaker"));
    assert_eq!(lists.neighbour("quotation", "role"), Some("place"));
    assert_eq!(lists.neighbour("total", "extent"), Some("increment"));
    assert_eq!(lists.neighbour("no such word", "role"), None);
}
