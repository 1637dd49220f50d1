//! Documents read, analysed in parallel, and handed on in input order.

use super::args::{ColumnArgs, InputArgs, InputFormat, NameArgs, PageArgs, Whether};
use super::progress::Progress;
use super::report::say;
use crate::analysis::Analysis;
use crate::document::Document;
use crate::fetch::{self, FetchOptions, Fetcher};
use crate::gazetteer::Gazetteer;
use crate::pipeline::{self, Analyzer};
use crate::read::{Columns, Format, InputRecord, ReadOptions, ReadProblem, Reader, Severity};
use crate::recognize;
use crate::resolve::Home;
use miette::{IntoDiagnostic, WrapErr, miette};
use rayon::prelude::*;
use std::sync::Arc;

/// Documents analysed together: enough to keep cores busy, few enough to keep memory small.
const CHUNK: usize = 256;
/// Problems of one kind that are printed; the rest are counted.
const SHOWN: u64 = 10;

/// What reading came to.
pub struct Read {
    /// The inputs, in order.
    pub records: Vec<InputRecord>,
    /// Documents analysed.
    pub documents: u64,
    /// Inputs, lines or documents that should have been read and were not.
    pub errors: u64,
    /// What was left out because there was nothing in it.
    pub skipped: u64,
}

/// What an analysis is asked for, as far as the arguments on names say it.
pub fn analysis_options(
    names: &NameArgs,
    gazetteer: &Gazetteer,
) -> miette::Result<pipeline::Options> {
    let home = match &names.outlet {
        None => None,
        Some(name) => Some(Home::named(name, gazetteer).ok_or_else(|| {
            miette!("--outlet {name}: no place of this name; write \"Paris, Texas\"")
        })?),
    };
    Ok(pipeline::Options {
        home,
        recognize: recognize::Options {
            nested: names.nested == Whether::Yes,
            demonyms: names.demonyms,
        },
        ..pipeline::Options::default()
    })
}

/// Reads all documents, analyses them and gives each to `take`, in input order.
pub fn for_each(
    args: &InputArgs,
    unique_ids: bool,
    analyzer: &Analyzer<'_>,
    mut take: impl FnMut(&Document, &Analysis) -> miette::Result<()>,
) -> miette::Result<Read> {
    for_each_chunk(
        args,
        unique_ids,
        analyzer,
        |_| Ok(true),
        |chunk| {
            let mut documents = chunk.iter();
            documents.try_for_each(|(document, analysis)| take(document, analysis))
        },
    )
}

/// Reads all documents, analyses those that are `wanted`, and gives them to `take` as many at a
/// time as are analysed together, in input order.
pub fn for_each_chunk(
    args: &InputArgs,
    unique_ids: bool,
    analyzer: &Analyzer<'_>,
    mut wanted: impl FnMut(&Document) -> miette::Result<bool>,
    mut take: impl FnMut(Vec<(Document, Analysis)>) -> miette::Result<()>,
) -> miette::Result<Read> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads.unwrap_or(0))
        .build()
        .into_diagnostic()
        .wrap_err("cannot start the threads asked for")?;
    let mut reader = open(args, unique_ids)?;
    let progress = Progress::start();
    let mut talk = Talk {
        progress: &progress,
        errors: 0,
        skipped: 0,
        notes: 0,
    };
    let (mut documents, mut undated) = (0, 0);
    loop {
        let chunk = next_chunk(&mut reader, &mut talk);
        if chunk.is_empty() {
            break;
        }
        let read = chunk.len();
        let mut analysed = Vec::new();
        for document in chunk {
            documents += 1;
            undated += u64::from(document.published.is_none());
            if wanted(&document)? {
                analysed.push(document);
            }
        }
        let analysed: Vec<(Document, Analysis)> = pool.install(|| {
            analysed
                .into_par_iter()
                .map(|document| {
                    let analysis = analyzer.analyze(&document);
                    (document, analysis)
                })
                .collect()
        });
        take(analysed)?;
        progress.advance(read);
    }
    let (errors, skipped) = (talk.errors, talk.skipped);
    talk.sum_up();
    say_undated(undated, documents);
    Ok(Read {
        records: reader.into_records(),
        documents,
        errors,
        skipped,
    })
}

