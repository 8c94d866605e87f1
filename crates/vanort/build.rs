//! Finds the commit that the program is built from, where it is built in a checkout.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script is configured by variables alone"
)]

use std::path::Path;
use std::process::Command;

fn main() {
    let commit = std::env::var("BUILD_COMMIT").ok().or_else(|| {
        let asked = Command::new("git")
            .args(["rev-parse", "--short=12", "HEAD"])
            .output();
        let output = asked.ok().filter(|it| it.status.success())?;
        Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
    });
    println!(
        "cargo::rustc-env=BUILD_COMMIT={}",
        commit.unwrap_or_default()
    );
    println!("cargo::rerun-if-env-changed=BUILD_COMMIT");
    // It changes with every commit; a path that is not there would build the program every time.
    let head = Path::new("../../.git/logs/HEAD");
    if head.exists() {
        println!("cargo::rerun-if-changed={}", head.display());
    }
}
