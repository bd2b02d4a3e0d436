//! `onrecord status`: what servers have, and how far each is.

use rusqlite::types::ValueRef;

use super::{Context, Failure, reached};
use crate::error::{Error, Exit, Result};
use crate::output::{Cell, Column, Role};
use crate::reader::Reader;
use crate::record::file::Content;
use crate::record::served;

/// Show what servers have: primary or replica, the version of the record, how far each copy is
///
/// The index grows with every change; a replica whose index is that of the primary has all that the primary had.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The servers: http://HOST:PORT; a token goes in $ONRECORD_TOKEN
    #[arg(required = true, value_name = "URL")]
    servers: Vec<String>,
}

/// What one server says.
struct Told {
    role: &'static str,
    version: Option<i64>,
    records: Option<i64>,
    index: Option<i64>,
}

impl Args {
    /// Asks each of them.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let mut told = Vec::new();
        let mut exit = Exit::Success;
        for url in &self.servers {
            match asked(context, url) {
                Ok(one) => told.push(one),
                // One that does not answer is one of the things that people want to know.
                Err(error @ Error::Read { .. }) => {
                    context.said.push(error.to_string());
                    told.push(Told { role: "does not answer", version: None, records: None, index: None });
                    exit = error.exit();
                }
                Err(other) => return Err(other.into()),
            }
        }
        let foremost = told.iter().filter_map(|told| told.index).max();
        let mut writer = context.writer()?;
        let number = |name: &str| Column { role: Role::Number, ..Column::named(name) };
        let plain = Column::named;
        writer.begin(&[
            plain("server"),
            plain("role"),
            plain("version"),
            number("records"),
            plain("index"),
            number("behind"),
        ])?;
        for (url, told) in self.servers.iter().zip(&told) {
            let cell = |number: Option<i64>| Cell::Value(number.map_or(ValueRef::Null, ValueRef::Integer));
            let behind = foremost.zip(told.index).map(|(foremost, index)| foremost - index);
            let [server, role] = [url.as_str(), told.role].map(|text| Cell::text(Some(text)));
            writer.row(&[server, role, cell(told.version), cell(told.records), cell(told.index), cell(behind)])?;
        }
        writer.finish()?;
        context.close(&mut *writer)?;
        Ok(exit)
    }
}

/// What one server says.
fn asked(context: &Context, url: &str) -> Result<Told> {
    let (remote, found) = served::look(reached::client(context, reached::addressed(url)?)?, context.memory())?;
    let role = if remote.client().is_primary()? { "primary" } else { "replica" };
    let is_record = found.content == Content::Record;
    let remote = served::mirrored(remote, &found.parts, context.memory())?;
    let reader: &dyn Reader = &remote;
    let records = if is_record { reader.number("SELECT count(*) FROM record", &[])? } else { None };
    let index = remote.client().index().and_then(|index| i64::try_from(index).ok());
    Ok(Told { role, version: is_record.then_some(found.version), records, index })
}
