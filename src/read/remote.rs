//! Pages of the web, fetched ahead of their turn; they are read like files.

use super::inputs::{Input, Place};
use super::{Item, ProblemKind, ReadOptions, ReadProblem};
use crate::fetch::{Ahead, FetchError, FetchOptions, FetchProblem, Fetcher, Page};
use std::collections::VecDeque;
use std::sync::Arc;

/// The pages of all inputs that are addresses.
pub struct Pages {
    fetcher: Option<Arc<Fetcher>>,
    /// In the order of the inputs.
    addresses: Vec<String>,
    ahead: Option<Ahead>,
}

impl Pages {
    /// Those of `inputs`; nothing is fetched before the first is wanted.
    pub fn of<'i>(inputs: impl Iterator<Item = &'i Input>) -> Pages {
        let addresses = inputs.filter_map(|input| match &input.place {
            Place::Url(address) => Some(address.clone()),
            _ => None,
        });
        Pages {
            fetcher: None,
            addresses: addresses.collect(),
            ahead: None,
        }
    }

    /// Fetches with `fetcher` instead of one by the defaults.
    pub fn fetch_with(&mut self, fetcher: Arc<Fetcher>) {
        self.fetcher = Some(fetcher);
    }

    /// Whether the next page can be had without waiting.
    pub fn is_ready(&self) -> bool {
        self.ahead.as_ref().is_some_and(Ahead::is_ready)
    }

    /// The page of an input, in the order of the inputs; a note goes to `out`.
    pub fn next(
        &mut self,
        input: &Input,
        options: &ReadOptions,
        out: &mut VecDeque<Item>,
    ) -> Result<Page, ReadProblem> {
        let failed = |error| ReadProblem::new(&input.name, ProblemKind::NotFetched(error));
        let mut page = self.fetched(options).map_err(failed)?;
        if let Some(reason) = page.not_kept.take() {
            let note = ProblemKind::NotKept(reason);
            out.push_back(Err(ReadProblem::new(&input.name, note)));
        }
        match page.body.is_empty() {
            true => Err(failed(FetchError::of(FetchProblem::Empty))),
            false => Ok(page),
        }
    }

    fn fetched(&mut self, options: &ReadOptions) -> Result<Page, FetchError> {
        if self.ahead.is_none() {
            let fetcher = match self.fetcher.take() {
                Some(fetcher) => fetcher,
                None => default_fetcher(options)?,
            };
            let addresses = std::mem::take(&mut self.addresses);
            self.ahead = Some(Ahead::start(fetcher, addresses));
        }
        match &self.ahead {
            Some(ahead) => ahead.take(),
            None => Err(FetchError::of(FetchProblem::Stopped)),
        }
    }
}

fn default_fetcher(options: &ReadOptions) -> Result<Arc<Fetcher>, FetchError> {
    let fetch = FetchOptions {
        max_bytes: options.max_document_bytes,
        ..FetchOptions::default()
    };
    Fetcher::new(fetch)
        .map(Arc::new)
        .map_err(|reason| FetchError::of(FetchProblem::Broken(reason)))
}
