//! What a person sees: every console block of the documents is run and compared.

use crate::support;

/// Documents whose examples ask the invented record.
const INVENTED: &str = "tests/cmd/*.md";

/// Documents whose examples change a record: each has an invented one of its own, which its blocks
/// change one after another, in a copy of the folder `NAME.in` where they read or write files.
const CHANGING: &str = "tests/cmd/changing";

/// Documents whose examples ask the built-in record.
const BUILT_IN: [&str; 2] = ["README.md", "docs/*.md"];

#[test]
fn examples_print_what_the_documents_show() {
    let path = support::file("invented", support::fill_fixture);
    let cases = trycmd::TestCases::new();
    cases.env("ONRECORD_DB", path.display().to_string()).case(INVENTED);
    cases.run();
}

#[test]
fn answers_of_the_built_in_record_are_as_documented() {
    let path = support::file("built-in", support::fill_seed);
    let cases = trycmd::TestCases::new();
    cases.env("ONRECORD_DB", path.display().to_string());
    for document in BUILT_IN {
        cases.case(document);
    }
    cases.run();
}

#[test]
fn examples_that_change_a_record_tell_a_story_each() {
    for name in support::names(CHANGING, ".md") {
        let path = support::file(&format!("changing-{name}"), support::fill_fixture);
        let cases = trycmd::TestCases::new();
        cases.env("ONRECORD_DB", path.display().to_string()).case(format!("{CHANGING}/{name}.md"));
        cases.run();
    }
}
