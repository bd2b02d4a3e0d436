//! History: which load brought what, taking it back, and two entities found to be one.

pub mod batches;
pub mod merging;
pub mod moved;
pub mod past;
pub mod purge;
pub mod source;
pub mod thing;
pub mod told;
pub mod undo;
