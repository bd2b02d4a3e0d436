//! Lines of a box: what stands between cells, and a cell at its width.

use comfy_table::{ContentLineStyle, LineStyle, TableStyle};

use crate::output::Sink;
use crate::output::cell::Align;

/// One line between header and rows, none between rows.
pub(super) const PLAIN: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('┌', '─', '┬', '┐'))
    .header_lines(ContentLineStyle::new('│', '│', '│'))
    .header_separator(LineStyle::new('├', '─', '┼', '┤'))
    .content_lines(ContentLineStyle::new('│', '│', '│'))
    .bottom_border(LineStyle::new('└', '─', '┴', '┘'));

/// The same with a line between rows, for rows that take several lines.
pub(super) const PARTED: TableStyle = PLAIN.row_separator(LineStyle::new('├', '╌', '┼', '┤'));

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

/// Appends one cell with the line before it.
pub(super) fn put_cell(buffer: &mut Vec<u8>, text: &str, own: usize, room: usize, align: Option<Align>) {
    let pad = room.saturating_sub(own);
    buffer.extend_from_slice("│ ".as_bytes());
    if align == Some(Align::Right) {
        buffer.resize(buffer.len() + pad, b' ');
        buffer.extend_from_slice(text.as_bytes());
        buffer.push(b' ');
    } else {
        buffer.extend_from_slice(text.as_bytes());
        buffer.resize(buffer.len() + pad + 1, b' ');
    }
}
