//! Trains the models of recognition and use.
//!
//! ```text
//! cargo run --release --example train_toponyms -- ../shared models
//! cargo run --release --example train_toponyms -- ../shared --folds 5
//! ```
//!
//! The first writes the model files; the second trains on four fifths of the documents at a time
//! and measures on the rest. `../shared` holds `corpora/` (LGL, TR-News, GeoWebNews; the others
//! are measured on only) and `gold/`. For measuring:
//!
//! | option | |
//! |---|---|
//! | `--given-mentions`, `--demonyms`, `--plain` | as `dateline evaluate` has them; `--plain` is `--nested no` |
//! | `--no-home` | documents without their address, so that no outlet is known |
//! | `--without BLOCK`, `--without-term TERM` | leaves features of recognition, or evidence, out |
//! | `--share PART` | learns from a part of the documents |
//! | `--gazetteer FILE` | another gazetteer than the built-in one |
//! | `--errors N` | shows mistakes |
//! | `--floor CORPUS:FIGURE=NUMBER` | fails when a figure is less |
//! | `--not-from CORPUS` | the recogniser learns nothing from a corpus; the resolver does |
//! | `--ablation` | instead of a report, tables of what each group of features and of evidence is worth, and of what a part of the documents gives |

use dateline::analysis::MentionType;
use dateline::evaluate::corpus::{Annotated, Corpus, GoldToponym};
use dateline::evaluate::matching::RIGHT_KM;
use dateline::evaluate::{By, Report, measure};
use dateline::gazetteer::{Gazetteer, PlaceIndex};
use dateline::pipeline::{Analyzer, Options};
use dateline::place::{IdSource, PlaceId};
use dateline::recognize::train::{self, Convention, Lesson, Marked, Settings};
use dateline::recognize::{self, Block, Mention, Model};
use dateline::resolve::train::Worth;
use dateline::resolve::{self, Home, Weights};
use dateline::span::Span;
use dateline::text::Text;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Files under the shared folder, how they are annotated, and how much a document counts.
const CORPORA: [(&str, Convention, f64); 4] = [
    ("corpora/LGL.jsonl", Convention::All, 1.0),
    ("corpora/TR-News.jsonl", Convention::All, 1.0),
    ("corpora/GeoWebNews.jsonl", Convention::All, 1.0),
    // Twelve documents of the convention that the layers follow, against 462.
    ("gold/articles.jsonl", Convention::Plain, 4.0),
];

/// The recogniser's features, in blocks.
const BLOCKS: [(&str, Block); 5] = [
    ("gazetteer", Block::Gazetteer),
    ("context", Block::Context),
    ("runs", Block::Runs),
    ("shape", Block::Shape),
    ("document", Block::Document),
];

/// The resolver's evidence, in groups: what it looks at, and its terms.
const EVIDENCE: [(&str, &[&str]); 9] = [
    (
        "population",
        &["population", "largest", "lead", "unsupported population"],
    ),
    (
        "kind of place and of name",
        &[
            "level",
            "main name",
            "generated name",
            "capital",
            "seat",
            "minor seat",
            "country",
            "division",
            "county",
            "division twin",
            "minor division",
            "site",
            "area",
            "minor",
            "polity",
            "known division",
            "known country",
        ],
    ),
    (
        "container and generic in the words",
        &[
            "container",
            "child",
            "generic",
            "generic clash",
            "earlier full",
        ],
    ),
    (
        "units that are named",
        &["country named", "division named", "county named"],
    ),
    (
        "where the other places are",
        &[
            "near",
            "central",
            "near share",
            "country share",
            "division share",
            "county share",
            "holds",
            "foreign",
            "foreign capital",
            "foreign country",
            "foreign division",
        ],
    ),
    (
        "which places stand beside",
        &["country beside", "division beside", "place beside"],
    ),
    (
        "what the other names could mean",
        &[
            "support",
            "sure support",
            "division support",
            "county support",
        ],
    ),
    (
        "dateline",
        &["dateline country", "dateline division", "dateline near"],
    ),
    (
        "home of the outlet",
        &[
            "home country",
            "home division",
            "home near",
            "home town",
            "home population",
            "home capital",
        ],
    ),
];

/// Parts of the documents that the learning curve is measured with.
const SHARES: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 1.0];

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
    without: Option<Block>,
    settings: Settings,
    share: f64,
    options: Options,
    gold: f64,
    without_terms: Vec<String>,
    errors: usize,
    no_home: bool,
    gazetteer: Option<PathBuf>,
    floors: Vec<Floor>,
    not_from: Option<String>,
    ablation: bool,
}

