//! What a document is about as a whole, which decides the senses of its words.

use super::lexicon::{self, ClassSet};
use crate::text::Text;

/// Words of a subject from which on a document is about it.
const SUBJECT_WORDS: usize = 2;
/// Tokens of a text in which one word is enough.
const BRIEF: usize = 60;
/// What a storm is called by before its name.
const STORMS: &[&str] = &["Hurricane", "Typhoon", "Cyclone", "Storm"];

/// The subjects of a document.
#[derive(Debug)]
pub(super) struct About<'t> {
    /// Armed conflict, disease.
    pub classes: ClassSet,
    /// Names of storms: "Hurricane **Melissa**".
    pub storms: Vec<&'t str>,
}

impl<'t> About<'t> {
    /// The subjects of a text.
    pub fn of(text: &Text<'t>) -> About<'t> {
        let (mut armed, mut ill) = (0, 0);
        let mut storms = Vec::new();
        // A few sentences name the parties once.
        let enough = if text.tokens.len() < BRIEF {
            1
        } else {
            SUBJECT_WORDS
        };
        for token in 0..text.tokens.len() {
            let word = text.word(token);
            let lower = word.to_lowercase();
            let singular = lower.strip_suffix('s').unwrap_or(&lower);
            let classes = lexicon::classes_of(&lower) | lexicon::classes_of(singular);
            armed += usize::from(classes.meets(*lexicon::FORCES));
            ill += usize::from(classes.meets(*lexicon::DISEASE));
            if STORMS.contains(&word) && token + 1 < text.tokens.len() {
                let name = text.word(token + 1);
                storms.extend(name.starts_with(char::is_uppercase).then_some(name));
            }
        }
        let mut classes = ClassSet::NONE;
        if armed >= enough {
            classes |= *lexicon::CONFLICT;
        }
        if ill >= enough {
            classes |= *lexicon::DISEASE;
        }
        About { classes, storms }
    }
}
