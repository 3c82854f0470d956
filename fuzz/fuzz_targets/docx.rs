#![no_main]

use libfuzzer_sys::fuzz_target;
use showcase_fuzz::{DOCX, pack, survives};

fuzz_target!(|data: &[u8]| survives(&pack(&DOCX, data), "x.docx"));
