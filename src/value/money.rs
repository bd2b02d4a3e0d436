//! Money: amounts as people write them, as whole numbers of minor units.
//!
//! "about $3 billion" is exactly 300,000,000,000 cents, said to be approximate. No amount passes
//! through a floating-point number, and what the words leave open stays open: "nearly two billion"
//! has an upper bound and no lower one.

use crate::error::Error;

/// An amount of money as written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Money {
    /// The least it can be, in minor units of the currency; None where the words set no bound.
    pub low: Option<i64>,
    /// The most it can be, in minor units of the currency; None where the words set no bound.
    pub high: Option<i64>,
    /// ISO 4217 code.
    pub currency: String,
    /// Whether the words say that it is not exact.
    pub approximate: bool,
    /// Whether the words say that it comes on top of another amount ("$1 billion more").
    pub additional: bool,
}

/// Words that open an amount, and what they do to its bounds.
const BEFORE: &[(&str, Bounds)] = &[
    ("more than", Bounds::From),
    ("at least", Bounds::From),
    ("no less than", Bounds::From),
    ("over", Bounds::From),
    ("up to", Bounds::To),
    ("at most", Bounds::To),
    ("less than", Bounds::To),
    ("no more than", Bounds::To),
    ("under", Bounds::To),
    ("nearly", Bounds::Nearly),
    ("almost", Bounds::Nearly),
    ("close to", Bounds::About),
    ("approximately", Bounds::About),
    ("roughly", Bounds::About),
    ("around", Bounds::About),
    ("about", Bounds::About),
    ("some", Bounds::About),
    ("circa", Bounds::About),
    ("an additional", Bounds::More),
    ("additional", Bounds::More),
    ("another", Bounds::More),
    ("an extra", Bounds::More),
    ("a further", Bounds::More),
    ("further", Bounds::More),
];

/// Words that close an amount and say that it is additional.
const AFTER: &[&str] = &["more", "extra", "in addition", "on top"];

