//! The side that waits: starts a worker for one report, and ends it when it takes too long or nobody wants it any more.

use super::args::Limits;
use super::stop;
use super::worker::{Findings, Written};
use std::ffi::OsString;
use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How often is looked whether to stop. A finished worker is noticed at once.
const LOOK: Duration = Duration::from_millis(50);
/// Most that a worker may write, in bytes: more than any report within the limits of reading gives.
pub(super) const MOST_WRITTEN: u64 = 512 << 20;
/// Most that is kept of its error messages.
const MOST_ERRORS: u64 = 16 << 10;

/// What came of one report.
pub(super) enum Outcome {
    /// It was read.
    Read(Box<Findings>),
    /// It can't be read; another try would say the same.
    Unreadable(String),
    /// The worker did not get to an end; another try may.
    Broken(String),
    /// The batch was stopped before this was finished.
    Stopped,
}

/// Runs a worker with these arguments. `content` is what the file held when the batch was planned.
pub(super) fn run(arguments: &[OsString], content: &str, limits: Limits) -> Outcome {
    let mut child = match start(arguments) {
        Ok(child) => child,
        Err(problem) => return Outcome::Broken(format!("no process could be started for it ({problem}); run again")),
    };
    // Kept open: the worker ends when it closes.
    let lifeline = child.stdin.take();
    let written = in_background(child.stdout.take(), MOST_WRITTEN);
    let errors = in_background(child.stderr.take(), MOST_ERRORS);
    let ended = wait(&mut child, &written, Duration::from_secs_f64(limits.seconds));
    drop(lifeline);
    match ended {
        Ended::Stopped => Outcome::Stopped,
        Ended::Late => Outcome::Broken(format!(
            "took more than {} seconds, so reading was given up; a usual report takes a few: please check the file, or \
             allow more with --seconds",
            limits.seconds
        )),
        Ended::Failed(problem) => Outcome::Broken(format!("its process was lost ({problem}); run again")),
        Ended::Itself(status, bytes) if status.success() => understood(&bytes, content),
        Ended::Itself(status, _) => {
            let errors = errors.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
            Outcome::Broken(why(status, &String::from_utf8_lossy(&errors), limits))
        }
    }
}

fn start(arguments: &[OsString]) -> io::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(arguments);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // Several workers run at the same time: more threads in each would only get in each other's way.
    command.env("RAYON_NUM_THREADS", "1").env("RTEN_NUM_THREADS", "1");
    // Ctrl-C is for the batch alone, which then ends its workers.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    #[cfg(windows)]
    std::os::windows::process::CommandExt::creation_flags(&mut command, 0x0000_0200);
    command.spawn()
}

/// Reads a pipe to its end, beside everything else: a full pipe would stop the worker.
fn in_background(pipe: Option<impl Read + Send + 'static>, most: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    if let Some(pipe) = pipe {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            // What was read before a problem tells enough: it does not parse, and the worker's status says why.
            let _ = pipe.take(most).read_to_end(&mut bytes);
            let _ = sender.send(bytes);
        });
    }
    receiver
}

enum Ended {
    Itself(ExitStatus, Vec<u8>),
    Late,
    Stopped,
    Failed(io::Error),
}

fn wait(child: &mut Child, written: &Receiver<Vec<u8>>, time: Duration) -> Ended {
    let end = Instant::now() + time;
    let bytes = loop {
        let left = end.saturating_duration_since(Instant::now());
        if stop::wanted() || left.is_zero() {
            kill(child);
            return if stop::wanted() { Ended::Stopped } else { Ended::Late };
        }
        match written.recv_timeout(LOOK.min(left)) {
            Ok(bytes) => break bytes,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break Vec::new(),
        }
    };
    // Its output is closed, so it is ending, or misbehaves.
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ended::Itself(status, bytes),
            Ok(None) if Instant::now() < end => std::thread::sleep(Duration::from_millis(1)),
            Ok(None) => {
                kill(child);
                return Ended::Late;
            }
            Err(problem) => {
                kill(child);
                return Ended::Failed(problem);
            }
        }
    }
}

/// Fails only if it has ended already.
fn kill(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

fn understood(bytes: &[u8], content: &str) -> Outcome {
    match serde_json::from_slice::<Written>(bytes) {
        Ok(Written {
            content: read,
            result: Ok(_),
        }) if read != content => Outcome::Broken("changed while the batch was running; run again".to_owned()),
        Ok(Written {
            result: Ok(findings), ..
        }) => Outcome::Read(Box::new(findings)),
        Ok(Written { result: Err(cause), .. }) => Outcome::Unreadable(cause),
        Err(problem) => Outcome::Broken(format!("its result was lost on the way ({problem}); run again")),
    }
}

/// Why a worker ended badly.
fn why(status: ExitStatus, errors: &str, limits: Limits) -> String {
    let memory = limits.memory;
    if errors.contains("memory allocation of") || errors.contains("out of memory") {
        return format!(
            "needs more than {memory} MB of memory, so reading was given up; please check the file, or allow more with \
             --memory"
        );
    }
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return why_killed(signal, limits);
    }
    let first = errors
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("no message");
    let first = showcase::view::neutral(first);
    format!("the program failed on it ({status}: {first}); please report this as a mistake of the program")
}

/// Why a worker was ended from outside.
#[cfg(unix)]
fn why_killed(signal: i32, limits: Limits) -> String {
    /// SIGKILL and SIGXCPU have these numbers on Linux, macOS and the BSDs.
    const KILLED: i32 = 9;
    const OUT_OF_TIME: i32 = 24;
    match signal {
        OUT_OF_TIME => format!(
            "took more than {} seconds of processor time, so reading was given up; please check the file, or allow more \
             with --seconds",
            limits.seconds
        ),
        KILLED => {
            "was ended by the system, most likely because the computer was short of memory; try fewer --jobs".to_owned()
        }
        _ => format!("the program failed on it (signal {signal}); please report this as a mistake of the program"),
    }
}
