//! Reading a text: who says what in it, as far as its form tells.
//!
//! Nothing here knows of a record. The rules are those of form: quotation marks, verbs of saying, what
//! stands before and after them; their words stand in seed/reading, a file a language. What is not
//! clear is left out, because a person who corrects a wrong draft works more than one who adds.

pub mod doing;
pub(crate) mod frame;
pub(crate) mod named;
pub mod speech;
pub mod words;
