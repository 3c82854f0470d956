//! The program as WebAssembly, by the same cargo that runs this.

use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
/// SIMD makes it several times faster; every browser that is still kept up has it. The stack is as large as that of the main
/// thread of a native program, as files may nest deeply.
pub(crate) const ENGINE_FLAGS: [&str; 2] = ["-Ctarget-feature=+simd128", "-Clink-arg=-zstack-size=8388608"];
/// It works on the engine's memory.
pub(crate) const KERNEL_FLAGS: [&str; 2] = ["-Ctarget-feature=+simd128,+relaxed-simd", "-Clink-arg=--import-memory"];

/// Builds a package and returns the bytes of its module.
pub(crate) fn build(package: &str, flags: &[&str], profile: &str) -> Result<Vec<u8>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(&root)
        .args(["build", "--package", package, "--target", TARGET, "--profile", profile])
        .args(["--message-format", "json-render-diagnostics"])
        .env("CARGO_ENCODED_RUSTFLAGS", all_flags(flags, &root))
        .stderr(std::process::Stdio::inherit());
    if !has_target()? {
        // Without the target's own standard library one is built from source.
        command
            .args(["-Z", "build-std=std,panic_abort"])
            .env("RUSTC_BOOTSTRAP", "1");
    }
    let run = command
        .output()
        .map_err(|problem| format!("cargo can't be started ({problem})"))?;
    if !run.status.success() {
        return Err(format!(
            "the program could not be compiled to WebAssembly; `rustup target add {TARGET}` installs what that takes"
        ));
    }
    let messages = String::from_utf8_lossy(&run.stdout);
    let path = module(&messages, package).ok_or("cargo did not say where the module is")?;
    std::fs::read(&path).map_err(|problem| format!("{}: can't be read ({problem})", path.display()))
}

/// Folders of this machine stay out of the module.
fn all_flags(flags: &[&str], root: &Path) -> String {
    let home = std::env::var("CARGO_HOME").ok();
    let home = home.or_else(|| std::env::var("HOME").ok().map(|home| format!("{home}/.cargo")));
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut flags: Vec<String> = flags.iter().map(|&flag| flag.to_owned()).collect();
    flags.push("-Cstrip=symbols".to_owned());
    flags.extend(home.map(|home| format!("--remap-path-prefix={home}=cargo")));
    flags.push(format!("--remap-path-prefix={}=.", root.display()));
    flags.join("\u{1f}")
}

/// Whether the compiler has the target's standard library.
fn has_target() -> Result<bool, String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let run = Command::new(rustc)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|problem| format!("rustc can't be started ({problem})"))?;
    Ok(Path::new(String::from_utf8_lossy(&run.stdout).trim()).is_dir())
}

/// Where cargo says that the module is. Its messages are JSON, one a line.
fn module(messages: &str, package: &str) -> Option<PathBuf> {
    let end = format!("{}.wasm", package.replace('-', "_"));
    let mut names = messages.lines().flat_map(|line| line.split('"'));
    names
        .rfind(|name| name.ends_with(&end))
        .map(|name| PathBuf::from(name.replace("\\\\", "\\")))
}
