//! Kinds of facts: what a facts file may say, as the schema's own words tell it.
//!
//! Nothing here names a kind or a field: a table whose id is a record's is a kind of fact, its
//! columns are its fields, and what is to be known beyond that stands beside the column as a mark
//! (`@day`, `@money`, `@flag`, `@fact NAME`) or at the head of a table that holds a part of a fact
//! (`@part KIND FIELD ...`). The reader, the writer and the JSON Schema are made from these.

use std::sync::OnceLock;

use crate::shape::{self, Column, Table};

/// A kind of fact, or of a word that facts are told with.
#[derive(Debug)]
pub struct Kind {
    /// The table, which names it.
    pub table: &'static Table,
    /// Whether each is a record, with what every record may carry.
    pub is_record: bool,
    /// The column it is known by: `id` of a record.
    pub key: &'static str,
    /// Its fields, in the order of the table, then its parts.
    pub fields: Vec<Field>,
}

/// A field of a fact.
#[derive(Debug)]
pub struct Field {
    /// What it is called in a file.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// Whether it may not be left out.
    pub is_required: bool,
    /// What it holds.
    pub form: Form,
}

/// What a field holds, and where it goes.
#[derive(Debug)]
pub enum Form {
    /// A text, a number or a yes or no, in one column.
    Plain(&'static Column),
    /// A date in three columns: EDTF, the first and the last day that it can mean.
    Day([&'static str; 3]),
    /// The row of a table that a name or a key leads to.
    Reference(&'static Column, &'static str),
    /// An amount of money.
    Money(Money),
    /// Which anchor of a record has these words.
    Anchor(&'static Column),
    /// Rows of another table.
    Part(Part),
}

/// The columns of an amount; of an exact one, the first two are the same.
#[derive(Debug)]
pub struct Money {
    /// The least it can be.
    pub low: &'static str,
    /// The most it can be.
    pub high: &'static str,
    /// Its currency.
    pub currency: &'static str,
    /// Whether it is not exact.
    pub approximate: Option<&'static str>,
    /// The words of the source.
    pub as_written: Option<&'static str>,
}

/// Rows of a table that belong to a fact.
#[derive(Debug)]
pub struct Part {
    /// The table.
    pub table: &'static Table,
    /// The column that says to which fact a row belongs.
    pub owner: &'static str,
    /// How the rows are told apart in a file.
    pub by: By,
    /// The column that numbers them.
    pub number: Option<&'static str>,
    /// How many there are at least, where there must be some.
    pub least: usize,
    /// The word under which the fact's own field stands too, and that field.
    pub also: Option<(&'static str, &'static str)>,
    /// What each says; where only the first is given, it needs no table.
    pub fields: Vec<Field>,
}

/// How the rows of a part are told apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum By {
    /// It is one row.
    One,
    /// They are a list.
    List,
    /// They are lists by the word in this column: `names.alias = [...]`.
    Word(&'static str),
    /// The field is called as the word in this column: `asserts = [...]`.
    Spread(&'static str),
}

impl Kind {
    /// What a file calls it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        &self.table.name
    }

    /// A field by its name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The dates it may have.
    pub fn days(&self) -> impl Iterator<Item = (&'static str, [&'static str; 3])> {
        self.fields
            .iter()
            .filter_map(|field| if let Form::Day(columns) = field.form { Some((field.name, columns)) } else { None })
    }
}

/// Every kind, words before records, in the order of the schema.
#[must_use]
pub fn all() -> &'static [Kind] {
    static ALL: OnceLock<Vec<Kind>> = OnceLock::new();
    ALL.get_or_init(|| {
        let found = stored().filter_map(|table| {
            let is_record = table.column("id").is_some_and(|column| column.refers_to.as_deref() == Some("record"));
            let key = if is_record { "id" } else { table.mark("fact")? };
            let mut fields = columns(table, &[key]);
            if !is_record {
                let key = table.column(key).map(|column| Field { is_required: true, ..plain(column) });
                fields.splice(0..0, key);
            }
            fields.extend(parts(&table.name));
            Some(Kind { table, is_record, key, fields })
        });
        let mut found: Vec<Kind> = found.collect();
        found.sort_by_key(|kind| kind.is_record);
        found
    })
}

/// A kind by its name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Kind> {
    all().iter().find(|kind| kind.name() == name)
}

/// The column that says whose row it is, in a table whose rows belong to records: they go with them.
#[must_use]
pub fn owner(table: &str) -> Option<&'static str> {
    let table = stored().find(|own| own.name == table)?;
    if table.name == "record" {
        return Some("id");
    }
    let is_of_record = |column: &Column| {
        // A reference of two columns, as that of an anchor, tells by the name of the first.
        column.name == "record_id"
            || column
                .refers_to
                .as_deref()
                .is_some_and(|to| to == "record" || named(to).is_some_and(|kind| kind.is_record))
    };
    let id = table.column("id");
    // What has a number of its own without being a record belongs to nobody.
    let mut columns = table.columns.iter().filter(|column| id.is_none_or(|id| id.name == column.name));
    columns.find(|column| is_of_record(column)).map(|column| column.name.as_str())
}

