//! An incident: a group of reports summed up.

use super::likeness::COPY;
use super::report::{Report, Site};
use crate::analysis::CountKind;
use crate::digest;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One happening with all that is reported of it.
#[derive(Clone, Debug)]
pub struct Incident {
    /// Stable while its earliest report stays: a hash of that report's event.
    pub id: String,
    /// The kind that most sources give.
    pub event_type: String,
    /// Its leaf.
    pub subtype: String,
    /// The best place: the most exact that most sources give.
    pub site: Site,
    /// The best date: columns `event_start`, `event_end`, `date_precision`.
    pub date: Option<(String, String, String)>,
    /// Who did it, as most sources name them.
    pub actor: Option<String>,
    /// To whom.
    pub target: Option<String>,
    /// Whether it happened, as most sources say.
    pub status: String,
    /// The independent texts that report it.
    pub sources: Vec<Source>,
    /// First and latest day of publication.
    pub published: Option<(Date, Date)>,
    /// Least and most that sources state, by kind.
    pub counts: Vec<(CountKind, Range)>,
    /// What sources say differently, in words.
    pub contradictions: Vec<String>,
    /// Probability that type and place are right, of the surest report.
    pub confidence: f64,
    /// Its reports: event, document and sentence.
    pub reports: Vec<Evidence>,
}

/// One independent text, with its copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is called: the host of its address, or the id of the document.
    pub name: String,
    /// The documents that have the text, the first published first.
    pub documents: Vec<String>,
}

/// Least and most of a count, with who says which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub low: u64,
    /// The most.
    pub high: u64,
    /// Each number with the sources that state it.
    pub said: Vec<(u64, Vec<String>)>,
}

/// A report of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its event.
    pub event_id: String,
    /// Its document.
    pub doc_id: String,
    /// The name of its source.
    pub source: String,
    /// The sentence.
    pub sentence: String,
}

impl Incident {
    /// Sums up reports, at least one.
    pub fn of(reports: &[&Report]) -> Incident {
        let mut reports = reports.to_vec();
        // The earliest first; what has no day last.
        reports.sort_by_key(|report| {
            let day = report.published;
            (
                day.is_none(),
                day,
                report.doc_id.clone(),
                report.event_id.clone(),
            )
        });
        let texts = Texts::of(&reports);
        let vote = |value: &dyn Fn(&Report) -> Option<String>| texts.vote(&reports, value);
        let subtype = vote(&|report| Some(report.subtype.clone())).unwrap_or_default();
        let kind = reports.iter().find(|report| report.subtype == subtype);
        let counts = counts(&reports, &texts);
        Incident {
            id: id(&reports[0].event_id),
            event_type: kind.map_or_else(String::new, |report| report.event_type.clone()),
            site: site(&reports, &texts),
            date: date(&reports, &texts),
            actor: vote(&|report| report.actor.clone()),
            target: vote(&|report| report.target.clone()),
            status: vote(&|report| Some(report.status.clone())).unwrap_or_default(),
            published: published(&reports),
            contradictions: contradictions(&reports, &texts, &counts),
            counts,
            confidence: reports
                .iter()
                .map(|report| report.confidence)
                .fold(0.0, f64::max),
            reports: evidence(&reports, &texts),
            sources: texts.sources,
            subtype,
        }
    }

    /// The range of a count.
    pub fn range(&self, kind: CountKind) -> Option<&Range> {
        let mut counts = self.counts.iter();
        counts
            .find(|(other, _)| *other == kind)
            .map(|(_, range)| range)
    }
}

fn id(event_id: &str) -> String {
    digest::short(&format!("incident\n{event_id}"), 8)
}

/// The independent texts of an incident, and which report is of which.
struct Texts {
    sources: Vec<Source>,
    /// Index of its source, for each report.
    of: Vec<usize>,
}

impl Texts {
    /// Copies of copies are copies: texts that any pair links are one source.
    fn of(reports: &[&Report]) -> Texts {
        let mut of: Vec<usize> = (0..reports.len()).collect();
        for one in 0..reports.len() {
            for other in 0..one {
                if of[one] != of[other] && is_copy(reports[one], reports[other]) {
                    let (kept, gone) = (of[one].min(of[other]), of[one].max(of[other]));
                    of.iter_mut()
                        .filter(|group| **group == gone)
                        .for_each(|group| *group = kept);
                }
            }
        }
        let mut firsts: Vec<usize> = of.clone();
        firsts.sort_unstable();
        firsts.dedup();
        let of: Vec<usize> = of
            .iter()
            .map(|group| firsts.partition_point(|first| first < group))
            .collect();
        let mut names: Vec<String> = Vec::new();
        for first in &firsts {
            names.push(distinct_name(reports[*first], &names));
        }
        let sources = names.into_iter().enumerate().map(|(number, name)| {
            let mut documents: Vec<String> = Vec::new();
            for (report, source) in reports.iter().zip(&of) {
                if *source == number && !documents.contains(&report.doc_id) {
                    documents.push(report.doc_id.clone());
                }
            }
            Source { name, documents }
        });
        Texts {
            sources: sources.collect(),
            of,
        }
    }

    fn name(&self, report: usize) -> &str {
        &self.sources[self.of[report]].name
    }

