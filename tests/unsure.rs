//! What a draft leaves out: what a text does not tell for certain.

use crate::support::desk::Desk;

/// The draft of a text, a sentence a paragraph, on the built-in record.
fn draft(name: &str, sentences: &[&str]) -> String {
    // The first line is a headline, and tells nothing by itself.
    let desk = Desk::new(name, &[("t.txt", &format!("A day in March\n\n{}", sentences.join("\n\n")))]);
    desk.done(&["init", "b.db"]);
    desk.done(&["new", "t.txt", "--language", "en", "--published", "2024-03-04", "--db", "b.db"]).0
}

fn lines<'d>(draft: &'d str, field: &str) -> Vec<&'d str> {
    draft.lines().filter(|line| line.starts_with(field)).collect()
}

#[test]
fn an_amount_that_is_another_is_no_gift() {
    let sentences = [
        "France gave only a tenth of the $5 million to Ukraine.",
        "France gave Ukraine more than half of its 3 million euros.",
        "France gave Ukraine less than the $5 million it had promised.",
        "France gave Ukraine $5 million less than Germany.",
        "France gave Ukraine twice the $5 million of Germany.",
        "France, which owes Ukraine $5 million, gave Ukraine nothing.",
        "France promised Ukraine neither $5 million nor arms.",
        "France gave Ukraine nowhere near $2 billion.",
        "France gave Ukraine perhaps $2 billion.",
        "France gave Ukraine $500 million a year.",
        "France gave Ukraine 5 pounds of sugar.",
        "France gave Ukraine €20-something million.",
        "France reportedly gave Ukraine $7 million.",
        "France gave Ukraine 30% of the $5 million.",
        "France gave Ukraine two-thirds of $5 million.",
        "France gave Ukraine $3 million a day.",
        "France hardly gave Ukraine $5 million.",
        "It is untrue that France gave Ukraine $5 million.",
        "If parliament agrees, France will give Ukraine $5 million.",
        "France gave Ukraine a $2 billion-plus package.",
        "France gave Ukraine $40 million Canadian.",
        "France and Germany gave Ukraine $6 million each.",
        "France gave Ukraine and Moldova $8 million.",
        "France pledged $9 million to Ukraine's neighbours.",
    ];
    let draft = draft("unsure-gifts", &sentences);
    assert_eq!(lines(&draft, "money ="), Vec::<&str>::new());
    assert!(!draft.contains("[[pledge]]"));
}

#[test]
fn an_amount_that_is_the_gift_is_drafted_whole() {
    let sentences = [
        "France gave $1,500.50 to Ukraine.",
        "Germany gave Ukraine more than $2 billion.",
        "Italy gave Ukraine $43 million on Friday.",
        "PARIS, March 6 (Wire) - Spain gave Ukraine 2.5 million euros, and 12 people died in Kyiv on Sunday.",
        "The Netherlands pledged an €80 million loan to Ukraine.",
        "Poland gave Ukraine $5 million last week as part of a package.",
        "Norway gave Ukraine $6 million this year.",
    ];
    let draft = draft("sure-gifts", &sentences);
    let amounts = [
        "$1,500.50",
        "more than $2 billion",
        "$43 million",
        "2.5 million euros",
        "€80 million",
        "$5 million",
        "$6 million",
    ];
    assert_eq!(lines(&draft, "money ="), amounts.map(|amount| format!("money = \"{amount}\"")));
    // The day of another clause is not the day of the gift.
    let days: Vec<&str> = lines(&draft, "date =").into_iter().filter(|line| line.contains("words")).collect();
    assert_eq!(
        days,
        [
            "date = { date = \"2024-03-01\", words = \"Friday\", from = \"2024-03-04\" }",
            "date = { date = \"[2024-02-26..2024-03-03]\", words = \"last week\", from = \"2024-03-04\" }",
            "date = { date = \"2024\", words = \"this year\", from = \"2024-03-04\" }",
        ]
    );
}

#[test]
fn a_count_that_is_a_part_of_another_is_no_toll() {
    let sentences = [
        "Two dozen people were killed in Kyiv on Sunday.",
        "Twelve soldiers and 3 civilians were killed in Kyiv.",
        "A 12th person was killed in Kyiv.",
        "Three 12-year-old people were killed in Kyiv.",
        "12 people were killed or wounded in Kyiv.",
        "Another 12 people were killed in Kyiv, bringing the toll to 40.",
    ];
    let draft = draft("unsure-tolls", &sentences);
    assert!(!draft.contains("[[figure]]"), "{draft}");
    // The same without what disturbs.
    let draft = self::draft(
        "sure-tolls",
        &[
            "At least 12 people were killed in Kyiv on Sunday.",
            "The flood came and 3 civilians were killed in Lviv.",
            "15 people were killed in Odesa, officials said.",
            "The death toll, which was 10, rose to 40.",
        ],
    );
    assert_eq!(draft.matches("[[figure]]").count(), 5, "{draft}");
    assert!(draft.contains("low = 12"), "{draft}");
    // The number of a day is none.
    let draft = self::draft("tolls-of-days", &["The death toll, which was 10, rose to 12 January 2024."]);
    assert!(!draft.contains("as_written = \"12"), "{draft}");
}

#[test]
fn what_was_not_on_a_day_has_no_day() {
    let sentences = [
        "Emmanuel Macron met Olaf Scholz in Paris after Thursday.",
        "Emmanuel Macron met Rishi Sunak in Paris on Monday, March 5.",
        "Emmanuel Macron met Joe Biden in Paris on 5 March.",
        "Emmanuel Macron met Fumio Kishida in Paris on Feb. 29, 2023.",
    ];
    let draft = draft("unsure-days", &sentences);
    assert_eq!(draft.matches("[[event]]").count(), 4, "{draft}");
    let dated: Vec<&str> = lines(&draft, "date =");
    assert_eq!(dated, Vec::<&str>::new());
}
