//! Why a place was chosen, in words: the evidence that most parted it from the others.

use super::Decision;
use super::evidence::Evidence;
use super::group::Group;
use super::weights::{TERMS, Term, Weights};
use crate::gazetteer::Gazetteer;

/// The reason for the choice in a group.
pub(crate) fn reason(
    at: usize,
    groups: &[Group],
    decisions: &[Decision],
    gazetteer: &Gazetteer,
    weights: &Weights,
) -> String {
    let (group, decision) = (&groups[at], &decisions[at]);
    let Some(best) = decision.pick else {
        return unresolved(group);
    };
    if group.candidates.len() == 1 {
        return "only place of this name".to_owned();
    }
    let rival = decision.runner_up();
    let parted = parting_terms(
        &decision.evidence[best],
        rival.map(|r| &decision.evidence[r]),
        weights,
    );
    let words = Words {
        at,
        groups,
        decisions,
        gazetteer,
        best,
    };
    let mut parts: Vec<String> = Vec::new();
    for term in parted {
        if let Some(part) = words.of(term).filter(|part| !parts.contains(part)) {
            parts.push(part);
        }
        if parts.len() == 2 {
            break;
        }
    }
    if parts.is_empty() {
        parts.push(format!(
            "best of {} places of this name",
            group.candidates.len()
        ));
    }
    parts.join("; ")
}

fn unresolved(group: &Group) -> String {
    if group.candidates.is_empty() {
        "no place of this name in the gazetteer".to_owned()
    } else {
        format!(
            "no good candidate among {} places of this name",
            group.candidates.len()
        )
    }
}

/// Terms that favoured the choice over its rival, the weightiest first.
fn parting_terms(best: &Evidence, rival: Option<&Evidence>, weights: &Weights) -> Vec<usize> {
    let gain = |term: usize| weights.terms[term] * (best[term] - rival.map_or(0.0, |r| r[term]));
    let mut terms: Vec<usize> = (0..TERMS).filter(|&term| gain(term) > 1e-9).collect();
    terms.sort_by(|a, b| gain(*b).total_cmp(&gain(*a)).then(a.cmp(b)));
    terms
}

struct Words<'g> {
    at: usize,
    groups: &'g [Group],
    decisions: &'g [Decision],
    gazetteer: &'g Gazetteer,
    best: usize,
}

