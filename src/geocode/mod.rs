//! Tables of events joined to coordinates by the names of their places.
//!
//! The simple version looks a name up and takes the largest place. Here country and division
//! given beside the name leave only the places inside them, the resolver weighs what is left in
//! the light of the row's text, and what it is not sure of goes to a person: `review.csv` lists
//! it with candidates, a filled-in review is applied, and what was decided is kept in an overlay
//! for the next table (`review.rs`). `table.rs` reads the tables.

mod review;
mod table;

pub use review::{Decision, Decisions, Review, ReviewError, Unsure};
pub use table::{Table, TableError};

use crate::gazetteer::{Gazetteer, PlaceIndex};
use crate::place::{CountryCode, LonLat, Place, PlaceId, PlacePrecision};
use crate::recognize::{self, Cues, Generic};
use crate::resolve;
use crate::span::Span;
use crate::text::Text;
use rustc_hash::FxHashMap;

/// Below this probability a person is asked, unless only one place is possible: a convention.
const SURE: f64 = 0.6;
/// How often the only place of a name in its country is the right one, and in its division: the
/// others are places that the gazetteer lacks. 331 of 357 and 581 of 589 towns of annotated
/// articles and of a database of events, by `benches/geocode.py` (`docs/formats.md`).
const ONLY_IN_COUNTRY: f64 = 0.93;
const ONLY_IN_DIVISION: f64 = 0.99;
/// Candidates shown to a person.
const SHOWN: usize = 5;

/// What a row says of its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// The name.
    pub place: String,
    /// Name of the first-order division; may be empty.
    pub admin1: String,
    /// Country: code or name; may be empty.
    pub country: String,
    /// Words around it; may be empty.
    pub text: String,
}

/// What a row gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Where it is; `None` when nobody knows.
    pub point: Option<LonLat>,
    /// The place, where it is one of the gazetteer.
    pub place_id: Option<PlaceId>,
    /// The kind of its footprint.
    pub precision: Option<PlacePrecision>,
    /// Probability that it is right.
    pub confidence: Option<f64>,
    /// Why it is this one, or why none.
    pub reason: String,
    /// Whether a person should look, and at which places, the likeliest first.
    pub unsure: Option<Vec<Place>>,
}

impl Answer {
    fn none(reason: String) -> Answer {
        Answer {
            point: None,
            place_id: None,
            precision: None,
            confidence: None,
            reason,
            unsure: Some(Vec::new()),
        }
    }

    fn of(place: &Place, confidence: f64, reason: String) -> Answer {
        Answer {
            point: Some(place.point),
            place_id: Some(place.id),
            precision: Some(place.precision),
            confidence: Some(confidence),
            reason,
            unsure: None,
        }
    }
}

/// Answers queries; the same query is answered once.
pub struct Geocoder<'g> {
    gazetteer: &'g Gazetteer,
    decisions: Decisions,
    answers: FxHashMap<Query, Answer>,
}

