//! The columns of events, shared by `events`, `movements`, `regions`, annotations.

use super::columns::{self, Column, Kind, Rows};
use super::precision::{Where, acled_time_precision};
use super::{Found, on_one_line};
use crate::analysis::{
    Analysis, Area, CountKind, CountPrecision, Event, EventPlace, Participant, PlaceRole, Toponym,
};
use crate::place::{LonLat, Place};
use jiff::civil::Date;
use serde_json::{Value, json};

/// Rows of events.
pub struct EventRows;

impl Rows for EventRows {
    type Row<'a> = EventRow<'a>;
}

/// An event at a place; or, in `regions`, an area that no event plays in.
pub struct EventRow<'a> {
    /// The document it is told in.
    pub found: &'a Found<'a>,
    /// The event.
    pub event: Option<&'a Event>,
    /// Where it is.
    pub site: Option<Site<'a>>,
    /// From where to where, in `movements`.
    pub movement: Option<&'a Movement<'a>>,
}

/// A place in its part.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The place.
    pub place: &'a Place,
    /// The area it is narrowed or widened to.
    pub area: Option<&'a Area>,
    /// Its role in the event.
    pub role: Option<PlaceRole>,
    /// Direction or other words that narrow it.
    pub region: Option<&'a str>,
    /// Probability that it is the right one.
    pub confidence: f64,
    /// Why it is.
    pub reason: &'a str,
}

/// The stops of a movement.
#[derive(Default)]
pub struct Movement<'a> {
    /// Where it starts.
    pub origins: Vec<&'a EventPlace>,
    /// Where it passes.
    pub via: Vec<&'a EventPlace>,
    /// Where it ends.
    pub destinations: Vec<&'a EventPlace>,
}

impl<'a> Site<'a> {
    /// The site of an event.
    pub fn of_event(place: &'a EventPlace, analysis: &'a Analysis) -> Site<'a> {
        Site {
            place: &place.place,
            area: place.area.and_then(|index| analysis.areas.get(index)),
            role: Some(place.role),
            region: place.region.as_deref(),
            confidence: place.confidence,
            reason: &place.reason,
        }
    }

    /// The site of an area that is only mentioned; its place is as sure as the toponym it is made
    /// from, and what an adjective names ("the Turkish border") is in no doubt.
    pub fn of_area(area: &'a Area, toponym: Option<&'a Toponym>) -> Site<'a> {
        Site {
            place: &area.place,
            area: Some(area),
            role: None,
            region: Some(&area.modifier),
            confidence: toponym.map_or(1.0, |toponym| toponym.confidence),
            reason: toponym.map_or("named by its adjective", |toponym| &toponym.reason),
        }
    }

    /// The representative point: of the area where there is one.
    pub fn point(&self) -> LonLat {
        self.area.map_or(self.place.point, |area| area.point)
    }

    /// The place in words: "northern Syria".
    pub fn label(&self, found: &Found<'_>) -> String {
        match (self.area, self.region) {
            (Some(area), _) => {
                let words = on_one_line(found.words(area.span));
                // In "northern Syria and Iraq" the words of the second area are "Iraq".
                if words.contains(&area.modifier) {
                    words
                } else {
                    format!("{} {words}", area.modifier)
                }
            }
            (None, Some(region)) => format!("{region} {}", self.place.name),
            (None, None) => self.place.name.clone(),
        }
    }

    fn codes(&self) -> Where<'a> {
        Where {
            place: self.place,
            area: self.area,
            role: self.role,
        }
    }
}