/// What the symbols and the words for money mean; the longest that fits is taken.
const CURRENCIES: &[(&str, &str)] = &[
    ("us$", "USD"),
    ("u.s.$", "USD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("nz$", "NZD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₴", "UAH"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("us dollars", "USD"),
    ("u.s. dollars", "USD"),
    ("dollars", "USD"),
    ("dollar", "USD"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("pounds", "GBP"),
    ("pound", "GBP"),
    ("pounds sterling", "GBP"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("hryvnias", "UAH"),
    ("hryvnia", "UAH"),
    ("rubles", "RUB"),
    ("roubles", "RUB"),
    ("rupees", "INR"),
    ("won", "KRW"),
    ("swiss francs", "CHF"),
    ("zlotys", "PLN"),
    ("zloty", "PLN"),
];

/// Multipliers, as powers of ten.
const SCALES: &[(&str, u32)] = &[
    ("thousand", 3),
    ("k", 3),
    ("million", 6),
    ("mln", 6),
    ("mn", 6),
    ("m", 6),
    ("billion", 9),
    ("bln", 9),
    ("bn", 9),
    ("b", 9),
    ("trillion", 12),
    ("tn", 12),
];

/// Numbers that are written out.
const WORDS: &[(&str, &str)] = &[
    ("a", "1"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("half a", "0.5"),
    ("a hundred", "100"),
    ("one hundred", "100"),
];

#[derive(Clone, Copy)]
enum Bounds {
    From,
    To,
    Nearly,
    About,
    More,
}

impl Money {
    /// Reads an amount such as `EUR 2.5 billion`, `about $3 billion` or `$1 billion more`.
    ///
    /// `minor_unit` gives the digits after the point of an ISO 4217 code, or None where the code is
    /// unknown or has no minor unit.
    ///
    /// # Errors
    ///
    /// [`Error::BadMoney`] says which part was not understood: the number, the currency, or a
    /// fraction finer than the currency's smallest coin.
    pub fn read(text: &str, minor_unit: impl Fn(&str) -> Option<u32>) -> Result<Self, Error> {
        let bad = |why: String| Error::BadMoney { text: text.to_owned(), why };
        let lower = text.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
        let mut rest = lower.trim().trim_end_matches('.');
        let (mut from, mut to, mut approximate, mut additional) = (true, true, false, false);
        while let Some((shorter, bounds)) = BEFORE.iter().find_map(|(word, b)| Some((word_off(rest, word)?, *b))) {
            rest = shorter;
            match bounds {
                Bounds::From => to = false,
                Bounds::To => from = false,
                Bounds::Nearly => (from, approximate) = (false, true),
                Bounds::About => approximate = true,
                Bounds::More => additional = true,
            }
        }
        while let Some(shorter) = AFTER.iter().find_map(|word| rest.strip_suffix(word)?.strip_suffix(' ')) {
            rest = shorter.trim_end();
            additional = true;
        }
        let (currency, rest) =
            currency(rest).ok_or_else(|| bad("it names no currency, such as EUR or $".to_owned()))?;
        let digits =
            minor_unit(&currency).ok_or_else(|| bad(format!("`{currency}` is no currency with a minor unit")))?;
        let (low_text, high_text) = rest.split_once(" to ").or_else(|| rest.split_once('–')).unwrap_or((rest, rest));
        let scale = scale_of(high_text).1;
        let amount = |text: &str| {
            let (number, own) = scale_of(text);
            minor_units(number, own.or(scale).unwrap_or(0), digits).map_err(&bad)
        };
        let (low, high) = (amount(low_text)?, amount(high_text)?);
        if low > high {
            return Err(bad("its lower bound is above its upper one".to_owned()));
        }
        Ok(Self { low: from.then_some(low), high: to.then_some(high), currency, approximate, additional })
    }
}

/// A text without the word it begins with; the word must end there.
fn word_off<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(word)?.strip_prefix(' ').map(str::trim_start)
}

/// The currency that an amount begins or ends with, and the amount without it.
fn currency(text: &str) -> Option<(String, &str)> {
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_lowercase());
    let is_scale = |word: &str| SCALES.iter().any(|(scale, _)| *scale == word) || WORDS.iter().any(|(w, _)| *w == word);
    let ends = [text.split_once(' '), text.rsplit_once(' ').map(|(rest, word)| (word, rest))];
    let symbol = CURRENCIES
        .iter()
        .filter_map(|(mark, code)| {
            let rest = text.strip_prefix(mark).or_else(|| text.strip_suffix(mark))?;
            Some((mark.len(), (*code).to_owned(), rest.trim()))
        })
        .max_by_key(|found| found.0);
    let code = ends
        .into_iter()
        .flatten()
        .find(|(word, _)| is_code(word) && !is_scale(word) && !CURRENCIES.iter().any(|(m, _)| m == word));
    match (symbol, code) {
        (Some((_, code, rest)), _) => Some((code, rest)),
        (None, Some((code, rest))) => Some((code.to_ascii_uppercase(), rest.trim())),
        (None, None) => None,
    }
}

/// A number's digits and the power of ten of the scale word after it.
fn scale_of(text: &str) -> (&str, Option<u32>) {
    let text = text.trim();
    for (word, power) in SCALES {
        let ended = text.strip_suffix(word).filter(|n| n.ends_with(' ') || n.ends_with(|c: char| c.is_ascii_digit()));
        if let Some(number) = ended {
            return (number.trim_end().trim_end_matches('-'), Some(*power));
        }
    }
    (text, None)
}

/// The whole number of minor units of a decimal number times a power of ten.
fn minor_units(number: &str, power: u32, digits: u32) -> Result<i64, String> {
    let number = WORDS.iter().find(|(word, _)| *word == number).map_or(number, |(_, digits)| digits);
    let plain: String = number.chars().filter(|c| !matches!(c, ',' | ' ' | '_' | '\'')).collect();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let sound = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() && fraction.is_empty() || !sound(whole) || !sound(fraction) {
        return Err(format!("`{number}` is no number"));
    }
    if number.split(',').skip(1).any(|group| group.split('.').next().is_some_and(|g| g.len() != 3)) {
        return Err(format!("`{number}` has a comma that does not part thousands; write the fraction with a point"));
    }
    let fraction = fraction.trim_end_matches('0');
    let room = power + digits;
    let length = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
    if length > room {
        return Err(format!("`{number}` is finer than the currency's {digits} digits after the point"));
    }
    let all = format!("{whole}{fraction}");
    let value: i64 = all.parse().map_err(|_| format!("`{number}` is too large"))?;
    10_i64
        .checked_pow(room - length)
        .and_then(|factor| value.checked_mul(factor))
        .ok_or_else(|| format!("`{number}` is too large"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Money, Error> {
        Money::read(text, |code| match code {
            "JPY" => Some(0),
            "EUR" | "USD" | "UAH" => Some(2),
            _ => None,
        })
    }

    #[test]
    fn words_around_an_amount_set_its_bounds() {
        let no = |text: &str| minor_units(text, 0, 2) == Err(format!("`{text}` is no number"));
        assert!(no("1x.5") && no("5.x1") && no("."));
        let bounds = |text| read(text).map(|m| (m.low, m.high, m.approximate, m.additional)).unwrap();
        let billion = 100_000_000_000;
        assert_eq!(bounds("EUR 2.5 billion"), (Some(250_000_000_000), Some(250_000_000_000), false, false));
        assert_eq!(bounds("about $3 billion"), (Some(3 * billion), Some(3 * billion), true, false));
        assert_eq!(bounds("about $1 billion more"), (Some(billion), Some(billion), true, true));
        assert_eq!(bounds("nearly two billion euros"), (None, Some(2 * billion), true, false));
        assert_eq!(bounds("more than €5m"), (Some(500_000_000), None, false, false));
        assert_eq!(bounds("up to an additional 12,500.50 EUR"), (None, Some(1_250_050), false, true));
        assert_eq!(bounds("$1 to 2 billion"), (Some(billion), Some(2 * billion), false, false));
        assert_eq!(bounds("¥300"), (Some(300), Some(300), false, false));
        assert_eq!(bounds("EUR\u{a0}2\u{202f}trillion").0, Some(2_000 * billion));
        assert_eq!(bounds("$1.5 trillion").0, Some(1_500 * billion));
        let currency = |text| Money::read(text, |_| Some(2)).unwrap().currency;
        assert_eq!(
            ["A$5", "C$5", "NZ$5", "US$5", "$5", "5 us dollars"].map(currency),
            ["AUD", "CAD", "NZD", "USD", "USD", "USD"]
        );
    }

    #[test]
    fn what_cannot_be_exact_is_refused() {
        for text in ["3 billion", "EUR", "EUR 1.234", "1,5 EUR", "XAU 3", "EUR 99999999999 billion", "EUR 2 to 1", ""] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