/// The tables and columns that number an anchor, with the columns of its record and its source.
pub fn pointing() -> impl Iterator<Item = (&'static str, &'static str, [&'static str; 2])> {
    let columns = stored().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    columns.filter_map(|(table, column)| {
        let (record, source) = column.mark("anchor")?.split_once(", ")?;
        Some((table.name.as_str(), column.name.as_str(), [record, source]))
    })
}

/// The columns of a table that point to one of these tables.
#[must_use]
pub fn references(table: &str, to: &[&str]) -> Vec<&'static str> {
    let columns = stored().filter(|known| known.name == table).flat_map(|table| &table.columns);
    let leads = |column: &&Column| column.refers_to.as_deref().is_some_and(|other| to.contains(&other));
    columns.filter(leads).map(|column| column.name.as_str()).collect()
}

/// The dates of a table: EDTF, the first and the last day that each can mean.
#[must_use]
pub fn days(table: &str) -> Vec<[&'static str; 3]> {
    let fields = stored().filter(|known| known.name == table).flat_map(|table| columns(table, &[]));
    fields.filter_map(|field| if let Form::Day(columns) = field.form { Some(columns) } else { None }).collect()
}

/// Whether a table holds words that facts are told with, or parts of such words.
#[must_use]
pub fn is_of_words(table: &str) -> bool {
    let words = || all().iter().filter(|kind| !kind.is_record);
    let is_part = |field: &Field| matches!(&field.form, Form::Part(part) if part.table.name == table);
    words().any(|kind| kind.name() == table || kind.fields.iter().any(is_part))
}

/// Whether rows of a table are gathered: a later load adds to them and takes none away.
#[must_use]
pub fn is_gathered(table: &str) -> bool {
    stored().any(|known| known.name == table && known.mark("gathered").is_some())
}

/// The table whose key tells of which thing a row of a table is, where its number does.
#[must_use]
pub fn keyed(table: &str) -> &'static str {
    let known = |name: &str| stored().find(|known| known.name == name);
    let with_key = |table: &'static Table| table.column("key").is_some().then_some(table.name.as_str());
    let Some(table) = known(table) else { return "record" };
    let first = || table.columns.iter().find(|column| column.is_key)?.refers_to.as_deref().and_then(known);
    with_key(table).or_else(|| with_key(first()?)).unwrap_or("record")
}

/// The tables, without the views over them.
fn stored() -> impl Iterator<Item = &'static Table> {
    shape::own().iter().filter(|table| !table.is_view)
}

fn plain(column: &'static Column) -> Field {
    let is_required = column.is_required && column.default.is_none();
    let name = column.mark("fact").unwrap_or(&column.name);
    Field { name, about: &column.about, is_required, form: Form::Plain(column) }
}

