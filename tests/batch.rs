//! `showcase batch`, through the program: mixed folders, going on after an interruption, limits, names, and passages that
//! reports share.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::build::{docx, p};
use support::program::{Folder, Outcome};

const DEV: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/corpus/dev");
const BROKEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/broken");

/// A report of a few paragraphs that differs from all others.
fn report(seed: u32) -> Vec<u8> {
    let shop = ["garden", "camera", "bicycle", "pottery", "kitchen", "record"][seed as usize % 6];
    let lines: String = (0..6)
        .map(|line| {
            let number = seed * 17 + line;
            p(&format!(
                "In the {shop} shop I helped customer number {number} who had waited {number} minutes, and I told her what I would do."
            ))
        })
        .collect();
    docx(&format!("{}{lines}", p(&format!("Showcase of apprentice {seed}"))))
}

/// A folder `in` with this many reports.
fn reports(count: u32) -> Folder {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("in")).unwrap();
    (0..count).fold(folder, |folder, seed| {
        folder.with(&format!("in/{seed:02}.docx"), report(seed))
    })
}

fn batch(folder: &Folder, more: &[&str]) -> Outcome {
    let mut arguments = vec!["batch", "in", "-o", "out", "--fast"];
    // A machine that is busy with other tests must not turn slow into wrong.
    if !more.contains(&"--seconds") {
        arguments.extend(["--seconds", "3000"]);
    }
    arguments.extend(more);
    folder.run(&arguments)
}

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// Every file below `out`, with its bytes.
fn results(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.path().join("out")];
    while let Some(place) = folders.pop() {
        for entry in fs::read_dir(place).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder.path()).unwrap().display().to_string();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The data in the cohort's page.
fn cohort(folder: &Folder) -> serde_json::Value {
    let page = read(folder, "out/index.html");
    let after = page.split("id=\"cohort\">").nth(1).unwrap();
    serde_json::from_str(after.split("</script>").next().unwrap()).unwrap()
}

#[test]
fn reports_with_warnings_are_counted_among_those_that_were_read() {
    let folder = reports(1)
        .with("in/short.txt", b"I helped a customer.")
        .with("in/empty.docx", "");
    let run = batch(&folder, &[]);
    assert!(run.stderr.contains("is doubtful: 1 of 2;"), "{run:?}");
}

#[test]
fn broken_files_cost_only_their_own_lines() {
    let folder = reports(2);
    let broken = [
        "empty.docx",
        "truncated.docx",
        "bomb.docx",
        "old.doc",
        "picture.png",
        "several.zip",
    ];
    for name in broken {
        fs::copy(Path::new(BROKEN).join(name), folder.path().join("in").join(name)).unwrap();
    }
    for litter in ["~$00.docx", ".hidden.docx", "Thumbs.db"] {
        fs::write(folder.path().join("in").join(litter), "litter").unwrap();
    }
    let run = batch(&folder, &[]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stdout.trim_end().ends_with("index.html"), "{run:?}");
    let cohort = cohort(&folder);
    assert_eq!(cohort["reports"].as_array().unwrap().len(), 2);
    let failures = cohort["failures"].as_array().unwrap();
    assert_eq!(failures.len(), broken.len(), "{failures:?}");
    let causes: Vec<&str> = failures
        .iter()
        .map(|failed| failed["cause"].as_str().unwrap())
        .collect();
    assert!(
        causes.iter().any(|cause| cause.starts_with("the file is empty")),
        "{causes:?}"
    );
    assert!(
        run.stderr.contains("empty.docx: could not be read: the file is empty"),
        "{}",
        run.stderr
    );
    let csv = read(&folder, "out/summary.csv");
    assert_eq!(csv.lines().count(), 1 + 2 + broken.len());
    assert_eq!(batch(&folder, &[]).code, Some(2), "a second run says so too");
}

#[test]
fn every_report_has_its_page_and_its_data() {
    let folder = reports(2);
    assert_eq!(batch(&folder, &[]).code, Some(0));
    for name in ["R001", "R002"] {
        let data: serde_json::Value =
            serde_json::from_str(&read(&folder, &format!("out/reports/{name}.json"))).unwrap();
        assert_eq!(
            (data["schema"].as_str(), data["report"]["name"].as_str()),
            (Some("showcase/1"), Some(name))
        );
        assert!(read(&folder, &format!("out/reports/{name}.html")).starts_with("<!doctype html>"));
    }
    let workbook = fs::read(folder.path().join("out/summary.xlsx")).unwrap();
    let mut workbook = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    assert!(workbook.by_name("xl/worksheets/sheet5.xml").is_ok());
}

