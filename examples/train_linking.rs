//! Trains the weights that link places to events.
//!
//! ```text
//! cargo run --release --example train_linking -- ../shared models
//! cargo run --release --example train_linking -- ../shared --folds 5
//! ```
//!
//! The first writes `linking.tsv` from `events/event_location.jsonl` (a verb of a sentence and its
//! places) and `gold/articles.jsonl` (events of whole articles, whose convention the layers
//! follow). The second learns from four fifths at a time and measures on the rest: tokens of the
//! places given to the marked verb against those annotated, whether or not the places were
//! recognised. `--errors N` shows mistakes, `--floor F1` fails when the figure is less.

use dateline::analysis::Analysis;
use dateline::document::Document;
use dateline::event::places::{Weights, train};
use dateline::event::{self, Input};
use dateline::gazetteer::Gazetteer;
use dateline::pipeline::{Analyzer, Options};
use dateline::span::Span;
use dateline::text::Text;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

struct Arguments {
    shared: PathBuf,
    models: Option<PathBuf>,
    folds: Option<usize>,
    errors: usize,
    floor: Option<f64>,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut given = std::env::args().skip(1);
    let usage = "usage: train_linking SHARED (MODELS | --folds N) [--errors N] [--floor F1]";
    let mut parsed = Arguments {
        shared: given.next().ok_or(usage)?.into(),
        models: None,
        folds: None,
        errors: 0,
        floor: None,
    };
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or(usage);
        match argument.as_str() {
            "--folds" => parsed.folds = Some(value()?.parse()?),
            "--errors" => parsed.errors = value()?.parse()?,
            "--floor" => parsed.floor = Some(value()?.parse()?),
            folder => parsed.models = Some(folder.into()),
        }
    }
    if parsed.models.is_none() && parsed.folds.is_none() {
        return Err(usage.into());
    }
    Ok(parsed)
}

/// Examples of an article count this many times: twelve articles against five thousand sentences.
const ARTICLE_COPIES: usize = 6;

/// A text with a marked event and its places.
struct Marked {
    document: Document,
    analysis: Analysis,
    verbs: Vec<Span>,
    locations: Vec<Span>,
}

impl Marked {
    /// Shows what events are read from.
    fn with_input<T>(&self, use_it: impl FnOnce(&Input<'_>) -> T) -> T {
        let text = Text::new(&self.document.text);
        use_it(&event::Input {
            document: &self.document,
            text: &text,
            toponyms: &self.analysis.toponyms,
            areas: &self.analysis.areas,
            timexes: &self.analysis.timexes,
            gazetteer: Gazetteer::embedded(),
        })
    }

    fn pairs(&self) -> Vec<(train::Pair, bool)> {
        let is_right = |pair: &train::Pair| self.locations.iter().any(|l| l.overlaps(pair.span));
        let pairs = self.with_input(|input| train::pairs(input, &self.verbs));
        let marked = pairs.into_iter().map(|pair| {
            let right = is_right(&pair);
            (pair, right)
        });
        marked.collect()
    }

    fn linked(&self, weights: &Weights) -> Vec<Span> {
        self.with_input(|input| train::linked(input, &self.verbs, weights))
    }
}

/// The lines of a file, and where each text's events are.
fn read(
    path: &Path,
    events_of: fn(&str, &serde_json::Value) -> Vec<[Vec<Span>; 2]>,
) -> Result<Vec<Vec<Marked>>, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let analyzer = Analyzer::new(Gazetteer::embedded(), Options::default());
    let mut all = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let bad = |what: &str| format!("{}:{}: {what}", path.display(), number + 1);
        let row: serde_json::Value = serde_json::from_str(line).map_err(|e| bad(&e.to_string()))?;
        let text = row["text"].as_str().ok_or_else(|| bad("no text"))?;
        let document = Document {
            id: number.to_string(),
            text: text.to_owned(),
            ..Document::default()
        };
        let analysis = analyzer.analyze(&document);
        let events = events_of(text, &row).into_iter();
        all.push(
            events
                .map(|[verbs, locations]| Marked {
                    analysis: analysis.clone(),
                    document: document.clone(),
                    verbs,
                    locations,
                })
                .collect(),
        );
    }
    Ok(all)
}

/// The marked verb of a sentence.
fn of_sentence(text: &str, row: &serde_json::Value) -> Vec<[Vec<Span>; 2]> {
    let spans = |key: &str| -> Vec<Span> {
        let marked = row[key].as_array().into_iter().flatten();
        marked.filter_map(|span| byte_span(text, span)).collect()
    };
    vec![[spans("verb"), spans("locations")]]
}

/// The annotated events of an article, with all mentions of their places.
fn of_article(text: &str, row: &serde_json::Value) -> Vec<[Vec<Span>; 2]> {
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let toponyms = list(&row["toponyms"]);
    let event = |event: &serde_json::Value| {
        let trigger = serde_json::json!({
            "start": event["trigger_start"], "end": event["trigger_end"],
        });
        let keys: Vec<serde_json::Value> = list(&event["places"])
            .iter()
            .map(|place| place["key"].clone())
            .collect();
        let named = toponyms
            .iter()
            .filter(|toponym| keys.contains(&toponym["key"]));
        [
            byte_span(text, &trigger).into_iter().collect(),
            named
                .filter_map(|toponym| byte_span(text, toponym))
                .collect(),
        ]
    };
    list(&row["events"]).iter().map(event).collect()
}