/// The fields that the columns of a table are, but for some.
fn columns(table: &'static Table, without: &[&str]) -> Vec<Field> {
    let mut fields = Vec::new();
    // Columns that are a part of a field before them.
    let mut taken: Vec<&str> = Vec::new();
    for (n, column) in table.columns.iter().enumerate() {
        if column.name == "batch_id"
            || column.name == "id"
            || without.contains(&&*column.name)
            || taken.contains(&&*column.name)
        {
            continue;
        }
        let field = plain(column);
        let form = if column.mark("day").is_some() {
            let following = |at: usize| table.columns.get(n + at).map_or("", |column| column.name.as_str());
            taken.extend([following(1), following(2)]);
            Form::Day([&column.name, following(1), following(2)])
        } else if let Some(list) = column.mark("money") {
            let names: Vec<&'static str> = list.split(", ").collect();
            let at = |n: usize| names.get(n).copied();
            // The words of an amount that is not known stand for themselves.
            taken.extend(names.iter().take(4));
            let [low, high, currency] = [0, 1, 2].map(|n| at(n).unwrap_or_default());
            Form::Money(Money { low, high, currency, approximate: at(3), as_written: at(4) })
        } else if column.mark("anchor").is_some() {
            Form::Anchor(column)
        } else if let Some(target) = column.refers_to.as_deref() {
            Form::Reference(column, target)
        } else {
            field.form
        };
        let name = match form {
            Form::Money(_) => "money",
            Form::Reference(..) if column.mark("fact").is_none() => {
                column.name.strip_suffix("_id").unwrap_or(&column.name)
            }
            _ => field.name,
        };
        fields.push(Field { name, form, ..field });
    }
    fields
}

/// The parts that tables of their own hold of a kind of fact.
fn parts(kind: &str) -> Vec<Field> {
    stored().flat_map(|table| part(table, kind)).collect()
}

/// `KIND, KIND FIELD by COLUMN, preferred = FIELD, numbered COLUMN: COLUMN, ...`
fn part(table: &'static Table, kind: &str) -> Vec<Field> {
    let Some((said, listed)) = table.mark("part").and_then(|mark| mark.split_once(':')) else { return Vec::new() };
    let mut words = said.split_whitespace();
    let mut is_of_kind = false;
    let mut name = "";
    for word in words.by_ref() {
        is_of_kind |= word.trim_end_matches(',') == kind;
        if !word.ends_with(',') {
            break;
        }
    }
    if !is_of_kind {
        return Vec::new();
    }
    let rest: Vec<&'static str> = words.collect();
    let mut rest = rest.as_slice();
    if let [first, others @ ..] = rest {
        (name, rest) = (first.trim_end_matches(','), others);
    }
    let listed: Vec<&'static str> = listed.split(',').map(str::trim).collect();
    let (mut by, mut number, mut also, mut least) = (By::One, None, None, 0);
    while let Some((word, others)) = rest.split_first() {
        rest = others;
        let mut next = || {
            let (first, others) = rest.split_first().unwrap_or((&"", &[]));
            rest = others;
            first.trim_end_matches(',')
        };
        match *word {
            "by" if name == "spread" => by = By::Spread(next()),
            "by" => by = By::Word(next()),
            "numbered" => number = Some(next()),
            "at" | "=" => {}
            "least" => least = next().parse().unwrap_or(0),
            other => {
                // `preferred = name`: under that word, a field of the fact's own.
                next();
                also = Some((other, next()));
            }
        }
    }
    if number.is_some() && by == By::One {
        by = By::List;
    }
    let by_column = if let By::Word(column) | By::Spread(column) = by { column } else { "" };
    let is_other = |column: &&Column| {
        !listed.contains(&&*column.name) && column.name != by_column && number != Some(column.name.as_str())
    };
    let owner =
        table.columns.iter().filter(|column| column.is_key).find(is_other).map_or("", |column| column.name.as_str());
    let unlisted: Vec<&str> = table
        .columns
        .iter()
        .filter(is_other)
        .map(|column| column.name.as_str())
        .chain([by_column])
        .chain(number)
        .collect();
    let mut of_part = columns(table, &unlisted);
    of_part.sort_by_key(|field| listed.iter().position(|column| field.column() == Some(column)).unwrap_or(usize::MAX));
    let make = |fields: Vec<Field>, name: &'static str, about: &'static str| Field {
        name,
        about,
        is_required: false,
        form: Form::Part(Part { table, owner, by, number, least, also, fields }),
    };
    if let By::Spread(column) = by {
        let words = table.column(column).map(|column| column.words.as_slice()).unwrap_or_default();
        return words.iter().map(|word| make(columns(table, &unlisted), &word.word, &word.about)).collect();
    }
    vec![make(of_part, name, &table.about)]
}

