//! Speech of many houses, as a reader takes it.

use super::*;

fn shown(text: &str) -> Vec<String> {
    speeches(text, None)
        .into_iter()
        .map(|speech| {
            let part = |range: &Option<Range<usize>>| range.clone().map_or("-", |range| &text[range]).to_owned();
            format!(
                "{:?} {} | {} | {}",
                speech.form,
                part(&speech.speaker),
                part(&speech.cue),
                &text[speech.at.clone()]
            )
        })
        .collect()
}

#[test]
fn quotations_find_who_said_them() {
    for (text, told) in [
        ("“We build,” Ada Arc said.", &["Direct Ada Arc | said | We build,"][..]),
        ("“We build it now,” said Ada Arc, the president.", &["Direct Ada Arc | said | We build it now,"]),
        ("Ada Arc said: “We build it now.”", &["Direct Ada Arc | said | We build it now."]),
        (
            "“We build it,” Ada Arc said. “It will stand.”",
            &["Direct Ada Arc | said | We build it,", "Direct Ada Arc | - | It will stand."],
        ),
        ("He read the book “War and Peace” at home.", &[]),
        ("The so-called “grand plan” fell.", &[]),
    ] {
        assert_eq!(shown(text), told, "{text}");
    }
}

#[test]
fn what_is_denied_supposed_or_asked_is_nobodys() {
    for text in [
        "Ada Arc did not say “we will build it together and soon” on Friday.",
        "Ada Arc never said “the dam will break one day”.",
        "Ada Arc refused to say “we will build it together and soon”.",
        "Ada Arc may have said “we will build it together and soon”.",
        "If Ada Arc said “we will build it together and soon”, she would go.",
        "Nobody said “we will build it together and soon”.",
        "Who said “we will build it together and soon”?",
        "Ada Arc said neither “yes we will come” nor “no we will not”.",
    ] {
        assert_eq!(shown(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(
        shown("Ada Arc went on to say “we will build it together and soon”."),
        ["Fragment Ada Arc | - | we will build it together and soon"]
    );
    // Names and months are no verbs, and what stands before the speaker denies nothing.
    for text in [
        "Theresa May said “we will build it together and soon”.",
        "In May Rutte said “we will build it together and soon”.",
        "Mark Rutte, who declined, said “we will build it together and soon”.",
        "The woman police wanted said “we will build it together and soon”.",
    ] {
        assert_eq!(shown(text).len(), 1, "{text}: {:?}", shown(text));
    }
    // Who is told something says nothing.
    for (text, told) in [
        ("“Be slow and be careful with it,” Queen Rita was told.", "Direct - | told | Be slow and be careful with it,"),
        (
            "“Yes, we will come along,” Queen Rita was told by Ada Arc.",
            "Direct Ada Arc | told | Yes, we will come along,",
        ),
    ] {
        assert_eq!(shown(text), [told], "{text}");
    }
}

#[test]
fn reported_words_find_who_said_them() {
    for (text, told) in [
        ("Ada Arc said that the dam will stand.", &["Indirect Ada Arc | said | that the dam will stand"][..]),
        (
            "The dam will stand for years, the minister said.",
            &["Indirect the minister | said | The dam will stand for years"],
        ),
        ("The dam is safe again, according to Ada Arc.", &["Indirect Ada Arc | according to | The dam is safe again"]),
        ("According to Ada Arc, the dam is safe.", &["Indirect Ada Arc | According to | the dam is safe"]),
        ("Ada Arc did not say that it stands.", &[]),
        ("Ada Arc declined to say that it stands.", &[]),
        ("Neither Ada Arc nor Rita Rut said that it stands.", &[]),
        ("Hardly anyone said that it stands.", &[]),
        ("Ada Arc reportedly said that it stands.", &[]),
    ] {
        assert_eq!(shown(text), told, "{text}");
    }
}

#[test]
fn a_dateline_is_no_speaker() {
    assert_eq!(
        shown("BERLIN, March 6 (Wire) - Chancellor Olaf Scholz said that the dam will stand."),
        ["Indirect Chancellor Olaf Scholz | said | that the dam will stand"]
    );
}

#[test]
fn other_languages_have_their_own_words() {
    for (text, told) in [
        ("„Wij bouwen het”, zei Ada Arc.", "Direct Ada Arc | zei | Wij bouwen het"),
        ("„Wir bauen es“, sagte Ada Arc.", "Direct Ada Arc | sagte | Wir bauen es"),
        ("« Nous le bâtirons », a déclaré Ada Arc.", "Direct Ada Arc | déclaré | Nous le bâtirons"),
        ("«Lo construiremos», dijo Ada Arc.", "Direct Ada Arc | dijo | Lo construiremos"),
        ("«Ми збудуємо», — сказала Ада Арк.", "Direct Ада Арк | сказала | Ми збудуємо"),
        ("Ada Arc zei dat de dam blijft staan.", "Indirect Ada Arc | zei | dat de dam blijft staan"),
    ] {
        assert_eq!(shown(text), [told], "{text}");
    }
}

#[test]
fn who_is_spoken_to_before_the_verb_does_not_speak() {
    let speaker = |text: &str, language: &str| {
        let said = speeches(text, Some(language));
        said.first().and_then(|speech| speech.speaker.clone()).map_or("-", |range| &text[range]).to_owned()
    };
    assert_eq!(speaker("Zu Kato sagte Arc: „Wir helfen.“", "de"), "Arc");
    assert_eq!(speaker("Dem Präsidenten Kato sagte Ada Arc: „Wir helfen.“", "de"), "Ada Arc");
    assert_eq!(speaker("Tegen Kato zei Arc: “We helpen.”", "nl"), "Arc");
    assert_eq!(speaker("Arc sagte: „Wir helfen.“", "de"), "Arc");
}
