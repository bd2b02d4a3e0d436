//! The guards of connections: what SQL may do there, how much it may take, and for how long.
//!
//! SQL comes from people, files, recipes and other people's record files. A reading connection
//! refuses all but reading: the file is opened read-only, and an authorizer admits only the actions
//! below. A writing connection admits what the program itself does to a record, and nothing that
//! reaches another file; while a recipe's statement is prepared or run, only what a recipe may fill.

mod pragmas;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, config::DbConfig};

use self::pragmas::{LOADING, NAMED, TELLING};
use crate::error::Result;
use crate::record::stop::StopSign;

/// Functions that reach outside the database.
const REACHING_OUT: &[&str] = &["load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"];

/// What the tables end with in which an R-tree keeps its nodes.
const RTREE_TABLES: &[&str] = &["_node", "_rowid", "_parent"];

/// Rows of virtual-machine steps between two looks at the stop sign.
const STEPS: i32 = 1_000;

/// Who is at work on a writing connection: the program, or one statement of a recipe.
#[derive(Clone, Debug, Default)]
pub struct Scope(Arc<Work>);

#[derive(Debug, Default)]
struct Work {
    is_of_recipe: AtomicBool,
    /// The tables that the recipe's statements fill.
    filled: Mutex<BTreeSet<String>>,
    /// When the statement that runs must have ended.
    deadline: Mutex<Option<Instant>>,
}

impl Scope {
    /// Does something that comes from a recipe, within a time: only what a recipe may do is admitted
    /// meanwhile. Returns what came of it and the tables that were named to be filled.
    pub fn of_recipe<T>(&self, most: Duration, work: impl FnOnce() -> T) -> (T, BTreeSet<String>) {
        *locked(&self.0.deadline) = Some(Instant::now() + most);
        self.0.is_of_recipe.store(true, Ordering::Release);
        let done = work();
        self.0.is_of_recipe.store(false, Ordering::Release);
        *locked(&self.0.deadline) = None;
        (done, std::mem::take(&mut *locked(&self.0.filled)))
    }

    fn is_of_recipe(&self) -> bool {
        self.0.is_of_recipe.load(Ordering::Acquire)
    }

    fn is_overdue(&self) -> bool {
        self.is_of_recipe() && locked(&self.0.deadline).is_some_and(|deadline| Instant::now() > deadline)
    }
}

fn locked<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a connection refuse everything but reading, within limits on length and depth.
///
/// # Errors
///
/// SQLite refuses one of the settings.
pub fn reading(conn: &mut Connection) -> Result<()> {
    untrusting(conn)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    bounded(conn)?;
    conn.authorizer(Some(|context: AuthContext<'_>| verdict(admits(&context.action))))?;
    Ok(())
}

/// Makes a connection take over the tables and views that another one tells, and nothing else.
///
/// # Errors
///
/// SQLite refuses one of the settings.
pub fn mirroring(conn: &mut Connection) -> Result<()> {
    untrusting(conn)?;
    bounded(conn)?;
    conn.authorizer(Some(|context: AuthContext<'_>| {
        verdict(match &context.action {
            AuthAction::Attach { .. } | AuthAction::Detach { .. } | AuthAction::CreateTrigger { .. } => false,
            // The guard of readers sets it, afterwards.
            AuthAction::Pragma { pragma_name: "cell_size_check", .. } => true,
            AuthAction::Pragma { .. } | AuthAction::Function { .. } => admits(&context.action),
            _ => true,
        })
    }))?;
    Ok(())
}

/// Makes a connection refuse everything that a load does not do to its own record.
///
/// # Errors
///
/// SQLite refuses one of the settings.
pub fn writing(conn: &mut Connection) -> Result<Scope> {
    untrusting(conn)?;
    bounded(conn)?;
    let scope = Scope::default();
    let who = scope.clone();
    conn.authorizer(Some(move |context: AuthContext<'_>| {
        verdict(if who.is_of_recipe() { who.admits(&context) } else { admits_of_load(&context) })
    }))?;
    Ok(scope)
}

/// Takes the trust in what a file's schema says from a connection.
///
/// # Errors
///
/// SQLite refuses one of the settings.
pub fn untrusting(conn: &Connection) -> Result<()> {
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        conn.set_db_config(setting, on)?;
    }
    Ok(())
}

/// The bounds of a reading connection that runs nothing but the program's own SQL.
///
/// # Errors
///
/// SQLite refuses one of the settings.
pub fn bounded_reading(conn: &Connection) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    bounded(conn)
}

