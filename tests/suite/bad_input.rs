//! Bad input that does not fit into a data file: very long lines, and files that may not be
//! read or written.

use super::run::Bench;
#[cfg(unix)]
use super::run::{Finished, dateline, finish};
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_line_of_50_mb_is_refused_and_the_run_goes_on() {
    let bench = Bench::new();
    let mut feed = br#"{"doc_id": "long", "text": ""#.to_vec();
    feed.resize(50 << 20, b'a');
    feed.extend(b"\"}\n{\"doc_id\": \"short\", \"text\": \"Shells hit Kharkiv.\"}\n");
    bench.file("feed.jsonl", feed);
    let finished = bench.run(&["map", "feed.jsonl", "-o", "out"]);
    assert_eq!(finished.code, Some(2));
    let error = "feed.jsonl, line 1: larger than 8388608 bytes";
    assert!(finished.err.contains(error), "{}", finished.err);
    assert!(finished.out.contains("1 articles, 1 place names"));
}

#[test]
fn a_long_line_under_the_limit_is_read() {
    let bench = Bench::new();
    let text = "Shells hit Kharkiv on Monday. ".repeat(20_000);
    bench.file("feed.jsonl", format!("{{\"text\": \"{text}\"}}\n"));
    let finished = bench.run(&["map", "feed.jsonl", "-o", "out"]);
    assert_eq!(finished.code, Some(0));
    assert!(
        finished.out.contains("20000 place names"),
        "{}",
        finished.out
    );
}

/// Runs the command as somebody whom file permissions bind.
#[cfg(unix)]
fn run_bound(bench: &Bench, args: &[&str]) -> Finished {
    use std::os::unix::process::CommandExt;
    let mut command = dateline(bench.folder());
    if std::fs::read_dir(bench.path("closed")).is_ok() {
        // The superuser: run a copy that everybody may run, as nobody.
        let program = bench.path("dateline");
        std::fs::copy(env!("CARGO_BIN_EXE_dateline"), &program).expect("a copy");
        command = std::process::Command::new(program);
        command.current_dir(bench.folder()).uid(65534);
    }
    finish(command.args(args), b"")
}

#[cfg(unix)]
fn set_mode(bench: &Bench, name: &str, mode: u32) {
    let permissions = std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(bench.path(name), permissions).expect("permissions");
}

#[cfg(unix)]
fn bench_with_closed_folder() -> Bench {
    let bench = Bench::new();
    set_mode(&bench, "", 0o755);
    bench.file("a.txt", "Shells hit Kharkiv.");
    bench.file("closed/b.txt", "Shells hit Goma.");
    set_mode(&bench, "closed", 0o000);
    bench
}

#[cfg(unix)]
#[test]
fn an_output_folder_without_permission() {
    let bench = bench_with_closed_folder();
    for output in ["closed", "closed/out"] {
        let finished = run_bound(&bench, &["map", "a.txt", "-o", output]);
        assert_eq!(finished.code, Some(2), "{finished:#?}");
        assert!(finished.err.contains("choose a folder you may write to"));
        assert!(
            finished.err.contains("Permission denied"),
            "{}",
            finished.err
        );
    }
    let args = ["annotate", "a.txt", "-o", "closed/out.jsonl"];
    let finished = run_bound(&bench, &args);
    assert_eq!(finished.code, Some(2), "{finished:#?}");
    assert!(finished.err.contains("cannot write closed/out.jsonl"));
    set_mode(&bench, "closed", 0o755);
    assert_eq!(bench.names("closed"), ["b.txt"]);
}

#[cfg(unix)]
#[test]
fn an_input_without_permission() {
    let bench = bench_with_closed_folder();
    bench.file("c.txt", "Shells hit Aleppo.");
    bench.file("out/kept", "");
    set_mode(&bench, "c.txt", 0o000);
    set_mode(&bench, "out", 0o777);
    let args = ["map", "a.txt", "c.txt", "closed", "-o", "out"];
    let finished = run_bound(&bench, &args);
    assert_eq!(finished.code, Some(2), "{finished:#?}");
    assert!(
        finished
            .err
            .contains("c.txt: cannot be read: Permission denied")
    );
    assert!(finished.err.contains("chmod u+r"));
    assert!(
        finished.err.contains("closed: cannot be read"),
        "{}",
        finished.err
    );
    assert!(finished.out.contains("1 articles"));
    set_mode(&bench, "closed", 0o755);
}

#[cfg(unix)]
#[test]
fn annotations_are_readable_as_the_umask_says() {
    let bench = Bench::new();
    bench.file("a.txt", "Shells hit Kharkiv.");
    bench.run(&["annotate", "a.txt", "-o", "annotated.jsonl"]);
    let mode = |name: &str| {
        let there = std::fs::metadata(bench.path(name)).expect("a file");
        there.permissions().mode() & 0o777
    };
    assert_eq!(mode("annotated.jsonl"), mode("a.txt"));
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let bench = Bench::new();
    bench.file("a.txt", "Shells hit Kharkiv.");
    let made = std::process::Command::new("mkfifo")
        .arg(bench.path("pipe"))
        .status();
    assert!(made.expect("mkfifo").success());
    let pipe = bench.path("pipe");
    let reader = std::thread::spawn(move || std::fs::read_to_string(pipe).expect("UTF-8"));
    assert_eq!(
        bench.run(&["annotate", "a.txt", "-o", "pipe"]).code,
        Some(0)
    );
    assert!(reader.join().expect("the reader").contains("Kharkiv"));
    let pipe = std::fs::metadata(bench.path("pipe")).expect("the pipe");
    assert!(pipe.file_type().is_fifo());
}
