//! How an answer is shown: what the options, the terminal and the command say of it.

use super::Context;
use crate::answer::work::Counted;
use crate::error::{Error, Result};
use crate::output::{Draws, Format, Options};

/// Sees that there is something to show in a format, and that what it goes to can show it.
pub(super) fn see(context: &Context, format: &Format) -> Result<()> {
    if format.draws == Draws::Always && context.picture.is_none() {
        let hint = "`onrecord ask NAME --help` says which pictures a named question makes".to_owned();
        return Err(Error::Misasked { what: format!("this makes no picture, as `{}` is", format.name), hint });
    }
    if !format.is_for_screens && context.options.output.is_none() && context.environment.terminal.is_some() {
        let what = format!("a terminal cannot show {}", format.name);
        return Err(Error::Misasked { what, hint: format!("write it to a file: -o FILE.{}", format.name) });
    }
    Ok(())
}

/// Whether it is told how much an answer is and what it was drawn on.
pub(super) fn is_summed(context: &Context, format: &Format) -> bool {
    (format.is_for_people && !context.options.quiet) || context.environment.captured.is_some()
}

/// Whether rows bear marks: they say something of the rows, and stay where nothing is told beside them.
pub(super) fn is_marked(context: &Context, format: &Format) -> bool {
    format.is_for_people || context.environment.captured.is_some()
}

/// Where it is counted how much work answers are, if somebody wants to know.
pub(super) fn work(context: &Context) -> Option<Counted> {
    context.options.stats.then(|| context.work.clone())
}

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
        bom: options.bom,
        color: environment.colors(options.color.as_deref(), to_terminal.is_some()),
        picture: context.picture.clone(),
        title: context.title.clone(),
        fragment: options.fragment,
        coverage: environment.captured.as_ref().map(|captured| captured.coverage.clone()),
        ascii: options.ascii || (to_terminal.is_some() && environment.is_ascii),
    }
}