impl Field {
    /// The column that it goes to, if it is one.
    #[must_use]
    pub fn column(&self) -> Option<&'static str> {
        match &self.form {
            Form::Plain(column) | Form::Reference(column, _) | Form::Anchor(column) => Some(&column.name),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(kind: &str) -> Vec<&'static str> {
        named(kind).unwrap().fields.iter().map(|field| field.name).collect()
    }

    #[test]
    fn kinds_and_their_fields_follow_from_the_schema() {
        let names: Vec<_> = all().iter().map(Kind::name).collect();
        assert_eq!(
            names,
            [
                "currency",
                "predicate",
                "topic",
                "entity",
                "relation",
                "event",
                "figure",
                "statement",
                "pledge",
                "stage",
                "conversion",
                "dispute"
            ]
        );
        assert_eq!(fields("topic"), ["key", "label", "parent", "notations"]);
        assert_eq!(fields("entity"), ["kind", "name", "description", "began", "ended", "names", "identifiers"]);
        assert_eq!(
            fields("event"),
            ["type", "title", "status", "date", "place", "part_of", "follows", "parties", "coding"]
        );
        assert_eq!(
            fields("stage"),
            ["pledge", "stage", "notation", "date", "money", "as_written", "extent", "additional_to", "part_of"]
        );
        assert_eq!(fields("conversion"), ["stage", "money", "rate", "rate_on"]);
        assert_eq!(fields("dispute"), ["kind", "question", "why", "sides"]);
        assert!(fields("statement").ends_with(&["parties", "asserts", "denies", "questions"]));
    }

    #[test]
    fn rows_that_belong_to_a_record_are_known() {
        for (table, column) in [
            ("record", Some("id")),
            ("event", Some("id")),
            ("party", Some("record_id")),
            ("name", Some("entity_id")),
            ("identifier", Some("entity_id")),
            ("dispute_side", Some("dispute_id")),
            ("assertion", Some("statement_id")),
            ("retired_key", Some("record_id")),
            ("citation", Some("record_id")),
            ("anchor", Some("record_id")),
            ("source", None),
            ("source_text", None),
            ("topic", None),
            ("topic_notation", None),
            ("batch", None),
            ("no-table", None),
        ] {
            assert_eq!(owner(table), column, "{table}");
        }
    }

    #[test]
    fn parts_know_their_owner_and_what_each_row_says() {
        let part = |kind: &str, field: &str| match &named(kind).unwrap().field(field).unwrap().form {
            Form::Part(part) => part,
            other => panic!("{other:?}"),
        };
        let told = |part: &Part| part.fields.iter().map(|field| field.name).collect::<Vec<_>>();
        let parties = part("event", "parties");
        assert_eq!((parties.owner, parties.by, parties.number), ("record_id", By::Word("role"), Some("n")));
        assert_eq!(told(parties), ["entity", "printed", "behalf"]);
        let names = part("entity", "names");
        assert_eq!((names.owner, names.by, names.also), ("entity_id", By::Word("kind"), Some(("preferred", "name"))));
        assert_eq!(told(names), ["text", "language"]);
        let sides = part("dispute", "sides");
        assert_eq!((sides.owner, sides.by, sides.number), ("dispute_id", By::List, Some("n")));
        assert_eq!(told(sides), ["record", "claim", "words", "source", "preferred"]);
        assert_eq!((part("event", "coding").by, part("event", "coding").owner), (By::One, "record_id"));
        let denies = part("statement", "denies");
        assert_eq!((denies.owner, denies.by), ("statement_id", By::Spread("stance")));
        assert_eq!(told(denies), ["record"]);
        assert_eq!(part("entity", "identifiers").owner, "entity_id");
    }
}
