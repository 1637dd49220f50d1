//! Mails: the text part, else the HTML part, with subject, day and message id.

use super::ProblemKind;
use super::dates::day_of;
use super::markup::fragment_text;
use super::part::Part;
use super::plain::unix_lines;
use crate::document::Document;
use jiff::civil::Date;
use mail_parser::{Message, MessageParser, PartType};

/// The document of a mail.
pub fn document(
    part: &Part,
    bytes: &[u8],
    notes: &mut Vec<ProblemKind>,
) -> Result<Document, ProblemKind> {
    let mail = MessageParser::default()
        .parse(bytes)
        .filter(|mail| mail.subject().is_some() || mail.from().is_some() || mail.date().is_some())
        .ok_or(ProblemKind::BadMail)?;
    let (text, nul) = super::decode::replace_nul(text(&mail)?);
    notes.extend(nul.then_some(ProblemKind::Nul));
    if text.trim().is_empty() {
        return Err(ProblemKind::EmptyText);
    }
    Ok(Document {
        id: mail.message_id().unwrap_or(&part.id).to_string(),
        title: mail.subject().map(str::to_string),
        url: part.url.clone(),
        published: day(&mail),
        language: mail
            .header_raw("Content-Language")
            .map(|language| language.trim().to_string())
            .filter(|language| !language.is_empty() && !language.contains(',')),
        text,
        given_mentions: None,
    })
}

/// The first part that is text, else the first that is HTML.
fn text(mail: &Message<'_>) -> Result<String, ProblemKind> {
    let parts = || mail.text_bodies().chain(mail.html_bodies());
    let plain = parts().find_map(|part| match &part.body {
        PartType::Text(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    });
    let marked_up = parts().find_map(|part| match &part.body {
        PartType::Html(markup) => Some(markup),
        _ => None,
    });
    match (plain, marked_up) {
        (Some(text), _) => Ok(unix_lines(text.trim().to_string())),
        (None, Some(markup)) => fragment_text(markup),
        (None, None) => Err(ProblemKind::EmptyText),
    }
}

/// The day it was sent, as it was where it was written.
fn day(mail: &Message<'_>) -> Option<Date> {
    let sent = mail.date()?;
    Date::new(
        sent.year.try_into().ok()?,
        sent.month.try_into().ok()?,
        sent.day.try_into().ok()?,
    )
    .ok()
    .or_else(|| day_of(mail.header_raw("Date")?))
}
