//! The product of 8-bit matrices with WebAssembly's relaxed SIMD, which has an instruction for it.
//!
//! A module of its own, as a browser without that instruction refuses everything that stands in one module with it. It
//! works on the memory of the engine, so it must hold no data and use no stack: no slices, as their checks would bring
//! messages with them.

#![cfg(target_family = "wasm")]
#![no_std]

use core::arch::wasm32::{
    i32x4_relaxed_dot_i8x16_i7x16_add, i32x4_splat, v128, v128_load, v128_load32_splat, v128_store,
};

/// Rows that are computed at once with eight outputs: as many sums as a processor has registers for.
const ROWS: usize = 4;
/// Rows that are gone through with all weights before the next ones, so that they stay in the cache.
const BLOCK: usize = 64;

/// Writes the products of `tokens` rows with `outputs` columns, one row after the other, as 32-bit numbers.
///
/// Rows have `words` words of four numbers of 8 bits with sign. Weights lie in panels of eight columns: for each word of a
/// row the eight words of the columns. Weights are from 0 to 127: beyond, the instruction means something else on each
/// processor.
///
/// # Safety
/// All of that must lie in memory: `tokens * words` words at `rows`, `outputs * words` at `weights`, `outputs` a multiple of
/// eight, room for `tokens * outputs` numbers at `out`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn multiply(
    rows: *const u32,
    tokens: usize,
    words: usize,
    weights: *const v128,
    outputs: usize,
    out: *mut i32,
) {
    let mut start = 0;
    while start < tokens {
        let end = if tokens - start < BLOCK { tokens } else { start + BLOCK };
        let mut column = 0;
        while column < outputs {
            let panel = unsafe { weights.add(column / 4 * words) };
            let mut row = start;
            while row < end {
                unsafe {
                    let (from, to) = (rows.add(row * words), out.add(row * outputs + column));
                    if end - row >= ROWS {
                        tile::<ROWS>(from, words, panel, to, outputs);
                        row += ROWS;
                    } else {
                        tile::<1>(from, words, panel, to, outputs);
                        row += 1;
                    }
                }
            }
            column += 8;
        }
        start = end;
    }
}

#[inline(always)]
unsafe fn tile<const N: usize>(rows: *const u32, words: usize, panel: *const v128, out: *mut i32, outputs: usize) {
    let mut sums = [[i32x4_splat(0); 2]; N];
    let mut word = 0;
    while word < words {
        unsafe {
            let columns = [v128_load(panel.add(2 * word)), v128_load(panel.add(2 * word + 1))];
            let mut row = 0;
            while row < N {
                let numbers = v128_load32_splat(rows.add(row * words + word));
                sums[row][0] = i32x4_relaxed_dot_i8x16_i7x16_add(numbers, columns[0], sums[row][0]);
                sums[row][1] = i32x4_relaxed_dot_i8x16_i7x16_add(numbers, columns[1], sums[row][1]);
                row += 1;
            }
        }
        word += 1;
    }
    let mut row = 0;
    while row < N {
        unsafe {
            let to = out.add(row * outputs).cast::<v128>();
            v128_store(to, sums[row][0]);
            v128_store(to.add(1), sums[row][1]);
        }
        row += 1;
    }
}

#[panic_handler]
fn never(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
