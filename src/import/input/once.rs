//! Names that stand twice in one object of JSON: each reader keeps another of the two values, and none of them says so.

use std::borrow::Cow;
use std::collections::HashSet;

/// The first name that stands twice in one object of this JSON, which must be valid.
///
/// RFC 8259 says of such an object only that what is made of it cannot be foretold.
pub(super) fn twice(json: &str) -> Option<String> {
    let bytes = json.as_bytes();
    let mut objects: Vec<HashSet<Cow<'_, str>>> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' => objects.push(HashSet::new()),
            b'}' => drop(objects.pop()),
            b'"' => {
                let end = end_of_text(bytes, at);
                // Only a name is followed by a colon.
                if bytes[end..].trim_ascii_start().first() == Some(&b':')
                    && let Some(names) = objects.last_mut()
                {
                    let name = name(&json[at..end]);
                    if names.contains(&name) {
                        return Some(name.into_owned());
                    }
                    names.insert(name);
                }
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the text ends that begins here, behind its mark.
fn end_of_text(bytes: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// A name as it is called: one letter may be written in several ways (`a`, `\u0061`).
fn name(quoted: &str) -> Cow<'_, str> {
    match quoted.contains('\\').then(|| serde_json::from_str(quoted)) {
        Some(Ok(name)) => Cow::Owned(name),
        _ => Cow::Borrowed(quoted.trim_matches('"')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_twice_in_one_object_is_found_however_it_is_written() {
        let sound = [
            r#"{"a":{"a":1},"b":{"a":2}}"#,
            r#"[{"a":1},{"a":1}]"#,
            r#"{"a":"b","b":"a","c":["a","a"]}"#,
            r#"{"a":"\"b\":","b":1}"#,
            r#"{"a":1,"A":2}"#,
            r#""a""#,
            "[]",
        ];
        for json in sound {
            assert_eq!(twice(json), None, "{json}");
        }
        let doubled = [
            (r#"{"a":1,"a":1}"#, "a"),
            (r#"{"x":[{"b" : 1, "c":{}, "b":2}]}"#, "b"),
            (r#"{"a":1,"\u0061":2}"#, "a"),
            (r#"{"\"":1,"b":2,"\"":3}"#, "\""),
            (r#"{"a":{"c":1},"b":2,"a":{}}"#, "a"),
        ];
        for (json, name) in doubled {
            assert_eq!(twice(json).as_deref(), Some(name), "{json}");
        }
    }
}
