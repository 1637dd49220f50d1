//! `dateline explain`: how one article was understood, on the terminal.

use super::Outcome;
use super::args::ExplainArgs;
use super::input;
use super::report::{say, written};
use crate::analysis::{Analysis, Area, Event, EventPlace, Participant, Timex, Toponym};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::pipeline::{Analyzer, Options};
use crate::place::Place;
use crate::read::{ReadOptions, Reader, Severity};
use crate::span::Span;
use crate::syntax;
use crate::text::Text;
use miette::miette;
use std::io::{self, IsTerminal, Write};

/// Bytes of text shown on either side of a mention.
const CONTEXT: usize = 45;

/// Prints each mention with its candidates, each area, time and event with its parts.
pub fn run(args: &ExplainArgs, gazetteer: &Gazetteer) -> miette::Result<Outcome> {
    let document = read_one(args)?;
    let options = Options {
        explain: true,
        ..input::analysis_options(&args.names, gazetteer)?
    };
    let analysis = Analyzer::new(gazetteer, options).analyze(&document);
    let mut page = Page {
        out: Box::new(io::BufWriter::new(io::stdout().lock())),
        colour: io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        text: &document.text,
        candidates: args.candidates,
    };
    let told = page.all(&analysis).and_then(|()| match args.parse {
        true => page.parses(&analysis),
        false => Ok(()),
    });
    written(told.and_then(|()| page.out.flush()))?;
    let nothing = analysis.toponyms.is_empty() && analysis.events.is_empty();
    Ok(if nothing {
        Outcome::NothingFound
    } else {
        Outcome::Done
    })
}

fn read_one(args: &ExplainArgs) -> miette::Result<Document> {
    let options = ReadOptions {
        published: args.published,
        ..ReadOptions::default()
    };
    for item in Reader::open(std::slice::from_ref(&args.input), options) {
        match item {
            Ok(document) => return Ok(document),
            Err(problem) if problem.severity() == Severity::Note => {
                say(&format!("note: {problem}"))
            }
            Err(problem) => {
                let remedy = problem
                    .remedy()
                    .unwrap_or("give a file with an article in it");
                return Err(miette!(help = remedy, "{problem}"));
            }
        }
    }
    Err(miette!("{}: there is no article in it", args.input))
}

struct Page<'a> {
    out: Box<dyn Write>,
    colour: bool,
    text: &'a str,
    candidates: usize,
}

