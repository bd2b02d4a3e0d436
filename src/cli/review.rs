//! `onrecord review`: a draft, fact by fact.

use std::path::{Path, PathBuf};

use super::add;
use super::edit::open as open_editor;
use super::typed::{ask, say, wants};
use crate::check::alike::{self, Alike};
use crate::cli::{Context, Failure};
use crate::error::{Error, Exit, Result as Answer};
use crate::facts::GivenText;
use crate::facts::drafting::paper::{Fact, Paper};
use crate::facts::text::Text;
use crate::files::{bounds, draft::Draft};
use crate::script::place::Place;
use crate::text::width::wrap;

/// What can be typed, in full.
const HELP: &str = include_str!("../../seed/draft/review.txt");

/// What can be typed, on a line.
const KEYS: &str = "a accept, A all, j join, n not the same, d drop, s later, b back, q stop, ? help";

/// So wide are its paragraphs.
const WIDTH: usize = 76;

/// Go through a draft fact by fact, and load it
///
/// Shows each fact with the sentence that carries it and what in the record it looks like. Type a to
/// accept it, j to cite the record's own instead, n if they are two, d to drop it, s for later, b to go back, FIELD =
/// VALUE to correct it, e for the editor, q to stop. What is decided is kept in the draft, so that one can go on later.
/// When nothing is left the draft can be loaded.
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
        let mut review = Review {
            path: &self.draft,
            paper: read(&self.draft, &content)?,
            shown: Text::new(String::from_utf8_lossy(&text.bytes).into_owned()),
            text,
            alike: Vec::new(),
            earlier: Vec::new(),
        };
        let is_whole = review.all(context)?;
        if !is_whole || !wants(context, "nothing is left to decide: load it? [y/N]")? {
            context.notes.push(format!(
                "it is kept in {}; nothing was loaded: `onrecord add {} {}` loads it",
                self.draft.display(),
                self.draft.display(),
                path.display()
            ));
            return Ok(Exit::Success);
        }
        let mut writer = context.writer()?;
        let facts = vec![(self.draft.display().to_string(), review.paper.text())];
        add::load(context, &mut *writer, &add::Given { facts, texts: vec![review.text], is_dry: false })?;
        Ok(Exit::Success)
    }
}

/// A draft that is gone through.
struct Review<'r> {
    path: &'r Path,
    paper: Paper,
    shown: Text,
    text: GivenText,
    alike: Vec<Alike>,
    /// The draft before each decision, with the fact that was decided.
    earlier: Vec<(Paper, usize)>,
}

