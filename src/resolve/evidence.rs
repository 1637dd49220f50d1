//! The evidence for each candidate of each group, given what the other groups are taken for.

use super::candidate::Candidate;
use super::group::Group;
use super::weights::{TERMS, Term};
use crate::gazetteer::{FeatureClass, Gazetteer, NameKind};
use crate::place::CountryCode;
use crate::recognize::{Fit, Generic};
use crate::text::{Shape, Text};
use rustc_hash::FxHashMap;

/// Closeness is ½ at this distance, in kilometres.
const CLOSE_KM: f64 = 100.0;
/// Radius for [`Term::NearShare`], in kilometres.
const NEAR_KM: f64 = 150.0;
/// Other names that a name is weighed against, on either side of it in the order of the groups:
/// more than any article has, so that only books and lists of places meet the bound, whose time
/// would grow with the square of their names.
const ANCHORS_EACH_SIDE: usize = 400;
/// A division and a settlement of one name are twins within this distance, in kilometres.
const TWIN_KM: f64 = 60.0;

/// The evidence of one candidate, by [`Term`].
pub(crate) type Evidence = [f64; TERMS];

/// What of a document is the same for all candidates.
pub(crate) struct Story {
    /// How often each country's people are spoken of: "Syrian", "Turks".
    peoples: FxHashMap<CountryCode, u32>,
}

/// The groups of the dateline: with their containers, where it names one.
pub(crate) fn datelines(groups: &[Group]) -> Vec<usize> {
    let in_dateline = |at: &usize| groups[*at].in_dateline;
    let is_full = |at: &usize| groups[*at].container.is_some();
    let all: Vec<usize> = (0..groups.len()).filter(in_dateline).collect();
    let has_full = all.iter().any(is_full);
    all.into_iter()
        .filter(|at| is_full(at) == has_full)
        .collect()
}

impl Story {
    /// Reads the demonyms of a text.
    pub(crate) fn new(text: &Text, gazetteer: &Gazetteer) -> Story {
        let mut peoples = FxHashMap::default();
        let mut folded = String::new();
        for token in &text.tokens {
            if !matches!(token.shape, Shape::Capitalized) {
                continue;
            }
            folded.clear();
            crate::gazetteer::fold::fold_into(token.span.of(text.raw), &mut folded);
            if let Some(country) = gazetteer.demonym(&folded).find_map(|form| form.country) {
                *peoples.entry(country).or_default() += 1;
            }
        }
        Story { peoples }
    }

    fn speaks_of(&self, country: Option<CountryCode>) -> bool {
        country.is_some_and(|country| self.peoples.contains_key(&country))
    }
}

/// What the groups are taken for: an index into each one's candidates.
pub(crate) type Picks = [Option<usize>];

/// Evidence that needs no other group: used to begin with.
pub(crate) fn alone(group: &Group) -> Vec<Evidence> {
    let facts = Facts::of(group);
    group
        .candidates
        .iter()
        .map(|candidate| {
            let mut evidence = [0.0; TERMS];
            of_the_place(group, &facts, candidate, &mut evidence);
            evidence
        })
        .collect()
}

/// All evidence for a group's candidates.
pub(crate) fn weigh(
    at: usize,
    groups: &[Group],
    datelines: &[usize],
    picks: &Picks,
    story: &Story,
) -> Vec<Evidence> {
    let group = &groups[at];
    let facts = Facts::of(group);
    let anchors = anchors(at, groups, picks);
    let dateline = datelines.iter().find(|other| **other != at);
    let dateline = dateline.and_then(|other| Some(&groups[*other].candidates[picks[*other]?]));
    group
        .candidates
        .iter()
        .map(|candidate| {
            let mut evidence = [0.0; TERMS];
            of_the_place(group, &facts, candidate, &mut evidence);
            of_containers(group, groups, picks, candidate, &mut evidence);
            of_the_story(candidate, &anchors, story, &mut evidence);
            if let Some(dateline) = dateline {
                of_the_dateline(candidate, dateline, &mut evidence);
            }
            evidence
        })
        .collect()
}

/// The places that the other surfaces around are taken for.
fn anchors<'g>(at: usize, groups: &'g [Group], picks: &Picks) -> Vec<&'g Candidate> {
    let end = groups.len().min(at + ANCHORS_EACH_SIDE);
    let around = at.saturating_sub(ANCHORS_EACH_SIDE)..end;
    groups[around.clone()]
        .iter()
        .zip(&picks[around])
        .filter(|(group, _)| group.surface != groups[at].surface)
        .filter_map(|(group, pick)| Some(&group.candidates[(*pick)?]))
        .collect()
}

/// What a group's candidates have in common.
struct Facts {
    most: u64,
    has_country: bool,
    /// Whether some candidate is not a country.
    is_mixed: bool,
}

impl Facts {
    fn of(group: &Group) -> Facts {
        let all = &group.candidates;
        Facts {
            most: all.iter().map(|c| c.population).max().unwrap_or(0),
            has_country: all.iter().any(|c| c.code.is_country),
            is_mixed: all.iter().any(|c| !c.code.is_country),
        }
    }
}