/// A figure that must not fall: "LGL:F1 exact=0.81".
struct Floor {
    corpus: String,
    figure: String,
    least: f64,
}

impl Floor {
    fn parse(text: &str) -> Result<Floor, Box<dyn Error>> {
        let parse = || {
            let (name, least) = text.rsplit_once('=')?;
            let (corpus, figure) = name.split_once(':')?;
            Some(Floor {
                corpus: corpus.to_owned(),
                figure: figure.to_owned(),
                least: least.parse().ok()?,
            })
        };
        parse().ok_or_else(|| format!("--floor {text}: expected CORPUS:FIGURE=NUMBER").into())
    }
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut given = std::env::args().skip(1);
    let usage =
        "usage: train_toponyms SHARED (MODELS | --folds N [--without BLOCK] [--share PART])";
    let mut parsed = Arguments {
        shared: given.next().ok_or(usage)?.into(),
        models: None,
        folds: None,
        without: None,
        settings: Settings::default(),
        share: 1.0,
        options: Options::default(),
        gold: 1.0,
        without_terms: Vec::new(),
        errors: 0,
        no_home: false,
        gazetteer: None,
        floors: Vec::new(),
        not_from: None,
        ablation: false,
    };
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or(usage);
        match argument.as_str() {
            "--folds" => parsed.folds = Some(value()?.parse()?),
            "--share" => parsed.share = value()?.parse()?,
            "--given-mentions" => parsed.options.given_mentions = true,
            "--without-term" => parsed.without_terms.push(value()?),
            "--errors" => parsed.errors = value()?.parse()?,
            "--floor" => parsed.floors.push(Floor::parse(&value()?)?),
            "--gazetteer" => parsed.gazetteer = Some(value()?.into()),
            "--no-home" => parsed.no_home = true,
            "--not-from" => parsed.not_from = Some(value()?),
            "--ablation" => parsed.ablation = true,
            "--demonyms" => parsed.options.recognize.demonyms = true,
            "--plain" => parsed.options.recognize.nested = false,
            "--gold" => parsed.gold = value()?.parse()?,
            "--epochs" => parsed.settings.epochs = value()?.parse()?,
            "--step" => parsed.settings.step = value()?.parse()?,
            "--penalty" => parsed.settings.penalty = value()?.parse()?,
            "--without" => {
                let name = value()?;
                let block = BLOCKS.iter().find(|(known, _)| *known == name);
                parsed.without = match block {
                    Some((_, block)) => Some(*block),
                    None => return Err(format!("no block of features is called {name}").into()),
                };
            }
            _ => parsed.models = Some(argument.into()),
        }
    }
    if parsed.models.is_none() == parsed.folds.is_none() {
        return Err(usage.into());
    }
    Ok(parsed)
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    let opened = arguments
        .gazetteer
        .as_deref()
        .map(Gazetteer::open)
        .transpose()?;
    let gazetteer = opened.as_ref().unwrap_or_else(|| Gazetteer::embedded());
    if arguments.ablation {
        return ablation(arguments, gazetteer);
    }
    let corpora = corpora(&arguments, gazetteer)?;
    match (&arguments.models, arguments.folds) {
        (Some(models), _) => {
            let lessons: Vec<&Lesson> = corpora
                .iter()
                .filter(|(corpus, _)| is_learnt_from(corpus, &arguments))
                .flat_map(|(_, lessons)| lessons)
                .collect();
            let model = train::learn(&lessons, &arguments.settings);
            let documents: Vec<&Annotated> = corpora
                .iter()
                .flat_map(|(corpus, _)| &corpus.documents)
                .collect();
            let weights = resolver(&documents, &model, gazetteer, &arguments);
            write(&models.join("toponyms.bin"), &model.write())?;
            write(&models.join("resolver.tsv"), weights.write().as_bytes())?;
        }
        (None, Some(folds)) => {
            let report = cross_validate(&corpora, folds, &arguments, gazetteer);
            print!("{}", report.print(arguments.errors)?);
            check_floors(&report, &arguments.floors)?;
        }
        (None, None) => {}
    }
    Ok(())
}

/// A corpus, and what the recogniser can learn from each of its documents.
type Taught = (Corpus, Vec<Lesson>);