impl Review<'_> {
    /// Goes through what is open; whether nothing is left.
    fn all(&mut self, context: &mut Context) -> Answer<bool> {
        self.look(context)?;
        let mut at = 0;
        while let Some(n) = self.paper.open(at) {
            say(context, &self.about(n));
            let Some(line) = ask(context, "> ")? else { return Ok(false) };
            let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
            match (word, rest.trim()) {
                ("q", _) => return Ok(false),
                ("s", _) => at = n + 1,
                ("b", _) => match self.earlier.pop() {
                    Some((paper, decided)) => {
                        (self.paper, at) = (paper, decided);
                        self.save()?;
                        self.look(context)?;
                    }
                    None => say(context, "nothing was decided before"),
                },
                ("?" | "h" | "help", _) => say(context, HELP.trim_end()),
                _ => self.decide(context, n, line.trim())?,
            }
        }
        let left = self.paper.open(0).is_some();
        if left {
            say(context, "some facts are left for later");
        }
        Ok(!left)
    }

    /// Takes in what is typed of a fact.
    fn decide(&mut self, context: &mut Context, n: usize, line: &str) -> Answer<()> {
        let before = self.paper.clone();
        let like = self.like(n).cloned();
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match (word, rest.trim(), like) {
            ("a", "", _) => {
                if !self.accept(context, n)? {
                    return Ok(());
                }
            }
            ("d", "", _) => self.paper.drop_fact(n),
            ("A", "", _) => self.accept_rest(n),
            ("j", "", Some(like)) if self.may_join(context, n, &like.other)? => self.paper.join(n, &like.other),
            ("j", "", None) => {
                say(context, "it looks like nothing that is known: j KEY names what it is");
                return Ok(());
            }
            ("j", key, _) if !key.is_empty() && self.may_join(context, n, key)? => self.paper.join(n, key),
            ("j", ..) => return Ok(()),
            ("n", "", Some(like)) => {
                let Some(why) = ask(context, "why are they two? ")?.filter(|why| !why.trim().is_empty()) else {
                    return Ok(());
                };
                if let Some(fact) = self.paper.fact(n) {
                    let judged = format!("{{ words = {:?}, why = {:?} }}", like.other, why.trim());
                    fact.set(&format!("judged.{}", like.check), &judged);
                }
            }
            ("e", "", _) => self.edit(context, n)?,
            _ => {
                let Some((field, value)) = line.split_once('=') else {
                    say(context, &format!("`{line}` is none of: {KEYS}"));
                    return Ok(());
                };
                let field = field.trim();
                let Some(fact) = self.paper.fact(n) else { return Ok(()) };
                if !fact.knows(field) {
                    say(
                        context,
                        &format!(
                            "a {} has no `{field}`: `onrecord schema {}` says what it has",
                            fact.name(),
                            fact.name()
                        ),
                    );
                    return Ok(());
                }
                fact.set(field, value.trim());
            }
        }
        self.earlier.push((before, n));
        self.save()?;
        self.look(context)
    }

    /// Whether a fact can be the citation of a record: one of its own kind, which is named.
    fn may_join(&mut self, context: &mut Context, n: usize, key: &str) -> Answer<bool> {
        let reader = context.open()?;
        let mut other = None;
        reader.each(include_str!("../../seed/draft/joined.sql"), &[key.to_owned().into()], |row| {
            other = row.text(0)?.zip(row.text(1)?);
            Ok(())
        })?;
        let name = self.paper.fact(n).map_or_else(String::new, |fact| fact.name().to_owned());
        let told = match &other {
            None => format!("no record has the key `{key}`"),
            Some((kind, title)) if *kind != name => format!("`{key}` is no {name}: it is the {kind} {title}"),
            Some((_, title)) => format!("joined to `{key}`: {title}; what only this table said is left out"),
        };
        say(context, &told);
        Ok(other.is_some_and(|(kind, _)| kind == name))
    }

    /// Accepts all that is open from a fact on and wants nothing.
    fn accept_rest(&mut self, from: usize) {
        let mut at = from;
        while let Some(n) = self.paper.open(at) {
            if let Some(fact) = self.paper.fact(n).filter(|fact| fact.wanting().is_empty()) {
                fact.is_accepted = true;
            }
            at = n + 1;
        }
    }

    /// Accepts a fact, once what it wants is said; false where it is not.
    fn accept(&mut self, context: &mut Context, n: usize) -> Answer<bool> {
        for field in self.paper.fact(n).map(|fact| fact.wanting()).into_iter().flatten() {
            let Some(said) = ask(context, &format!("{field}: "))?.filter(|said| !said.trim().is_empty()) else {
                say(context, &format!("without `{field}` it is not accepted"));
                return Ok(false);
            };
            if let Some(fact) = self.paper.fact(n) {
                fact.set(&field, said.trim());
            }
        }
        if let Some(fact) = self.paper.fact(n) {
            fact.is_accepted = true;
        }
        Ok(true)
    }

    /// Opens a fact in the editor.
    fn edit(&mut self, context: &mut Context, n: usize) -> Answer<()> {
        let folder = tempfile::Builder::new().prefix("onrecord-").tempdir().map_err(Error::Output)?;
        let path = folder.path().join("fact.toml");
        let Some(fact) = self.paper.fact(n) else { return Ok(()) };
        std::fs::write(&path, &fact.text).map_err(|cause| Error::of_writing(&path, &cause))?;
        if let Err(error) = open_editor(context.environment.editor.as_deref(), &path) {
            say(context, &error.to_string());
            error.hint().iter().for_each(|hint| say(context, hint));
            return Ok(());
        }
        let text = bounds::text(&path, bounds::FACTS)?;
        match Paper::read(&text) {
            Ok(read) if read.facts().count() == 1 => fact.text = text.trim_end().to_owned() + "\n",
            _ => say(context, "that is not one sound table: the fact is as it was"),
        }
        Ok(())
    }

    /// What a fact looks like in the record.
    fn like(&self, n: usize) -> Option<&Alike> {
        let key = self.paper.facts().nth(n)?.key()?;
        self.alike.iter().find(|alike| alike.key == key)
    }

    /// Looks again for what is there already, and tries whether the draft can be loaded.
    fn look(&mut self, context: &mut Context) -> Answer<()> {
        let reader = context.open()?;
        let (name, draft) = (self.path.display().to_string(), self.paper.text());
        let place = Place::new("checks", None);
        match alike::of_draft(&*reader, &place, (&name, &draft), &self.text, &context.environment.now) {
            Ok(found) => self.alike = found,
            Err(error) => say(context, &format!("as it stands it could not be loaded: {error}")),
        }
        Ok(())
    }

    /// A fact with what carries it.
    fn about(&self, n: usize) -> String {
        let facts: Vec<&Fact> = self.paper.facts().collect();
        let open = facts.iter().filter(|fact| !fact.is_accepted && !fact.is_dropped).count();
        let Some(fact) = facts.get(n) else { return String::new() };
        let mut told = format!("\n{} ({} of {}, {open} open)\n", fact.name(), n + 1, facts.len());
        for cited in fact.cited() {
            told.extend(self.shown.marked(&cited).map(|sentence| indented(&sentence)));
        }
        told.push('\n');
        told.extend(fact.text.lines().skip(1).map(|line| format!("  {line}\n")));
        if let Some(like) = self.like(n) {
            told.push_str(&indented(&format!("{} (j cites that instead)", like.reason)));
        }
        told.push_str(KEYS);
        told
    }

    /// Keeps the draft as it is now.
    fn save(&self) -> Answer<()> {
        use std::io::Write;
        let draft = Draft::of(self.path)?;
        draft.file()?.write_all(self.paper.text().as_bytes()).map_err(Error::Output)?;
        draft.replace()
    }
}

/// A paragraph for people, set in and broken between words.
fn indented(text: &str) -> String {
    let lines = wrap(text, WIDTH).into_iter().map(|line| format!("  {}\n", line.trim_end()));
    format!("\n{}", lines.collect::<Vec<_>>().concat())
}

fn read(path: &Path, content: &str) -> Answer<Paper> {
    Paper::read(content).map_err(|line| Error::Refused {
        what: format!("{}:{line}: this table is no sound TOML", path.display()),
        hint: "`onrecord add` with --dry-run says what is wrong".to_owned(),
    })
}
