//! Documents: the text of what is given, and what it says of itself.
//!
//! Plain text is taken as it is, to the byte. Of a web page the article is taken, without the page
//! around it; of a word-processor file (docx) its paragraphs. What holds no text that can be read
//! is refused, with the way to one.

use std::io::{Cursor, Read};
use std::path::Path;

use dom_smoothie::{Article, Config, Readability, TextMode};
use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::bounds;
use crate::error::{Error, Result};

/// A document as read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its text.
    pub text: String,
    /// Whether the text is what was given, to the byte.
    pub is_as_given: bool,
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published, as it says: ISO 8601.
    pub published: Option<String>,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// Where it is found.
    pub url: Option<String>,
}

/// Reads the bytes of a document; `encoding` is a label of the WHATWG Encoding standard.
///
/// # Errors
///
/// It holds no text, or none that is read here; the hint says how to make one.
pub fn read(path: &Path, bytes: Vec<u8>, encoding: Option<&str>) -> Result<Document> {
    let name = path.display();
    let refused = |what: String, hint: &str| Error::Refused { what, hint: hint.to_owned() };
    if bytes.starts_with(b"%PDF") {
        let hint = format!("make a text of it first: pdftotext -layout {name} - > text.txt");
        return Err(refused(format!("`{name}` is a PDF, which is not read here"), &hint));
    }
    let is_docx = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    if bytes.starts_with(b"PK\x03\x04") || is_docx {
        return word_processor(path, bytes);
    }
    let is_given = encoding.is_none();
    let text = match encoding {
        Some(label) => {
            let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| {
                refused(
                    format!("`{label}` names no encoding"),
                    "name one as web pages do: windows-1252, utf-16le, shift_jis",
                )
            })?;
            in_encoding(path, &bytes, encoding)?
        }
        None => decoded(path, bytes)?,
    };
    let document = if is_page(path, &text) {
        of_page(path, &text)?
    } else {
        Document { text, is_as_given: is_given, ..Document::default() }
    };
    if document.text.trim().is_empty() {
        return Err(refused(format!("`{name}` holds no text"), "give the text of a report"));
    }
    Ok(document)
}

/// Bytes in an encoding.
fn in_encoding(path: &Path, bytes: &[u8], encoding: &'static Encoding) -> Result<String> {
    let (text, _, has_errors) = encoding.decode(bytes);
    if has_errors {
        let what = format!("`{}` has bytes that are no letter of {}", path.display(), encoding.name());
        let hint = "say in which other encoding it is: --encoding NAME".to_owned();
        return Err(Error::Refused { what, hint });
    }
    Ok(text.into_owned())
}

/// So many bytes are looked at for what a file is, and for the encoding that a page declares.
const LOOKED_AT: usize = 2048;

/// Of so many bytes that no text has, and more than one in fifty, nobody made a text.
const MANY: usize = 8;

/// The encoding that a page declares: `<meta charset>`, or the one of an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).to_ascii_lowercase();
    let is_page = head.contains("<html") || head.contains("<!doctype") || head.trim_start().starts_with("<?xml");
    let value = |text: &str, mark: &str| {
        let rest =
            text.split_once(mark)?.1.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        Encoding::for_label(rest.split(['"', '\'', '>', ';', ' ', '/', '?']).next()?.as_bytes())
    };
    let mut tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let of_xml =
        || head.trim_start().strip_prefix("<?xml")?.split("?>").next().and_then(|head| value(head, "encoding"));
    // What fails as UTF-8 is told by its byte.
    let found = tags.find_map(|tag| value(tag, "charset")).or_else(of_xml);
    found.filter(|encoding| is_page && *encoding != encoding_rs::UTF_8)
}

