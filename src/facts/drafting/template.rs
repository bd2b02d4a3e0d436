//! The tables of a draft, as seed/draft writes them.

use minijinja::{Environment, Value};

/// A template filled in; what it is given is written as it is.
pub(super) fn filled(template: &str, values: Value) -> String {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    match environment.render_str(template, values) {
        Ok(text) => text,
        Err(_) => unreachable!("the templates of seed/draft are sound, as every test shows"),
    }
}
