//! `onrecord new`: the skeleton of a facts file.

use std::path::PathBuf;

use crate::cli::{Context, Failure, drafted};
use crate::error::{Error, Exit};
use crate::facts::drafting::skeleton;
use crate::files::bounds;
use crate::value::day::Date;

/// Write the skeleton of a facts file for a text
///
/// The source's hash, its numbered sentences as comments, and the known names, amounts, dates and
/// quotations in them as hints. Fill it in and load both: onrecord add FACTS TEXT.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The text, UTF-8
    text: PathBuf,

    /// The day it was published, so that "last week" can be worked out
    #[arg(long, value_name = "DAY")]
    published: Option<String>,
}

impl Args {
    /// Writes the skeleton.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        // A skeleton that somebody has begun to fill in is not written over.
        if let Some(path) = context.options.output.as_ref().filter(|path| path.is_file()) {
            return Err(Error::FileExists(path.clone()).into());
        }
        context.reads(&self.text);
        let content = bounds::text(&self.text, bounds::TEXT)?;
        let day = self.published.as_ref().map(|day| day.parse::<Date>()).transpose()?;
        if context.options.rows()? {
            return drafted::write(context, &content);
        }
        let reader = context.open()?;
        let name = self.text.file_name().unwrap_or_default().to_string_lossy();
        let draft = skeleton(&*reader, &name, &content, day.as_ref().map(|day| day.first.as_str()))?;
        let mut writer = context.text_writer()?;
        writer.sink().push(&draft);
        writer.sink().flush()?;
        context.close(&mut *writer)?;
        Ok(Exit::Success)
    }
}
