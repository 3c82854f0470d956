//! Exponentials and logarithms that are the same on every computer.
//!
//! Those of 32 bits differ in their last digit between operating systems and in the browser, and a status may hang on
//! it. Computed with 64 bits they differ only far behind the digits that are kept.

/// e to the power of `x`.
pub(crate) fn exp(x: f32) -> f32 {
    f64::from(x).exp() as f32
}

/// The natural logarithm of `x`.
pub(crate) fn ln(x: f32) -> f32 {
    f64::from(x).ln() as f32
}

/// `x` to the power of `y`.
pub(crate) fn powf(x: f32, y: f32) -> f32 {
    f64::from(x).powf(f64::from(y)) as f32
}