/// The bytes of a span in code points.
fn byte_span(text: &str, span: &serde_json::Value) -> Option<Span> {
    let byte = |key: &str| {
        let point = usize::try_from(span[key].as_u64()?).ok()?;
        let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        starts.nth(point)
    };
    Some(Span {
        start: byte("start")?,
        end: byte("end")?,
    })
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    let shared = &arguments.shared;
    let sentences = read(&shared.join("events/event_location.jsonl"), of_sentence)?;
    let articles = read(&shared.join("gold/articles.jsonl"), of_article)?;
    let sentences = Pool::new(sentences, 1);
    let articles = Pool::new(articles, ARTICLE_COPIES);
    if let Some(models) = &arguments.models {
        let table = train::learn(&examples(&[&sentences, &articles], |_| true));
        let path = models.join("linking.tsv");
        std::fs::write(&path, &table)?;
        println!("{}: {} bytes", path.display(), table.len());
    }
    if let Some(folds) = arguments.folds {
        measure(&sentences, &articles, folds, &arguments)?;
    }
    Ok(())
}

/// Texts, their examples, and how often these count.
struct Pool {
    texts: Vec<Vec<Marked>>,
    pairs: Vec<Vec<Vec<(train::Pair, bool)>>>,
    copies: usize,
}

impl Pool {
    fn new(texts: Vec<Vec<Marked>>, copies: usize) -> Pool {
        let pairs = texts
            .iter()
            .map(|events| events.iter().map(Marked::pairs).collect())
            .collect();
        Pool {
            texts,
            pairs,
            copies,
        }
    }
}

/// The examples of some texts, by their numbers.
fn examples(pools: &[&Pool], is_in: impl Fn(usize) -> bool) -> Vec<(train::Pair, bool)> {
    let mut all = Vec::new();
    for pool in pools {
        for _ in 0..pool.copies {
            let texts = pool.pairs.iter().enumerate();
            let chosen = texts.filter(|(number, _)| is_in(*number));
            all.extend(chosen.flat_map(|(_, events)| events.iter().flatten().cloned()));
        }
    }
    all
}

/// Tokens of annotated and of given places.
#[derive(Default)]
struct Tokens {
    right: usize,
    given: usize,
    annotated: usize,
}

impl Tokens {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.given + self.annotated).max(1) as f64
    }
}

fn measure(
    sentences: &Pool,
    articles: &Pool,
    folds: usize,
    arguments: &Arguments,
) -> Result<(), Box<dyn Error>> {
    let mut figures: [Tokens; 3] = Default::default();
    let mut shown = 0;
    for fold in 0..folds {
        let seen = examples(&[sentences, articles], |number| number % folds != fold);
        let weights = Weights::read(&train::learn(&seen));
        for (pool, article) in [(sentences, false), (articles, true)] {
            for events in pool.texts.iter().skip(fold).step_by(folds) {
                for event in events {
                    let wrong = tally(event, &weights, article, &mut figures);
                    if wrong && article && shown < arguments.errors {
                        shown += 1;
                        show(event, &weights);
                    }
                }
            }
        }
    }
    let names = [
        "all places",
        "recognised places",
        "recognised places of articles",
    ];
    for (name, tokens) in names.iter().zip(&figures) {
        println!(
            "{name}: precision {:.3}, recall {:.3}, F1 {:.3} over tokens",
            tokens.right as f64 / tokens.given.max(1) as f64,
            tokens.right as f64 / tokens.annotated.max(1) as f64,
            tokens.f1()
        );
    }
    match arguments.floor.filter(|floor| figures[0].f1() < *floor) {
        Some(floor) => Err(format!("F1 over tokens is under its floor {floor}").into()),
        None => Ok(()),
    }
}

/// Counts the tokens of an event's places; whether some recognised one is wrong.
fn tally(event: &Marked, weights: &Weights, article: bool, figures: &mut [Tokens; 3]) -> bool {
    let linked = event.linked(weights);
    let text = Text::new(&event.document.text);
    let names: Vec<Span> = event.analysis.toponyms.iter().map(|t| t.span).collect();
    let mut wrong = false;
    for token in &text.tokens {
        let inside = |spans: &[Span]| spans.iter().any(|span| span.overlaps(token.span));
        // Descriptions ("the city") are not annotated.
        let recognised = inside(&names);
        let (given, annotated) = (inside(&linked) && recognised, inside(&event.locations));
        wrong |= given != annotated && recognised;
        if article {
            figures[2].add(given, annotated && recognised);
        } else {
            figures[0].add(given, annotated);
            figures[1].add(given, annotated && recognised);
        }
    }
    wrong
}

impl Tokens {
    fn add(&mut self, given: bool, annotated: bool) {
        self.right += usize::from(given && annotated);
        self.given += usize::from(given);
        self.annotated += usize::from(annotated);
    }
}

/// A sentence with the probability of each recognised place.
fn show(sentence: &Marked, weights: &Weights) {
    let text = &sentence.document.text;
    let words = |spans: &[Span]| -> Vec<&str> { spans.iter().map(|span| span.of(text)).collect() };
    let chances: Vec<String> = sentence
        .pairs()
        .iter()
        .map(|(pair, _)| {
            let chance = weights.probability(&pair.features);
            format!("{} {chance:.2}", pair.span.of(text))
        })
        .collect();
    println!(
        "{:?} at {:?}, given {chances:?}: {}",
        words(&sentence.verbs),
        words(&sentence.locations),
        text.trim()
    );
}
