//! What of a draft may be told already, with the citation that would stand in its place.

use minijinja::context;

use super::comment;
use super::template::filled;

/// How it is proposed.
const PROPOSED: &str = include_str!("../../../seed/draft/proposed.txt");

/// A draft with a proposal before each fact that looks like one of the record: its key in the draft, why, and the
/// key of the other.
#[must_use]
pub fn proposed(mut draft: String, alike: &[[&str; 3]]) -> String {
    for &[key, reason, other] in alike {
        let Some(at) = draft.find(&format!("\nkey = \"{key}\"\n")) else { continue };
        let Some(start) = draft[..at].rfind("[[") else { continue };
        let cite = draft[at..].lines().find(|line| line.starts_with("cite = ")).map(comment);
        let (reason, cite) = (comment(reason), cite.as_deref());
        let proposal = filled(PROPOSED, context! { reason, other, cite });
        draft.insert_str(start, &format!("{}\n", proposal.trim_end()));
    }
    draft
}
