//! A line of a session: what it means, and whether it goes on.

use clap::CommandFactory;

use super::settings::{HELP, Settings};
use crate::cli::Cli;
use crate::script::tokens::{Kind, tokens};

/// The words that SQL begins with.
const SQL: [&str; 5] = ["select", "with", "values", "explain", "pragma"];

/// The words of SQL that are coloured, and completed.
pub const KEYWORDS: [&str; 44] = [
    "ALL",
    "AND",
    "AS",
    "ASC",
    "BETWEEN",
    "BY",
    "CASE",
    "CAST",
    "COLLATE",
    "CROSS",
    "DESC",
    "DISTINCT",
    "ELSE",
    "END",
    "EXCEPT",
    "EXISTS",
    "FILTER",
    "FROM",
    "GLOB",
    "GROUP",
    "HAVING",
    "IN",
    "INNER",
    "INTERSECT",
    "IS",
    "JOIN",
    "LEFT",
    "LIKE",
    "LIMIT",
    "MATERIALIZED",
    "NOT",
    "NULL",
    "OFFSET",
    "ON",
    "OR",
    "ORDER",
    "OVER",
    "PARTITION",
    "SELECT",
    "THEN",
    "UNION",
    "VALUES",
    "WHEN",
    "WHERE",
];

/// What a line means.
#[derive(Debug, Eq, PartialEq)]
pub enum Meaning {
    /// It is empty.
    Nothing,
    /// The session ends.
    End,
    /// Something is to be said.
    Told(String),
    /// A command is run.
    Run(Vec<String>),
}

/// Whether a line is SQL.
pub fn is_sql(line: &str) -> bool {
    let first = tokens(line).into_iter().find(|token| token.kind != Kind::Blank);
    first.is_some_and(|token| token.kind == Kind::Word && SQL.contains(&line[token.at].to_lowercase().as_str()))
}

/// Whether a line is SQL that goes on: it has no semicolon at its end yet.
pub fn is_open(line: &str) -> bool {
    let last = tokens(line).into_iter().rfind(|token| token.kind != Kind::Blank);
    is_sql(line) && last.is_none_or(|token| &line[token.at] != ";")
}

/// What a line means; a setting is taken at once.
pub fn meaning(line: &str, settings: &mut Settings) -> Meaning {
    let line = line.trim();
    let line = line.strip_prefix("onrecord ").map_or(line, str::trim);
    if line.is_empty() || line.starts_with('#') {
        return Meaning::Nothing;
    }
    if is_sql(line) {
        return Meaning::Run(vec!["sql".to_owned(), line.to_owned()]);
    }
    let first = line.split_whitespace().next().unwrap_or(line);
    let is_plain = !first.starts_with('.') && !is_command(first) && !is_question(first) && line.contains(' ');
    // The apostrophes of a sentence quote nothing; the flags behind it are as everywhere.
    let (sentence, rest) = line.split_at(line.find(" -").filter(|_| is_plain).unwrap_or(line.len()));
    let taken = if is_plain { rest } else { line };
    let Some(words) = shlex::split(taken) else {
        return Meaning::Told("a quotation mark is open".to_owned());
    };
    if is_plain {
        return Meaning::Run([vec!["ask".to_owned(), sentence.to_owned()], words].concat());
    }
    if let Some(name) = words[0].strip_prefix('.') {
        return dotted(name, &words[1..], settings);
    }
    match words[0].as_str() {
        "quit" | "exit" => Meaning::End,
        "help" if words.len() == 1 => Meaning::Told(HELP.trim_end().to_owned()),
        "shell" => Meaning::Told("this is the shell".to_owned()),
        first if is_command(first) => Meaning::Run(words),
        // A lone word that is no question leads on as it does outside.
        _ if words.len() == 1 && !is_question(&words[0]) => Meaning::Run(words),
        _ => Meaning::Run([vec!["ask".to_owned()], words].concat()),
    }
}

fn is_command(word: &str) -> bool {
    Cli::command().get_subcommands().any(|command| command.get_name() == word)
        || word == "help"
        || word.starts_with('-')
}

fn is_question(word: &str) -> bool {
    crate::seed::names("queries").iter().any(|name| name == word)
}

