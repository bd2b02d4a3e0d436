//! The pragmas that a connection may be asked.

/// Pragmas that only tell; none of them may be given a value, but for the name they tell about.
pub(super) const TELLING: &[&str] = &[
    "application_id",
    "collation_list",
    "compile_options",
    // FTS5 asks it whenever it is read.
    "data_version",
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
pub(super) const NAMED: &[&str] = &[
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

/// Pragmas that a load sets on its own connection.
pub(super) const LOADING: &[&str] = &[
    "cache_size",
    "defer_foreign_keys",
    "foreign_keys",
    "max_page_count",
    "temp_store",
    "recursive_triggers",
    "threads",
];