/// Why bytes are no text at all, or not without more; None where they may be.
fn no_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count() * 3 > head.len();
    let text = "give the text of a report";
    let is_picture = [&b"\x89PNG"[..], b"\xff\xd8\xff", b"GIF8", b"II*\0"].iter().any(|start| head.starts_with(start))
        || (head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4]))
        || (head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP"));
    if is_picture {
        return Some(("is a picture", text));
    }
    if zeros(1) {
        return Some(("looks like UTF-16", "say so: --encoding utf-16le"));
    }
    if zeros(0) {
        return Some(("looks like UTF-16", "say so: --encoding utf-16be"));
    }
    // A stray one may stand in a text that was made of something else.
    let count = memchr::memchr_iter(0, head).count();
    (count >= MANY && count * 50 > head.len()).then_some(("holds bytes that no text has", text))
}

/// Bytes as UTF-8, or as they say of themselves; what they may be instead is told.
fn decoded(path: &Path, bytes: Vec<u8>) -> Result<String> {
    if let Some((encoding, _)) = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8) {
        return in_encoding(path, &bytes, encoding);
    }
    let name = path.display();
    if let Some((what, hint)) = no_text(&bytes) {
        return Err(Error::Refused { what: format!("`{name}` {what}"), hint: hint.to_owned() });
    }
    if std::str::from_utf8(&bytes).is_err()
        && let Some(encoding) = declared(&bytes)
    {
        return in_encoding(path, &bytes, encoding);
    }
    String::from_utf8(bytes).map_err(|cause| {
        let at = cause.utf8_error().valid_up_to() + 1;
        let hint = format!("say its encoding, such as --encoding windows-1252, or: iconv -f cp1252 -t utf-8 {name}");
        Error::Refused { what: format!("`{name}` is not UTF-8 at byte {at}"), hint }
    })
}

fn is_page(path: &Path, text: &str) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
    let start: String = text.trim_start().chars().take(200).collect::<String>().to_ascii_lowercase();
    matches!(ending.as_str(), "html" | "htm" | "xhtml")
        || start.starts_with("<!doctype html")
        || start.starts_with("<html")
}

/// The article of a web page.
fn of_page(path: &Path, page: &str) -> Result<Document> {
    let refused = |cause: &dyn std::fmt::Display| Error::Refused {
        what: format!("`{}` is a web page in which no article is found: {cause}", path.display()),
        hint: "copy the text of the report into a file".to_owned(),
    };
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut reader = Readability::new(page, None, Some(config)).map_err(|cause| refused(&cause))?;
    let Article { title, byline, text_content, lang, site_name, published_time, url, .. } =
        reader.parse().map_err(|cause| refused(&cause))?;
    let some = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let lines: Vec<&str> = text_content.lines().map(str::trim_end).collect();
    let text = lines.join("\n").trim().to_owned() + "\n";
    // A day is what a record keeps of an instant.
    let published = published_time.map(|time| time.split('T').next().unwrap_or(&time).trim().to_owned());
    Ok(Document {
        text,
        is_as_given: false,
        title: some(title),
        author: byline.and_then(some),
        publisher: site_name.and_then(some),
        published: published.filter(|day| is_date(day)),
        language: lang.and_then(some),
        url: url.and_then(some).filter(|url| url.starts_with("http")),
    })
}

/// Whether a text is a day, a month or a year.
fn is_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    whole.parse::<chrono::NaiveDate>().is_ok()
}

/// The paragraphs of a word-processor file (ECMA-376).
fn word_processor(path: &Path, bytes: Vec<u8>) -> Result<Document> {
    let refused = || Error::Refused {
        what: format!("`{}` is no word-processor file (docx)", path.display()),
        hint: "give the text of a report".to_owned(),
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| refused())?;
    let mut part = |name: &str| -> Option<String> {
        let file = archive.by_name(name).ok()?;
        let mut text = String::new();
        file.take(bounds::TEXT).read_to_string(&mut text).ok()?;
        Some(text)
    };
    let body = part("word/document.xml").ok_or_else(refused)?;
    let core = part("docProps/core.xml").unwrap_or_else(String::new);
    let text = paragraphs(&body).ok_or_else(refused)?;
    let of = |name: &str| element(&core, name);
    Ok(Document {
        text,
        title: of("dc:title"),
        author: of("dc:creator"),
        language: of("dc:language"),
        ..Document::default()
    })
}