fn say_undated(undated: u64, documents: u64) {
    if undated > 0 {
        say(&format!(
            "note: {undated} of {documents} articles have no publication date, so only absolute \
             dates resolve in them; give one with --published"
        ));
    }
}

/// A reader of the inputs; one that fetches where there is something to fetch.
fn open(args: &InputArgs, unique_ids: bool) -> miette::Result<Reader> {
    let reader = Reader::open(&args.inputs, options(args, unique_ids));
    let wants_pages = args.inputs.iter().any(|input| fetch::is_address(input));
    if !wants_pages && args.web.urls.is_empty() {
        return Ok(reader);
    }
    let options = fetch_options(&args.web.fetch, args.max_document_bytes);
    let fetcher = Fetcher::new(options).map_err(|reason| miette!("{reason}"))?;
    Ok(reader.fetching_with(Arc::new(fetcher)))
}

/// How pages are fetched, as the arguments say it.
pub fn fetch_options(args: &PageArgs, max_bytes: usize) -> FetchOptions {
    FetchOptions {
        allow_private: args.allow_private,
        cache: args.cache.clone(),
        gap: args.rate,
        timeout: args.timeout,
        max_bytes,
        max_redirects: args.max_redirects,
        attempts: args.attempts,
        ..FetchOptions::default()
    }
}

fn options(args: &InputArgs, unique_ids: bool) -> ReadOptions {
    ReadOptions {
        published: args.published,
        format: args.input_format.map(|format| match format {
            InputFormat::Text => Format::Text,
            InputFormat::Jsonl => Format::JsonLines,
            InputFormat::Html => Format::Html,
            InputFormat::Feed => Format::Feed,
            InputFormat::Csv => Format::Csv,
            InputFormat::Tsv => Format::Tsv,
            InputFormat::Parquet => Format::Parquet,
            InputFormat::Warc => Format::Warc,
            InputFormat::Zip => Format::Zip,
            InputFormat::Eml => Format::Eml,
            InputFormat::Pdf => Format::Pdf,
        }),
        max_document_bytes: args.max_document_bytes,
        columns: columns(&args.columns),
        unique_ids,
        url_lists: args.web.urls.clone(),
    }
}

fn columns(args: &ColumnArgs) -> Columns {
    Columns {
        text: args.text_column.clone(),
        title: args.title_column.clone(),
        id: args.id_column.clone(),
        url: args.url_column.clone(),
        date: args.date_column.clone(),
        language: args.language_column.clone(),
    }
}

/// Up to [`CHUNK`] documents; fewer when the next would have to be waited for.
fn next_chunk(reader: &mut Reader, talk: &mut Talk<'_>) -> Vec<Document> {
    let mut chunk = Vec::new();
    while chunk.len() < CHUNK && (chunk.is_empty() || reader.is_ready()) {
        match reader.next() {
            Some(Ok(document)) => chunk.push(document),
            Some(Err(problem)) => talk.say(&problem),
            None => break,
        }
    }
    chunk
}

/// Tells problems on standard error, each with what to do about it.
struct Talk<'p> {
    progress: &'p Progress,
    errors: u64,
    skipped: u64,
    notes: u64,
}

impl Talk<'_> {
    fn say(&mut self, problem: &ReadProblem) {
        let (word, count) = match problem.severity() {
            Severity::Error => ("error", &mut self.errors),
            Severity::Skipped => ("skipped", &mut self.skipped),
            Severity::Note => ("note", &mut self.notes),
        };
        *count += 1;
        if *count <= SHOWN {
            let remedy = problem.remedy().map(|remedy| format!("\n  {remedy}"));
            self.progress
                .say(&format!("{word}: {problem}{}", remedy.unwrap_or_default()));
        }
    }

    fn sum_up(&self) {
        for (word, count) in [
            ("errors", self.errors),
            ("skipped", self.skipped),
            ("notes", self.notes),
        ] {
            if count > SHOWN {
                self.progress
                    .say(&format!("{word}: {count} in all, the first {SHOWN} shown"));
            }
        }
    }
}
