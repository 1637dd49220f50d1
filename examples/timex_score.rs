//! Scores time expressions against development data.
//!
//! `cargo run --release --example timex_score -- FOLDER [--errors] [MEASURE=FLOOR ...]`
//!
//! FOLDER holds `events/timex_*.jsonl` and `gold/articles.jsonl`. Measures:
//!
//! - `narrative`: value F1 on documents with marked expressions (wikiwars)
//! - `extent`: F1 of the exact extents there
//! - `phrases`: share of English expressions with the right value (timenorm, no context)
//! - `chat`: share of duckling's cases of day grain or coarser with the right first day; its
//!   reference prefers the future, news the past
//! - `events`: share of dated gold events whose days are those of an expression in the article
//!
//! Value F1 is TempEval's: expressions that overlap a marked one and have its value. A range
//! ("between 1939 and 1945") matches both of its ends where these are marked apart.
//! Exits with 1 below a floor, with 2 when the data is absent or broken.

use dateline::analysis::Timex;
use dateline::span::{CodePoints, Span};
use dateline::time::find;
use jiff::civil::Date;
use serde_json::Value;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        eprintln!("usage: timex_score FOLDER [--errors] [MEASURE=FLOOR ...]");
        return ExitCode::from(2);
    };
    let folder = Path::new(folder);
    if !folder.is_dir() {
        eprintln!(
            "timex_score: no folder {}: nothing was measured",
            folder.display()
        );
        return ExitCode::from(2);
    }
    let errors = arguments.iter().any(|it| it == "--errors");
    match measure(folder, errors) {
        Ok(measures) => check(&measures, &arguments[1..]),
        Err(problem) => {
            eprintln!("timex_score: {problem}");
            ExitCode::from(2)
        }
    }
}

/// All measures by name.
fn measure(folder: &Path, errors: bool) -> Result<Vec<(&'static str, f64)>, String> {
    let mut measures = narrative(&rows(folder, "events/timex_wikiwars.jsonl")?, errors)?;
    let phrases = rows(folder, "events/timex_flat_timenorm.jsonl")?;
    measures.push((
        "phrases",
        share("phrases", &phrases, errors, phrase_is_right),
    ));
    let chat = rows(folder, "events/timex_duckling_en.jsonl")?;
    measures.push(("chat", share("chat", &chat, errors, chat_is_right)));
    let articles = rows(folder, "gold/articles.jsonl")?;
    measures.push(("events", event_dates(&articles, errors)?));
    Ok(measures)
}

/// Compares measures with `MEASURE=FLOOR` arguments.
fn check(measures: &[(&'static str, f64)], arguments: &[String]) -> ExitCode {
    let mut status = 0;
    for (name, value) in measures {
        println!("{name}\t{value:.3}");
    }
    for argument in arguments.iter().filter(|it| *it != "--errors") {
        let floor = argument
            .split_once('=')
            .and_then(|(name, floor)| Some((name, floor.parse::<f64>().ok()?)));
        let found = floor.and_then(|(name, _)| measures.iter().find(|it| it.0 == name));
        match (floor, found) {
            (Some((name, floor)), Some((_, value))) if *value < floor => {
                eprintln!("timex_score: {name} is {value:.3}, below its floor {floor}");
                status = status.max(1);
            }
            (Some(_), Some(_)) => {}
            _ => {
                eprintln!("timex_score: {argument:?} is not MEASURE=FLOOR");
                status = 2;
            }
        }
    }
    ExitCode::from(status)
}

/// The JSON rows of a file.
fn rows(folder: &Path, name: &str) -> Result<Vec<Value>, String> {
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path).map_err(|it| format!("{}: {it}", path.display()))?;
    text.lines()
        .map(|line| serde_json::from_str(line).map_err(|it| format!("{}: {it}", path.display())))
        .collect()
}

fn text<'v>(row: &'v Value, key: &str) -> &'v str {
    row[key].as_str().unwrap_or_default()
}

/// A date from the first ten characters of a field.
fn date(row: &Value, key: &str) -> Option<Date> {
    text(row, key).get(..10)?.parse().ok()
}

/// True positives with the numbers found and marked.
#[derive(Default)]
struct Counts {
    right: usize,
    found: usize,
    marked: usize,
}

impl Counts {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.marked).max(1) as f64
    }
}

