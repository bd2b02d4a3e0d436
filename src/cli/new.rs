//! `onrecord new`: the draft of a facts file.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::check::alike;
use crate::cli::{Context, Failure, drafted};
use crate::error::{Error, Exit, Result as Answer};
use crate::facts::GivenText;
use crate::facts::drafting::{Given, proposed, skeleton};
use crate::files::document::{self, Document};
use crate::files::{bounds, draft::Draft};
use crate::script::place::Place;
use crate::value::day::Date;

/// Write the draft of a facts file for a text
///
/// Reads a text, a web page, a word-processor file (docx) or stdin (-), and writes its source, its
/// numbered sentences with the names, amounts and days known in them, and a statement for all that
/// somebody is told to have said, which wants only its gist. Fill it in and load both: onrecord add
/// FACTS TEXT. The text of a page is written beside the facts, for -o NAME.toml as NAME.txt.
/// With --jsonl and the like, what is found is written as rows.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The text, the page or the file
    text: PathBuf,

    /// When it was published, so that "last week" can be worked out
    #[arg(long, value_name = "DAY")]
    published: Option<String>,

    /// The language of the text, such as nl: it tells what 1.500 is
    #[arg(long, value_name = "CODE")]
    language: Option<String>,

    /// The encoding of the text, such as windows-1252
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
}

impl Args {
    /// Writes the draft.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        // A draft that somebody has begun to fill in is not written over.
        let is_rows = context.options.rows()?;
        if let Some(path) = context.options.output.as_ref().filter(|path| path.is_file() && !is_rows) {
            return Err(Error::FileExists(path.clone()).into());
        }
        let published = self.published.as_ref().map(|day| day.parse::<Date>()).transpose()?;
        let document = self.read(context)?;
        if is_rows {
            return drafted::write(context, &document.text, self.language.as_deref().or(document.language.as_deref()));
        }
        let (beside, name) = self.beside(context, &document)?;
        let reader = context.open()?;
        let given = Given {
            name: &name,
            published: published.as_ref().map(|date| date.edtf.as_str()).or(document.published.as_deref()),
            language: self.language.as_deref().or(document.language.as_deref()),
            title: document.title.as_deref(),
            url: document.url.as_deref(),
            publisher: document.publisher.as_deref(),
            author: document.author.as_deref(),
        };
        let written = skeleton(&*reader, given, &document.text)?;
        let given = GivenText { key: None, name, bytes: document.text.clone().into_bytes() };
        let place = Place::new("checks", None);
        let written =
            match alike::of_draft(&*reader, &place, ("draft.toml", &written), &given, &context.environment.now) {
                Ok(found) => {
                    let found: Vec<[&str; 3]> =
                        found.iter().map(|one| [one.key.as_str(), one.reason.as_str(), one.other.as_str()]).collect();
                    proposed(written, &found)
                }
                Err(error) => {
                    context.notes.push(format!("what the record tells already was not looked for: {error}"));
                    written
                }
            };
        if let Some(path) = beside {
            let draft = Draft::of(&path)?;
            draft.file()?.write_all(document.text.as_bytes()).map_err(Error::Output)?;
            draft.put()?;
            context.notes.push(format!("the text is in {}", path.display()));
        }
        let mut writer = context.text_writer()?;
        writer.sink().push(&written);
        writer.sink().flush()?;
        context.close(&mut *writer)?;
        Ok(Exit::Success)
    }

    fn read(&self, context: &mut Context) -> Answer<Document> {
        let bytes = if self.is_stdin() {
            bounds::whole(&self.text, std::io::stdin().lock(), bounds::TEXT)?
        } else {
            context.reads(&self.text);
            bounds::file(&self.text, bounds::TEXT)?
        };
        document::read(&self.text, bytes, self.encoding.as_deref())
    }

    fn is_stdin(&self) -> bool {
        self.text == Path::new("-")
    }

    /// Where the text is written, if what is given is none that `add` takes; and what the text is called.
    fn beside(&self, context: &Context, document: &Document) -> Answer<(Option<PathBuf>, String)> {
        let name = |path: &Path| {
            path.file_name().map_or_else(|| "text".to_owned(), |name| name.to_string_lossy().into_owned())
        };
        if document.is_as_given && !self.is_stdin() {
            return Ok((None, name(&self.text)));
        }
        match context.options.output.as_ref().filter(|path| *path != Path::new("-")) {
            Some(path) => {
                let text = path.with_extension("txt");
                if text.exists() {
                    return Err(Error::FileExists(text));
                }
                let of = name(&text);
                Ok((Some(text), of))
            }
            None if document.is_as_given => Ok((None, "text".to_owned())),
            None => {
                let what = format!("the text of `{}` is not what is given, and has to be kept", self.text.display());
                Err(Error::Misasked {
                    what,
                    hint: "name the facts file, -o NAME.toml: its text is written as NAME.txt".to_owned(),
                })
            }
        }
    }
}
