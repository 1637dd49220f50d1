//! Articles per second on one thread: the whole analysis, and its parts for comparison.
//!
//! Reads the annotated articles of `../shared/gold` when they are there, and otherwise the
//! three of `examples/articles`; it says which. `cargo bench`.

use dateline::document::Document;
use dateline::gazetteer::Gazetteer;
use dateline::pipeline::{Analyzer, Options};
use dateline::text::Text;
use dateline::{recognize, resolve};
use divan::counter::{BytesCount, ItemsCount};
use std::path::Path;
use std::sync::LazyLock;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

static ARTICLES: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/articles.jsonl");
    match std::fs::read_to_string(&gold) {
        Ok(lines) => {
            eprintln!("measured on the 12 annotated articles of ../shared/gold");
            lines.lines().map(read_line).collect()
        }
        Err(_) => {
            eprintln!("../shared/gold is not here; measured on examples/articles");
            read_examples()
        }
    }
});

fn read_line(line: &str) -> Document {
    let value: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
    let text = |key: &str| value[key].as_str().map(str::to_string);
    Document {
        id: text("doc_id").expect("doc_id"),
        published: text("published").map(|date| date.parse().expect("a date")),
        text: text("text").expect("text"),
        ..Document::default()
    }
}

fn read_examples() -> Vec<Document> {
    ["conflict", "disaster", "diplomacy"]
        .iter()
        .map(|name| {
            let path =
                Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/articles/{name}.txt"));
            Document {
                id: name.to_string(),
                published: Some(jiff::civil::date(2025, 4, 10)),
                text: std::fs::read_to_string(path).expect("an example article"),
                ..Document::default()
            }
        })
        .collect()
}

fn volume() -> (ItemsCount, BytesCount) {
    let bytes: usize = ARTICLES.iter().map(|article| article.text.len()).sum();
    (ItemsCount::new(ARTICLES.len()), BytesCount::new(bytes))
}

/// The whole analysis: `Document -> Analysis`.
#[divan::bench]
fn analyse(bencher: divan::Bencher<'_, '_>) {
    let analyzer = Analyzer::new(Gazetteer::embedded(), Options::default());
    let (items, bytes) = volume();
    bencher.counter(items).counter(bytes).bench(|| {
        for article in ARTICLES.iter() {
            divan::black_box(analyzer.analyze(article));
        }
    });
}

/// Place names found and resolved, on text that is cut already.
#[divan::bench]
fn recognise_and_resolve(bencher: divan::Bencher<'_, '_>) {
    let gazetteer = Gazetteer::embedded();
    let texts: Vec<Text> = ARTICLES
        .iter()
        .map(|article| Text::new(&article.text))
        .collect();
    let (items, bytes) = volume();
    bencher.counter(items).counter(bytes).bench(|| {
        for text in &texts {
            let mentions = recognize::find_mentions(text, gazetteer, recognize::Options::default());
            let options = resolve::Options::default();
            divan::black_box(resolve::resolve(text, &mentions, gazetteer, options));
        }
    });
}

/// Tokens and sentences alone: the floor that the rest is measured against.
#[divan::bench]
fn cut_text(bencher: divan::Bencher<'_, '_>) {
    let (items, bytes) = volume();
    bencher.counter(items).counter(bytes).bench(|| {
        for article in ARTICLES.iter() {
            divan::black_box(Text::new(&article.text));
        }
    });
}

/// Time expressions alone.
#[divan::bench]
fn find_timexes(bencher: divan::Bencher<'_, '_>) {
    let (items, bytes) = volume();
    bencher.counter(items).counter(bytes).bench(|| {
        for article in ARTICLES.iter() {
            let text = Text::new(&article.text);
            divan::black_box(dateline::time::find_timexes(&text, article.published));
        }
    });
}

fn main() {
    divan::main();
}
