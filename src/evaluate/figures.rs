//! Counts that add up over documents, and the figures made of them.

use super::matching::{CLOSE_KM, Choice, Comparison, FARTHEST_KM, RIGHT_KM};
use crate::analysis::Toponym;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Count {
    /// Annotated names.
    Gold,
    /// Predicted names.
    Found,
    /// Names with the same span.
    Exact,
    /// Annotated names that a predicted one overlaps.
    GoldOverlap,
    /// Predicted names that overlap an annotated one.
    FoundOverlap,
    /// Annotated names that are no adjectives.
    GoldPlain,
    /// Predicted names that are not on an annotated adjective.
    FoundPlain,
    /// Names with the same span that are no adjectives.
    ExactPlain,
    /// Annotated names with a place.
    GoldPlaced,
    /// Predicted names with a place, but those on annotated names without one.
    FoundPlaced,
    /// Places compared: the span is exact and the annotation has a place.
    Compared,
    /// Compared within 161 km.
    Within161,
    /// Compared within 25 km.
    Within25,
    /// Compared where the annotation has an id.
    WithId,
    /// The id is the same.
    SameId,
    /// A settlement for its division or the other way round.
    Twins,
    /// Found, and annotated as literal or associative.
    WithUse,
    /// Used as annotated.
    SameUse,
}

/// Number of counts.
pub const COUNTS: usize = Count::SameUse as usize + 1;

/// The counts of some documents.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    counts: [u64; COUNTS],
    /// Kilometres of each comparison.
    pub errors: Vec<f64>,
    /// Confidence of each comparison that chose a place, and whether it was right.
    pub beliefs: Vec<(f64, bool)>,
}

impl Tally {
    /// The count.
    pub fn get(&self, count: Count) -> u64 {
        self.counts[count as usize]
    }

    fn add(&mut self, count: Count, condition: bool) {
        self.counts[count as usize] += u64::from(condition);
    }

    /// Adds the counts of others.
    pub fn absorb(&mut self, other: &Tally) {
        self.absorb_counts(other);
        self.errors.extend_from_slice(&other.errors);
        self.beliefs.extend_from_slice(&other.beliefs);
    }

    /// Adds the counts alone: all that ratios need.
    pub fn absorb_counts(&mut self, other: &Tally) {
        for (sum, count) in self.counts.iter_mut().zip(other.counts) {
            *sum += count;
        }
    }

    /// Counts one document, or the part of its annotated names that `of` admits.
    ///
    /// Predicted names that match no annotated one belong to every part.
    pub fn of_document(
        comparison: &Comparison,
        found: &[Toponym],
        has_place: impl Fn(usize) -> bool,
        of: impl Fn(usize) -> bool,
    ) -> Tally {
        let mut tally = Tally::default();
        for outcome in comparison.gold.iter().filter(|outcome| of(outcome.gold)) {
            tally.add(Count::Gold, true);
            tally.add(Count::Exact, outcome.exact.is_some());
            tally.add(Count::GoldOverlap, outcome.overlap.is_some());
            tally.add(Count::GoldPlain, !outcome.is_adjective);
            tally.add(
                Count::ExactPlain,
                outcome.exact.is_some() && !outcome.is_adjective,
            );
            tally.add(Count::GoldPlaced, has_place(outcome.gold));
            tally.add(Count::WithUse, outcome.same_use.is_some());
            tally.add(Count::SameUse, outcome.same_use == Some(true));
            if let Some(choice) = &outcome.choice {
                tally.add_choice(choice);
            }
        }
        for (index, toponym) in found.iter().enumerate() {
            let overlap = comparison.overlap[index];
            if overlap.is_some_and(|gold| !of(gold)) {
                continue;
            }
            tally.add(Count::Found, true);
            tally.add(Count::FoundOverlap, overlap.is_some());
            let adjective = overlap.is_some_and(|gold| comparison.gold[gold].is_adjective);
            tally.add(Count::FoundPlain, !adjective);
            let unplaced_gold = comparison.exact[index].is_some_and(|gold| !has_place(gold));
            tally.add(
                Count::FoundPlaced,
                toponym.place.is_some() && !unplaced_gold,
            );
        }
        tally
    }

    fn add_choice(&mut self, choice: &Choice) {
        self.add(Count::Compared, true);
        self.add(Count::Within161, choice.km <= RIGHT_KM);
        self.add(Count::Within25, choice.km <= CLOSE_KM);
        self.add(Count::WithId, choice.same_id.is_some());
        self.add(Count::SameId, choice.same_id == Some(true));
        self.add(Count::Twins, choice.twin);
        self.errors.push(choice.km);
        if choice.confidence > 0.0 {
            self.beliefs.push((choice.confidence, choice.is_right()));
        }
    }

