//! History: which load brought what, taking it back, and two entities found to be one.

pub mod batches;
pub mod merging;
pub mod moved;
pub mod source;
pub mod undo;
