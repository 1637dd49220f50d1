//! The places that a sentence names or points to.

use super::Places;
use crate::analysis::{Area, MentionType};
use crate::event::view::View;
use crate::place::{Place, PlacePrecision};
use crate::span::Span;
use crate::syntax::{Relation as R, Upos, is_side};

/// A place that a sentence names or points to.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub node: usize,
    pub place: Place,
    pub toponym: Option<usize>,
    /// The area it is narrowed or widened to, as an index.
    pub area: Option<usize>,
    pub span: Span,
    pub reason: &'static str,
}

/// Verbs whose subject is where something happens.
pub(super) const STAGING: &[&str] = &["witness", "see", "experience", "host", "suffer"];

/// "Aleppo witnessed an exchange", "Djibo has been under blockade": the place, whoever else it may
/// stand for.
pub(super) fn is_stage(view: &View<'_>, node: usize) -> bool {
    let undergoes = |head: usize| {
        STAGING.contains(&view.lemma(head)) || view.preposition(head).as_deref() == Some("under")
    };
    // "Semeru's last eruption", "Sudan's war"
    let befalls = |head: usize| {
        matches!(
            view.lemma(head),
            "eruption"
                | "earthquake"
                | "flood"
                | "wildfire"
                | "drought"
                | "famine"
                | "outbreak"
                | "war"
                | "election"
                | "coup"
        )
    };
    let head = view.head(node);
    match view.relation(node) {
        R::Nsubj => head.is_some_and(undergoes),
        R::NmodPoss => head.is_some_and(befalls),
        _ => false,
    }
}

