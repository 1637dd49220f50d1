//! The report: figures with intervals by group, calibration, and the mistakes.

use super::corpus::Annotated;
use super::figures::{Count, FIGURES, Figure, Tally};
use super::matching::{Cause, Comparison, FARTHEST_KM, Judge};
use super::{By, Measured, Mistake, bootstrap, calibration};
use crate::analysis::{Analysis, Toponym};
use crate::gazetteer::{FeatureClass, Gazetteer};
use crate::pipeline::Analyzer;
use crate::place::{IdSource, PlaceId};
use crate::span::Span;
use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// Bytes of text shown on either side of a mistake.
const CONTEXT: usize = 50;

/// Figures of all documents, of groups of names, and what went wrong.
pub struct Report {
    given: bool,
    all: Group,
    groups: BTreeMap<String, Group>,
    mistakes: Vec<Mistake>,
}

/// Documents counted together.
#[derive(Default)]
pub struct Group {
    /// One tally a document.
    pub documents: Vec<Tally>,
}

impl Group {
    /// The sum over documents.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.documents.iter().for_each(|tally| total.absorb(tally));
        total
    }
}

/// Analyses and compares one document.
pub fn measure(
    annotated: &Annotated,
    corpus: &str,
    analyzer: &Analyzer<'_>,
    gazetteer: &Gazetteer,
    by: By,
) -> Measured {
    let analysis = analyzer.analyze(&annotated.document);
    let comparison = Judge { gazetteer }.compare(annotated, &analysis);
    let found = &analysis.toponyms;
    let has_place = |gold: usize| !annotated.toponyms[gold].points.is_empty();
    let group_of = |gold: usize| group_name(annotated, gold, corpus, gazetteer, by);
    let whole = Tally::of_document(&comparison, found, has_place, |_| true);
    let mut names: Vec<String> = (0..annotated.toponyms.len()).map(group_of).collect();
    names.sort();
    names.dedup();
    if by == By::Corpus {
        names = vec![corpus.to_owned()];
    }
    let parts = names
        .into_iter()
        .map(|name| {
            let of = |gold: usize| by == By::Corpus || group_of(gold) == name;
            let tally = Tally::of_document(&comparison, found, has_place, of);
            (name, tally)
        })
        .collect();
    Measured {
        whole,
        parts,
        mistakes: mistakes(annotated, &analysis, &comparison),
    }
}

fn group_name(
    annotated: &Annotated,
    gold: usize,
    corpus: &str,
    gazetteer: &Gazetteer,
    by: By,
) -> String {
    let toponym = &annotated.toponyms[gold];
    match by {
        By::Corpus => corpus.to_owned(),
        By::Type => match (&toponym.usage, &toponym.subtype) {
            (Some(usage), Some(subtype)) => format!("{usage}, {subtype}"),
            (Some(usage), None) => usage.clone(),
            _ => "no type".to_owned(),
        },
        By::Class => {
            let known = toponym.geonames.and_then(|number| {
                gazetteer.by_id(PlaceId {
                    source: IdSource::Geonames,
                    number,
                })
            });
            let code = toponym.feature_code.as_deref();
            match code.or_else(|| Some(gazetteer.feature_code(known?))) {
                Some(code) if code.starts_with("PCL") => "country".to_owned(),
                Some(code @ ("ADM1" | "ADM2")) => code.to_owned(),
                Some(code) => format!("class {}", FeatureClass::of(code).letter()),
                None => "no class".to_owned(),
            }
        }
    }
}

fn mistakes(annotated: &Annotated, analysis: &Analysis, comparison: &Comparison) -> Vec<Mistake> {
    let text = &annotated.document.text;
    let mistake = |cause, span: Span, km, detail| Mistake {
        cause,
        km,
        doc_id: annotated.document.id.clone(),
        context: context(text, span),
        detail,
    };
    let mut all = Vec::new();
    for outcome in &comparison.gold {
        let Some(cause) = outcome.cause else { continue };
        let gold = &annotated.toponyms[outcome.gold];
        let km = outcome.choice.map_or(FARTHEST_KM, |choice| choice.km);
        let other = outcome.exact.or(outcome.overlap);
        let detail = match other {
            Some(index) => described(&analysis.toponyms[index], text),
            None => String::new(),
        };
        let subtype = gold.subtype.as_deref().unwrap_or_default();
        let right = gold
            .points
            .first()
            .map(|point| format!("; right is {:.3}, {:.3}", point.lat, point.lon))
            .unwrap_or_default();
        all.push(mistake(
            cause,
            gold.span,
            km,
            format!("{detail}{right} {subtype}"),
        ));
    }
    for (toponym, overlap) in analysis.toponyms.iter().zip(&comparison.overlap) {
        if overlap.is_none() {
            let detail = described(toponym, text);
            all.push(mistake(
                Cause::WronglyFound,
                toponym.span,
                FARTHEST_KM,
                detail,
            ));
        }
    }
    all
}

fn described(toponym: &Toponym, text: &str) -> String {
    let place = match &toponym.place {
        Some(place) => format!(
            "{} {} ({}, {:.3}, {:.3})",
            place.name, place.id, place.feature_code, place.point.lat, place.point.lon
        ),
        None => "no place".to_owned(),
    };
    format!(
        "got '{}' as {place}, {:.2}: {}",
        toponym.span.of(text),
        toponym.confidence,
        toponym.reason
    )
}

