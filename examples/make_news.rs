//! Writes as many news documents as asked for, to measure runs and stores at size.
//!
//! `cargo run --release --example make_news -- --count 20000 --seed 1 -o news.jsonl [TEXTS…]`
//!
//! TEXTS are files or folders that `dateline map` reads; by default `examples/articles` and, where
//! it is present, `../shared/articles`. Their sentences are put together anew: cities become other
//! cities of one other country, numbers and dates change, each document has an outlet. A line is
//! `{doc_id, title, url, published, text, made, of}`; `made` says how:
//!
//! - `new`: a happening that was not in the documents before;
//! - `copy`: the text of one of the last hundred happenings under another headline, trimmed at its
//!   end, on the same day;
//! - `report`: another report of such a happening, with other sentences and raised numbers.
//!
//! `of` is the `doc_id` of the happening's first document. Days of publication of new happenings
//! rise over two years; a report is up to two days later than its first. The same arguments and
//! texts give the same bytes.

use clap::Parser;
use dateline::analysis::Toponym;
use dateline::document::Document;
use dateline::gazetteer::{Gazetteer, PlaceIndex};
use dateline::pipeline::{Analyzer, Options};
use dateline::read::{ReadOptions, Reader};
use dateline::span::Span;
use dateline::text::{SentenceKind, Text};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rustc_hash::FxHashMap;
use serde_json::json;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Days from the first document to the last.
const DAYS: u64 = 730;
/// Happenings that copies and other reports are made of: the last ones.
const REMEMBERED: usize = 100;
/// Cities of a smaller country would come again and again within one document.
const FEWEST_CITIES: usize = 20;
/// What a town must have to be in the news, in inhabitants.
const SMALLEST_CITY: u64 = 15_000;
const OUTLETS: &[&str] = &[
    "northern-wire",
    "harbour-post",
    "delta-courier",
    "plain-news",
    "capital-daily",
    "radio-meridian",
    "hill-gazette",
    "relief-update",
    "evening-ledger",
    "frontier-press",
    "lakeside-times",
    "agency-seven",
];
const NUMBER_WORDS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];
const WEEKDAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Months that are more often something else at the head of a sentence; left as they are.
const UNCLEAR_MONTHS: &[&str] = &["May", "March", "Mar"];

/// Makes news out of texts, for measuring.
#[derive(Parser)]
#[command(name = "make_news")]
struct Arguments {
    /// Documents to write
    #[arg(long, default_value_t = 1000)]
    count: u64,
    /// Another seed, other documents
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Share of copies of a wire's text, 0 to 1
    #[arg(long, default_value_t = 0.15, value_parser = share)]
    copies: f64,
    /// Share of other reports of the same happening, 0 to 1
    #[arg(long, default_value_t = 0.20, value_parser = share)]
    reports: f64,
    /// The file to write, JSON Lines
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Files or folders whose sentences are used
    texts: Vec<String>,
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("expected a number from 0 to 1".to_string()),
    }
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("make_news: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    if arguments.copies + arguments.reports > 1.0 {
        return Err("--copies and --reports are more than 1 together; lower one".to_string());
    }
    let gazetteer = Gazetteer::embedded();
    let templates = templates(&texts(arguments), gazetteer)?;
    let mut maker = Maker::new(gazetteer, &templates, arguments);
    write_whole(&arguments.output, |out| {
        for number in 0..arguments.count {
            writeln!(out, "{}", maker.line(number))?;
        }
        Ok(())
    })
}

/// Writes a file aside and renames it, so that there is a whole one or none.
fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), String> {
    let mut aside = path.as_os_str().to_os_string();
    aside.push(".part");
    let whole = || -> std::io::Result<()> {
        let mut out = BufWriter::new(File::create(&aside)?);
        write(&mut out)?;
        out.into_inner()?.sync_all()?;
        std::fs::rename(&aside, path)
    };
    whole().map_err(|error| format!("{}: {error}", path.display()))
}

/// The arguments that the reader gets.
fn texts(arguments: &Arguments) -> Vec<String> {
    if !arguments.texts.is_empty() {
        return arguments.texts.clone();
    }
    ["examples/articles", "../shared/articles"]
        .into_iter()
        .filter(|folder| Path::new(folder).is_dir())
        .map(str::to_string)
        .collect()
}

