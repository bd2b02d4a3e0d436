//! `onrecord search`: records by the words that are told of them, best first.

use rusqlite::types::Value;

use crate::answer::run::{Run, bound};
use crate::answer::{bind, search};
use crate::cli::{Context, Failure, shown};
use crate::error::{Error, Exit};
use crate::output::{Column, Role};
use crate::script::header::Header;

/// Search titles, gists, names, notes, words as printed and kept texts; best first
///
/// All words must be there, in any case, with or without accents; "words in a row" in quotation marks, a
/// beginning with a star: chip*. What matches is marked with brackets.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The words
    #[arg(required = true, num_args = 1..)]
    words: Vec<String>,

    /// Only records of this kind (statement, event, pledge, ...), or `source`
    #[arg(long)]
    kind: Option<String>,

    /// Only what this source vouches for, and its own text
    #[arg(long)]
    source: Option<String>,

    /// Only what this party said, or what was said on its behalf
    #[arg(long)]
    speaker: Option<String>,

    /// Only on this topic or one below it
    #[arg(long)]
    topic: Option<String>,

    /// Not over before this day
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// Begun by this day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

impl Args {
    fn given(&self, name: &str) -> Option<&String> {
        match name {
            "kind" => self.kind.as_ref(),
            "source" => self.source.as_ref(),
            "speaker" => self.speaker.as_ref(),
            "topic" => self.topic.as_ref(),
            "since" => self.since.as_ref(),
            _ => self.until.as_ref(),
        }
    }

    /// Writes what is found.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let typed = self.words.join(" ");
        let wanted = search::wanted(&typed);
        if wanted.is_empty() {
            let what = format!("`{typed}` has no word that could be searched for");
            return Err(Error::Misasked {
                what,
                hint: "give a word, a beginning (chip*) or \"words in a row\"".to_owned(),
            }
            .into());
        }
        let reader = context.open()?;
        let script = context.place("search").find("texts")?;
        let sql = script.as_ref().map_or("", |script| script.sql.as_str());
        let mut values: Vec<bind::Bound> = Vec::new();
        for parameter in Header::read("texts", sql)?.parameters {
            let value = match self.given(&parameter.name) {
                Some(text) => bind::value(&*reader, &parameter, std::slice::from_ref(text))?,
                None => Value::Null,
            };
            values.push((parameter.name, value));
        }
        let index = search::index(&*reader, sql, &values)?;
        let format = context.format()?;
        let mut writer = context.writer()?;
        let columns = [
            Column { is_lead: true, ..Column::named("found") },
            Column { role: Role::Day, spare: 2, ..Column::named("date") },
            Column { spare: 3, ..Column::named("kind") },
            Column { spare: 1, ..Column::named("place") },
            Column { role: Role::Key, ..Column::named("record_id") },
        ];
        let work = shown::work(context);
        let run = Run {
            work: work.as_deref(),
            limit: context.options.limit,
            columns: &columns,
            is_summed: shown::is_summed(context, format),
            is_marked: shown::is_marked(context, format),
            ..Run::plain(&index, format)
        };
        let (rows, notes) = run.one(&search::answer(), &[bound("words", wanted)], &mut *writer)?;
        context.notes.extend(notes);
        if context.options.cite {
            context.notes.push("what is found is not cited here: `onrecord show KEY` has its sources".to_owned());
        }
        if rows == 0 {
            context.notes.push(
                "nothing has all of these words; fewer words, or a beginning such as chip*, find more".to_owned(),
            );
        }
        context.close(&mut *writer)?;
        Ok(Exit::Success)
    }
}
