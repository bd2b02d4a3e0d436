//! What `onrecord new` finds in a text, as rows for programs.

use rusqlite::types::ValueRef;

use crate::cli::{Context, Failure};
use crate::error::Exit;
use crate::output::{Cell, Column};
use crate::reading::speech::{Form, speeches};
use crate::shape::kind::{self, Kind};

/// The columns: what is found, where it stands in code points (the end not included), who said it and by which
/// verb.
const COLUMNS: [&str; 11] =
    ["kind", "form", "start", "end", "words", "speaker", "speaker_start", "speaker_end", "cue", "cue_start", "cue_end"];

/// Writes what is found.
pub(super) fn write(context: &mut Context, content: &str, language: Option<&str>) -> Result<Exit, Failure> {
    let mut writer = context.writer()?;
    writer.begin(&COLUMNS.map(Column::named))?;
    // The kind of fact whose words may stand in quotation marks.
    let is_said = |kind: &&Kind| kind.table.columns.iter().any(|column| column.mark("quoted").is_some());
    let kind = kind::all().iter().find(is_said).map_or("", Kind::name);
    let places = Places::of(content);
    for speech in speeches(content, language) {
        let form = match speech.form {
            Form::Direct => "direct",
            Form::Fragment => "fragment",
            Form::Indirect => "indirect",
        };
        let text = |range: &std::ops::Range<usize>| Cell::Value(ValueRef::Text(content[range.clone()].as_bytes()));
        let null = || Cell::Value(ValueRef::Null);
        let place = |at: usize| Cell::Value(ValueRef::Integer(places.at(at)));
        let spread = |range: Option<&std::ops::Range<usize>>| match range {
            Some(range) => [text(range), place(range.start), place(range.end)],
            None => [null(), null(), null()],
        };
        let [speaker, speaker_start, speaker_end] = spread(speech.speaker.as_ref());
        let [cue, cue_start, cue_end] = spread(speech.cue.as_ref());
        writer.row(&[
            Cell::Value(ValueRef::Text(kind.as_bytes())),
            Cell::Value(ValueRef::Text(form.as_bytes())),
            place(speech.at.start),
            place(speech.at.end),
            text(&speech.at),
            speaker,
            speaker_start,
            speaker_end,
            cue,
            cue_start,
            cue_end,
        ])?;
    }
    writer.finish()?;
    context.close(&mut *writer)?;
    Ok(Exit::Success)
}

/// Code points by bytes.
struct Places(Vec<usize>);

impl Places {
    fn of(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).collect())
    }

    fn at(&self, byte: usize) -> i64 {
        i64::try_from(self.0.partition_point(|start| *start < byte)).unwrap_or(i64::MAX)
    }
}
