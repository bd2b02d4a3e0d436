//! Doings of many houses, as a reader takes them.

use super::*;
use crate::reading::speech::speeches;

fn shown(text: &str, language: Option<&str>) -> Vec<String> {
    let said = speeches(text, language);
    let each = |doing: Doing| {
        let part =
            |ranges: &[Range<usize>]| ranges.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>().join(" + ");
        let what = match &doing.what {
            What::Sense(Sense::Event(event, is_planned)) => {
                format!("{}{}", if *is_planned { "to come: " } else { "" }, event.r#type)
            }
            What::Sense(Sense::Happening(happening)) => happening.r#type.clone(),
            What::Sense(Sense::Pledge(pledge)) => pledge.stage.clone(),
            What::Figure(figure, count, _) => format!("{} {:?}..{:?}", figure.measure, count.low, count.high),
        };
        let told = if doing.told_by.is_some() { " (told)" } else { "" };
        let place = doing.place.map_or(String::new(), |place| format!(" @ {}", &text[place]));
        format!("{what}: {} > {}{place}{told}", part(&doing.first), part(&doing.second))
    };
    doings(text, language, &said).into_iter().map(each).collect()
}

fn of(text: &str) -> Vec<String> {
    shown(text, Some("en"))
}

#[test]
fn who_did_what_to_whom_and_where() {
    assert_eq!(
        of("President Ada Arc met Moses Kato in Dena on Monday."),
        ["meeting: President Ada Arc > Moses Kato @ Dena"]
    );
    assert_eq!(of("Arc and Kato met in Dena."), ["meeting: Arc + Kato >  @ Dena"]);
    assert_eq!(of("Arc, the president, met Kato and Dova."), ["meeting: Arc > Kato + Dova"]);
    assert_eq!(of("Arc met Kato and Dova left."), ["meeting: Arc > Kato"]);
    assert_eq!(of("Arc met her Denan counterpart Moses Kato."), ["meeting: Arc > her Denan counterpart Moses Kato"]);
    assert_eq!(of("Arc visited the Denan border."), ["visit: Arc > "]);
    assert_eq!(of("On Tuesday Arc will visit Arcadia."), ["to come: visit: Arc > Arcadia"]);
    assert_eq!(of("Arcadia pledged $5 million to Dena."), ["pledged: Arcadia > Dena"]);
    assert_eq!(of("Arcadia gave Dena $5 million for the dam."), ["given: Arcadia > Dena"]);
}

#[test]
fn what_is_not_said_for_certain_is_left_out() {
    for open in [
        "Arc did not meet Kato.",
        "Arc never met Kato.",
        "Arc would have met Kato.",
        "If Arc met Kato, nobody saw it.",
        "Arc was met by Kato.",
        "Arc refused to meet Kato.",
        "Arc denied that she met Kato.",
        "“Arc met Kato,” Dova said.",
        "Dova hopes that Arc met Kato.",
        "It may have killed 12 people.",
        "Two of the 12 people killed were children.",
        "Floods in Dena are frequent.",
        "The fund lost $12 million killed by fees.",
    ] {
        assert_eq!(of(open), Vec::<String>::new(), "{open}");
    }
}

#[test]
fn what_somebody_vouches_for_is_told_by_them() {
    assert_eq!(of("Dova said that Arc met Kato."), ["meeting: Arc > Kato (told)"]);
    assert_eq!(of("At least 12 people were killed, the police said."), ["dead Some(12)..None:  >  (told)"]);
}

#[test]
fn people_are_counted_with_what_is_said_of_the_count() {
    assert_eq!(
        of("A flood in Dena killed nearly 40 people and left 12 others missing."),
        ["other: flood >  @ Dena", "dead None..Some(40):  > ", "missing Some(12)..Some(12):  > "]
    );
    assert_eq!(of("The death toll rose to 41 on Tuesday."), ["dead Some(41)..Some(41):  > "]);
    assert_eq!(of("An earthquake struck northern Dena. It was felt."), Vec::<String>::new());
    assert_eq!(of("It killed 12 dreams."), Vec::<String>::new());
}

#[test]
fn other_languages_have_words_of_their_own() {
    let first = |text: &str, language: &str| shown(text, Some(language)).into_iter().next().unwrap_or_default();
    assert_eq!(first("Arc ontmoette Kato in Dena.", "nl"), "meeting: Arc > Kato @ Dena");
    assert_eq!(first("Arc traf Kato in Dena.", "de"), "meeting: Arc > Kato @ Dena");
    assert_eq!(first("Arc a rencontré Kato à Dena.", "fr"), "meeting: Arc > Kato @ Dena");
    assert_eq!(first("Arc se reunió con Kato en Dena.", "es"), "meeting: Arc > Kato @ Dena");
    assert_eq!(first("Arcadië heeft Dena 5 miljoen euro toegezegd.", "nl"), "pledged: Arcadië > Dena");
    assert_eq!(first("Arkadien hat der Dena 5 Millionen Euro zugesagt.", "de"), "pledged: Arkadien > der Dena");
    assert_eq!(first("Arkadien sagte der Dena 5 Millionen Euro zu.", "de"), "pledged: Arkadien > der Dena");
    assert_eq!(first("L’Arcadie a promis 5 millions d’euros à l’Ukraine.", "fr"), "pledged: L’Arcadie > l’Ukraine");
    for none in [
        "Arkadien hat der Dena nicht 5 Millionen Euro zugesagt.",
        "Arkadien hat der Dena geholfen, wie zugesagt.",
        "Arkadien sagte, Dena komme zu spät.",
    ] {
        assert_eq!(first(none, "de"), "", "{none}");
    }
    assert_eq!(first("Арк зустрівся з Като у Дені.", "uk"), "meeting: Арк > Като @ Дені");
}

#[test]
fn what_is_denied_asked_or_no_gift_is_left_out_in_every_language() {
    for (text, language) in [
        ("Arkadien hat der Dena keine 5 Millionen Euro zugesagt.", "de"),
        ("Moskau behauptete, Arkadien gab der Dena 5 Millionen Euro.", "de"),
        ("Moskau bestritt, dass 35 Menschen getötet wurden.", "de"),
        ("Arkadien hat der Dena 5 Millionen Euro zugesagt, falls Kato zustimmt.", "de"),
        ("Arcadië heeft Dena geen 5 miljoen euro toegezegd.", "nl"),
        ("Il est faux que l’Arcadie a promis 5 millions d’euros à l’Ukraine.", "fr"),
        ("Aucun des 42 soldats tués n’était là.", "fr"),
        ("L’Arcadie a promis de rembourser 5 millions d’euros à l’Ukraine.", "fr"),
        ("¿Arcadia prometió 5 millones de euros a Dena?", "es"),
        ("Arcadia promised to cut $5 million from aid to Dena.", "en"),
        ("Arcadia announced sanctions worth $5 million for Dena.", "en"),
        ("Arcadia pledged $5 million to Dena, provided that Kato agrees.", "en"),
        ("The claim that Arcadia gave $5 million to Dena was denied.", "en"),
        ("Arc will visit Dena if Kato agrees.", "en"),
    ] {
        assert_eq!(shown(text, Some(language)), Vec::<String>::new(), "{text}");
    }
    let first = |text: &str, language: &str| shown(text, Some(language)).into_iter().next().unwrap_or_default();
    assert_eq!(first("The storm that hit Dena on Monday killed 12 people.", "en"), "dead Some(12)..Some(12):  > ");
    assert_eq!(first("Moscow denied that 12 people were killed.", "en"), "");
    assert_eq!(first("Im Jahr 2019 wurden 34 Menschen getötet.", "de"), "dead Some(34)..Some(34):  > ");
    assert_eq!(
        first("Selon Moscou, l’Arcadie a promis 5 millions d’euros à l’Ukraine.", "fr"),
        "pledged: l’Arcadie > l’Ukraine (told)"
    );
    assert_eq!(first("Arcadia pledged Dena a loan of $5 million.", "en"), "pledged: Arcadia > Dena");
}
