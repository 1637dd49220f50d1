//! What is analysed.

use crate::span::Span;
use jiff::civil::Date;

/// One news text with what is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Identifies it within a run; the file's stem or the line's `doc_id`.
    pub id: String,
    /// Headline, when it is given apart from the text.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Day of publication: the document creation time (dct) that relative dates count from.
    pub published: Option<Date>,
    /// BCP 47 language tag, when given.
    pub language: Option<String>,
    /// The text.
    pub text: String,
    /// Mentions given with the document, which replace recognition when asked for.
    pub given_mentions: Option<Vec<Span>>,
}
