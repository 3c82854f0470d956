//! Turns the rubric of the program from TOML, which people edit, into JSON, which is read ten times as fast at every start;
//! and unpacks the weights, which the program then has at hand without unpacking them at every start.
//!
//! The files count as one: lists are joined in the order of the files. That the result says the same is tested in
//! `src/rubric/builtin.rs`.

use flate2::read::GzDecoder;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use std::{env, error, fs, io};

/// Rules, questions, question rules, and what a review looks for; then comes one file of examples a criterion.
const PARTS: [&str; 4] = ["st0072.toml", "questions.toml", "lint.toml", "review.toml"];
/// Weights that are kept packed.
const PACKED: [&str; 2] = ["encoder.scw", "pairs.scw"];

fn main() -> Result<(), Box<dyn error::Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("rubric");
    println!("cargo::rerun-if-changed=rubric");
    let mut whole = Map::new();
    for part in PARTS {
        join(&mut whole, &folder.join(part))?;
    }
    let criteria = whole
        .get("criterion")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    for code in criteria.iter().filter_map(|criterion| criterion.get("code")?.as_str()) {
        join(&mut whole, &folder.join(format!("examples/{code}.toml")))?;
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("rubric.json"), serde_json::to_string(&whole)?)?;
    for name in PACKED {
        let packed = fs::File::open(folder.join(format!("model/{name}.gz")))?;
        io::copy(&mut GzDecoder::new(packed), &mut fs::File::create(out.join(name))?)?;
    }
    Ok(())
}

fn join(whole: &mut Map<String, Value>, file: &Path) -> Result<(), Box<dyn error::Error>> {
    let place = |error: &dyn error::Error| format!("{}: {error}", file.display());
    let text = fs::read_to_string(file).map_err(|error| place(&error))?;
    let table: Map<String, Value> = toml::from_str(&text).map_err(|error| place(&error))?;
    for (key, value) in table {
        match (whole.get_mut(&key), value) {
            (Some(Value::Array(list)), Value::Array(more)) => list.extend(more),
            (Some(_), _) => return Err(format!("{}: a second `{key}`", file.display()).into()),
            (None, value) => drop(whole.insert(key, value)),
        }
    }
    Ok(())
}
