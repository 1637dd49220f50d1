//! The trained model: its file, and the copy inside the program.
//!
//! The file is a header (magic, seven lengths as little-endian 32-bit numbers), the joint tag
//! classes (two bytes each), the rows of the three linear models, and the lemma table.

use super::lemma::Lemmas;
use super::linear::Linear;
use super::parser::{MOVES, RELATIONS};
use super::tagger::{CLASSES, Class};
use super::tags::{Upos, Xpos};
use super::verbs;
use std::sync::LazyLock;

/// First bytes of the file: format and version.
pub(super) const MAGIC: &[u8; 8] = b"DLSYNT03";

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
    pub tagger: Linear<'m, CLASSES>,
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
    /// Reads a model file; `None` when it is not one of this version.
    pub fn read(bytes: &'m [u8]) -> Option<Model<'m>> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut sections = [&bytes[..0]; 5];
        let mut lengths = [0; 5];
        for length in &mut lengths {
            let (number, tail) = rest.split_first_chunk::<4>()?;
            *length = u32::from_le_bytes(*number) as usize;
            rest = tail;
        }
        for (section, length) in sections.iter_mut().zip(lengths) {
            (*section, rest) = rest.split_at_checked(length)?;
        }
        let [classes, tagger, moves, relations, lemmas] = sections;
        Some(Model {
            classes: read_classes(classes)?,
            tagger: Linear::new(tagger)?,
            moves: Linear::new(moves)?,
            relations: Linear::new(relations)?,
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

/// The bytes of a model file.
pub(super) fn write(sections: [&[u8]; 5]) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    for section in sections {
        // Sections are a few megabytes.
        file.extend((section.len() as u32).to_le_bytes());
    }
    file.extend(sections.concat());
    file
}