/// Value and extent F1 over whole documents.
fn narrative(documents: &[Value], errors: bool) -> Result<Vec<(&'static str, f64)>, String> {
    let (mut value, mut extent) = (Counts::default(), Counts::default());
    for document in documents {
        let raw = text(document, "text");
        let found = find(raw, date(document, "dct"));
        let points = CodePoints::new(raw);
        let marked = document["timexes"]
            .as_array()
            .ok_or("wikiwars: no timexes")?;
        for counts in [&mut value, &mut extent] {
            counts.found += found.len();
            counts.marked += marked.len();
        }
        let mut met = vec![false; found.len()];
        for mark in marked {
            let offset = |key| mark[key].as_u64().map(|it| it as usize);
            let span = offset("start")
                .zip(offset("end"))
                .and_then(|(start, end)| points.to_bytes(start, end))
                .ok_or("wikiwars: a span outside the text")?;
            let hit = found.iter().position(|it| it.span.overlaps(span));
            let right = hit.is_some_and(|hit| has_value(&found[hit], text(mark, "value")));
            extent.right += usize::from(hit.is_some_and(|hit| found[hit].span == span));
            value.right += usize::from(right);
            if let Some(hit) = hit {
                met[hit] = true;
            }
            if errors && !right {
                let got = hit.map(|hit| (found[hit].span.of(raw), &found[hit].value));
                println!(
                    "narrative\t{}\t{}\t{got:?}",
                    span.of(raw),
                    text(mark, "value")
                );
            }
        }
        for (timex, _) in found.iter().zip(&met).filter(|it| errors && !*it.1) {
            println!("spurious\t{}\t{}", around(raw, timex.span), timex.value);
        }
    }
    Ok(vec![("narrative", value.f1()), ("extent", extent.f1())])
}

/// The expression with some text before it.
fn around(raw: &str, span: Span) -> String {
    let from = raw[..span.start].char_indices().rev().take(30).last();
    raw[from.map_or(0, |it| it.0)..span.end].replace('\n', " ")
}

/// Whether the value is `expected`, or a range that ends with it.
fn has_value(timex: &Timex, expected: &str) -> bool {
    timex.value == expected || timex.value.split('/').any(|end| end == expected)
}

/// Share of rows that `judge` finds right; it gives no verdict on rows of no concern.
fn share(
    name: &str,
    rows: &[Value],
    errors: bool,
    judge: fn(&Value, Option<&Timex>) -> Option<bool>,
) -> f64 {
    let (mut right, mut all) = (0, 0);
    for row in rows {
        let reference = date(row, "dct").or_else(|| date(row, "ref"));
        let found = find(text(row, "surface"), reference);
        let Some(verdict) = judge(row, found.first()) else {
            continue;
        };
        all += 1;
        right += usize::from(verdict);
        if errors && !verdict {
            let got = found
                .first()
                .map(|it| (&it.value, it.range.map(|it| it.start)));
            let expected = [text(row, "value"), text(row, "expect")].concat();
            println!("{name}\t{}\t{expected}\t{got:?}", text(row, "surface"));
        }
    }
    right as f64 / all.max(1) as f64
}

fn phrase_is_right(row: &Value, found: Option<&Timex>) -> Option<bool> {
    (text(row, "lang") == "en").then(|| found.is_some_and(|it| has_value(it, text(row, "value"))))
}

/// Compares first days: "(2013, 2, 15, 0, 0, 0) Day". Holidays and clock times are left out.
fn chat_is_right(row: &Value, found: Option<&Timex>) -> Option<bool> {
    let expect = text(row, "expect");
    let holiday = text(row, "kind").ends_with("Holiday");
    let grain = expect.rsplit(' ').next()?;
    if holiday || !matches!(grain, "Day" | "Week" | "Month" | "Quarter" | "Year") {
        return None;
    }
    let mut numbers = expect
        .split(|it: char| !it.is_ascii_digit())
        .filter_map(|it| it.parse::<i16>().ok());
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let first = Date::new(year, month as i8, day as i8).ok()?;
    let start = found.and_then(|it| it.range).map(|it| it.start);
    Some(start == Some(first))
}

/// Share of dated events whose days an expression of the article has; an ongoing event whose
/// start alone is told counts when it starts with the expression.
fn event_dates(articles: &[Value], errors: bool) -> Result<f64, String> {
    let (mut right, mut all) = (0, 0);
    for article in articles {
        let found = find(text(article, "text"), date(article, "published"));
        for event in article["events"].as_array().ok_or("articles: no events")? {
            let Some((start, end)) = date(event, "date_start").zip(date(event, "date_end")) else {
                continue;
            };
            let precision = text(event, "date_precision");
            let ongoing = text(event, "status") == "ongoing";
            all += 1;
            let met = found.iter().filter_map(|it| it.range).any(|range| {
                range.start == start
                    && (range.end == end || ongoing)
                    && range.precision.name() == precision
            });
            right += i32::from(met);
            if errors && !met {
                let id = text(article, "doc_id");
                println!(
                    "events\t{id}\t{}\t{start}..{end} {precision}",
                    text(event, "trigger")
                );
            }
        }
    }
    Ok(right as f64 / all.max(1) as f64)
}