/// A text taken apart: its sentences, in order.
struct Template {
    headline: Option<Sentence>,
    sentences: Vec<Sentence>,
}

/// A sentence with what can be exchanged in it.
struct Sentence {
    text: String,
    opens_paragraph: bool,
    /// In order, without overlap; spans count bytes of `text`.
    slots: Vec<(Span, Slot)>,
}

/// What stands at a span, and what may stand there instead.
#[derive(Clone, Copy)]
enum Slot {
    /// A city, by the place that it was in the source.
    City(PlaceIndex),
    /// A country likewise.
    Country(PlaceIndex),
    /// A number of something, in digits or as a word.
    Number(u64),
    /// The day of a month that is named beside it.
    DayOfMonth,
    Weekday,
    Month,
    Year,
}

/// Takes all texts apart; what cannot be read is told and left out.
///
/// Errors: there is no sentence in any of them.
fn templates(texts: &[String], gazetteer: &'static Gazetteer) -> Result<Vec<Template>, String> {
    let analyzer = Analyzer::new(gazetteer, Options::default());
    let mut templates = Vec::new();
    for item in Reader::open(texts, ReadOptions::default()) {
        match item {
            Ok(document) => templates.push(take_apart(&document, &analyzer, gazetteer)),
            Err(problem) => eprintln!("make_news: {problem}"),
        }
    }
    templates.retain(|template| template.sentences.len() > 1);
    if templates.is_empty() {
        return Err(format!(
            "no sentences in {texts:?}; name files or folders with news texts"
        ));
    }
    Ok(templates)
}

fn take_apart(document: &Document, analyzer: &Analyzer, gazetteer: &Gazetteer) -> Template {
    let analysis = analyzer.analyze(document);
    let text = Text::new(&document.text);
    let body_start = text.dateline.as_ref().map_or(0, |it| it.span.end);
    let mut template = Template {
        headline: None,
        sentences: Vec::new(),
    };
    let mut end_before = 0;
    for sentence in &text.sentences {
        let mut span = sentence.span;
        if span.start < body_start && body_start < span.end {
            let rest = &document.text[body_start..span.end];
            span = Span::new(span.end - rest.trim_start().len(), span.end);
        }
        let gap = &document.text[end_before..span.start];
        end_before = span.end;
        let piece = Sentence {
            text: span.of(&document.text).to_string(),
            opens_paragraph: gap.contains('\n'),
            slots: slots(&text, span, &analysis.toponyms, gazetteer),
        };
        match sentence.kind {
            SentenceKind::Headline => {
                template.headline.get_or_insert(piece);
            }
            SentenceKind::Body if span.end > body_start => template.sentences.push(piece),
            SentenceKind::Body => {}
        }
    }
    template
}

/// What can be exchanged in the sentence at `within`.
fn slots(
    text: &Text,
    within: Span,
    toponyms: &[Toponym],
    gazetteer: &Gazetteer,
) -> Vec<(Span, Slot)> {
    let places = toponyms.iter().filter(|it| within.contains(it.span));
    let mut found: Vec<(Span, Slot)> = places
        .clone()
        .filter_map(|it| Some((it.span, place_slot(it, gazetteer)?)))
        .collect();
    let tokens = text.tokens_in(within);
    for token in tokens.clone() {
        let span = text.tokens[token].span;
        if places.clone().any(|it| it.span.overlaps(span)) {
            continue;
        }
        let beside = |other: Option<usize>| {
            other.is_some_and(|it| tokens.contains(&it) && is_month(text.word(it)))
        };
        let by_month = beside(token.checked_sub(1)) || beside(Some(token + 1));
        if let Some(slot) = word_slot(text.word(token), by_month) {
            found.push((span, slot));
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    found
        .into_iter()
        .map(|(span, slot)| {
            let start = span.start - within.start;
            (Span::new(start, start + span.len()), slot)
        })
        .collect()
}

fn place_slot(toponym: &Toponym, gazetteer: &Gazetteer) -> Option<Slot> {
    let index = gazetteer.by_id(toponym.place.as_ref()?.id)?;
    let code = gazetteer.feature_code(index);
    if code.starts_with("PPL") {
        Some(Slot::City(index))
    } else {
        code.starts_with("PCL").then_some(Slot::Country(index))
    }
}

fn word_slot(word: &str, by_month: bool) -> Option<Slot> {
    if WEEKDAYS.contains(&word) {
        return Some(Slot::Weekday);
    }
    if is_month(word) && !UNCLEAR_MONTHS.contains(&word) {
        return Some(Slot::Month);
    }
    if let Some(at) = NUMBER_WORDS.iter().position(|it| *it == word) {
        return Some(Slot::Number(at as u64 + 2));
    }
    let number: u64 = word.replace(',', "").parse().ok()?;
    Some(match number {
        1..=31 if by_month => Slot::DayOfMonth,
        1900..=2100 if !word.contains(',') => Slot::Year,
        _ => Slot::Number(number),
    })
}

/// A happening, from which documents are written.
struct Happening {
    first: String,
    published: Date,
    /// What a text's cities and countries become.
    places: FxHashMap<PlaceIndex, PlaceIndex>,
    city: PlaceIndex,
    country: PlaceIndex,
    /// The day that weekdays and dates of the text become.
    day: Date,
    headline: String,
    /// Which sentences, by template and number, with the numbers in them.
    facts: Vec<(usize, usize, Vec<u64>)>,
}

/// What stands in one line of the output.
struct Article<'a> {
    number: u64,
    made: &'a str,
    of: &'a str,
    title: String,
    published: Date,
    text: String,
}

struct Maker<'t> {
    gazetteer: &'static Gazetteer,
    templates: &'t [Template],
    /// Cities of the countries with enough of them, by country.
    cities: Vec<(PlaceIndex, Vec<PlaceIndex>)>,
    count: u64,
    copies: f64,
    reports: f64,
    remembered: VecDeque<Happening>,
    random: Random,
}

