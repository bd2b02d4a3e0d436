//! Normal forms: a name without case, accents, punctuation or article.
//!
//! Names are looked up by this form, and it is stored, so that any SQLite tool can look them up
//! without functions of ours.

use deunicode::deunicode_char;

/// The words that stand before a name and are not part of it, one a line.
static HONORIFICS: &str = include_str!("../../seed/reference/honorifics.txt");

/// Lower-case ASCII letters and digits, words parted by one space, without a leading "the".
///
/// Scripts other than Latin are transliterated. A name without any letter or digit keeps its
/// characters, so that two such names do not meet in the empty form.
#[must_use]
pub fn normal(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        if matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '.') {
            continue;
        }
        match deunicode_char(c) {
            Some(text) if c.is_alphanumeric() => plain.extend(text.chars().map(|c| c.to_ascii_lowercase())),
            _ => plain.push(' '),
        }
    }
    let mut words = plain.split_ascii_whitespace().peekable();
    if words.peek() == Some(&"the") && words.clone().count() > 1 {
        words.next();
    }
    let mut form = String::with_capacity(plain.len());
    for word in words {
        if !form.is_empty() {
            form.push(' ');
        }
        form.push_str(word);
    }
    if form.is_empty() { name.trim().to_owned() } else { form }
}

/// Whether a name is written in Han characters, of which many sound alike: transliterated, 王 and 汪 would be one name.
#[must_use]
pub fn is_han(name: &str) -> bool {
    let is_han = |c| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    name.chars().any(is_han)
}

/// A name whose beginning a list has put behind it, put back: `Korea (the Republic of)`, `Bahamas, The`.
#[must_use]
pub fn put_back(name: &str) -> Option<String> {
    let name = name.trim();
    let (head, tail) = match name.strip_suffix(')') {
        Some(inner) => inner.rsplit_once('(')?,
        None => name.split_once(", ")?,
    };
    let (head, tail) = (head.trim(), tail.trim());
    let is_article = tail.eq_ignore_ascii_case("the");
    let is_beginning = [" of", " of the"].iter().any(|end| tail.to_lowercase().ends_with(end));
    if is_article { Some(head.to_owned()) } else { is_beginning.then(|| format!("{tail} {head}")) }
}

/// The words that honorifics begin with.
pub fn honorific_firsts() -> impl Iterator<Item = &'static str> {
    HONORIFICS.lines().filter_map(|title| title.split(' ').next())
}

/// A normal form without the honorifics it begins with; None where it begins with none.
#[must_use]
pub fn without_honorifics(form: &str) -> Option<String> {
    let mut rest = form;
    while let Some(shorter) = HONORIFICS.lines().find_map(|title| rest.strip_prefix(title)?.strip_prefix(' ')) {
        rest = shorter;
    }
    (rest.len() < form.len()).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_list_puts_behind_is_put_back() {
        for (name, back) in [
            ("Korea (the Republic of)", "the Republic of Korea"),
            ("Tanzania, United Republic of", "United Republic of Tanzania"),
            ("Bahamas, The", "Bahamas"),
            ("Sudan (the)", "Sudan"),
            ("Congo (the Democratic Republic of the)", "the Democratic Republic of the Congo"),
        ] {
            assert_eq!(put_back(name).as_deref(), Some(back), "{name}");
        }
        for name in ["Myanmar (Burma)", "Paris, Texas", "Netherlands", "Arc, Ada", "(the)x"] {
            assert_eq!(put_back(name), None, "{name}");
        }
    }

    #[test]
    fn case_accents_punctuation_and_article_go() {
        assert_eq!(normal("The Netherlands"), "netherlands");
        assert_eq!(normal("Türkiye"), "turkiye");
        assert_eq!(normal("U.S.A."), "usa");
        assert_eq!(normal("Côte d’Ivoire"), "cote divoire");
        assert_eq!(normal("Łódź, Đà Nẵng"), "lodz da nang");
        assert_eq!(normal("Київ"), "kiyiv");
        assert_eq!(normal("the"), "the");
        assert_eq!(normal("★"), "★");
    }

    #[test]
    fn honorifics_go_when_asked_for() {
        assert_eq!(without_honorifics("prime minister mark rutte").as_deref(), Some("mark rutte"));
        assert_eq!(without_honorifics("mr president biden").as_deref(), Some("biden"));
        assert_eq!(without_honorifics("mark rutte"), None);
        assert_eq!(without_honorifics("mr"), None);
    }
}
