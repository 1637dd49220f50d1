//! What an analysis yields. Every span counts bytes of the document's text.

use crate::event::ontology::Leaf;
use crate::place::{CountryCode, LonLat, Place};
use crate::span::Span;
use geo::MultiPolygon;
use jiff::civil::Date;

/// All that was found in one document, in text order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Place names, resolved or not.
    pub toponyms: Vec<Toponym>,
    /// Areas described by a place name and words around it ("northern Syria").
    pub areas: Vec<Area>,
    /// Time expressions.
    pub timexes: Vec<Timex>,
    /// Events.
    pub events: Vec<Event>,
    /// All sentences in order; they never overlap.
    pub sentences: Vec<Span>,
}

impl Analysis {
    /// The sentence that holds the start of `span`, or the one before it.
    pub fn sentence_of(&self, span: Span) -> Option<Span> {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.start <= span.start);
        Some(self.sentences[after.checked_sub(1)?])
    }
}

/// How a place name is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionType {
    /// The physical place.
    Literal,
    /// Its government, people, team, or an adjunct of affiliation.
    Associative,
}

impl MentionType {
    /// The word in annotations and layers.
    pub fn name(self) -> &'static str {
        match self {
            MentionType::Literal => "literal",
            MentionType::Associative => "associative",
        }
    }
}

/// A place name in the text, and the place it was resolved to.
#[derive(Clone, Debug, PartialEq)]
pub struct Toponym {
    /// The words.
    pub span: Span,
    /// Literal or associative.
    pub mention_type: MentionType,
    /// The place chosen; `None` when there is no good candidate.
    pub place: Option<Place>,
    /// Score of the choice, higher is better; 0 when unresolved.
    pub score: f64,
    /// Score less that of the second best; equal to `score` when there is no second.
    pub margin: f64,
    /// Probability that the choice is right, 0–1.
    pub confidence: f64,
    /// Why this place, or why none, in words.
    pub reason: String,
    /// All candidates weighed, best first; filled only when asked for (`explain`).
    pub candidates: Vec<Candidate>,
    /// Whether a person has corrected it.
    pub corrected: bool,
}

/// A candidate with the evidence for and against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The place.
    pub place: Place,
    /// Sum of the evidence.
    pub score: f64,
    /// Each piece of evidence by name, with what it added.
    pub evidence: Vec<(&'static str, f64)>,
}

/// A region described in words from one or two places.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The whole description: "20 km south of Kyiv".
    pub span: Span,
    /// Indices into [`Analysis::toponyms`] of the places it is made from; empty when an adjective
    /// names the place ("the Turkish border"). "The country" points back to a toponym before.
    pub toponyms: Vec<usize>,
    /// The place it is made from; of several the first.
    pub place: Place,
    /// The words that shape it, apart from the places: "northern", "20 km south of", "border".
    pub modifier: String,
    /// How it is made.
    pub kind: AreaKind,
    /// Its outline; rings follow the right-hand rule and are cut at the antimeridian.
    pub footprint: MultiPolygon<f64>,
    /// A point inside.
    pub point: LonLat,
    /// Radius in kilometres of a circle that covers it, roughly.
    pub radius_km: f64,
}

/// How an area is made from its places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AreaKind {
    /// A compass part of a country, division or region: "eastern Ukraine", "the country's south".
    Part,
    /// Along a border: "the Turkish border", "the Syria-Turkey border".
    Border,
    /// Along a coast: "Egypt's Mediterranean coast".
    Coast,
    /// At a distance, with or without a direction: "20 km south of Kyiv".
    Offset,
    /// Around a place: "the Aleppo area", "the outskirts of Homs".
    Around,
    /// Between two places: "between Dori and Gorom-Gorom".
    Between,
}

impl AreaKind {
    /// The word in annotations and layers.
    pub fn name(self) -> &'static str {
        match self {
            AreaKind::Part => "part",
            AreaKind::Border => "border",
            AreaKind::Coast => "coast",
            AreaKind::Offset => "offset",
            AreaKind::Around => "around",
            AreaKind::Between => "between",
        }
    }
}

/// A time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// The words.
    pub span: Span,
    /// TIMEX3 value: `2025-04-09`, `2025-W14`, `P3W`, `PAST_REF`.
    pub value: String,
    /// The days it covers, inclusive; `None` when it names no day (durations, sets, no dct).
    pub range: Option<DateRange>,
    /// What kind of time it is.
    pub kind: TimexKind,
    /// After "since": the range runs on to the document creation time.
    pub since: bool,
    /// After "until": the range is that of the end.
    pub until: bool,
    /// Relative to a date mentioned before ("the next day"), not to the document creation time.
    pub anchored: bool,
}

/// What kind of time an expression means, as TIMEX3 has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexKind {
    /// A day or a longer part of the calendar.
    Date,
    /// A time of day; its range is the day.
    Time,
    /// A length of time; it has a range only when it ends or begins at the document creation
    /// time ("the past week").
    Duration,
    /// A repeated time ("every Friday"); it has no range.
    Set,
}

/// A range of days with how exactly it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Finest unit the text gives.
    pub precision: DatePrecision,
}

/// The finest unit a text gives for a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DatePrecision {
    /// A day, or a range between two known days, a weekend among them.
    Day,
    /// A week, "the past week", or part of a month ("late December").
    Week,
    /// A month, "the past month", or a month up to now ("earlier this month").
    Month,
    /// A quarter, season, year or longer.
    Year,
}

