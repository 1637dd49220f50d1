//! Bytes that are in memory already become documents: a fetched page, a feed.

use super::hashing::stream;
use super::part::{self, Part};
use super::{Item, ReadOptions, form};
use std::collections::VecDeque;
use std::io::Cursor;

/// The documents in `bytes`, and what could not be read of them, in order.
///
/// `name` is what problems call them, and the id of a document that brings none. `url` is where
/// they come from: it becomes the address of documents without one. `content_type` is what the
/// sender says they are, as in HTTP ("text/html; charset=koi8-r"); the bytes win over it where
/// they leave no doubt.
///
/// Ids are as the bytes give them, also where one comes again.
///
/// ```
/// use dateline::read::{ReadOptions, documents};
///
/// let page = b"<html lang=en><title>Shelling</title><p>Shells hit Kharkiv.</p></html>";
/// let items = documents("page", None, Some("text/html"), page.to_vec(), &ReadOptions::default());
/// let document = items[0].as_ref().unwrap();
/// assert_eq!(document.title.as_deref(), Some("Shelling"));
/// assert_eq!(document.text, "Shells hit Kharkiv.");
/// ```
pub fn documents(
    name: &str,
    url: Option<&str>,
    content_type: Option<&str>,
    bytes: Vec<u8>,
    options: &ReadOptions,
) -> Vec<Item> {
    let (hint, encoding) = content_type.map_or((None, None), form::of_content_type);
    let part = Part {
        hint,
        encoding,
        url: url.map(str::to_string),
        ..Part::new(name, name, stream(Cursor::new(bytes)))
    };
    let mut source = match part::open(part, options) {
        Ok(source) => source,
        Err(problem) => return vec![Err(problem)],
    };
    let mut items = VecDeque::new();
    while source.read(&mut items) {}
    for document in items.iter_mut().flatten() {
        document.published = document.published.or(options.published);
    }
    items.into()
}
