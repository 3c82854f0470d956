//! The encoder: six post-norm transformer layers of width 384 (all-MiniLM-L6-v2, fine-tuned), in 8-bit arithmetic.
//!
//! Weights are 7-bit values in 8-bit rows, activations 8 bits with one scale a token. Products of the two then fit the 16-bit sums of
//! processors without dot-product instructions (255 × 63 × 2 < 2^15), so that every processor gets the same integers.
//! Measured against 32-bit floats, the evaluation page has what this costs.

#![allow(clippy::inline_always)] // as said in `steps`

use super::outside::Columns;
use super::steps::{Panels, bytes, gelu, largest, softmax, sum};
use super::weights::{Rows, Weights};
use crate::error::{Error, Result};
use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::{Isa, SimdOp};
use rten_tensor::NdTensorView;
use std::ops::Range;

/// Width of a token's vector.
pub(crate) const WIDTH: usize = 384;
const INNER: usize = 1536;
const HEADS: usize = 12;
const HEAD: usize = WIDTH / HEADS;
const EPSILON: f32 = 1e-12;

/// A dense layer with 8-bit weights.
struct Linear {
    packed: PackedBMatrix<i8>,
    /// The same for a product from outside, where there is one.
    columns: Option<Columns>,
    /// Sum of each output's weights: what a byte that stands for 0 adds to its sum.
    sums: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Linear {
    fn new(kernel: &GemmExecutor<u8, i8, i32>, rows: &Rows<'_>, bias: Vec<f32>) -> Self {
        let matrix = NdTensorView::from_data([rows.rows(), rows.cols], rows.data);
        let sum = |row: &[i8]| row.iter().map(|&w| i32::from(w)).sum();
        Self {
            packed: kernel.prepack_b(matrix.transposed()),
            columns: Columns::of(rows),
            sums: rows.data.chunks_exact(rows.cols).map(sum).collect(),
            scales: (0..rows.rows()).map(|r| rows.scale(r)).collect(),
            bias,
            inputs: rows.cols,
        }
    }
}

struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

/// Layers that follow each other, with their weights ready for use.
pub(crate) struct Layers(Vec<Layer>);

/// The encoder with its weights ready for use.
pub(crate) struct MiniLm<'a> {
    words: Rows<'a>,
    positions: Vec<f32>,
    max_positions: usize,
    norm: Norm,
    layers: Layers,
}

/// Matrix kernels for this processor. Made for each call, since they can't be shared between threads.
struct Kernels {
    int8: GemmExecutor<u8, i8, i32>,
    room: Room,
}

/// Where a product puts what it needs on the way. Kept from one to the next: fetching fresh memory each time took as long as a quarter of
/// the arithmetic.
#[derive(Default)]
struct Room {
    quantised: Vec<u8>,
    sums: Vec<i32>,
    steps: Vec<Step>,
}

/// How 8 bits stand for a token's numbers: the scale, and the byte that stands for 0.
type Step = (f32, u8);

fn arithmetic<E: std::fmt::Debug>(e: E) -> Error {
    Error::Model {
        problem: format!("matrix sizes do not fit: {e:?}"),
    }
}

/// A number among the facts that come with the weights.
pub(crate) fn fact(weights: &Weights<'_>, name: &str, otherwise: usize) -> usize {
    let value = weights.meta().get(name).and_then(serde_json::Value::as_u64);
    value.map_or(otherwise, |v| v as usize)
}

impl Norm {
    fn load(weights: &Weights<'_>, name: &str) -> Result<Self> {
        Ok(Self {
            gain: weights.floats(&format!("{name}.weight"), WIDTH)?,
            bias: weights.floats(&format!("{name}.bias"), WIDTH)?,
        })
    }
}

impl Layers {
    /// Takes layers out of their container, by their numbers there.
    ///
    /// # Errors
    /// [`Error::Model`] if a weight is missing or of another size.
    pub(crate) fn load(weights: &Weights<'_>, numbers: Range<usize>) -> Result<Self> {
        let int8: GemmExecutor<u8, i8, i32> = GemmExecutor::new();
        let linear = |name: &str, inputs: usize| -> Result<Linear> {
            let rows = weights.rows(&format!("{name}.weight"), inputs)?;
            let bias = weights.floats(&format!("{name}.bias"), rows.rows())?;
            Ok(Linear::new(&int8, &rows, bias))
        };
        let layer = |i: usize| {
            Ok(Layer {
                qkv: linear(&format!("layers.{i}.qkv"), WIDTH)?,
                out: linear(&format!("layers.{i}.o"), WIDTH)?,
                norm1: Norm::load(weights, &format!("layers.{i}.n1"))?,
                up: linear(&format!("layers.{i}.up"), WIDTH)?,
                down: linear(&format!("layers.{i}.down"), INNER)?,
                norm2: Norm::load(weights, &format!("layers.{i}.n2"))?,
            })
        };
        numbers.map(layer).collect::<Result<_>>().map(Self)
    }

