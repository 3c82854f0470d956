//! British postcodes.

use super::tokens::Token;
use super::{Found, Kind, Span};

/// All postcode areas.
const AREAS: &[&str] = &[
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH", "CM", "CO", "CR",
    "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY",
    "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT",
    "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP",
    "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL",
    "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W",
    "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
];

/// A whole postcode, written as one or as two.
pub(super) fn postcode(rest: &[Token<'_>]) -> Option<Found> {
    let first = rest.first()?;
    let found = |end: usize, tokens: usize| Found {
        span: Span {
            start: first.start,
            end,
            kind: Kind::Postcode,
        },
        tokens,
    };
    if let Some(second) = rest.get(1).filter(|second| second.follows_closely())
        && is_outward(first.text)
        && is_inward(second.text)
        && !is_ordinal(second.text)
    {
        return Some(found(second.end(), 2));
    }
    // Written as one, small letters are rather a code of something else.
    let cut = first.text.len().checked_sub(3)?;
    let (outward, inward) = (first.text.get(..cut)?, first.text.get(cut..)?);
    let capitals = !first.text.contains(char::is_lowercase);
    (capitals && is_outward(outward) && is_inward(inward)).then(|| found(first.end(), 1))
}

/// Area and district: "NE1", "B15", "SW1A".
fn is_outward(text: &str) -> bool {
    let area_length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (Some(area), Some(district)) = (text.get(..area_length), text.get(area_length..)) else {
        return false;
    };
    let area_fits = area_length <= 2 && AREAS.contains(&area.to_ascii_uppercase().as_str());
    let district_fits = match district.as_bytes() {
        [first] => first.is_ascii_digit(),
        [first, second] => first.is_ascii_digit() && second.is_ascii_alphanumeric(),
        _ => false,
    };
    area_fits && district_fits
}

/// Sector and unit: "4ST". Units never use C, I, K, M, O and V.
fn is_inward(text: &str) -> bool {
    let unit = |b: &u8| b.is_ascii_alphabetic() && !b"CIKMOV".contains(&b.to_ascii_uppercase());
    matches!(text.as_bytes(), [sector, a, b] if sector.is_ascii_digit() && unit(a) && unit(b))
}

/// "S11 1st of May" holds no postcode.
fn is_ordinal(text: &str) -> bool {
    match text.as_bytes() {
        [b'1', ending @ ..] => ending == b"st",
        [b'2', ending @ ..] => ending == b"nd",
        [b'3', ending @ ..] => ending == b"rd",
        [_, ending @ ..] => ending == b"th",
        [] => false,
    }
}
