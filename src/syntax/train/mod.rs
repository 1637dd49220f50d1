//! Training and measuring the syntax model. Not used when texts are analysed.
//!
//! Everything is whole numbers and one fixed sequence of random ones, so the same treebanks
//! give the same model, bit for bit.

mod conllu;
mod learn;
mod measure;
mod oracle;
mod perceptron;
mod stages;

use std::fmt;
use std::path::{Path, PathBuf};

pub use measure::Figures;

/// Why the treebanks cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TreebankError {
    /// A file is absent or unreadable.
    #[error(
        "cannot read treebank file {path}: {source}; give the folder that holds the .conllu files"
    )]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line is not CoNLL-U.
    #[error("{path}, line {line}: expected {expected}")]
    Line {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What should be there.
        expected: &'static str,
    },
    /// The model file is of another version.
    #[error("the model is not one of this version; re-make it with train_syntax")]
    Model,
}

/// Trains on the `-train` files of a folder and returns the bytes of the model file. The `-dev`
/// files give the words, without their annotation, on which the order of features is learnt.
pub fn train(
    folder: &Path,
    log: &mut dyn FnMut(fmt::Arguments<'_>),
) -> Result<Vec<u8>, TreebankError> {
    let sentences = conllu::read_folder(folder, "train")?;
    let unseen = conllu::read_folder(folder, "dev")?;
    Ok(learn::model(&sentences, &unseen, log))
}

/// Measures a model file on the `-dev` files of a folder.
pub fn measure(folder: &Path, model: &[u8]) -> Result<Figures, TreebankError> {
    let sentences = conllu::read_folder(folder, "dev")?;
    let model = super::Model::read(model).ok_or(TreebankError::Model)?;
    Ok(measure::figures(&model, &sentences))
}
