//! Look-ups and text scans in gazetteers of different sizes, beside SQLite and a bare automaton.
//!
//!     cargo bench --bench gazetteer -- [GAZETTEER.dlg …] [--text FILE …]
//!
//! Measures the embedded default and every file given, all in one run and one thread: time to
//! open; look-ups a second of names that are there as written (exact) and folded, and of names
//! that are not (miss), each with its first place's point read; the same in SQLite (a table of
//! folded names with an index, prepared statement, in memory); the automaton of the same names
//! alone; and the walk over the words of a text (cut and folded before), from every capitalised
//! one. The text is the example articles, or the files
//! given.

use dateline::gazetteer::fold::fold;
use dateline::gazetteer::{Gazetteer, PlaceIndex};
use dateline::text::Text;
use rusqlite::Connection;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// Names looked up.
const NAMES: usize = 20_000;
/// A measurement is repeated until it has taken this long.
const LEAST: Duration = Duration::from_millis(1500);

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let (files, texts): (Vec<String>, Vec<String>) = arguments
        .into_iter()
        .filter(|argument| argument != "--text")
        .partition(|argument| argument.ends_with(".dlg"));
    let text = text(&texts);
    println!("{} bytes of text", text.len());
    println!(
        "| gazetteer | places | names | open, ms | exact/s | folded/s | miss/s | fst alone/s | \
         SQLite/s | × SQLite | scan, MB/s |\n|---|---|---|---|---|---|---|---|---|---|---|"
    );
    row("embedded", Gazetteer::embedded(), 0.0, &text);
    for file in files {
        let start = Instant::now();
        let gazetteer = Gazetteer::open(Path::new(&file)).expect("a gazetteer file");
        black_box(gazetteer.lookup("Aleppo").next());
        let opened = start.elapsed().as_secs_f64() * 1e3;
        row(&file, &gazetteer, opened, &text);
    }
}

fn text(files: &[String]) -> String {
    let examples = ["conflict", "disaster", "diplomacy"].map(|name| {
        format!(
            "{}/examples/articles/{name}.txt",
            env!("CARGO_MANIFEST_DIR")
        )
    });
    let files = if files.is_empty() {
        &examples[..]
    } else {
        files
    };
    files
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("a text file"))
        .collect()
}

fn row(name: &str, gazetteer: &Gazetteer, opened: f64, text: &str) {
    let step = (gazetteer.len() / NAMES).max(1);
    let names: Vec<&str> = (0..gazetteer.len())
        .step_by(step)
        .map(|row| gazetteer.name(PlaceIndex(row as u32)))
        .collect();
    let names = shuffled(names);
    let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let misses: Vec<String> = folded.iter().map(|name| format!("{name}qx")).collect();
    let first = |matches: dateline::gazetteer::Matches<'_>| {
        let mut matches = matches;
        matches.next().map(|named| gazetteer.point(named.place))
    };
    let exact = rate(names.len(), || {
        names.iter().for_each(|name| {
            black_box(first(gazetteer.lookup(name)));
        });
    });
    let by_fold = rate(folded.len(), || {
        folded.iter().for_each(|name| {
            black_box(first(gazetteer.lookup_folded(name)));
        });
    });
    let miss = rate(misses.len(), || {
        misses.iter().for_each(|name| {
            black_box(first(gazetteer.lookup_folded(name)));
        });
    });
    let automaton = gazetteer.name_automaton().expect("it has names");
    let alone = rate(folded.len(), || {
        folded.iter().for_each(|name| {
            black_box(automaton.get(name));
        });
    });
    let sqlite = sqlite(gazetteer, &folded);
    let cut = Text::new(text);
    let words: Vec<(bool, String)> = cut
        .tokens
        .iter()
        .map(|token| token.span.of(cut.raw))
        .map(|token| (token.starts_with(char::is_uppercase), fold(token)))
        .collect();
    let scan = rate(text.len(), || {
        black_box(scan(gazetteer, &words));
    }) / 1e6;
    println!(
        "| {name} | {} | {} | {opened:.2} | {exact:.0} | {by_fold:.0} | {miss:.0} | {alone:.0} | \
         {sqlite:.0} | {:.1} | {scan:.1} |",
        gazetteer.len(),
        automaton.len(),
        by_fold / sqlite
    );
}

/// In an order that has nothing to do with the index, the same in every run.
fn shuffled(mut names: Vec<&str>) -> Vec<&str> {
    let key = |name: &str| {
        name.bytes()
            .fold(1u64, |hash, byte| {
                hash.wrapping_mul(31).wrapping_add(byte.into())
            })
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    names.sort_by_key(|name| key(name));
    names
}

/// Units of work a second.
fn rate(units: usize, mut work: impl FnMut()) -> f64 {
    work();
    let start = Instant::now();
    let mut done = 0;
    while start.elapsed() < LEAST {
        work();
        done += units;
    }
    done as f64 / start.elapsed().as_secs_f64()
}

/// Look-ups a second of folded names in a table with an index.
fn sqlite(gazetteer: &Gazetteer, wanted: &[String]) -> f64 {
    let mut database = Connection::open_in_memory().expect("memory");
    database
        .execute_batch("CREATE TABLE names (name TEXT, population INTEGER, lat REAL, lon REAL)")
        .expect("a table");
    let insert = database.transaction().expect("a transaction");
    {
        let mut statement = insert
            .prepare("INSERT INTO names VALUES (?1, ?2, ?3, ?4)")
            .expect("a statement");
        for place in gazetteer.places() {
            let point = gazetteer.point(place);
            let population = gazetteer.population(place).unwrap_or(0) as i64;
            let name = fold(gazetteer.name(place));
            statement
                .execute((name, population, point.lat, point.lon))
                .expect("a row");
        }
    }
    insert.commit().expect("memory");
    database
        .execute_batch("CREATE INDEX by_name ON names (name, population DESC)")
        .expect("an index");
    let mut statement = database
        .prepare("SELECT lat, lon FROM names WHERE name = ?1 ORDER BY population DESC LIMIT 1")
        .expect("a statement");
    rate(wanted.len(), || {
        for name in wanted {
            let point: Result<(f64, f64), _> =
                statement.query_row([name], |row| Ok((row.get(0)?, row.get(1)?)));
            black_box(point.ok());
        }
    })
}

/// Names that start at a capitalised word, with the points of their places read.
fn scan(gazetteer: &Gazetteer, words: &[(bool, String)]) -> usize {
    let mut walker = gazetteer.walker();
    let mut found = 0;
    for start in 0..words.len() {
        if !words[start].0 {
            continue;
        }
        walker.restart();
        for (_, word) in words[start..].iter().take(12) {
            if !walker.push(word) {
                break;
            }
            if let Some(matches) = walker.matches() {
                found += 1;
                for named in matches {
                    black_box(gazetteer.point(named.place));
                }
            }
        }
    }
    found
}
