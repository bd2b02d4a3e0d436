//! The guard of a reading connection: what SQL may do there, and for how long.
//!
//! SQL comes from people, files and other people's record files, so the connection refuses all
//! but reading: the file is opened read-only, and an authorizer admits only the actions below.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, config::DbConfig};

use crate::error::{Error, Result};

/// Pragmas that only tell; none of them may be given a value, but for the name they tell about.
const TELLING: &[&str] = &[
    "application_id",
    "collation_list",
    "compile_options",
    "database_list",
    "encoding",
    "foreign_key_check",
    "foreign_key_list",
    "freelist_count",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "journal_mode",
    "page_count",
    "page_size",
    "pragma_list",
    "quick_check",
    "schema_version",
    "table_info",
    "table_list",
    "table_xinfo",
    "user_version",
];

/// Those of them whose value is an object's name or a count, not a setting.
const NAMED: &[&str] = &[
    "foreign_key_check",
    "foreign_key_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "quick_check",
    "table_info",
    "table_list",
    "table_xinfo",
];

/// Functions that reach outside the database.
const REACHING_OUT: &[&str] = &["load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"];

/// Rows of virtual-machine steps between two looks at the stop sign.
const STEPS: i32 = 1_000;

/// Why a statement was stopped, shared between whoever stops it and whoever runs it.
#[derive(Clone, Debug, Default)]
pub struct StopSign(Arc<AtomicU8>);

impl StopSign {
    /// Stops what runs: Ctrl-C.
    pub fn interrupt(&self) {
        self.0.store(1, Ordering::Relaxed);
    }

    /// Stops what runs: its time is up.
    pub fn time_out(&self) {
        self.0.store(2, Ordering::Relaxed);
    }

    /// Whether something is to stop.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed) != 0
    }

    /// The error that a stop shows as; `seconds` is the limit that was set.
    #[must_use]
    pub fn error(&self, seconds: f64) -> Error {
        if self.0.load(Ordering::Relaxed) == 2 { Error::Timeout { seconds } } else { Error::Interrupted }
    }
}

/// Makes a connection refuse everything but reading, within limits on length and depth.
///
/// # Errors
///
/// SQLite refuses one of the settings.
pub fn reading(conn: &mut Connection) -> Result<()> {
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        conn.set_db_config(setting, on)?;
    }
    conn.pragma_update(None, "cell_size_check", true)?;
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_LENGTH, 256 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 4 << 20),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 500),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 1_000),
    ] {
        conn.set_limit(limit, most)?;
    }
    conn.authorizer(Some(
        |context: AuthContext<'_>| if admits(&context.action) { Authorization::Allow } else { Authorization::Deny },
    ))?;
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

fn admits(action: &AuthAction<'_>) -> bool {
    match action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => true,
        AuthAction::Function { function_name } => !REACHING_OUT.contains(&function_name.to_ascii_lowercase().as_str()),
        AuthAction::Pragma { pragma_name, pragma_value } => {
            let name = pragma_name.to_ascii_lowercase();
            TELLING.contains(&name.as_str()) && (pragma_value.is_none() || NAMED.contains(&name.as_str()))
        }
        _ => false,
    }
}
