//! Evaluation: how well are annotated documents understood?
//!
//! The simple version is one number over all names. What is added, and where:
//!
//! | departure | file |
//! |---|---|
//! | documents with right answers, several ways of writing them | `corpus.rs` |
//! | same id, same country, twins of settlement and division, causes of error | `matching.rs` |
//! | counts that add up, and the figures made of them | `figures.rs` |
//! | intervals over documents | `bootstrap.rs` |
//! | whether confidence can be believed | `calibration.rs` |
//! | the report | `report.rs` |

mod bootstrap;
mod calibration;
pub mod corpus;
pub mod figures;
pub mod matching;
mod report;

pub use report::{Group, Report, measure};

use crate::gazetteer::Gazetteer;
use crate::pipeline::Analyzer;
use corpus::Corpus;
use figures::Tally;
use matching::Cause;
use rayon::prelude::*;

/// How names are parted into groups of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The file.
    Corpus,
    /// Literal or associative, as annotated.
    Type,
    /// Feature class, as annotated.
    Class,
}

/// A name that was got wrong.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// Why.
    pub cause: Cause,
    /// Kilometres from the right place; farthest when there is none.
    pub km: f64,
    /// The document.
    pub doc_id: String,
    /// The words with those around them on one line.
    pub context: String,
    /// What was found or chosen, and what is right.
    pub detail: String,
}

/// Analyses all documents and compares.
///
/// The result does not depend on the number of threads.
pub fn evaluate(
    corpora: &[Corpus],
    analyzer: &Analyzer<'_>,
    gazetteer: &Gazetteer,
    given: bool,
    by: By,
) -> Report {
    let mut report = Report::new(given);
    for corpus in corpora {
        let measured: Vec<Measured> = corpus
            .documents
            .par_iter()
            .map(|annotated| report::measure(annotated, &corpus.name, analyzer, gazetteer, by))
            .collect();
        report.add(measured);
    }
    report
}

/// What one document adds to the report.
pub struct Measured {
    /// All of it.
    pub whole: Tally,
    /// Its parts by group.
    pub parts: Vec<(String, Tally)>,
    /// What went wrong.
    pub mistakes: Vec<Mistake>,
}

#[cfg(test)]
mod tests {
    use super::corpus::{Annotated, Corpus};
    use super::{By, evaluate};
    use crate::gazetteer::Gazetteer;
    use crate::pipeline::{Analyzer, Options};

    const LINE: &str = r#"{"doc_id":"a","text":"Shelling hit Aleppo and Xyzzyville in Syria, said French envoys in Homs.","toponyms":[
        {"start":13,"end":19,"lat":36.2,"lon":37.16,"geonameid":170063,"type":"literal"},
        {"start":24,"end":34,"lat":10.0,"lon":10.0,"type":"literal"},
        {"start":38,"end":43,"lat":60.0,"lon":60.0,"geonameid":163843,"type":"literal"},
        {"start":50,"end":56,"lat":46.0,"lon":2.0,"geonameid":3017382,"type":"associative","modifier":"Adjective"}]}"#;

    fn report(given_mentions: bool) -> super::Report {
        let corpus = Corpus {
            name: "test".to_owned(),
            documents: vec![Annotated::parse(LINE).unwrap()],
        };
        let gazetteer = Gazetteer::embedded();
        let options = Options {
            given_mentions,
            ..Options::default()
        };
        let analyzer = Analyzer::new(gazetteer, options);
        evaluate(&[corpus], &analyzer, gazetteer, given_mentions, By::Corpus)
    }

    #[test]
    fn figures_follow_their_definitions() {
        let report = report(false);
        for (figure, expected) in [
            // Aleppo and Syria of Aleppo, Syria, Homs.
            ("precision", 2.0 / 3.0),
            ("recall", 0.5),
            // The adjective counts neither as missed nor as found.
            ("recall, no adjectives", 2.0 / 3.0),
            // The annotated point of Syria is far off, its id is the same.
            ("within 161 km", 1.0),
            ("exact id", 1.0),
            ("end to end, recall", 0.5),
        ] {
            assert_eq!(report.value(None, figure), Some(expected), "{figure}");
        }
        let page = report.print(5).unwrap();
        for words in [
            "not found: 2",
            "wrongly found: 1",
            "…Shelling hit Aleppo and [Xyzzyville]",
        ] {
            assert!(page.contains(words), "{words} in {page}");
        }
    }

    #[test]
    fn given_mentions_are_all_compared() {
        let report = report(true);
        assert_eq!(report.value(Some("test"), "within 161 km"), Some(0.75));
        assert!(report.print(0).unwrap().contains("not in gazetteer: 1"));
    }
}
