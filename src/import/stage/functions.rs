//! The functions that recipes have beyond SQLite's own.
//!
//! What they return are plain ids and texts, so the file that is left needs none of them.

use std::borrow::Cow;
use std::sync::PoisonError;

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;

use crate::error::Result;
use crate::import::stage::loose::{self, numbers};
use crate::import::stage::world::{Shared, World};
use crate::value::day::{Date, OPEN_END, OPEN_START};
use crate::value::hash::sha256;
use crate::value::key::Key;
use crate::value::normal::normal;

/// The text of an argument; None for NULL. Numbers count as their text.
fn text<'c>(context: &'c Context<'_>, n: usize) -> Option<Cow<'c, str>> {
    match context.get_raw(n) {
        ValueRef::Null => None,
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(String::from_utf8_lossy(bytes)),
        ValueRef::Integer(number) => Some(number.to_string().into()),
        ValueRef::Real(number) => Some(zmij::Buffer::new().format(number).trim_end_matches(".0").to_owned().into()),
    }
}

/// Gives a connection the functions that recipes may use.
///
/// # Errors
///
/// SQLite refuses one.
pub fn give(conn: &Connection, world: &Shared, (order, decimal): (loose::Order, char)) -> Result<()> {
    let plain = FunctionFlags::SQLITE_UTF8;
    let with = |world: &Shared| {
        let world = world.clone();
        move || world.clone()
    };
    let lock = |world: &Shared, ask: &mut dyn FnMut(&mut World) -> Option<i64>| {
        ask(&mut world.lock().unwrap_or_else(PoisonError::into_inner))
    };
    let shared = with(world);
    let all = shared();
    conn.create_scalar_function("new_id", 0, plain, move |_| Ok(lock(&all, &mut |world| Some(world.new_id()))))?;
    let all = shared();
    conn.create_scalar_function("new_source_id", 0, plain, move |_| {
        Ok(lock(&all, &mut |world| Some(world.new_source_id())))
    })?;
    let all = shared();
    conn.create_scalar_function("entity", 2, plain, move |context| {
        let (Some(name), Some(kind)) = (text(context, 0), text(context, 1)) else { return Ok(None) };
        Ok(lock(&all, &mut |world| world.entity(&name, &kind)))
    })?;
    let all = shared();
    conn.create_scalar_function("entity", 4, plain, move |context| {
        let (Some(kind), Some(scheme), Some(value)) = (text(context, 1), text(context, 2), text(context, 3)) else {
            return Ok(None);
        };
        let name = text(context, 0).unwrap_or_default();
        Ok(lock(&all, &mut |world| Some(world.coded(&name, &kind, &scheme, &value))))
    })?;
    let all = shared();
    conn.create_scalar_function("known", 2, plain, move |context| {
        let (Some(scheme), Some(value)) = (text(context, 0), text(context, 1)) else { return Ok(None) };
        Ok(lock(&all, &mut |world| world.known(&scheme, &value)))
    })?;
    give_codes(conn, world, decimal)?;
    give_days(conn, world, order)?;
    give_pure(conn)
}

