//! Faults on purpose: what is promised of a record when everything around it goes wrong.
//!
//! Each file is one kind of fault. `cargo test` tries a few of its places, the same each time; the short form tries more of
//! them and is part of `.ci/run`; the long form tries all of them and says how many:
//!
//!     ONRECORD_FAULTS=long cargo test --release --test all faults -- --nocapture
//!
//! A failure names its place, and `ONRECORD_FAULTS='add kill 225'` tries that place alone. What is
//! promised to whom stands in `docs/promises.md`.

mod child;
mod content;
mod figures;
mod full;
mod injected;
mod killed;
mod library;
mod names;
mod pages;
mod paths;
mod power;
mod readers;
mod recipes;
mod repaired;
mod schemas;
mod stage;
mod statements;
mod writing;