impl<'t> Maker<'t> {
    fn new(
        gazetteer: &'static Gazetteer,
        templates: &'t [Template],
        arguments: &Arguments,
    ) -> Maker<'t> {
        Maker {
            gazetteer,
            templates,
            cities: cities(gazetteer),
            count: arguments.count,
            copies: arguments.copies,
            reports: arguments.reports,
            remembered: VecDeque::new(),
            random: Random(arguments.seed),
        }
    }

    /// The document of that number, as a line of JSON.
    fn line(&mut self, number: u64) -> String {
        let kind = self.random.share();
        let newest = self.remembered.len();
        if newest > 0 && kind < self.copies + self.reports {
            let at = self.random.below(newest as u64) as usize;
            let happening = self.remembered.remove(at).expect("below the length");
            let line = if kind < self.copies {
                self.copy(number, &happening)
            } else {
                self.report(number, &happening)
            };
            self.remembered.insert(at, happening);
            return line;
        }
        let happening = self.happening(number);
        let article = Article {
            number,
            made: "new",
            of: &happening.first,
            title: happening.headline.clone(),
            published: happening.published,
            text: self.dateline(&happening) + &self.text(&happening, &happening.facts),
        };
        let line = self.write(article);
        self.remembered.push_back(happening);
        if self.remembered.len() > REMEMBERED {
            self.remembered.pop_front();
        }
        line
    }

    fn copy(&mut self, number: u64, happening: &Happening) -> String {
        let whole = happening.facts.len();
        let cut = self.random.below(3).min(whole as u64 - 1) as usize;
        let article = Article {
            number,
            made: "copy",
            of: &happening.first,
            title: self.other_headline(happening),
            published: self.later(happening, 1),
            text: self.dateline(happening) + &self.text(happening, &happening.facts[..whole - cut]),
        };
        self.write(article)
    }

    fn report(&mut self, number: u64, happening: &Happening) -> String {
        let mut facts = happening.facts.clone();
        let lead = facts.remove(0);
        facts.retain(|_| self.random.below(3) > 0);
        facts.insert(self.random.below(2).min(facts.len() as u64) as usize, lead);
        for value in facts.iter_mut().flat_map(|(_, _, values)| values) {
            *value += self.random.below(*value / 3 + 2);
        }
        let article = Article {
            number,
            made: "report",
            of: &happening.first,
            title: self.other_headline(happening),
            published: self.later(happening, 3),
            text: self.text(happening, &facts),
        };
        self.write(article)
    }

    /// A day less than `days` after the first document.
    fn later(&mut self, happening: &Happening, days: u64) -> Date {
        happening.published + self.random.below(days).cast_signed().days()
    }

    fn other_headline(&mut self, happening: &Happening) -> String {
        let city = self.gazetteer.name(happening.city);
        let country = self.gazetteer.name(happening.country);
        match self.random.below(3) {
            0 => format!("{country}: {}", happening.headline),
            1 => format!("{city}, {country}: what is known so far"),
            _ => format!("{} – {city}", happening.headline),
        }
    }

    fn dateline(&self, happening: &Happening) -> String {
        let city = self.gazetteer.name(happening.city).to_uppercase();
        format!("{city}, {} — ", self.gazetteer.name(happening.country))
    }

    fn write(&mut self, article: Article) -> String {
        let outlet = self.random.pick(OUTLETS);
        let Article {
            number, published, ..
        } = article;
        json!({
            "doc_id": doc_id(number),
            "title": article.title,
            "url": format!("https://{outlet}.example/{published}/{number}"),
            "published": published.to_string(),
            "text": article.text,
            "made": article.made,
            "of": article.of,
        })
        .to_string()
    }

    fn happening(&mut self, number: u64) -> Happening {
        let published = date(2024, 1, 1) + (number * DAYS / self.count.max(1)).cast_signed().days();
        let country_at = self.random.below(self.cities.len() as u64) as usize;
        let template = self.random.below(self.templates.len() as u64) as usize;
        let facts = self.facts(template);
        let country = self.cities[country_at].0;
        let city = *self.random.pick(&self.cities[country_at].1);
        let places = self.places(&facts, country_at, city);
        let mut happening = Happening {
            first: doc_id(number),
            published,
            places,
            city,
            country,
            day: published - self.random.below(3).cast_signed().days(),
            headline: String::new(),
            facts,
        };
        happening.headline = self.headline(template, &happening);
        happening
    }

    /// Some sentences of a template in their order, and perhaps a few of another.
    fn facts(&mut self, template: usize) -> Vec<(usize, usize, Vec<u64>)> {
        let mut chosen = self.run_of(template, 12);
        if self.random.below(3) == 0 {
            let other = self.random.below(self.templates.len() as u64) as usize;
            chosen.extend(self.run_of(other, 3));
        }
        chosen
    }

    /// Up to `most` sentences that follow each other, with new numbers in them.
    fn run_of(&mut self, template: usize, most: u64) -> Vec<(usize, usize, Vec<u64>)> {
        let sentences = &self.templates[template].sentences;
        let wanted = (most / 3 + self.random.below(most)).clamp(1, sentences.len() as u64);
        let from = self.random.below(sentences.len() as u64 - wanted + 1) as usize;
        (from..from + wanted as usize)
            .map(|at| (template, at, self.numbers(&sentences[at])))
            .collect()
    }

    fn numbers(&mut self, sentence: &Sentence) -> Vec<u64> {
        let numbers = sentence.slots.iter().filter_map(|(_, slot)| match slot {
            Slot::Number(number) => Some(*number),
            _ => None,
        });
        numbers
            .map(|number| number / 2 + 2 + self.random.below(number.min(1 << 40) + 1))
            .collect()
    }

    /// What each place of the sentences becomes: the first city and the first country are the
    /// happening's own, further cities lie in its country, further countries anywhere.
    fn places(
        &mut self,
        facts: &[(usize, usize, Vec<u64>)],
        country_at: usize,
        city: PlaceIndex,
    ) -> FxHashMap<PlaceIndex, PlaceIndex> {
        let mut places = FxHashMap::default();
        let (mut next_city, mut next_country) = (Some(city), Some(self.cities[country_at].0));
        for (template, at, _) in facts {
            for (_, slot) in &self.templates[*template].sentences[*at].slots {
                let (source, next) = match slot {
                    Slot::City(source) => (source, &mut next_city),
                    Slot::Country(source) => (source, &mut next_country),
                    _ => continue,
                };
                if places.contains_key(source) {
                    continue;
                }
                let other = match slot {
                    Slot::City(_) => *self.random.pick(&self.cities[country_at].1),
                    _ => self.random.pick(&self.cities).0,
                };
                places.insert(*source, next.take().unwrap_or(other));
            }
        }
        places
    }

    fn headline(&mut self, template: usize, happening: &Happening) -> String {
        if let Some(headline) = &self.templates[template].headline
            && self.random.below(2) == 0
        {
            let numbers = self.numbers(headline);
            return self.render(headline, &numbers, happening);
        }
        let (template, at, values) = &happening.facts[0];
        let lead = self.render(&self.templates[*template].sentences[*at], values, happening);
        let words: Vec<&str> = lead.split_whitespace().take(9).collect();
        let words = words.join(" ");
        words.trim_end_matches([',', '.', ';', ':']).to_string()
    }

    fn text(&self, happening: &Happening, facts: &[(usize, usize, Vec<u64>)]) -> String {
        let mut text = String::new();
        for (template, at, values) in facts {
            let sentence = &self.templates[*template].sentences[*at];
            if !text.is_empty() {
                text.push_str(if sentence.opens_paragraph {
                    "\n\n"
                } else {
                    " "
                });
            }
            text.push_str(&self.render(sentence, values, happening));
        }
        text
    }

    /// The sentence as the happening has it; `values` are its numbers in order.
    fn render(&self, sentence: &Sentence, values: &[u64], happening: &Happening) -> String {
        let mut out = String::new();
        let mut values = values.iter();
        let mut done = 0;
        for (span, slot) in &sentence.slots {
            out.push_str(&sentence.text[done..span.start]);
            done = span.end;
            let source = span.of(&sentence.text);
            out.push_str(&match slot {
                Slot::City(place) | Slot::Country(place) => match happening.places.get(place) {
                    Some(other) => self.gazetteer.name(*other).to_string(),
                    None => source.to_string(),
                },
                Slot::Number(_) => in_the_style_of(source, *values.next().unwrap_or(&2)),
                Slot::DayOfMonth => happening.day.day().to_string(),
                Slot::Weekday => {
                    let monday = happening.day.weekday().to_monday_zero_offset();
                    WEEKDAYS[monday as usize].to_string()
                }
                Slot::Month => month_in_the_style_of(source, happening.day),
                Slot::Year => happening.day.year().to_string(),
            });
        }
        out.push_str(&sentence.text[done..]);
        out
    }
}

