//! Places: where an event is.
//!
//! Every place that the sentence names is scored for every trigger: by how the tree ties the two,
//! the words between, the preposition, the other places and triggers (`scorer.rs`, weights trained
//! on marked sentences). The preposition tells the role. Descriptions ("the city", "there", "the
//! Libyan capital") stand for the place they point back to (`named.rs`). A place that holds another
//! chosen place is dropped.

mod named;
mod scorer;
mod tie;
pub mod train;

use super::known;
use super::trigger::Trigger;
use super::view::View;
use crate::analysis::{Area, AreaKind, EventPlace, PlaceRole, Toponym};
use crate::gazetteer::{FeatureClass, Gazetteer};
use crate::place::{CountryCode, LonLat, Place, PlacePrecision};
use crate::syntax::Relation as R;
pub use scorer::Weights;
use scorer::{Pairs, Scored};
use tie::Tie;

/// What places are linked against.
pub(super) struct Places<'a> {
    pub toponyms: &'a [Toponym],
    pub areas: &'a [Area],
    pub gazetteer: &'a Gazetteer,
    /// The country most places of the document are in.
    pub focus: Option<CountryCode>,
    pub weights: &'a Weights,
}

/// Probability from which a place counts as the event's: where the tree ties them, and where only
/// the sentence does. Near the best F1 over pairs of event and place on held-back articles (.887;
/// from 0.05 to 0.6 in steps of 0.05, `train_linking --folds 5`, data as given there); below
/// the first, what the tree says is seldom wrong on `shared/gold` (`.ci/score_gold.py`).
const LEAST_TIED: f64 = 0.2;
const LEAST_BESIDE: f64 = 0.5;

/// Share of the probability of a wider place that one inside it needs to stand for it; by convention.
const LEAST_SHARE: f64 = 0.4;

/// Kilometres between a place and the point that a distance from another gives, up to which both are the
/// same: news rounds distances, and directions to eight.
const OFFSET_AGREES_KM: f64 = 100.0;

impl Places<'_> {
    /// The places of each trigger among those its sentence names.
    pub fn link(&self, view: &View<'_>, triggers: &[Trigger]) -> Vec<Vec<EventPlace>> {
        let named = self.named(view);
        let pairs = Pairs::new(view, triggers, &named);
        let of = |trigger: usize| {
            let mut scored: Vec<Scored<'_>> = (0..named.len())
                .map(|place| self.score(&pairs, trigger, place))
                .collect();
            with_lists(view, &mut scored);
            let mut likely: Vec<Scored<'_>> =
                scored.into_iter().filter(Scored::is_likely).collect();
            without_hosts(view, &mut likely);
            without_shared(&mut likely);
            self.without_offsets(&mut likely);
            let kept = without_containers(view, &likely);
            kept.into_iter()
                .map(|scored| self.event_place(scored))
                .collect()
        };
        (0..triggers.len()).map(of).collect()
    }

    /// How likely a place is the trigger's, with its tie and role.
    fn score<'n>(&self, pairs: &Pairs<'n>, trigger: usize, place: usize) -> Scored<'n> {
        let named = &pairs.named[place];
        let tied = pairs.tie(trigger, place);
        let tie = tied.map_or(Tie::Beside, |(tie, _)| tie);
        let role = match tied {
            Some((_, role)) => role,
            None => tie::loose_role(pairs.view, &pairs.triggers[trigger], named.node),
        };
        // Descriptions are not marked in the training data, and stages are rare there.
        let ruled = named.toponym.is_none() || named::is_stage(pairs.view, named.node);
        let left = tied.is_none() && tie::is_left(pairs.view, &pairs.triggers[trigger], named.node);
        let outside = tie > Tie::Clause && known::sets_scene(pairs.view, &pairs.triggers[trigger]);
        let probability = match (ruled, tied) {
            _ if left || outside => 0.0,
            (false, None)
                if tie::is_party(pairs.view, named.node)
                    || tie::is_of_report(pairs.view, named.node)
                    || tie::leads_there(pairs.view, named) =>
            {
                0.0
            }
            (false, _) => self.weights.probability(&pairs.features(trigger, place)),
            (true, Some((tie, _))) => tie.confidence(),
            (true, None) => 0.0,
        };
        Scored {
            named,
            tie,
            role,
            probability,
        }
    }

    /// "in Luding county, about 220 km southwest of Chengdu": where that is, told a second time.
    fn without_offsets(&self, links: &mut Vec<Scored<'_>>) {
        let offset = |link: &Scored<'_>| {
            let area = link.named.area.map(|area| &self.areas[area]);
            area.filter(|area| area.kind == AreaKind::Offset)
        };
        let exact: Vec<LonLat> = links
            .iter()
            .filter(|link| offset(link).is_none() && link.tie <= Tie::Clause)
            .filter(|link| link.named.place.radius_km < OFFSET_AGREES_KM)
            .map(|link| link.named.place.point)
            .collect();
        // "in Ryazan, southeast of Moscow": it stands right behind that place.
        let ends: Vec<usize> = links.iter().map(|link| link.named.span.end).collect();
        links.retain(|link| {
            let near = |area: &Area| {
                let point = area.point;
                let start = area.span.start;
                exact
                    .iter()
                    .any(|one| one.distance_km(point) < OFFSET_AGREES_KM)
                    || ends
                        .iter()
                        .any(|end| *end < start && start - end <= ", ".len())
            };
            !offset(link).is_some_and(near)
        });
    }

    fn event_place(&self, scored: &Scored<'_>) -> EventPlace {
        let named = scored.named;
        let area = named.area;
        let kind = area.map(|area| self.areas[area].kind);
        // "south of" and "between" are in the area already.
        let settled = matches!(
            kind,
            Some(AreaKind::Offset | AreaKind::Around | AreaKind::Between)
        );
        let role = match scored.role {
            PlaceRole::Near if settled => PlaceRole::At,
            role => role,
        };
        let resolved = named
            .toponym
            .map_or(0.7, |index| self.toponyms[index].confidence);
        let reason = match named.toponym {
            Some(index) => format!("{}; {}", scored.tie.words(), self.toponyms[index].reason),
            None => format!("{}; {}", named.reason, scored.tie.words()),
        };
        EventPlace {
            place: named.place.clone(),
            role,
            region: area.map(|area| self.areas[area].modifier.clone()),
            area,
            span: named.span,
            confidence: scored.probability * resolved,
            reason,
        }
    }
}

