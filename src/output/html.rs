//! HTML: a page with a table, or the table alone (`--fragment`), every cell escaped.

use crate::error::Result;
use crate::output::block::{NULL, shown};
use crate::output::cell::{Align, Cell, Column, Role};
use crate::output::markup::{Marks, cell_class, escape, escaped, listed};
use crate::output::page;
use crate::output::{Cites, Draws, Format, Mark, Options, RowWriter, Sink};
use crate::text::visible;

/// A table of HTML.
pub(super) static HTML: Format = Format {
    name: "html",
    flag: Some("Same as --format html"),
    endings: &["html", "htm"],
    is_for_people: true,
    is_for_screens: true,
    is_one_document: true,
    draws: Draws::Nothing,
    cites: Cites::Footnotes,
    writer: |options, sink| Box::new(Html::new(options, sink)),
};

/// The writer of HTML tables: on a page of their own, or as parts of one.
pub struct Html {
    options: Options,
    sink: Sink,
    columns: Vec<Column>,
    marks: Marks,
    /// What stands after the answer on its page.
    after: String,
    /// Of the next row.
    mark: Option<Mark>,
}

impl Html {
    /// Writes to the sink.
    pub fn new(options: Options, sink: Sink) -> Self {
        Self { options, sink, columns: Vec::new(), marks: Marks::default(), after: String::new(), mark: None }
    }
}

impl RowWriter for Html {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        columns.clone_into(&mut self.columns);
        if !self.options.fragment {
            let (before, after) = page::around(&self.options.title, MADE)?;
            self.sink.push(&before);
            self.after = after;
        }
        self.sink.push("<div class=\"wide\">\n<table>\n");
        if !self.options.no_header {
            self.sink.push("<thead>\n<tr>");
            for column in columns {
                self.sink.push("<th scope=\"col\">");
                escape(&visible(column.name.as_bytes()), &mut self.sink.buffer);
                self.sink.push("</th>");
            }
            self.sink.push("</tr>\n</thead>\n");
        }
        self.sink.push("<tbody>\n");
        Ok(())
    }

    fn mark(&mut self, mark: Mark) {
        self.mark = Some(mark);
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.sink.push("<tr>");
        for (cell, column) in cells.iter().zip(&self.columns) {
            let sign = self.mark.take().map_or_else(String::new, |mark| format!("{} ", mark.sign()));
            let Some(align) = Align::of(cell) else {
                self.sink.push("<td class=\"null\">");
                self.sink.push(&sign);
                escape(self.options.null.as_deref().unwrap_or(NULL), &mut self.sink.buffer);
                self.sink.push("</td>");
                continue;
            };
            self.sink.push("<td");
            self.sink.push(cell_class(column, align == Align::Right));
            // On a narrow screen the name stands above the value.
            self.sink.push(" data-label=\"");
            self.sink.push(&escaped(&visible(column.name.as_bytes())));
            self.sink.push("\">");
            self.sink.push(&sign);
            let text = shown(cell, column, NULL);
            if column.role == Role::Sources {
                let linked = self.marks.linked(&text);
                self.sink.push(&linked);
            } else {
                escape(&text, &mut self.sink.buffer);
            }
            self.sink.push("</td>");
        }
        self.sink.push("</tr>\n");
        self.sink.after_row()
    }

    fn finish(&mut self) -> Result<()> {
        self.sink.push("</tbody>\n</table>\n</div>\n");
        self.sink.flush()
    }

    fn summary(&mut self, told: &str) -> Result<()> {
        if !self.options.fragment {
            self.sink.push(&format!("<p class=\"sum\">{}</p>\n", escaped(told)));
        }
        Ok(())
    }

    fn footnotes(&mut self, footnotes: &[String]) -> Result<()> {
        if footnotes.is_empty() {
            return Ok(());
        }
        self.sink.push(&listed(footnotes, &self.marks));
        self.sink.flush()
    }

    fn close(&mut self) -> Result<()> {
        self.sink.push(&std::mem::take(&mut self.after));
        self.sink.flush()
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}

/// Who made a page.
pub const MADE: &str = concat!("Made with onrecord ", env!("CARGO_PKG_VERSION"), ".");
