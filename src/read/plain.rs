//! Plain text: one document a file.

use super::ProblemKind;
use super::decode::{Decoded, decode_sent};
use super::part::Part;
use crate::document::Document;

/// The document of a text file.
pub fn document(
    part: &Part,
    bytes: &[u8],
    notes: &mut Vec<ProblemKind>,
) -> Result<Document, ProblemKind> {
    let Decoded { text, notes: made } = decode_sent(bytes, part.encoding);
    notes.extend(made);
    if text.trim().is_empty() {
        return Err(ProblemKind::EmptyText);
    }
    Ok(Document {
        id: part.id.clone(),
        url: part.url.clone(),
        text: unix_lines(text),
        ..Document::default()
    })
}

/// Line ends as the sentence splitter knows them.
pub fn unix_lines(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}