/// The words with those around them, on one line.
fn context(text: &str, span: Span) -> String {
    let mut from = span.start.saturating_sub(CONTEXT);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (span.end + CONTEXT).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let shown = format!(
        "…{}[{}]{}…",
        &text[from..span.start],
        span.of(text),
        &text[span.end..to]
    );
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Report {
    /// An empty report; `given` when mentions are given, and recognition is not measured.
    pub fn new(given: bool) -> Report {
        Report {
            given,
            all: Group::default(),
            groups: BTreeMap::new(),
            mistakes: Vec::new(),
        }
    }

    /// Adds documents.
    pub fn add(&mut self, measured: Vec<Measured>) {
        for document in measured {
            self.all.documents.push(document.whole);
            for (name, tally) in document.parts {
                self.groups.entry(name).or_default().documents.push(tally);
            }
            self.mistakes.extend(document.mistakes);
        }
    }

    /// A figure of one group, by their names; of all documents when `group` is `None`.
    pub fn value(&self, group: Option<&str>, figure: &str) -> Option<f64> {
        let group = match group {
            None => &self.all,
            Some(name) => self.groups.get(name)?,
        };
        let total = group.total();
        match figure {
            "ECE" => calibration::expected_error(&total.beliefs),
            _ => (FIGURES.iter().find(|f| f.name == figure)?.of)(&total),
        }
    }

    /// The mean of a figure over the groups that have it.
    pub fn macro_mean(&self, figure: &str) -> Option<f64> {
        let values: Vec<f64> = self
            .groups
            .keys()
            .filter_map(|name| self.value(Some(name), figure))
            .collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    }

    /// Everything in words: figures by group, calibration, causes, and up to `shown` mistakes of
    /// each cause, the farthest first.
    pub fn print(&self, shown: usize) -> Result<String, fmt::Error> {
        let mut out = String::new();
        for (name, group) in &self.groups {
            self.print_group(&mut out, name, group)?;
        }
        if self.groups.len() > 1 {
            self.print_group(&mut out, "all", &self.all)?;
            writeln!(out, "mean over groups")?;
            for figure in self.figures() {
                if let Some(value) = self.macro_mean(figure.name) {
                    writeln!(out, "  {:26} {value:.3}", figure.name)?;
                }
            }
            writeln!(out)?;
        }
        self.print_calibration(&mut out)?;
        self.print_mistakes(&mut out, shown)?;
        Ok(out)
    }

    fn figures(&self) -> Vec<&'static Figure> {
        FIGURES
            .iter()
            .filter(|figure| !self.given || figure.when_given)
            .collect()
    }

    fn print_group(&self, out: &mut String, name: &str, group: &Group) -> fmt::Result {
        let total = group.total();
        writeln!(
            out,
            "{name}: {} documents, {} annotated names ({} with a place), {} found",
            group.documents.len(),
            total.get(Count::Gold),
            total.get(Count::GoldPlaced),
            total.get(Count::Found)
        )?;
        let figures = self.figures();
        let intervals = bootstrap::intervals(&group.documents, &figures);
        for (figure, interval) in figures.iter().zip(intervals) {
            if let (Some(value), Some((low, high))) = ((figure.of)(&total), interval) {
                writeln!(
                    out,
                    "  {:26} {value:.3}  [{low:.3}, {high:.3}]",
                    figure.name
                )?;
            }
        }
        if let (Some(median), Some(mean), Some(auc)) =
            (total.median_km(), total.mean_km(), total.auc())
        {
            writeln!(out, "  {:26} {median:.1} / {mean:.0}", "median / mean km")?;
            writeln!(out, "  {:26} {auc:.3}", "AUC of log error")?;
        }
        if let Some(error) = calibration::expected_error(&total.beliefs) {
            writeln!(out, "  {:26} {error:.3}", "ECE")?;
        }
        writeln!(out)
    }

    fn print_calibration(&self, out: &mut String) -> fmt::Result {
        let beliefs = self.all.total().beliefs;
        if beliefs.is_empty() {
            return Ok(());
        }
        writeln!(out, "confidence  right  names")?;
        for bin in calibration::table(&beliefs).iter().filter(|b| b.count > 0) {
            writeln!(
                out,
                "  {:.3}     {:.3}  {}",
                bin.confidence, bin.accuracy, bin.count
            )?;
        }
        writeln!(out)
    }

    fn print_mistakes(&self, out: &mut String, shown: usize) -> fmt::Result {
        for cause in Cause::ALL {
            let mut of_cause: Vec<&Mistake> = self
                .mistakes
                .iter()
                .filter(|mistake| mistake.cause == cause)
                .collect();
            writeln!(out, "{}: {}", cause.name(), of_cause.len())?;
            of_cause.sort_by(|a, b| b.km.total_cmp(&a.km));
            for mistake in of_cause.iter().take(shown) {
                writeln!(out, "  {} {}", mistake.doc_id, mistake.context)?;
                writeln!(out, "    {}", mistake.detail.trim())?;
            }
        }
        Ok(())
    }
}
