//! The encoder's arithmetic in floats: attention, softmax, GELU, sums. The same bits on every processor and in the browser.
//!
//! Every sum is added up in an order that stands here, and products are never fused with sums, whatever instructions a
//! processor has. Otherwise two computers would differ in a last digit, the rounding to 8 bits that follows would make
//! more of it, and now and then a quote or a status would change. The loops are plain; whoever calls them does so inside
//! a [`rten_simd::SimdOp`], so that they are compiled for the widest vectors there are. Hence all the inlining.

#![allow(clippy::inline_always)] // see above

use rten_simd::Isa;
use rten_simd::ops::{BitOps, FloatOps, NumOps};

/// Sums are kept in so many lanes; the columns of a product in panels of so many.
pub(super) const LANES: usize = 16;
/// Rows of a product that are computed at once: as many as keep a processor busy while it waits for each row's last sum.
const ROWS: usize = 8;

/// A matrix cut into panels of [`LANES`] columns, each row after row; columns that are missing are 0.
#[derive(Default)]
pub(super) struct Panels {
    data: Vec<[f32; LANES]>,
    depth: usize,
    columns: usize,
}

impl Panels {
    /// Takes in a matrix of `depth` rows and `columns` columns, of which `at` tells each number.
    #[inline(always)]
    pub(super) fn fill(&mut self, depth: usize, columns: usize, at: impl Fn(usize, usize) -> f32) {
        self.data.clear();
        (self.depth, self.columns) = (depth, columns);
        for first in (0..columns).step_by(LANES) {
            for row in 0..depth {
                let mut lanes = [0.0; LANES];
                for (lane, value) in lanes.iter_mut().enumerate().take(columns - first) {
                    *value = at(row, first + lane);
                }
                self.data.push(lanes);
            }
        }
    }

    /// `rows` (numbers of each begin `stride` apart) times this, into `out` with one row after the other.
    #[inline(always)]
    pub(super) fn product<I: Isa>(&self, isa: I, rows: &[f32], stride: usize, out: &mut [f32]) {
        let count = out.len() / self.columns.max(1);
        for first in (0..count).step_by(ROWS) {
            // The last row is computed again where fewer are left.
            let of: [&[f32]; ROWS] =
                std::array::from_fn(|r| &rows[(first + r).min(count - 1) * stride..][..self.depth]);
            for (panel, lanes) in self.data.chunks_exact(self.depth.max(1)).enumerate() {
                let sums = multiplied(isa, of, lanes);
                let at = panel * LANES;
                let width = LANES.min(self.columns - at);
                for (r, sums) in sums.iter().enumerate().take(count - first) {
                    out[(first + r) * self.columns + at..][..width].copy_from_slice(&sums[..width]);
                }
            }
        }
    }
}

/// Each row times a panel. Written in the processor's vectors, since a compiler left alone takes these loops apart; and in blocks of a fixed
/// length, so that only their ends are checked.
#[inline(always)]
fn multiplied<I: Isa>(isa: I, rows: [&[f32]; ROWS], panel: &[[f32; LANES]]) -> [[f32; LANES]; ROWS] {
    let ops = isa.f32();
    let (blocks, rest) = panel.as_chunks::<LANES>();
    let rows = rows.map(|row| row[..panel.len()].as_chunks::<LANES>());
    let mut out = [[0.0f32; LANES]; ROWS];
    for first in (0..LANES).step_by(ops.len()) {
        let mut sums = [ops.zero(); ROWS];
        let mut take_in = |lanes: &[f32; LANES], factors: [f32; ROWS]| {
            let lanes = ops.load(&lanes[first..]);
            for (sum, factor) in sums.iter_mut().zip(factors) {
                *sum = ops.add(*sum, ops.mul(ops.splat(factor), lanes));
            }
        };
        for (b, block) in blocks.iter().enumerate() {
            let rows = rows.map(|(blocks, _)| &blocks[b]);
            for (d, lanes) in block.iter().enumerate() {
                take_in(lanes, rows.map(|row| row[d]));
            }
        }
        for (d, lanes) in rest.iter().enumerate() {
            take_in(lanes, rows.map(|(_, rest)| rest[d]));
        }
        for (out, sum) in out.iter_mut().zip(sums) {
            ops.store(sum, &mut out[first..]);
        }
    }
    out
}

