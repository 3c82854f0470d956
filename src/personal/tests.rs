//! What is masked and what must not be, as data.

use super::*;
use proptest::prelude::*;

const MASKED: &[(&str, &str)] = &[
    // Telephone numbers by shape.
    (
        "I rang her on 07700 900123 at once.",
        "I rang her on [phone number] at once.",
    ),
    (
        "call (0191) 498 0456 or 01914980456",
        "call ([phone number] or [phone number]",
    ),
    ("Tel:020-7946-0958.", "Tel:[phone number]."),
    ("+44 (0)20 7946 0958, ask for Jo", "[phone number], ask for Jo"),
    ("+447700900123", "[phone number]"),
    ("dial 0044 7700 900123", "dial [phone number]"),
    ("from +33 1 23 45 67 89 on Monday", "from [phone number] on Monday"),
    ("07700 900123 12 times", "[phone number] 12 times"),
    // By what announces them.
    ("Her mobile was 456789.", "Her mobile was [phone number]."),
    // E-mail.
    ("(mailto:jo.o'neil@shop.co.uk)", "(mailto:[e-mail address])"),
    (
        "Write to a_b+c@mail.example.com, or x@y.org.",
        "Write to [e-mail address], or [e-mail address].",
    ),
    ("to jo@shop.co.uk.I rang", "to [e-mail address].I rang"),
    // Glued to other personal data.
    ("NE1a@b.co-£12-a@b.co", "[e-mail address]-£[e-mail address]"),
    (
        "07700900123/a@b.co/01914980456",
        "[phone number]/[e-mail address]/[phone number]",
    ),
    ("07700900123-07700900124", "[phone number]-[phone number]"),
    // Cards, accounts, orders.
    ("paid with 4929 1234 5678 9012 today", "paid with [card number] today"),
    ("4929123456789012", "[card number]"),
    (
        "the card ending in 4421 was declined",
        "the card ending in [card number] was declined",
    ),
    ("account number 12345678", "account number [account number]"),
    ("her account is 1234 5678 now", "her account is [account number] now"),
    ("Sort code 20-45-67", "Sort code [account number]"),
    ("membership no. 4471", "membership no. [account number]"),
    ("Order no. 4471 was late", "Order no. [order number] was late"),
    ("order #HB-2231/a came", "order #[order number] came"),
    ("Booking ref: 99812", "Booking ref: [order number]"),
    (
        "under reference number is AB1234",
        "under reference number is [order number]",
    ),
    ("order 44712 was late", "order [order number] was late"),
    // Dates of birth.
    ("DOB: 12/05/1985", "DOB: [date of birth]"),
    (
        "her date of birth is 3rd March 1985.",
        "her date of birth is [date of birth].",
    ),
    (
        "he was born on the 3rd of March 1985, in Leeds",
        "he was born on the [date of birth], in Leeds",
    ),
    ("born March 3, 1985", "born [date of birth]"),
    // Postcodes.
    ("to NE1 4ST by van", "to [postcode] by van"),
    ("flat 2, B15 2TT.", "flat 2, [postcode]."),
    ("ne1 4st", "[postcode]"),
    ("SW1A1AA", "[postcode]"),
    // Names.
    ("Mrs Patel's chair", "Mrs [name]'s chair"),
    ("Mr. J. Smith-Jones said", "Mr. [name] said"),
    (
        "Dr Anna O’Neil, Ms Wu and Miss Ali",
        "Dr [name], Ms [name] and Miss [name]",
    ),
    ("Mr and Mrs Okafor came", "Mr and Mrs [name] came"),
    ("I told mr patel that", "I told mr [name] that"),
    ("Mrs.Hall rang", "Mrs.[name] rang"),
    ("Mrs.Anna Hall rang", "Mrs.[name] rang"),
    ("Mr.J. Hall rang", "Mr.[name] rang"),
    ("mr.hall rang", "mr.[name] rang"),
    ("Mrs.May rang", "Mrs.[name] rang"),
    (
        "Mrs May's order of Mr March May 2024",
        "Mrs [name]'s order of Mr [name] May 2024",
    ),
    ("MR.Hall rang", "MR.[name] rang"),
    ("Mrs.Hall/Jones rang", "Mrs.[name] rang"),
    ("Mrs Hall I said", "Mrs [name] I said"),
];

