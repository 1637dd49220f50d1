//! What merging reports to incidents costs: made-up reports, 10,000 to 1,000,000 of them, and the
//! same by comparing every pair.
//!
//! ```text
//! cargo run --release --example incident_scale -- 10000 100000 1000000
//! ```
//!
//! A thousand reports a day in 20,000 towns of the embedded gazetteer; half of the happenings have
//! one report, the others up to six. All pairs are compared for no more than 10,000 reports, which
//! is said where it is left out.

use dateline::gazetteer::Gazetteer;
use dateline::incident::{Report, Site, Sketch, Window, groups, likeness};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::sync::Arc;
use std::time::Instant;

/// Reports of one day: what a run over a few hundred outlets finds.
const A_DAY: usize = 1000;
/// Most reports that are also compared pair by pair.
const ALL_PAIRS: usize = 10_000;
const FIRST_DAY: Date = date(2023, 1, 1);
const KINDS: [&str; 8] = [
    "air_strike",
    "shelling",
    "demonstration",
    "arrest",
    "flood",
    "road_accident",
    "meeting",
    "clash",
];

/// A generator of numbers that gives the same ones everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .skip(1)
        .map(|size| size.parse().expect("a number of reports"))
        .collect();
    let towns = towns(20_000);
    println!("| reports | happenings | incidents | seconds | µs a report | all pairs, s | × |");
    println!("|---|---|---|---|---|---|---|");
    for size in sizes {
        let (reports, happenings) = reports(size, &towns);
        let begun = Instant::now();
        let found = groups(&reports).len();
        let seconds = begun.elapsed().as_secs_f64();
        let naive = (size <= ALL_PAIRS).then(|| all_pairs(&reports));
        let (naive, ratio) = naive.map_or(("left out".to_string(), String::new()), |naive| {
            (format!("{naive:.2}"), format!("{:.0}", naive / seconds))
        });
        let each = seconds * 1e6 / size as f64;
        println!(
            "| {size} | {happenings} | {found} | {seconds:.2} | {each:.1} | {naive} | {ratio} |"
        );
    }
}

/// Seconds that comparing every pair takes; what is found is shown so that it is not left out.
fn all_pairs(reports: &[Report]) -> f64 {
    let begun = Instant::now();
    let mut links = 0_u64;
    for (index, one) in reports.iter().enumerate() {
        for other in &reports[..index] {
            links += u64::from(likeness(one, other).is_same());
        }
    }
    eprintln!("{links} pairs alike");
    begun.elapsed().as_secs_f64()
}

fn towns(count: usize) -> Vec<Site> {
    let gazetteer = Gazetteer::embedded();
    let settlements = gazetteer
        .places()
        .map(|index| gazetteer.place(index))
        .filter(|place| place.feature_code.starts_with("PPL"));
    let sites = settlements.map(|place| Site {
        place_id: place.id.to_string(),
        name: place.name,
        country: place.country.map(|code| code.to_string()),
        admin1: place.admin1,
        feature_code: Some(place.feature_code),
        precision: place.precision.name().to_string(),
        region: None,
        point: place.point,
        radius_km: place.radius_km,
    });
    sites.take(count).collect()
}

fn reports(size: usize, towns: &[Site]) -> (Vec<Report>, usize) {
    let mut dice = Dice(7);
    let mut reports = Vec::with_capacity(size);
    let mut happenings = 0;
    while reports.len() < size {
        happenings += 1;
        let day = FIRST_DAY
            .checked_add(((reports.len() / A_DAY) as i64).days())
            .expect("a day");
        let town = &towns[dice.below(towns.len())];
        let kind = KINDS[dice.below(KINDS.len())];
        let words: Vec<u32> = (0..8).map(|_| dice.below(100_000) as u32).collect();
        let copies = [1, 1, 1, 1, 2, 3, 4, 6][dice.below(8)].min(size - reports.len());
        let killed = dice.below(40) as u64;
        for _ in 0..copies {
            reports.push(report(
                reports.len(),
                kind,
                town,
                day,
                &words,
                killed,
                &mut dice,
            ));
        }
    }
    (reports, happenings)
}

fn report(
    number: usize,
    kind: &str,
    town: &Site,
    day: Date,
    words: &[u32],
    killed: u64,
    dice: &mut Dice,
) -> Report {
    let mut own: Vec<u32> = words
        .iter()
        .map(|word| word + dice.below(2) as u32)
        .collect();
    own.sort_unstable();
    own.dedup();
    Report {
        event_id: format!("{number:08}"),
        doc_id: format!("document-{number}"),
        doc_title: None,
        doc_url: None,
        published: Some(day),
        event_type: "ASSAULT".to_string(),
        subtype: kind.to_string(),
        sites: vec![town.clone()],
        window: Some(Window {
            start: day,
            end: day,
            assumed: false,
        }),
        date: None,
        actor: None,
        target: None,
        counts: [
            Some(killed + dice.below(3) as u64),
            None,
            None,
            None,
            None,
            None,
        ],
        count_precision: None,
        status: "occurred".to_string(),
        attribution: None,
        confidence: 0.8,
        sentence: String::new(),
        words: own,
        target_words: Vec::new(),
        is_another: false,
        sketch: Arc::new(Sketch::default()),
    }
}
