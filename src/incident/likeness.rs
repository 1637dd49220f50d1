//! Likeness: the evidence that two reports tell of one happening.
//!
//! The score is a sum of pieces of evidence, as the logarithm of the odds. What cannot be one
//! happening, by place or by day, is told apart before anything is added. The weights were set by
//! reasoning and then by hand on `tests/data/incidents/tuned.jsonl`; the test
//! `tests/suite/incidents.rs` measures them there and on `held_back.jsonl`.

use super::report::{Report, Site, Window};
use super::sketch::{common, hash, words};
use crate::analysis::CountKind;
use crate::gazetteer::fold::fold;

/// How alike two reports are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Logarithm of the odds that they mean one happening.
    pub score: f64,
}

/// Reports that cannot mean one happening.
pub const APART: f64 = -10.0;
/// From here on two reports are joined.
const SAME: f64 = 0.0;
/// Before any evidence: that two reports share kind, place and day is in `place` and `time`.
const PRIOR: f64 = -2.7;
/// Share of runs of words from which on two articles are copies of one text.
pub const COPY: f64 = 0.45;
/// Share of words from which on two sentences of copies are the same sentence.
const SAME_WORDS: f64 = 0.5;
/// What it costs that one of the two has a place that the other has not.
const PLACES_DIFFER: f64 = 1.0;
/// Kilometres between two pins of one town.
const TOWN_KM: f64 = 6.0;

impl Likeness {
    /// Whether they mean one happening.
    pub fn is_same(self) -> bool {
        self.score > SAME
    }
}

/// Compares two reports; the order of the two does not matter.
pub fn likeness(one: &Report, other: &Report) -> Likeness {
    let score = if one.doc_id == other.doc_id {
        APART
    } else {
        weighed(one, other).unwrap_or(APART)
    };
    Likeness { score }
}

fn weighed(one: &Report, other: &Report) -> Option<f64> {
    let place = place(one, other)?;
    let time = time(one, other)?;
    if one.family() != other.family() || !fits_status(one, other) {
        return None;
    }
    let evidence = [
        PRIOR,
        place,
        time,
        kind(one, other),
        actors(one, other),
        targets(one, other),
        another(one, other),
        tolls(one, other),
        wording(one, other),
        articles(one, other),
    ];
    Some(evidence.iter().sum())
}

/// The best pair of places; `None` when there is none that can be the same. Places that only one
/// of the two has speak against: of "Montero, north of Santa Cruz" one may be a landmark.
fn place(one: &Report, other: &Report) -> Option<f64> {
    let pairs = one.sites.iter().flat_map(|site| {
        let others = other.sites.iter();
        others.filter_map(move |other| place_pair(site, other))
    });
    let best = pairs.max_by(f64::total_cmp)?;
    let meets = |site: &Site, others: &[Site]| {
        let mut others = others.iter();
        others.any(|other| place_pair(site, other).is_some())
    };
    let alone = |sites: &[Site], others: &[Site]| sites.iter().any(|site| !meets(site, others));
    let differ = alone(&one.sites, &other.sites) || alone(&other.sites, &one.sites);
    Some(if differ { best - PLACES_DIFFER } else { best })
}

fn place_pair(one: &Site, other: &Site) -> Option<f64> {
    let same = one.place_id == other.place_id && one.region == other.region;
    match (one.is_settlement(), other.is_settlement()) {
        (true, true) if same => Some(1.6),
        // Parts of one town: "the north of El Fasher", "the city's northern edge".
        (true, true) if one.place_id == other.place_id => Some(0.9),
        (true, true) => {
            let apart = one.point.distance_km(other.point);
            (apart <= TOWN_KM).then_some(0.8)
        }
        (false, false) if same => Some(match one.precision.as_str() {
            "country" => -1.6,
            "admin1" | "region" => -0.2,
            _ => 0.8,
        }),
        (false, false) => None,
        // A town and the province it lies in.
        _ => (one.admin1.is_some() && one.country == other.country && one.admin1 == other.admin1)
            .then_some(-0.9),
    }
}

