//! `onrecord review`: a draft, fact by fact, and the sentences that no fact tells.

mod accepted;
mod edited;
mod joined;
mod shown;
mod talk;

use std::path::{Path, PathBuf};

use super::add;
use crate::cli::{Context, Failure};
use crate::error::{Error, Exit, Result as Answer};
use crate::facts::GivenText;
use crate::facts::drafting::paper::Paper;
use crate::facts::text::Text;
use crate::files::bounds;
use talk::{At, Talk};

/// Go through a draft fact by fact, and load it
///
/// Shows each fact with the sentence that carries it and what in the record it looks like. Type a to
/// accept it, j to cite the record's own instead, n if they are two, d to drop it, s for later, b to go back, FIELD =
/// VALUE to correct it, e for the editor, q to stop; u goes through the sentences that no fact tells, where a fact is
/// told on one line. What is decided is kept in the draft, so that one can go on later. When nothing is left the
/// draft can be loaded.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The draft, as `onrecord new` writes it
    draft: PathBuf,

    /// The text of its source; NAME.txt beside NAME.toml where left out
    text: Option<PathBuf>,
}

impl Args {
    /// Goes through the draft, and loads it if it is decided and wanted.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let beside = self.draft.with_extension("txt");
        let path = self.text.clone().unwrap_or(beside);
        for path in [&self.draft, &path] {
            context.reads(path);
        }
        let content = bounds::text(&self.draft, bounds::FACTS)?;
        let bytes = bounds::file(&path, bounds::TEXT)?;
        let text = GivenText { key: None, name: path.display().to_string(), bytes };
        let mut talk = Talk {
            path: &self.draft,
            paper: read(&self.draft, &content)?,
            shown: Text::new(String::from_utf8_lossy(&text.bytes).into_owned()),
            text,
            alike: Vec::new(),
            fault: None,
            earlier: Vec::new(),
        };
        if !talk.all(context, At::Fact(0))? || !talk.wants_loading(context)? {
            context.notes.push(format!(
                "it is kept in {}; nothing was loaded: `onrecord add {} {}` loads it",
                self.draft.display(),
                self.draft.display(),
                path.display()
            ));
            return Ok(Exit::Success);
        }
        let mut writer = context.writer()?;
        let facts = vec![(self.draft.display().to_string(), talk.paper.text())];
        add::load(context, &mut *writer, &add::Given { facts, texts: vec![talk.text], hash: None, is_dry: false })?;
        Ok(Exit::Success)
    }
}

fn read(path: &Path, content: &str) -> Answer<Paper> {
    Paper::read(content).map_err(|line| Error::Refused {
        what: format!("{}:{line}: this table is no sound TOML", path.display()),
        hint: "`onrecord add` with --dry-run says what is wrong".to_owned(),
    })
}
