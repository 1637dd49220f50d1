//! Predicted place names beside annotated ones: which agree, how far apart, and why not.

use super::corpus::{Annotated, GoldToponym};
use crate::analysis::{Analysis, MentionType, Toponym};
use crate::gazetteer::{FeatureClass, Gazetteer};
use crate::place::{IdSource, Place, PlaceId};
use crate::recognize::is_demonym;

/// Kilometres of the worst possible error: half the Earth's circumference.
pub const FARTHEST_KM: f64 = 20_039.0;
/// A choice is right within 100 miles, as the literature counts.
pub const RIGHT_KM: f64 = 161.0;
/// The stricter limit: within a town and its surroundings.
pub const CLOSE_KM: f64 = 25.0;
/// A city and the division named after it are twins within this distance of each other.
const TWIN_KM: f64 = 60.0;

/// What a comparison is told beside the documents.
pub struct Judge<'g> {
    /// To look up what annotated numbers are.
    pub gazetteer: &'g Gazetteer,
}

/// What became of one annotated place name.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldOutcome {
    /// Index into the document's annotated names.
    pub gold: usize,
    /// Index into the analysis' names, when one has exactly the span.
    pub exact: Option<usize>,
    /// Index of one that shares a letter with it.
    pub overlap: Option<usize>,
    /// The comparison of the places, when the span is exact and the annotation has a place.
    pub choice: Option<Choice>,
    /// Whether it is used as annotated, where that is literal or associative.
    pub same_use: Option<bool>,
    /// Whether it is an adjective or demonym ("French").
    pub is_adjective: bool,
    /// Why it is not right; `None` when it is.
    pub cause: Option<Cause>,
}

/// A predicted place beside the annotated one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Kilometres apart; 0 for the same id or country, [`FARTHEST_KM`] when nothing was chosen.
    pub km: f64,
    /// Whether the ids are the same; `None` when the annotation has none.
    pub same_id: Option<bool>,
    /// Whether they are a settlement and the division of the same name there.
    pub twin: bool,
    /// What the program thought of its choice.
    pub confidence: f64,
}

impl Choice {
    /// Whether it counts as right.
    pub fn is_right(&self) -> bool {
        self.km <= RIGHT_KM
    }
}

/// Why an annotated name was not placed, or a predicted one is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// No predicted name shares a letter with it.
    NotFound,
    /// One does, but begins or ends elsewhere.
    WrongSpan,
    /// The gazetteer has no place of the name near the annotated point.
    NotInGazetteer,
    /// It has, and another was chosen.
    WrongChoice,
    /// Predicted where nothing is annotated.
    WronglyFound,
}

impl Cause {
    /// All of them, in the order of reports.
    pub const ALL: [Cause; 5] = [
        Cause::NotFound,
        Cause::WrongSpan,
        Cause::NotInGazetteer,
        Cause::WrongChoice,
        Cause::WronglyFound,
    ];

    /// The words in reports.
    pub fn name(self) -> &'static str {
        match self {
            Cause::NotFound => "not found",
            Cause::WrongSpan => "wrong span",
            Cause::NotInGazetteer => "not in gazetteer",
            Cause::WrongChoice => "wrong choice",
            Cause::WronglyFound => "wrongly found",
        }
    }
}

/// A document compared.
pub struct Comparison {
    /// One outcome per annotated name.
    pub gold: Vec<GoldOutcome>,
    /// Per predicted name: the annotated name of exactly its span.
    pub exact: Vec<Option<usize>>,
    /// Per predicted name: an annotated name that it overlaps.
    pub overlap: Vec<Option<usize>>,
}

