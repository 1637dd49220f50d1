//! The trained model: its file, and the copy inside the program.
//!
//! The file is a header (magic, eight lengths as little-endian 32-bit numbers), the joint tag
//! classes (two bytes each), the lemma table, and rows and schedule of each of the three linear
//! models; the rows of tagger and relations are packed (`sparse`), those of the moves are used
//! where they are.

use super::lemma::Lemmas;
use super::linear::{Linear, Schedule, Stage};
use super::parser::{MOVE_FEATURES, MOVES, RELATION_FEATURES, RELATIONS};
use super::sparse::unpack;
use super::tagger::{CLASSES, Class, FEATURES, Sure, Tagger};
use super::tags::{Upos, Xpos};
use super::verbs;
use std::sync::LazyLock;

/// First bytes of the file: format and version.
pub(super) const MAGIC: &[u8; 8] = b"DLSYNT06";

/// The model compiled into the program; made by `examples/train_syntax.rs`.
static EMBEDDED: LazyLock<Model<'static>> = LazyLock::new(|| {
    let mut model = Model::read(include_bytes!("../../models/syntax.bin"))
        .expect("models/syntax.bin is a model of this version; re-make it with train_syntax");
    model.lemmas.know_verbs(verbs::bases());
    model
});

/// A model over the bytes of its file.
#[derive(Debug)]
pub(super) struct Model<'m> {
    pub classes: Vec<Class>,
    pub tags: Linear<'m, CLASSES>,
    pub sure: Sure,
    pub moves: Linear<'m, MOVES>,
    pub relations: Linear<'m, RELATIONS>,
    pub lemmas: Lemmas<'m>,
}

impl Model<'static> {
    /// The model of the program itself.
    pub fn embedded() -> &'static Model<'static> {
        &EMBEDDED
    }
}

impl<'m> Model<'m> {
    /// What tags are chosen with.
    pub fn tagger(&self) -> Tagger<'_, Linear<'m, CLASSES>> {
        Tagger {
            weights: &self.tags,
            classes: &self.classes,
            sure: &self.sure,
        }
    }

    /// Reads a model file; `None` when it is not one of this version.
    pub fn read(bytes: &'m [u8]) -> Option<Model<'m>> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut sections = [&bytes[..0]; SECTIONS];
        let mut lengths = [0; SECTIONS];
        for length in &mut lengths {
            let (number, tail) = rest.split_first_chunk::<4>()?;
            *length = u32::from_le_bytes(*number) as usize;
            rest = tail;
        }
        for (section, length) in sections.iter_mut().zip(lengths) {
            (*section, rest) = rest.split_at_checked(length)?;
        }
        let [classes, sure, lemmas, parts @ ..] = sections;
        let [
            tagger,
            tagger_plan,
            moves,
            move_plan,
            relations,
            relation_plan,
        ] = parts;
        Some(Model {
            sure: read_sure(sure)?,
            classes: read_classes(classes)?,
            tags: Linear::new(
                unpack(tagger)?.into(),
                read_schedule(tagger_plan, FEATURES)?,
            )?,
            moves: Linear::new(
                Linear::rows(moves)?,
                read_schedule(move_plan, MOVE_FEATURES)?,
            )?,
            relations: Linear::new(
                unpack(relations)?.into(),
                read_schedule(relation_plan, RELATION_FEATURES)?,
            )?,
            lemmas: Lemmas::read(std::str::from_utf8(lemmas).ok()?),
        })
    }
}

fn read_classes(bytes: &[u8]) -> Option<Vec<Class>> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() || pairs.is_empty() || pairs.len() >= CLASSES {
        return None;
    }
    pairs
        .iter()
        .map(|&[upos, xpos]| {
            let upos = Upos::ALL.get(usize::from(upos))?;
            Some((*upos, *Xpos::ALL.get(usize::from(xpos))?))
        })
        .collect()
}

/// Reads words that are sure of their class: eight bytes of key, one of class.
fn read_sure(bytes: &[u8]) -> Option<Sure> {
    let (entries, rest) = bytes.as_chunks::<9>();
    let entry = |entry: &[u8; 9]| {
        let (key, class) = entry.split_at(8);
        Some((u64::from_le_bytes(key.try_into().ok()?), class[0]))
    };
    let entries = entries.iter().map(entry).collect::<Option<Vec<_>>>()?;
    rest.is_empty().then(|| Sure::new(entries.into_iter()))
}

/// The bytes of such words, as [`Model::read`] takes them.
pub(super) fn write_sure(sure: &Sure) -> Vec<u8> {
    let entry = |(key, class): (u64, u8)| [&key.to_le_bytes()[..], &[class]].concat();
    sure.entries().into_iter().flat_map(entry).collect()
}

/// Reads a schedule: the order of all features, then end and lead of each stage.
fn read_schedule(bytes: &[u8], features: usize) -> Option<Schedule> {
    let (order, stages) = bytes.split_at_checked(features)?;
    let (stages, rest) = stages.as_chunks::<3>();
    let stages: Vec<Stage> = stages
        .iter()
        .map(|&[end, low, high]| Stage {
            end,
            lead: i16::from_le_bytes([low, high]),
        })
        .collect();
    let mut seen = order.to_vec();
    seen.sort_unstable();
    let all = seen.iter().copied().map(usize::from).eq(0..features);
    let rising = stages.is_sorted_by_key(|stage| stage.end);
    let inside = stages
        .iter()
        .all(|stage| usize::from(stage.end) <= features);
    (rest.is_empty() && all && rising && inside).then(|| Schedule {
        order: order.to_vec(),
        stages,
    })
}

/// The bytes of a schedule, as [`Model::read`] takes them.
pub(super) fn write_schedule(schedule: &Schedule) -> Vec<u8> {
    let stage = |stage: &Stage| {
        let [low, high] = stage.lead.to_le_bytes();
        [stage.end, low, high]
    };
    let stages = schedule.stages.iter().flat_map(stage);
    schedule.order.iter().copied().chain(stages).collect()
}

/// Parts of the file.
pub(super) const SECTIONS: usize = 9;

/// The bytes of a model file.
pub(super) fn write(sections: [&[u8]; SECTIONS]) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    for section in sections {
        // Sections are a few megabytes.
        file.extend((section.len() as u32).to_le_bytes());
    }
    file.extend(sections.concat());
    file
}
