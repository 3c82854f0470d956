//! What the page sees of this module: memory to put a question into, one call, and where the answer lies.

#![allow(unsafe_code)] // exports and imports of WebAssembly; memory is only ever handed out as the address of a Vec

use crate::{Parts, answer};
use showcase::Stage;
use std::cell::RefCell;

/// Parts of a question, in the order of their numbers.
const PARTS: usize = 4;

#[derive(Default)]
struct Desk {
    parts: [Vec<u8>; PARTS],
    answer: Vec<u8>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

#[link(wasm_import_module = "page")]
unsafe extern "C" {
    /// Tells the page how far the reading has come.
    safe fn tell(stage: u32, done: u32, of: u32);
    /// `multiply` of the kernel beside this, where the browser takes it.
    fn multiply(rows: *const u32, tokens: usize, words: usize, weights: *const u32, outputs: usize, out: *mut i32);
}

/// Products are computed by the kernel from now on.
#[unsafe(no_mangle)]
pub extern "C" fn quicken() {
    showcase::reader::multiply_with(|rows, words, columns, out| {
        let (tokens, outputs) = (rows.len() / words.max(1), columns.len() / words.max(1));
        // The kernel trusts what it is told.
        assert!(out.len() == tokens * outputs && outputs.is_multiple_of(8));
        unsafe {
            multiply(
                rows.as_ptr(),
                tokens,
                words,
                columns.as_ptr(),
                outputs,
                out.as_mut_ptr(),
            );
        }
    });
}

/// Makes room for `length` bytes of a part and says where they belong. Empties the part where `length` is 0.
#[unsafe(no_mangle)]
pub extern "C" fn room(part: u32, length: u32) -> *mut u8 {
    DESK.with_borrow_mut(|desk| {
        let Some(part) = desk.parts.get_mut(part as usize) else {
            return std::ptr::null_mut();
        };
        *part = vec![0; length as usize];
        part.as_mut_ptr()
    })
}

/// Answers the question that lies in the parts, which are empty afterwards. Returns 1, or 0 where the answer is a message.
#[unsafe(no_mangle)]
pub extern "C" fn ask() -> u32 {
    let [question, report, analysis, judgements] = DESK.with_borrow_mut(|desk| {
        desk.answer = Vec::new();
        std::mem::take(&mut desk.parts)
    });
    let parts = Parts {
        question: &question,
        report: &report,
        analysis: &analysis,
        judgements: &judgements,
    };
    let answer = answer(&parts, &mut |stage| match stage {
        Stage::Opening => tell(0, 0, 0),
        Stage::Reading { done, of } => tell(1, done as u32, of as u32),
        Stage::Judging { done, of } => tell(2, done as u32, of as u32),
    });
    let is_good = answer.is_ok();
    DESK.with_borrow_mut(|desk| desk.answer = answer.unwrap_or_else(String::into_bytes));
    u32::from(is_good)
}

/// Where the answer begins.
#[unsafe(no_mangle)]
pub extern "C" fn answer_start() -> *const u8 {
    DESK.with_borrow(|desk| desk.answer.as_ptr())
}

/// How many bytes it has.
#[unsafe(no_mangle)]
pub extern "C" fn answer_length() -> u32 {
    DESK.with_borrow(|desk| desk.answer.len() as u32)
}

/// Frees the answer.
#[unsafe(no_mangle)]
pub extern "C" fn forget() {
    DESK.with_borrow_mut(|desk| desk.answer = Vec::new());
}
