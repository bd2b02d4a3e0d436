//! Sequences: where a character that shows as nothing changes what is shown beside it.
//!
//! A joiner within an emoji or a word of a script that needs it, a selector after an emoji, the tags
//! of a flag. There it stays; anywhere else it could only hide something.

/// Whether a character that shows as nothing is needed between what stands before and after it.
pub(super) fn needs(before: &str, c: char, after: &str) -> bool {
    let (last, next) = (before.chars().next_back(), after.chars().next());
    match c {
        '\u{200C}' => last.is_some_and(joins) && next.is_some_and(joins),
        '\u{200D}' => {
            let base = before.strip_suffix('\u{FE0F}').unwrap_or(before).chars().next_back();
            let is_emoji = base.is_some_and(is_emoji) && next.is_some_and(is_emoji);
            // At the end of a word it gives the last letter its joined form.
            is_emoji || last.is_some_and(joins)
        }
        '\u{FE0E}' | '\u{FE0F}' => {
            last.is_some_and(is_emoji)
                || (matches!(last, Some('0'..='9' | '#' | '*')) && next == Some('\u{20E3}') && c == '\u{FE0F}')
        }
        '\u{E0020}'..='\u{E007F}' => is_in_flag(before, c, after),
        _ => false,
    }
}

/// The tags that a flag may have: a region's letters and digits, and the one that ends it.
const TAGS: std::ops::RangeInclusive<usize> = 4..=7;

/// Whether a tag stands in the flag of a region: U+1F3F4, three to six letters or digits, the end.
fn is_in_flag(before: &str, c: char, after: &str) -> bool {
    let tag = |c: &char| matches!(c, '\u{E0020}'..='\u{E007F}');
    let most = *TAGS.end() + 1;
    let earlier: Vec<char> = before.chars().rev().take(most).take_while(tag).collect();
    let later = after.chars().take(most).take_while(tag);
    let tags: Vec<char> = earlier.iter().rev().copied().chain([c]).chain(later).collect();
    let is_region = |c: &char| matches!(c, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}');
    let is_whole = TAGS.contains(&tags.len())
        && tags.split_last().is_some_and(|(end, region)| *end == '\u{E007F}' && region.iter().all(is_region));
    is_whole && before.chars().rev().nth(earlier.len()) == Some('\u{1F3F4}')
}

/// Whether a character is of a script whose letters joiners join and part.
fn joins(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{61B}' | '\u{61D}'..='\u{77F}' | '\u{7C0}'..='\u{7FF}' | '\u{840}'..='\u{DFF}'
        | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17B3}' | '\u{17B6}'..='\u{17FF}' | '\u{1807}' | '\u{180A}'
        | '\u{1820}'..='\u{18AF}' | '\u{1A20}'..='\u{1AAF}' | '\u{1B00}'..='\u{1BFF}' | '\u{1CD0}'..='\u{1CFF}'
        | '\u{A800}'..='\u{A82F}' | '\u{A840}'..='\u{A8FF}' | '\u{A980}'..='\u{A9FF}' | '\u{AAE0}'..='\u{AAFF}'
        | '\u{ABC0}'..='\u{ABFF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10AC0}'..='\u{10AFF}'
        | '\u{10D00}'..='\u{10D3F}' | '\u{10F30}'..='\u{10FDF}' | '\u{11000}'..='\u{11FFF}' | '\u{1E900}'..='\u{1E95F}')
}

/// Whether a character is an emoji, or is one with a selector after it.
fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21AA}'
        | '\u{231A}'..='\u{2328}' | '\u{23CF}' | '\u{23E9}'..='\u{23FA}' | '\u{24C2}' | '\u{25AA}'..='\u{25FE}'
        | '\u{2600}'..='\u{27BF}' | '\u{2934}'..='\u{2935}' | '\u{2B05}'..='\u{2B55}' | '\u{3030}' | '\u{303D}'
        | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::super::visible;

    #[test]
    fn joiners_and_selectors_stay_where_they_mean_something() {
        for text in [
            "👩\u{200d}🚀",
            "❤\u{fe0f}\u{200d}🔥",
            "🏳\u{fe0f}\u{200d}🌈",
            "👩🏽\u{200d}🚀",
            "❤\u{fe0f}",
            "☎\u{fe0e}",
            "1\u{fe0f}\u{20e3}",
            "क\u{94d}\u{200d}ष",
            "ක\u{dca}\u{200d}ර",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        ] {
            assert_eq!(visible(text.as_bytes()), text);
        }
        assert_eq!(visible("می\u{200c}خواهم".as_bytes()), "\u{2068}می\u{200c}خواهم\u{2069}");
    }

    #[test]
    fn elsewhere_they_are_shown() {
        for (text, shown) in [
            ("a\u{200d}b", "a<U+200D>b"),
            ("a\u{200c}b", "a<U+200C>b"),
            ("👩\u{200d}", "👩<U+200D>"),
            ("👩\u{200d}\u{200d}🚀", "👩<U+200D><U+200D>🚀"),
            ("क\u{200c}", "क<U+200C>"),
            ("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}<U+FE0F>"),
            ("❤\u{fe01}", "❤<U+FE01>"),
            ("1\u{fe0f}", "1<U+FE0F>"),
            ("a\u{e0041}", "a<U+E0041>"),
            ("🏴\u{e0061}", "🏴<U+E0061>"),
            ("🏴\u{e0067}\u{e0062}\u{e0073}", "🏴<U+E0067><U+E0062><U+E0073>"),
            ("\u{e0100}", "<U+E0100>"),
        ] {
            assert_eq!(visible(text.as_bytes()), shown);
        }
    }

    #[test]
    fn a_long_run_of_tags_takes_no_long_time() {
        let text = "🏴".to_owned() + &"\u{e0061}".repeat(200_000);
        assert!(!visible(text.as_bytes()).contains('\u{e0061}'));
    }
}