impl Scored<'_> {
    fn is_likely(&self) -> bool {
        let least = match self.tie {
            Tie::Beside => LEAST_BESIDE,
            _ => LEAST_TIED,
        };
        self.probability >= least
    }
}

/// "downed drones over Crimea, Belgorod and the Black Sea": the places of a list are as likely as its
/// first.
fn with_lists(view: &View<'_>, links: &mut [Scored<'_>]) {
    for at in 1..links.len() {
        let node = links[at].named.node;
        let bare = view.child(node, &[R::Case]).is_none();
        let is_first = |link: &&Scored<'_>| {
            bare && view.relation(node) == R::Conj && view.head(node) == Some(link.named.node)
        };
        let first = links[..at].iter().find(is_first);
        if let Some(first) = first.filter(|first| first.probability > links[at].probability) {
            let (tie, role, probability) = (first.tie, first.role, first.probability);
            links[at].tie = tie;
            links[at].role = role;
            links[at].probability = probability;
        }
    }
}

/// "Oman will host talks in Muscat": who invites is no second place.
fn without_hosts(view: &View<'_>, links: &mut Vec<Scored<'_>>) {
    let is_host = |link: &Scored<'_>| {
        let hosts = |verb| matches!(view.lemma(verb), "host" | "see" | "witness");
        let subject =
            view.relation(link.named.node) == R::Nsubj || view.relation(link.named.node) == R::Conj;
        subject && view.head(link.named.node).is_some_and(hosts)
    };
    if links
        .iter()
        .any(|link| !is_host(link) && link.tie <= Tie::Clause)
    {
        links.retain(|link| !is_host(link));
    }
}

/// "Explosions were heard in Khartoum, and guns shot down drones over Merowe": a place of its own stands
/// before one that a clause shares.
fn without_shared(links: &mut Vec<Scored<'_>>) {
    let is_own = |link: &Scored<'_>| link.tie <= Tie::Clause && link.role == PlaceRole::At;
    if links.iter().any(is_own) {
        links.retain(|link| link.tie < Tie::Shared);
    }
}

/// "Nablus in the West Bank" is one place, and so is "the border between Sudan and Chad"; "the road
/// between Dori and Gorom-Gorom" is two.
fn without_containers<'s, 'n>(view: &View<'_>, links: &'s [Scored<'n>]) -> Vec<&'s Scored<'n>> {
    // "shook southern Peru, damaging homes in Arequipa": what is far less sure takes no place away.
    let holds_other = |link: &&Scored<'_>| {
        links.iter().any(|other| {
            other.probability > link.probability * LEAST_SHARE
                && (holds(&link.named.place, &other.named.place)
                    || tie::is_within(view, other.named, link.named))
                && (link.role == other.role || !directed(link.role))
                && !are_coordinated(view, link.named.node, other.named.node)
        })
    };
    let repeats_area = |link: &&Scored<'_>| {
        link.named.area.is_some()
            && link.named.place.precision == PlacePrecision::Country
            && links
                .iter()
                .find(|other| other.named.area == link.named.area)
                .is_some_and(|first| first.named.node != link.named.node)
    };
    let is_doubtful = |link: &&Scored<'_>| {
        links.iter().any(|other| {
            other.tie <= Tie::Clause
                && holds(&other.named.place, &link.named.place)
                && link.probability <= other.probability * LEAST_SHARE
        })
    };
    links
        .iter()
        .filter(|link| !holds_other(link) && !repeats_area(link) && !is_doubtful(link))
        .collect()
}

fn directed(role: PlaceRole) -> bool {
    matches!(role, PlaceRole::From | PlaceRole::To)
}

fn is_water(place: &Place) -> bool {
    FeatureClass::of(&place.feature_code) == FeatureClass::Water
}

/// "from Aleppo and Tishrin Dam": two places, whatever holds the other.
fn are_coordinated(view: &View<'_>, a: usize, b: usize) -> bool {
    let joined = |left: usize, right: usize| {
        view.relation(right) == R::Conj
            && view.head(right) == Some(left)
            && view.child(right, &[R::Cc]).is_some()
    };
    joined(a, b) || joined(b, a)
}

/// Whether `outer` is a container of `inner` (and not the same place).
pub(super) fn holds(outer: &Place, inner: &Place) -> bool {
    if outer.id == inner.id || outer.precision <= inner.precision {
        return false;
    }
    match outer.precision {
        PlacePrecision::Country => outer.country.is_some() && outer.country == inner.country,
        PlacePrecision::Admin1 => {
            outer.country == inner.country && inner.admin1.as_ref() == Some(&outer.name)
        }
        PlacePrecision::Admin2 => {
            outer.country == inner.country
                && outer.point.distance_km(inner.point) < outer.radius_km.max(30.0)
        }
        // Not rivers and seas: what lies on them is not in them.
        PlacePrecision::Region if !is_water(outer) => {
            outer.point.distance_km(inner.point) < outer.radius_km
        }
        _ => false,
    }
}