    /// What the layers make of the token vectors `x` of `windows`. Windows don't see each other.
    ///
    /// # Errors
    /// [`Error::Model`] if the weights do not fit each other.
    pub(crate) fn run(&self, mut x: Vec<f32>, windows: &[&[u32]]) -> Result<Vec<f32>> {
        self.run_first(self.0.len(), &mut x, windows)?;
        Ok(x)
    }

    fn run_first(&self, count: usize, x: &mut [f32], windows: &[&[u32]]) -> Result<()> {
        let mut kernels = Kernels::new();
        let tokens = x.len() / WIDTH;
        let (mut wide, mut seen) = (vec![0.0; tokens * INNER.max(3 * WIDTH)], vec![0.0; x.len()]);
        for layer in self.0.iter().take(count) {
            let qkv = &mut wide[..tokens * 3 * WIDTH];
            kernels.linear(&layer.qkv, x, qkv)?;
            attend(qkv, windows, &mut seen);
            let out = &mut wide[..tokens * WIDTH];
            kernels.linear(&layer.out, &seen, out)?;
            add(x, out);
            layer.norm1.apply(x);
            let inner = &mut wide[..tokens * INNER];
            kernels.linear(&layer.up, x, inner)?;
            Activation(inner).dispatch();
            kernels.linear(&layer.down, inner, &mut seen)?;
            add(x, &seen);
            layer.norm2.apply(x);
        }
        Ok(())
    }
}

/// What every token of `windows` sees of its window: writes `seen`, [`WIDTH`] numbers a token.
fn attend(qkv: &[f32], windows: &[&[u32]], seen: &mut [f32]) {
    let mut at = 0;
    for window in windows {
        let (tokens, qkv) = (window.len(), &qkv[at * 3 * WIDTH..]);
        let seen = &mut seen[at * WIDTH..][..tokens * WIDTH];
        Attention { qkv, tokens, seen }.dispatch();
        at += tokens;
    }
}

impl<'a> MiniLm<'a> {
    /// Takes the weights out of their container.
    ///
    /// # Errors
    /// [`Error::Model`] if a weight is missing or of another size.
    pub(crate) fn new(weights: &Weights<'a>) -> Result<Self> {
        let max_positions = fact(weights, "positions", 512);
        Ok(Self {
            words: weights.rows("word", WIDTH)?,
            positions: weights.floats("positions", max_positions * WIDTH)?,
            max_positions,
            norm: Norm::load(weights, "norm")?,
            layers: Layers::load(weights, 0..fact(weights, "layers", 6))?,
        })
    }

    /// Vectors of all tokens of `windows`, one after the other, [`WIDTH`] numbers a token.
    ///
    /// Windows don't see each other. The encoder knows as many places in a window as its longest has tokens; the tokens beyond share the last.
    ///
    /// # Errors
    /// [`Error::Model`] if the weights do not fit each other.
    pub(crate) fn encode(&self, windows: &[&[u32]]) -> Result<Vec<f32>> {
        self.layers.run(self.embed(windows), windows)
    }

    /// [`MiniLm::encode`] after its first layers alone.
    ///
    /// # Errors
    /// As for [`MiniLm::encode`].
    pub(crate) fn encode_first(&self, layers: usize, windows: &[&[u32]]) -> Result<Vec<f32>> {
        let mut x = self.embed(windows);
        self.layers.run_first(layers, &mut x, windows)?;
        Ok(x)
    }

    fn embed(&self, windows: &[&[u32]]) -> Vec<f32> {
        let mut x = Vec::with_capacity(windows.iter().map(|w| w.len()).sum::<usize>() * WIDTH);
        for window in windows {
            for (p, &id) in window.iter().enumerate() {
                let row = (id as usize).min(self.words.rows() - 1);
                let scale = self.words.scale(row);
                let word = &self.words.data[row * WIDTH..][..WIDTH];
                let place = &self.positions[p.min(self.max_positions - 1) * WIDTH..][..WIDTH];
                x.extend(word.iter().zip(place).map(|(&w, &p)| f32::from(w) * scale + p));
            }
        }
        self.norm.apply(&mut x);
        x
    }
}

