//! What a page says of itself, and what of it is not the article.

use super::dates::day_of;
use dom_query::{Document, NodeRef};
use jiff::civil::Date;
use serde_json::Value;

/// What a page says of itself.
#[derive(Debug, Default)]
pub struct Facts {
    /// Its headline.
    pub title: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// Its canonical address.
    pub url: Option<String>,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
}

impl Facts {
    /// Reads a page: JSON-LD before meta elements, and those before what is shown.
    pub fn of(page: &Document) -> Facts {
        let linked = linked_data(page);
        let linked = |key: &str| linked.as_ref().and_then(|article| words(article.get(key)?));
        let metas = metas(page);
        let meta = |names: &[&str]| {
            names.iter().find_map(|name| {
                let found = metas.iter().find(|(there, _)| there == name);
                found.map(|(_, content)| content.clone())
            })
        };
        let dates = DATES.iter().filter_map(|name| meta(&[name]));
        Facts {
            title: linked("headline")
                .or_else(|| meta(&["og:title", "twitter:title", "dc.title", "title"]))
                .or_else(|| first_text(page, "h1"))
                .or_else(|| first_text(page, "title")),
            published: linked("datePublished")
                .into_iter()
                .chain(dates)
                .find_map(|date| day_of(&date))
                .or_else(|| shown_day(page)),
            url: attribute(page, "link[rel~=canonical]", "href")
                .filter(|url| is_absolute(url))
                .or_else(|| meta(&["og:url"]).filter(|url| is_absolute(url))),
            language: attribute(page, "html[lang]", "lang")
                .or_else(|| meta(&["content-language", "og:locale"]))
                .or_else(|| linked("inLanguage"))
                .map(|language| language.replace('_', "-")),
        }
    }
}

/// Names of meta elements with the day of publication, the surest first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "article.published",
    "published-date",
    "date",
];

fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Names in lower case and contents of meta elements, in the order of the page.
fn metas(page: &Document) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for node in page.select("meta[content]").nodes() {
        let name = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|attribute| node.attr(attribute));
        if let (Some(name), Some(content)) = (name, node.attr("content")) {
            let content = content.trim().to_string();
            if !content.is_empty() {
                metas.push((name.trim().to_lowercase(), content));
            }
        }
    }
    metas
}

/// The article among the JSON-LD objects of a page.
fn linked_data(page: &Document) -> Option<Value> {
    let scripts = page.select("script[type='application/ld+json']");
    scripts.nodes().iter().find_map(|script| {
        let text = script.text();
        let text = text.trim().trim_start_matches("<![CDATA[");
        let value: Value = serde_json::from_str(text.trim_end_matches("]]>")).ok()?;
        find_article(&value).cloned()
    })
}

/// The first object with a day of publication that is no comment, review or video.
fn find_article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(values) => values.iter().find_map(find_article),
        Value::Object(members) if is_article(value) => {
            Some(value).filter(|_| members.contains_key("datePublished"))
        }
        Value::Object(members) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .find_map(|member| find_article(members.get(*member)?)),
        _ => None,
    }
}

fn is_article(value: &Value) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            ["Article", "Posting", "Report", "WebPage", "NewsItem"]
                .iter()
                .any(|end| kind.ends_with(end))
        })
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn words(value: &Value) -> Option<String> {
    let text = value.as_str().or_else(|| value.get(0)?.as_str())?;
    // Headlines in JSON-LD are often escaped as if they were markup.
    let text = super::markup::fragment_text(text).ok()?;
    (!text.is_empty()).then_some(text)
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    let value = page.select_single(selector).attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_string())
}

fn first_text(page: &Document, selector: &str) -> Option<String> {
    let text = page.select_single(selector).text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The day that the page shows: a marked day of publication, else the first `<time>` of the
/// article, else of the page.
fn shown_day(page: &Document) -> Option<Date> {
    [
        "[itemprop=datePublished]",
        "time[pubdate]",
        "article time, main time",
        "time",
    ]
    .iter()
    .find_map(|selector| page.select(selector).nodes().iter().find_map(day_of_node))
}

fn day_of_node(node: &NodeRef<'_>) -> Option<Date> {
    let written = ["datetime", "content"]
        .iter()
        .find_map(|name| node.attr(name))
        .and_then(|date| day_of(&date));
    written.or_else(|| day_of(&node.text()))
}

/// What is never the article: elements by their meaning.
const SURROUNDINGS: &str = "nav, footer, aside, dialog, form, figure figcaption, button, menu, \
     [role=navigation], [role=banner], [role=dialog], [role=alertdialog], [role=search], \
     [role=complementary], [role=contentinfo], [aria-hidden=true], [hidden]";

/// What is never the article: words in the class or id of an element.
const BANNERS: [&str; 19] = [
    "menu",
    "navbar",
    "sidebar",
    "footer",
    "byline",
    "cookie",
    "consent",
    "gdpr",
    "newsletter",
    "subscribe",
    "paywall",
    "share-",
    "social",
    "related",
    "breadcrumb",
    "caption",
    "advert",
    "promo",
    "most-read",
];

/// Removes menus, banners, forms, captions and times of publication from a page, before the article is looked for.
pub fn remove_surroundings(page: &Document) {
    for node in page.select(SURROUNDINGS).nodes() {
        if !holds_article(node) {
            node.remove_from_parent();
        }
    }
    for time in page.select("time").nodes() {
        let is_in_text = time.parent().is_some_and(|parent| parent.has_name("p"));
        if !is_in_text {
            time.remove_from_parent();
        }
    }
    let marked =
        "div[class], div[id], section[class], section[id], ul[class], p[class], span[class]";
    for node in page.select(marked).nodes() {
        let marks = [node.attr("class"), node.attr("id")];
        let is_banner = marks.iter().flatten().any(|mark| {
            let mark = mark.to_ascii_lowercase();
            BANNERS.iter().any(|banner| mark.contains(banner))
        });
        if is_banner && !holds_article(node) {
            node.remove_from_parent();
        }
    }
}

/// Paragraphs that make an element too much to be a banner.
const PARAGRAPHS: usize = 4;

/// Whether an element is, or holds, what may be the article.
fn holds_article(node: &NodeRef<'_>) -> bool {
    let selection = dom_query::Selection::from(*node);
    selection.is("html, body, main, article")
        || selection.select("article, main, h1").exists()
        || selection.select("p").length() >= PARAGRAPHS
}