impl<'g> Geocoder<'g> {
    /// A geocoder that knows what people decided.
    pub fn new(gazetteer: &'g Gazetteer, decisions: Decisions) -> Geocoder<'g> {
        Geocoder {
            gazetteer,
            decisions,
            answers: FxHashMap::default(),
        }
    }

    /// What was decided, with what came before.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// The place a row means.
    pub fn answer(&mut self, query: &Query) -> Answer {
        if let Some(known) = self.answers.get(query) {
            return known.clone();
        }
        let answer = match self.decisions.of(query) {
            Some(decision) => self.decided(decision),
            None => self.resolved(query),
        };
        self.answers.insert(query.clone(), answer.clone());
        answer
    }

    fn decided(&self, decision: &Decision) -> Answer {
        match decision {
            Decision::Place(id) => match self.gazetteer.by_id(*id) {
                Some(index) => {
                    let place = self.gazetteer.place(index);
                    Answer::of(&place, 1.0, "decided in a review".to_string())
                }
                None => Answer::none(format!("a review says {id}, which is not in the gazetteer")),
            },
            Decision::Point(point) => Answer {
                point: Some(*point),
                place_id: None,
                precision: Some(PlacePrecision::Exact),
                confidence: Some(1.0),
                reason: "decided in a review".to_string(),
                unsure: None,
            },
            Decision::Nowhere => Answer {
                unsure: None,
                ..Answer::none("a review says that it has no place".to_string())
            },
        }
    }

    fn resolved(&self, query: &Query) -> Answer {
        if query.place.trim().is_empty() {
            return Answer {
                unsure: None,
                ..Answer::none("the row names no place".to_string())
            };
        }
        let mut named: Vec<PlaceIndex> = Vec::new();
        for found in self.gazetteer.lookup(&query.place) {
            if !named.contains(&found.place) {
                named.push(found.place);
            }
        }
        if named.is_empty() {
            return self.misspelt(query);
        }
        let hints = match self.hints(query) {
            Ok(hints) => hints,
            Err(problem) => return Answer::none(problem),
        };
        let possible: Vec<PlaceIndex> = named
            .iter()
            .copied()
            .filter(|place| hints.allow(self.gazetteer, *place))
            .collect();
        match possible[..] {
            [] => Answer {
                unsure: Some(self.shown(&named)),
                ..Answer::none(format!("no {} in {}", query.place, hints.words))
            },
            [only] if !hints.words.is_empty() => {
                let place = self.gazetteer.place(only);
                let confidence = match hints.divisions.is_empty() {
                    true => ONLY_IN_COUNTRY,
                    false => ONLY_IN_DIVISION,
                };
                let reason = format!("the only {} in {}", query.place, hints.words);
                Answer::of(&place, confidence, reason)
            }
            _ => self.weighed(query, &possible),
        }
    }

    /// A name that nobody has: places with names close to it are shown, never chosen.
    fn misspelt(&self, query: &Query) -> Answer {
        let country = self.country(&query.country);
        let close = self.gazetteer.search(&query.place, country, SHOWN);
        let close: Vec<PlaceIndex> = close.iter().map(|found| found.place).collect();
        Answer {
            unsure: Some(self.shown(&close)),
            ..Answer::none(format!("no place is called {}", query.place))
        }
    }

    /// The resolver's choice among the possible places.
    fn weighed(&self, query: &Query, possible: &[PlaceIndex]) -> Answer {
        let ids: Vec<PlaceId> = possible
            .iter()
            .map(|place| self.gazetteer.place_id(*place))
            .collect();
        let toponym = self.resolve(query);
        let mut candidates = toponym.candidates;
        candidates.retain(|candidate| ids.contains(&candidate.place.id));
        if candidates.is_empty() {
            // The resolver keeps the best ten; the largest place is what is left to go by.
            let place = self.gazetteer.place(possible[0]);
            return Answer {
                unsure: Some(self.shown(possible)),
                ..Answer::of(
                    &place,
                    1.0 / possible.len() as f64,
                    "the largest".to_string(),
                )
            };
        }
        let best = &candidates[0];
        let chosen = toponym.place.as_ref().map(|place| place.id) == Some(best.place.id);
        let (confidence, reason) = if chosen {
            (toponym.confidence, toponym.reason)
        } else {
            let share = share_of_first(candidates.iter().map(|candidate| candidate.score));
            (
                share,
                "the likeliest where country and division fit".to_string(),
            )
        };
        let shown = candidates.iter().take(SHOWN);
        let shown = shown.map(|candidate| candidate.place.clone()).collect();
        Answer {
            unsure: (confidence < SURE).then_some(shown),
            ..Answer::of(&best.place, confidence, reason)
        }
    }

    /// Resolves the name in its text, with the hints behind it: "Springfield, Illinois, US".
    fn resolve(&self, query: &Query) -> crate::analysis::Toponym {
        let before = match query.text.trim() {
            "" => String::new(),
            text => format!("{text}\n\n"),
        };
        let mut whole = before.clone();
        let mut spans: Vec<Span> = {
            let text = Text::new(&before);
            let mentions =
                recognize::find_mentions(&text, self.gazetteer, recognize::Options::default());
            mentions.into_iter().map(|mention| mention.span).collect()
        };
        let own = spans.len();
        for part in [&query.place, &query.admin1, &query.country] {
            if part.trim().is_empty() {
                continue;
            }
            if spans.len() > own {
                whole.push_str(", ");
            }
            let start = whole.len();
            whole.push_str(part.trim());
            spans.push(Span::new(start, whole.len()));
        }
        let span = spans[own];
        let text = Text::new(&whole);
        let mentions = recognize::mentions_from_spans(&text, &spans, self.gazetteer);
        let at = mentions.iter().position(|mention| mention.span == span);
        let options = resolve::Options {
            explain: true,
            ..resolve::Options::default()
        };
        let mut toponyms = resolve::resolve(&text, &mentions, self.gazetteer, options);
        match at {
            Some(at) => toponyms.swap_remove(at),
            None => crate::analysis::Toponym {
                span,
                mention_type: crate::analysis::MentionType::Literal,
                place: None,
                score: 0.0,
                margin: 0.0,
                confidence: 0.0,
                reason: String::new(),
                candidates: Vec::new(),
                corrected: false,
            },
        }
    }

    fn shown(&self, places: &[PlaceIndex]) -> Vec<Place> {
        let places = places.iter().take(SHOWN);
        places.map(|place| self.gazetteer.place(*place)).collect()
    }

    fn hints(&self, query: &Query) -> Result<Hints, String> {
        let given = |hint: &str| !hint.trim().is_empty();
        let country = self.country(&query.country);
        if given(&query.country) && country.is_none() {
            return Err(format!("unknown country {}", query.country));
        }
        let divisions: Vec<PlaceIndex> = match given(&query.admin1) {
            true => self.divisions(&query.admin1, country),
            false => Vec::new(),
        };
        if given(&query.admin1) && divisions.is_empty() {
            return Err(format!("unknown division {}", query.admin1));
        }
        let words = [query.admin1.trim(), query.country.trim()];
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        Ok(Hints {
            country,
            divisions,
            words: words.join(", "),
        })
    }

    /// A country by its code or its name.
    fn country(&self, hint: &str) -> Option<CountryCode> {
        let hint = hint.trim();
        let by_code = CountryCode::new(&hint.to_uppercase());
        let by_code = by_code.filter(|code| self.gazetteer.country_by_code(*code).is_some());
        by_code.or_else(|| {
            let named = self.gazetteer.lookup(hint).map(|found| found.place);
            named
                .filter(|place| self.gazetteer.precision(*place) == PlacePrecision::Country)
                .find_map(|place| self.gazetteer.country(place))
        })
    }

    /// Divisions of a name, or of the name before "Province", "Oblast".
    fn divisions(&self, hint: &str, country: Option<CountryCode>) -> Vec<PlaceIndex> {
        let named = self.divisions_named(hint.trim(), country);
        match hint.trim().rsplit_once(' ') {
            Some((name, kind)) if named.is_empty() && is_province(kind) => {
                self.divisions_named(name, country)
            }
            _ => named,
        }
    }

    fn divisions_named(&self, name: &str, country: Option<CountryCode>) -> Vec<PlaceIndex> {
        let named = self.gazetteer.lookup(name).map(|found| found.place);
        let mut divisions: Vec<PlaceIndex> = named
            .filter(|place| self.gazetteer.precision(*place) == PlacePrecision::Admin1)
            .filter(|place| country.is_none() || self.gazetteer.country(*place) == country)
            .collect();
        divisions.dedup();
        divisions
    }
}

/// What a row says of where its place lies.
struct Hints {
    country: Option<CountryCode>,
    divisions: Vec<PlaceIndex>,
    /// As the row writes it.
    words: String,
}

impl Hints {
    fn allow(&self, gazetteer: &Gazetteer, place: PlaceIndex) -> bool {
        let inside = |division: &PlaceIndex| {
            place == *division
                || gazetteer.admin1(place) == Some(*division)
                || gazetteer.is_inside(place, *division)
        };
        (self.country.is_none() || gazetteer.country(place) == self.country)
            && (self.divisions.is_empty() || self.divisions.iter().any(inside))
    }
}

fn is_province(word: &str) -> bool {
    Generic::of(&word.to_lowercase(), Cues::default()) == Some(Generic::Province)
}

/// The first score's share when scores are read as log odds.
fn share_of_first(scores: impl Iterator<Item = f64> + Clone) -> f64 {
    let first = scores.clone().next().unwrap_or_default();
    1.0 / scores.map(|score| (score - first).exp()).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(place: &str, admin1: &str, country: &str) -> Answer {
        let mut geocoder = Geocoder::new(Gazetteer::embedded(), Decisions::default());
        geocoder.answer(&Query {
            place: place.to_string(),
            admin1: admin1.to_string(),
            country: country.to_string(),
            text: String::new(),
        })
    }

    fn place_of(answer: &Answer) -> Place {
        let gazetteer = Gazetteer::embedded();
        gazetteer.place(gazetteer.by_id(answer.place_id.unwrap()).unwrap())
    }

    #[test]
    fn hints_decide() {
        for (place, admin1, country, expected) in [
            ("Paris", "", "FR", ("FR", None)),
            ("Paris", "Texas", "US", ("US", Some("Texas"))),
            ("Mosul", "Nīnawá province", "Iraq", ("IQ", Some("Nineveh"))),
            ("Tripoli", "", "Lebanon", ("LB", None)),
            ("Tripoli", "", "ly", ("LY", None)),
        ] {
            let found = place_of(&answer(place, admin1, country));
            assert_eq!(found.country.unwrap().as_str(), expected.0, "{place}");
            if let Some(division) = expected.1 {
                assert_eq!(found.admin1.as_deref(), Some(division));
            }
        }
    }

    #[test]
    fn what_is_not_there_is_said() {
        assert_eq!(answer("", "", "").reason, "the row names no place");
        assert_eq!(
            answer("Aleppo", "", "Atlantis").reason,
            "unknown country Atlantis"
        );
        let nowhere = answer("Qwrtzplk", "", "");
        assert_eq!((nowhere.point, nowhere.unsure.is_some()), (None, true));
        assert!(
            answer("Aleppo", "", "NO")
                .reason
                .starts_with("no Aleppo in NO")
        );
    }
}
