//! The one test binary: each file is a module, so that the program is linked once for all of them.

mod catalogue;
mod checks;
mod cli;
mod export;
mod fidelity;
mod inputs;
mod load;
mod queries;
mod schema;
mod support;
mod terminal;
mod tidy;
