//! The encoder: six post-norm transformer layers of width 384 (all-MiniLM-L6-v2, fine-tuned), in 8-bit arithmetic.
//!
//! Weights are 7-bit values in 8-bit rows, activations 8 bits with one scale a token. Products of the two then fit the 16-bit sums of
//! processors without dot-product instructions (255 × 63 × 2 < 2^15), so that every processor gets the same integers.
//! Measured against 32-bit floats, the evaluation page has what this costs.

#![allow(clippy::inline_always)] // as said in `steps`

use super::outside::Columns;
use super::steps::{Panels, gelu, softmax, sum};
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
}

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
        let kernels = Kernels {
            int8: GemmExecutor::new(),
        };
        for layer in self.0.iter().take(count) {
            let qkv = kernels.linear(&layer.qkv, x)?;
            let mut seen = vec![0.0; x.len()];
            let mut at = 0;
            for w in windows {
                let (qkv, seen) = (&qkv[at * 3 * WIDTH..], &mut seen[at * WIDTH..][..w.len() * WIDTH]);
                Attention {
                    qkv,
                    tokens: w.len(),
                    seen,
                }
                .dispatch();
                at += w.len();
            }
            add(x, &kernels.linear(&layer.out, &seen)?);
            layer.norm1.apply(x);
            let mut inner = kernels.linear(&layer.up, x)?;
            Activation(&mut inner).dispatch();
            add(x, &kernels.linear(&layer.down, &inner)?);
            layer.norm2.apply(x);
        }
        Ok(())
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
    /// Products of rows of 8-bit numbers with the weights.
    fn product(&self, layer: &Linear, rows: &[u8], sums: &mut [i32]) -> Result<()> {
        let a = NdTensorView::from_data([rows.len() / layer.inputs, layer.inputs], rows);
        let b = GemmInputB::Packed(&layer.packed);
        // The kernel's own correction for zero points is wrong from the ninth row on (rten-gemm 0.27, AVX-512): ours instead.
        let options = GemmOptions::default();
        self.int8
            .gemm(sums, GemmInputA::Unpacked(a), b, options)
            .map_err(arithmetic)
    }

    /// `x` times the weights plus the bias.
    fn linear(&self, layer: &Linear, x: &[f32]) -> Result<Vec<f32>> {
        let tokens = x.len() / layer.inputs;
        let outputs = layer.scales.len();
        let mut quantised = vec![0u8; x.len()];
        let (mut scales, mut zeros) = (Vec::with_capacity(tokens), Vec::with_capacity(tokens));
        for (row, q) in x
            .chunks_exact(layer.inputs)
            .zip(quantised.chunks_exact_mut(layer.inputs))
        {
            let (scale, zero) = quantise(row, q);
            scales.push(scale);
            zeros.push(zero);
        }
        let mut sums = vec![0i32; tokens * outputs];
        match &layer.columns {
            Some(columns) => columns.multiply(&quantised, &layer.sums, &mut sums),
            None => self.product(layer, &quantised, &mut sums)?,
        }
        let mut out = Vec::with_capacity(sums.len());
        for ((row, &scale), &zero) in sums.chunks_exact(outputs).zip(&scales).zip(&zeros) {
            let parts = row.iter().zip(&layer.sums).zip(&layer.scales).zip(&layer.bias);
            out.extend(parts.map(|(((&s, &w), &factor), &b)| (s - i32::from(zero) * w) as f32 * (scale * factor) + b));
        }
        Ok(out)
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
    fn eval<I: Isa>(self, _isa: I) {
        let Self { qkv, tokens, seen } = self;
        let mut scores = vec![0.0f32; tokens * tokens];
        let mut mixed = vec![0.0f32; tokens * HEAD];
        let mut panels = Panels::default();
        for h in 0..HEADS {
            let (queries, keys, values) = (h * HEAD, WIDTH + h * HEAD, 2 * WIDTH + h * HEAD);
            panels.fill(HEAD, tokens, |row, token| qkv[token * 3 * WIDTH + keys + row]);
            panels.product(&qkv[queries..], 3 * WIDTH, &mut scores);
            for row in scores.chunks_exact_mut(tokens) {
                softmax(row, 1.0 / (HEAD as f32).sqrt());
            }
            panels.fill(tokens, HEAD, |token, column| qkv[token * 3 * WIDTH + values + column]);
            panels.product(&scores, tokens, &mut mixed);
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

/// Eight bits for a token's numbers: returns the scale and the byte that stands for 0.
#[allow(clippy::cast_sign_loss)] // clamped
fn quantise(row: &[f32], out: &mut [u8]) -> (f32, u8) {
    let (low, high) = row.iter().fold((0.0f32, 0.0f32), |(l, h), &v| (l.min(v), h.max(v)));
    let scale = ((high - low) / 255.0).max(f32::MIN_POSITIVE);
    let zero = (-low / scale).round().clamp(0.0, 255.0);
    let factor = 1.0 / scale;
    for (v, q) in row.iter().zip(out) {
        // Adding a half and cutting rounds, since the sum is never negative.
        *q = (v * factor + zero + 0.5).clamp(0.0, 255.0) as u8;
    }
    (scale, zero as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantised_values_come_back_within_half_a_step() {
        let row = [-0.2, 0.0, 0.7, 3.1];
        let mut q = [0u8; 4];
        let (scale, zero) = quantise(&row, &mut q);
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
        let kernels = Kernels {
            int8: GemmExecutor::new(),
        };
        let layer = Linear::new(&kernels.int8, &rows, vec![0.5; outputs]);
        let out = kernels.linear(&layer, &x).unwrap();
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
        let (_, zero) = quantise(&[0.0; 3], &mut q);
        assert_eq!(q, [zero; 3]);
    }
}
