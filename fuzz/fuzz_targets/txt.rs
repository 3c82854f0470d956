#![no_main]

use libfuzzer_sys::fuzz_target;
use showcase_fuzz::survives;

fuzz_target!(|data: &[u8]| survives(data, "x.txt"));
