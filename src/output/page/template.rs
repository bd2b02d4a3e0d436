//! The template of a page, and what fills it.

use minijinja::{AutoEscape, Environment, context};

use super::section::{Filled, Section};
use crate::error::Result;
use crate::output::chart;
use crate::output::markup::{Marks, listed};
use crate::text::visible;

static TEMPLATE: &str = include_str!("page.html");
static STYLE: &str = include_str!("page.css");

/// What stands in a page where an answer is put.
const HERE: &str = "\u{1}";

/// A whole page.
#[derive(Default)]
pub struct Page {
    /// What it is about.
    pub title: String,
    /// A sentence under the title.
    pub lead: String,
    /// Its parts, in order.
    pub sections: Vec<Section>,
    /// What was asked too, and has no rows.
    pub nothing: Vec<String>,
    /// What the marks of sources stand for, in all sections.
    pub footnotes: Vec<String>,
    /// Who made it from what.
    pub made: String,
}

impl Page {
    /// The page as HTML.
    ///
    /// # Errors
    ///
    /// Never for a template that its tests have filled.
    pub fn html(mut self) -> Result<String> {
        let mut marks = Marks::default();
        let sections: Vec<_> = std::mem::take(&mut self.sections)
            .into_iter()
            .enumerate()
            .map(|(n, section)| section.filled(n + 1, &mut marks))
            .collect();
        let has_charts = sections.iter().any(|section| section.chart.is_some());
        let style = if has_charts { format!("{STYLE}{}", chart::STYLE) } else { STYLE.to_owned() };
        let footnotes_html = listed(&self.footnotes, &marks);
        let Self { title, lead, nothing, footnotes, made, .. } = self;
        let (title, lead) = (visible(title.as_bytes()), visible(lead.as_bytes()));
        let defs = if has_charts { chart::definitions() } else { String::new() };
        let sections: Vec<_> = sections.into_iter().map(Filled::value).collect();
        filled(context! { title, lead, sections, nothing, footnotes, footnotes_html, made, style, defs })
    }
}

/// What stands before an answer on a page of its own, and what after it.
///
/// # Errors
///
/// As [`Page::html`].
pub fn around(title: &str, made: &str) -> Result<(String, String)> {
    let sections = [context! { id => "answer", title => "", table => HERE }];
    let title = visible(title.as_bytes());
    let page = filled(context! { title, sections, made, style => STYLE })?;
    let (before, after) = page.split_once(HERE).unwrap_or((&page, ""));
    Ok((before.to_owned(), after.to_owned()))
}

fn filled(context: minijinja::Value) -> Result<String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let page = environment.render_str(TEMPLATE, context);
    page.map_err(|cause| crate::error::Error::Refused {
        what: format!("the page cannot be made: {cause}"),
        hint: "this is a fault of the program".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_in_a_title_is_shown_as_what_it_is() {
        let title = "a\u{1b}[31m\u{202e}\u{9b}b <i>".to_owned();
        let page = Page { title: title.clone(), lead: title.clone(), ..Page::default() }.html().unwrap();
        let (before, after) = around(&title, "").unwrap();
        for html in [page, before + &after] {
            assert!(!html.contains(['\u{1b}', '\u{202e}', '\u{9b}']) && html.contains("\u{241b}[31m"), "{html}");
            assert!(html.contains("b &lt;i&gt;"), "{html}");
        }
    }
}
