//! The currency of an amount: marks, codes and words, before a number and after it.

use super::Trouble;
use super::reader::Reader;
use super::tokens::{Kind, Token};
use super::words::{Currency, words};

impl<F> Reader<'_, F>
where
    F: Fn(&str) -> Option<u32>,
{
    /// A mark of a currency, or a code in capital letters.
    pub fn currency_before(&self, at: usize) -> Option<(String, usize)> {
        if let Some(found) = self.mark(at) {
            return Some(found);
        }
        let code = self.code(at)?;
        let is_word = self.is_finding && words().only_after.contains(&code);
        (!is_word).then_some((code, at + 1))
    }

    /// A mark, which may be letters and a sign: US$.
    pub fn mark(&self, at: usize) -> Option<(String, usize)> {
        let two = format!("{}{}", self.text(at), self.text(at + 1));
        let one = self.text(at);
        let is_near = self.tokens.get(at).zip(self.tokens.get(at + 1)).is_some_and(|(a, b)| a.at.end == b.at.start);
        let found = |text: &str| words().marks.iter().find(|(mark, _)| mark == text).map(|(_, code)| code.clone());
        // Letters before a sign make it another: nobody knows which, unless the two are known together.
        let before = at.checked_sub(1).and_then(|n| self.tokens.get(n)).filter(|token| token.text.is_ascii());
        let is_counted = at >= 2 && self.tokens[at - 2].kind == Kind::Number;
        let is_scale = |token: &Token| is_counted && words().scales.has(&token.text);
        let before = before.filter(|token| token.kind == Kind::Word && !is_scale(token));
        if before.zip(self.tokens.get(at)).is_some_and(|(a, b)| a.at.end == b.at.start && b.kind == Kind::Mark) {
            return None;
        }
        found(&two).filter(|_| is_near).map(|code| (code, at + 2)).or_else(|| found(one).map(|code| (code, at + 1)))
    }

    /// A code in capital letters.
    pub(super) fn code(&self, at: usize) -> Option<String> {
        let token = self.tokens.get(at).filter(|token| token.is_capital && token.text.len() == 3)?;
        let code = token.text.to_ascii_uppercase();
        // What has no minor unit is told apart from what is no code when it is read.
        (!self.is_finding || (self.minor_unit)(&code).is_some()).then_some(code)
    }

    /// The currency after a number: a mark, a code, or words.
    pub fn currency_after(&self, at: usize) -> Result<(String, usize), Trouble> {
        let (first, mut at) = (at, at);
        for word in &words().range.of {
            if self.text(at) == word {
                at += 1;
                break;
            }
        }
        if self.text(at) == "-" {
            at += 1;
        }
        // A mark right before digits is theirs.
        if let Some(found) = self.mark(at).filter(|(_, next)| self.kind_after(*next) != Some(Kind::Number)) {
            return Ok(found);
        }
        // A code stands right by its number.
        if let Some(code) = self.code(at).filter(|_| at == first || !self.is_finding) {
            return Ok((code, at + 1));
        }
        // "d'euros" is one word.
        let bare = self.text(at).trim_start_matches("d'").trim_start_matches("d’").to_owned();
        let is_cut = bare.len() < self.text(at).len();
        let phrase = if is_cut {
            words().currencies.iter().find(|(word, _)| *word == bare).map(|(_, currency)| (currency.clone(), at + 1))
        } else {
            self.phrase(at, &words().currencies)
        };
        match phrase {
            Some((Currency::Known(code), next)) => Ok((code, next)),
            Some((Currency::Unclear(codes), _)) => Err(Trouble::Unclear(self.text(at).to_owned(), codes)),
            None => Err(Trouble::NoCurrency),
        }
    }
}
