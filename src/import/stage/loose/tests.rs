//! Dates and amounts of many tables, and what they mean.

use super::*;

#[test]
fn dates_mean_what_their_words_say() {
    let meant = |text| edtf(text, Order::Unsaid).unwrap_or_default();
    for (text, wanted) in [
        ("2022-03-01", "2022-03-01"),
        ("20191024", "2019-10-24"),
        ("2023-1-7", "2023-01-07"),
        ("until 12/31/2022", "../2022-12-31"),
        ("unclear, 03/22", "2022-03~"),
        ("2010-01-01T00:00:00", "2010-01-01"),
        ("2010-01-01 10:30:00", "2010-01-01"),
        ("3/7/2022", "2022-03-07"),
        ("12/31/22", "2022-12-31"),
        ("25.03.2023", "2023-03-25"),
        ("05.03.2023", "2023-03-05"),
        ("5 March 2023", "2023-03-05"),
        ("March 5th, 2023", "2023-03-05"),
        ("17 Jan 2023", "2023-01-17"),
        ("March 2023", "2023-03"),
        ("since Sept. 2022", "2022-09/.."),
        ("24-Feb-2022", "2022-02-24"),
        ("Feb-2022", "2022-02"),
        ("1962-1964", "1962/1964"),
        ("1962 – 1964", "1962/1964"),
        ("+1953-03-30T00:00:00Z", "1953-03-30"),
        ("+1953-03-00T00:00:00Z", "1953-03"),
        ("+1953-00-00T00:00:00Z", "1953"),
        ("2022?", "2022?"),
        ("2022-03~", "2022-03~"),
        ("ca. 2022", "2022~"),
        ("probably March 2022", "2022-03?"),
        ("2022-FEB", "2022-02"),
        ("3rd of March 2022", "2022-03-03"),
        ("2022/03", "2022-03"),
        ("2022-3", "2022-03"),
        ("Thu, 03 Mar 2022 10:00:00 +0000", "2022-03-03"),
        ("2022 February", "2022-02"),
        ("2022, Feb 24", "2022-02-24"),
        ("24 Feb 2022 (?)", "2022-02-24?"),
        ("2022 est.", "2022~"),
        ("by 24 Feb 2022", "[..2022-02-24]"),
        ("before 24 Feb 2022", "[..2022-02-23]"),
        ("after 2022", "[2023-01-01..]"),
        ("Thu, 24 Feb 2022 10:30:00 GMT", "2022-02-24"),
        ("1/1/30", "2030-01-01"),
    ] {
        assert_eq!(meant(text), wanted, "{text}");
    }
    assert_eq!(edtf("05/03/2023", Order::DayFirst).as_deref(), Some("2023-03-05"));
    assert_eq!(edtf("25/03/2023", Order::DayFirst).as_deref(), Some("2023-03-25"));
    // Between hyphens the order has to be told, unless one number can be no month.
    for (text, order, wanted) in [
        ("02-03-2022", Order::Unsaid, None),
        ("24-03-2022", Order::Unsaid, Some("2022-03-24")),
        ("03-24-2022", Order::Unsaid, Some("2022-03-24")),
        ("02-03-2022", Order::MonthFirst, Some("2022-02-03")),
        ("02-03-2022", Order::DayFirst, Some("2022-03-02")),
    ] {
        assert_eq!(edtf(text, order).as_deref(), wanted, "{text} {order:?}");
    }
}