/// What begins with a dot.
fn dotted(name: &str, words: &[String], settings: &mut Settings) -> Meaning {
    let run = |words: &[&str]| Meaning::Run(words.iter().map(|&word| word.to_owned()).collect());
    match (name, words) {
        ("quit" | "exit" | "q", _) => Meaning::End,
        ("help" | "h", _) => Meaning::Told(HELP.trim_end().to_owned()),
        ("tables" | "views", []) => run(&["schema"]),
        ("schema" | "tables", [name, ..]) => run(&["schema", name]),
        ("databases" | "dbinfo", _) => run(&["ask", "overview"]),
        ("schema", []) | ("indexes" | "fullschema", _) => run(&["schema", "--sql"]),
        ("read", [file, ..]) => run(&["sql", "-f", file]),
        ("dump", _) => Meaning::Told("`export --facts DIR` writes the whole record".to_owned()),
        ("import", _) => Meaning::Told("`import RECIPE FILE` loads a table".to_owned()),
        ("backup" | "save", _) => Meaning::Told("`export --without-texts FILE` copies the record".to_owned()),
        _ => settings.set(name, words.first().map(String::as_str)).map_or(Meaning::Nothing, Meaning::Told),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Meaning {
        meaning(line, &mut Settings::default())
    }

    fn run(words: &[&str]) -> Meaning {
        Meaning::Run(words.iter().map(|&word| word.to_owned()).collect())
    }

    #[test]
    fn lines_mean_what_people_type() {
        assert_eq!(of("  "), Meaning::Nothing);
        assert_eq!(of("pledges --donor nl"), run(&["ask", "pledges", "--donor", "nl"]));
        assert_eq!(of("overview"), run(&["ask", "overview"]));
        assert_eq!(of("what did Rutte say?"), run(&["ask", "what did Rutte say?"]));
        assert_eq!(of("what's Rutte's view"), run(&["ask", "what's Rutte's view"]));
        assert_eq!(of("what did Rutte say? --csv"), run(&["ask", "what did Rutte say?", "--csv"]));
        assert_eq!(of("onrecord show foo"), run(&["show", "foo"]));
        for wrong in [".width abc", ".limit -3", ".cite maybe", ".open nowhere.db", ".once /nowhere/a.csv"] {
            assert!(matches!(of(wrong), Meaning::Told(told) if told.contains("does not fit")), "{wrong}");
        }
        assert!(matches!(of("show 'Mark"), Meaning::Told(_)));
        assert_eq!(of("show 'Mark Rutte'"), run(&["show", "Mark Rutte"]));
        assert_eq!(of("Rutte"), run(&["Rutte"]));
        assert_eq!(of("select 1;"), run(&["sql", "select 1;"]));
        assert_eq!(of("-- a comment\nSELECT 1;"), run(&["sql", "-- a comment\nSELECT 1;"]));
        assert_eq!(of(".tables"), run(&["schema"]));
        assert_eq!(of(".schema pledges"), run(&["schema", "pledges"]));
        assert_eq!((of(".quit"), of("exit")), (Meaning::End, Meaning::End));
        assert!(matches!(of(".nosuch"), Meaning::Told(told) if told.contains(".help")));
        assert!(matches!(of(".mode nosuch"), Meaning::Told(told) if told.contains("jsonl")));
    }

    #[test]
    fn sql_goes_on_until_its_semicolon() {
        for open in ["select 1", "SELECT ';'", "with a as (select 1) -- ;"] {
            assert!(is_open(open), "{open}");
        }
        for whole in ["select 1;", "select 1; -- done", "pledges --donor nl", ""] {
            assert!(!is_open(whole), "{whole}");
        }
    }

    #[test]
    fn settings_become_options_of_every_line() {
        let mut settings = Settings::default();
        for line in [".mode csv", ".headers off", ".once a.csv", ".limit 3", ".cite on"] {
            assert_eq!(meaning(line, &mut settings), Meaning::Nothing, "{line}");
        }
        let arguments = settings.arguments(vec!["ask".to_owned()]);
        assert_eq!(
            arguments,
            ["onrecord", "--format=csv", "--limit=3", "--output=a.csv", "--cite", "--no-header", "ask"]
        );
        assert!(!settings.arguments(Vec::new()).iter().any(|argument| argument.contains("a.csv")));
    }
}
