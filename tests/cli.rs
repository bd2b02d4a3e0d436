//! What a person sees: every console block of the documents is run and compared.

use crate::support;

/// Documents whose examples ask the invented record.
const INVENTED: [&str; 2] = ["tests/cmd/*.md", "tests/cmd/queries/*.md"];

/// The document of the query that finds nothing in a sound record: it asks one with planted faults.
const UNSOUND: &str = "tests/cmd/queries/unsourced.md";

/// Documents whose examples change a record: each has an invented one of its own, which its blocks
/// change one after another, in a copy of the folder `NAME.in` where they read or write files.
const CHANGING: &str = "tests/cmd/changing";

/// Documents whose examples ask the built-in record.
const BUILT_IN: [&str; 2] = ["README.md", "docs/*.md"];

#[test]
fn examples_print_what_the_documents_show() {
    let path = support::file("invented", support::fill_fixture);
    let cases = trycmd::TestCases::new();
    cases.env("ONRECORD_DB", path.display().to_string());
    for document in INVENTED {
        cases.case(document);
    }
    cases.skip(UNSOUND);
    cases.run();
}

#[test]
fn what_no_source_vouches_for_is_shown_of_an_unsound_record() {
    let path = support::file("unsound", |conn| {
        support::fill_fixture(conn)?;
        support::plant(conn, "tests/planted/fact-without-citation.sql");
        Ok(())
    });
    trycmd::TestCases::new().env("ONRECORD_DB", path.display().to_string()).case(UNSOUND).run();
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
        let path = support::file(&format!("changing-{name}"), support::fill_reports);
        let cases = trycmd::TestCases::new();
        cases.env("ONRECORD_DB", path.display().to_string()).case(format!("{CHANGING}/{name}.md"));
        cases.run();
    }
}
