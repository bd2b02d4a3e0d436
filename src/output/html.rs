//! HTML: a table element, every cell escaped.

use crate::error::Result;
use crate::output::block::{NULL, shown};
use crate::output::cell::{Align, Cell, Column};
use crate::output::markup::escape;
use crate::output::{Cites, Draws, Format, Options, RowWriter, Sink};
use crate::text::visible;

/// A table of HTML.
pub(super) static HTML: Format = Format {
    name: "html",
    flag: Some("Same as --format html"),
    endings: &["html", "htm"],
    is_for_people: true,
    is_one_document: true,
    draws: Draws::Nothing,
    cites: Cites::Footnotes,
    writer: |options, sink| Box::new(Html::new(options, sink)),
};

/// The writer of HTML tables.
pub struct Html {
    options: Options,
    sink: Sink,
    columns: Vec<Column>,
}

impl Html {
    /// Writes to the sink.
    pub fn new(options: Options, sink: Sink) -> Self {
        Self { options, sink, columns: Vec::new() }
    }
}

impl RowWriter for Html {
    fn begin(&mut self, columns: &[Column]) -> Result<()> {
        columns.clone_into(&mut self.columns);
        self.sink.push("<table>\n");
        if !self.options.no_header {
            self.sink.push("<thead>\n<tr>");
            for column in columns {
                self.sink.push("<th>");
                escape(&visible(column.name.as_bytes()), &mut self.sink.buffer);
                self.sink.push("</th>");
            }
            self.sink.push("</tr>\n</thead>\n");
        }
        self.sink.push("<tbody>\n");
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.sink.push("<tr>");
        for (cell, column) in cells.iter().zip(&self.columns) {
            self.sink.push(match Align::of(cell) {
                None => "<td class=\"null\">",
                Some(Align::Right) => "<td align=\"right\">",
                Some(Align::Left) => "<td>",
            });
            let null = self.options.null.as_deref().unwrap_or(NULL);
            escape(&shown(cell, column, null), &mut self.sink.buffer);
            self.sink.push("</td>");
        }
        self.sink.push("</tr>\n");
        self.sink.after_row()
    }

    fn finish(&mut self) -> Result<()> {
        self.sink.push("</tbody>\n</table>\n");
        self.sink.flush()
    }

    fn footnotes(&mut self, footnotes: &[String]) -> Result<()> {
        if footnotes.is_empty() {
            return Ok(());
        }
        self.sink.push("<ol>\n");
        for footnote in footnotes {
            let text = visible(footnote.as_bytes());
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            self.sink.push(&format!("<li>{escaped}</li>\n"));
        }
        self.sink.push("</ol>\n");
        self.sink.flush()
    }

    fn sink(&mut self) -> &mut Sink {
        &mut self.sink
    }
}
