//! Sentences of CoNLL-U files.

use super::TreebankError;
use crate::syntax::tags::{Relation, Upos, Xpos};
use crate::syntax::word::Form;
use crate::text::Shape;
use std::path::Path;

/// The treebanks, in the order in which they are read.
const TREEBANKS: [&str; 2] = ["en_ewt", "en_gum"];

/// A sentence with its gold tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Gold {
    pub tokens: Vec<GoldToken>,
    /// Whether a document or paragraph starts with it.
    pub starts_paragraph: bool,
}

/// A token with its gold annotation.
#[derive(Clone, Debug)]
pub(super) struct GoldToken {
    pub form: String,
    pub lemma: String,
    pub upos: Upos,
    pub xpos: Xpos,
    /// Index of the head, or the number of tokens for the root.
    pub head: usize,
    pub relation: Relation,
    /// Whether no blank stands before it.
    pub glued: bool,
}

impl Gold {
    /// The sentence as the models see it.
    pub fn forms(&self) -> Vec<Form<'_>> {
        self.tokens
            .iter()
            .map(|token| Form {
                text: &token.form,
                shape: Shape::of(&token.form),
                glued: token.glued,
            })
            .collect()
    }
}

/// Reads the `part` ("train", "dev") of each treebank in `folder`.
pub(super) fn read_folder(folder: &Path, part: &str) -> Result<Vec<Gold>, TreebankError> {
    let mut sentences = Vec::new();
    for name in TREEBANKS {
        let path = folder.join(format!("{name}-{part}.conllu"));
        let file = std::fs::read_to_string(&path).map_err(|source| TreebankError::Read {
            path: path.clone(),
            source,
        })?;
        read(&file, &mut sentences).map_err(|(line, expected)| TreebankError::Line {
            path,
            line,
            expected,
        })?;
    }
    Ok(sentences)
}

fn read(file: &str, sentences: &mut Vec<Gold>) -> Result<(), (usize, &'static str)> {
    let mut reader = Reader::default();
    for (number, line) in file.lines().enumerate() {
        if line.is_empty() {
            sentences.extend(reader.finish());
        } else if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim_start();
            reader.sentence.starts_paragraph |=
                comment.starts_with("newpar") || comment.starts_with("newdoc");
        } else {
            reader
                .token(line)
                .map_err(|expected| (number + 1, expected))?;
        }
    }
    sentences.extend(reader.finish());
    Ok(())
}

#[derive(Default)]
struct Reader {
    sentence: Gold,
    /// Whether the next token stands close to the last.
    glued: bool,
    /// Last id of the multi-word token, and whether a blank follows it.
    range: Option<(usize, bool)>,
}

impl Reader {
    fn finish(&mut self) -> Option<Gold> {
        self.glued = false;
        self.range = None;
        let mut gold = std::mem::take(&mut self.sentence);
        let root = gold.tokens.len();
        for token in &mut gold.tokens {
            token.head = token.head.checked_sub(1).unwrap_or(root);
        }
        (!gold.tokens.is_empty()).then_some(gold)
    }

    fn token(&mut self, line: &str) -> Result<(), &'static str> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, xpos, _, head, relation, _, misc] = &columns[..] else {
            return Err("ten columns");
        };
        let blank_after = !misc.split('|').any(|entry| entry == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            let last = last.parse().map_err(|_| "a range of ids")?;
            self.range = Some((last, blank_after));
            return Ok(());
        }
        if id.contains('.') {
            return Ok(());
        }
        let id: usize = id.parse().map_err(|_| "an id")?;
        self.sentence.tokens.push(GoldToken {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: Upos::from_name(upos).ok_or("a universal part of speech")?,
            xpos: Xpos::from_name(xpos).ok_or("a Penn tag")?,
            head: head.parse().map_err(|_| "a head")?,
            relation: Relation::from_name(relation).ok_or("a relation of UD English")?,
            glued: self.glued,
        });
        self.glued = match self.range {
            Some((last, _)) if id < last => true,
            Some((last, blank_after)) if id == last => !blank_after,
            _ => !blank_after,
        };
        Ok(())
    }
}
