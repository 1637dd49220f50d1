//! A gazetteer file is used by every command; a damaged one is said to be.

use super::run::Bench;
use serde_json::{Value, json};

/// An article about a town that only the file of [`bench`] has.
const ARTICLE: &str = "Shelling killed two people in Kzyvograd on Monday.";
/// Id of the town.
const TOWN: &str = "geonames:999999001";

/// A folder with the article, and with `own.dlg`, a gazetteer that has the town.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.file("article.txt", ARTICLE);
    bench.file(
        "UA.txt",
        "999999001\tKzyvograd\tKzyvograd\t\t48.5\t37.5\tP\tPPL\tUA\t\t05\t\t\t\t90000\t\t1\t\
         Europe/Kyiv\t2025-01-01\n",
    );
    let built = bench.run(&["gazetteer", "build", "UA.txt", "-o", "own.dlg"]);
    assert_eq!(built.code, Some(0), "{built:#?}");
    bench
}

#[test]
fn every_command_uses_the_file() {
    let bench = bench();
    let start = ARTICLE.find("Kzyvograd").expect("it is there");
    let annotated = json!({
        "doc_id": "1", "text": ARTICLE,
        "toponyms": [{"start": start, "end": start + 9, "lat": 48.5, "lon": 37.5}],
    });
    bench.file("gold.jsonl", format!("{annotated}\n"));
    bench.file("table.csv", "place\nKzyvograd\n");
    // Each with words that only the town can bring about: on standard output or in a file.
    for (command, made) in [
        ("map article.txt -o out", "out/events.geojson"),
        ("convert out --format csv -o tables", "tables/events.csv"),
        ("annotate article.txt", ""),
        ("annotate article.txt -o a.jsonl", "a.jsonl"),
        ("explain article.txt", ""),
        (
            "geocode table.csv --place place -o places.csv",
            "places.csv",
        ),
        ("gazetteer search kzyvograd --json", ""),
        ("gazetteer build --overlay more.csv -o more.dlg", ""),
    ] {
        bench.file("more.csv", "name,lat,lon\nKzyvohrad,48.6,37.6\n");
        let mut arguments = vec!["--gazetteer", "own.dlg"];
        arguments.extend(command.split(' '));
        let run = bench.run(&arguments);
        assert_eq!(run.code, Some(0), "{command}: {run:#?}");
        let said = match made {
            "" => run.out,
            made => bench.text(made),
        };
        if command.starts_with("gazetteer build") {
            let found = bench.run(&[
                "--gazetteer",
                "more.dlg",
                "gazetteer",
                "search",
                "Kzyvograd",
            ]);
            assert!(found.out.contains(TOWN), "{found:#?}");
        } else {
            assert!(
                said.contains(TOWN) || said.contains("48.5"),
                "{command}: {said}"
            );
        }
    }
    let evaluated = |arguments: &[&str]| bench.run(arguments).out;
    let own = evaluated(&[
        "--gazetteer",
        "own.dlg",
        "evaluate",
        "gold.jsonl",
        "--given-mentions",
    ]);
    let default = evaluated(&["evaluate", "gold.jsonl", "--given-mentions"]);
    assert_ne!(own, default, "the town is only in the file");
    let info = evaluated(&[
        "--gazetteer",
        "own.dlg",
        "gazetteer",
        "info",
        "--json",
        "--verify",
    ]);
    let info: Value = serde_json::from_str(&info).expect("JSON");
    assert!(info["id"].as_str().is_some_and(|id| id.starts_with("own-")));
}

#[test]
fn a_run_says_which_gazetteer_it_used() {
    let bench = bench();
    bench.run(&["--gazetteer", "own.dlg", "map", "article.txt", "-o", "out"]);
    let run: Value = serde_json::from_str(&bench.text("out/run.json")).expect("JSON");
    assert!(run.to_string().contains("own-v"), "{run}");
}

/// Runs a command on `own.dlg` with the bytes that `change` made of it.
fn with_changed(command: &str, change: impl Fn(&mut Vec<u8>)) -> (Option<i32>, String) {
    let bench = bench();
    let mut bytes = bench.read("own.dlg");
    change(&mut bytes);
    bench.file("own.dlg", bytes);
    let mut arguments = vec!["--gazetteer", "own.dlg"];
    arguments.extend(command.split(' '));
    let run = bench.run(&arguments);
    (run.code, run.err)
}

#[test]
fn a_damaged_file_is_said_to_be() {
    let map = "map article.txt -o out";
    type Change = fn(&mut Vec<u8>);
    let cases: [(&str, &str, Change); 6] = [
        (map, "the copy or download was cut short", |bytes| {
            bytes.truncate(bytes.len() / 2);
        }),
        (map, "build the index again with this version", |bytes| {
            bytes[8] = 1
        }),
        (map, "update dateline, or build the index again", |bytes| {
            bytes[8] = 200
        }),
        (map, "does not start with DATELINE", |bytes| bytes[0] = b'X'),
        (map, "copy or build it again", |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }),
        // The names in ruins: whatever the work does with them ends in the error, never in a panic.
        (map, "copy or build it again", |bytes| {
            let end = bytes.len() / 4;
            bytes[2000..end].fill(0x77);
        }),
    ];
    for (command, words, change) in cases {
        let (code, err) = with_changed(command, change);
        assert_eq!(code, Some(2), "{words}: {err}");
        let said: Vec<&str> = err.split_whitespace().filter(|word| *word != "│").collect();
        assert!(said.join(" ").contains(words), "{words}: {err}");
        assert!(!err.contains("panicked"), "{err}");
    }
}

#[test]
fn one_look_into_a_ruined_file_is_no_panic() {
    let (code, err) = with_changed("gazetteer search Aleppo", |bytes| {
        let end = bytes.len() - 64;
        bytes[2000..end].fill(0x77);
    });
    assert_eq!(code, Some(2), "{err}");
    assert!(
        err.contains("is damaged") && !err.contains("panicked"),
        "{err}"
    );
}
