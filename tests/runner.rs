//! The one test binary: each file is a module, so that the program is linked once for all of them.

mod bounds;
mod catalogue;
mod checks;
mod cli;
mod examples;
mod export;
mod faults;
mod fidelity;
mod hostile;
mod inputs;
mod load;
mod mutants;
mod names;
mod opened;
mod options;
mod oracle;
mod queries;
mod schema;
mod support;
mod terminal;
mod texts;
mod tidy;
mod trust;
mod undo;
mod versions;
mod whose;
