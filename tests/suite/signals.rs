//! Ctrl-C and the request to end leave whole files.

use super::run::{Bench, dateline};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

/// Longer than any machine needs to start; only a hang waits for it.
const PATIENCE: Duration = Duration::from_secs(120);

/// Starts the command and waits until it writes something aside in `folder`.
fn start(bench: &Bench, args: &[&str], folder: &str) -> (Child, ChildStdin) {
    let mut child = dateline(bench.folder())
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let started = Instant::now();
    let is_aside = |name: &String| name.starts_with(".dateline-");
    while !bench.path(folder).exists() || !bench.names(folder).iter().any(is_aside) {
        assert!(started.elapsed() < PATIENCE, "nothing is written aside");
        std::thread::sleep(Duration::from_millis(5));
    }
    // The file is aside just before the signal is watched for.
    std::thread::sleep(Duration::from_millis(200));
    // Held open by the test, or the command would come to its end by itself.
    let stdin = child.stdin.take().expect("a pipe");
    (child, stdin)
}

fn stop(child: &Child, signal: &str) {
    let id = child.id().to_string();
    let kill = Command::new("kill").args(["-s", signal, &id]).status();
    assert!(kill.expect("kill").success());
}

#[test]
fn layers_of_before_stay_whole() {
    for signal in ["INT", "TERM"] {
        let bench = Bench::new();
        bench.file("out/events.geojson", "old");
        let (child, _stdin) = start(&bench, &["map", "-", "-o", "out"], "out");
        stop(&child, signal);
        let output = child.wait_with_output().expect("the command ends");
        assert_eq!(output.status.code(), Some(130));
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(err.contains("stopped; nothing was written"), "{err}");
        assert_eq!(bench.names("out"), ["events.geojson"]);
        assert_eq!(bench.text("out/events.geojson"), "old");
    }
}

#[test]
fn annotations_of_before_stay_whole() {
    let bench = Bench::new();
    bench.file("out.jsonl", "old");
    let (child, _stdin) = start(&bench, &["annotate", "-", "-o", "out.jsonl"], ".");
    stop(&child, "INT");
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(bench.names("."), ["out.jsonl"]);
    assert_eq!(bench.text("out.jsonl"), "old");
}
