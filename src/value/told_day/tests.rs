//! Days of many languages, as a reader takes them.

use super::*;

/// Tuesday.
const ON: &str = "2023-01-17";

#[test]
fn words_have_their_readings_in_every_language() {
    for (words, read) in [
        ("on Monday", &["2023-01-16", "2023-01-23"][..]),
        ("Saturday’s", &["2023-01-14", "2023-01-21"]),
        ("on Tuesday", &["2023-01-17", "2023-01-24"]),
        ("yesterday", &["2023-01-16"]),
        ("last week", &["[2023-01-09..2023-01-15]"]),
        ("next week", &["[2023-01-23..2023-01-29]"]),
        ("this month", &["2023-01"]),
        ("last year", &["2022"]),
        ("in October", &["2022-10", "2023-10"]),
        ("in late March", &["[2022-03-21..2022-03-31]", "[2023-03-21..2023-03-31]"]),
        ("mid-February 2024", &["[2024-02-11..2024-02-20]"]),
        ("January 9", &["2023-01-09"]),
        ("9 January", &["2023-01-09"]),
        ("on the 9th of January", &["2023-01-09"]),
        ("December 31", &["2022-12-31"]),
        ("July 15", &["2023-07-15", "2022-07-15"]),
        ("January 9, 2022", &["2022-01-09"]),
        ("2022-01-09", &["2022-01-09"]),
        ("17/01/2023", &["2023-01-17"]),
        ("03/04/2023", &["2023-04-03", "2023-03-04"]),
        ("December 2021", &["2021-12"]),
        ("last Friday", &["2023-01-13"]),
        ("next Friday", &["2023-01-20", "2023-01-27"]),
        ("this Friday", &["2023-01-20"]),
        ("op maandag", &["2023-01-16", "2023-01-23"]),
        ("vorige week", &["[2023-01-09..2023-01-15]"]),
        ("9 maart 2022", &["2022-03-09"]),
        ("am Montag", &["2023-01-16", "2023-01-23"]),
        ("9. Januar 2023", &["2023-01-09"]),
        ("Ende März", &["[2022-03-21..2022-03-31]", "[2023-03-21..2023-03-31]"]),
        ("lundi dernier", &["2023-01-16", "2023-01-09"]),
        ("la semaine dernière", &["[2023-01-09..2023-01-15]"]),
        ("le 9 janvier", &["2023-01-09"]),
        ("aujourd’hui", &["2023-01-17"]),
        ("9 de enero de 2023", &["2023-01-09"]),
        ("el lunes", &["2023-01-16", "2023-01-23"]),
        ("9 січня", &["2023-01-09"]),
        ("у п’ятницю", &["2023-01-13", "2023-01-20"]),
        ("минулого тижня", &["[2023-01-09..2023-01-15]"]),
        ("2023年1月9日", &["2023-01-09"]),
        ("1月9日", &["2023-01-09"]),
        ("月曜日", &["2023-01-16", "2023-01-23"]),
        ("先週", &["[2023-01-09..2023-01-15]"]),
    ] {
        assert_eq!(readings(words, ON), read, "{words}");
    }
    for words in ["soon", "late in the day", "early days", "may", "march on", "5", "on 31 February 2023", ""] {
        assert_eq!(readings(words, ON), Vec::<String>::new(), "{words}");
    }
    assert!(readings("on Monday", "2023-01").is_empty(), "a month is no day to count from");
    assert_eq!(readings("9 January 2023", "2023"), ["2023-01-09"]);
}

#[test]
fn a_text_is_read_by_what_stands_before() {
    let found = |sentence: &str, language: Option<&str>| -> Vec<String> {
        find(sentence, Some(ON), language)
            .into_iter()
            .map(|day| format!("{} = {}", &sentence[day.at], day.edtf))
            .collect()
    };
    assert_eq!(found("He said on Friday that it stands.", None), ["Friday = 2023-01-13"]);
    assert_eq!(found("He will speak on Friday.", None), ["Friday = 2023-01-20"]);
    assert_eq!(
        found("He said on Monday that they will meet on Friday.", None),
        ["Monday = 2023-01-16", "Friday = 2023-01-20"]
    );
    assert_eq!(found("They met on January 9 in Paris.", None), ["January 9 = 2023-01-09"]);
    assert_eq!(found("They meet next Friday.", None), Vec::<String>::new(), "two readings");
    assert_eq!(found("It was 03/04/2022.", None), Vec::<String>::new());
    for none in ["They may march on.", "March stays away.", "Theresa May said so."] {
        assert_eq!(found(none, None), Vec::<String>::new());
    }
    assert_eq!(found("It was in March.", None), ["March = 2022-03"]);
    for none in [
        "It is every Monday.",
        "the day before yesterday",
        "January 5 to 7, 2021",
        "5 and 6 March 2020",
        "Black Friday",
        "avant-hier",
    ] {
        assert_eq!(found(none, None), Vec::<String>::new(), "{none}");
    }
    assert_eq!(found("It was on Monday, 4 May 2020.", None), ["4 May 2020 = 2020-05-04"]);
    assert_eq!(found("In December, Arc will travel.", None), ["December = 2023-12"]);
    assert_eq!(found("It had been set aside in December.", None), ["December = 2022-12"]);
    assert_eq!(
        found("Ze spraken maandag en vorige week.", Some("nl")),
        ["maandag = 2023-01-16", "vorige week = [2023-01-09..2023-01-15]"]
    );
    assert_eq!(found("Er wird am Freitag kommen.", Some("de")), ["Freitag = 2023-01-20"]);
    assert_eq!(found("首相は1月9日に述べた。", Some("ja")), ["1月9日 = 2023-01-09"]);
    assert_eq!(find("on Thursday, 9 January 2020", None, None).len(), 1);
}

