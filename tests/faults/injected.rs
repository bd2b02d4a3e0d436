//! One file call goes wrong: each call of each command that writes, in every way there is.
//!
//! A machine loses its current, a disk is full or fails at one call and not at another; what is on
//! disk afterwards is as before the command or as after it.

use std::path::Path;

use super::child::{DEADLINE, run};
use super::figures::{Figures, Form};
use super::library;
use super::stage::{Stage, folder};
use super::writing;

/// A way in which a call goes wrong.
struct Fault {
    name: &'static str,
    /// Whether the program dies of it.
    kills: bool,
    /// Whether this call can go wrong so.
    strikes: fn(&str) -> bool,
}

const FAULTS: &[Fault] = &[
    Fault { name: "kill", kills: true, strikes: |_| true },
    Fault { name: "tear", kills: true, strikes: |call| call == "write" },
    Fault { name: "refuse", kills: false, strikes: |call| !["sync", "truncate", "unlink"].contains(&call) },
    Fault { name: "break-once", kills: false, strikes: |_| true },
    Fault { name: "break", kills: false, strikes: |_| true },
];

/// The most places of each fault that the short form tries.
const MOST: usize = 3;

fn strike(name: &str) {
    let Some(library) = library::built(&format!("faults in the file calls of {name}")) else { return };
    let (form, mut figures) = (Form::asked(), Figures::default());
    let stage = Stage::of(name);
    let calls = calls(stage, library);
    assert!(!calls.is_empty(), "no file call of {name} was seen");
    for fault in FAULTS {
        let places: Vec<usize> = (1..=calls.len()).filter(|at| (fault.strikes)(&calls[at - 1])).collect();
        let kind = format!("{} {name}", fault.name);
        for place in form.places(&kind, &places, MOST) {
            let folder = stage.set_up();
            let mut command = stage.command(folder.path());
            command.env("LD_PRELOAD", library).env("FAULT", fault.name).env("FAULT_AT", place.to_string());
            let ended = run(&mut command, DEADLINE);
            figures.count(&kind, place, stage.judge(folder.path(), &ended, fault.kills));
        }
    }
    figures.close();
}

/// The names of all file calls of a command, in their order.
fn calls(stage: &Stage, library: &Path) -> Vec<String> {
    let (place, aside) = (stage.set_up(), folder());
    let log = aside.path().join("calls");
    let mut command = stage.command(place.path());
    run(command.env("LD_PRELOAD", library).env("FAULT", "count").env("FAULT_LOG", &log), DEADLINE).with(&[0]).unwrap();
    let calls = std::fs::read_to_string(log).unwrap_or_default();
    calls.lines().filter_map(|line| line.split(' ').nth(1)).map(str::to_owned).collect()
}

/// A test for each command, so that they run beside each other.
macro_rules! struck {
    ($($test:ident $name:literal,)*) => {
        $(#[test] fn $test() { strike($name); })*

        #[test]
        fn no_command_that_writes_is_forgotten() {
            assert_eq!([$($name),*].as_slice(), writing::ALL.iter().map(|one| one.name).collect::<Vec<_>>());
        }
    };
}

struck! {
    init_makes_a_whole_record_or_none "init",
    add_brings_everything_or_nothing "add",
    a_correction_is_whole "add-corrected",
    import_brings_everything_or_nothing "import",
    an_import_that_makes_the_record_grow_is_whole "import-growing",
    a_record_of_an_older_version_is_upgraded_whole "upgrade",
    merge_is_whole "merge",
    a_batch_leaves_whole "remove-batch",
    a_record_leaves_whole "remove-record",
    undo_is_whole "undo",
    what_is_purged_goes_whole "purge",
    facts_are_exported_whole "export-facts",
    a_later_export_takes_the_place_of_an_earlier_one_whole "export-again",
    tables_are_exported_whole "export-tables",
    a_copy_without_texts_is_whole "export-without-texts",
    what_is_repaired_is_whole "repair",
    a_backup_is_whole "backup",
    an_answer_takes_its_name_when_it_is_whole "sql-output",
}
