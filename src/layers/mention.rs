//! The columns of toponym mentions: as the map layer names them and as annotations do.

use super::columns::{self, Column, Kind, Rows};
use super::event::PLACE_PRECISIONS;
use super::{Found, on_one_line};
use crate::analysis::Toponym;
use crate::document::Document;
use crate::place::Place;
use serde_json::{Value, json};

/// Rows of mentions.
pub struct MentionRows;

impl Rows for MentionRows {
    type Row<'a> = MentionRow<'a>;
}

/// A mention in its document.
pub struct MentionRow<'a> {
    /// The document.
    pub found: &'a Found<'a>,
    /// The mention.
    pub toponym: &'a Toponym,
}

impl MentionRow<'_> {
    fn of_place(&self, value: impl FnOnce(&Place) -> Value) -> Value {
        self.toponym.place.as_ref().map_or(Value::Null, value)
    }
}

/// The ISO code of a place's country.
pub fn country(place: &Place) -> Value {
    json!(place.country.map(|code| code.as_str().to_string()))
}

/// The day of publication.
pub fn published(document: &Document) -> Value {
    json!(document.published.map(|day| day.to_string()))
}

const TYPES: &[&str] = &["literal", "associative"];

type MentionColumn = Column<MentionRows>;

const START: MentionColumn = Column {
    name: "start",
    kind: Kind::Integer,
    meaning: "First code point of the words in the text.",
    value: |row| json!(row.found.code_points(row.toponym.span).0),
};

const END: MentionColumn = Column {
    name: "end",
    kind: Kind::Integer,
    meaning: "One past the last code point of the words in the text.",
    value: |row| json!(row.found.code_points(row.toponym.span).1),
};

const TYPE: MentionColumn = Column {
    name: "type",
    kind: Kind::OneOf(TYPES),
    meaning: "literal: the physical place; associative: its government, people, team.",
    value: |row| json!(row.toponym.mention_type.name()),
};

const PLACE_ID: MentionColumn = Column {
    name: "place_id",
    kind: Kind::Text,
    meaning: "Id of the place as source:number, for example geonames:170063.",
    value: |row| row.of_place(|place| json!(place.id.to_string())),
};

const COUNTRY_CODE: MentionColumn = Column {
    name: "country_code",
    kind: Kind::Text,
    meaning: "Country of the place, ISO 3166-1 alpha-2.",
    value: |row| row.of_place(country),
};

const ADMIN1: MentionColumn = Column {
    name: "admin1",
    kind: Kind::Text,
    meaning: "Name of the first-order division the place lies in.",
    value: |row| row.of_place(|place| columns::text(place.admin1.as_deref())),
};

const FEATURE_CODE: MentionColumn = Column {
    name: "feature_code",
    kind: Kind::Text,
    meaning: "GeoNames feature code of the place.",
    value: |row| row.of_place(|place| columns::text(Some(&place.feature_code))),
};

const fn name(name: &'static str) -> MentionColumn {
    Column {
        name,
        kind: Kind::Text,
        meaning: "Name of the place in the gazetteer.",
        value: |row| row.of_place(|place| columns::text(Some(&place.name))),
    }
}

const fn precision(name: &'static str) -> MentionColumn {
    Column {
        name,
        kind: Kind::OneOf(PLACE_PRECISIONS),
        meaning: "What the pin stands for: the kind of the place's footprint.",
        value: |row| row.of_place(|place| json!(place.precision.name())),
    }
}

const RADIUS_KM: MentionColumn = Column {
    name: "radius_km",
    kind: Kind::Number,
    meaning: "Radius of a circle that covers the footprint, roughly, in kilometres.",
    value: |row| row.of_place(|place| columns::radius(place.radius_km)),
};

const SCORE: MentionColumn = Column {
    name: "score",
    kind: Kind::Number,
    meaning: "Score of the choice, higher is better.",
    value: |row| columns::number(row.toponym.score, 3),
};