#[test]
fn what_was_before_or_about_a_day_was_not_on_it() {
    let found = |sentence: &str, language: &str| -> Vec<(String, bool)> {
        let found = find(sentence, Some("2024-03-04"), Some(language));
        found.into_iter().map(|day| (day.edtf, day.is_bound)).collect()
    };
    for (sentence, language) in [
        ("They met after Thursday.", "en"),
        ("They met by Friday.", "en"),
        ("They met around 1 January 2024.", "en"),
        ("They met since the 1st of January 2024.", "en"),
        ("They met two days before Friday.", "en"),
        ("They met on the eve of March 5.", "en"),
        ("They met a year ago on Friday.", "en"),
        ("They met on Friday, three weeks ago.", "en"),
        ("They met that Friday.", "en"),
        ("Sie trafen sich nach dem 3. Januar 2024.", "de"),
        ("Ze spraken na 3 januari 2024.", "nl"),
        ("Ils se sont vus vers le 3 janvier 2024.", "fr"),
        ("Se vieron antes del 3 de enero de 2024.", "es"),
        ("Вони зустрілися після 3 січня 2024.", "uk"),
        ("1月3日以降に会った。", "ja"),
    ] {
        let found = found(sentence, language);
        assert!(found.len() == 1 && found[0].1, "{sentence}: {found:?}");
    }
    for (sentence, language) in [
        ("They met on Feb. 29, 2023.", "en"),
        ("Sie trafen sich am Freitag vor einer Woche.", "de"),
        ("Вони зустрілися у понеділок тиждень тому.", "uk"),
        ("They met in June of that year.", "en"),
        ("They met in June the year before.", "en"),
        ("They met on Monday, March 5.", "en"),
        ("They met from Saturday to Sunday.", "en"),
        ("They met on 28 February - 2 March 2024.", "en"),
        ("They met in March and April 2023.", "en"),
        ("They met on Jan. 1 and 2.", "en"),
        ("They met the Friday before last.", "en"),
        ("Ils se sont vus en mars dernier.", "fr"),
        ("Sie trafen sich im März vergangenen Jahres.", "de"),
        ("令和5年1月3日に会った。", "ja"),
    ] {
        assert_eq!(found(sentence, language), [], "{sentence}");
    }
    for sentence in ["He said that on Friday they met.", "They met on Friday.", "They met on Tuesday, March 5."] {
        assert!(found(sentence, "en").iter().all(|(_, is_bound)| !is_bound), "{sentence}");
        assert_eq!(found(sentence, "en").len(), 1, "{sentence}");
    }
}

#[test]
fn the_present_of_other_languages_is_no_past() {
    let found = |sentence: &str, language: &str| -> Vec<String> {
        find(sentence, Some(ON), Some(language)).into_iter().map(|day| day.edtf).collect()
    };
    for (sentence, language, edtf) in [
        ("Er sagte am Freitag, er werde kommen.", "de", "2023-01-13"),
        ("Am Freitag sagte der Kanzler, Deutschland wird helfen.", "de", "2023-01-13"),
        ("Er werde helfen, teilte er am Freitag mit.", "de", "2023-01-13"),
        ("Sie haben sich am Freitag in Berlin getroffen.", "de", "2023-01-13"),
        ("Er sagte, dass er am Freitag nach Kiew reisen wird.", "de", "2023-01-20"),
        ("Sie trafen sich im Oktober.", "de", "2022-10"),
        ("Hij zei vrijdag dat hij zal helpen.", "nl", "2023-01-13"),
        ("Hij zal vrijdag naar Kyiv reizen.", "nl", "2023-01-20"),
        ("Vendredi, le ministre a rencontré Biden.", "fr", "2023-01-13"),
        ("Il a dit qu’il se rendra vendredi à Kiev.", "fr", "2023-01-20"),
        ("Il doit rencontrer Biden vendredi.", "fr", "2023-01-20"),
        ("Le ministre s’est rendu vendredi à Kiev.", "fr", "2023-01-13"),
        ("El ministro visitará Kiev el viernes.", "es", "2023-01-20"),
        ("El ministro llegó el viernes.", "es", "2023-01-13"),
    ] {
        assert_eq!(found(sentence, language), [edtf], "{sentence}");
    }
    for (sentence, language) in [
        ("Am Freitag trifft er Scholz.", "de"),
        ("Der Kanzler reist am Freitag nach Kiew.", "de"),
        ("Er besuchte Kiew und trifft am Freitag Scholz.", "de"),
        ("Rutte reist vrijdag naar Kyiv.", "nl"),
        ("Il rencontre Biden vendredi.", "fr"),
        ("El ministro viaja el viernes a Kiev.", "es"),
    ] {
        assert_eq!(found(sentence, language), Vec::<String>::new(), "{sentence}");
    }
}