    fn ratio(&self, part: Count, whole: Count) -> Option<f64> {
        let whole = self.get(whole);
        (whole > 0).then(|| self.get(part) as f64 / whole as f64)
    }

    fn f1(&self, precision: (Count, Count), recall: (Count, Count)) -> Option<f64> {
        let (p, r) = (
            self.ratio(precision.0, precision.1)?,
            self.ratio(recall.0, recall.1)?,
        );
        Some(if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        })
    }

    /// The median error in kilometres.
    pub fn median_km(&self) -> Option<f64> {
        let mut errors = self.errors.clone();
        errors.sort_by(f64::total_cmp);
        let middle = errors.len() / 2;
        match errors.len() {
            0 => None,
            n if n % 2 == 1 => Some(errors[middle]),
            _ => Some((errors[middle - 1] + errors[middle]) / 2.0),
        }
    }

    /// The mean error in kilometres.
    pub fn mean_km(&self) -> Option<f64> {
        let count = self.errors.len();
        (count > 0).then(|| self.errors.iter().sum::<f64>() / count as f64)
    }

    /// Area under the curve of the logarithms of the errors, 0 (best) to 1.
    ///
    /// Source: Gritta et al. 2018, with the mean for the trapezoids, which is the same for many
    /// errors.
    pub fn auc(&self) -> Option<f64> {
        let count = self.errors.len();
        let sum: f64 = self.errors.iter().map(|km| km.ln_1p()).sum();
        (count > 0).then(|| sum / (count as f64 * FARTHEST_KM.ln_1p()))
    }
}

/// A figure that is a ratio of counts, so that documents can be drawn again for its interval.
pub struct Figure {
    /// Its name in reports.
    pub name: &'static str,
    /// Its value.
    pub of: fn(&Tally) -> Option<f64>,
    /// Whether it says something when mentions are given.
    pub when_given: bool,
}

/// All ratios, in the order of reports.
pub const FIGURES: &[Figure] = &[
    Figure {
        name: "precision",
        of: |t| t.ratio(Count::Exact, Count::Found),
        when_given: false,
    },
    Figure {
        name: "recall",
        of: |t| t.ratio(Count::Exact, Count::Gold),
        when_given: false,
    },
    Figure {
        name: "F1 exact",
        of: |t| t.f1((Count::Exact, Count::Found), (Count::Exact, Count::Gold)),
        when_given: false,
    },
    Figure {
        name: "F1 overlap",
        of: |t| {
            t.f1(
                (Count::FoundOverlap, Count::Found),
                (Count::GoldOverlap, Count::Gold),
            )
        },
        when_given: false,
    },
    Figure {
        name: "precision, no adjectives",
        of: |t| t.ratio(Count::ExactPlain, Count::FoundPlain),
        when_given: false,
    },
    Figure {
        name: "recall, no adjectives",
        of: |t| t.ratio(Count::ExactPlain, Count::GoldPlain),
        when_given: false,
    },
    Figure {
        name: "F1 exact, no adjectives",
        of: |t| {
            t.f1(
                (Count::ExactPlain, Count::FoundPlain),
                (Count::ExactPlain, Count::GoldPlain),
            )
        },
        when_given: false,
    },
    Figure {
        name: "literal or associative",
        of: |t| t.ratio(Count::SameUse, Count::WithUse),
        when_given: true,
    },
    Figure {
        name: "exact id",
        of: |t| t.ratio(Count::SameId, Count::WithId),
        when_given: true,
    },
    Figure {
        name: "exact id or A/P twin",
        of: |t| {
            let with = t.get(Count::WithId);
            let right = t.get(Count::SameId) + t.get(Count::Twins);
            (with > 0).then(|| right as f64 / with as f64)
        },
        when_given: true,
    },
    Figure {
        name: "within 25 km",
        of: |t| t.ratio(Count::Within25, Count::Compared),
        when_given: true,
    },
    Figure {
        name: "within 161 km",
        of: |t| t.ratio(Count::Within161, Count::Compared),
        when_given: true,
    },
    Figure {
        name: "end to end, precision",
        of: |t| t.ratio(Count::Within161, Count::FoundPlaced),
        when_given: false,
    },
    Figure {
        name: "end to end, recall",
        of: |t| t.ratio(Count::Within161, Count::GoldPlaced),
        when_given: false,
    },
    Figure {
        name: "end to end, F1",
        of: |t| {
            t.f1(
                (Count::Within161, Count::FoundPlaced),
                (Count::Within161, Count::GoldPlaced),
            )
        },
        when_given: false,
    },
];