impl Places<'_> {
    /// The places a sentence names or points to, in text order.
    pub(super) fn named(&self, view: &View<'_>) -> Vec<Named> {
        let dateline = view.text.dateline.as_ref().map(|dateline| dateline.span);
        (0..view.len())
            .filter(|node| dateline.is_none_or(|span| !span.contains(view.span(*node))))
            .filter_map(|node| {
                if let Some(area) = self.nameless_area(view.span(node)) {
                    return self.area_at(view, node, area);
                }
                self.toponym_at(view, node)
                    .or_else(|| self.described(view, node))
            })
            .collect()
    }

    /// The area around some words in which no place is named: "the Turkish border", "the
    /// country's south".
    fn nameless_area(&self, words: Span) -> Option<usize> {
        let names = |area: &Area| {
            area.toponyms
                .iter()
                .any(|toponym| area.span.contains(self.toponyms[*toponym].span))
        };
        self.areas
            .iter()
            .position(|area| area.span.contains(words) && !names(area))
    }

    /// Such an area, at the word that heads it.
    fn area_at(&self, view: &View<'_>, node: usize, index: usize) -> Option<Named> {
        let area = &self.areas[index];
        let nodes: Vec<usize> = view.nodes_in(area.span).collect();
        (view.head_of(&nodes) == Some(node)).then(|| Named {
            node,
            place: area.place.clone(),
            toponym: None,
            area: Some(index),
            span: area.span,
            reason: "described",
        })
    }

    fn toponym_at(&self, view: &View<'_>, node: usize) -> Option<Named> {
        let index = view.toponym[node]?;
        let toponym = &self.toponyms[index];
        let area = self
            .areas
            .iter()
            .position(|area| area.toponyms.contains(&index) && area.span.contains(toponym.span));
        // A name in an area is about ground, whatever governs it.
        let place = toponym.place.clone().filter(|_| {
            toponym.mention_type == MentionType::Literal || area.is_some() || is_stage(view, node)
        })?;
        Some(Named {
            node,
            place,
            toponym: Some(index),
            area,
            span: toponym.span,
            reason: "named",
        })
    }

    /// "the city", "there", "the Libyan capital".
    fn described(&self, view: &View<'_>, node: usize) -> Option<Named> {
        // "the state capital Makurdi"
        let is_kind = node + 1 < view.len() && view.in_toponym[node + 1].is_some();
        // "Kitengela, south of the capital"
        let is_apart = view.preposition(node).as_deref() == Some("of")
            && view
                .head(node)
                .is_some_and(|head| is_side(view.lemma(head)));
        if view.in_toponym[node].is_some()
            || is_kind
            || is_apart
            || self.has_toponym_below(view, node)
        {
            return None;
        }
        let span = view.span(node);
        let lemma = view.lemma(node).to_lowercase();
        let definite = view.child(node, &[R::Det]).is_some_and(|det| {
            matches!(
                view.word(det).to_lowercase().as_str(),
                "the" | "that" | "this"
            )
        });
        let (place, reason) = match lemma.as_str() {
            "there" | "here" if view.upos(node) == Upos::Adv => (
                self.last_before(span.start, |_| true)?,
                "\"there\" points back to it",
            ),
            "capital" if definite => (self.capital(view, node)?, "the capital meant"),
            "city" | "port" if definite => (
                self.last_before(span.start, |place| {
                    place.precision == PlacePrecision::Settlement
                })?,
                "the last town named before",
            ),
            // No dispatch is sent from "the village".
            "town" | "village" if definite => {
                let dateline = view.text.dateline.as_ref();
                let after = dateline.map_or(0, |dateline| dateline.span.end);
                (
                    self.last_between(after, span.start, |place| {
                        place.precision == PlacePrecision::Settlement
                            && place.feature_code != "PPLC"
                    })?,
                    "the last town named before",
                )
            }
            "province" | "region" | "governorate" | "county" | "state" | "district" if definite => {
                (
                    self.last_before(span.start, |place| {
                        matches!(
                            place.precision,
                            PlacePrecision::Admin1 | PlacePrecision::Admin2
                        ) || lemma == "region" && place.precision == PlacePrecision::Region
                    })?,
                    "the last division named before",
                )
            }
            "country" if definite => (
                self.last_before(span.start, |place| {
                    place.precision == PlacePrecision::Country
                })?,
                "the last country named before",
            ),
            "island" | "camp" | "airport" | "base" | "strait" | "dam" | "lake" | "river"
            | "shoal" | "reef" | "volcano" | "bridge" | "crossing"
                if definite =>
            {
                (
                    self.last_feature(span.start, &lemma)?,
                    "the last feature of this kind named before",
                )
            }
            _ => return None,
        };
        Some(Named {
            node,
            place,
            toponym: None,
            area: None,
            span,
            reason,
        })
    }

    fn has_toponym_below(&self, view: &View<'_>, node: usize) -> bool {
        let words = [R::Compound, R::Nmod, R::Appos, R::Flat, R::NmodPoss];
        view.children_with(node, &words)
            .any(|child| view.in_toponym[child].is_some())
    }

    fn capital(&self, view: &View<'_>, node: usize) -> Option<Place> {
        let country = view
            .children_with(node, &[R::Amod, R::Compound, R::NmodPoss])
            .find_map(|child| view.country[child])
            .or(self.focus)?;
        let index = self.gazetteer.capital_of(country)?;
        Some(self.gazetteer.place(index))
    }

    /// The last place named before an offset that is of the kind asked for.
    fn last_before(&self, offset: usize, fits: impl Fn(&Place) -> bool) -> Option<Place> {
        self.last_between(0, offset, fits)
    }

    fn last_between(
        &self,
        start: usize,
        end: usize,
        fits: impl Fn(&Place) -> bool,
    ) -> Option<Place> {
        self.toponyms
            .iter()
            .rev()
            .filter(|toponym| toponym.span.start >= start && toponym.span.end <= end)
            .filter(|toponym| toponym.mention_type == MentionType::Literal)
            .filter_map(|toponym| toponym.place.as_ref())
            .find(|place| fits(place))
            .cloned()
    }

    fn last_feature(&self, offset: usize, generic: &str) -> Option<Place> {
        let codes: &[&str] = match generic {
            "island" => &["ISL", "ISLS"],
            "camp" => &["CMPRF", "CMP"],
            "airport" | "base" => &["AIRP", "AIRB", "AIRF", "MILB", "NVB", "INSM"],
            "strait" => &["STRT", "CHN"],
            "dam" => &["DAM"],
            "lake" => &["LK", "RSV"],
            "shoal" | "reef" => &["RF", "RFC", "SHOL", "ISL", "ISLS"],
            "volcano" => &["VLC", "MT"],
            "bridge" => &["BDG"],
            "crossing" => &["PSTB", "CRSU"],
            _ => &["STM", "CNL"],
        };
        self.last_before(offset, |place| codes.contains(&place.feature_code.as_str()))
    }
}