impl Words<'_> {
    fn of(&self, term: usize) -> Option<String> {
        let group = &self.groups[self.at];
        let place = &group.candidates[self.best];
        let count = group.candidates.len();
        let is = |wanted: Term| wanted as usize == term;
        let name = |index| self.gazetteer.name(index).to_owned();
        if is(Term::Population) || is(Term::Largest) || is(Term::Lead) || is(Term::HomePopulation) {
            let largest = group
                .candidates
                .iter()
                .all(|c| c.population <= place.population);
            return (place.population > 0 && largest)
                .then(|| format!("most populous of {count} places of this name"));
        }
        if is(Term::Country) || is(Term::KnownCountry) || is(Term::Level) && place.code.is_country {
            return Some("the country or continent of this name".to_owned());
        }
        if is(Term::Capital) {
            return Some("a national capital".to_owned());
        }
        if is(Term::MainName) {
            return Some("its main name".to_owned());
        }
        if is(Term::Container) {
            let container = group.container?;
            return self
                .picked(container)
                .map(|c| format!("comma pair with {c}"));
        }
        if is(Term::EarlierFull) {
            let full = self.groups[self.at].earlier_full?;
            let container = self.groups[full].container?;
            return self
                .picked(container)
                .map(|c| format!("named before with {c}"));
        }
        if is(Term::Generic) || is(Term::GenericClash) {
            return group
                .generic
                .map(|generic| format!("the words beside it call for a {}", generic.name()));
        }
        if is(Term::CountryNamed) {
            let country = self.gazetteer.country_by_code(place.country?)?;
            return Some(format!("the text speaks of {}", name(country)));
        }
        if is(Term::DivisionNamed) {
            return place.admin1.map(|d| format!("the text names {}", name(d)));
        }
        if is(Term::CountyNamed) {
            return place.admin2.map(|d| format!("the text names {}", name(d)));
        }
        if is(Term::Near) || is(Term::Central) || is(Term::NearShare) {
            return self.nearest().map(|(n, km)| format!("{km:.0} km from {n}"));
        }
        if is(Term::CountryShare) {
            let same =
                self.others(|other| other.country == place.country && other.country.is_some());
            return (same > 0).then(|| format!("same country as {same} other places"));
        }
        if is(Term::DivisionShare) {
            let same = self.others(|other| other.admin1 == place.admin1 && other.admin1.is_some());
            return (same > 0).then(|| format!("same division as {same} other places"));
        }
        if is(Term::Holds) {
            let inside = self.others(|other| other.is_inside(place));
            return (inside > 0).then(|| format!("holds {inside} other places"));
        }
        if is(Term::DatelineCountry) || is(Term::DatelineNear) {
            return Some("agrees with the dateline".to_owned());
        }
        if is(Term::DatelineDivision) {
            return Some("agrees with the dateline".to_owned());
        }
        if is(Term::Child) {
            let child = *group.children.first()?;
            return self.picked(child).map(|c| format!("comma pair with {c}"));
        }
        if is(Term::HomeNear) || is(Term::HomeTown) || is(Term::HomeDivision) {
            return Some("near the outlet's home".to_owned());
        }
        if is(Term::HomeCountry) || is(Term::HomeCapital) {
            return Some("in the outlet's country".to_owned());
        }
        if is(Term::Support) || is(Term::SureSupport) || is(Term::CountySupport) {
            return Some("other names of the text have places near by".to_owned());
        }
        if is(Term::DivisionSupport) {
            return place
                .admin1
                .map(|d| format!("other names of the text have places in {}", name(d)));
        }
        if is(Term::CountyShare) {
            let same = self.others(|other| other.admin2 == place.admin2 && other.admin2.is_some());
            return (same > 0).then(|| format!("same county as {same} other places"));
        }
        if is(Term::PlaceBeside) || is(Term::DivisionBeside) || is(Term::CountryBeside) {
            return Some("a place of the same area stands beside it".to_owned());
        }
        if is(Term::Foreign) || is(Term::ForeignCountry) || is(Term::ForeignCapital) {
            return Some("in the country of most other places".to_owned());
        }
        if is(Term::ForeignDivision) {
            return Some("in the division of most other places".to_owned());
        }
        if is(Term::Seat) || is(Term::MinorSeat) {
            return Some("a seat of administration".to_owned());
        }
        if is(Term::Division) || is(Term::KnownDivision) {
            return Some("a first-order division by this name".to_owned());
        }
        if is(Term::County) {
            return Some("a second-order division by this name".to_owned());
        }
        if is(Term::Level) {
            return Some("a kind of place that news often names".to_owned());
        }
        if is(Term::Polity) {
            return Some("a government is meant".to_owned());
        }
        if is(Term::DivisionTwin) {
            return Some("the settlement, not the division around it".to_owned());
        }
        None
    }

    fn picked(&self, group: usize) -> Option<String> {
        let pick = self.decisions[group].pick?;
        let place = self.groups[group].candidates[pick].place;
        Some(self.gazetteer.name(place).to_owned())
    }

    /// The nearest other place that is a point, with its distance in kilometres.
    fn nearest(&self) -> Option<(String, f64)> {
        let place = &self.groups[self.at].candidates[self.best];
        self.picks()
            .filter(|other| !other.code.is_country && !other.code.is_admin1)
            .map(|other| (other, place.distance_km(other)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(other, km)| (self.gazetteer.name(other.place).to_owned(), km))
    }

    fn others(&self, fits: impl Fn(&super::candidate::Candidate) -> bool) -> usize {
        self.picks().filter(|other| fits(other)).count()
    }

    /// The places chosen for the other surfaces.
    fn picks(&self) -> impl Iterator<Item = &super::candidate::Candidate> {
        let surface = &self.groups[self.at].surface;
        let own = self.groups[self.at].candidates[self.best].place;
        self.groups
            .iter()
            .zip(self.decisions)
            .filter(move |(group, _)| group.surface != *surface)
            .filter_map(|(group, decision)| Some(&group.candidates[decision.pick?]))
            .filter(move |candidate| candidate.place != own)
    }
}
