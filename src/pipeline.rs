//! The pure core: `Document -> Analysis`.
//!
//! The stages run in order, each a pure function of what came before and the gazetteer. No
//! clock, environment, thread or hash order reaches a result.

use crate::analysis::Analysis;
use crate::document::Document;
use crate::gazetteer::{Gazetteer, PlaceIndex};
use crate::text::Text;
use crate::{area, event, recognize, resolve, time};
use std::sync::Arc;

/// What an analysis is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Resolve exactly the mentions that documents bring, where they bring any.
    pub given_mentions: bool,
    /// Keep all candidates with their evidence.
    pub explain: bool,
    /// Which names count as mentions of places.
    pub recognize: recognize::Options,
    /// Where the outlet of all documents is at home; else that of each follows from its address.
    pub home: Option<PlaceIndex>,
}

/// Analyses documents against one gazetteer.
#[derive(Clone)]
pub struct Analyzer<'g> {
    gazetteer: &'g Gazetteer,
    options: Options,
    model: &'g recognize::Model,
    weights: &'g resolve::Weights,
    shapes: Arc<area::Shapes>,
}

impl<'g> Analyzer<'g> {
    /// An analyzer; cheap to make and to clone for other threads, which then share what it learns of
    /// footprints.
    pub fn new(gazetteer: &'g Gazetteer, options: Options) -> Analyzer<'g> {
        Analyzer {
            gazetteer,
            options,
            model: recognize::Model::embedded(),
            weights: resolve::Weights::embedded(),
            shapes: Arc::default(),
        }
    }

    /// Where a document's outlet is at home.
    fn home(&self, document: &Document) -> Option<resolve::Home> {
        match self.options.home {
            Some(place) => Some(resolve::Home::of(place, self.gazetteer)),
            None => resolve::Home::of_url(document.url.as_deref()?, self.gazetteer),
        }
    }

    /// The same with other models; for measuring such as are being trained.
    pub fn with_models(
        self,
        model: &'g recognize::Model,
        weights: &'g resolve::Weights,
    ) -> Analyzer<'g> {
        Analyzer {
            model,
            weights,
            ..self
        }
    }

    /// All that is found in a document.
    ///
    /// ```
    /// use dateline::{document::Document, gazetteer::Gazetteer, pipeline::{Analyzer, Options}};
    ///
    /// let analyzer = Analyzer::new(Gazetteer::embedded(), Options::default());
    /// let analysis = analyzer.analyze(&Document {
    ///     id: "1".to_string(),
    ///     text: "Shelling killed two people in Kharkiv on 3 May 2024.".to_string(),
    ///     ..Document::default()
    /// });
    /// let place = analysis.toponyms[0].place.as_ref().unwrap();
    /// assert_eq!(place.country.unwrap().as_str(), "UA");
    /// ```
    pub fn analyze(&self, document: &Document) -> Analysis {
        let text = Text::new(&document.text);
        let mentions = match &document.given_mentions {
            Some(spans) if self.options.given_mentions => {
                recognize::given_with(&text, spans, self.gazetteer, self.model)
            }
            _ => {
                let options = self.options.recognize;
                recognize::find_with(&text, self.gazetteer, options, self.model)
            }
        };
        let options = resolve::Options {
            explain: self.options.explain,
            home: self.home(document),
        };
        let toponyms =
            resolve::resolve_with(&text, &mentions, self.gazetteer, options, self.weights);
        let areas = area::find_areas(&text, &toponyms, self.gazetteer, &self.shapes);
        let timexes = time::find_timexes(&text, document.published);
        let events = event::code_events(&event::Input {
            document,
            text: &text,
            toponyms: &toponyms,
            areas: &areas,
            timexes: &timexes,
            gazetteer: self.gazetteer,
        });
        let sentences = text
            .sentences
            .iter()
            .map(|sentence| sentence.span)
            .collect();
        Analysis {
            toponyms,
            areas,
            timexes,
            events,
            sentences,
        }
    }
}
