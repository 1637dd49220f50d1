//! Writes `map.html` with as many events as asked for, to measure the page at size:
//! `map_scale EVENTS OUTPUT-FOLDER`.
//!
//! Events are made up: places of the gazetteer, a few of them in most events as in the news;
//! days over a year, one in ten known to the month only, one in twenty without a date; sentences
//! of some thirty words. The same number gives the same page.

use dateline::analysis::{
    Analysis, Count, CountKind, CountPrecision, DatePrecision, DateRange, Event, EventDate,
    EventPlace, Participant, PlaceRole, Status,
};
use dateline::document::Document;
use dateline::event::ontology;
use dateline::gazetteer::{Gazetteer, PlaceIndex};
use dateline::layers::{Format, Layers, Output, PageOptions, Staging};
use dateline::place::Place;
use dateline::span::Span;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::path::Path;
use std::process::ExitCode;

const EVENTS_A_DOCUMENT: u64 = 5;
const DAYS: u64 = 365;
const ACTORS: &[&str] = &[
    "Army",
    "Rebels",
    "Police",
    "Red Crescent",
    "Ministry of Health",
    "Union of Miners",
    "Coast Guard",
    "Opposition",
    "United Nations",
    "Farmers",
    "Border Guard",
    "Students",
];
const WORDS: &str = "officials residents said after weeks of tension over water land and pay while \
    convoys waited near the bridge and schools stayed shut as night fell hospital sources counted \
    wounded families fled along roads toward camps where aid groups warned that food fuel medicine \
    would run out within days witnesses described smoke above the market district governor told \
    reporters negotiators met again without result";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [events, output] = &arguments[..] else {
        eprintln!("usage: map_scale EVENTS OUTPUT-FOLDER");
        return ExitCode::from(2);
    };
    match events
        .parse()
        .map_err(|_| "EVENTS is no number".into())
        .and_then(|events| run(events, Path::new(output)))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(events: u64, output: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut staging = Staging::new(output)?;
    let request = Output {
        formats: vec![Format::Html],
        page: PageOptions {
            title: format!("{events} made-up events"),
            basemap: None,
        },
        ..Output::default()
    };
    let mut layers = Layers::create(&mut staging, &request)?;
    let mut maker = Maker::new(Gazetteer::embedded());
    for number in 0..events.div_ceil(EVENTS_A_DOCUMENT) {
        let rest = events - number * EVENTS_A_DOCUMENT;
        let (document, analysis) = maker.document(number, rest.min(EVENTS_A_DOCUMENT));
        layers.document(&document, &analysis)?;
    }
    layers.finish(&mut staging)?;
    staging.commit()?;
    Ok(())
}

struct Maker {
    gazetteer: &'static Gazetteer,
    places: Vec<PlaceIndex>,
    words: Vec<&'static str>,
    seed: u64,
}

impl Maker {
    fn new(gazetteer: &'static Gazetteer) -> Maker {
        let peopled = |place: &PlaceIndex| {
            let settled = gazetteer.feature_code(*place).starts_with("PPL");
            settled
                && gazetteer
                    .population(*place)
                    .is_some_and(|people| people > 20_000)
        };
        let mut places: Vec<PlaceIndex> = gazetteer.places().filter(peopled).collect();
        places.sort_by_key(|place| std::cmp::Reverse(gazetteer.population(*place)));
        Maker {
            gazetteer,
            places,
            words: WORDS.split_whitespace().collect(),
            seed: 7,
        }
    }

    /// The next number below `limit`: xorshift64*, the same in every run.
    fn below(&mut self, limit: u64) -> u64 {
        self.seed ^= self.seed >> 12;
        self.seed ^= self.seed << 25;
        self.seed ^= self.seed >> 27;
        (self.seed.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit
    }

    fn document(&mut self, number: u64, events: u64) -> (Document, Analysis) {
        let published = date(2025, 1, 1) + (number % DAYS).cast_signed().days();
        let mut text = String::new();
        let mut analysis = Analysis::default();
        for _ in 0..events {
            let event = self.event(&mut text, published);
            analysis.sentences.push(event.sentence);
            analysis.events.push(event);
        }
        let source = self.below(40);
        let document = Document {
            id: format!("article-{number}"),
            title: Some(format!("Article {number} of the wire")),
            url: Some(format!("https://news{source}.example.org/{number}")),
            published: Some(published),
            text,
            ..Document::default()
        };
        (document, analysis)
    }

    fn event(&mut self, text: &mut String, published: Date) -> Event {
        let start = text.len();
        let leaves = ontology::leaves();
        let leaf = &leaves[self.below(leaves.len() as u64) as usize];
        let actor = ACTORS[self.below(ACTORS.len() as u64) as usize];
        let dead = self.below(30);
        let place = self.place();
        let mut push = |words: &str| {
            let from = text.len();
            text.push_str(words);
            Span::new(from, text.len())
        };
        let actor_span = push(actor);
        push(": ");
        let trigger = push(&leaf.label.to_lowercase());
        push(" in ");
        let place_span = push(&place.name);
        push(", ");
        let count_span = push(&dead.to_string());
        push(" dead,");
        for _ in 0..20 {
            let number = self.below(self.words.len() as u64) as usize;
            let word = self.words[number];
            text.push(' ');
            text.push_str(word);
        }
        text.push('.');
        let sentence = Span::new(start, text.len());
        text.push(' ');
        let confidence = 0.4 + self.below(600) as f64 / 1000.0;
        Event {
            id: format!("{:016x}", self.seed),
            leaf,
            trigger,
            sentence,
            actors: vec![Participant {
                span: actor_span,
                name: actor.to_string(),
                country: None,
            }],
            targets: Vec::new(),
            date: self.date(published),
            places: vec![EventPlace {
                place,
                role: PlaceRole::At,
                region: None,
                area: None,
                span: place_span,
                confidence,
                reason: "made up".to_string(),
            }],
            counts: vec![Count {
                kind: CountKind::Killed,
                value: dead,
                precision: CountPrecision::Exact,
                span: count_span,
            }],
            status: Status::Occurred,
            attribution: None,
            confidence,
            unplaced_reason: String::new(),
            corrected: false,
        }
    }

    fn date(&mut self, published: Date) -> Option<EventDate> {
        let (range, text) = match self.below(20) {
            0 => return None,
            1 | 2 => (
                DateRange {
                    start: published.first_of_month(),
                    end: published.last_of_month(),
                    precision: DatePrecision::Month,
                },
                "this month",
            ),
            _ => (
                DateRange {
                    start: published,
                    end: published,
                    precision: DatePrecision::Day,
                },
                "today",
            ),
        };
        Some(EventDate {
            range,
            text: text.to_string(),
        })
    }

    /// A place; large ones far more often.
    fn place(&mut self) -> Place {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        let place = self.places[(share.powi(3) * self.places.len() as f64) as usize];
        let gazetteer = self.gazetteer;
        Place {
            id: gazetteer.place_id(place),
            name: gazetteer.name(place).to_string(),
            point: gazetteer.point(place),
            feature_code: gazetteer.feature_code(place).to_string(),
            country: gazetteer.country(place),
            admin1: gazetteer.admin1_name(place).map(str::to_string),
            population: gazetteer.population(place),
            precision: gazetteer.precision(place),
            radius_km: gazetteer.radius_km(place),
        }
    }
}
