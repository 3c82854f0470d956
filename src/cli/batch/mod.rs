//! `showcase batch`: many reports, each read by a process of its own.

mod args;
mod child;
mod inputs;
mod kept;
mod limits;
mod outputs;
mod plan;
mod progress;
mod shelf;
mod stop;
mod store;
mod worker;

pub(super) use args::{AFTER_HELP, BatchArgs, WorkerArgs};
pub(super) use stop::EXIT as STOPPED;
pub(super) use worker::run as work;

use super::{Ending, Failure, input};
use plan::Job;
use progress::Progress;
use sha2::{Digest, Sha256};
use shelf::OnDisk;
use showcase::cohort::{Cohort, Entry, Member};
use showcase::rubric::Rubric;
use showcase::view::neutral;
use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use store::Store;

/// What the cohort takes of a report, or why it could not be read.
type Finding = Result<Entry, String>;

/// What came of one report in this run.
struct Found {
    /// None where the batch was stopped.
    finding: Option<Finding>,
    /// A file of an earlier run that could not be used.
    unusable: Option<PathBuf>,
}

/// Reads all reports and writes the cohort.
pub(super) fn batch(args: &BatchArgs) -> Result<Ending, Failure> {
    let rubric = input::rubric(args.reading.rubric.as_deref())?;
    let files = inputs::files(&args.paths, &args.output)?;
    outputs::refuse_overwriting(args, &files)?;
    stop::listen();
    let store = Store::open(&args.output, reading(args, &rubric))?;
    let jobs = plan::plan(files, &store)?;
    store.forget_named(&store.numbers()?, &jobs.iter().map(Job::id).collect())?;
    let findings = findings(args, &jobs, &store)?;
    let finished = findings.iter().flatten().count();
    if finished < jobs.len() {
        return Ok(stopped(finished, jobs.len()));
    }
    let members = jobs.iter().zip(findings.into_iter().flatten());
    // Names of files, and of what is in them, may hold what a terminal would obey.
    let members = members.map(|(job, result)| Member {
        id: job.id(),
        name: args.names.then(|| neutral(&job.path.display().to_string())),
        result: result.map_err(|cause| neutral(&cause)),
    });
    let shelf = OnDisk::new(&jobs, &store)?;
    let cohort = match Cohort::new(members.collect(), &shelf, &rubric) {
        Ok(cohort) => cohort,
        Err(_) if stop::wanted() => return Ok(stopped(finished, jobs.len())),
        Err(problem) => return Err(shelf.failure(problem)),
    };
    drop(shelf);
    let unread = cohort.failures.len();
    outputs::write(args, &jobs, cohort, &store)?;
    Ok(if unread > 0 { Ending::Unread } else { Ending::Done })
}

/// Says that the batch was stopped, and what is kept: `finished` of `all` reports.
fn stopped(finished: usize, all: usize) -> Ending {
    crate::cli::tell!(
        "showcase: stopped; {finished} of {all} reports are finished and kept. The same command goes on from there."
    );
    Ending::Stopped
}

/// All that a result depends on but the report itself.
fn reading(args: &BatchArgs, rubric: &Rubric) -> String {
    // A rubric is data in a fixed order, so that its JSON repeats.
    let rubric = serde_json::to_vec(rubric).unwrap_or_default();
    let reading = &args.reading;
    format!(
        "{} {} rubric {} fast {} mask {} names {} minutes {:?} attempt {}",
        env!("CARGO_PKG_VERSION"),
        showcase::analysis::SCHEMA,
        worker::hex(&Sha256::digest(&rubric)),
        reading.fast,
        reading.mask,
        args.names,
        reading.minutes,
        reading.attempt
    )
}

/// One finding for each job, none where the batch was stopped.
fn findings(args: &BatchArgs, jobs: &[Job], store: &Store) -> Result<Vec<Option<Finding>>, Failure> {
    let threads = args.jobs.map_or_else(cores, usize::from).min(jobs.len()).max(1);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let mut found: Vec<Option<Finding>> = Vec::new();
    found.resize_with(jobs.len(), || None);
    let mut progress = Progress::new(jobs.len());
    thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while !stop::wanted() {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    let Some(job) = jobs.get(at) else { break };
                    if sender.send((at, find(args, job, store))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        // Leaving early hangs up, and every thread stops after the report in its hands.
        for (at, came) in receiver {
            let Found { finding, unusable } = came?;
            let Some(finding) = finding else { continue };
            if let (Some(job), Some(place)) = (jobs.get(at), found.get_mut(at)) {
                progress.tell(job, &finding, unusable.as_deref());
                *place = Some(finding);
            }
        }
        Ok::<(), Failure>(())
    })?;
    progress.finish();
    Ok(found)
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// What is known of one report, from an earlier run or from a worker.
fn find(args: &BatchArgs, job: &Job, store: &Store) -> Result<Found, Failure> {
    let known = |finding| Found {
        finding: Some(finding),
        unusable: None,
    };
    let content = match &job.content {
        Ok(content) => content,
        Err(cause) => return Ok(known(Err(cause.clone()))),
    };
    let id = job.id();
    let unusable = match store.done(&id, content) {
        _ if args.again => None,
        Ok(Some(finding)) => return Ok(known(finding)),
        Ok(None) => None,
        Err(path) => Some(path),
    };
    let mut arguments: Vec<OsString> = vec!["batch-worker".into(), format!("--id={id}").into()];
    arguments.extend(args.names.then(|| "--names".into()));
    arguments.extend(worker::arguments(&args.reading, args.limits));
    // A path may begin with a dash.
    arguments.extend(["--".into(), job.path.clone().into()]);
    let outcome = child::run(&arguments, content, args.limits);
    let finding = store.keep(&id, content, outcome)?;
    Ok(Found { finding, unusable })
}