impl Judge<'_> {
    /// Compares an analysis with the annotation of its document.
    pub fn compare(&self, annotated: &Annotated, analysis: &Analysis) -> Comparison {
        let found = &analysis.toponyms;
        let gold = &annotated.toponyms;
        let exact_of = |toponym: &Toponym| gold.iter().position(|g| g.span == toponym.span);
        let overlap_of =
            |toponym: &Toponym| gold.iter().position(|g| g.span.overlaps(toponym.span));
        let outcomes = (0..gold.len()).map(|at| self.outcome(at, annotated, found));
        Comparison {
            gold: outcomes.collect(),
            exact: found.iter().map(exact_of).collect(),
            overlap: found.iter().map(overlap_of).collect(),
        }
    }

    fn outcome(&self, at: usize, annotated: &Annotated, found: &[Toponym]) -> GoldOutcome {
        let gold = &annotated.toponyms[at];
        let surface = gold.span.of(&annotated.document.text);
        let exact = found.iter().position(|t| t.span == gold.span);
        let overlap = found.iter().position(|t| t.span.overlaps(gold.span));
        let choice = exact
            .filter(|_| !gold.points.is_empty())
            .map(|index| self.choice(gold, surface, &found[index]));
        let cause = match (exact, overlap) {
            (None, None) => Some(Cause::NotFound),
            (None, Some(_)) => Some(Cause::WrongSpan),
            (Some(_), _) => choice
                .filter(|choice| !choice.is_right())
                .map(|_| self.choice_cause(gold, surface)),
        };
        GoldOutcome {
            gold: at,
            exact,
            overlap,
            choice,
            same_use: exact.and_then(|index| {
                let usage = annotated_use(gold.usage.as_deref()?)?;
                Some(usage == found[index].mention_type)
            }),
            is_adjective: gold.adjective || is_demonym(self.gazetteer, surface),
            cause,
        }
    }

    fn choice(&self, gold: &GoldToponym, surface: &str, found: &Toponym) -> Choice {
        let Some(place) = &found.place else {
            return Choice {
                km: FARTHEST_KM,
                same_id: gold.geonames.map(|_| false),
                twin: false,
                confidence: found.confidence,
            };
        };
        let same_id = gold.geonames.map(|number| place.id == geonames(number));
        let twin = same_id == Some(false) && self.are_twins(gold, place);
        let same = same_id == Some(true) || self.is_same_country(gold, surface, place);
        let km = gold
            .points
            .iter()
            .map(|point| point.distance_km(place.point))
            .fold(FARTHEST_KM, f64::min);
        Choice {
            km: if same { 0.0 } else { km },
            same_id,
            twin,
            confidence: found.confidence,
        }
    }

    /// A country's point is a matter of taste: the country alone counts.
    fn is_same_country(&self, gold: &GoldToponym, _surface: &str, place: &Place) -> bool {
        if !is_country_code(&place.feature_code) {
            return false;
        }
        let annotated = gold.whole_country.or_else(|| {
            let index = self.gazetteer.by_id(geonames(gold.geonames?))?;
            is_country_code(self.gazetteer.feature_code(index))
                .then(|| self.gazetteer.country(index))?
        });
        annotated.is_some() && annotated == place.country
    }

    /// "New York" the city against the state, "Gao" the town against the region.
    fn are_twins(&self, gold: &GoldToponym, place: &Place) -> bool {
        let known = gold
            .geonames
            .and_then(|n| self.gazetteer.by_id(geonames(n)));
        let Some(code) = gold
            .feature_code
            .as_deref()
            .or_else(|| Some(self.gazetteer.feature_code(known?)))
        else {
            return false;
        };
        let classes = [
            FeatureClass::of(code),
            FeatureClass::of(&place.feature_code),
        ];
        let kinds = [FeatureClass::Administrative, FeatureClass::Populated];
        let parted = classes[0] != classes[1] && classes.iter().all(|c| kinds.contains(c));
        let near = gold
            .points
            .iter()
            .any(|point| point.distance_km(place.point) <= TWIN_KM.max(place.radius_km));
        parted && near
    }

    /// Whether any place of the name lies near enough to have been right.
    fn choice_cause(&self, gold: &GoldToponym, surface: &str) -> Cause {
        let reachable = self.gazetteer.lookup(surface).any(|named| {
            gold.geonames
                .is_some_and(|number| self.gazetteer.place_id(named.place) == geonames(number))
                || gold
                    .points
                    .iter()
                    .any(|point| point.distance_km(self.gazetteer.point(named.place)) <= RIGHT_KM)
        });
        if reachable {
            Cause::WrongChoice
        } else {
            Cause::NotInGazetteer
        }
    }
}

/// The use that an annotation's word means; `None` for mixed and others.
fn annotated_use(word: &str) -> Option<MentionType> {
    match word {
        "literal" => Some(MentionType::Literal),
        "associative" | "assoc" => Some(MentionType::Associative),
        _ => None,
    }
}

fn geonames(number: u64) -> PlaceId {
    PlaceId {
        source: IdSource::Geonames,
        number,
    }
}

fn is_country_code(code: &str) -> bool {
    code.starts_with("PCL") || code == "TERR"
}
