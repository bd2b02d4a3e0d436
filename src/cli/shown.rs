//! How an answer is shown: what the options, the terminal and the command say of it.

use super::Context;
use crate::output::Options;

/// How an answer of this command is shown; `to_terminal` is the width of the terminal that it goes to, if it does.
pub(super) fn how(context: &Context, to_terminal: Option<usize>) -> Options {
    let (options, environment) = (&context.options, &context.environment);
    Options {
        no_header: options.no_header,
        all: options.all,
        null: options.null.clone(),
        width: options.width.or(to_terminal),
        bigint_as_text: options.bigint.as_deref() == Some("string"),
        guard_formulas: options.guard_formulas,
        color: environment.colors(options.color.as_deref(), to_terminal.is_some()),
        picture: context.picture.clone(),
        title: context.title.clone(),
        fragment: options.fragment,
        ascii: options.ascii || (to_terminal.is_some() && environment.is_ascii),
    }
}