impl Page<'_> {
    fn all(&mut self, analysis: &Analysis) -> io::Result<()> {
        self.heading("Place names")?;
        for toponym in &analysis.toponyms {
            self.toponym(toponym)?;
        }
        if !analysis.areas.is_empty() {
            self.heading("Areas")?;
        }
        for area in &analysis.areas {
            self.area(area)?;
        }
        if !analysis.timexes.is_empty() {
            self.heading("Times")?;
        }
        for timex in &analysis.timexes {
            self.timex(timex)?;
        }
        if !analysis.events.is_empty() {
            self.heading("Events")?;
        }
        for event in &analysis.events {
            self.event(event)?;
        }
        Ok(())
    }

    /// Each sentence as the event coder sees it: a line a word with its tags and its head.
    fn parses(&mut self, analysis: &Analysis) -> io::Result<()> {
        self.heading("Syntax")?;
        let text = Text::new(self.text);
        let names: Vec<Span> = analysis
            .toponyms
            .iter()
            .map(|toponym| toponym.span)
            .collect();
        for sentence in &text.sentences {
            let parse = syntax::parse(&text, sentence, &names);
            for (at, node) in parse.nodes.iter().enumerate() {
                let word = |at: usize| text.tokens[parse.first_token + at].span.of(self.text);
                writeln!(
                    self.out,
                    "  {at:>3} {:20} {:16} {:6} {:10} {}",
                    word(at),
                    parse.lemma(at),
                    node.upos.name(),
                    node.relation.name(),
                    node.head
                        .map_or_else(|| "-".to_string(), |head| format!("{head} {}", word(head))),
                )?;
            }
            writeln!(self.out)?;
        }
        Ok(())
    }

    /// "northern" of Syria, where an area is in words, and how large it is.
    fn area(&mut self, area: &Area) -> io::Result<()> {
        writeln!(
            self.out,
            "  {:?}  {} {:?} of {}, about {:.0} km around {:.3}, {:.3}",
            area.span.of(self.text),
            area.kind.name(),
            area.modifier,
            area.place.name,
            area.radius_km,
            area.point.lat,
            area.point.lon
        )
    }

    fn heading(&mut self, words: &str) -> io::Result<()> {
        let words = self.bold(words);
        writeln!(self.out, "{words}")
    }

    fn bold(&self, words: &str) -> String {
        match self.colour {
            true => format!("\x1b[1m{words}\x1b[0m"),
            false => words.to_string(),
        }
    }

    /// The words with some text around them, on one line, the words marked.
    fn in_context(&self, span: Span) -> String {
        let start = self
            .text
            .floor_char_boundary(span.start.saturating_sub(CONTEXT));
        let end = self
            .text
            .ceil_char_boundary((span.end + CONTEXT).min(self.text.len()));
        let flat = |text: &str| text.replace(['\n', '\r', '\t'], " ");
        format!(
            "…{}[{}]{}…",
            flat(&self.text[start..span.start]),
            self.bold(&flat(span.of(self.text))),
            flat(&self.text[span.end..end])
        )
    }

    fn toponym(&mut self, toponym: &Toponym) -> io::Result<()> {
        let context = self.in_context(toponym.span);
        writeln!(self.out, "  {context}")?;
        let usage = toponym.mention_type.name();
        match &toponym.place {
            Some(place) => writeln!(
                self.out,
                "    {usage} → {}  confidence {:.2}: {}",
                describe(place),
                toponym.confidence,
                toponym.reason
            )?,
            None => writeln!(self.out, "    {usage}, no place: {}", toponym.reason)?,
        }
        for candidate in toponym.candidates.iter().take(self.candidates) {
            let evidence: Vec<String> = candidate
                .evidence
                .iter()
                .filter(|(_, value)| value.abs() >= 0.005)
                .map(|(name, value)| format!("{name} {value:+.2}"))
                .collect();
            let place = describe(&candidate.place);
            writeln!(
                self.out,
                "      {:7.2}  {place}  ({})",
                candidate.score,
                evidence.join(", ")
            )?;
        }
        Ok(())
    }

    fn timex(&mut self, timex: &Timex) -> io::Result<()> {
        let words = timex.span.of(self.text);
        match timex.range {
            Some(range) => writeln!(
                self.out,
                "  {words:?}  {}  {} to {} ({})",
                timex.value,
                range.start,
                range.end,
                range.precision.name()
            ),
            None => writeln!(self.out, "  {words:?}  {}", timex.value),
        }
    }

    fn event(&mut self, event: &Event) -> io::Result<()> {
        let title = self.bold(&format!("{} {}", event.leaf.event_type, event.leaf.subtype));
        writeln!(self.out, "  {title}, {}", event.status.name())?;
        let context = self.in_context(event.trigger);
        writeln!(self.out, "    {context}")?;
        self.participants("actor", &event.actors)?;
        self.participants("target", &event.targets)?;
        if let Some(date) = &event.date {
            let range = date.range;
            writeln!(
                self.out,
                "    when: {} to {} ({:?})",
                range.start, range.end, date.text
            )?;
        }
        for count in &event.counts {
            let words = count.span.of(self.text);
            writeln!(
                self.out,
                "    {}: {} ({words:?})",
                count.kind.name(),
                count.value
            )?;
        }
        if let Some(who) = &event.attribution {
            writeln!(self.out, "    according to: {who}")?;
        }
        for place in &event.places {
            self.event_place(place)?;
        }
        if event.places.is_empty() {
            writeln!(self.out, "    not on the map: {}", event.unplaced_reason)?;
        }
        Ok(())
    }

    fn participants(&mut self, role: &str, participants: &[Participant]) -> io::Result<()> {
        for participant in participants {
            let country = participant
                .country
                .map(|code| format!(" [{code}]"))
                .unwrap_or_default();
            writeln!(self.out, "    {role}: {}{country}", participant.name)?;
        }
        Ok(())
    }

    fn event_place(&mut self, place: &EventPlace) -> io::Result<()> {
        let region = place
            .region
            .as_deref()
            .map(|words| format!("{words} "))
            .unwrap_or_default();
        writeln!(
            self.out,
            "    {}: {region}{}  confidence {:.2}: {}",
            place.role.name(),
            describe(&place.place),
            place.confidence,
            place.reason
        )
    }
}

/// "Aleppo, SY (PPLA geonames:170063, 36.201, 37.161)".
fn describe(place: &Place) -> String {
    let within: Vec<String> = place
        .admin1
        .iter()
        .filter(|admin1| **admin1 != place.name)
        .cloned()
        .chain(place.country.map(|code| code.to_string()))
        .collect();
    let within = if within.is_empty() {
        String::new()
    } else {
        format!(", {}", within.join(", "))
    };
    format!(
        "{}{within} ({} {}, {:.3}, {:.3})",
        place.name, place.feature_code, place.id, place.point.lat, place.point.lon
    )
}
