//! A product of 8-bit matrices from outside the library, where somebody has a faster one: the offline page, whose browser
//! may have an instruction for it that plain WebAssembly lacks.
//!
//! Whole numbers are exact, so that the results are the same with and without it.

use super::weights::Rows;
use std::sync::OnceLock;

/// Writes the products of rows with columns, one row after the other.
///
/// Takes the rows as words of four numbers of 8 bits with sign (the first in the lowest bits), how many words a row has, the
/// columns, and where to write. Columns hold numbers from 0 to 127, four a word, and come in panels of eight: for each
/// word of a row the eight words of the columns.
pub type Product = fn(rows: &[u32], words: usize, columns: &[u32], out: &mut [i32]);

/// Columns in a panel.
const PANEL: usize = 8;
/// Added to weights, so that none is negative.
const WEIGHT_SHIFT: i8 = 64;
/// Taken from the other numbers, so that they fit 8 bits with sign.
const NUMBER_SHIFT: i32 = 128;

static PRODUCT: OnceLock<Product> = OnceLock::new();

/// Has all products computed by `product` from now on. Only the first call counts, and only before the first report.
pub fn multiply_with(product: Product) {
    // A second one could do nothing better.
    let _ = PRODUCT.set(product);
}

/// Weights as the product from outside takes them.
pub(super) struct Columns {
    product: Product,
    panels: Vec<u32>,
    words: usize,
}

impl Columns {
    /// Nothing where there is no such product, or these weights are not made for it.
    pub(super) fn of(rows: &Rows<'_>) -> Option<Self> {
        Self::with(*PRODUCT.get()?, rows)
    }

    fn with(product: Product, weights: &Rows<'_>) -> Option<Self> {
        let fits = weights.cols.is_multiple_of(4) && weights.rows().is_multiple_of(PANEL);
        let small = weights.data.iter().all(|&w| (-WEIGHT_SHIFT..WEIGHT_SHIFT).contains(&w));
        if !fits || !small {
            return None;
        }
        let words = weights.cols / 4;
        let mut panels = Vec::with_capacity(weights.data.len() / 4);
        for panel in weights.data.chunks_exact(PANEL * weights.cols) {
            for word in 0..words {
                let columns = panel.chunks_exact(weights.cols);
                panels.extend(
                    columns.map(|column| packed(&column[4 * word..], |w: i8| (w + WEIGHT_SHIFT).to_le_bytes()[0])),
                );
            }
        }
        Some(Self { product, panels, words })
    }

    /// Writes the products of `rows` with the weights, whose sums by column are `sums`.
    pub(super) fn multiply(&self, rows: &[u8], sums: &[i32], out: &mut [i32]) {
        let numbers: Vec<u32> = rows
            .chunks_exact(4)
            .map(|four| packed(four, |n: u8| n ^ 0x80))
            .collect();
        (self.product)(&numbers, self.words, &self.panels, out);
        for (out, row) in out.chunks_exact_mut(sums.len()).zip(rows.chunks_exact(4 * self.words)) {
            let sum: i32 = row.iter().map(|&n| i32::from(n) - NUMBER_SHIFT).sum();
            for (out, of_weights) in out.iter_mut().zip(sums) {
                *out += NUMBER_SHIFT * of_weights - i32::from(WEIGHT_SHIFT) * sum;
            }
        }
    }
}

/// Four numbers in a word.
fn packed<T: Copy>(four: &[T], byte: impl Fn(T) -> u8) -> u32 {
    let mut bytes = [0; 4];
    for (to, &from) in bytes.iter_mut().zip(four) {
        *to = byte(from);
    }
    u32::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the browser computes it, one number after the other.
    fn plain(rows: &[u32], words: usize, columns: &[u32], out: &mut [i32]) {
        let outputs = columns.len() / words;
        for (at, out) in out.iter_mut().enumerate() {
            let (row, column) = (at / outputs, at % outputs);
            let word = |word: usize| {
                let numbers = rows[row * words + word].to_le_bytes();
                let weights = columns[(column / PANEL * words + word) * PANEL + column % PANEL].to_le_bytes();
                let products = numbers.iter().zip(weights);
                products
                    .map(|(&n, w)| i32::from(n.cast_signed()) * i32::from(w))
                    .sum::<i32>()
            };
            *out = (0..words).map(word).sum();
        }
    }

    #[test]
    fn products_are_those_of_the_numbers_themselves() {
        let (inputs, outputs, tokens) = (12, 16, 5);
        let data: Vec<i8> = (0..inputs * outputs).map(|i| ((i * 37) % 127) as i8 - 63).collect();
        let rows: Vec<u8> = (0..inputs * tokens).map(|i| ((i * 91) % 256) as u8).collect();
        let scales = vec![0; 4 * outputs];
        let weights = Rows {
            data: &data,
            scales: &scales,
            cols: inputs,
        };
        let sums: Vec<i32> = data
            .chunks_exact(inputs)
            .map(|w| w.iter().map(|&w| i32::from(w)).sum())
            .collect();
        let mut out = vec![0; tokens * outputs];
        Columns::with(plain, &weights).unwrap().multiply(&rows, &sums, &mut out);
        for (at, got) in out.iter().enumerate() {
            let (row, column) = (at / outputs, at % outputs);
            let products = rows[row * inputs..][..inputs].iter().zip(&data[column * inputs..]);
            assert_eq!(*got, products.map(|(&n, &w)| i32::from(n) * i32::from(w)).sum::<i32>());
        }
    }
}
