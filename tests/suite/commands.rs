//! The commands: what they print, what they leave behind, and their exit codes.

use super::cases::{Case, cases, unescape, words};
use super::run::{Bench, Finished};

const KEYWORDS: &[&str] = &[
    "file", "stdin", "$", "exit", "out", "err", "no-out", "no-err", "made", "not-made", "left",
];

#[test]
fn cases_of_commands() {
    let mut wrong = Vec::new();
    for case in cases("commands.txt", KEYWORDS) {
        let bench = Bench::new();
        let finished = run(&bench, &case);
        let faults = faults(&case, &bench, &finished);
        if !faults.is_empty() {
            wrong.push(format!("{}: {faults:#?}\n{finished:#?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn run(bench: &Bench, case: &Case) -> Finished {
    for file in case.all("file") {
        let (name, content) = file.split_once(' ').unwrap_or((file, ""));
        bench.file(name, unescape(content));
    }
    let input: Vec<u8> = case.all("stdin").flat_map(unescape).collect();
    let args = words(case.one("$"));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    bench.run_with(&args, &input)
}

/// What a case expects and did not get.
fn faults(case: &Case, bench: &Bench, finished: &Finished) -> Vec<String> {
    let mut faults = Vec::new();
    let mut expect = |holds: bool, what: String| {
        if !holds {
            faults.push(what);
        }
    };
    let code = finished.code.map(|code| code.to_string());
    let expected = case.one("exit");
    expect(
        code.as_deref() == Some(expected),
        format!("exit {expected}"),
    );
    for (keyword, stream, wanted) in [
        ("out", &finished.out, true),
        ("no-out", &finished.out, false),
        ("err", &finished.err, true),
        ("no-err", &finished.err, false),
    ] {
        for words in case.all(keyword) {
            let there = on_one_line(stream).contains(&on_one_line(words));
            expect(there == wanted, format!("{keyword} {words}"));
        }
    }
    for (keyword, wanted) in [("made", true), ("not-made", false)] {
        for path in case.all(keyword) {
            let there = bench.path(path).exists();
            expect(there == wanted, format!("{keyword} {path}"));
        }
    }
    for line in case.all("left") {
        let (folder, names) = line.split_once(' ').unwrap_or((line, ""));
        let left = bench.names(folder);
        expect(
            left == words(names),
            format!("left {line}, but {left:?} are"),
        );
    }
    faults
}

/// Messages are wrapped to the terminal's width.
fn on_one_line(text: &str) -> String {
    let text = text.replace(['│', '╰', '─', '▶', '×', '╭', '├'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn help_names_every_command_and_exit_code() {
    let bench = Bench::new();
    let help = bench.run(&["--help"]);
    assert_eq!(help.code, Some(0));
    assert!(
        help.out
            .contains("Exit codes: 0 done, 1 nothing found, 2 error.")
    );
    let commands = help.out.lines().skip_while(|line| *line != "Commands:");
    for line in commands.skip(1).take_while(|line| !line.is_empty()) {
        let command = line.split_whitespace().next().expect("a command");
        if command == "help" {
            continue;
        }
        let of_command = bench.run(&[command, "--help"]);
        assert_eq!(of_command.code, Some(0), "{command}");
        assert!(of_command.out.contains("Usage: dateline"), "{command}");
        assert!(help.err.is_empty() && of_command.err.is_empty());
    }
}

#[test]
fn completions_for_every_shell_know_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let finished = Bench::new().run(&["completions", shell]);
        assert_eq!(finished.code, Some(0), "{shell}");
        for word in ["map", "annotate", "explain", "gazetteer", "given-mentions"] {
            assert!(finished.out.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn colour_goes_to_terminals_only() {
    let bench = Bench::new();
    bench.file("a.txt", "Shells hit Kharkiv on Monday.");
    for args in [
        &["explain", "a.txt"][..],
        &["map", "missing.txt", "-o", "out"],
        &["--help"],
        &["map"],
    ] {
        let finished = bench.run(args);
        assert!(!finished.out.contains('\x1b'), "{args:?}");
        assert!(!finished.err.contains('\x1b'), "{args:?}");
    }
}
