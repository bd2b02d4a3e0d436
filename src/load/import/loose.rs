//! Loose values: dates and amounts as tables from elsewhere write them.
//!
//! "until 12/31/2022" is an upper bound and "Not given" is no amount; both mean something, and
//! neither is a reason to reject a row.

use crate::value::day::Date;

/// The EDTF that a table's date means; None where it means none.
///
/// Understood: EDTF itself, `20230117`, `12/31/2022` (month first), `03/22` (month and year),
/// `2023-01-17T10:00:00`, each also inside words: after "until" or "by" it is an upper bound, after
/// "since" or "from" a lower one.
#[must_use]
pub fn edtf(text: &str) -> Option<String> {
    let text = text.trim();
    // The time of a day is finer than the record keeps.
    let text = text.split_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    if text.parse::<Date>().is_ok() {
        return Some(text.to_owned());
    }
    let lower = text.to_lowercase();
    let day = lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')).find_map(day)?;
    let has = |words: &[&str]| lower.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
    let text = if has(&["until", "by", "before"]) {
        format!("../{day}")
    } else if has(&["since", "from", "after"]) {
        format!("{day}/..")
    } else if has(&["unclear", "about", "approx", "circa", "around"]) {
        format!("{day}~")
    } else {
        day
    };
    text.parse::<Date>().is_ok().then_some(text)
}

/// One day, month or year, in one word.
fn day(word: &str) -> Option<String> {
    let word = word.split_once('t').map_or(word, |(day, time)| if time.contains(':') { day } else { word });
    let word = word.trim_end_matches(['.', 'z']);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let found = match word.split(['/', '.']).collect::<Vec<_>>().as_slice() {
        [all] if all.len() == 8 && is_digits(all) => format!("{}-{}-{}", &all[..4], &all[4..6], &all[6..]),
        [month, day, year] if [month, day, year].iter().all(|part| is_digits(part)) && year.len() == 4 => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        [month, year] if is_digits(month) && is_digits(year) && year.len() == 4 => format!("{year}-{month:0>2}"),
        [month, year] if is_digits(month) && is_digits(year) && year.len() == 2 => format!("20{year}-{month:0>2}"),
        _ => word.to_owned(),
    };
    (found.len() >= 4 && found.starts_with(|c: char| c.is_ascii_digit()) && found.parse::<Date>().is_ok())
        .then_some(found)
}

/// The whole number of minor units of a decimal amount in major units; None where it is no number.
///
/// What is finer than the currency's smallest coin is rounded half away from zero.
#[must_use]
pub fn minor_units(text: &str, digits: u32) -> Option<i64> {
    let plain: String = text.trim().chars().filter(|c| !matches!(c, ',' | ' ' | '_')).collect();
    let (sign, plain) = plain.strip_prefix('-').map_or((1, plain.as_str()), |rest| (-1, rest));
    if plain.contains(['e', 'E']) {
        let number = plain.parse::<f64>().ok().filter(|number| number.is_finite())?;
        return minor_units(&format!("{number:.4}"), digits).map(|value| sign * value);
    }
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let sound = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !sound(whole) || !sound(fraction) {
        return None;
    }
    let wanted = digits as usize;
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(wanted).collect();
    let up = i64::from(fraction.as_bytes().get(wanted).is_some_and(|digit| *digit >= b'5'));
    let value: i64 = format!("0{whole}{kept}").parse().ok()?;
    value.checked_add(up).map(|value| sign * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_mean_what_their_words_say() {
        let meant = |text| edtf(text).unwrap_or_default();
        assert_eq!(meant("2022-03-01"), "2022-03-01");
        assert_eq!(meant("20191024"), "2019-10-24");
        assert_eq!(meant("until 12/31/2022"), "../2022-12-31");
        assert_eq!(meant("unclear, 03/22"), "2022-03~");
        assert_eq!(meant("2010-01-01T00:00:00"), "2010-01-01");
        assert_eq!(meant("3/7/2022"), "2022-03-07");
        for nothing in ["Not given", ".", "", "13/45/2022", "soon"] {
            assert_eq!(edtf(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn amounts_are_whole_minor_units() {
        assert_eq!(minor_units("35000000", 2), Some(3_500_000_000));
        assert_eq!(minor_units("21596939.405158583", 2), Some(2_159_693_941));
        assert_eq!(minor_units("1,250.5", 2), Some(125_050));
        assert_eq!(minor_units("-0.005", 2), Some(-1));
        assert_eq!(minor_units("1.5e3", 0), Some(1500));
        assert_eq!(minor_units("Not given", 2), None);
        assert_eq!(minor_units(".", 2), None);
    }
}
