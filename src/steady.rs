//! Exponentials and logarithms that are the same on every computer.
//!
//! Those of 32 bits differ in their last digit between operating systems and in the browser, and a status may hang on
//! it. Computed with 64 bits they differ only far behind the digits that are kept.

use std::f64::consts::LOG2_E;

/// Added to a number and taken off again, it leaves the nearest whole number, which the last bits of the sum hold.
const WHOLE: f64 = 6_755_399_441_055_744.0;
/// The logarithm of 2 in two parts. Whole numbers times the first are exact.
const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];
/// Beyond this there is nothing or infinity in 32 bits.
const FAR: f64 = 200.0;
/// One over 12!, 11!, and so on to 0!.
const TERMS: [f64; 13] = [
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    1.0 / 2.0,
    1.0,
    1.0,
];

/// e to the power of `x`. Without branches or calls, so that loops over it are compiled to vectors.
#[allow(clippy::inline_always)] // see above
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = f64::from(x).clamp(-FAR, FAR);
    let doublings = x * LOG2_E + WHOLE;
    let whole = doublings - WHOLE;
    let rest = x - whole * LN_2[0] - whole * LN_2[1];
    let series = TERMS[1..].iter().fold(TERMS[0], |sum, term| sum * rest + term);
    // 2 to the power of the whole number, by its place in the bits of a number.
    let power = f64::from_bits(doublings.to_bits().wrapping_add(1023) << 52);
    (series * power) as f32
}

/// The natural logarithm of `x`.
pub(crate) fn ln(x: f32) -> f32 {
    f64::from(x).ln() as f32
}

/// `x` to the power of `y`.
pub(crate) fn powf(x: f32, y: f32) -> f32 {
    f64::from(x).powf(f64::from(y)) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_are_those_of_the_system_to_the_bit() {
        for step in -1_200_000..1_000_000_i32 {
            let x = step as f32 * 1e-4;
            assert_eq!(exp(x).to_bits(), (f64::from(x).exp() as f32).to_bits(), "{x}");
        }
        assert_eq!(
            (exp(0.0), exp(f32::NEG_INFINITY), exp(f32::INFINITY)),
            (1.0, 0.0, f32::INFINITY)
        );
        assert!(exp(f32::NAN).is_nan());
    }
}