impl DatePrecision {
    /// The word in annotations and layers.
    pub fn name(self) -> &'static str {
        match self {
            DatePrecision::Day => "day",
            DatePrecision::Week => "week",
            DatePrecision::Month => "month",
            DatePrecision::Year => "year",
        }
    }
}

/// Something that happened, is going on, is planned, threatened or denied.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable id: a hash of document id, trigger span and type, in hexadecimal.
    pub id: String,
    /// What kind it is, with the crosswalk codes.
    pub leaf: &'static Leaf,
    /// The word or words that tell it.
    pub trigger: Span,
    /// The sentence it is told in.
    pub sentence: Span,
    /// Who did it.
    pub actors: Vec<Participant>,
    /// To whom.
    pub targets: Vec<Participant>,
    /// When; `None` when the text gives no date.
    pub date: Option<EventDate>,
    /// Where; empty when it cannot be put on a map.
    pub places: Vec<EventPlace>,
    /// How many, by kind, at most one per kind.
    pub counts: Vec<Count>,
    /// Whether it really happened.
    pub status: Status,
    /// Who says so, as the text gives it.
    pub attribution: Option<String>,
    /// Probability that type and place are right, 0–1.
    pub confidence: f64,
    /// Why there is no place; empty when there is one.
    pub unplaced_reason: String,
    /// Whether a person has corrected it.
    pub corrected: bool,
}

/// An actor or target.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// Where the text names it.
    pub span: Span,
    /// The name as the layers give it: the phrase less articles and relative clauses.
    pub name: String,
    /// The country it belongs to, where known.
    pub country: Option<CountryCode>,
}

/// The days of an event and the words that say so.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDate {
    /// The days.
    pub range: DateRange,
    /// The words.
    pub text: String,
}

/// Where an event is, and in which role.
#[derive(Clone, Debug, PartialEq)]
pub struct EventPlace {
    /// The place.
    pub place: Place,
    /// The role it plays.
    pub role: PlaceRole,
    /// Direction or other words that narrow the place to an area: "northern".
    pub region: Option<String>,
    /// Index into [`Analysis::areas`] when the place is an area.
    pub area: Option<usize>,
    /// The mention.
    pub span: Span,
    /// Probability that this is the event's place, 0–1.
    pub confidence: f64,
    /// Why this place.
    pub reason: String,
}

/// The role of a place in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceRole {
    /// Where it happens.
    At,
    /// Where it starts.
    From,
    /// Where it ends.
    To,
    /// Where it passes.
    Via,
    /// Close to where it happens.
    Near,
}

impl PlaceRole {
    /// The word in annotations and layers.
    pub fn name(self) -> &'static str {
        match self {
            PlaceRole::At => "at",
            PlaceRole::From => "from",
            PlaceRole::To => "to",
            PlaceRole::Via => "via",
            PlaceRole::Near => "near",
        }
    }
}

/// A number of people in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// What happened to them.
    pub kind: CountKind,
    /// How many.
    pub value: u64,
    /// How exactly it is stated.
    pub precision: CountPrecision,
    /// The words.
    pub span: Span,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountKind {
    /// Dead.
    Killed,
    /// Wounded.
    Injured,
    /// Arrested or held.
    Detained,
    /// Freed.
    Released,
    /// Driven from home.
    Displaced,
    /// Missing.
    Missing,
}

impl CountKind {
    /// All of them, in the order of the layers' columns.
    pub const ALL: [CountKind; 6] = [
        CountKind::Killed,
        CountKind::Injured,
        CountKind::Detained,
        CountKind::Released,
        CountKind::Displaced,
        CountKind::Missing,
    ];

    /// The word in annotations and layers.
    pub fn name(self) -> &'static str {
        match self {
            CountKind::Killed => "killed",
            CountKind::Injured => "injured",
            CountKind::Detained => "detained",
            CountKind::Released => "released",
            CountKind::Displaced => "displaced",
            CountKind::Missing => "missing",
        }
    }
}

/// How exactly a count is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CountPrecision {
    /// "18".
    Exact,
    /// "at least 18", "more than 18".
    AtLeast,
    /// "about 250", "nearly 250", "dozens".
    Approximate,
}

impl CountPrecision {
    /// The word in annotations and layers.
    pub fn name(self) -> &'static str {
        match self {
            CountPrecision::Exact => "exact",
            CountPrecision::AtLeast => "at_least",
            CountPrecision::Approximate => "approximate",
        }
    }
}

/// Whether an event really happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It did, not long before publication.
    Occurred,
    /// It goes on at publication.
    Ongoing,
    /// It is intended or expected.
    Planned,
    /// Somebody threatens it.
    Threatened,
    /// Somebody asks for it.
    Demanded,
    /// The text denies it.
    Denied,
    /// It is claimed and not confirmed.
    Alleged,
    /// It happened long before publication.
    Historical,
}

impl Status {
    /// The word in annotations and layers.
    pub fn name(self) -> &'static str {
        match self {
            Status::Occurred => "occurred",
            Status::Ongoing => "ongoing",
            Status::Planned => "planned",
            Status::Threatened => "threatened",
            Status::Demanded => "demanded",
            Status::Denied => "denied",
            Status::Alleged => "alleged",
            Status::Historical => "historical",
        }
    }
}
