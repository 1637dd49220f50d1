//! Streams: documents in while annotations go out, and readers that leave early.

use super::run::{Bench, dateline};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Longer than any machine needs for one sentence; only a deadlock waits for it.
const PATIENCE: Duration = Duration::from_secs(120);

fn start(bench: &Bench, args: &[&str]) -> Child {
    dateline(bench.folder())
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts")
}

#[test]
fn an_annotation_comes_before_the_next_document_is_written() {
    let bench = Bench::new();
    let mut child = start(&bench, &["annotate", "--published", "2025-04-10", "-"]);
    let mut stdin = child.stdin.take().expect("a pipe");
    let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    let (sender, lines) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        for line in stdout.lines() {
            if sender.send(line.expect("a line")).is_err() {
                break;
            }
        }
    });
    for (number, city) in ["Kharkiv", "Aleppo", "Goma"].iter().enumerate() {
        writeln!(
            stdin,
            r#"{{"doc_id":"{number}","text":"Rebels took {city} on Monday."}}"#
        )
        .expect("a line");
        stdin.flush().expect("a line");
        let line = lines.recv_timeout(PATIENCE).expect("an annotation in time");
        let annotation: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(annotation["doc_id"], number.to_string());
        assert_eq!(annotation["toponyms"][0]["surface"], *city);
    }
    drop(stdin);
    reader.join().expect("the reader");
    assert!(child.wait().expect("the command ends").success());
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let bench = Bench::new();
    bench.file("a.txt", "Shells hit Kharkiv on Monday.");
    let line = "{\"text\":\"Shells hit Kharkiv on Monday.\"}\n";
    bench.file("many.jsonl", line.repeat(3000));
    for args in [
        &["annotate", "many.jsonl"][..],
        &["map", "a.txt", "-o", "out"],
        &["explain", "a.txt"],
        &["gazetteer", "search", "Aleppo"],
        &["gazetteer", "search", "Aleppo", "--json"],
        &["gazetteer", "info"],
        &["gazetteer", "info", "--json"],
        &["completions", "bash"],
        &["--help"],
        &["--version"],
    ] {
        let mut child = start(&bench, args);
        drop(child.stdin.take());
        drop(child.stdout.take());
        let mut err = String::new();
        let mut stderr = child.stderr.take().expect("a pipe");
        stderr.read_to_string(&mut err).expect("UTF-8");
        let status = child.wait().expect("the command ends");
        assert_eq!(status.code(), Some(0), "{args:?}: {err}");
        assert!(!err.contains("panicked"), "{args:?}: {err}");
    }
    assert!(bench.path("out/run.json").exists(), "the layers are whole");
}

#[test]
fn messages_that_nobody_reads_stop_nothing() {
    let bench = Bench::new();
    bench.file(
        "bad.jsonl",
        "nonsense\n{\"text\":\"Shells hit Kharkiv.\"}\n",
    );
    let mut child = start(&bench, &["map", "bad.jsonl", "-o", "out"]);
    drop(child.stdin.take());
    drop(child.stderr.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(bench.path("out/run.json").exists());
}

#[test]
fn annotations_keep_the_order_of_the_documents() {
    let bench = Bench::new();
    let lines: String = (0..700)
        .map(|n| {
            let text = "Shells hit Kharkiv on Monday. ".repeat(1 + n % 7);
            format!("{{\"doc_id\":\"{n}\",\"text\":\"{text}\"}}\n")
        })
        .collect();
    let finished = bench.run_with(&["annotate", "--threads", "4", "-"], lines.as_bytes());
    let ids: Vec<String> = finished
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|line| line["doc_id"].as_str().expect("an id").to_string())
        .collect();
    assert_eq!(ids, (0..700).map(|n| n.to_string()).collect::<Vec<_>>());
}
