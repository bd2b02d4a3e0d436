//! Files beside the record: read within bounds, and written whole or not at all.

pub mod bounds;
pub mod document;
pub mod draft;
pub mod folder;
