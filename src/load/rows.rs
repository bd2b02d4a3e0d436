//! From facts to rows: which field of a facts file becomes which column.

use rusqlite::types::Value;

use super::dated::{dates, dating};
use super::facts::{Amount, Cited, Dated, Event, Fact, Many, Named, Part, Parties, Statement};
use super::put::{Outcome, Row};
use super::read::{Item, Step};
use super::rule::Rule;
use super::{File, Loader};
use crate::error::{Error, Result};
use crate::value::day::{Date, OPEN_END, OPEN_START};
use crate::value::money::Money;
use crate::value::normal::normal;

use Step::{Element, Field};

impl Loader<'_> {
    /// Puts the rows of a file's entities, or of all its other records.
    pub(super) fn records(&mut self, file: &mut File<'_>, entities: bool) -> Result<()> {
        let document = file.document;
        for (n, item) in document.items.iter().enumerate() {
            self.few_faults()?;
            if let Fact::Cite(fact) = &item.fact {
                if !entities && let Some(id) = self.reference(file, item, &[Field("record")], &fact.record, None)? {
                    self.cite(file, item, id, &fact.cite)?;
                    self.datings(file, item, id, &fact.dates)?;
                }
                continue;
            }
            let Some((id, entry)) = file.ids[n] else { continue };
            if entities != matches!(item.fact, Fact::Entity(_)) {
                continue;
            }
            let outcome = self.subtype(file, item, id)?;
            self.note(entry, outcome);
            let Some((_, common)) = item.fact.record() else { continue };
            let mut topics = Vec::new();
            for (at, key) in common.topics.iter().enumerate() {
                if let Some(topic) = self.topic(file, item, &[Field("topics"), Element(at)], key)? {
                    topics.push(Row::new("record_topic", vec![("record_id", id.into()), ("topic_id", topic.into())]));
                }
            }
            let outcome = file.putter.put_all("record_topic", &[("record_id", id.into())], &topics)?;
            self.note(entry, outcome);
            let mut words: Vec<_> = dates(&item.fact)
                .into_iter()
                .filter_map(|(field, date)| match date {
                    Some(Dated::Words(words)) => Some(dating(field, words)),
                    _ => None,
                })
                .collect();
            words.extend(common.dates.iter().cloned());
            let outcome = self.datings(file, item, id, &words)?;
            self.note(entry, outcome);
            self.cite(file, item, id, common.cite)?;
        }
        Ok(())
    }

    // One arm for each kind: a table in code, which reads better whole.

    #[allow(clippy::too_many_lines)]
    fn subtype(&mut self, file: &File<'_>, item: &Item, id: i64) -> Result<Outcome> {
        let mut row = Row::of_record(item.fact.record().map_or("record", |(kind, _)| kind), id);
        match &item.fact {
            Fact::Entity(fact) => {
                row = row
                    .with("kind", fact.kind.clone())
                    .with("name", fact.name.clone())
                    .text("description", fact.description.as_deref());
                row = self.span(file, item, row, ["began", "began_first", "began_last"], fact.began.as_ref());
                row = self.span(file, item, row, ["ended", "ended_first", "ended_last"], fact.ended.as_ref());
            }
            Fact::Relation(fact) => {
                let subject = self.entity(file, item, &[Field("subject")], &fact.subject)?;
                let object = self.entity(file, item, &[Field("object")], &fact.object)?;
                self.known(file, item, "predicate", "predicate", "key", &fact.predicate)?;
                let (Some(subject), Some(object)) = (subject, object) else { return Ok(Outcome::Same) };
                row = row
                    .with("subject_id", subject)
                    .with("predicate", fact.predicate.clone())
                    .with("object_id", object)
                    .text("share", fact.share.as_deref());
                row = self.span(file, item, row, ["since", "since_first", "since_last"], fact.since.as_ref());
                row = self.span(file, item, row, ["until", "until_first", "until_last"], fact.until.as_ref());
                row =
                    self.span(file, item, row, ["attested", "attested_first", "attested_last"], fact.attested.as_ref());
            }
            Fact::Event(fact) => row = self.event(file, item, row, fact)?,
            Fact::Figure(fact) => {
                let Some(about) = self.reference(file, item, &[Field("about")], &fact.about, None)? else {
                    return Ok(Outcome::Same);
                };
                row = row
                    .with("about_id", about)
                    .with("measure", fact.measure.clone())
                    .with("low", fact.low)
                    .with("best", fact.best)
                    .with("high", fact.high);
                row = row
                    .with("unit", fact.unit.clone())
                    .with("as_written", fact.as_written.clone())
                    .with("approximate", i64::from(fact.approximate));
                row = self.span(file, item, row, ["as_of", "as_of_first", "as_of_last"], fact.as_of.as_ref());
            }
            Fact::Statement(fact) => row = self.statement(file, item, row, fact)?,
            Fact::Pledge(fact) => {
                row = row.with("kind", fact.kind.clone()).with("title", fact.title.clone());
                row = row.text("purpose", fact.purpose.as_deref()).text("sector", fact.sector.as_deref());
            }
            Fact::Stage(fact) => {
                let Some(pledge) = self.reference(file, item, &[Field("pledge")], &fact.pledge, Some("pledge"))? else {
                    return Ok(Outcome::Same);
                };
                row = row
                    .with("pledge_id", pledge)
                    .with("stage", fact.stage.clone())
                    .text("notation", fact.notation.as_deref());
                row = self.span(file, item, row, ["date", "first_day", "last_day"], fact.date.as_ref());
                let money = match &fact.money {
                    Some(amount) => self.money(file, item, amount)?,
                    None => None,
                };
                if let Some((amount, _)) = &money {
                    self.check_money(file, item, amount, &fact.cite);
                }
                let (amount, written) = money.map_or((None, None), |(amount, written)| (Some(amount), written));
                row = row
                    .with("low", amount.as_ref().and_then(|amount| amount.low))
                    .with("high", amount.as_ref().and_then(|amount| amount.high));
                row = row.with("currency", amount.as_ref().map(|amount| amount.currency.clone()));
                row = row
                    .with("approximate", i64::from(amount.as_ref().is_some_and(|amount| amount.approximate)))
                    .with("as_written", written.or_else(|| fact.as_written.clone()));
                row = row.text("extent", Some(fact.extent.as_deref().unwrap_or("increment")));
                for (field, column, key) in [
                    ("additional_to", "additional_to_id", &fact.additional_to),
                    ("part_of", "part_of_id", &fact.part_of),
                ] {
                    row = self.linked(file, item, row, (field, column), key.as_deref(), "stage")?;
                }
            }
            Fact::Conversion(fact) => {
                let stage = self.reference(file, item, &[Field("stage")], &fact.stage, Some("stage"))?;
                let money = self.money(file, item, &fact.money)?;
                let (Some(stage), Some((money, _))) = (stage, money) else { return Ok(Outcome::Same) };
                let Some(amount) = money.low.filter(|low| Some(*low) == money.high) else {
                    self.fault(file, item, &[Field("money")], "a converted amount is one exact amount", None);
                    return Ok(Outcome::Same);
                };
                row = row.with("stage_id", stage).with("amount", amount).with("currency", money.currency);
                row = row.text("rate", fact.rate.as_deref()).text("rate_on", fact.rate_on.as_deref());
            }
            Fact::Dispute(fact) => {
                row = row
                    .with("kind", fact.kind.clone())
                    .with("question", fact.question.clone())
                    .with("why", fact.why.clone());
                if fact.sides.len() < 2 {
                    self.fault(file, item, &[Field("sides")], "a dispute has at least two sides", None);
                }
            }
            Fact::Currency(_) | Fact::Predicate(_) | Fact::Topic(_) | Fact::Cite(_) => return Ok(Outcome::Same),
        }
        let outcome = self.put(file, item, &row)?;
        Ok(outcome.and(self.satellites(file, item, id)?))
    }

    /// Puts the rows that belong to a record: names, identifiers, parties, assertions, coding.
    fn satellites(&mut self, file: &File<'_>, item: &Item, id: i64) -> Result<Outcome> {
        match &item.fact {
            Fact::Entity(fact) => {
                let named = |text: &str, kind: &str, language: &str| {
                    let key = [
                        ("entity_id", id.into()),
                        ("text", text.to_owned().into()),
                        ("kind", kind.to_owned().into()),
                        ("language", language.to_owned().into()),
                    ];
                    Row::new("name", key.into()).with("normal", normal(text))
                };
                let mut names = vec![named(&fact.name, "preferred", "")];
                for (kind, several) in &fact.names {
                    for name in several {
                        names.push(match name {
                            Named::Text(text) => named(text, kind, ""),
                            Named::Full(full) => named(&full.text, kind, &full.language),
                        });
                    }
                }
                let mut identifiers = Vec::new();
                for (scheme, values) in &fact.identifiers {
                    for value in values {
                        let key = [
                            ("entity_id", id.into()),
                            ("scheme", scheme.clone().into()),
                            ("value", value.clone().into()),
                        ];
                        identifiers.push(Row::new("identifier", key.into()));
                    }
                }
                let owner = [("entity_id", id.into())];
                let names = self.put_all(file, item, "names", "name", &owner, &names)?;
                Ok(names.and(self.put_all(file, item, "identifiers", "identifier", &owner, &identifiers)?))
            }
            Fact::Event(fact) => {
                let parties = self.parties(file, item, id, &fact.parties, fact.date.as_ref())?;
                let coding: Vec<Row> = fact
                    .coding
                    .iter()
                    .map(|coding| {
                        Row::new("coding", vec![("record_id", id.into())])
                            .with("scheme", coding.scheme.clone())
                            .with("code", coding.code.clone())
                            .text("mode", coding.mode.as_deref())
                            .with("intensity", coding.intensity)
                            .with("tone", coding.tone)
                            .with("mentions", coding.mentions)
                    })
                    .collect();
                Ok(parties.and(self.put_all(file, item, "coding", "coding", &[("record_id", id.into())], &coding)?))
            }
            Fact::Pledge(fact) => self.parties(file, item, id, &fact.parties, None),
            Fact::Statement(fact) => {
                let parties = self.parties(file, item, id, &fact.parties, fact.date.as_ref())?;
                let mut rows = Vec::new();
                for (field, stance, keys) in [
                    ("asserts", "asserts", &fact.asserts),
                    ("denies", "denies", &fact.denies),
                    ("questions", "questions", &fact.questions),
                ] {
                    for (n, key) in keys.iter().enumerate() {
                        if let Some(claimed) = self.reference(file, item, &[Field(field), Element(n)], key, None)? {
                            let key = vec![("statement_id", id.into()), ("record_id", claimed.into())];
                            rows.push(Row::new("assertion", key).with("stance", stance.to_owned()));
                        }
                    }
                }
                Ok(parties.and(self.put_all(
                    file,
                    item,
                    "asserts",
                    "assertion",
                    &[("statement_id", id.into())],
                    &rows,
                )?))
            }
            _ => Ok(Outcome::Same),
        }
    }

    fn event(&mut self, file: &File<'_>, item: &Item, row: Row, fact: &Event) -> Result<Row> {
        let row = row
            .with("type", fact.type_.clone())
            .text("title", fact.title.as_deref())
            .with("status", fact.status.clone());
        let row = self.span(file, item, row, ["date", "first_day", "last_day"], fact.date.as_ref());
        let place = match &fact.place {
            Some(place) => self.entity(file, item, &[Field("place")], place)?,
            None => None,
        };
        let row = row.with("place_id", place);
        let row = self.linked(file, item, row, ("part_of", "part_of_id"), fact.part_of.as_deref(), "event")?;
        self.linked(file, item, row, ("follows", "follows_id"), fact.follows.as_deref(), "event")
    }

    fn statement(&mut self, file: &File<'_>, item: &Item, row: Row, fact: &Statement) -> Result<Row> {
        let row = row.with("verb", fact.verb.clone()).with("form", fact.form.clone()).with("gist", fact.gist.clone());
        let row =
            row.with("speaker_basis", fact.speaker_basis.clone()).text("speaker_why", fact.speaker_why.as_deref());
        let medium = match &fact.medium {
            Some(medium) => self.entity(file, item, &[Field("medium")], medium)?,
            None => None,
        };
        let row = row.with("medium_id", medium);
        let row = self.linked(file, item, row, ("occasion", "occasion_id"), fact.occasion.as_deref(), "event")?;
        let row = self.span(file, item, row, ["date", "first_day", "last_day"], fact.date.as_ref());
        let row = self.linked(file, item, row, ("told_in", "told_in_id"), fact.told_in.as_deref(), "statement")?;
        let row =
            self.linked(file, item, row, ("responds_to", "responds_to_id"), fact.responds_to.as_deref(), "statement")?;
        self.linked(file, item, row, ("continues", "continues_id"), fact.continues.as_deref(), "statement")
    }

    /// A row with a column that points to the record a field names, or to none.
    fn linked(
        &mut self,
        file: &File<'_>,
        item: &Item,
        row: Row,
        names: (&str, &'static str),
        key: Option<&str>,
        kind: &str,
    ) -> Result<Row> {
        let id = match key {
            Some(key) => self.reference(file, item, &[Field(names.0)], key, Some(kind))?,
            None => None,
        };
        Ok(row.with(names.1, id))
    }

    /// A row with the three columns of a date.
    pub(super) fn span(
        &mut self,
        file: &File<'_>,
        item: &Item,
        row: Row,
        columns: [&'static str; 3],
        date: Option<&Dated>,
    ) -> Row {
        let text = match date {
            Some(Dated::Edtf(text)) => Some(text),
            Some(Dated::Words(words)) => Some(&words.date),
            None => None,
        };
        let parsed = text.and_then(|text| match text.parse::<Date>() {
            Ok(date) => Some(date),
            Err(error) => {
                self.fault(file, item, &[Field(columns[0])], error.to_string(), error.hint());
                None
            }
        });
        let (edtf, first, last) = parsed.map_or((None, OPEN_START.to_owned(), OPEN_END.to_owned()), |date| {
            (Some(date.edtf), date.first, date.last)
        });
        row.with(columns[0], edtf).with(columns[1], first).with(columns[2], last)
    }

    /// An amount of money and the words it was written in.
    fn money(&mut self, file: &File<'_>, item: &Item, amount: &Amount) -> Result<Option<(Money, Option<String>)>> {
        if self.minor_units.is_empty() {
            let mut statement = self.conn.prepare("SELECT code, minor_unit FROM currency")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            self.minor_units = rows.collect::<rusqlite::Result<_>>()?;
        }
        match amount {
            Amount::Exact(exact) => {
                self.known(file, item, "money", "currency", "code", &exact.currency)?;
                let money = Money {
                    low: exact.low,
                    high: exact.high,
                    currency: exact.currency.clone(),
                    approximate: exact.approximate,
                    additional: false,
                };
                Ok(Some((money, exact.as_written.clone())))
            }
            Amount::Written(text) => match Money::read(text, |code| self.minor_units.get(code).copied().flatten()) {
                Ok(money) => Ok(Some((money, Some(text.clone())))),
                Err(error) => {
                    self.fault(file, item, &[Field("money")], error.to_string(), error.hint());
                    Ok(None)
                }
            },
        }
    }

    /// A fault unless a table of words has this one.
    /// Notes where none of the cited words gives the amount and one gives another.
    fn check_money(&mut self, file: &File<'_>, item: &Item, given: &Money, cited: &[Cited]) {
        let words = cited.iter().filter_map(|cited| match cited {
            Cited::Words(words) => Some(words),
            Cited::Place(place) => place.words.as_ref().or(place.quote.as_ref()),
        });
        let read: Vec<(&String, Money)> = words
            .filter_map(|words| {
                Some((words, Money::read(words, |code| self.minor_units.get(code).copied().flatten()).ok()?))
            })
            .collect();
        let is_given =
            |money: &Money| (money.low, money.high, &money.currency) == (given.low, given.high, &given.currency);
        if let Some((words, _)) = read.first().filter(|_| !read.iter().any(|(_, money)| is_given(money))) {
            let place = file.document.place(item, &[Field("money")]);
            self.report.notes.push(format!("{place}: the cited words `{words}` are another amount than this"));
        }
    }

    fn known(
        &mut self,
        file: &File<'_>,
        item: &Item,
        field: &str,
        table: &str,
        column: &str,
        word: &str,
    ) -> Result<()> {
        let sql = format!("SELECT 1 FROM {table} WHERE {column} = ?1");
        if !self.conn.prepare_cached(&sql)?.exists([word])? {
            let hint = format!("`onrecord sql \"select {column} from {table}\"` lists them");
            self.fault(file, item, &[Field(field)], format!("no {table} is known as `{word}`"), Some(hint));
        }
        Ok(())
    }

    fn parties(
        &mut self,
        file: &File<'_>,
        item: &Item,
        id: i64,
        parties: &Parties,
        date: Option<&Dated>,
    ) -> Result<Outcome> {
        let edtf = match date {
            Some(Dated::Edtf(text)) => Some(text),
            Some(Dated::Words(words)) => Some(&words.date),
            None => None,
        };
        let first_day =
            edtf.and_then(|text| text.parse::<Date>().ok()).map_or_else(|| OPEN_START.to_owned(), |date| date.first);
        let mut rows = Vec::new();
        for (role, several) in parties {
            for (n, part) in several.iter().enumerate() {
                let is_list = matches!(several, Many::Several(_));
                let path: &[Step<'_>] = if is_list {
                    &[Field("parties"), Field(role), Element(n)]
                } else {
                    &[Field("parties"), Field(role)]
                };
                let (entity, printed, behalf) = match part {
                    Part::Entity(entity) => (Some(entity), None, None),
                    Part::Full(full) => (full.entity.as_ref(), full.printed.as_deref(), full.behalf.as_ref()),
                };
                let entity = match entity {
                    Some(entity) => self.entity(file, item, path, entity)?,
                    None => None,
                };
                let behalf = match behalf {
                    Some(behalf) => self.entity(file, item, path, behalf)?,
                    None => None,
                };
                if entity.is_none() && printed.is_none() {
                    if matches!(part, Part::Full(_)) {
                        self.fault(file, item, path, "a party is an entity, or at least a printed name", None);
                    }
                    continue;
                }
                let number = i64::try_from(n + 1).unwrap_or(i64::MAX);
                let row = Row::new(
                    "party",
                    vec![("record_id", id.into()), ("role", role.clone().into()), ("n", number.into())],
                )
                .with("entity_id", entity)
                .text("printed", printed)
                .with("behalf_id", behalf)
                .with("first_day", first_day.clone());
                rows.push(row);
            }
        }
        self.put_all(file, item, "parties", "party", &[("record_id", id.into())], &rows)
    }

    pub(super) fn put_all(
        &mut self,
        file: &File<'_>,
        item: &Item,
        field: &str,
        table: &'static str,
        owner: &[(&'static str, Value)],
        rows: &[Row],
    ) -> Result<Outcome> {
        match file.putter.put_all(table, owner, rows) {
            Ok(outcome) => Ok(outcome),
            Err(Error::Sqlite(cause)) => {
                let Some(rule) = Rule::of(&cause) else { return Err(cause.into()) };
                let value = rows.iter().find_map(|row| {
                    let value = row.value(&rule.field)?;
                    (!rule.words.contains(&value)).then_some(value)
                });
                let (what, hint) = rule.told(value.as_deref());
                self.fault(file, item, &[Field(field)], what, hint);
                Ok(Outcome::Same)
            }
            Err(other) => Err(other),
        }
    }
}
