//! The evidence for each candidate of each group, given what the other groups are taken for.

use super::candidate::{Candidate, unit_vector};
use super::group::Group;
use super::home::Home;
use super::support::Support;
use super::weights::{TERMS, Term};
use crate::gazetteer::fold::fold_into;
use crate::gazetteer::{FeatureClass, Gazetteer, NameKind, PlaceIndex};
use crate::place::{CountryCode, EARTH_RADIUS_KM};
use crate::recognize::{Fit, Generic};
use crate::text::{Shape, Text};
use rustc_hash::FxHashMap;

/// Closeness is ½ at this distance, in kilometres.
const CLOSE_KM: f64 = 100.0;
/// Closeness to the outlet's own town is ½ at this distance, in kilometres.
const TOWN_KM: f64 = 12.0;
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

/// Words between two names at which the one is half as near as beside it.
const WORDS: f64 = 20.0;

/// What of a document is the same for all candidates.
pub(crate) struct Story {
    /// How often each country's people are spoken of: "Syrian", "Turks".
    peoples: FxHashMap<CountryCode, u32>,
    /// Where the candidates gather.
    support: Support,
    /// The outlet's home with its point on the unit sphere.
    home: Option<(Home, [f64; 3])>,
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
    /// Reads a text and the groups of its names.
    pub(crate) fn new(
        text: &Text,
        groups: &[Group],
        home: Option<Home>,
        gazetteer: &Gazetteer,
    ) -> Story {
        Story {
            peoples: peoples(text, gazetteer),
            support: Support::new(groups),
            home: home.map(|home| (home, unit_vector(home.point))),
        }
    }

    fn speaks_of(&self, country: Option<CountryCode>) -> bool {
        country.is_some_and(|country| self.peoples.contains_key(&country))
    }
}

/// How often each country's people are spoken of.
fn peoples(text: &Text, gazetteer: &Gazetteer) -> FxHashMap<CountryCode, u32> {
    let mut peoples = FxHashMap::default();
    let mut folded = String::new();
    for token in &text.tokens {
        if !matches!(token.shape, Shape::Capitalized) {
            continue;
        }
        folded.clear();
        fold_into(token.span.of(text.raw), &mut folded);
        if let Some(country) = gazetteer.demonym(&folded).find_map(|form| form.country) {
            *peoples.entry(country).or_default() += 1;
        }
    }
    peoples
}

/// How near in the words two groups stand at their nearest: 1 beside each other, to 0.
fn beside(one: &Group, other: &Group) -> f64 {
    1.0 / (1.0 + nearest(&one.positions, &other.positions) as f64 / WORDS)
}

/// The least distance between numbers of two ascending lists.
fn nearest(one: &[usize], other: &[usize]) -> usize {
    let (mut a, mut b) = (0, 0);
    let mut least = usize::MAX;
    while a < one.len() && b < other.len() {
        least = least.min(one[a].abs_diff(other[b]));
        if one[a] < other[b] { a += 1 } else { b += 1 }
    }
    least
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

/// Adds the evidence that does not hang on what the other groups are taken for.
pub(crate) fn settle(at: usize, group: &Group, story: &Story, alone: &mut [Evidence]) {
    for (candidate, evidence) in group.candidates.iter().zip(alone) {
        of_support(at, candidate, story, evidence);
        of_home(candidate, story, evidence);
    }
}

/// All evidence for a group's candidates: the `settled`, and that of what the others are taken for.
pub(crate) fn weigh(
    at: usize,
    groups: &[Group],
    datelines: &[usize],
    picks: &Picks,
    story: &Story,
    settled: &[Evidence],
) -> Vec<Evidence> {
    let group = &groups[at];
    let anchors = anchors(at, groups, picks);
    let scene = Scene::of(&anchors);
    let dateline = datelines.iter().find(|other| **other != at);
    let dateline = dateline.and_then(|other| Some(&groups[*other].candidates[picks[*other]?]));
    let candidates = group.candidates.iter().zip(settled);
    candidates
        .map(|(candidate, settled)| {
            let mut evidence = *settled;
            of_containers(group, groups, picks, candidate, &mut evidence);
            of_the_story(candidate, &anchors, story, &mut evidence);
            of_the_scene(candidate, &scene, anchors.len(), &mut evidence);
            if let Some(dateline) = dateline {
                of_the_dateline(candidate, dateline, &mut evidence);
            }
            evidence
        })
        .collect()
}

/// What another surface is taken for.
struct Anchor<'g> {
    place: &'g Candidate,
    /// How near in the words it stands.
    beside: f64,
}

