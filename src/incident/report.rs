//! A report: an event of an article, as far as it is compared with those of others.

use super::family::family;
use super::sketch::{Sketch, hash, words};
use crate::analysis::CountKind;
use crate::gazetteer::fold::fold;
use crate::layers::{Feature, Layout};
use crate::place::LonLat;
use geojson::GeometryValue;
use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use serde_json::Value;
use std::sync::{Arc, LazyLock};

/// Days before publication that an event without a date is looked for in: news tells of today
/// and yesterday, and a weekly of little more.
const ASSUMED_DAYS: i64 = 2;

/// Largest radius, in kilometres, of what is still a town with its outskirts.
const TOWN_KM: f64 = 20.0;

/// Counts by [`CountKind::ALL`].
pub type Counts = [Option<u64>; 6];

/// An event as it is compared.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its id in the layer `events`.
    pub event_id: String,
    /// The document it is told in.
    pub doc_id: String,
    /// The headline of the document.
    pub doc_title: Option<String>,
    /// The address of the document.
    pub doc_url: Option<String>,
    /// Its day of publication.
    pub published: Option<Date>,
    /// Type of the event.
    pub event_type: String,
    /// Leaf of the ontology.
    pub subtype: String,
    /// Where it is, the most exact place first.
    pub sites: Vec<Site>,
    /// When it was.
    pub window: Option<Window>,
    /// The date columns as the layer has them.
    pub date: Option<(String, String, String)>,
    /// Who did it, as the text names them.
    pub actor: Option<String>,
    /// To whom.
    pub target: Option<String>,
    /// How many.
    pub counts: Counts,
    /// How exactly they are stated.
    pub count_precision: Option<String>,
    /// Whether it happened.
    pub status: String,
    /// Who says so.
    pub attribution: Option<String>,
    /// Probability that type and place are right.
    pub confidence: f64,
    /// The sentence it is told in.
    pub sentence: String,
    /// Words of the sentence that say more than its kind, as sorted hashes.
    pub words: Vec<u32>,
    /// Such words of the target alone.
    pub target_words: Vec<u32>,
    /// The sentence tells of another one of its kind: "a second strike", "again".
    pub is_another: bool,
    /// The whole article.
    pub sketch: Arc<Sketch>,
}

/// A place of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Id of the place.
    pub place_id: String,
    /// Its columns in the layer: name, country, division, feature code, precision.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Name of the first-order division.
    pub admin1: Option<String>,
    /// GeoNames' feature code.
    pub feature_code: Option<String>,
    /// What the pin stands for.
    pub precision: String,
    /// Words that narrow the place: "northern".
    pub region: Option<String>,
    /// Where the pin is.
    pub point: LonLat,
    /// Radius of uncertainty in kilometres.
    pub radius_km: f64,
}

/// The days an event can have been on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// The text gives no date: the days before publication are meant.
    pub assumed: bool,
}

impl Window {
    /// Days from the first to the last, 1 for one day.
    pub fn days(&self) -> i64 {
        days_between(self.start, self.end) + 1
    }

    /// Days between two windows; 0 when they overlap.
    pub fn distance(&self, other: &Window) -> i64 {
        days_between(self.end, other.start)
            .max(days_between(other.end, self.start))
            .max(0)
    }
}

/// Days from one day to another.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map_or(0, |span| span.get_days()))
}

impl Site {
    /// Whether the pin stands for a town, a part of one, or something smaller.
    pub fn is_settlement(&self) -> bool {
        let town = |code: &str| code.starts_with("PPL");
        matches!(self.precision.as_str(), "exact" | "settlement")
            || self.radius_km <= TOWN_KM && self.feature_code.as_deref().is_some_and(town)
    }

    fn exactness(&self) -> usize {
        let kinds = [
            "exact",
            "settlement",
            "admin2",
            "region",
            "admin1",
            "country",
        ];
        let kind = kinds.iter().position(|kind| *kind == self.precision);
        kind.unwrap_or(kinds.len())
    }
}

