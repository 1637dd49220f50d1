//! What a person is asked, what they answer, and how it is remembered.
//!
//! `review.csv` has a row a question: place, admin1, country, how many rows ask it, an empty
//! `decision`, and candidates. In `decision` a person writes a candidate's id
//! (`geonames:170063`), a point (`36.2, 37.16`: latitude first), or `none`. The overlay is the
//! same table without the candidates: it is read before the next table, and can be kept, shared
//! and corrected by hand.

use super::Query;
use crate::place::{LonLat, Place, PlaceId};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// What a person decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// This place.
    Place(PlaceId),
    /// This point.
    Point(LonLat),
    /// It has no place.
    Nowhere,
}

/// Place, admin1 and country as the table writes them.
type Key = [String; 3];

/// Decisions by question, in the order of the alphabet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions(BTreeMap<Key, Decision>);

/// A review or an overlay that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}, line {line}: {problem}")]
pub struct ReviewError {
    path: String,
    line: u64,
    problem: String,
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsure {
    /// Why it is asked.
    pub reason: String,
    /// Rows that ask it.
    pub rows: u64,
    /// Places to choose from.
    pub candidates: Vec<Place>,
}

const QUESTION: [&str; 3] = ["place", "admin1", "country"];
const DECISION: &str = "decision";
const CANDIDATES: usize = super::SHOWN;

fn key(query: &Query) -> Key {
    [&query.place, &query.admin1, &query.country].map(|part| part.trim().to_string())
}

impl Decision {
    /// `geonames:170063`, `36.2, 37.16`, `none`
    fn parse(text: &str) -> Option<Decision> {
        if text.eq_ignore_ascii_case("none") {
            return Some(Decision::Nowhere);
        }
        if let Some((lat, lon)) = text.split_once(',') {
            let number = |text: &str| text.trim().parse::<f64>().ok();
            return LonLat::new(number(lon)?, number(lat)?).map(Decision::Point);
        }
        PlaceId::parse(text).map(Decision::Place)
    }

    fn text(&self) -> String {
        match self {
            Decision::Place(id) => id.to_string(),
            Decision::Point(at) => format!("{}, {}", at.lat, at.lon),
            Decision::Nowhere => "none".to_string(),
        }
    }
}

impl Decisions {
    /// What was decided for a row.
    pub fn of(&self, query: &Query) -> Option<&Decision> {
        self.0.get(&key(query))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes in the decisions of a review or an overlay; later ones win. Rows without a decision
    /// are left open. Says how many there were.
    ///
    /// Errors: the file cannot be read, has not the columns, or a decision is none of the forms.
    pub fn read(&mut self, path: &Path) -> Result<usize, ReviewError> {
        let error = |line: u64, problem: String| ReviewError {
            path: path.display().to_string(),
            line,
            problem,
        };
        let file = File::open(path).map_err(|problem| error(0, problem.to_string()))?;
        let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(file);
        let header = table
            .headers()
            .map_err(|problem| error(1, problem.to_string()))?
            .clone();
        let column = |name: &str| {
            let at = header.iter().position(|column| column.trim() == name);
            at.ok_or_else(|| error(1, format!("no column {name}: give a review.csv of geocode")))
        };
        let question = [
            column(QUESTION[0])?,
            column(QUESTION[1])?,
            column(QUESTION[2])?,
        ];
        let decision = column(DECISION)?;
        let mut taken = 0;
        for (number, row) in table.records().enumerate() {
            let line = number as u64 + 2;
            let row = row.map_err(|problem| error(line, problem.to_string()))?;
            let cell = |at: usize| row.get(at).unwrap_or_default().trim();
            let text = cell(decision);
            if text.is_empty() {
                continue;
            }
            let decided = Decision::parse(text).ok_or_else(|| {
                error(
                    line,
                    format!(
                        "{text:?} is no decision: write an id such as geonames:170063, a point \
                         such as 36.2, 37.16, or none"
                    ),
                )
            })?;
            self.0
                .insert(question.map(|at| cell(at).to_string()), decided);
            taken += 1;
        }
        Ok(taken)
    }

    /// Writes the overlay.
    pub fn write(&self, out: &mut dyn Write) -> csv::Result<()> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(QUESTION.into_iter().chain([DECISION]))?;
        for (question, decision) in &self.0 {
            let decision = decision.text();
            out.write_record(question.iter().map(String::as_str).chain([&*decision]))?;
        }
        Ok(out.flush()?)
    }
}

/// The questions of a table, each once, the most asked first.
#[derive(Debug, Default)]
pub struct Review(BTreeMap<Key, Unsure>);

impl Review {
    /// Adds a row's question.
    pub fn add(&mut self, query: &Query, reason: &str, candidates: &[Place]) {
        let unsure = self.0.entry(key(query)).or_insert_with(|| Unsure {
            reason: reason.to_string(),
            rows: 0,
            candidates: candidates.to_vec(),
        });
        unsure.rows += 1;
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes `review.csv`.
    pub fn write(&self, out: &mut dyn Write) -> csv::Result<()> {
        let mut out = csv::Writer::from_writer(out);
        let candidates = (1..=CANDIDATES).map(|number| format!("candidate_{number}"));
        let header = QUESTION.into_iter().map(str::to_string);
        let middle = ["rows", DECISION, "reason"].map(str::to_string);
        out.write_record(header.chain(middle).chain(candidates))?;
        let mut questions: Vec<_> = self.0.iter().collect();
        questions.sort_by_key(|(_, unsure)| std::cmp::Reverse(unsure.rows));
        for (question, unsure) in questions {
            for cell in question {
                out.write_field(cell)?;
            }
            out.write_field(unsure.rows.to_string())?;
            out.write_field("")?;
            out.write_field(&unsure.reason)?;
            for at in 0..CANDIDATES {
                out.write_field(unsure.candidates.get(at).map(describe).unwrap_or_default())?;
            }
            out.write_record(None::<&[u8]>)?;
        }
        Ok(out.flush()?)
    }
}

/// "geonames:4250542 Springfield, Illinois, US, PPLA, 116250 inhabitants, 39.80, -89.64"
fn describe(place: &Place) -> String {
    let country = place.country.map(|code| code.as_str().to_string());
    let inhabitants = place
        .population
        .filter(|number| *number > 0)
        .map(|number| format!("{number} inhabitants"));
    let parts = [
        Some(format!("{} {}", place.id, place.name)),
        place.admin1.clone(),
        country,
        Some(place.feature_code.clone()),
        inhabitants,
        Some(format!("{:.2}, {:.2}", place.point.lat, place.point.lon)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_as_written() {
        for text in ["geonames:170063", "36.2, 37.16", "none"] {
            assert_eq!(Decision::parse(text).unwrap().text(), text);
        }
        for text in ["Aleppo", "95, 200", "geonames:", "1,2,3"] {
            assert_eq!(Decision::parse(text), None, "{text}");
        }
    }
}
