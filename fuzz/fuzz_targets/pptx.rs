#![no_main]

use libfuzzer_sys::fuzz_target;
use showcase_fuzz::{PPTX, pack, survives};

fuzz_target!(|data: &[u8]| survives(&pack(&PPTX, data), "x.pptx"));