fn bounded(conn: &Connection) -> Result<()> {
    // A plan holds for every value: SQLite would make a statement anew whenever another is bound.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_LENGTH, 256 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 4 << 20),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 500),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 1_000),
    ] {
        conn.set_limit(limit, most)?;
    }
    Ok(())
}

/// Bounds the memory that SQLite takes in all; what needs more ends in an error.
///
/// # Errors
///
/// SQLite refuses the setting.
pub fn limit_memory(conn: &Connection, bytes: u64) -> Result<()> {
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    conn.query_row(&format!("PRAGMA hard_heap_limit = {bytes}"), [], |_| Ok(()))?;
    Ok(())
}

/// Stops the connection's statements soon after the sign is raised.
///
/// # Errors
///
/// SQLite refuses the handler.
pub fn stoppable(conn: &mut Connection, sign: &StopSign) -> Result<()> {
    let sign = sign.clone();
    conn.progress_handler(STEPS, Some(move || sign.is_raised()))?;
    Ok(())
}

/// The same, and those of a recipe when their time is up.
///
/// # Errors
///
/// SQLite refuses the handler.
pub fn stoppable_load(conn: &mut Connection, sign: &StopSign, scope: &Scope) -> Result<()> {
    let (sign, scope) = (sign.clone(), scope.clone());
    conn.progress_handler(STEPS, Some(move || sign.is_raised() || scope.is_overdue()))?;
    Ok(())
}

fn verdict(is_admitted: bool) -> Authorization {
    if is_admitted { Authorization::Allow } else { Authorization::Deny }
}

fn admits(action: &AuthAction<'_>) -> bool {
    match action {
        // An R-tree prepares its own writing when it is first read. No statement that writes is run:
        // the file is open for reading only, and the runner asks SQLite of each.
        AuthAction::Insert { table_name }
        | AuthAction::Delete { table_name }
        | AuthAction::Update { table_name, .. } => RTREE_TABLES.iter().any(|ending| table_name.ends_with(ending)),
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => true,
        AuthAction::Function { function_name } => !REACHING_OUT.contains(&function_name.to_ascii_lowercase().as_str()),
        AuthAction::Pragma { pragma_name, pragma_value } => {
            let name = pragma_name.to_ascii_lowercase();
            TELLING.contains(&name.as_str()) && (pragma_value.is_none() || NAMED.contains(&name.as_str()))
        }
        _ => false,
    }
}

/// What the program does to a record: rows of any table, tables and triggers of its own that end
/// with the connection, and indexes that a long load takes down and makes again.
fn admits_of_load(context: &AuthContext<'_>) -> bool {
    match &context.action {
        AuthAction::Insert { .. }
        | AuthAction::Update { .. }
        | AuthAction::Delete { .. }
        | AuthAction::Transaction { .. }
        | AuthAction::Savepoint { .. }
        | AuthAction::CreateTempTable { .. }
        | AuthAction::DropTempTable { .. }
        | AuthAction::CreateTempTrigger { .. }
        | AuthAction::CreateTempIndex { .. }
        | AuthAction::CreateIndex { .. }
        | AuthAction::DropIndex { .. }
        | AuthAction::Reindex { .. } => true,
        AuthAction::Pragma { pragma_name, .. } => {
            LOADING.contains(&pragma_name.to_ascii_lowercase().as_str()) || admits(&context.action)
        }
        other => admits(other),
    }
}

/// The tables of a load that are not a recipe's to fill, though it may read them.
const KEPT_FROM_RECIPES: &[&str] =
    &["attributed", "beside", "data_set", "given", "seen", "staged", "touched", "wanted"];

impl Scope {
    /// What a recipe does: it reads, and fills the temporary tables that are made for it.
    fn admits(&self, context: &AuthContext<'_>) -> bool {
        let is_own = |table: &str| {
            let table = table.to_ascii_lowercase();
            context.database_name == Some("temp")
                && !table.starts_with("sqlite_")
                && !KEPT_FROM_RECIPES.contains(&table.as_str())
        };
        match &context.action {
            AuthAction::Insert { table_name } => {
                locked(&self.0.filled).insert(table_name.to_ascii_lowercase());
                is_own(table_name)
            }
            // What is rejected stays so, or the numbers would not add up.
            AuthAction::Delete { table_name } | AuthAction::Update { table_name, .. } => {
                is_own(table_name) && !table_name.eq_ignore_ascii_case("rejected")
            }
            AuthAction::Pragma { .. } => false,
            other => admits(other),
        }
    }
}

#[cfg(test)]
mod tests;
