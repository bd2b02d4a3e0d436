//! A talk with a person: lines that are typed, and what is said between them.

use std::io::BufRead;

use crate::cli::Context;
use crate::error::{Error, Result as Answer};

/// Says something at once.
pub(super) fn say(context: &Context, text: &str) {
    if let Some(say) = context.environment.say {
        say(text);
    }
}

/// A line that is typed, after a prompt at a terminal; None at the end.
pub(super) fn ask(context: &Context, prompt: &str) -> Answer<Option<String>> {
    if context.environment.is_typed {
        let mut editor = rustyline::DefaultEditor::new().map_err(|cause| unread(&cause))?;
        return match editor.readline(prompt) {
            Ok(line) => Ok(Some(line)),
            Err(rustyline::error::ReadlineError::Eof | rustyline::error::ReadlineError::Interrupted) => Ok(None),
            Err(cause) => Err(unread(&cause)),
        };
    }
    say(context, prompt.trim_end());
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line).map_err(|cause| unread(&cause))?;
    Ok((read > 0).then(|| line.trim_end().to_owned()))
}

/// Whether a question is answered with yes.
pub(super) fn wants(context: &Context, question: &str) -> Answer<bool> {
    Ok(ask(context, &format!("{question} "))?.is_some_and(|line| matches!(line.trim(), "y" | "Y" | "yes")))
}

fn unread(cause: &dyn std::fmt::Display) -> Error {
    Error::Read { path: "-".into(), why: cause.to_string() }
}
