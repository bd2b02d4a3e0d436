//! Reading an amount from the pieces of a text.

use super::number::{self, Doubt, Number};
use super::said::Said;
use super::scales::Scale;
use super::term::{Term, one_currency};
use super::tokens::{self, Kind, Token};
use super::words::{Currency, words};
use super::{Money, Trouble};

/// What an amount is read with.
pub struct Reader<'r, F> {
    /// The pieces.
    pub tokens: &'r [Token],
    /// The language of the text, BCP 47, if it is known.
    pub language: Option<&'r str>,
    /// The digits after the point of a currency; None of what is none.
    pub minor_unit: &'r F,
    /// Whether amounts are looked for in a text, where a word may be none of an amount.
    pub is_finding: bool,
}

impl<F> Reader<'_, F>
where
    F: Fn(&str) -> Option<u32>,
{
    /// The amount that begins at a piece, and the piece after it.
    pub fn amount(&self, start: usize) -> Result<(Money, usize), Trouble> {
        let mut at = start;
        let mut said = Said::default();
        // "CA$5" is no "ca. $5".
        while let Some((bounds, next)) =
            self.phrase(at, &words().before).filter(|_| self.mark(at).is_none_or(|(_, end)| end < at + 2))
        {
            at = next;
            said.take(bounds);
        }
        let opened = self.opened(at);
        if opened.is_some() {
            at += 1;
        }
        let (first, mut at) = self.term(at)?;
        let second = self.joined(at, opened).map(|next| self.term(next));
        if opened.is_some() && second.is_none() {
            return Err(Trouble::NoNumber(self.text_from(at)));
        }
        let second = match second {
            Some(Ok((term, next))) => {
                at = next;
                Some(term)
            }
            Some(Err(error)) if opened.is_some() || error.is_doubt() => return Err(error),
            _ => None,
        };
        let named = one_currency(&first, second.as_ref())?;
        let (currency, next) = match named {
            Some(code) => (code, at),
            None => self.currency_after(at)?,
        };
        at = next;
        while let Some((bounds, next)) = self.phrase(at, &words().after) {
            at = next;
            said.take(bounds);
        }
        let digits = (self.minor_unit)(&currency).ok_or_else(|| Trouble::NoMoney(currency.clone()))?;
        let scale = second.as_ref().and_then(|term| term.power);
        let units =
            |term: &Term| term.number.minor_units(term.power.or(scale).unwrap_or(0), digits).map_err(Trouble::Why);
        let mut least = units(&first)?;
        let most = second.as_ref().map_or(Ok(least), units)?;
        // "€500,000 to 2 million": the scale is of the second alone.
        if least > most && first.power.is_none() && first.number.is_large() {
            least = first.number.minor_units(0, digits).map_err(Trouble::Why)?;
        }
        if least > most {
            return Err(Trouble::Why("its lower bound is above its upper one".to_owned()));
        }
        let money = Money {
            low: said.low.then_some(least),
            high: said.high.then_some(most),
            currency,
            approximate: said.approximate,
            additional: said.additional,
        };
        Ok((money, at))
    }

    /// Whether an amount may begin at a piece: with a number, a mark or a code, or a word that opens one,
    /// and not within a number that began before.
    pub fn may_begin(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let is_opening = match token.kind {
            Kind::Number | Kind::Mark => true,
            Kind::Word => token.is_capital || words().first.contains(&token.text),
        };
        is_opening && (token.kind == Kind::Mark || !self.is_within(at))
    }

    /// Whether what stands before a piece belongs to the same number: "three hundred", "1/2", "3兆".
    fn is_within(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|n| self.tokens.get(n)) else { return false };
        let is_joined = before.at.end == self.tokens[at].at.start;
        match before.kind {
            Kind::Number => true,
            Kind::Mark => is_joined && matches!(before.text.as_str(), "-" | "/" | "−"),
            Kind::Word => {
                words().numbers.contains_key(&before.text)
                    || before.text == "hundred"
                    || words().scales.has(&before.text)
                    || (at >= 2
                        && before.text == "of"
                        && words().range.parts.iter().any(|part| part == self.text(at - 2)))
            }
        }
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    /// What follows a mark without a blank.
    fn kind_after(&self, next: usize) -> Option<Kind> {
        self.tokens.get(next).filter(|token| token.at.start == self.tokens[next - 1].at.end).map(|token| token.kind)
    }

    /// Whether any piece names a currency.
    pub fn names_a_currency(&self) -> bool {
        (0..self.tokens.len()).any(|at| {
            self.mark(at).is_some()
                || self.code(at).is_some()
                || !matches!(self.currency_after(at), Err(Trouble::NoCurrency))
        })
    }

    /// Whether the number here stands by a currency.
    pub fn names_money(&self, at: usize) -> bool {
        self.currency_before(at).is_some()
            || (self.tokens[at].kind == Kind::Number
                && self.currency_after(self.scale(at + 1).map_or(at + 1, |(_, next)| next)).is_ok())
    }

    /// What is left, as it is written, for people; no more than they read.
    pub fn text_from(&self, at: usize) -> String {
        let left = self.tokens[at.min(self.tokens.len())..].iter().take(8);
        left.map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The phrase of a list that stands here, and the piece after it.
    pub fn phrase<T: Clone>(&self, at: usize, list: &[(String, T)]) -> Option<(T, usize)> {
        tokens::phrase(self.tokens, at, list)
    }

    /// The word that opens a range here.
    pub fn opened(&self, at: usize) -> Option<&str> {
        let word = self.text(at);
        words().range.pairs.iter().any(|(open, _)| open == word).then_some(word)
    }

    /// Where the second number of a range begins, if one is joined here.
    pub fn joined(&self, at: usize, opened: Option<&str>) -> Option<usize> {
        let word = self.text(at);
        let is_pair = opened
            .is_some_and(|open| words().range.pairs.iter().any(|(first, second)| first == open && second == word));
        (is_pair || words().range.alone.iter().any(|known| known == word)).then_some(at + 1)
    }

    /// A number, with the currency before it and the scale after it.
    pub fn term(&self, at: usize) -> Result<(Term, usize), Trouble> {
        let (currency, at) = self.currency_before(at).map_or((None, at), |(code, next)| (Some(code), next));
        let scale_at = |at: usize| {
            let at = if self.text(at) == "-" { at + 1 } else { at };
            self.scale(at)
        };
        if self.tokens.get(at).is_some_and(|token| token.kind == Kind::Number) {
            let text = self.text(at);
            let scale = scale_at(at + 1);
            // A word of another kind of language than the source's says nothing of what its marks mean.
            let has_comma = words().has_comma(self.language).filter(|has_comma| {
                scale.and_then(|(scale, _)| scale.has_comma).is_none_or(|shown| shown == *has_comma)
            });
            let number = number::digits(text, has_comma, scale.is_some()).map_err(|doubt| match doubt {
                Doubt::None => Trouble::NoNumber(text.to_owned()),
                Doubt::Two(one, other) => Trouble::Doubt(text.to_owned(), one.to_string(), other.to_string()),
            })?;
            let mark = text.chars().rfind(|c| matches!(c, '.' | ',')).filter(|_| number.has_fraction());
            let power = scale.map(|(scale, _)| self.power(scale, at + 1, &number, mark)).transpose()?;
            let next = scale.map_or(at + 1, |(_, next)| next);
            return Ok((Term { number, power, currency }, next));
        }
        if self.text(at) == "-" {
            return Err(Trouble::NoNumber(self.text_from(at)));
        }
        // Words, hyphens between them left out.
        let places: Vec<usize> = (at..self.tokens.len().min(at + 12)).filter(|n| self.text(*n) != "-").collect();
        let spelled: Vec<&str> = places.iter().map(|n| self.text(*n)).collect();
        let (number, used) = number::written(&spelled).ok_or_else(|| Trouble::NoNumber(self.text_from(at)))?;
        let next = places.get(used).copied().unwrap_or(self.tokens.len());
        let scale = scale_at(next);
        let power = scale.map(|(scale, _)| self.power(scale, next, &number, None)).transpose()?;
        let next = scale.map_or(next, |(_, next)| next);
        Ok((Term { number, power, currency }, next))
    }

    /// The power of ten that a scale at a piece means by a number.
    fn power(&self, scale: Scale, at: usize, number: &Number, mark: Option<char>) -> Result<u32, Trouble> {
        let power = scale.power_by(number.is_one(), mark);
        power.map_err(|(english, own)| Trouble::Scales(self.text(at).to_owned(), english, own))
    }

    /// The scale that stands here, and the piece after it.
    fn scale(&self, at: usize) -> Option<(Scale, usize)> {
        let alike = words().scales.beginning(self.text(at));
        let (phrase, power, next) = alike.iter().find_map(|alike| {
            self.phrase(at, std::slice::from_ref(alike)).map(|(power, next)| (&alike.0, power, next))
        })?;
        let is_short = self.text(at).chars().count() <= 4;
        let next = if self.text(next) == "." && self.tokens.len() > next + 1 && is_short { next + 1 } else { next };
        Some((words().scales.of(phrase, power, self.language, self.tokens[at].has_capital), next))
    }

    /// A mark of a currency, or a code in capital letters.
    fn currency_before(&self, at: usize) -> Option<(String, usize)> {
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
    fn code(&self, at: usize) -> Option<String> {
        let token = self.tokens.get(at).filter(|token| token.is_capital && token.text.len() == 3)?;
        let code = token.text.to_ascii_uppercase();
        // What has no minor unit is told apart from what is no code when it is read.
        (!self.is_finding || (self.minor_unit)(&code).is_some()).then_some(code)
    }

    /// The currency after a number: a mark, a code, or words.
    fn currency_after(&self, at: usize) -> Result<(String, usize), Trouble> {
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