const MARGIN: MentionColumn = Column {
    name: "margin",
    kind: Kind::Number,
    meaning: "Score less that of the second best.",
    value: |row| columns::number(row.toponym.margin, 3),
};

const CONFIDENCE: MentionColumn = Column {
    name: "confidence",
    kind: Kind::Share,
    meaning: "Probability that the choice is right.",
    value: |row| columns::share(row.toponym.confidence),
};

const REASON: MentionColumn = Column {
    name: "reason",
    kind: Kind::Text,
    meaning: "Why this place, or why none.",
    value: |row| columns::text(Some(&row.toponym.reason)),
};

const SENTENCE: MentionColumn = Column {
    name: "sentence",
    kind: Kind::Text,
    meaning: "The sentence around the mention.",
    value: |row| columns::text(row.found.sentence(row.toponym.span).as_deref()),
};

const DOC_ID: MentionColumn = Column {
    name: "doc_id",
    kind: Kind::Text,
    meaning: "Id of the document.",
    value: |row| columns::text(Some(&row.found.document.id)),
};

const DOC_TITLE: MentionColumn = Column {
    name: "doc_title",
    kind: Kind::Text,
    meaning: "Headline of the document, where it is given apart from the text.",
    value: |row| columns::text(row.found.document.title.as_deref()),
};

const DOC_URL: MentionColumn = Column {
    name: "doc_url",
    kind: Kind::Text,
    meaning: "Address of the document.",
    value: |row| columns::text(row.found.document.url.as_deref()),
};

const PUBLISHED: MentionColumn = Column {
    name: "published",
    kind: Kind::Date,
    meaning: "Day of publication.",
    value: |row| published(row.found.document),
};

/// The columns of `mentions`, in order.
pub static MENTION: &[MentionColumn] = &[
    DOC_ID,
    Column {
        name: "surface",
        kind: Kind::Text,
        meaning: "The words themselves, on one line.",
        value: |row| columns::text(Some(&on_one_line(row.found.words(row.toponym.span)))),
    },
    START,
    END,
    TYPE,
    PLACE_ID,
    name("place_name"),
    COUNTRY_CODE,
    ADMIN1,
    FEATURE_CODE,
    precision("place_precision"),
    RADIUS_KM,
    SCORE,
    MARGIN,
    CONFIDENCE,
    REASON,
    Column {
        name: "corrected",
        kind: Kind::Boolean,
        meaning: "Whether a person has corrected it.",
        value: |row| json!(row.toponym.corrected),
    },
    SENTENCE,
    DOC_TITLE,
    DOC_URL,
    PUBLISHED,
];

/// The members of a toponym in annotations, in order.
pub static TOPONYM: &[MentionColumn] = &[
    START,
    END,
    Column {
        name: "surface",
        kind: Kind::Text,
        meaning: "The words themselves, exactly as they stand in the text.",
        value: |row| columns::text(Some(row.found.words(row.toponym.span))),
    },
    TYPE,
    PLACE_ID,
    name("name"),
    Column {
        name: "lat",
        kind: Kind::Number,
        meaning: "Latitude of the place's point, WGS 84.",
        value: |row| row.of_place(|place| columns::number(place.point.lat, 6)),
    },
    Column {
        name: "lon",
        kind: Kind::Number,
        meaning: "Longitude of the place's point, WGS 84.",
        value: |row| row.of_place(|place| columns::number(place.point.lon, 6)),
    },
    COUNTRY_CODE,
    ADMIN1,
    FEATURE_CODE,
    precision("precision"),
    RADIUS_KM,
    SCORE,
    MARGIN,
    CONFIDENCE,
    REASON,
];

/// Where an unplaced toponym was read.
pub static SOURCE: &[MentionColumn] = &[SENTENCE, DOC_ID, DOC_TITLE, DOC_URL, PUBLISHED];