impl EventRow<'_> {
    /// "Withdrawal – PKK/YPG – Aleppo"; for an area without an event its words.
    fn title(&self) -> String {
        let place = match (self.movement, &self.site) {
            (Some(movement), _) => Some(movement.label(self.found)),
            (None, Some(site)) => Some(site.label(self.found)),
            (None, None) => None,
        };
        let who = self.event.and_then(|event| {
            let participant = event.actors.first().or(event.targets.first());
            participant.map(|participant| participant.name.clone())
        });
        let what = self.event.map(|event| event.leaf.label.to_string());
        [what, who, place]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" – ")
    }

    fn of_event(&self, value: impl FnOnce(&Event) -> Value) -> Value {
        self.event.map_or(Value::Null, value)
    }

    fn of_site(&self, value: impl FnOnce(&Site<'_>) -> Value) -> Value {
        self.site.as_ref().map_or(Value::Null, value)
    }

    fn count(&self, kind: CountKind) -> Value {
        self.of_event(|event| {
            let count = event.counts.iter().find(|count| count.kind == kind);
            count.map_or(Value::Null, |count| json!(count.value))
        })
    }

    fn confidence(&self) -> Value {
        let event = self.event.map(|event| event.confidence);
        let site = self.site.as_ref().map(|site| site.confidence);
        match (event, site) {
            (Some(event), Some(site)) => columns::share(event.min(site)),
            (one, other) => one.or(other).map_or(Value::Null, columns::share),
        }
    }

    fn reason(&self) -> Value {
        match (&self.site, self.event) {
            (Some(site), _) => columns::text(Some(site.reason)),
            (None, Some(event)) => columns::text(Some(&event.unplaced_reason)),
            (None, None) => Value::Null,
        }
    }

    fn sentence(&self) -> Value {
        let sentence = match (self.event, self.site.as_ref().and_then(|site| site.area)) {
            (Some(event), _) => Some(on_one_line(self.found.words(event.sentence))),
            (None, Some(area)) => self.found.sentence(area.span),
            (None, None) => None,
        };
        columns::text(sentence.as_deref())
    }
}

impl<'a> Movement<'a> {
    /// The stops of an event with an origin and a destination.
    pub fn of(event: &'a Event) -> Option<Movement<'a>> {
        let mut movement = Movement::default();
        for place in &event.places {
            match place.role {
                PlaceRole::From => movement.origins.push(place),
                PlaceRole::Via => movement.via.push(place),
                PlaceRole::To => movement.destinations.push(place),
                PlaceRole::At | PlaceRole::Near => {}
            }
        }
        let complete = !movement.origins.is_empty() && !movement.destinations.is_empty();
        complete.then_some(movement)
    }

    /// "Aleppo → Raqqa"
    fn label(&self, found: &Found<'_>) -> String {
        let names = |places: &[&EventPlace]| {
            let label = |place: &&EventPlace| Site::of_event(place, found.analysis).label(found);
            places.iter().map(label).collect::<Vec<_>>().join(", ")
        };
        format!("{} → {}", names(&self.origins), names(&self.destinations))
    }
}

fn names(participants: &[Participant]) -> Value {
    columns::list(
        participants
            .iter()
            .map(|participant| participant.name.as_str()),
    )
}

fn countries(participants: &[Participant]) -> Value {
    let codes: Vec<_> = participants
        .iter()
        .filter_map(|participant| participant.country)
        .collect();
    columns::list(codes.iter().map(|code| code.as_str()))
}

/// The first or last second of a day, in UTC: QGIS reads other forms as local time or as text.
fn instant(day: Date, time: &str) -> Value {
    json!(format!("{day}T{time}Z"))
}

/// The least exact of an event's counts.
fn count_precision(event: &Event) -> Value {
    let rank = |precision: &CountPrecision| match precision {
        CountPrecision::Exact => 0,
        CountPrecision::AtLeast => 1,
        CountPrecision::Approximate => 2,
    };
    let precisions = event.counts.iter().map(|count| count.precision);
    columns::text(precisions.max_by_key(rank).map(CountPrecision::name))
}

fn place_list(places: Option<&[&EventPlace]>, value: impl Fn(&Place) -> String) -> Value {
    let values: Vec<String> = places
        .unwrap_or_default()
        .iter()
        .map(|place| value(&place.place))
        .collect();
    columns::list(values.iter().map(String::as_str))
}

/// The types of events: PLOVER's sixteen and five more.
pub const EVENT_TYPES: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "DISASTER",
    "ACCIDENT",
    "CRIME",
    "HEALTH",
    "ELECTION",
];

/// The words of [`crate::place::PlacePrecision`].
pub const PLACE_PRECISIONS: &[&str] = &[
    "exact",
    "settlement",
    "admin2",
    "admin1",
    "region",
    "country",
];

/// The words of [`crate::analysis::DatePrecision`], and one for none.
pub const DATE_PRECISIONS: &[&str] = &["day", "week", "month", "year", "unknown"];
const ROLES: &[&str] = &["at", "from", "to", "via", "near"];
/// The words of [`crate::analysis::Status`].
pub const STATUSES: &[&str] = &[
    "occurred",
    "ongoing",
    "planned",
    "threatened",
    "demanded",
    "denied",
    "alleged",
    "historical",
];

