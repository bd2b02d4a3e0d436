//! Lines of a box: what stands between cells, and a cell at its width.

use comfy_table::{CellAlignment, ContentArrangement, ContentLineStyle, LineStyle, TableStyle};

use crate::output::Sink;
use crate::output::cell::Align;

/// One line between header and rows, none between rows.
const PLAIN: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('┌', '─', '┬', '┐'))
    .header_lines(ContentLineStyle::new('│', '│', '│'))
    .header_separator(LineStyle::new('├', '─', '┼', '┤'))
    .content_lines(ContentLineStyle::new('│', '│', '│'))
    .bottom_border(LineStyle::new('└', '─', '┴', '┘'));

/// The lines of a head: names at the widths of their columns, and the line under them.
pub(super) fn head(names: &[String], widths: &[usize], aligns: &[Option<Align>]) -> Vec<String> {
    let mut table = comfy_table::Table::new();
    table.set_content_arrangement(ContentArrangement::Disabled).load_style(PLAIN).set_header(names);
    // A row that fills the columns makes them as wide as those of the table.
    table.add_row(widths.iter().map(|room| "x".repeat(*room)));
    for (n, align) in aligns.iter().enumerate() {
        if let (Some(Align::Right), Some(column)) = (align, table.column_mut(n)) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let lines: Vec<String> = table.lines().collect();
    let under = lines.iter().position(|line| line.starts_with('├')).map_or(0, |n| n + 1);
    lines.into_iter().take(under).collect()
}

/// Writes a line between rows: its left edge, what fills it, its junctions and its right edge.
pub(super) fn put_line(sink: &mut Sink, widths: &[usize], [left, fill, junction, right]: [&str; 4]) {
    for (n, room) in widths.iter().enumerate() {
        let edge = if n == 0 { left } else { junction };
        sink.buffer.extend_from_slice(edge.as_bytes());
        for _ in 0..room + 2 {
            sink.buffer.extend_from_slice(fill.as_bytes());
        }
    }
    sink.push(right);
    sink.push("\n");
}

/// Appends one cell with the line before it; a dim one is of less interest to a reader.
pub(super) fn put_cell(
    buffer: &mut Vec<u8>,
    (text, own): (&[u8], usize),
    room: usize,
    align: Option<Align>,
    is_dim: bool,
) {
    let pad = room.saturating_sub(own);
    buffer.extend_from_slice("│ ".as_bytes());
    if is_dim {
        buffer.extend_from_slice(b"\x1b[2m");
    }
    if align == Some(Align::Right) {
        buffer.resize(buffer.len() + pad, b' ');
        buffer.extend_from_slice(text);
        buffer.push(b' ');
    } else {
        buffer.extend_from_slice(text);
        buffer.resize(buffer.len() + pad + 1, b' ');
    }
    if is_dim {
        buffer.extend_from_slice(b"\x1b[0m");
    }
}
