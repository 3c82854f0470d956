//! Limits that a worker sets on itself before it looks at the report.

use super::args::Limits;

/// Sets what the system has: on Linux memory and processor time, on macOS processor time. Time on the clock is up to the
/// process that waits.
#[cfg(unix)]
pub(super) fn set(limits: Limits) {
    use rlimit::Resource;
    use std::time::Duration;
    // A thread may compute in parallel, but not for longer than one core could.
    let seconds = Duration::from_secs_f64(limits.seconds).as_secs() + 1;
    let wanted = [
        (Resource::CPU, seconds, seconds + 1),
        (Resource::AS, limits.memory << 20, limits.memory << 20),
        (Resource::CORE, 0, 0),
        // Results go to a pipe: whatever is in a report, it writes no file.
        (Resource::FSIZE, 0, 0),
    ];
    for (resource, soft, hard) in wanted {
        let most = resource.get_hard().unwrap_or(u64::MAX);
        // Where a system has no such limit, the others still hold.
        let _ = resource.set(soft.min(most), hard.min(most));
    }
}

#[cfg(not(unix))]
pub(super) fn set(_: Limits) {}
