//! The template of a page, and what fills it.

use minijinja::{AutoEscape, Environment, context};

use super::section::{Filled, Section};
use crate::error::Result;
use crate::output::chart;
use crate::output::markup::{Marks, listed};

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