fn doc_id(number: u64) -> String {
    format!("news-{number:07}")
}

/// Whether a word is a month, in full or as in "Dec. 10"; "may" in small letters is a verb.
fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    MONTHS
        .iter()
        .any(|month| word == *month || word == &month[..3])
}

/// The month of a day, short where the source is ("Dec.").
fn month_in_the_style_of(source: &str, day: Date) -> String {
    let month = MONTHS[day.month() as usize - 1];
    if MONTHS.contains(&source) {
        month.to_string()
    } else {
        source.replace(source.trim_end_matches('.'), &month[..3])
    }
}

/// A number as a word where the source has a word, else in digits, with commas where it has some.
fn in_the_style_of(source: &str, value: u64) -> String {
    let word = value
        .checked_sub(2)
        .and_then(|at| NUMBER_WORDS.get(at as usize));
    if let Some(word) = word
        && NUMBER_WORDS.contains(&source)
    {
        return (*word).to_string();
    }
    let digits = value.to_string();
    if !source.contains(',') {
        return digits;
    }
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Countries with cities enough, and these cities, in the gazetteer's order.
fn cities(gazetteer: &Gazetteer) -> Vec<(PlaceIndex, Vec<PlaceIndex>)> {
    let mut by_country: Vec<(PlaceIndex, Vec<PlaceIndex>)> = gazetteer
        .countries()
        .map(|(_, country)| (country, Vec::new()))
        .collect();
    let row: FxHashMap<PlaceIndex, usize> = by_country
        .iter()
        .enumerate()
        .map(|(at, (country, _))| (*country, at))
        .collect();
    for place in gazetteer.places() {
        let is_city = gazetteer.feature_code(place).starts_with("PPL")
            && gazetteer.population(place) >= Some(SMALLEST_CITY);
        let country = gazetteer.country_of(place);
        if let Some(at) = country.and_then(|it| row.get(&it)).filter(|_| is_city) {
            by_country[*at].1.push(place);
        }
    }
    by_country.retain(|(_, cities)| cities.len() >= FEWEST_CITIES);
    by_country
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers from the same seed everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `limit`, which is not 0.
    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// A number from 0 up to 1.
    fn share(&mut self) -> f64 {
        self.below(1 << 32) as f64 / (1u64 << 32) as f64
    }

    /// One of some.
    fn pick<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[self.below(some.len() as u64) as usize]
    }
}
