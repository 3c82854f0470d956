//! All readers in one program, for a short run: the first byte says which.

#![no_main]

use libfuzzer_sys::fuzz_target;
use showcase_fuzz::{DOCX, ODT, PPTX, pack, survives};

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    match first % 8 {
        0 => survives(&pack(&DOCX, rest), "x.docx"),
        1 => survives(&pack(&ODT, rest), "x.odt"),
        2 => survives(&pack(&PPTX, rest), "x.pptx"),
        3 => survives(&[b"%PDF-1.7\n", rest].concat(), "x.pdf"),
        4 => survives(&[b"{\\rtf1", rest].concat(), "x.rtf"),
        5 => survives(&[b"<!DOCTYPE html>", rest].concat(), "x.html"),
        6 => survives(rest, "x.md"),
        _ => survives(rest, "x.txt"),
    }
});
