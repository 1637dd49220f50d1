//! Which column of a table is what, and what a row becomes.

use super::ProblemKind;
use super::dates::day_of;
use super::plain::unix_lines;
use crate::document::Document;

/// Names of the columns of a table; those not given are found by common names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The text.
    pub text: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The document's id.
    pub id: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The day of publication.
    pub date: Option<String>,
    /// The language.
    pub language: Option<String>,
}

const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "full_text",
    "fulltext",
    "article_text",
    "maintext",
    "article",
    "story",
    "message",
];
const TITLE: &[&str] = &["title", "headline", "subject"];
const ID: &[&str] = &["doc_id", "id", "article_id", "guid", "uid"];
const URL: &[&str] = &["url", "link", "href", "source_url"];
const DATE: &[&str] = &[
    "published",
    "published_at",
    "date_published",
    "pub_date",
    "pubdate",
    "publish_date",
    "publication_date",
    "date",
    "datetime",
    "created_at",
];
const LANGUAGE: &[&str] = &["language", "lang"];

/// Where in a row everything is.
pub struct Roles {
    text: usize,
    title: Option<usize>,
    id: Option<usize>,
    url: Option<usize>,
    date: Option<usize>,
    language: Option<usize>,
}

impl Roles {
    /// Finds the columns among those of a table.
    ///
    /// Errors: a column asked for is not there, or none looks like the text.
    pub fn find(columns: &Columns, there: &[String]) -> Result<Roles, ProblemKind> {
        let find = |asked: &Option<String>, usual: &[&str]| match asked {
            Some(name) => position(there, name)
                .map(Some)
                .ok_or_else(|| missing(format!("no column `{name}`"), there)),
            None => Ok(usual.iter().find_map(|name| position(there, name))),
        };
        let text = find(&columns.text, TEXT)?;
        Ok(Roles {
            text: text.ok_or_else(|| missing("no column with the text".to_string(), there))?,
            title: find(&columns.title, TITLE)?,
            id: find(&columns.id, ID)?,
            url: find(&columns.url, URL)?,
            date: find(&columns.date, DATE)?,
            language: find(&columns.language, LANGUAGE)?,
        })
    }

    /// The columns that are read, each once, in the order of the table.
    pub fn used(&self) -> Vec<usize> {
        let others = [self.title, self.id, self.url, self.date, self.language];
        let mut used: Vec<usize> = others.into_iter().flatten().chain([self.text]).collect();
        used.sort_unstable();
        used.dedup();
        used
    }

    /// The document of a row whose cells `cell` gives, and `default_id` where it has no id.
    pub fn document(
        &self,
        cell: impl Fn(usize) -> String,
        default_id: impl FnOnce() -> String,
        limit: usize,
    ) -> Result<Document, ProblemKind> {
        let given = |column: Option<usize>| {
            let words = column.map(&cell).unwrap_or_default();
            let words = words.trim();
            (!words.is_empty()).then(|| words.to_string())
        };
        let text = cell(self.text);
        if text.trim().is_empty() {
            return Err(ProblemKind::EmptyText);
        }
        if text.len() > limit {
            return Err(ProblemKind::TooLarge { limit });
        }
        let published = given(self.date).map(|date| {
            day_of(&date).ok_or_else(|| {
                ProblemKind::BadLine(format!(
                    "`{date}` is not a date; expected 2025-04-10, 10 April 2025 or \
                     2025-04-10T21:30:00Z"
                ))
            })
        });
        Ok(Document {
            id: given(self.id).unwrap_or_else(default_id),
            title: given(self.title),
            url: given(self.url),
            published: published.transpose()?,
            language: given(self.language),
            text: unix_lines(text),
            given_mentions: None,
        })
    }
}

/// The column of a name: written the same, else in another case.
fn position(there: &[String], name: &str) -> Option<usize> {
    let same = there.iter().position(|column| column == name);
    same.or_else(|| {
        let lower = name.to_lowercase();
        there
            .iter()
            .position(|column| column.to_lowercase() == lower)
    })
}

/// Columns that an error lists.
const SHOWN: usize = 30;

fn missing(what: String, there: &[String]) -> ProblemKind {
    let mut names: Vec<String> = there
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect();
    if there.len() > SHOWN {
        names.push(format!("and {} more", there.len() - SHOWN));
    }
    ProblemKind::NoColumn(format!("{what}; there are {}", names.join(", ")))
}