#[test]
fn what_is_not_read_whole_means_no_date() {
    for nothing in [
        "Not given",
        ".",
        "",
        "13/45/2022",
        "soon",
        "25/03/2023",
        "5 Brumaire 2023",
        "3 or 4 March 2023",
        "2022 or 2023",
        "31 June 2023",
        "not before 2022",
        "2022-23",
        "2022/23",
        "2022/2023x",
        "2020-21",
        "44 BC",
        "1200 B.C.",
        "March or April 2022",
        "wasn't in 2022",
        "1964-1962",
        "24.02",
        "24.02.",
        "12.31",
        "3/12",
        "12/31",
        "03/22",
        "24/2022",
        "21/2021",
        "12/31/99",
        "1.1.70",
        "0000-00-00",
        "1900-01-00",
        "1443 AH",
        "Ramadan 1443",
        "2565 BE",
        "2022 v. Chr.",
        "prior to 2022",
        "at least 2022",
        "nach 2022",
        "UN SCR 1973",
        "Resolution 1325",
        "1234 soldiers",
        "März 2022",
        "Feb/Mar 2022",
        "second quarter 2022",
        "week of 24 Feb 2022",
    ] {
        assert_eq!(edtf(nothing, Order::MonthFirst), None, "{nothing}");
    }
}

#[test]
fn amounts_are_whole_minor_units() {
    assert_eq!(minor_units("35000000", 2, '.'), Some(3_500_000_000));
    assert_eq!(minor_units("21596939.405158583", 2, '.'), Some(2_159_693_941));
    assert_eq!(minor_units("1,250.5", 2, '.'), Some(125_050));
    assert_eq!(minor_units("-0.005", 2, '.'), Some(-1));
    assert_eq!(minor_units("1.5e3", 0, '.'), Some(1500));
    assert_eq!(minor_units("Not given", 2, '.'), None);
    assert_eq!(minor_units(".", 2, '.'), None);
}
#[test]
fn thousands_are_groups_of_three_and_a_comma_is_no_point_by_itself() {
    let point = |text| minor_units(text, 2, '.');
    for none in ["1250,50", "1.250,50", "0,5", "1 250,50", "12,50", "1,2500", "5 6", "1,250,5", ",250", "1,250 000"] {
        assert_eq!(point(none), None, "{none}");
    }
    assert_eq!(point("1,250"), Some(125_000));
    assert_eq!((point("0,500"), point("-0,250"), point("0.005")), (None, None, Some(1)));
    assert_eq!((point("+5"), point("+1,000")), (Some(500), Some(100_000)));
    assert_eq!(point("1,250.50"), Some(125_050));
    assert_eq!(point("1\u{a0}250\u{a0}000"), Some(125_000_000));
    assert_eq!(point("-12,345.6"), Some(-1_234_560));
    let comma = |text| minor_units(text, 2, ',');
    assert_eq!(comma("1250,50"), Some(125_050));
    assert_eq!(comma("1.250,50"), Some(125_050));
    assert_eq!(comma("1 250,50"), Some(125_050));
    assert_eq!(comma("0,5"), Some(50));
    assert_eq!(comma("1.250"), Some(125_000));
    assert_eq!(comma("1,250.50"), None);
}

#[test]
fn an_exponent_is_no_group_and_two_bounds_are_no_bound() {
    for (text, decimal) in [("1,5e3", '.'), ("1,2e9", '.'), ("12,1e2", '.'), ("1.5e3", ',')] {
        assert_eq!(minor_units(text, 2, decimal), None, "{text}");
    }
    assert_eq!(minor_units("1.5e3", 2, '.'), Some(150_000));
    let read = |text: &str| edtf(text, Order::Unsaid);
    for text in ["Thu, 24 Feb 2022 10:00:00 EST", "24 Feb 2022 10:00 EST", "2022 AUGUST 3"] {
        assert!(read(text).is_some_and(|edtf| edtf.len() == 10), "{text}");
    }
    assert_eq!(read("est 2022").as_deref(), Some("2022~"));
    assert_eq!(read("unclear, until 12/31/2022").as_deref(), Some("../2022-12-31"));
    for text in [
        "after 18:00 on 24 Feb 2022",
        "2022-02-24 before 10:00",
        "until after 2022",
        "since until 2022",
        "before ca. 2022",
        "after about 2022",
        "after 2022~",
        "-9999",
        "2022-02-24Txyz",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}