/// Those of codes and amounts, which note what they do not understand.
fn give_codes(conn: &Connection, world: &Shared, decimal: char) -> Result<()> {
    let plain = FunctionFlags::SQLITE_UTF8;
    let lock = |world: &Shared, ask: &mut dyn FnMut(&mut World) -> Option<i64>| {
        ask(&mut world.lock().unwrap_or_else(PoisonError::into_inner))
    };
    let all = world.clone();
    conn.create_scalar_function("topic", 2, plain, move |context| {
        let (Some(scheme), Some(code)) = (text(context, 0), text(context, 1)) else { return Ok(None) };
        Ok(lock(&all, &mut |world| {
            let found = world.topic(&scheme, &code);
            if found.is_none() && !code.trim().is_empty() {
                world.miss("codes", &code);
            }
            found
        }))
    })?;
    let all = world.clone();
    conn.create_scalar_function("minor_units", 2, plain, move |context| {
        let Some(amount) = text(context, 0) else { return Ok(None) };
        Ok(lock(&all, &mut |world| {
            let Some(currency) = text(context, 1) else {
                if !amount.trim().is_empty() {
                    world.miss("currencies", "none is named");
                }
                return None;
            };
            let Some(digits) = world.minor_units.get(currency.trim()).copied() else {
                world.miss("currencies", &currency);
                return None;
            };
            let found = loose::minor_units(&amount, digits, decimal);
            if found.is_none() && !amount.trim().is_empty() {
                world.miss("amounts", &amount);
            }
            found
        }))
    })?;
    let told = |world: &Shared, context: &Context<'_>, is_read: &dyn Fn(&str) -> bool| {
        let text = text(context, 0)?;
        if !is_read(&text) && !text.trim().is_empty() {
            world.lock().unwrap_or_else(PoisonError::into_inner).miss("numbers", &text);
        }
        Some(text.into_owned())
    };
    let all = world.clone();
    conn.create_scalar_function("number", 1, plain, move |context| {
        let text = told(&all, context, &|text| numbers::number(text, decimal).is_some());
        Ok(text.and_then(|text| numbers::number(&text, decimal)))
    })?;
    let all = world.clone();
    conn.create_scalar_function("whole", 1, plain, move |context| {
        let text = told(&all, context, &|text| numbers::whole(text, decimal).is_some());
        Ok(text.and_then(|text| numbers::whole(&text, decimal)))
    })?;
    Ok(())
}

/// Those of dates.
fn give_days(conn: &Connection, world: &Shared, order: loose::Order) -> Result<()> {
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let date = |world: &Shared| {
        let world = world.clone();
        move |context: &Context<'_>| {
            let text = text(context, 0)?;
            let found = loose::edtf(&text, order);
            if found.is_none() && !text.trim().is_empty() {
                world.lock().unwrap_or_else(PoisonError::into_inner).miss("dates", &text);
            }
            found
        }
    };
    let edtf = date(world);
    conn.create_scalar_function("edtf", 1, pure, move |context| Ok(edtf(context)))?;
    let bounds = |world: &Shared| {
        let date = date(world);
        move |context: &Context<'_>| date(context).and_then(|edtf| edtf.parse::<Date>().ok())
    };
    let first = bounds(world);
    conn.create_scalar_function("first_day", 1, pure, move |context| {
        Ok(first(context).map_or_else(|| OPEN_START.to_owned(), |date| date.first))
    })?;
    let last = bounds(world);
    conn.create_scalar_function("last_day", 1, pure, move |context| {
        Ok(last(context).map_or_else(|| OPEN_END.to_owned(), |date| date.last))
    })?;
    Ok(())
}

/// Those that need nothing but what they are given.
fn give_pure(conn: &Connection) -> Result<()> {
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_scalar_function("normal", 1, pure, |context| Ok(text(context, 0).map(|name| normal(&name))))?;
    conn.create_scalar_function("slug", 1, pure, |context| {
        Ok(text(context, 0).and_then(|name| Key::from_whole_text(&name, 72)).map(|key| key.to_string()))
    })?;
    conn.create_scalar_function("split", 2, pure, |context| {
        let (Some(text), Some(mark)) = (text(context, 0), text(context, 1)) else { return Ok(None) };
        let parts: Vec<&str> = match mark.as_ref() {
            "" => vec![text.trim()],
            mark => text.split(mark).map(str::trim).filter(|part| !part.is_empty()).collect(),
        };
        Ok(Some(serde_json::Value::from(parts).to_string()))
    })?;
    conn.create_scalar_function("hash", 1, pure, |context| {
        Ok(text(context, 0).map(|bytes| sha256(bytes.as_bytes())[..16].to_owned()))
    })?;
    Ok(())
}