/// The words of [`CountPrecision`].
pub const COUNT_PRECISIONS: &[&str] = &["exact", "at_least", "approximate"];

type EventColumn = Column<EventRows>;

/// The columns of `events`, in order.
pub static EVENT: &[EventColumn] = &[
    Column {
        name: "event_id",
        kind: Kind::Text,
        meaning: "Stable over runs: a hash of document id, trigger and type. The same event at two places is two features with the same event_id.",
        value: |row| row.of_event(|event| columns::text(Some(&event.id))),
    },
    Column {
        name: "event_type",
        kind: Kind::OneOf(EVENT_TYPES),
        meaning: "PLOVER's sixteen event types, and DISASTER, ACCIDENT, CRIME, HEALTH, ELECTION.",
        value: |row| row.of_event(|event| columns::text(Some(event.leaf.event_type))),
    },
    Column {
        name: "event_subtype",
        kind: Kind::Text,
        meaning: "Leaf of the event ontology: air_strike, prisoner_exchange, withdrawal, meeting.",
        value: |row| row.of_event(|event| columns::text(Some(event.leaf.subtype))),
    },
    Column {
        name: "cameo",
        kind: Kind::Text,
        meaning: "CAMEO code, where there is one.",
        value: |row| row.of_event(|event| columns::text(event.leaf.cameo)),
    },
    Column {
        name: "acled_event_type",
        kind: Kind::Text,
        meaning: "ACLED event type, where there is one.",
        value: |row| row.of_event(|event| columns::text(event.leaf.acled_event_type)),
    },
    Column {
        name: "acled_sub_event_type",
        kind: Kind::Text,
        meaning: "ACLED sub-event type, where there is one.",
        value: |row| row.of_event(|event| columns::text(event.leaf.acled_sub_event_type)),
    },
    Column {
        name: "title",
        kind: Kind::Text,
        meaning: "One line for a map label.",
        value: |row| columns::text(Some(&row.title())),
    },
    Column {
        name: "actor",
        kind: Kind::Text,
        meaning: "Who did it, as the text names them, joined with '; '.",
        value: |row| row.of_event(|event| names(&event.actors)),
    },
    Column {
        name: "target",
        kind: Kind::Text,
        meaning: "To whom, as the text names them, joined with '; '.",
        value: |row| row.of_event(|event| names(&event.targets)),
    },
    Column {
        name: "actor_country",
        kind: Kind::Text,
        meaning: "Countries of the actors where known, ISO 3166-1 alpha-2, joined with '; '.",
        value: |row| row.of_event(|event| countries(&event.actors)),
    },
    Column {
        name: "target_country",
        kind: Kind::Text,
        meaning: "Countries of the targets where known, ISO 3166-1 alpha-2, joined with '; '.",
        value: |row| row.of_event(|event| countries(&event.targets)),
    },
    Column {
        name: "event_start",
        kind: Kind::DateTime,
        meaning: "First second of the first day, UTC; null when the text gives no date.",
        value: |row| {
            row.of_event(|event| {
                let date = event.date.as_ref();
                date.map_or(Value::Null, |date| instant(date.range.start, "00:00:00"))
            })
        },
    },
    Column {
        name: "event_end",
        kind: Kind::DateTime,
        meaning: "Last second of the last day, UTC; null when the text gives no date.",
        value: |row| {
            row.of_event(|event| {
                let date = event.date.as_ref();
                date.map_or(Value::Null, |date| instant(date.range.end, "23:59:59"))
            })
        },
    },
    Column {
        name: "date_precision",
        kind: Kind::OneOf(DATE_PRECISIONS),
        meaning: "Finest unit the text gives for the date.",
        value: |row| {
            row.of_event(|event| {
                let date = event.date.as_ref();
                json!(date.map_or("unknown", |date| date.range.precision.name()))
            })
        },
    },
    Column {
        name: "date_text",
        kind: Kind::Text,
        meaning: "The words that give the date.",
        value: |row| {
            row.of_event(|event| {
                let words = event.date.as_ref().map(|date| on_one_line(&date.text));
                columns::text(words.as_deref())
            })
        },
    },
    Column {
        name: "place_name",
        kind: Kind::Text,
        meaning: "Name of the place in the gazetteer.",
        value: |row| row.of_site(|site| columns::text(Some(&site.place.name))),
    },
    Column {
        name: "place_id",
        kind: Kind::Text,
        meaning: "Id of the place as source:number, for example geonames:170063.",
        value: |row| row.of_site(|site| json!(site.place.id.to_string())),
    },
    Column {
        name: "place_role",
        kind: Kind::OneOf(ROLES),
        meaning: "Part of the place in the event.",
        value: |row| row.of_site(|site| columns::text(site.role.map(PlaceRole::name))),
    },
    Column {
        name: "region",
        kind: Kind::Text,
        meaning: "Words that narrow the place or lead away from it: northern; 20 km south of.",
        value: |row| row.of_site(|site| columns::text(site.region)),
    },
    Column {
        name: "country_code",
        kind: Kind::Text,
        meaning: "Country of the place, ISO 3166-1 alpha-2.",
        value: |row| row.of_site(|site| super::mention::country(site.place)),
    },
    Column {
        name: "admin1",
        kind: Kind::Text,
        meaning: "Name of the first-order division the place lies in.",
        value: |row| row.of_site(|site| columns::text(site.place.admin1.as_deref())),
    },
    Column {
        name: "feature_code",
        kind: Kind::Text,
        meaning: "GeoNames feature code of the place.",
        value: |row| row.of_site(|site| columns::text(Some(&site.place.feature_code))),
    },
    Column {
        name: "place_precision",
        kind: Kind::OneOf(PLACE_PRECISIONS),
        meaning: "What the pin stands for: the kind of the place's footprint.",
        value: |row| row.of_site(|site| json!(site.codes().precision().name())),
    },
    Column {
        name: "radius_km",
        kind: Kind::Number,
        meaning: "Radius of uncertainty around the point, in kilometres.",
        value: |row| row.of_site(|site| columns::radius(site.codes().radius_km())),
    },
    Column {
        name: "ucdp_where_prec",
        kind: Kind::Integer,
        meaning: "UCDP GED where_prec, 1 to 7.",
        value: |row| row.of_site(|site| json!(site.codes().ucdp_where_prec())),
    },
    Column {
        name: "acled_geo_precision",
        kind: Kind::Integer,
        meaning: "ACLED geo-precision, 1 to 3; null for whole countries, which ACLED does not code.",
        value: |row| row.of_site(|site| json!(site.codes().acled_geo_precision())),
    },
    Column {
        name: "acled_time_precision",
        kind: Kind::Integer,
        meaning: "ACLED time-precision, 1 to 3; null without a date or over a month.",
        value: |row| {
            row.of_event(|event| {
                let date = event.date.as_ref();
                json!(date.and_then(|date| acled_time_precision(date.range)))
            })
        },
    },
    Column {
        name: "status",
        kind: Kind::OneOf(STATUSES),
        meaning: "Whether it really happened.",
        value: |row| row.of_event(|event| json!(event.status.name())),
    },
    Column {
        name: "attribution",
        kind: Kind::Text,
        meaning: "Who says so, as the text gives it.",
        value: |row| row.of_event(|event| columns::text(event.attribution.as_deref())),
    },
    Column {
        name: "killed",
        kind: Kind::Integer,
        meaning: "Dead the text states.",
        value: |row| row.count(CountKind::Killed),
    },
    Column {
        name: "injured",
        kind: Kind::Integer,
        meaning: "Wounded the text states.",
        value: |row| row.count(CountKind::Injured),
    },
    Column {
        name: "detained",
        kind: Kind::Integer,
        meaning: "Arrested or held people the text states.",
        value: |row| row.count(CountKind::Detained),
    },
    Column {
        name: "released",
        kind: Kind::Integer,
        meaning: "Freed people the text states.",
        value: |row| row.count(CountKind::Released),
    },
    Column {
        name: "displaced",
        kind: Kind::Integer,
        meaning: "People driven from home the text states.",
        value: |row| row.count(CountKind::Displaced),
    },
    Column {
        name: "missing",
        kind: Kind::Integer,
        meaning: "Missing people the text states.",
        value: |row| row.count(CountKind::Missing),
    },
    Column {
        name: "count_text",
        kind: Kind::Text,
        meaning: "The words that state the counts, joined with '; '.",
        value: |row| {
            row.of_event(|event| {
                let spans = event.counts.iter().map(|count| count.span);
                let words: Vec<_> = spans
                    .map(|span| on_one_line(row.found.words(span)))
                    .collect();
                columns::list(words.iter().map(String::as_str))
            })
        },
    },
    Column {
        name: "count_precision",
        kind: Kind::OneOf(COUNT_PRECISIONS),
        meaning: "How exactly the counts are stated; the least exact of several.",
        value: |row| row.of_event(count_precision),
    },
    Column {
        name: "confidence",
        kind: Kind::Share,
        meaning: "Probability that type and place are right.",
        value: |row| row.confidence(),
    },
    Column {
        name: "reason",
        kind: Kind::Text,
        meaning: "Why this place, or why none.",
        value: |row| row.reason(),
    },
    Column {
        name: "corrected",
        kind: Kind::Boolean,
        meaning: "Whether a person has corrected it; null where no event plays.",
        value: |row| row.of_event(|event| json!(event.corrected)),
    },
    Column {
        name: "sentence",
        kind: Kind::Text,
        meaning: "The sentence it is told in.",
        value: |row| row.sentence(),
    },
    Column {
        name: "trigger",
        kind: Kind::Text,
        meaning: "The words that tell the event.",
        value: |row| {
            row.of_event(|event| columns::text(Some(&on_one_line(row.found.words(event.trigger)))))
        },
    },
    Column {
        name: "trigger_at",
        kind: Kind::Integer,
        meaning: "Where the trigger stands in the sentence: Unicode code points before it.",
        value: |row| {
            row.of_event(|event| {
                let before = row.found.before(event.sentence, event.trigger);
                json!(before.map(|before| before.chars().count()))
            })
        },
    },
    Column {
        name: "doc_id",
        kind: Kind::Text,
        meaning: "Id of the document.",
        value: |row| columns::text(Some(&row.found.document.id)),
    },
    Column {
        name: "doc_title",
        kind: Kind::Text,
        meaning: "Headline of the document, where it is given apart from the text.",
        value: |row| columns::text(row.found.document.title.as_deref()),
    },
    Column {
        name: "doc_url",
        kind: Kind::Text,
        meaning: "Address of the document.",
        value: |row| columns::text(row.found.document.url.as_deref()),
    },
    Column {
        name: "published",
        kind: Kind::Date,
        meaning: "Day of publication.",
        value: |row| super::mention::published(row.found.document),
    },
];

