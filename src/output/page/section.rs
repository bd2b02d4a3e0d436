//! A section of a page: one result, gathered, as a table and a picture.

use minijinja::context;

use crate::error::Result;
use crate::output::block::shown;
use crate::output::cell::{Align, Cell, Column, Role};
use crate::output::chart::{self, Chart};
use crate::output::markup::{Marks, cell_class, escape, escaped};
use crate::output::{Mark, Options, RowWriter, Sink};
use crate::text::visible;

/// One result of a page.
pub struct Section {
    title: String,
    about: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Option<Kept>>>,
    chart: Option<Chart>,
    notes: Vec<String>,
    sink: Sink,
    /// Of the next row.
    mark: Option<Mark>,
}

/// A cell as it is shown.
#[derive(PartialEq)]
struct Kept {
    text: String,
    is_number: bool,
}

/// A section as the template takes it.
pub(super) struct Filled {
    id: String,
    title: String,
    about: String,
    count: usize,
    pub(super) chart: Option<String>,
    table: String,
    notes: Vec<String>,
}

impl Filled {
    /// As a value of the template.
    pub(super) fn value(self) -> minijinja::Value {
        let Self { id, title, about, count, chart, table, notes } = self;
        context! { id, title, about, count, chart, table, notes }
    }
}

impl Section {
    /// A section with a heading and a sentence that says what it tells; with a picture, if the options have one.
    #[must_use]
    pub fn new(title: &str, about: &str, options: &Options) -> Self {
        let nowhere = || Sink::new(Box::new(std::io::sink()));
        let chart = options.picture.is_some().then(|| Chart::new(options.clone(), nowhere(), chart::inline));
        let (title, about) = (title.to_owned(), about.to_owned());
        Self {
            title,
            about,
            columns: Vec::new(),
            rows: Vec::new(),
            chart,
            notes: Vec::new(),
            sink: nowhere(),
            mark: None,
        }
    }

    /// Whether it has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Adds what the reader should know of it.
    pub fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// As the template takes it.
    pub(super) fn filled(mut self, n: usize, marks: &mut Marks) -> Filled {
        let chart = self.chart.as_mut().filter(|chart| chart.has_marks()).map(Chart::picture);
        let count = self.rows.len();
        let table = if self.rows.is_empty() { String::new() } else { self.table(marks) };
        let Self { title, about, mut notes, chart: drawn, .. } = self;
        notes.extend(drawn.map(|chart| chart.notes()).unwrap_or_default());
        Filled { id: format!("part-{n}"), title, about, count, chart, table, notes }
    }

    /// What stands under the prose of a row.
    fn under(&self, row: &[Option<Kept>], more: &[usize]) -> String {
        let told = more.iter().filter_map(|n| {
            let cell = row[*n].as_ref().filter(|cell| !cell.text.is_empty())?;
            let name = escaped(&heading(&self.columns[*n].name));
            Some(format!("<li><span>{name}:</span> {}</li>", broken(&cell.text)))
        });
        let told: String = told.collect();
        if told.is_empty() { told } else { format!("<ul class=\"more\">{told}</ul>") }
    }

    /// The rows, without the columns that no row has a value in and those that only programs want.
    fn table(&self, marks: &mut Marks) -> String {
        let has_value =
            |n: &usize| self.rows.iter().any(|row| row[*n].as_ref().is_some_and(|cell| !cell.text.is_empty()));
        let is_read = |n: &usize| self.columns[*n].role != Role::Key && self.columns[*n].name != "key";
        let all: Vec<usize> = (0..self.columns.len()).filter(is_read).filter(has_value).collect();
        // What can be spared stands under the prose, so that a page is no wider than paper.
        let lead = all.iter().copied().find(|n| self.columns[*n].is_lead && self.columns[*n].spare == 0);
        let (more, chosen): (Vec<usize>, Vec<usize>) =
            all.into_iter().partition(|n| lead.is_some() && self.columns[*n].spare > 0);
        let label = escaped(&self.title);
        let mut html = format!(
            "<div class=\"wide\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\">\n<table>\n<thead>\n<tr>"
        );
        let names: Vec<String> = chosen.iter().map(|n| escaped(&heading(&self.columns[*n].name))).collect();
        for name in &names {
            html.push_str(&format!("<th scope=\"col\">{name}</th>"));
        }
        html.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &self.rows {
            html.push_str("<tr>");
            for (n, name) in chosen.iter().zip(&names) {
                let column = &self.columns[*n];
                let Some(cell) = row[*n].as_ref().filter(|cell| !cell.text.is_empty()) else {
                    html.push_str("<td class=\"null\"></td>");
                    continue;
                };
                let class = cell_class(column, cell.is_number);
                let text = if column.role == Role::Sources { marks.linked(&cell.text) } else { broken(&cell.text) };
                let under = if lead == Some(*n) { self.under(row, &more) } else { String::new() };
                html.push_str(&format!("<td{class} data-label=\"{name}\">{text}{under}</td>"));
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody>\n</table>\n</div>\n");
        html
    }
}

/// The name of a column as a heading: its underscores are spaces.
fn heading(name: &str) -> String {
    visible(name.as_bytes()).replace('_', " ")
}

/// Text whose line feeds break the line.
fn broken(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    escape(text, &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

impl RowWriter for Section {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        columns.clone_into(&mut self.columns);
        self.chart.as_mut().map_or(Ok(()), |chart| chart.begin(columns))
    }

    fn mark(&mut self, mark: Mark) {
        self.mark = Some(mark);
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if let Some(chart) = &mut self.chart {
            chart.keep(cells);
        }
        let kept = |(cell, column): (&Cell<'_>, &Column)| {
            let align = Align::of(cell)?;
            Some(Kept { text: shown(cell, column, "").into_owned(), is_number: align == Align::Right })
        };
        let mut row: Vec<Option<Kept>> = cells.iter().zip(&self.columns).map(kept).collect();
        if let (Some(mark), Some(first)) = (self.mark.take(), row.first_mut()) {
            let sign = mark.sign();
            *first = Some(match first.take() {
                Some(cell) => Kept { text: format!("{sign} {}", cell.text), ..cell },
                None => Kept { text: sign.to_owned(), is_number: false },
            });
        }
        self.rows.push(row);
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        Ok(())
    }

    fn summary(&mut self, told: &str) -> Result<()> {
        self.notes.insert(0, told.to_owned());
        Ok(())
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}
