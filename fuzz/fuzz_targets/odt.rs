#![no_main]

use libfuzzer_sys::fuzz_target;
use showcase_fuzz::{ODT, pack, survives};

fuzz_target!(|data: &[u8]| survives(&pack(&ODT, data), "x.odt"));