/// Where the columns of a layer of events are that reports are read from.
pub struct Columns(Vec<(&'static str, usize)>);

/// The columns read.
const READ: [&str; 30] = [
    "event_id",
    "event_type",
    "event_subtype",
    "actor",
    "target",
    "event_start",
    "event_end",
    "date_precision",
    "place_name",
    "place_id",
    "place_role",
    "region",
    "country_code",
    "admin1",
    "feature_code",
    "place_precision",
    "radius_km",
    "status",
    "attribution",
    "killed",
    "injured",
    "detained",
    "released",
    "displaced",
    "missing",
    "count_precision",
    "confidence",
    "sentence",
    "trigger",
    "doc_id",
];

/// The columns read of the document.
const READ_OF_DOCUMENT: [&str; 3] = ["doc_title", "doc_url", "published"];

impl Columns {
    /// Finds the columns; those a layer lacks are null.
    pub fn of(layout: &Layout) -> Columns {
        let names = READ.into_iter().chain(READ_OF_DOCUMENT);
        Columns(
            names
                .filter_map(|name| Some((name, layout.column(name)?)))
                .collect(),
        )
    }

    fn value<'f>(&self, feature: &'f Feature, name: &str) -> &'f Value {
        let at = self.0.iter().find(|(column, _)| *column == name);
        at.and_then(|(_, at)| feature.values.get(*at))
            .unwrap_or(&Value::Null)
    }

    fn text(&self, feature: &Feature, name: &str) -> Option<String> {
        self.value(feature, name).as_str().map(str::to_string)
    }

    fn word(&self, feature: &Feature, name: &str) -> String {
        self.text(feature, name).unwrap_or_default()
    }

    fn number(&self, feature: &Feature, name: &str) -> f64 {
        self.value(feature, name).as_f64().unwrap_or_default()
    }
}

impl Report {
    /// The report of an event: its features in the layer `events`, one a place. `None` without a
    /// place that it happened at.
    pub fn of(columns: &Columns, features: &[&Feature], sketch: Arc<Sketch>) -> Option<Report> {
        let first = *features.first()?;
        let sites = sites(columns, features);
        let published = columns.text(first, "published");
        let published: Option<Date> = published.and_then(|day| day.parse().ok());
        let date = date(columns, first);
        let sentence = columns.word(first, "sentence");
        let is_another = words(&sentence).any(|word| ANOTHER.contains(&&*fold(word)));
        let known = known_words(&sites, &columns.word(first, "trigger"));
        Some(Report {
            event_id: columns.word(first, "event_id"),
            doc_id: columns.word(first, "doc_id"),
            doc_title: columns.text(first, "doc_title"),
            doc_url: columns.text(first, "doc_url"),
            event_type: columns.word(first, "event_type"),
            subtype: columns.word(first, "event_subtype"),
            window: window(date.as_ref(), published),
            published,
            date,
            actor: columns.text(first, "actor"),
            target: columns.text(first, "target"),
            counts: CountKind::ALL.map(|kind| columns.value(first, kind.name()).as_u64()),
            count_precision: columns.text(first, "count_precision"),
            status: columns.word(first, "status"),
            attribution: columns.text(first, "attribution"),
            confidence: features
                .iter()
                .map(|feature| columns.number(feature, "confidence"))
                .fold(0.0, f64::max),
            words: telling_words(&sentence, &known),
            target_words: telling_words(&columns.word(first, "target"), &known),
            is_another,
            sentence,
            sites: (!sites.is_empty()).then_some(sites)?,
            sketch,
        })
    }

    /// The reports of features that come event by event.
    pub fn all(columns: &Columns, features: &[Feature], sketch: &Arc<Sketch>) -> Vec<Report> {
        let same =
            |a: &Feature, b: &Feature| columns.value(a, "event_id") == columns.value(b, "event_id");
        features
            .chunk_by(same)
            .filter_map(|event| {
                let event: Vec<&Feature> = event.iter().collect();
                Report::of(columns, &event, sketch.clone())
            })
            .collect()
    }

