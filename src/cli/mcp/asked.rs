//! Asking on behalf of a program: a command line that is run, and its answer as data.

use serde_json::{Value, json};

use crate::cli::captured::Captured;
use crate::cli::{Context, Environment, Outcome};
use crate::error::Exit;
use crate::record::stop::StopSign;

/// Seconds that an answer may take, where nobody says otherwise.
const SECONDS: f64 = 30.0;

/// Most bytes of an answer: what reads it has to hold all of it.
const MOST: usize = 4 << 20;

/// Who asks: the options that hold for every question.
pub(super) struct Asker {
    options: Vec<String>,
    environment: Environment,
    /// What stops the question that is being asked.
    pub(super) stop: StopSign,
}

/// What came of a question.
pub(super) enum Answer {
    /// Rows, what they were drawn on, and notes.
    Told { rows: Value, coverage: String, notes: Vec<String> },
    /// Why there is none, with the next step.
    Failed(String),
}

impl Asker {
    /// With the options of the command line that began it.
    pub(super) fn new(context: &Context) -> Self {
        let options = &context.options;
        let (path, is_certain) = context.path();
        let mut all = Vec::new();
        if is_certain {
            all.push(format!("--db={}", path.display()));
        }
        all.extend(options.queries.as_ref().map(|folder| format!("--queries={}", folder.display())));
        all.extend(options.max_memory.map(|memory| format!("--max-memory={memory}")));
        all.extend(options.busy_timeout.map(|seconds| format!("--busy-timeout={seconds}")));
        all.push(format!("--timeout={}", options.timeout.unwrap_or(SECONDS)));
        let environment =
            Environment { is_session: true, format: None, is_typed: false, end: None, ..context.environment.clone() };
        // Who takes a question back before there is one stops nothing.
        context.stop.pass_to(&StopSign::default());
        Self { options: all, environment, stop: context.stop.clone() }
    }

    /// Runs a command line and takes its rows; `words` are the command and its own arguments.
    pub(super) fn ask(&self, words: &[String]) -> Answer {
        let captured = Captured::default();
        let environment = Environment { captured: Some(captured.clone()), ..self.environment.clone() };
        let stop = StopSign::default();
        self.stop.pass_to(&stop);
        let own = ["--format=json".to_owned()];
        let all = ["onrecord".to_owned()].into_iter().chain(words.iter().cloned()).chain(self.options.clone());
        let outcome: Outcome = super::super::run(all.chain(own).map(Into::into), environment.clone(), &stop);
        let told = outcome.told(&environment);
        if told.exit != Exit::Success {
            return Answer::Failed(told.lines.join("\n"));
        }
        let text = captured.text();
        if text.len() > MOST {
            return Answer::Failed(format!(
                "error: the answer has {} bytes, and {MOST} are the most\n hint: ask for fewer rows (limit), or narrow the question",
                text.len()
            ));
        }
        match serde_json::from_str(&text) {
            Ok(rows) => {
                let coverage = captured.coverage.borrow().clone();
                Answer::Told { rows, coverage, notes: outcome.notes }
            }
            Err(cause) => Answer::Failed(format!("error: the answer is no JSON: {cause}")),
        }
    }
}

impl Answer {
    /// As the result of a tool.
    pub(super) fn result(self) -> Value {
        match self {
            Self::Told { rows, coverage, notes } => {
                let told = json!({ "rows": rows, "coverage": coverage, "notes": notes });
                json!({ "content": [{ "type": "text", "text": told.to_string() }], "structuredContent": told, "isError": false })
            }
            Self::Failed(why) => json!({ "content": [{ "type": "text", "text": why }], "isError": true }),
        }
    }
}