#[test]
fn what_is_done_is_not_done_again() {
    let folder = reports(3);
    assert_eq!(batch(&folder, &[]).code, Some(0));
    let before = results(&folder);
    let made = |name: &str| fs::metadata(folder.path().join(name)).unwrap().modified().unwrap();
    let first = made("out/reports/R001.json");
    // One draft is new, one has moved.
    fs::rename(folder.path().join("in/00.docx"), folder.path().join("in/zz.docx")).unwrap();
    fs::write(folder.path().join("in/03.docx"), report(3)).unwrap();
    assert_eq!(batch(&folder, &[]).code, Some(0));
    assert_eq!(made("out/reports/R001.json"), first);
    let after = results(&folder);
    assert_eq!(before["out/reports/R001.json"], after["out/reports/R001.json"]);
    assert!(after.contains_key("out/reports/R004.json"));
    // Another way of reading is another result.
    assert_eq!(batch(&folder, &["--attempt", "2"]).code, Some(0));
    assert_ne!(made("out/reports/R001.json"), first);
}

#[test]
fn marks_that_are_not_whole_and_files_of_an_older_kind_are_made_anew() {
    let folder = reports(3);
    assert_eq!(batch(&folder, &[]).code, Some(0));
    let whole = results(&folder);
    let place = |name: &str| folder.path().join(name);
    let made = |name: &str| fs::metadata(place(name)).unwrap().modified().unwrap();
    let pages = ["R001", "R002", "R003"].map(|id| format!("out/reports/{id}.html"));
    let first = pages.each_ref().map(|page| made(page));
    let marks = &whole["out/resume/R001.marks"];
    fs::write(place("out/resume/R001.marks"), &marks[..marks.len() - 3]).unwrap();
    // Once the marks stood in the entry.
    let old = read(&folder, "out/resume/R002.json").replace("\"warnings\"", "\"marks\":[[1,2,3,4]],\"warnings\"");
    fs::write(place("out/resume/R002.json"), old).unwrap();
    assert_eq!(batch(&folder, &[]).code, Some(0));
    assert!(results(&folder) == whole);
    let second = pages.each_ref().map(|page| made(page));
    assert!(first[0] != second[0] && first[1] != second[1] && first[2] == second[2]);
}

