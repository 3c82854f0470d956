//! The page's own rule on what a browser may do with it: run and style it as it is, and nothing else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The name by which a Content-Security-Policy allows this very script or style: `'sha256-…'`.
pub fn source_hash(source: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(source.as_bytes())))
}

/// A policy that allows these scripts and styles, no picture, no connection, no form and no other address for links.
/// Text can't become markup either, where a browser knows that rule.
pub fn policy(scripts: &[&str], styles: &[&str]) -> String {
    let hashes = |sources: &[&str]| {
        sources
            .iter()
            .map(|source| source_hash(source))
            .collect::<Vec<_>>()
            .join(" ")
    };
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src 'none'; connect-src 'none'; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        hashes(scripts),
        hashes(styles)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_what_browsers_compute() {
        // The example of the CSP specification's text on hashes.
        assert_eq!(
            source_hash("alert('Hello, world.');"),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
    }

    #[test]
    fn nothing_is_allowed_but_what_is_named() {
        let policy = policy(&["a", "b"], &["c"]);
        assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"));
        assert!(
            !policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*') && !policy.contains("self")
        );
        assert_eq!(policy.matches("sha256-").count(), 3);
    }
}