fn of_the_place(group: &Group, facts: &Facts, candidate: &Candidate, evidence: &mut Evidence) {
    let code = candidate.code;
    let mut set = |term: Term, value: f64| evidence[term as usize] = value;
    let flag = f64::from;
    set(Term::Population, candidate.log_population);
    set(Term::Level, code.level);
    set(Term::MainName, flag(candidate.kind == NameKind::Main));
    set(
        Term::GeneratedName,
        flag(candidate.kind == NameKind::Generated),
    );
    set(
        Term::Largest,
        flag(facts.most > 0 && candidate.population == facts.most),
    );
    set(Term::Capital, flag(code.is_capital));
    set(Term::Seat, flag(code.is_seat));
    set(
        Term::Country,
        flag(code.is_country && facts.has_country && facts.is_mixed),
    );
    set(Term::Division, flag(code.is_admin1));
    let administrative = code.class == FeatureClass::Administrative && !code.is_country;
    let twin = administrative && has_settlement_twin(group, candidate);
    let asked = group
        .generic
        .is_some_and(|g| matches!(g, Generic::County | Generic::Province | Generic::District));
    set(Term::DivisionTwin, flag(twin && !asked));
    set(
        Term::MinorDivision,
        flag(administrative && !twin && !code.is_admin1 && !asked),
    );
    set(
        Term::Site,
        flag(matches!(
            code.class,
            FeatureClass::Spot | FeatureClass::Road
        )),
    );
    set(
        Term::Area,
        flag(matches!(
            code.class,
            FeatureClass::Area | FeatureClass::Water | FeatureClass::Terrain
        )),
    );
    set(
        Term::Minor,
        flag(
            code.class == FeatureClass::Populated && candidate.population == 0 || code.level == 0.3,
        ),
    );
    set(Term::Generic, flag(candidate.fit == Some(Fit::Exact)));
    set(Term::GenericClash, flag(candidate.fit == Some(Fit::Clash)));
}

fn has_settlement_twin(group: &Group, division: &Candidate) -> bool {
    group.candidates.iter().any(|other| {
        other.code.class == FeatureClass::Populated
            && other.country == division.country
            && (division.distance_km(other) < TWIN_KM.max(division.radius_km)
                || other.is_inside(division))
    })
}

fn of_containers(
    group: &Group,
    groups: &[Group],
    picks: &Picks,
    candidate: &Candidate,
    evidence: &mut Evidence,
) {
    if let Some(container) = group.container {
        let inside = groups[container]
            .candidates
            .iter()
            .any(|parent| candidate.is_inside(parent));
        evidence[Term::Container as usize] = f64::from(inside);
    }
    if let Some(full) = group.earlier_full {
        let same =
            picks[full].is_some_and(|pick| groups[full].candidates[pick].place == candidate.place);
        evidence[Term::EarlierFull as usize] = f64::from(same);
    }
}

fn of_the_story(
    candidate: &Candidate,
    anchors: &[&Candidate],
    story: &Story,
    evidence: &mut Evidence,
) {
    let mut sums = [0.0; 4];
    let mut nearest: f64 = 0.0;
    let mut closeness = 0.0;
    let (mut country_named, mut division_named, mut county_named) = (false, false, false);
    for anchor in anchors {
        let same_country = candidate.country.is_some() && candidate.country == anchor.country;
        country_named |= anchor.code.is_country && same_country;
        division_named |= anchor.code.is_admin1 && candidate.admin1 == Some(anchor.place);
        county_named |= anchor.code.is_admin2 && candidate.admin2 == Some(anchor.place);
        sums[1] += f64::from(same_country);
        sums[2] += f64::from(candidate.admin1.is_some() && candidate.admin1 == anchor.admin1);
        sums[3] += f64::from(anchor.is_inside(candidate));
        // Countries and first-order divisions are no points.
        if !anchor.code.is_country && !anchor.code.is_admin1 && anchor.place != candidate.place {
            let distance = candidate.distance_km(anchor);
            let close = 1.0 / (1.0 + distance / CLOSE_KM);
            nearest = nearest.max(close);
            closeness += close;
            sums[0] += f64::from(distance < NEAR_KM);
        }
    }
    let count = anchors.len().max(1) as f64;
    let mut set = |term: Term, value: f64| evidence[term as usize] = value;
    let self_named = candidate.code.is_country;
    set(
        Term::CountryNamed,
        f64::from(!self_named && (country_named || story.speaks_of(candidate.country))),
    );
    set(
        Term::DivisionNamed,
        f64::from(division_named && !candidate.code.is_admin1),
    );
    set(
        Term::CountyNamed,
        f64::from(county_named && !candidate.code.is_admin2),
    );
    set(Term::Near, nearest);
    set(Term::Central, closeness / count);
    set(Term::NearShare, sums[0] / count);
    set(Term::CountryShare, sums[1] / count);
    set(Term::DivisionShare, sums[2] / count);
    set(Term::Holds, sums[3] / count);
}

fn of_the_dateline(candidate: &Candidate, dateline: &Candidate, evidence: &mut Evidence) {
    let same = candidate.country.is_some() && candidate.country == dateline.country;
    evidence[Term::DatelineCountry as usize] = f64::from(same);
    let distance = candidate.distance_km(dateline);
    evidence[Term::DatelineNear as usize] = 1.0 / (1.0 + distance / CLOSE_KM);
}
