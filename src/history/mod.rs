//! History: which load brought what, taking it back, and two entities found to be one.

pub mod batches;
pub mod merging;
