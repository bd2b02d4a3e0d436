//! Markup: text as HTML and SVG show it.

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
