//! What amounts are read as.

use super::*;

fn read(text: &str) -> Result<Money, Error> {
    Money::read(text, None, |code| match code {
        "JPY" => Some(0),
        "EUR" | "USD" | "UAH" => Some(2),
        _ => None,
    })
}

#[test]
fn words_around_an_amount_set_its_bounds() {
    let bounds = |text| read(text).map(|m| (m.low, m.high, m.approximate, m.additional)).unwrap();
    let billion = 100_000_000_000;
    assert_eq!(bounds("EUR 2.5 billion"), (Some(250_000_000_000), Some(250_000_000_000), false, false));
    for (text, code) in [("CA$43 million", "CAD"), ("NT$40m", "TWD"), ("R$40m", "BRL")] {
        assert!(read(text).unwrap_err().to_string().contains(code), "{text}");
    }
    assert!(read("Q$43 million").is_err(), "letters before a sign that are not known with it");
    assert_eq!(bounds("about $3 billion"), (Some(3 * billion), Some(3 * billion), true, false));
    assert_eq!(bounds("about $1 billion more"), (Some(billion), Some(billion), true, true));
    assert_eq!(bounds("nearly two billion euros"), (None, Some(2 * billion), true, false));
    assert_eq!(bounds("more than €5m"), (Some(500_000_000), None, false, false));
    assert_eq!(bounds("up to an additional 12,500.50 EUR"), (None, Some(1_250_050), false, true));
    assert_eq!(bounds("$1 to 2 billion"), (Some(billion), Some(2 * billion), false, false));
    assert_eq!(bounds("¥300"), (Some(300), Some(300), false, false));
    assert_eq!(bounds("EUR\u{a0}2\u{202f}trillion").0, Some(2_000 * billion));
    assert_eq!(bounds("$1.5 trillion").0, Some(1_500 * billion));
    let currency = |text| Money::read(text, None, |_| Some(2)).unwrap().currency;
    assert_eq!(
        ["A$5", "C$5", "NZ$5", "US$5", "$5", "5 us dollars"].map(currency),
        ["AUD", "CAD", "NZD", "USD", "USD", "USD"]
    );
}

#[test]
fn what_cannot_be_exact_is_refused() {
    let why = |text: &str| match read(text) {
        Err(Error::BadMoney { why, .. }) => why,
        other => panic!("{text}: {other:?}"),
    };
    for (text, part) in [
        ("3 billion", "names no currency"),
        ("a lot of florins", "names no currency"),
        ("", "names no currency"),
        ("EUR", "is no number"),
        ("EUR 1.234", "is 1.234 or 1,234"),
        ("1.500 euro", "is 1.500 or 1,500"),
        ("EUR 1.5001", "finer than"),
        ("XAU 3", "no currency with a minor unit"),
        ("EUR 99999999999 billion", "too large"),
        ("EUR 2 to 1", "lower bound is above"),
        ("5 million kroner", "DKK or NOK"),
        ("2 млрд крон", "write CZK or DKK"),
        ("une vingtaine de millions d'euros", "between its number and its currency"),
        ("EUR 5 and a half", "`and a half` is not understood"),
        ("eur 5", "names no currency"),
        ("€5 to $10 million", "two currencies, EUR and USD"),
    ] {
        assert!(why(text).contains(part), "{text}: {}", why(text));
    }
}

