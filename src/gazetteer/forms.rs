//! Demonyms and metonyms: words that lead to a place without being its name.

use super::format::{FORM_ENTRY, Section};
use super::{Gazetteer, PlaceIndex, code_at, row_at};
use crate::place::CountryCode;

/// What a demonym or metonym leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormMatch<'g> {
    /// The place; absent for peoples without one.
    pub place: Option<PlaceIndex>,
    /// The country.
    pub country: Option<CountryCode>,
    /// What the word is, as its table says: `adjective`, `presidency`.
    pub kind: &'g str,
}

impl Gazetteer {
    /// What a folded demonym or adjective ("syrian") belongs to; empty when it is none.
    pub fn demonym(&self, folded: &str) -> impl Iterator<Item = FormMatch<'_>> {
        self.forms(Section::DemonymNames, Section::Demonyms, folded)
    }

    /// What a folded metonym of a government or institution ("kremlin") stands for; empty when
    /// it is none.
    pub fn metonym(&self, folded: &str) -> impl Iterator<Item = FormMatch<'_>> {
        self.forms(Section::MetonymNames, Section::Metonyms, folded)
    }

    fn forms(
        &self,
        names: Section,
        records: Section,
        folded: &str,
    ) -> impl Iterator<Item = FormMatch<'_>> {
        let first = self
            .automaton(names)
            .and_then(|names| names.get(folded))
            .map(|output| output.value() as usize);
        let records = self.section(records);
        let record = |at: usize| &records[at * FORM_ENTRY..][..FORM_ENTRY];
        std::iter::successors(first, move |at| (record(*at)[7] == 0).then_some(at + 1)).map(
            move |at| FormMatch {
                place: row_at(record(at), 0),
                country: code_at(record(at), 4),
                kind: self.form_kind(record(at)[6]),
            },
        )
    }

    fn form_kind(&self, line: u8) -> &str {
        let kinds = self.text(Section::FormKinds);
        kinds.split('\n').nth(usize::from(line)).unwrap_or_default()
    }
}