/// The places that the other surfaces around are taken for.
fn anchors<'g>(at: usize, groups: &'g [Group], picks: &Picks) -> Vec<Anchor<'g>> {
    let other = |other: usize| other != at && groups[other].surface != groups[at].surface;
    let end = groups.len().min(at + ANCHORS_EACH_SIDE);
    (at.saturating_sub(ANCHORS_EACH_SIDE)..end)
        .filter(|&index| other(index))
        .filter_map(|index| {
            Some(Anchor {
                place: &groups[index].candidates[picks[index]?],
                beside: beside(&groups[at], &groups[index]),
            })
        })
        .collect()
}

/// What a group's candidates have in common.
struct Facts {
    /// Logarithm of the population of the largest, and of the second largest.
    largest: [f64; 2],
    most: u64,
    has_country: bool,
    /// Whether some candidate is not a country.
    is_mixed: bool,
}

impl Facts {
    fn of(group: &Group) -> Facts {
        let all = &group.candidates;
        let mut largest = [0.0; 2];
        for candidate in all {
            if candidate.log_population > largest[0] {
                largest = [candidate.log_population, largest[0]];
            } else if candidate.log_population > largest[1] {
                largest[1] = candidate.log_population;
            }
        }
        Facts {
            largest,
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
    let is_largest = candidate.log_population >= facts.largest[0];
    let rival = facts.largest[usize::from(is_largest)];
    set(Term::Lead, candidate.log_population - rival);
    set(Term::Capital, flag(code.is_capital));
    set(Term::Seat, flag(code.is_seat));
    set(Term::MinorSeat, flag(code.is_minor_seat));
    let polity = flag(code.is_country || code.is_capital);
    set(Term::Polity, polity * group.associative);
    set(
        Term::Country,
        flag(code.is_country && facts.has_country && facts.is_mixed),
    );
    set(Term::Division, flag(code.is_admin1));
    set(Term::County, flag(code.is_admin2));
    let administrative = code.class == FeatureClass::Administrative && !code.is_country;
    let twin = administrative && has_settlement_twin(group, candidate);
    let asked = group
        .generic
        .is_some_and(|g| matches!(g, Generic::County | Generic::Province | Generic::District));
    let main = candidate.kind == NameKind::Main;
    set(Term::KnownDivision, flag(code.is_admin1 && main));
    set(Term::KnownCountry, flag(code.is_country && main));
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
    let holds = |child: &usize| {
        let children = &groups[*child].candidates;
        children.iter().any(|child| child.is_inside(candidate))
    };
    evidence[Term::Child as usize] = f64::from(group.children.iter().any(holds));
    if let Some(full) = group.earlier_full {
        let same =
            picks[full].is_some_and(|pick| groups[full].candidates[pick].place == candidate.place);
        evidence[Term::EarlierFull as usize] = f64::from(same);
    }
}

/// Sums over the places that the other names are taken for.
#[derive(Default)]
struct Sums {
    country_named: bool,
    division_named: bool,
    county_named: bool,
    near: usize,
    same_country: usize,
    same_division: usize,
    same_county: usize,
    held: usize,
    nearest: f64,
    closeness: f64,
    country_beside: f64,
    division_beside: f64,
    place_beside: f64,
}

impl Sums {
    fn add(&mut self, candidate: &Candidate, anchor: &Anchor) {
        let place = anchor.place;
        let country = candidate.country.is_some() && candidate.country == place.country;
        let division = candidate.admin1.is_some() && candidate.admin1 == place.admin1;
        let county = candidate.admin2.is_some() && candidate.admin2 == place.admin2;
        self.country_named |= place.code.is_country && country;
        self.division_named |= place.code.is_admin1 && candidate.admin1 == Some(place.place);
        self.county_named |= place.code.is_admin2 && candidate.admin2 == Some(place.place);
        self.same_country += usize::from(country);
        self.same_division += usize::from(division);
        self.same_county += usize::from(county);
        self.held += usize::from(place.is_inside(candidate));
        if country {
            self.country_beside = self.country_beside.max(anchor.beside);
        }
        if division {
            self.division_beside = self.division_beside.max(anchor.beside);
        }
        // Countries and first-order divisions are no points.
        if !place.code.is_country && !place.code.is_admin1 && place.place != candidate.place {
            let distance = candidate.distance_km(place);
            let close = 1.0 / (1.0 + distance / CLOSE_KM);
            self.nearest = self.nearest.max(close);
            self.closeness += close;
            if distance < NEAR_KM {
                self.near += 1;
                self.place_beside = self.place_beside.max(anchor.beside);
            }
        }
    }
}

fn of_the_story(candidate: &Candidate, anchors: &[Anchor], story: &Story, evidence: &mut Evidence) {
    let mut sums = Sums::default();
    for anchor in anchors {
        sums.add(candidate, anchor);
    }
    let count = anchors.len().max(1) as f64;
    let flag = f64::from;
    let code = candidate.code;
    let spoken = sums.country_named || story.speaks_of(candidate.country);
    let alone = sums.same_country == 0 && !story.speaks_of(candidate.country);
    let mut set = |term: Term, value: f64| evidence[term as usize] = value;
    set(Term::CountryNamed, flag(!code.is_country && spoken));
    set(
        Term::DivisionNamed,
        flag(sums.division_named && !code.is_admin1),
    );
    set(
        Term::CountyNamed,
        flag(sums.county_named && !code.is_admin2),
    );
    set(Term::Near, sums.nearest);
    set(Term::Central, sums.closeness / count);
    set(Term::NearShare, sums.near as f64 / count);
    set(Term::CountryShare, sums.same_country as f64 / count);
    set(Term::DivisionShare, sums.same_division as f64 / count);
    set(Term::CountyShare, sums.same_county as f64 / count);
    set(Term::Holds, sums.held as f64 / count);
    set(Term::CountryBeside, sums.country_beside);
    set(Term::DivisionBeside, sums.division_beside);
    set(Term::PlaceBeside, sums.place_beside);
    set(Term::Unsupported, candidate.log_population * flag(alone));
}

/// The country and the division in which most of the other places lie, with how many do.
#[derive(Default)]
struct Scene {
    country: Option<(CountryCode, usize)>,
    division: Option<(PlaceIndex, usize)>,
}

impl Scene {
    fn of(anchors: &[Anchor]) -> Scene {
        Scene {
            country: most_common(anchors.iter().filter_map(|anchor| anchor.place.country)),
            division: most_common(anchors.iter().filter_map(|anchor| anchor.place.admin1)),
        }
    }
}

/// The most common value, the least of equals, and how often it is there.
fn most_common<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<(T, usize)> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    let runs = values
        .chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len()));
    runs.reduce(|best, run| if run.1 > best.1 { run } else { best })
}

