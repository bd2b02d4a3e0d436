//! Completions: a shell is offered what there is, and told nothing else.

use std::path::Path;
use std::process::Command;

use crate::support;

/// What a shell is offered after these words; the last is what is typed so far.
fn offered(record: &Path, words: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("--")
        .arg("onrecord")
        .args(words)
        .env("ONRECORD_COMPLETE", "fish")
        .env("ONRECORD_DB", record)
        .output()
        .unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{words:?}: {output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    told.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn commands_questions_parameters_and_values_are_offered() {
    let record = support::file("completions", support::fill_fixture);
    for (words, wanted) in [
        (&["sea"][..], "search"),
        (&["ask", "pledge-h"], "pledge-history"),
        (&["ask", "pledges", "--don"], "--donor"),
        (&["ask", "pledges", "--donor", "arc"], "arcadia"),
        (&["ask", "pledges", "--donor", "Arc"], "Arcadia"),
        (&["ask", "pledges", "--kind", "und"], "undertaking"),
        (&["ask", "pledges", "--currency", "eu"], "EUR"),
        (&["ask", "pledges", "--chart", "b"], "bar"),
        (&["ask", "statements", "--topic", "wat"], "water"),
        (&["ask", "statements", "--source", "dam-rep"], "dam-report"),
        (&["ask", "toll", "--event", "flood"], "flood"),
        (&["ask", "toll", "--format", "jsonl"], "jsonl"),
        (&["show", "free"], "freedonia"),
        (&["compare", "dam-rep"], "dam-report"),
        (&["schema", "state"], "statements"),
        (&["check", "dispute"], "dispute-with-one-side"),
        (&["import", "gd"], "gdelt"),
    ] {
        let told = offered(&record, words);
        assert!(told.iter().any(|value| value == wanted), "{words:?}: {told:?}");
        let typed = words.last().unwrap().to_lowercase();
        assert!(told.iter().all(|value| value.to_lowercase().starts_with(&typed)), "{words:?}: {told:?}");
    }
    // Only records of the kind that is asked for.
    assert_eq!(offered(&record, &["ask", "toll", "--event", "flood"]), ["flood"]);
    assert!(offered(&record, &["ask", "pledges", "--donor", "nobody-of-this"]).is_empty());
    assert!(offered(&record, &["ask", "pledges", "--donor", "arc' OR 1=1 --"]).is_empty());
}

#[test]
fn what_a_shell_would_obey_is_not_offered_and_no_record_is_no_error() {
    let record = support::file("completions-of-a-stranger", |conn| {
        support::fill_fixture(conn)?;
        conn.execute("UPDATE name SET text = 'zz$(touch x)', normal = 'zz touch x' WHERE text = 'Freedonia'", [])?;
        conn.execute("UPDATE entity SET name = 'a' || char(27) || '[31m' WHERE name = 'Arcadia'", [])?;
        Ok(())
    });
    assert!(offered(&record, &["ask", "pledges", "--donor", "zz"]).is_empty());
    let folder = record.parent().unwrap();
    std::fs::write(folder.join("damaged.db"), b"SQLite format 3\0 and no more").unwrap();
    for other in ["nowhere.db", "damaged.db", "/"] {
        assert!(offered(&folder.join(other), &["ask", "pledges", "--donor", "arc"]).is_empty(), "{other}");
        assert!(offered(&folder.join(other), &["sea"]).contains(&"search".to_owned()));
    }
    let named =
        offered(Path::new("/nowhere.db"), &["--db", record.to_str().unwrap(), "ask", "pledges", "--donor", "arc"]);
    assert_eq!(named[0], "arcadia");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files.len(), 2, "{files:?}");
}

#[test]
fn bash_completes_by_what_the_program_prints() {
    let record = support::file("completions-of-bash", support::fill_fixture);
    let folder = Path::new(env!("CARGO_BIN_EXE_onrecord")).parent().unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let script = "source <(onrecord completions bash); COMP_WORDS=(onrecord ask pledges --donor arc); COMP_CWORD=4; \
                  COMP_TYPE=9; _clap_complete_onrecord onrecord arc --donor; echo \"${COMPREPLY[*]}\"";
    let Ok(output) = Command::new("bash").args(["-c", script]).env("PATH", path).env("ONRECORD_DB", &record).output()
    else {
        return;
    };
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.split_whitespace().any(|value| value == "arcadia"), "{output:?}");
}

#[test]
fn zsh_completes_at_the_first_tab_from_a_file_of_its_path() {
    let record = support::file("completions-of-zsh", support::fill_fixture);
    let folder = Path::new(env!("CARGO_BIN_EXE_onrecord")).parent().unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let script = "onrecord completions zsh >_onrecord || exit 1; fpath=($PWD); autoload -Uz _onrecord; compdef() { }; \
                  _describe() { print -rl -- ${(P)3} }; words=(onrecord ask pledges --donor arc); CURRENT=5; _onrecord";
    let mut zsh = Command::new("zsh");
    zsh.args(["-fc", script]).current_dir(record.parent().unwrap()).env("PATH", path).env("ONRECORD_DB", &record);
    let Ok(output) = zsh.output() else { return };
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.lines().any(|line| line.split(':').next() == Some("arcadia")), "{output:?}");
}

#[test]
fn a_manual_page_is_written_for_each_command_and_each_question() {
    let record = support::file("man", support::fill_fixture);
    let folder = record.parent().unwrap().join("man1");
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["man", folder.to_str().unwrap()])
        .env("ONRECORD_DB", &record)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    for name in support::names("seed/queries", ".sql") {
        assert!(read(&format!("onrecord-ask-{name}.1")).contains(".SH NAME"), "{name}");
    }
    let pledges = read("onrecord-ask-pledges.1");
    for words in
        [".TH onrecord-ask-pledges 1", "only what this party gives or promises", "onrecord ask pledges \\-\\-donor nl"]
    {
        assert!(pledges.contains(words), "{words}\n{pledges}");
    }
    assert!(read("onrecord.1").contains("Exit codes") && read("onrecord-show.1").contains("onrecord show netherlands"));
}
