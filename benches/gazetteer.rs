//! Look-ups and text scans in gazetteers of different sizes, beside SQLite and a bare automaton.
//!
//!     cargo bench --bench gazetteer -- [GAZETTEER.dlg …] [--text FILE …]
//!
//! Measures the embedded default and every file given, all in one run and one thread: time to
//! open; look-ups a second of names that are there as written (exact) and folded, and of names
//! that are not (miss), each with its first place's point read; the same in SQLite (a table of
//! folded names with an index, prepared statement), in memory, and in a file opened as it is without
//! settings; the automaton of the same names alone; the walk over the words of texts (cut and folded
//! before), from every capitalised one, that finds the names, and that reads the points of all their
//! places too; and recognition with resolution of the same texts, cut before. The texts are the example
//! articles, or the files given, of which those in JSON Lines have a document with a `text` a line.

use dateline::gazetteer::fold::fold;
use dateline::gazetteer::{Gazetteer, PlaceIndex};
use dateline::text::Text;
use dateline::{recognize, resolve};
use rusqlite::Connection;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// Names looked up.
const NAMES: usize = 20_000;
/// A measurement is repeated until it has taken this long.
const LEAST: Duration = Duration::from_millis(1000);

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let (files, texts): (Vec<String>, Vec<String>) = arguments
        .into_iter()
        .filter(|argument| argument != "--text")
        .partition(|argument| argument.ends_with(".dlg"));
    let texts = documents(&texts);
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} texts, {bytes} bytes", texts.len());
    println!(
        "| gazetteer | places | names | open, ms | exact/s | folded/s | miss/s | fst alone/s | \
         SQLite/s | × | SQLite miss/s | × | SQLite file/s | × | scan for names, MB/s | and points, \
         MB/s | recognise + resolve, MB/s |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    );
    row("embedded", Gazetteer::embedded(), 0.0, &texts);
    for file in files {
        let clock = Clock::start();
        let gazetteer = Gazetteer::open(Path::new(&file)).expect("a gazetteer file");
        black_box(gazetteer.lookup("Aleppo").next());
        let opened = clock.elapsed().as_secs_f64() * 1e3;
        row(&file, &gazetteer, opened, &texts);
    }
}

fn documents(files: &[String]) -> Vec<String> {
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
    let of_line = |line: &str| {
        let document: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
        document["text"].as_str().unwrap_or_default().to_owned()
    };
    let all = files.iter().flat_map(|path| {
        let text = std::fs::read_to_string(path).expect("a text file");
        match path.ends_with(".jsonl") {
            true => text.lines().map(of_line).collect(),
            false => vec![text],
        }
    });
    all.collect()
}

fn row(name: &str, gazetteer: &Gazetteer, opened: f64, texts: &[String]) {
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
    let memory = sqlite(Connection::open_in_memory().expect("memory"), gazetteer);
    let [in_memory, in_memory_miss] = [&folded, &misses].map(|names| queries(&memory, names));
    drop(memory);
    let path = std::env::temp_dir().join(format!("dateline-bench-{}.sqlite", std::process::id()));
    drop(sqlite(Connection::open(&path).expect("a file"), gazetteer));
    let in_file = queries(&Connection::open(&path).expect("the file"), &folded);
    std::fs::remove_file(&path).expect("the file is there");
    let bytes: usize = texts.iter().map(String::len).sum();
    let cut: Vec<Text> = texts.iter().map(|text| Text::new(text)).collect();
    let words: Vec<Vec<(bool, String)>> = cut.iter().map(words).collect();
    let [names_only, with_points] = [false, true].map(|points| {
        rate(bytes, || {
            for words in &words {
                black_box(scan(gazetteer, words, points));
            }
        }) / 1e6
    });
    let resolved = rate(bytes, || {
        for text in &cut {
            let mentions = recognize::find_mentions(text, gazetteer, recognize::Options::default());
            let options = resolve::Options::default();
            black_box(resolve::resolve(text, &mentions, gazetteer, options));
        }
    }) / 1e6;
    println!(
        "| {name} | {} | {} | {opened:.2} | {exact:.0} | {by_fold:.0} | {miss:.0} | {alone:.0} | \
         {in_memory:.0} | {:.1} | {in_memory_miss:.0} | {:.1} | {in_file:.0} | {:.1} | {names_only:.1} | \
         {with_points:.1} | {resolved:.1} |",
        gazetteer.len(),
        automaton.len(),
        by_fold / in_memory,
        miss / in_memory_miss,
        by_fold / in_file
    );
}

/// The folded words of a text, and whether each has a capital.
fn words(text: &Text) -> Vec<(bool, String)> {
    let tokens = text.tokens.iter().map(|token| token.span.of(text.raw));
    tokens
        .map(|token| (token.starts_with(char::is_uppercase), fold(token)))
        .collect()
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

/// Units of work in a second of this thread's processor time, so that other programs on the
/// machine count little.
fn rate(units: usize, mut work: impl FnMut()) -> f64 {
    work();
    let clock = Clock::start();
    let mut done = 0;
    while clock.elapsed() < LEAST {
        work();
        done += units;
    }
    done as f64 / clock.elapsed().as_secs_f64()
}

/// Time that this thread has run; on systems that do not tell, time on the clock.
struct Clock {
    started: Instant,
    ran: Option<Duration>,
}

impl Clock {
    fn start() -> Clock {
        Clock {
            started: Instant::now(),
            ran: Clock::ran(),
        }
    }

    fn ran() -> Option<Duration> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanoseconds = text.split(' ').next()?.parse().ok()?;
        Some(Duration::from_nanos(nanoseconds))
    }

    fn elapsed(&self) -> Duration {
        self.ran
            .and_then(|before| Some(Clock::ran()? - before))
            .unwrap_or_else(|| self.started.elapsed())
    }
}

/// The folded main names of all places in a table with an index.
fn sqlite(mut database: Connection, gazetteer: &Gazetteer) -> Connection {
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
    insert.commit().expect("it is written");
    database
        .execute_batch("CREATE INDEX by_name ON names (name, population DESC)")
        .expect("an index");
    database
}

/// Look-ups of folded names a second.
fn queries(database: &Connection, names: &[String]) -> f64 {
    let mut statement = database
        .prepare("SELECT lat, lon FROM names WHERE name = ?1 ORDER BY population DESC LIMIT 1")
        .expect("a statement");
    rate(names.len(), || {
        for name in names {
            let point: Result<(f64, f64), _> =
                statement.query_row([name], |row| Ok((row.get(0)?, row.get(1)?)));
            black_box(point.ok());
        }
    })
}

/// Names that start at a capitalised word; with the points of all their places read, if asked for.
fn scan(gazetteer: &Gazetteer, words: &[(bool, String)], points: bool) -> usize {
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
                if points {
                    matches.for_each(|named| {
                        black_box(gazetteer.point(named.place));
                    });
                }
            }
        }
    }
    found
}