impl Kernels {
    fn new() -> Self {
        Self {
            int8: GemmExecutor::new(),
            room: Room::default(),
        }
    }

    /// Writes `x` times the weights plus the bias.
    fn linear(&mut self, layer: &Linear, x: &[f32], out: &mut [f32]) -> Result<()> {
        let quantised = at_least(&mut self.room.quantised, x.len());
        let sums = at_least(&mut self.room.sums, out.len());
        let steps = &mut self.room.steps;
        steps.clear();
        Quantised {
            x,
            inputs: layer.inputs,
            out: quantised,
            steps,
        }
        .dispatch();
        match &layer.columns {
            Some(columns) => columns.multiply(quantised, &layer.sums, sums),
            None => product(&self.int8, layer, quantised, sums)?,
        }
        Scaled {
            layer,
            sums,
            steps,
            out,
        }
        .dispatch();
        Ok(())
    }
}

/// The first `n` of numbers that are written before they are read.
fn at_least<T: Copy + Default>(room: &mut Vec<T>, n: usize) -> &mut [T] {
    if room.len() < n {
        room.resize(n, T::default());
    }
    &mut room[..n]
}

/// Products of rows of 8-bit numbers with the weights.
fn product(kernel: &GemmExecutor<u8, i8, i32>, layer: &Linear, rows: &[u8], sums: &mut [i32]) -> Result<()> {
    let a = NdTensorView::from_data([rows.len() / layer.inputs, layer.inputs], rows);
    let b = GemmInputB::Packed(&layer.packed);
    // The kernel's own correction for zero points is wrong from the ninth row on (rten-gemm 0.27, AVX-512): ours instead.
    let options = GemmOptions::default();
    kernel
        .gemm(sums, GemmInputA::Unpacked(a), b, options)
        .map_err(arithmetic)
}

/// Rows of numbers, `inputs` each, in 8 bits.
struct Quantised<'a> {
    x: &'a [f32],
    inputs: usize,
    out: &'a mut [u8],
    steps: &'a mut Vec<Step>,
}

impl SimdOp for Quantised<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let rows = self.out.chunks_exact_mut(self.inputs);
        for (row, out) in self.x.chunks_exact(self.inputs).zip(rows) {
            self.steps.push(quantise(isa, row, out));
        }
    }
}

/// A dense layer's outputs from its sums of products of 8-bit numbers.
struct Scaled<'a> {
    layer: &'a Linear,
    sums: &'a [i32],
    steps: &'a [Step],
    out: &'a mut [f32],
}

impl SimdOp for Scaled<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, _isa: I) {
        let Linear { sums, scales, bias, .. } = self.layer;
        let n = scales.len();
        let (of_weights, scales, bias) = (&sums[..n], &scales[..n], &bias[..n]);
        let rows = self.sums.chunks_exact(n).zip(self.out.chunks_exact_mut(n));
        for ((sums, out), &(scale, zero)) in rows.zip(self.steps) {
            for i in 0..n {
                let sum = sums[i] - i32::from(zero) * of_weights[i];
                out[i] = sum as f32 * (scale * scales[i]) + bias[i];
            }
        }
    }
}

/// Attention within one window; `qkv` begins at its first token.
struct Attention<'a> {
    qkv: &'a [f32],
    tokens: usize,
    seen: &'a mut [f32],
}

impl SimdOp for Attention<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let Self { qkv, tokens, seen } = self;
        let mut scores = vec![0.0f32; tokens * tokens];
        let mut mixed = vec![0.0f32; tokens * HEAD];
        let mut panels = Panels::default();
        for h in 0..HEADS {
            let (queries, keys, values) = (h * HEAD, WIDTH + h * HEAD, 2 * WIDTH + h * HEAD);
            panels.fill(HEAD, tokens, |row, token| qkv[token * 3 * WIDTH + keys + row]);
            panels.product(isa, &qkv[queries..], 3 * WIDTH, &mut scores);
            for row in scores.chunks_exact_mut(tokens) {
                softmax(row, 1.0 / (HEAD as f32).sqrt());
            }
            panels.fill(tokens, HEAD, |token, column| qkv[token * 3 * WIDTH + values + column]);
            panels.product(isa, &scores, tokens, &mut mixed);
            for (token, row) in mixed.chunks_exact(HEAD).enumerate() {
                seen[token * WIDTH + h * HEAD..][..HEAD].copy_from_slice(row);
            }
        }
    }
}

