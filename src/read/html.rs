//! A page becomes a document: its article, title, day, address and language.

use super::ProblemKind;
use super::decode::{Decoded, decode, decode_as};
use super::markup::{check_depth, text_of};
use super::page::{self, Facts};
use super::part::Part;
use crate::document;
use dom_query::Document;
use dom_smoothie::Readability;
use encoding_rs::{Encoding, UTF_8};

/// The document of a page.
pub fn document(
    part: &Part,
    bytes: &[u8],
    notes: &mut Vec<ProblemKind>,
) -> Result<document::Document, ProblemKind> {
    let Decoded { text, notes: made } = decode_page(bytes, part.encoding);
    notes.extend(made);
    let mut document = page(&text, part.url.as_deref())?;
    document.id = part.id.clone();
    Ok(document)
}

/// Decodes a page: as a byte order mark says, its sender, itself, else by the look of it.
pub fn decode_page(bytes: &[u8], sender: Option<&'static Encoding>) -> Decoded {
    // UTF-8 is known by its look, and who says so of something else knows nothing.
    let told = [sender, declared(bytes)];
    let told = told.into_iter().flatten().find(|told| *told != UTF_8);
    match told {
        // A page that says something else and is UTF-8 has been converted on the way.
        Some(_) if std::str::from_utf8(bytes).is_ok() => decode(bytes),
        Some(encoding) if Encoding::for_bom(bytes).is_none() => {
            let mut decoded = decode_as(encoding, bytes);
            decoded
                .notes
                .retain(|note| !matches!(note, ProblemKind::Converted { .. }));
            decoded
        }
        _ => decode(bytes),
    }
}

/// Bytes in which a declaration has to stand, by the HTML standard.
const DECLARED_WITHIN: usize = 1024;

/// The encoding that a page or an XML file declares.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]);
    let lower = head.to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|word| {
        let (_, rest) = lower.split_once(word)?;
        let value = rest.trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
        let encoding = Encoding::for_label(&value.as_bytes()[..end.unwrap_or(value.len())])?;
        // A declaration that can be read byte by byte is not in UTF-16.
        Some(encoding.output_encoding())
    })
}

/// The document of a page's markup, without an id.
pub fn page(markup: &str, url: Option<&str>) -> Result<document::Document, ProblemKind> {
    check_depth(markup)?;
    let tree = Document::from(markup);
    let facts = Facts::of(&tree);
    page::remove_surroundings(&tree);
    let text = article(tree);
    let text = without_title(&text, facts.title.as_deref());
    if text.trim().is_empty() {
        return Err(ProblemKind::EmptyText);
    }
    Ok(document::Document {
        id: String::new(),
        title: facts.title,
        url: facts.url.or_else(|| url.map(str::to_string)),
        published: facts.published,
        language: facts.language,
        text: text.to_string(),
        given_mentions: None,
    })
}

/// A text without the headline as its first paragraph, which the document has apart from it.
fn without_title<'t>(text: &'t str, title: Option<&str>) -> &'t str {
    match (text.split_once("\n\n"), title) {
        (Some((first, rest)), Some(title)) if first == title => rest,
        _ => text,
    }
}

/// An article with fewer bytes than this may be a teaser that was taken for it.
const SHORT_ARTICLE: usize = 250;

/// The text of the article; of a page without one, all that is left of the page.
fn article(tree: Document) -> String {
    let all = match tree.body() {
        Some(body) => text_of(body),
        None => text_of(tree.root()),
    };
    let Ok(mut reader) = Readability::with_document(tree, None, None) else {
        return all;
    };
    if reader.parse().is_err() {
        return all;
    }
    let found = text_of(reader.doc.root());
    if found.len() < SHORT_ARTICLE && all.len() > found.len() {
        all
    } else {
        found
    }
}