fn of_the_scene(candidate: &Candidate, scene: &Scene, others: usize, evidence: &mut Evidence) {
    let others = others.max(1) as f64;
    let mut set = |term: Term, value: f64| evidence[term as usize] = value;
    if let Some((country, count)) = scene.country
        && candidate.country.is_some_and(|own| own != country)
    {
        let share = count as f64 / others;
        let code = candidate.code;
        set(Term::Foreign, share);
        set(Term::ForeignCapital, share * f64::from(code.is_capital));
        set(Term::ForeignCountry, share * f64::from(code.is_country));
    }
    if let Some((division, count)) = scene.division
        && !candidate.code.is_country
        && !candidate.code.is_admin1
        && candidate.admin1.is_some_and(|own| own != division)
    {
        set(Term::ForeignDivision, count as f64 / others);
    }
}

fn of_support(at: usize, candidate: &Candidate, story: &Story, evidence: &mut Evidence) {
    if candidate.code.is_country || candidate.code.is_admin1 {
        return;
    }
    let shares = story.support.of(at, candidate);
    evidence[Term::Support as usize] = shares.near;
    evidence[Term::SureSupport as usize] = shares.sure;
    evidence[Term::DivisionSupport as usize] = shares.division;
    evidence[Term::CountySupport as usize] = shares.county;
}

fn of_home(candidate: &Candidate, story: &Story, evidence: &mut Evidence) {
    let Some((home, vector)) = &story.home else {
        return;
    };
    let country = candidate.country.is_some() && candidate.country == home.country;
    let division = candidate.admin1.is_some() && candidate.admin1 == home.admin1;
    let chord: f64 = candidate
        .vector
        .iter()
        .zip(vector)
        .map(|(a, b)| (a - b) * (a - b))
        .sum();
    let distance = EARTH_RADIUS_KM * chord.sqrt();
    let point = !candidate.code.is_country && !candidate.code.is_admin1;
    evidence[Term::HomeCountry as usize] = f64::from(country);
    evidence[Term::HomeDivision as usize] = f64::from(division);
    let point = f64::from(point);
    let polity = candidate.code.is_country || candidate.code.is_capital;
    evidence[Term::HomeNear as usize] = point / (1.0 + distance / CLOSE_KM);
    evidence[Term::HomeTown as usize] = point / (1.0 + distance / TOWN_KM);
    evidence[Term::HomePopulation as usize] = candidate.log_population;
    evidence[Term::HomeCapital as usize] = f64::from(polity && !country);
}

fn of_the_dateline(candidate: &Candidate, dateline: &Candidate, evidence: &mut Evidence) {
    let same = candidate.country.is_some() && candidate.country == dateline.country;
    evidence[Term::DatelineCountry as usize] = f64::from(same);
    let division = candidate.admin1.is_some() && candidate.admin1 == dateline.admin1;
    evidence[Term::DatelineDivision as usize] = f64::from(division);
    let distance = candidate.distance_km(dateline);
    evidence[Term::DatelineNear as usize] = 1.0 / (1.0 + distance / CLOSE_KM);
}
