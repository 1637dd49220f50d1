//! The evidence and its weights, in one table.
//!
//! Each piece of evidence is a number between 0 and 1; a candidate's score is the weighted sum.
//! Weights marked by tuning come from
//!
//! ```text
//! cargo run --release --example tune_resolver -- ../shared/corpora/LGL.jsonl ../shared/corpora/TR-News.jsonl ../shared/corpora/GeoWebNews.jsonl
//! ```
//!
//! which maximises the likelihood of the right candidate given the right spans (softmax over each
//! name's candidates, all others resolved as now, L2 regularised) and prints this table.

/// A piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Term {
    /// Logarithm of its population.
    Population,
    /// How much news speaks of features of its kind.
    Level,
    /// Whether the name is its main name.
    MainName,
    /// Whether the name was made by a rule.
    GeneratedName,
    /// Whether it has most inhabitants of all of this name.
    Largest,
    /// Whether it is the seat of a country.
    Capital,
    /// Whether it is the seat of a division.
    Seat,
    /// Whether it is a country and others of the name are not.
    Country,
    /// Whether it is a first-order division.
    Division,
    /// Whether it is a division around a settlement of the same name, and no generic asks for it.
    DivisionTwin,
    /// Whether it is a second-order or lower division without such a twin.
    MinorDivision,
    /// Whether it is a site or building.
    Site,
    /// Whether it is a water, land form or region.
    Area,
    /// Whether it is a part of a settlement or its population is unknown.
    Minor,
    /// Whether it lies in the container named with it.
    Container,
    /// Whether the word beside the name asks for its kind.
    Generic,
    /// Whether that word asks for another kind.
    GenericClash,
    /// Whether the document names its country, or a people of it.
    CountryNamed,
    /// Whether the document names its first-order division.
    DivisionNamed,
    /// Whether the document names its second-order division.
    CountyNamed,
    /// Closeness to the nearest other place.
    Near,
    /// Closeness to the nearest other places, the median of them.
    Central,
    /// Share of the other places within 150 km.
    NearShare,
    /// Share of the other places in its country.
    CountryShare,
    /// Share of the other places in its first-order division.
    DivisionShare,
    /// Share of the other places that lie in it.
    Holds,
    /// Whether the dateline is in its country.
    DatelineCountry,
    /// Closeness to the dateline.
    DatelineNear,
    /// Whether the name was given in full before, with a container that fits.
    EarlierFull,
}

/// Number of terms.
pub(crate) const TERMS: usize = Term::EarlierFull as usize + 1;

/// Name and weight of each term, in order.
pub(crate) const WEIGHTS: [(&str, f64); TERMS] = [
    ("population", 6.0),
    ("level", 2.0),
    ("main name", 1.0),
    ("generated name", -1.0),
    ("largest", 1.0),
    ("capital", 1.0),
    ("seat", 0.3),
    ("country", 3.0),
    ("division", 0.0),
    ("division twin", -1.0),
    ("minor division", -0.5),
    ("site", -0.5),
    ("area", 0.0),
    ("minor", -0.5),
    ("container", 8.0),
    ("generic", 2.5),
    ("generic clash", -2.5),
    ("country named", 1.5),
    ("division named", 2.0),
    ("county named", 1.5),
    ("near", 1.0),
    ("central", 1.0),
    ("near share", 2.0),
    ("country share", 2.0),
    ("division share", 2.0),
    ("holds", 1.0),
    ("dateline country", 1.0),
    ("dateline near", 1.0),
    ("earlier full", 6.0),
];

/// The weights alone.
pub(crate) fn weights() -> [f64; TERMS] {
    WEIGHTS.map(|(_, weight)| weight)
}

/// Confidence = logistic of these: constant, times the logit of the softmax share of the choice,
/// times 1 when there is no other candidate. Fitted by the same command.
pub(crate) const CONFIDENCE: [f64; 3] = [0.0, 0.7, 0.5];