/// Pipes, a device, a huge file, marks with one bit changed: each report is read again, with a word about why.
#[cfg(unix)]
#[test]
fn files_of_an_earlier_run_that_are_no_use_cost_only_another_reading() {
    let folder = reports(5);
    assert_eq!(batch(&folder, &[]).code, Some(0));
    let whole = results(&folder);
    let place = |name: &str| folder.path().join("out").join(name);
    let replaced_by_pipe = |name: &str| {
        fs::remove_file(place(name)).unwrap();
        assert!(Command::new("mkfifo").arg(place(name)).status().unwrap().success());
    };
    for name in [
        "resume/R001.json",
        "resume/R002.marks",
        "reports/R002.json",
        "resume/lock",
    ] {
        replaced_by_pipe(name);
    }
    fs::remove_file(place("resume/R003.json")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", place("resume/R003.json")).unwrap();
    let huge = fs::File::create(place("resume/R004.json")).unwrap();
    huge.set_len(1 << 33).unwrap();
    let mut marks = whole["out/resume/R005.marks"].clone();
    marks[9] ^= 1;
    fs::write(place("resume/R005.marks"), marks).unwrap();
    let run = batch(&folder, &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for name in ["R001.json", "R002.marks", "R003.json", "R004.json", "R005.marks"] {
        let told = run.stderr.lines().find(|line| line.contains(name)).unwrap_or_default();
        assert!(
            told.ends_with(&format!("damaged, so {} was read again", &name[..4])),
            "{}",
            run.stderr
        );
    }
    assert!(results(&folder) == whole);
}

#[cfg(unix)]
#[test]
fn numbers_that_were_never_given_out_are_refused() {
    let folder = reports(1);
    assert_eq!(batch(&folder, &[]).code, Some(0));
    let numbers = folder.path().join("out/resume/numbers.json");
    for number in ["4294967295", "0"] {
        fs::write(&numbers, format!("{{\"numbers\":{{\"{number}\":\"x\"}}}}")).unwrap();
        batch(&folder, &[]).refuses(&["numbers.json", "damaged", "choose another folder"]);
    }
    fs::remove_file(&numbers).unwrap();
    assert!(Command::new("mkfifo").arg(&numbers).status().unwrap().success());
    batch(&folder, &[]).refuses(&["numbers.json", "damaged"]);
}

#[test]
fn what_a_killed_batch_left_of_the_cohort_is_taken_away() {
    let folder = reports(2);
    fs::create_dir_all(folder.path().join("out/resume/cohort")).unwrap();
    fs::write(folder.path().join("out/resume/cohort/0"), "left").unwrap();
    assert_eq!(batch(&folder, &[]).code, Some(0));
    assert!(results(&folder).keys().all(|name| !name.contains("resume/cohort")));
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let (one, four) = (reports(4), reports(4));
    assert_eq!(batch(&one, &["--jobs", "1"]).code, Some(0));
    assert_eq!(batch(&four, &["--jobs", "4"]).code, Some(0));
    let (one, four) = (results(&one), results(&four));
    assert_eq!(one.keys().collect::<Vec<_>>(), four.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(four[name] == *bytes, "{name} differs");
    }
}

#[test]
fn a_worker_that_exceeds_a_limit_is_given_up() {
    let folder = reports(1);
    let slow = batch(&folder, &["--seconds", "0.001"]);
    assert_eq!(slow.code, Some(2));
    assert!(slow.stderr.contains("took more than 0.001 seconds"), "{}", slow.stderr);
    if cfg!(target_os = "linux") {
        let large = batch(&folder, &["--memory", "1"]);
        assert_eq!(large.code, Some(2));
        assert!(cohort(&folder)["failures"][0]["cause"].as_str().unwrap().len() > 10);
    }
    // With more room it is tried again.
    assert_eq!(batch(&folder, &[]).code, Some(0));
}

/// Starts a batch and waits until its first report is finished.
fn started(folder: &Folder) -> std::process::Child {
    let child = Command::new(env!("CARGO_BIN_EXE_showcase"))
        .args(["batch", "in", "-o", "out", "--fast", "--seconds", "3000", "--jobs", "1"])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let first = folder.path().join("out/resume/R001.json");
    let end = Instant::now() + Duration::from_mins(10);
    while !first.is_file() {
        assert!(Instant::now() < end, "nothing was finished");
        std::thread::sleep(Duration::from_millis(2));
    }
    child
}

#[test]
fn a_killed_batch_leaves_whole_results_and_goes_on_from_them() {
    let folder = reports(5);
    let mut child = started(&folder);
    child.kill().unwrap();
    child.wait().unwrap();
    let made = |name: &str| fs::metadata(folder.path().join(name)).unwrap().modified().unwrap();
    let first = made("out/reports/R001.json");
    for (name, bytes) in results(&folder) {
        let is_json = Path::new(&name)
            .extension()
            .is_some_and(|extension| extension == "json");
        if is_json {
            assert!(
                serde_json::from_slice::<serde_json::Value>(&bytes).is_ok(),
                "{name} is half a result"
            );
        }
    }
    assert_eq!(batch(&folder, &[]).code, Some(0));
    assert_eq!(made("out/reports/R001.json"), first);
    let whole = reports(5);
    assert_eq!(batch(&whole, &[]).code, Some(0));
    assert_eq!(cohort(&folder), cohort(&whole));
}

/// Processes that read reports below `folder`.
#[cfg(target_os = "linux")]
fn workers(folder: &Folder) -> usize {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let of_ours = processes.filter(|process| {
        let path = process.path();
        let line = fs::read(path.join("cmdline")).unwrap_or_default();
        let place = fs::read_link(path.join("cwd")).unwrap_or_default();
        let is_worker = String::from_utf8_lossy(&line).contains("batch-worker");
        is_worker && place == fs::canonicalize(folder.path()).unwrap()
    });
    of_ours.count()
}

#[cfg(target_os = "linux")]
fn no_worker_is_left(folder: &Folder) {
    let end = Instant::now() + Duration::from_mins(1);
    while workers(folder) > 0 {
        assert!(Instant::now() < end, "a worker is left");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_worker_outlives_its_batch() {
    let folder = reports(5);
    let mut child = started(&folder);
    child.kill().unwrap();
    child.wait().unwrap();
    no_worker_is_left(&folder);
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_keeps_what_is_finished() {
    let folder = reports(8);
    let mut child = started(&folder);
    let asked = Command::new("sh")
        .arg("-c")
        .arg(format!("kill -INT {}", child.id()))
        .status()
        .unwrap();
    assert!(asked.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    no_worker_is_left(&folder);
    let names = results(&folder);
    assert!(names.contains_key("out/reports/R001.html") && !names.contains_key("out/index.html"));
    assert!(names.keys().all(|name| !name.contains(".part")), "{:?}", names.keys());
}

#[test]
fn names_and_covers_are_left_out_unless_wished_for() {
    let folder = reports(1);
    fs::rename(
        folder.path().join("in/00.docx"),
        folder.path().join("in/Ada Lovelace.docx"),
    )
    .unwrap();
    assert_eq!(batch(&folder, &["--key", "key.csv"]).code, Some(0));
    for (name, bytes) in results(&folder) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Lovelace"), "{name}");
    }
    let key = read(&folder, "key.csv");
    assert!(key.contains("R001,") && key.contains("Ada Lovelace.docx"), "{key}");
    assert_eq!(batch(&folder, &["--names"]).code, Some(0));
    assert!(read(&folder, "out/names.csv").contains("Lovelace"));
    assert!(read(&folder, "out/index.html").contains("Lovelace"));
    assert_eq!(batch(&folder, &[]).code, Some(0));
    assert!(
        results(&folder)
            .values()
            .all(|bytes| !String::from_utf8_lossy(bytes).contains("Lovelace"))
    );
}

#[cfg(unix)]
#[test]
fn a_name_is_no_formula() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("out")).unwrap();
    let names = [
        "=HYPERLINK(1).docx",
        "+1.docx",
        "@SUM.docx",
        "-1.docx",
        "\t=1.docx",
        "<script>&\".docx",
    ];
    for (seed, name) in (0..).zip(names) {
        fs::write(folder.path().join(name), report(seed)).unwrap();
    }
    let run = folder.run(&["batch", "*.docx", "-o", "out", "--fast", "--names", "--seconds", "3000"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for table in ["out/summary.csv", "out/names.csv"] {
        for cell in read(&folder, table).lines().flat_map(|line| line.split(',')) {
            let cell = cell.trim_matches('"');
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{table}: {cell:?}");
        }
    }
    let mut book = zip::ZipArchive::new(fs::File::open(folder.path().join("out/summary.xlsx")).unwrap()).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut book.by_name("xl/sharedStrings.xml").unwrap(), &mut sheet).unwrap();
    assert!(
        sheet.contains("'=HYPERLINK") && !sheet.contains(">=HYPERLINK"),
        "{sheet}"
    );
    let cohort = cohort(&folder);
    assert!(
        cohort["reports"]
            .as_array()
            .unwrap()
            .iter()
            .any(|row| row["name"] == "<script>&\".docx")
    );
}

/// The text of a labelled report, sentence by sentence.
fn sentences(name: &str) -> Vec<String> {
    let folder = Folder::new();
    let path = format!("{DEV}/{name}.docx");
    let run = folder.run(&["analyse", &path, "--fast", "--format", "json"]);
    let analysis: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let blocks = analysis["blocks"].as_array().unwrap();
    blocks
        .iter()
        .map(|block| block["text"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_copy_with_changes_is_found() {
    let blocks = sentences("d01");
    // Every third paragraph is left out, and a word here and there is another.
    let altered = |nth: usize, word: &str| {
        let kept = blocks.iter().enumerate().filter(|(at, _)| at % 3 != nth);
        kept.map(|(_, block)| block.replace(" customer ", word) + "\n\n")
            .collect::<String>()
    };
    let folder = Folder::new();
    fs::create_dir(folder.path().join("in")).unwrap();
    let folder = folder
        .with("in/a.txt", altered(0, " customer "))
        .with("in/b.txt", altered(1, " client "));
    let folder = folder.with("in/c.docx", report(1));
    assert_eq!(batch(&folder, &[]).code, Some(0));
    let cohort = cohort(&folder);
    let shared = cohort["shared"].as_array().unwrap();
    assert!(!shared.is_empty());
    for passage in shared {
        assert_eq!(passage["reports"][0]["report"], 0);
        assert_eq!(passage["reports"][1]["report"], 1);
        assert!(
            passage["quote"].as_str().unwrap().split_whitespace().count() >= 20,
            "{passage}"
        );
    }
    assert!(cohort["reports"][0]["shared_words"].as_u64().unwrap() > 200);
    assert_eq!(cohort["reports"][2]["shared_words"], 0);
}

#[test]
fn different_reports_share_no_passage() {
    let folder = Folder::new();
    let list = [1, 2, 3, 4].map(|number| format!("{DEV}/d0{number}.docx")).join("\r\n");
    let folder = folder.with("list.txt", format!("\u{FEFF}{list}"));
    let run = folder.run(&["batch", "@list.txt", "-o", "out", "--fast", "--seconds", "3000"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let cohort = cohort(&folder);
    assert_eq!(cohort["reports"].as_array().unwrap().len(), 4);
    assert_eq!(cohort["shared"], serde_json::json!([]));
}

#[cfg(unix)]
#[test]
fn links_that_go_in_a_circle_are_followed_once() {
    let folder = reports(1);
    std::os::unix::fs::symlink("..", folder.path().join("in/up")).unwrap();
    std::os::unix::fs::symlink("00.docx", folder.path().join("in/again.docx")).unwrap();
    let run = batch(&folder, &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(cohort(&folder)["reports"].as_array().unwrap().len(), 1);
    // Results are no reports, even where the folder is searched.
    assert_eq!(batch(&folder, &[]).code, Some(0));
    assert_eq!(cohort(&folder)["reports"].as_array().unwrap().len(), 1);
}

#[test]
fn what_explains_a_folder_is_no_report_unless_it_is_named() {
    let folder = reports(1)
        .with("in/README.md", "# Drafts\n\nPut yours here.")
        .with("in/readme.TXT", "Drafts go here.")
        .with("in/README first.md", "I helped a customer.");
    let run = batch(&folder, &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(cohort(&folder)["reports"].as_array().unwrap().len(), 2);
    let told = run.stderr.lines().filter(|line| line.contains("left out, as"));
    assert_eq!(told.count(), 2, "{}", run.stderr);
    let by_pattern = folder.run(&["batch", "in/*.[mM]*", "-o", "by_pattern", "--fast"]);
    assert!(by_pattern.stderr.contains("README.md: left out"), "{by_pattern:?}");
    let named = batch(&folder, &["./in/README.md"]);
    assert_eq!(named.code, Some(0), "{named:?}");
    assert_eq!(cohort(&folder)["reports"].as_array().unwrap().len(), 3);
    assert!(!named.stderr.contains("README.md: left out"), "{}", named.stderr);
}

#[test]
fn usage_mistakes_are_told() {
    let folder = Folder::new();
    folder
        .run(&["batch", ".", "-o", "out"])
        .refuses(&["no report was found"]);
    folder
        .run(&["batch", "*.docx", "-o", "out"])
        .refuses(&["*.docx", "no file fits it"]);
    folder
        .run(&["batch", "@gone.txt", "-o", "out"])
        .refuses(&["gone.txt", "no such file"]);
    folder.run(&["batch", "-o", "out"]).refuses(&["PATHS"]);
    assert_eq!(folder.names(), Vec::<String>::new());
}

#[test]
fn nobody_reading_the_messages_ends_nothing() {
    let folder = Folder::new()
        .with("one.txt", "I rang the customer on Tuesday.")
        .with("two.txt", "I rang her again on Thursday.");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_showcase"))
        .args(["batch", ".", "--fast", "-o", "out"])
        .current_dir(folder.path())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(folder.path().join("out/index.html").exists());
}

#[test]
fn no_result_replaces_a_report() {
    let folder = reports(1);
    fs::create_dir_all(folder.path().join("out/reports")).unwrap();
    for (report, cure) in [
        ("out/reports/R001.html", "choose another folder"),
        ("out/summary.csv", "choose another name"),
    ] {
        let path = folder.path().join(report);
        fs::write(&path, "<p>What somebody wrote</p>").unwrap();
        let refused = folder.run(&["batch", report, "in", "-o", "out", "--fast"]);
        assert_eq!(refused.code, Some(2), "{}", refused.stderr);
        assert!(refused.stderr.contains(cure), "{}", refused.stderr);
        assert_eq!(read(&folder, report), "<p>What somebody wrote</p>");
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn names_do_not_stay_where_they_are_not_asked_for() {
    let folder = reports(2);
    assert_eq!(batch(&folder, &["--names"]).code, Some(0));
    assert!(read(&folder, "out/reports/R002.json").contains("01.docx"));
    fs::remove_file(folder.path().join("in/01.docx")).unwrap();
    fs::write(folder.path().join("out/reports/.showcase-1-0.part"), "01.docx").unwrap();
    assert_eq!(batch(&folder, &[]).code, Some(0));
    for (name, bytes) in results(&folder) {
        assert!(!String::from_utf8_lossy(&bytes).contains("01.docx"), "{name}");
    }
}