/// Bytes for a row of numbers: each times `factor` plus `zero`, rounded.
#[inline(always)]
pub(super) fn bytes<I: Isa>(isa: I, row: &[f32], factor: f32, zero: f32, out: &mut [u8]) {
    let (chunks, rest) = row.as_chunks::<LANES>();
    let (out_chunks, out_rest) = out.as_chunks_mut::<LANES>();
    for (chunk, out) in chunks.iter().zip(out_chunks) {
        *out = sixteen_bytes(isa, chunk, factor, zero);
    }
    let mut last = [0.0; LANES];
    last[..rest.len()].copy_from_slice(rest);
    out_rest.copy_from_slice(&sixteen_bytes(isa, &last, factor, zero)[..rest.len()]);
}

#[allow(clippy::cast_sign_loss)] // clamped
#[inline(always)]
fn sixteen_bytes<I: Isa>(isa: I, chunk: &[f32; LANES], factor: f32, zero: f32) -> [u8; LANES] {
    let (ops, ints) = (isa.f32(), isa.i32());
    let mut whole = [0i32; LANES];
    for first in (0..LANES).step_by(ops.len()) {
        let moved = ops.add(ops.mul(ops.load(&chunk[first..]), ops.splat(factor)), ops.splat(zero));
        // Adding a half and cutting rounds, since the sum is never negative.
        let halved = ops.add(moved, ops.splat(0.5));
        let clamped = ops.clamp(halved, ops.zero(), ops.splat(255.0));
        ints.store(ops.to_int_trunc(clamped), &mut whole[first..]);
    }
    whole.map(|byte| byte as u8)
}

/// The largest of `of(x)` over a row; minus infinity of none.
#[inline(always)]
pub(super) fn largest(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let larger = |a: f32, b: f32| if b > a { b } else { a };
    let mut lanes = [f32::NEG_INFINITY; LANES];
    let mut chunks = row.chunks_exact(LANES);
    for chunk in &mut chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane = larger(*lane, of(x));
        }
    }
    let rest = chunks.remainder().iter().map(|&x| of(x));
    lanes.into_iter().chain(rest).fold(f32::NEG_INFINITY, larger)
}

/// The sum of `of(x)` over a row.
#[inline(always)]
pub(super) fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let mut chunks = row.chunks_exact(LANES);
    for chunk in &mut chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane += of(x);
        }
    }
    for (lane, &x) in lanes.iter_mut().zip(chunks.remainder()) {
        *lane += of(x);
    }
    lanes.iter().sum()
}

/// Chances that add up to 1, from log odds times `factor`.
#[inline(always)]
pub(super) fn softmax(row: &mut [f32], factor: f32) {
    let most = largest(row, |x| x * factor);
    for x in row.iter_mut() {
        *x = exp_below(*x * factor - most);
    }
    let share = 1.0 / sum(row, |x| x);
    for x in row.iter_mut() {
        *x *= share;
    }
}

/// x times the share of a normal distribution that lies below x; by formula 7.1.26 of Abramowitz and Stegun, which is
/// right to six digits.
#[inline(always)]
pub(super) fn gelu(row: &mut [f32]) {
    for x in row.iter_mut() {
        let y = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
        let t = 1.0 / (1.0 + 0.327_591_1 * y);
        let series = ((((1.061_405_4 * t - 1.453_152_1) * t + 1.421_413_8) * t - 0.284_496_74) * t + 0.254_829_6) * t;
        let erf = (1.0 - series * exp_below(-(y * y))).copysign(*x);
        *x *= 0.5 * (1.0 + erf);
    }
}