/// The corpora, and what the recogniser can learn from each document.
fn corpora(arguments: &Arguments, gazetteer: &Gazetteer) -> Result<Vec<Taught>, Box<dyn Error>> {
    let mut corpora = Vec::new();
    for (file, convention, weight) in CORPORA {
        let corpus = Corpus::read(&arguments.shared.join(file))?;
        let weight = match convention {
            Convention::Plain => weight * arguments.gold,
            Convention::All => weight,
        };
        let lessons: Vec<Lesson> = corpus
            .documents
            .iter()
            .map(|document| lesson(document, convention, weight, gazetteer, arguments.without))
            .collect();
        let marked: usize = lessons.iter().map(|lesson| lesson.coverage.0).sum();
        let reached: usize = lessons.iter().map(|lesson| lesson.coverage.1).sum();
        eprintln!("{file}: {reached} of {marked} marked names are candidates");
        corpora.push((corpus, lessons));
    }
    Ok(corpora)
}

fn is_learnt_from(corpus: &Corpus, arguments: &Arguments) -> bool {
    arguments.not_from.as_deref() != Some(&corpus.name)
}

/// Prints what is lost without each block of features and each group of evidence, and what is
/// reached with a part of the documents.
fn ablation(mut arguments: Arguments, gazetteer: &Gazetteer) -> Result<(), Box<dyn Error>> {
    let folds = arguments.folds.ok_or("--ablation needs --folds")?;
    let all = corpora(&arguments, gazetteer)?;
    let row = |name: &str, report: &Report, figures: &[&str]| {
        let values = figures.iter().flat_map(|figure| {
            all.iter().map(|(corpus, _)| {
                let value = report.value(Some(&corpus.name), figure);
                value.map_or("–".to_owned(), |value| format!("{value:.3}"))
            })
        });
        let cells: Vec<String> = values.collect();
        println!("| {name} | {} |", cells.join(" | "));
    };
    let head = |figures: &[&str]| {
        let columns = figures.iter().flat_map(|figure| {
            let corpora = all.iter();
            corpora.map(move |(corpus, _)| format!("{figure}, {}", corpus.name))
        });
        let columns: Vec<String> = columns.collect();
        println!("\n| | {} |", columns.join(" | "));
        println!("|---|{}", "---|".repeat(columns.len()));
    };
    let found = ["F1 exact"];
    let placed = ["within 161 km", "exact id"];
    head(&found);
    row(
        "all features",
        &cross_validate(&all, folds, &arguments, gazetteer),
        &found,
    );
    for (name, block) in BLOCKS {
        arguments.without = Some(block);
        let rest = corpora(&arguments, gazetteer)?;
        let report = cross_validate(&rest, folds, &arguments, gazetteer);
        row(&format!("without {name}"), &report, &found);
    }
    arguments.without = None;
    arguments.options.given_mentions = true;
    head(&placed);
    row(
        "all evidence",
        &cross_validate(&all, folds, &arguments, gazetteer),
        &placed,
    );
    for (name, terms) in EVIDENCE {
        arguments.without_terms = terms.iter().map(|term| (*term).to_owned()).collect();
        let report = cross_validate(&all, folds, &arguments, gazetteer);
        row(&format!("without {name}"), &report, &placed);
    }
    arguments.without_terms.clear();
    for (given, figures) in [(false, &found[..]), (true, &placed[..1])] {
        arguments.options.given_mentions = given;
        head(figures);
        for share in SHARES {
            arguments.share = share;
            let report = cross_validate(&all, folds, &arguments, gazetteer);
            row(&format!("{:.0} %", share * 100.0), &report, figures);
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::write(path, bytes)?;
    println!("{}: {} bytes", path.display(), bytes.len());
    Ok(())
}

fn lesson(
    annotated: &Annotated,
    convention: Convention,
    weight: f64,
    gazetteer: &Gazetteer,
    without: Option<Block>,
) -> Lesson {
    let text = Text::new(&annotated.document.text);
    let marked: Vec<Marked> = annotated
        .toponyms
        .iter()
        .map(|toponym| Marked {
            span: toponym.span,
            usage: match toponym.usage.as_deref() {
                Some("literal") => Some(MentionType::Literal),
                Some("associative" | "assoc") => Some(MentionType::Associative),
                _ => None,
            },
            adjective: toponym.adjective,
        })
        .collect();
    let mut lesson = train::lesson(&text, &marked, convention, gazetteer, without);
    lesson.weight = weight;
    lesson
}

/// Learns the resolver's weights from documents, their uses decided by `model`.
fn resolver(
    documents: &[&Annotated],
    model: &Model,
    gazetteer: &Gazetteer,
    arguments: &Arguments,
) -> Weights {
    let texts: Vec<Text> = documents
        .iter()
        .map(|annotated| Text::new(&annotated.document.text))
        .collect();
    let mentions: Vec<Vec<Mention>> = documents
        .iter()
        .zip(&texts)
        .map(|(annotated, text)| {
            let spans: Vec<Span> = annotated.toponyms.iter().map(|t| t.span).collect();
            recognize::given_with(text, &spans, gazetteer, model)
        })
        .collect();
    let worths: Vec<_> = documents
        .iter()
        .zip(&mentions)
        .map(|(annotated, mentions)| {
            move |mention: usize, place: PlaceIndex| {
                let span = mentions[mention].span;
                let gold = annotated.toponyms.iter().find(|gold| gold.span == span)?;
                worth(gold, place, gazetteer)
            }
        })
        .collect();
    let lessons: Vec<resolve::train::Lesson> = (0..documents.len())
        .map(|at| resolve::train::Lesson {
            text: &texts[at],
            mentions: &mentions[at],
            home: documents[at]
                .document
                .url
                .as_deref()
                .and_then(|url| Home::of_url(url, gazetteer)),
            worth: &worths[at],
            weight: 1.0,
        })
        .collect();
    let without: Vec<&str> = arguments.without_terms.iter().map(String::as_str).collect();
    resolve::train::learn(&lessons, gazetteer, &without)
}

/// Kilometres within which a point is the annotated place, when its id is not known.
const SAME_KM: f64 = 25.0;

fn worth(gold: &GoldToponym, place: PlaceIndex, gazetteer: &Gazetteer) -> Option<Worth> {
    if gold.points.is_empty() {
        return None;
    }
    let geonames = |number| PlaceId {
        source: IdSource::Geonames,
        number,
    };
    let known = gold
        .geonames
        .and_then(|number| gazetteer.by_id(geonames(number)));
    let is_country = gazetteer.feature_code(place).starts_with("PCL");
    let point = gazetteer.point(place);
    let km = gold
        .points
        .iter()
        .map(|gold| gold.distance_km(point))
        .fold(f64::MAX, f64::min);
    let exact = match (known, gold.whole_country) {
        (Some(known), _) => known == place,
        (None, Some(country)) => is_country && gazetteer.country(place) == Some(country),
        (None, None) => km <= SAME_KM,
    };
    Some(if exact {
        Worth::Exact
    } else if km <= RIGHT_KM {
        Worth::Near
    } else {
        Worth::Wrong
    })
}

/// Learns from all folds but one, measures on that one, for each in turn.
fn cross_validate(
    corpora: &[Taught],
    folds: usize,
    arguments: &Arguments,
    gazetteer: &Gazetteer,
) -> Report {
    let mut report = Report::new(arguments.options.given_mentions);
    for fold in 0..folds {
        let mut lessons = Vec::new();
        let mut documents = Vec::new();
        for (corpus, all) in corpora {
            let rest: Vec<usize> = (0..all.len()).filter(|at| at % folds != fold).collect();
            let kept = (rest.len() as f64 * arguments.share).ceil() as usize;
            if is_learnt_from(corpus, arguments) {
                lessons.extend(rest[..kept].iter().map(|at| &all[*at]));
            }
            documents.extend(rest[..kept].iter().map(|at| &corpus.documents[*at]));
        }
        let model: Model = train::learn(&lessons, &arguments.settings);
        let weights = resolver(&documents, &model, gazetteer, arguments);
        let analyzer = Analyzer::new(gazetteer, arguments.options).with_models(&model, &weights);
        for (corpus, _) in corpora {
            let held_out = corpus.documents.iter().skip(fold).step_by(folds);
            let measured = held_out.map(|document| {
                let mut document = document.clone();
                if arguments.no_home {
                    document.document.url = None;
                }
                measure(&document, &corpus.name, &analyzer, gazetteer, By::Corpus)
            });
            report.add(measured.collect());
        }
    }
    report
}

fn check_floors(report: &Report, floors: &[Floor]) -> Result<(), Box<dyn Error>> {
    let fallen: Vec<String> = floors
        .iter()
        .filter_map(|floor| {
            let value = report.value(Some(&floor.corpus), &floor.figure);
            let value = value.unwrap_or(0.0);
            (value < floor.least).then(|| {
                format!(
                    "{} of {} is {value:.3}, floor {}",
                    floor.figure, floor.corpus, floor.least
                )
            })
        })
        .collect();
    match fallen.is_empty() {
        true => Ok(()),
        false => Err(format!("under the floor: {}", fallen.join("; ")).into()),
    }
}
