//! Fields of a fact: what each holds, and in which columns.

use super::{Column, Table};

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

impl Field {
    /// The column that it goes to, if it is one.
    #[must_use]
    pub fn column(&self) -> Option<&'static str> {
        match &self.form {
            Form::Plain(column) | Form::Reference(column, _) | Form::Anchor(column) => Some(&column.name),
            _ => None,
        }
    }

    /// Where it is rows of another table of which there must be some: that table, the column that says whose they are, and
    /// how many there must be at least.
    #[must_use]
    pub fn least(&self) -> Option<(&'static str, &'static str, usize)> {
        match &self.form {
            Form::Part(part) if part.least > 0 => Some((&part.table.name, part.owner, part.least)),
            _ => None,
        }
    }
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

/// A column as a field of its own name.
pub(super) fn plain(column: &'static Column) -> Field {
    let is_required = column.is_required && column.default.is_none();
    let name = column.mark("fact").unwrap_or(&column.name);
    Field { name, about: &column.about, is_required, form: Form::Plain(column) }
}

/// The fields that the columns of a table are, but for some.
pub(super) fn columns(table: &'static Table, without: &[&str]) -> Vec<Field> {
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
