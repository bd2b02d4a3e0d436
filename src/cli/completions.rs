//! `onrecord completions`: what a shell reads to complete command lines.

use clap_complete::env::Shells;

use super::completing::VARIABLE;
use crate::cli::{Context, Failure};
use crate::error::{Error, Exit};

/// What stands in a file of zsh's `fpath` is run at the first Tab. clap's words only prepare for the next one; with
/// these the first is answered too.
const ZSH_AT_ONCE: &str = r#"
if [[ $funcstack[1] == _onrecord ]]; then
    _clap_dynamic_completer_onrecord "$@"
fi
"#;

/// Print what a shell reads to complete commands, questions and their values
///
/// bash: `source <(onrecord completions bash)` in ~/.bashrc. zsh: the same in ~/.zshrc. fish: `onrecord completions
/// fish | source` in config.fish. PowerShell: `onrecord completions powershell | Out-String | Invoke-Expression`.
/// Values come from the record at hand: names, topics, sources, words.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// bash, zsh, fish, powershell or elvish
    shell: String,
}

impl Args {
    /// Writes it.
    pub(super) fn run(&self, context: &mut Context) -> Result<Exit, Failure> {
        let shells = Shells::builtins();
        let Some(shell) = shells.completer(&self.shell) else {
            let known = shells.names().collect::<Vec<_>>().join(", ");
            let what = format!("no shell is known as `{}`", self.shell);
            return Err(Error::Misasked { what, hint: format!("there are {known}") }.into());
        };
        let mut written = Vec::new();
        shell.write_registration(VARIABLE, "onrecord", "onrecord", "onrecord", &mut written).map_err(Error::Output)?;
        if shell.name() == "zsh" {
            written.extend_from_slice(ZSH_AT_ONCE.as_bytes());
        }
        let mut writer = context.text_writer()?;
        writer.sink().buffer.extend_from_slice(&written);
        writer.sink().flush()?;
        context.close(&mut *writer)?;
        Ok(Exit::Success)
    }
}
