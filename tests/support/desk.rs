//! A folder in which somebody works with a record of their own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder with a record of the reference data, and files in it.
pub struct Desk(pub PathBuf);

impl Desk {
    pub fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-desk-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let desk = Self(folder);
        desk.done(&["init", "--empty"]);
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        self.typed(arguments, "")
    }

    /// A command that is given lines.
    pub fn typed(&self, arguments: &[&str], lines: &str) -> (i32, String, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .current_dir(&self.0)
            .env("ONRECORD_DB", "r.db")
            .env_remove("EDITOR")
            .env_remove("VISUAL")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Who needs no more of them has closed the pipe.
        let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    pub fn done(&self, arguments: &[&str]) -> (String, String) {
        let (code, stdout, stderr) = self.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {stdout}{stderr}");
        (stdout, stderr)
    }

    pub fn refused(&self, arguments: &[&str]) -> String {
        let (code, stdout, stderr) = self.run(arguments);
        assert_eq!(code, 3, "{arguments:?}: {stdout}{stderr}");
        stderr
    }

    /// The answer of one statement of SQL, as CSV without its head.
    pub fn sql(&self, sql: &str) -> Vec<String> {
        self.done(&["sql", sql, "--csv"]).0.lines().skip(1).map(str::to_owned).collect()
    }

    /// Fills in every gist of a draft.
    pub fn fill(&self, name: &str) {
        let draft = fs::read_to_string(self.0.join(name)).unwrap();
        self.write(name, &draft.replace("gist = \"\"", "gist = \"It is so\""));
    }
}