#[test]
fn what_two_languages_write_alike_is_doubted() {
    for (text, language, part) in [
        ("3 billion euros", "fr", "10^9 in English and 10^12"),
        ("2 Billion Euro", "de", "10^9 in English and 10^12"),
        ("€1.5-2 billion", "fr", "10^9 in English and 10^12"),
        ("1.129 millones de euros", "en", "is 1.129 or 1,129"),
        ("1.500 Millionen Euro", "en", "is 1.500 or 1,500"),
    ] {
        let read = Money::read(text, Some(language), |_| Some(2));
        let why = read.unwrap_err().to_string();
        assert!(why.contains(part), "{text}: {why}");
    }
    let found = Money::find("Man gab 1,500 million Euro und 2 Billion Euro.", Some("de"), |_| Some(2));
    assert_eq!(found.iter().map(|found| found.money.is_ok()).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn numbers_ranges_and_hedges_of_many_houses_are_read() {
    let of = |text: &str, language: Option<&str>| {
        let money = Money::read(text, language, |code| Some(if code == "JPY" { 0 } else { 2 })).unwrap();
        (money.low.map(|n| n / 100), money.high.map(|n| n / 100), money.currency, money.approximate)
    };
    let eur = |low: i64, high: i64| (Some(low), Some(high), "EUR".to_owned(), false);
    assert_eq!(of("500.000 euro", None), eur(500_000, 500_000));
    assert_eq!(of("1.500 euro", Some("nl")), eur(1_500, 1_500));
    assert_eq!(of("€1.500", Some("de-AT")), eur(1_500, 1_500));
    assert_eq!(of("EUR 10.000", None), eur(10_000, 10_000));
    assert_eq!(of("1.250,50 euro", None), eur(1_250, 1_250));
    assert_eq!(of("1250,50 EUR", None), eur(1_250, 1_250));
    assert_eq!(of("between 2 and 3 billion euros", None), eur(2_000_000_000, 3_000_000_000));
    assert_eq!(of("€2.5 billion–€3 billion", None), eur(2_500_000_000, 3_000_000_000));
    assert_eq!(of("1.5-2 million euros", None), eur(1_500_000, 2_000_000));
    assert_eq!(of("twenty-five million euros", None), eur(25_000_000, 25_000_000));
    assert_eq!(of("400-million-euro", None), eur(400_000_000, 400_000_000));
    assert_eq!(of("two and a half billion euros", None), eur(2_500_000_000, 2_500_000_000));
    assert_eq!(of("3 miljard euro", None), eur(3_000_000_000, 3_000_000_000));
    assert_eq!(of("1,5 Mrd. Euro", Some("de")), eur(1_500_000_000, 1_500_000_000));
    assert_eq!(of("trois milliards d'euros", Some("fr")), eur(3_000_000_000, 3_000_000_000));
    assert_eq!(of("2 mil millones de euros", Some("es")), eur(2_000_000_000, 2_000_000_000));
    assert_eq!(of("5 мільярдів євро", Some("uk")), eur(5_000_000_000, 5_000_000_000));
    // What "billion" is, the language alone does not tell.
    assert_eq!(of("1 Billion Euro", Some("de")), eur(1_000_000_000_000, 1_000_000_000_000));
    assert_eq!(of("eine Billion Euro", Some("de")), eur(1_000_000_000_000, 1_000_000_000_000));
    assert_eq!(of("1,5 Billionen Euro", Some("de")), eur(1_500_000_000_000, 1_500_000_000_000));
    assert_eq!(of("1,5 billion d'euros", Some("fr")), eur(1_500_000_000_000, 1_500_000_000_000));
    assert_eq!(of("un billón de euros", None), eur(1_000_000_000_000, 1_000_000_000_000));
    for language in [None, Some("de"), Some("fr"), Some("nl"), Some("es"), Some("uk"), Some("de-CH")] {
        assert_eq!(of("EUR 1.5 billion", language), eur(1_500_000_000, 1_500_000_000), "{language:?}");
        assert_eq!(of("$1.5 billion more", language).0, Some(1_500_000_000), "{language:?}");
        assert_eq!(of("about $300 million", language).0, Some(300_000_000), "{language:?}");
    }
    assert_eq!(of("half a billion euros", Some("de")), eur(500_000_000, 500_000_000));
    assert_eq!(of("1,500 million euros", Some("de")), eur(1_500_000_000, 1_500_000_000));
    assert_eq!(of("1.129 millones de euros", Some("es")), eur(1_129_000_000, 1_129_000_000));
    assert_eq!(of("1,129 millones de euros", Some("es-MX")), eur(1_129_000_000, 1_129_000_000));
    assert_eq!(of("1.129 million euros", Some("en")), eur(1_129_000, 1_129_000));
    assert_eq!(of("anderthalb Milliarden Euro", Some("de")), eur(1_500_000_000, 1_500_000_000));
    assert_eq!(of("anderhalf miljard euro", None), eur(1_500_000_000, 1_500_000_000));
    assert_eq!(of("1,5 Md€", Some("fr")), eur(1_500_000_000, 1_500_000_000));
    assert_eq!(of("約3000億円", None), (Some(3_000_000_000), Some(3_000_000_000), "JPY".to_owned(), true));
    let usd = |low, high, approximate| (low, high, "USD".to_owned(), approximate);
    let billion = 1_000_000_000;
    assert_eq!(of("between $2 and $3 billion", None), usd(Some(2 * billion), Some(3 * billion), false));
    assert_eq!(of("from $900 million to $1 billion", None), usd(Some(900_000_000), Some(billion), false));
    assert_eq!(of("$900,000-$1 million", None), usd(Some(900_000), Some(1_000_000), false));
    assert_eq!(of("just over $2 billion", None), usd(Some(2 * billion), None, true));
    assert_eq!(of("in excess of $2bn", None), usd(Some(2 * billion), None, false));
    assert_eq!(of("as much as 2 billion dollars", None), usd(None, Some(2 * billion), false));
    assert_eq!(of("$2 billion or more", None), usd(Some(2 * billion), None, false));
    assert_eq!(of("5 crore indian rupees", None).0, Some(50_000_000));
    assert_eq!(of("2 lakh crore indian rupees", None).0, Some(2_000 * billion));
}

#[test]
fn amounts_are_found_whole_and_other_words_are_none() {
    let found = |text: &str| -> Vec<String> {
        Money::find(text, None, |code| (code != "XXX").then_some(2))
            .into_iter()
            .map(|found| format!("{}{}", &text[found.at], if found.money.is_ok() { "" } else { "?" }))
            .collect()
    };
    assert_eq!(found("It is of the top 10 and won 3 medals, all three said."), Vec::<String>::new());
    assert_eq!(found("THE TOP 10 OF ALL 3"), Vec::<String>::new());
    assert_eq!(
        found("Arcadia gives between $2 and $3 billion, and EUR 5 more."),
        ["between $2 and $3 billion", "EUR 5 more"]
    );
    assert_eq!(
        found("twenty-five million euros, a 400-million-euro package"),
        ["twenty-five million euros", "400-million-euro"]
    );
    assert_eq!(found("about two\nmillion euros for the dam"), ["about two\nmillion euros"]);
    assert_eq!(found("It costs 1.500 euro."), ["1.500?"]);
    assert_eq!(found("Version 1.500 of 2023"), Vec::<String>::new());
    assert_eq!(found("€2.5 billion–€3 billion"), ["€2.5 billion–€3 billion"]);
    assert_eq!(found("$2 and $3 were paid"), ["$2", "$3"]);
    // The tail of a number that is not understood is none.
    for none in [
        "3兆5000億円",
        "quatre-vingt-dix millions d'euros",
        "Hundred twenty million dollars",
        "one thousand two hundred euros",
        "1 1/2 million euros",
        "a quarter of a million dollars",
        "minus -5 euro",
    ] {
        assert_eq!(found(none), Vec::<String>::new(), "{none}");
    }
    assert_eq!(found("In May 2023 $5 million was paid"), ["$5 million"]);
    assert_eq!(found("On January 5, 200 million euros"), ["200 million euros"]);
}