const KEPT: &[&str] = &[
    // Prices, amounts, shares, measures.
    "It cost £1,250.00 and she paid £12.50 of it by card.",
    "We took 12,500 calls, 98.5% within 30 seconds, in 2023 and 2024.",
    "order 12000 leaflets and 450 pens for 3500 people",
    "We order 1500 units a week, and each order of 20 goes on one pallet.",
    "The account was £340 in credit.",
    "scores of 10 20 30 40 50 60 70 80 90",
    "up +10 points, then -5 and 0.12345678901",
    // Times, dates, years, ages.
    "Open 09:00 to 17:30, or 0900 1730 on the rota, since 01-02-2024.",
    "On 12/05/2024 and 3rd March 2023 I was 19 years old.",
    "2019 2020 2021 2022",
    "the policy 2018, the case in 2019 and the Order: 2010",
    "The shop was born in 1985.",
    "At 10.30 on 4 May it was 21 degrees.",
    // Codes and numbers of other things.
    "K2.1, S12.5 and B15.4 are criteria; see 2.4 and table 12, page 100.",
    "S11 1st, B15 2nd and S12 4th of the list",
    "Health and Safety at Work etc. Act 1974, regulation 2016/679, ISO 9001.",
    "room number 204, on the A19 to gate B12",
    "order number 12 of 20",
    // Titles that are none, and initials.
    "I did not Miss the bus; miss it and you walk. Ms, Dr and Mr are titles.",
    "Mrs A wanted a hedge. MS Teams is off.",
    "mr and mrs who came",
    // Signs.
    "Follow @shop or email me @ work.",
    "a@b, @.com and x@y.z",
];

#[test]
fn personal_data_is_masked() {
    for (text, expected) in MASKED {
        assert_eq!(mask(text), *expected, "{text}");
    }
}

#[test]
fn everything_else_is_kept() {
    for text in KEPT {
        assert_eq!(mask(text), *text);
    }
}

#[test]
fn ranges_follow_their_text() {
    let text = "Ring Mrs Patel on 07700 900123 soon.";
    let masked = Masked::new(text);
    assert_eq!(masked.text, "Ring Mrs [name] on [phone number] soon.");
    let moved = |part: &str| {
        let start = text.find(part).unwrap();
        &masked.text[masked.range(start, start + part.len())]
    };
    assert_eq!(moved("Ring"), "Ring");
    assert_eq!(moved("soon."), "soon.");
    assert_eq!(moved("Mrs Patel"), "Mrs [name]");
    assert_eq!(moved("tel on 077"), "[name] on [phone number]");
    assert_eq!(masked.text[masked.range(0, text.len())], masked.text);
}

#[test]
fn long_texts_take_time_in_proportion() {
    for piece in [
        "1 ",
        "0191 ",
        "a@",
        "1-",
        "Mr ",
        "Mr A ",
        "order no ",
        "born 1 ",
        "9",
        "é",
        "[",
        "@.",
        "a@b.co-",
        "07700900123-",
        "Mr.Ab's",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let _ = find(&text);
    }
}

/// Pieces that meet each other in every order.
const PIECES: &[&str] = &[
    "Mrs",
    "Patel",
    "mr",
    "07700",
    "900123",
    "order",
    "no.",
    "4471",
    "account",
    "12345678",
    "born",
    "3",
    "March",
    "1985",
    "a@b.co",
    "NE1",
    "4ST",
    "card",
    "ending",
    "4929",
    ".",
    ",",
    ":",
    "#",
    "(",
    ")",
    "\n",
    "[name]",
    "[phone number]",
    "is",
    "£12",
    "K2.1",
    "é",
    "+44",
    "’s",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    let gap = proptest::sample::select(&["", " ", " ", " ", "-"][..]);
    proptest::collection::vec((piece, gap), 0..14)
        .prop_map(|parts| parts.into_iter().map(|(piece, gap)| piece + gap).collect())
}

proptest! {
    #[test]
    fn spans_are_in_order_and_apart(text in text()) {
        let spans = find(&text);
        for span in &spans {
            prop_assert!(span.start < span.end && text.get(span.start..span.end).is_some());
        }
        prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }

    #[test]
    fn masking_twice_is_masking_once(text in text()) {
        let once = mask(&text);
        prop_assert_eq!(mask(&once), once);
    }

    #[test]
    fn what_is_not_masked_stays_in_its_order(text in text()) {
        let masked = Masked::new(&text);
        let mut rest = masked.text.as_str();
        let mut from = 0;
        for span in &masked.spans {
            rest = rest.strip_prefix(&text[from..span.start]).unwrap().strip_prefix(span.kind.mark()).unwrap();
            from = span.end;
        }
        prop_assert_eq!(rest, &text[from..]);
    }

    #[test]
    fn numbers_with_their_announcement_never_get_through(digits in "[1-9][0-9]{4,9}", lead in "(account|order|booking|customer) (number|no\\.|ref) ") {
        let masked = mask(&format!("the {lead}{digits} is"));
        prop_assert!(!masked.contains(&digits));
    }

    #[test]
    fn telephone_numbers_never_get_through(rest in "[0-9]{9}", second in "[12378]") {
        let number = format!("0{second}{rest}");
        let spaced = format!("{} {}", &number[..5], &number[5..]);
        for written in [number, spaced] {
            let text = format!("on {written} today");
            prop_assert_eq!(mask(&text), "on [phone number] today");
        }
    }

    #[test]
    fn ordinary_numbers_are_kept(price in 0_u32..100_000, hour in 0..24, minute in 0..60, year in 1900..2100, age in 1..100) {
        let text = format!("At {hour:02}:{minute:02} in {year} a {age} year old paid £{price} for {price} units, {age}% off.");
        prop_assert_eq!(mask(&text), text);
    }
}
