//! Demonyms and metonyms: words that lead to a place without being its name.

use super::format::{FORM_ENTRY, Section};
use super::{Gazetteer, PlaceIndex, code_at, row_at};
use crate::place::CountryCode;
use fst::Streamer;
use rustc_hash::FxHashMap;

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
        let first = self.first_records(names).get(folded).copied();
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

    /// The first record of each folded form. Its automaton is read once: half the words with a
    /// capital are looked up, and a text's words are in few forms.
    fn first_records(&self, names: Section) -> &FxHashMap<String, usize> {
        let kept = match names {
            Section::DemonymNames => &self.demonyms,
            _ => &self.metonyms,
        };
        kept.get_or_init(|| {
            let mut records = FxHashMap::default();
            if let Some(automaton) = self.automaton(names) {
                let mut stream = automaton.stream();
                while let Some((form, output)) = stream.next() {
                    let form = String::from_utf8_lossy(form).into_owned();
                    records.insert(form, output.value() as usize);
                }
            }
            records
        })
    }

    fn form_kind(&self, line: u8) -> &str {
        let kinds = self.text(Section::FormKinds);
        kinds.split('\n').nth(usize::from(line)).unwrap_or_default()
    }
}