    /// The family of its kind.
    pub fn family(&self) -> &str {
        family(&self.subtype)
    }

    /// How many of a kind.
    pub fn count(&self, kind: CountKind) -> Option<u64> {
        let at = CountKind::ALL.iter().position(|other| *other == kind)?;
        self.counts[at]
    }
}

/// Where it happened; where from and by which way only when that is all there is.
fn sites(columns: &Columns, features: &[&Feature]) -> Vec<Site> {
    let passing = |feature: &Feature| {
        matches!(
            columns.word(feature, "place_role").as_str(),
            "from" | "via" | "near"
        )
    };
    let only_passing = features.iter().all(|feature| passing(feature));
    let mut sites: Vec<Site> = features
        .iter()
        .filter(|feature| only_passing || !passing(feature))
        .filter_map(|feature| site(columns, feature))
        .collect();
    sites.sort_by(|a, b| {
        let key = |site: &Site| (site.exactness(), site.place_id.clone());
        key(a).cmp(&key(b))
    });
    sites.dedup();
    sites
}

fn site(columns: &Columns, feature: &Feature) -> Option<Site> {
    let Some(GeometryValue::Point { coordinates }) = &feature.geometry else {
        return None;
    };
    Some(Site {
        place_id: columns.word(feature, "place_id"),
        name: columns.word(feature, "place_name"),
        country: columns.text(feature, "country_code"),
        admin1: columns.text(feature, "admin1"),
        feature_code: columns.text(feature, "feature_code"),
        precision: columns.word(feature, "place_precision"),
        region: columns.text(feature, "region"),
        point: LonLat::new(coordinates[0], coordinates[1])?,
        radius_km: columns.number(feature, "radius_km"),
    })
}

fn date(columns: &Columns, feature: &Feature) -> Option<(String, String, String)> {
    Some((
        columns.text(feature, "event_start")?,
        columns.text(feature, "event_end")?,
        columns.word(feature, "date_precision"),
    ))
}

fn window(date: Option<&(String, String, String)>, published: Option<Date>) -> Option<Window> {
    let day = |text: &str| text.get(..10).and_then(|day| day.parse::<Date>().ok());
    match date {
        Some((start, end, _)) => Some(Window {
            start: day(start)?,
            end: day(end)?,
            assumed: false,
        }),
        None => Some(Window {
            start: published?.checked_sub(ASSUMED_DAYS.days()).ok()?,
            end: published?,
            assumed: true,
        }),
    }
}

/// Words that tell one happening from an earlier one of its kind.
const ANOTHER: [&str; 9] = [
    "another",
    "second",
    "third",
    "again",
    "separate",
    "separately",
    "aftershock",
    "aftershocks",
    "anew",
];

/// Words that news of all kinds is made of.
static COMMON: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("common.txt").split_whitespace().collect());

/// Words that say where it was and of what kind: these are compared by themselves.
fn known_words(sites: &[Site], trigger: &str) -> FxHashSet<String> {
    let names = sites
        .iter()
        .flat_map(|site| [Some(&site.name), site.admin1.as_ref()]);
    let names = names.flatten().flat_map(|name| words(name));
    names.chain(words(trigger)).map(fold).collect()
}

/// Words of a sentence that are neither common nor known.
fn telling_words(sentence: &str, known: &FxHashSet<String>) -> Vec<u32> {
    let folded = words(sentence).map(fold);
    let telling = folded.filter(|word| {
        let letters = word.chars().count();
        letters > 3 && !COMMON.contains(word.as_str()) && !known.contains(word)
    });
    let mut hashes: Vec<u32> = telling.map(|word| hash(&stem(&word))).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// A word without the commonest endings: "protesters" and "protest" are compared alike.
fn stem(word: &str) -> String {
    let endings = ["ers", "ing", "ed", "es", "er", "s"];
    let cut = endings.iter().find_map(|ending| {
        word.strip_suffix(ending)
            .filter(|rest| rest.chars().count() > 3)
    });
    cut.unwrap_or(word).to_string()
}