/// The bend between the two halves of a layer's second part.
struct Activation<'a>(&'a mut [f32]);

impl SimdOp for Activation<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, _isa: I) {
        gelu(self.0);
    }
}

/// Every token's numbers with mean 0 and variance 1, then scaled and moved as was learned.
struct Normalised<'a>(&'a Norm, &'a mut [f32]);

impl SimdOp for Normalised<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, _isa: I) {
        let Self(norm, x) = self;
        for row in x.chunks_exact_mut(WIDTH) {
            let mean = sum(row, |v| v) / WIDTH as f32;
            let variance = sum(row, |v| (v - mean) * (v - mean)) / WIDTH as f32;
            let scale = 1.0 / (variance + EPSILON).sqrt();
            for ((v, g), b) in row.iter_mut().zip(&norm.gain).zip(&norm.bias) {
                *v = (*v - mean) * scale * g + b;
            }
        }
    }
}

impl Norm {
    fn apply(&self, x: &mut [f32]) {
        Normalised(self, x).dispatch();
    }
}

fn add(x: &mut [f32], y: &[f32]) {
    for (a, b) in x.iter_mut().zip(y) {
        *a += b;
    }
}

/// Eight bits for a token's numbers.
#[allow(clippy::cast_sign_loss)] // clamped
#[inline(always)]
fn quantise<I: Isa>(isa: I, row: &[f32], out: &mut [u8]) -> Step {
    let (low, high) = (-largest(row, |v| -v).max(0.0), largest(row, |v| v).max(0.0));
    let scale = ((high - low) / 255.0).max(f32::MIN_POSITIVE);
    let zero = (-low / scale).round().clamp(0.0, 255.0);
    bytes(isa, row, 1.0 / scale, zero, out);
    (scale, zero as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`quantise`] with the vectors of this processor.
    struct Quantise<'a>(&'a [f32], &'a mut [u8]);

    impl SimdOp for Quantise<'_> {
        type Output = Step;

        fn eval<I: Isa>(self, isa: I) -> Step {
            quantise(isa, self.0, self.1)
        }
    }

    #[test]
    fn quantised_values_come_back_within_half_a_step() {
        let row = [-0.2, 0.0, 0.7, 3.1];
        let mut q = [0u8; 4];
        let (scale, zero) = Quantise(&row, &mut q).dispatch();
        for (v, b) in row.iter().zip(q) {
            let back = (f32::from(b) - f32::from(zero)) * scale;
            assert!((back - v).abs() <= scale, "{v} came back as {back}");
        }
    }

    #[test]
    fn a_dense_layer_of_many_tokens_is_the_sum_of_products() {
        let (tokens, inputs, outputs) = (70, 32, 24);
        let value = |i: usize| ((i * 7919 + 13) % 127) as f32 / 63.0 - 0.7;
        let x: Vec<f32> = (0..tokens * inputs).map(value).collect();
        let data: Vec<i8> = (0..outputs * inputs).map(|i| ((i * 31 + 5) % 127) as i8 - 63).collect();
        let scales: Vec<u8> = (0..outputs)
            .flat_map(|o| (0.01 + o as f32 / 1000.0).to_le_bytes())
            .collect();
        let rows = Rows {
            data: &data,
            scales: &scales,
            cols: inputs,
        };
        let (mut kernels, mut out) = (Kernels::new(), vec![9.0; tokens * outputs]);
        let layer = Linear::new(&kernels.int8, &rows, vec![0.5; outputs]);
        kernels.linear(&layer, &x, &mut out).unwrap();
        for t in 0..tokens {
            for o in 0..outputs {
                let product = |i| x[t * inputs + i] * f32::from(data[o * inputs + i]) * rows.scale(o);
                let expected = (0..inputs).map(product).sum::<f32>() + 0.5;
                assert!((out[t * outputs + o] - expected).abs() < 0.2, "token {t}, output {o}");
            }
        }
    }

    #[test]
    fn a_row_of_zeros_stays_zero() {
        let mut q = [9u8; 3];
        let (_, zero) = Quantise(&[0.0; 3], &mut q).dispatch();
        assert_eq!(q, [zero; 3]);
    }
}
