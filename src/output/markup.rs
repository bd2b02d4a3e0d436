//! Markup: text, marks and footnotes as HTML and SVG show them.

use std::collections::BTreeMap;

use crate::output::cell::{Column, Role};
use crate::text::visible;

/// Appends text as HTML shows it; the picture of a line feed breaks the line.
pub fn escape(text: &str, buffer: &mut Vec<u8>) {
    for c in text.chars() {
        match c {
            '␊' => buffer.extend_from_slice(b"<br>"),
            c => match entity(c) {
                Some(entity) => buffer.extend_from_slice(entity.as_bytes()),
                None => buffer.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            },
        }
    }
}

/// Text as HTML and SVG show it, on one line.
pub fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match entity(c) {
            Some(entity) => shown.push_str(entity),
            None => shown.push(c),
        }
    }
    shown
}

fn entity(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// The class attribute of a cell of a column.
pub fn cell_class(column: &Column, is_number: bool) -> &'static str {
    match column.role {
        Role::Sources => " class=\"sources\"",
        Role::Day => " class=\"day\"",
        _ if is_number => " class=\"number\"",
        _ if column.is_lead => " class=\"lead\"",
        _ => "",
    }
}

/// The marks of sources on a page: how often each stands there, so that its footnote leads back to all.
#[derive(Debug, Default)]
pub struct Marks {
    times: BTreeMap<usize, usize>,
}

impl Marks {
    /// Marks `[1] [2]` that lead to their footnotes.
    pub fn linked(&mut self, marks: &str) -> String {
        let linked = marks.split(' ').map(|mark| {
            let number = mark.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).and_then(|n| n.parse().ok());
            let Some(number): Option<usize> = number else { return escaped(mark) };
            let times = self.times.entry(number).or_default();
            *times += 1;
            format!("<a href=\"#n{number}\" id=\"m{number}-{times}\">[{number}]</a>")
        });
        linked.collect::<Vec<_>>().join(" ")
    }
}

/// Footnotes, each with the ways back to its marks.
pub fn listed(footnotes: &[String], marks: &Marks) -> String {
    let mut html = String::from("<ol class=\"notes\">\n");
    for (n, footnote) in footnotes.iter().enumerate().map(|(n, footnote)| (n + 1, footnote)) {
        let text = with_links(&visible(footnote.as_bytes()));
        let times = marks.times.get(&n).copied().unwrap_or(0);
        let backs: Vec<String> = (1..=times)
            .map(|k| format!("<a href=\"#m{n}-{k}\" aria-label=\"Back to mark {k} of source {n}\">↩</a>"))
            .collect();
        html.push_str(&format!("<li id=\"n{n}\">{text} <span class=\"backs\">{}</span></li>\n", backs.join("")));
    }
    html.push_str("</ol>\n");
    html
}

/// Text in which addresses of the web can be followed.
fn with_links(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let address = word.trim_end_matches([',', '.', ';', ')']);
        let is_address = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
        if !is_address {
            return escaped(word);
        }
        let (safe, rest) = (escaped(address), escaped(&word[address.len()..]));
        format!("<a href=\"{safe}\" rel=\"noreferrer\">{safe}</a>{rest}")
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_footnotes_lead_to_each_other() {
        let mut marks = Marks::default();
        assert_eq!(marks.linked("[1] [2]"), "<a href=\"#n1\" id=\"m1-1\">[1]</a> <a href=\"#n2\" id=\"m2-1\">[2]</a>");
        assert!(marks.linked("[1]").contains("id=\"m1-2\""));
        assert_eq!(marks.linked("<b>"), "&lt;b&gt;");
        let html = listed(&["A & B, https://a.example/x?y=1&z=2.".to_owned(), "C".to_owned()], &marks);
        assert!(html.contains("<a href=\"https://a.example/x?y=1&amp;z=2\" rel=\"noreferrer\">"), "{html}");
        assert!(html.contains("href=\"#m1-1\"") && html.contains("href=\"#m1-2\"") && html.contains("href=\"#m2-1\""));
        assert!(!listed(&["javascript:alert(1)".to_owned()], &marks).contains("href=\"javascript"));
    }
}
