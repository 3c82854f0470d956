//! Whether somebody pressed Ctrl-C, or the system asked the program to end.

use std::sync::atomic::{AtomicBool, Ordering};

static WANTED: AtomicBool = AtomicBool::new(false);

/// Exit code of programs that Ctrl-C ended: 128 and the number of the signal.
pub(in crate::cli) const EXIT: u8 = 130;

/// From now on Ctrl-C lets the batch end in order; a second one ends it at once.
pub(super) fn listen() {
    // Without it Ctrl-C still ends the program, and the workers with it; results are whole either way.
    let _ = ctrlc::set_handler(|| {
        if WANTED.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(EXIT));
        }
    });
}

pub(super) fn wanted() -> bool {
    WANTED.load(Ordering::SeqCst)
}