    /// The value that most sources give; of equals the one told first.
    fn vote(
        &self,
        reports: &[&Report],
        value: &dyn Fn(&Report) -> Option<String>,
    ) -> Option<String> {
        let mut votes: Vec<(String, Vec<usize>)> = Vec::new();
        for (report, source) in reports.iter().zip(&self.of) {
            let Some(value) = value(report) else {
                continue;
            };
            match votes.iter_mut().find(|(other, _)| *other == value) {
                Some((_, sources)) if !sources.contains(source) => sources.push(*source),
                Some(_) => {}
                None => votes.push((value, vec![*source])),
            }
        }
        let most = votes.iter().map(|(_, sources)| sources.len()).max()?;
        let mut votes = votes.into_iter();
        votes
            .find(|(_, sources)| sources.len() == most)
            .map(|(value, _)| value)
    }
}

fn is_copy(one: &Report, other: &Report) -> bool {
    one.doc_id == other.doc_id || one.sketch.overlap(&other.sketch) >= COPY
}

/// The host of a report's address, or the id of its document where there is none or another
/// source has that name.
fn distinct_name(report: &Report, taken: &[String]) -> String {
    let host = report.doc_url.as_deref().and_then(host);
    match host {
        Some(host) if !taken.contains(&host) => host,
        _ => report.doc_id.clone(),
    }
}

fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_lowercase())
}

/// The site that most sources give among the most exact ones.
fn site(reports: &[&Report], texts: &Texts) -> Site {
    let settled = |report: &Report| report.sites[0].is_settlement();
    let any = reports.iter().any(|report| settled(report));
    let best = texts.vote(reports, &|report| {
        (settled(report) == any).then(|| report.sites[0].place_id.clone())
    });
    let found = reports
        .iter()
        .find(|report| settled(report) == any && Some(&report.sites[0].place_id) == best.as_ref());
    found.unwrap_or(&reports[0]).sites[0].clone()
}

/// The date that most sources give among the most exact ones.
fn date(reports: &[&Report], texts: &Texts) -> Option<(String, String, String)> {
    let days = |report: &Report| {
        let window = report.window.filter(|window| !window.assumed)?;
        report.date.as_ref().map(|_| window.days())
    };
    let least = reports.iter().filter_map(|report| days(report)).min()?;
    let best = texts.vote(reports, &|report| {
        (days(report) == Some(least)).then(|| report.date.as_ref().map(|date| date.0.clone()))?
    });
    let found = reports.iter().find(|report| {
        days(report) == Some(least) && report.date.as_ref().map(|date| &date.0) == best.as_ref()
    });
    found.and_then(|report| report.date.clone())
}

fn published(reports: &[&Report]) -> Option<(Date, Date)> {
    let days = || reports.iter().filter_map(|report| report.published);
    Some((days().min()?, days().max()?))
}

fn counts(reports: &[&Report], texts: &Texts) -> Vec<(CountKind, Range)> {
    let of = |kind: CountKind| {
        let mut said: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        for (number, report) in reports.iter().enumerate() {
            if let Some(count) = report.count(kind) {
                let names = said.entry(count).or_default();
                let name = texts.name(number).to_string();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let (low, high) = (*said.keys().next()?, *said.keys().next_back()?);
        let said = said.into_iter().collect();
        Some((kind, Range { low, high, said }))
    };
    CountKind::ALL.into_iter().filter_map(of).collect()
}

/// Something that sources can say differently: its name, and what a report says.
type Aspect = (&'static str, fn(&Report) -> Option<String>);

/// What the sources do not agree on: tolls, days, kind, place, whether it happened.
fn contradictions(
    reports: &[&Report],
    texts: &Texts,
    counts: &[(CountKind, Range)],
) -> Vec<String> {
    let mut found = Vec::new();
    for (kind, range) in counts {
        if range.low != range.high {
            let said = range.said.iter();
            let said: Vec<String> = said
                .map(|(count, names)| format!("{count} ({})", names.join(", ")))
                .collect();
            found.push(format!("{}: {}", kind.name(), said.join(" or ")));
        }
    }
    let aspects: [Aspect; 5] = [
        ("date", |report| {
            let date = report.date.as_ref().filter(|date| date.2 == "day")?;
            date.0.get(..10).map(str::to_string)
        }),
        ("place", |report| {
            let site = &report.sites[0];
            site.is_settlement().then(|| site.name.clone())
        }),
        ("type", |report| Some(report.subtype.clone())),
        ("actor", |report| report.actor.clone()),
        ("status", |report| Some(report.status.clone())),
    ];
    for (name, value) in aspects {
        let mut said: Vec<(String, Vec<&str>)> = Vec::new();
        for (number, report) in reports.iter().enumerate() {
            let Some(value) = value(report) else {
                continue;
            };
            let source = texts.name(number);
            match said.iter_mut().find(|(other, _)| *other == value) {
                Some((_, names)) if !names.contains(&source) => names.push(source),
                Some(_) => {}
                None => said.push((value, vec![source])),
            }
        }
        if said.len() > 1 {
            said.sort();
            let said: Vec<String> = said
                .iter()
                .map(|(value, names)| format!("{value} ({})", names.join(", ")))
                .collect();
            found.push(format!("{name}: {}", said.join(" or ")));
        }
    }
    found
}

fn evidence(reports: &[&Report], texts: &Texts) -> Vec<Evidence> {
    let reports = reports.iter().enumerate();
    reports
        .map(|(number, report)| Evidence {
            event_id: report.event_id.clone(),
            doc_id: report.doc_id.clone(),
            source: texts.name(number).to_string(),
            sentence: report.sentence.clone(),
        })
        .collect()
}