/// How well the days fit; `None` when they do not.
fn time(one: &Report, other: &Report) -> Option<f64> {
    let (Some(a), Some(b)) = (one.window, other.window) else {
        return (one.window == other.window).then_some(-1.5);
    };
    let distance = a.distance(&b);
    match (a.assumed, b.assumed) {
        (false, false) if distance == 0 => Some(overlapping(a, b)),
        // Night falls between two days, and so do time zones.
        (false, false) if distance == 1 && a.days() == 1 && b.days() == 1 => Some(-1.6),
        (true, true) if distance == 0 => Some(-0.3),
        (true, false) | (false, true) if distance == 0 => Some(0.0),
        _ => None,
    }
}

fn overlapping(a: Window, b: Window) -> f64 {
    match (a.days(), b.days()) {
        (1, 1) => 1.4,
        _ if a == b => 0.7,
        _ => 0.2,
    }
}

fn kind(one: &Report, other: &Report) -> f64 {
    if one.subtype == other.subtype {
        1.0
    } else {
        0.2
    }
}

/// What is only planned or wanted is not what happened; a plan of the same day may come true.
fn fits_status(one: &Report, other: &Report) -> bool {
    let class = |report: &Report| match report.status.as_str() {
        "threatened" => 1,
        "demanded" => 2,
        _ => 0,
    };
    class(one) == class(other)
}

/// Whether who did it shares a word; two names that share none speak against.
fn actors(one: &Report, other: &Report) -> f64 {
    let (Some(one), Some(other)) = (&one.actor, &other.actor) else {
        return 0.0;
    };
    let hashes = |name: &str| {
        let mut hashes: Vec<u32> = words(name)
            .filter(|word| word.chars().count() > 2)
            .map(|word| hash(&fold(word)))
            .collect();
        hashes.sort_unstable();
        hashes
    };
    if common(&hashes(one), &hashes(other)) > 0 {
        0.8
    } else if is_named(one) && is_named(other) {
        -0.8
    } else {
        0.0
    }
}

/// What was hit tells one attack from another in the same town on the same day.
fn targets(one: &Report, other: &Report) -> f64 {
    let (one, other) = (&one.target_words, &other.target_words);
    if one.is_empty() || other.is_empty() {
        0.0
    } else if common(one, other) > 0 {
        0.8
    } else {
        -1.8
    }
}

/// One of the two is told as another than one before.
fn another(one: &Report, other: &Report) -> f64 {
    match one.is_another == other.is_another {
        true => 0.0,
        false => -1.8,
    }
}

fn is_named(name: &str) -> bool {
    words(name).any(|word| word.chars().next().is_some_and(char::is_uppercase))
}

/// Tolls that agree speak for one happening, above all large ones; tolls rise, and seldom fall.
fn tolls(one: &Report, other: &Report) -> f64 {
    let mut sum = 0.0;
    for kind in CountKind::ALL {
        let (Some(a), Some(b)) = (one.count(kind), other.count(kind)) else {
            continue;
        };
        let (least, most) = (a.min(b) as f64, a.max(b) as f64);
        sum += if a == b {
            0.5 + 0.3 * (1.0 + most).ln().min(4.0)
        } else if most <= 2.5 * least || most - least <= 3.0 {
            0.1
        } else {
            -0.9
        };
    }
    sum
}

/// The share of the telling words of the shorter sentence that the other has too, 0–1; `None` when
/// there are none. By itself one word in common is an accident.
fn shared_words(one: &Report, other: &Report) -> Option<f64> {
    let least = one.words.len().min(other.words.len());
    let shared = common(&one.words, &other.words) as f64;
    (least > 0).then(|| shared / (least as f64).max(4.0))
}

/// Words of the two sentences that tell this happening from others of its kind.
fn wording(one: &Report, other: &Report) -> f64 {
    shared_words(one, other).map_or(0.0, |share| 3.6 * share - 0.3)
}

/// The articles as a whole: names in common, or copies of one text, in which one happening is told
/// in the same words and another one in others.
fn articles(one: &Report, other: &Report) -> f64 {
    let copy = if one.sketch.overlap(&other.sketch) < COPY {
        0.0
    } else if shared_words(one, other).is_none_or(|share| share >= SAME_WORDS) {
        1.0
    } else {
        -2.5
    };
    copy + one.sketch.shared_names(&other.sketch)
}