/// What `movements` has besides.
pub static MOVEMENT: &[EventColumn] = &[
    Column {
        name: "origin_name",
        kind: Kind::Text,
        meaning: "Names of the places it starts from, joined with '; '.",
        value: |row| {
            place_list(row.movement.map(|m| &*m.origins), |place| {
                place.name.clone()
            })
        },
    },
    Column {
        name: "origin_id",
        kind: Kind::Text,
        meaning: "Their ids, joined with '; '.",
        value: |row| {
            place_list(row.movement.map(|m| &*m.origins), |place| {
                place.id.to_string()
            })
        },
    },
    Column {
        name: "via_name",
        kind: Kind::Text,
        meaning: "Names of the places it passes, joined with '; '.",
        value: |row| place_list(row.movement.map(|m| &*m.via), |place| place.name.clone()),
    },
    Column {
        name: "destination_name",
        kind: Kind::Text,
        meaning: "Names of the places it leads to, joined with '; '.",
        value: |row| {
            place_list(row.movement.map(|m| &*m.destinations), |place| {
                place.name.clone()
            })
        },
    },
    Column {
        name: "destination_id",
        kind: Kind::Text,
        meaning: "Their ids, joined with '; '.",
        value: |row| {
            place_list(row.movement.map(|m| &*m.destinations), |place| {
                place.id.to_string()
            })
        },
    },
];

/// What `regions` has besides.
pub static REGION: &[EventColumn] = &[
    Column {
        name: "area_text",
        kind: Kind::Text,
        meaning: "The words that describe the area.",
        value: |row| {
            row.of_site(|site| {
                let words = site
                    .area
                    .map(|area| on_one_line(row.found.words(area.span)));
                columns::text(words.as_deref())
            })
        },
    },
    Column {
        name: "area_kind",
        kind: Kind::OneOf(super::annotation::AREA_KINDS),
        meaning: "How the area is made from its places.",
        value: |row| row.of_site(|site| columns::text(site.area.map(|area| area.kind.name()))),
    },
];