/// e to the power of `x`, for `x` of 0 or less, to the last digit but one.
#[inline(always)]
fn exp_below(x: f32) -> f32 {
    /// Added to a number, it cuts the number to a whole one in the last bits.
    const WHOLE: f32 = 12_582_912.0;
    /// Below this the result would need more digits than there are; it is nearly 0.
    const LEAST: f32 = -87.0;
    const LN_2: [f32; 2] = [0.693_145_75, 1.428_606_8e-6];
    let x = x.max(LEAST);
    let shifted = x * std::f32::consts::LOG2_E + WHOLE;
    let whole = shifted - WHOLE;
    let r = (x - whole * LN_2[0]) - whole * LN_2[1];
    // 1/n!, but for a last digit that makes up for the terms left out.
    let series =
        ((((1.378_059_4e-3 * r + 8.373_124e-3) * r + 4.166_953_6e-2) * r + 0.166_664_72) * r + 0.499_999_85) * r;
    let power = (series + 1.0) * r + 1.0;
    f32::from_bits(power.to_bits().wrapping_add(shifted.to_bits() << 23))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rten_simd::SimdOp;

    #[test]
    fn exponentials_are_right_to_a_millionth() {
        for step in 0..8700 {
            let x = -(step as f32) / 100.0;
            let right = f64::from(x).exp();
            assert!((f64::from(exp_below(x)) - right).abs() <= right * 2e-7, "{x}");
        }
        assert!(exp_below(-1e9) < 1e-37 && exp_below(f32::NEG_INFINITY) < 1e-37);
    }

    #[test]
    fn gelu_is_what_its_table_says() {
        // x times Φ(x), with Φ from tables of the normal distribution.
        for (x, right) in [
            (0.0, 0.0),
            (1.0, 0.841_345),
            (-1.0, -0.158_655),
            (2.0, 1.954_5),
            (-6.0, 0.0),
        ] {
            let mut row = [x];
            gelu(&mut row);
            assert!((row[0] - right).abs() < 2e-6, "{x}: {}", row[0]);
        }
    }

    #[test]
    fn a_product_is_the_sum_of_products_for_any_number_of_rows_and_columns() {
        let value = |i: usize, j: usize| ((i * 31 + j * 17) % 23) as f32 - 11.0;
        for (rows, depth, columns) in [(1, 1, 1), (5, 32, 17), (4, 3, 16), (7, 40, 33)] {
            let mut panels = Panels::default();
            panels.fill(depth, columns, value);
            let a: Vec<f32> = (0..rows * depth).map(|i| value(i, 3)).collect();
            let mut out = vec![0.0; rows * columns];
            Product(&panels, &a, depth, &mut out).dispatch();
            for (i, got) in out.iter().enumerate() {
                let (row, column) = (i / columns, i % columns);
                let right: f32 = (0..depth).map(|d| a[row * depth + d] * value(d, column)).sum();
                assert!((got - right).abs() < 1e-3, "{rows} {depth} {columns}: {row} {column}");
            }
        }
    }

    /// [`Panels::product`] with the vectors of this processor.
    struct Product<'a>(&'a Panels, &'a [f32], usize, &'a mut [f32]);

    impl SimdOp for Product<'_> {
        type Output = ();

        fn eval<I: Isa>(self, isa: I) {
            self.0.product(isa, self.1, self.2, self.3);
        }
    }

    #[test]
    fn the_largest_is_found_wherever_it_stands() {
        for n in [1, 15, 16, 17, 40] {
            for at in 0..n {
                let row: Vec<f32> = (0..n).map(|i| if i == at { 3.0 } else { -(i as f32) }).collect();
                assert_eq!(largest(&row, |x| x).to_bits(), 3.0_f32.to_bits());
                let least = row.iter().copied().fold(f32::INFINITY, f32::min);
                assert_eq!(largest(&row, |x| -x).to_bits(), (-least).to_bits());
            }
        }
        assert_eq!(largest(&[], |x| x).to_bits(), f32::NEG_INFINITY.to_bits());
    }

    #[test]
    fn softmax_adds_up_to_one() {
        let mut row: Vec<f32> = (0..21).map(|i| i as f32 - 10.0).collect();
        softmax(&mut row, 0.5);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(row.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
