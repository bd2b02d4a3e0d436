//! A talk with a person: lines that are typed, and what is said between them.

use std::cell::RefCell;
use std::io::BufRead;

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use crate::cli::Context;
use crate::error::{Error, Result as Answer};

thread_local! {
    /// The editor of lines, one for the whole talk, so that a line typed before can be called back and mended.
    static EDITOR: RefCell<Option<DefaultEditor>> = const { RefCell::new(None) };
}

/// Says something at once.
pub(super) fn say(context: &Context, text: &str) {
    if let Some(say) = context.environment.say {
        say(text);
    }
}

/// A line that is typed, after a prompt at a terminal; None at the end.
pub(super) fn ask(context: &Context, prompt: &str) -> Answer<Option<String>> {
    if context.environment.is_typed {
        return EDITOR.with_borrow_mut(|editor| {
            let editor = match editor {
                Some(editor) => editor,
                none => none.insert(DefaultEditor::new().map_err(|cause| unread(&cause))?),
            };
            match editor.readline(prompt) {
                Ok(line) => {
                    // A line that is too short to be mended need not be called back.
                    if line.len() > 2 {
                        editor.add_history_entry(&line).map_err(|cause| unread(&cause))?;
                    }
                    Ok(Some(line))
                }
                Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(None),
                Err(cause) => Err(unread(&cause)),
            }
        });
    }
    say(context, prompt.trim_end());
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line).map_err(|cause| unread(&cause))?;
    Ok((read > 0).then(|| line.trim_end().to_owned()))
}

fn unread(cause: &dyn std::fmt::Display) -> Error {
    Error::Read { path: "-".into(), why: cause.to_string() }
}