/// The text of the paragraphs of a document part, one a line.
fn paragraphs(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let (mut text, mut is_text) = (String::new(), false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.name().as_ref() == "w:t" => is_text = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => is_text = false,
            Event::End(tag) if tag.name().as_ref() == "w:p" => text.push_str("\n\n"),
            Event::Empty(tag) if matches!(tag.name().as_ref(), "w:br" | "w:cr") => text.push('\n'),
            Event::Empty(tag) if tag.name().as_ref() == "w:tab" => text.push('\t'),
            Event::Text(piece) if is_text => text.push_str(piece.as_ref()),
            Event::GeneralRef(name) if is_text => {
                let entity = format!("&{};", name.as_ref() as &str);
                text.push_str(&quick_xml::escape::unescape(&entity).ok()?);
            }
            Event::Eof => return Some(text.trim().to_owned() + "\n"),
            _ => {}
        }
    }
}

/// The text of the first element of a name.
fn element(xml: &str, name: &str) -> Option<String> {
    let (_, rest) = xml.split_once(&format!("<{name}"))?;
    let (_, rest) = rest.split_once('>')?;
    let (text, _) = rest.split_once("</")?;
    let text = quick_xml::escape::unescape(text).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<Document> {
        read(Path::new(name), bytes.to_vec(), encoding)
    }

    #[test]
    fn a_page_gives_its_article_and_what_it_says_of_itself() {
        let story = "<p>Ada Arc spoke of the dam for an hour in the hall of the town. It will stand, she said to all who came.</p>".repeat(6);
        let page = format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>The Dam Stands | Herald</title><meta property=\"og:site_name\" content=\"Herald\">\
             <meta property=\"article:published_time\" content=\"2020-03-04T10:00:00Z\"></head><body><nav>Home News Sport</nav>\
             <article><h1>The Dam Stands</h1>{story}</article><footer>All rights</footer></body></html>"
        );
        let document = given("page.html", page.as_bytes(), None).unwrap();
        assert!(document.text.contains("Ada Arc spoke") && !document.text.contains("Home News"), "{}", document.text);
        assert_eq!((document.publisher.as_deref(), document.language.as_deref()), (Some("Herald"), Some("en")));
        assert_eq!(document.published.as_deref(), Some("2020-03-04"));
        assert!(!document.is_as_given);
    }

    #[test]
    fn what_cannot_be_read_says_what_to_do() {
        let hint = |name: &str, bytes: &[u8]| given(name, bytes, None).unwrap_err().hint().unwrap();
        assert!(hint("a.pdf", b"%PDF-1.7 x").contains("pdftotext"));
        assert!(hint("a.txt", b"caf\xe9").contains("--encoding"));
        assert!(hint("a.zip", b"PK\x03\x04xxxx").contains("text of a report"));
        assert!(hint("a.txt", b" \n").contains("text of a report"));
        assert_eq!(given("a.txt", b"caf\xe9", Some("windows-1252")).unwrap().text, "café");
        assert_eq!(given("a.txt", b"\xff\xfeA\0", None).unwrap().text, "A");
        assert!(given("a.txt", "As it is.\r\n".as_bytes(), None).unwrap().is_as_given);
    }

    #[test]
    fn paragraphs_of_a_word_processor_are_lines() {
        let xml = "<w:document><w:body><w:p><w:r><w:t>Arc &amp; Rita</w:t></w:r><w:r><w:t xml:space=\"preserve\"> met.</w:t></w:r></w:p>\
          <w:p><w:r><w:t>They left.</w:t></w:r></w:p></w:body></w:document>";
        assert_eq!(paragraphs(xml).as_deref(), Some("Arc & Rita met.\n\nThey left.\n"));
    }
}
