//! The evidence and its weights.
//!
//! Each piece of evidence is a number, most between 0 and 1; a candidate's score is the weighted
//! sum. The weights are in `models/resolver.tsv`, made by
//!
//! ```text
//! cargo run --release --example train_toponyms -- ../shared models
//! ```
//!
//! which maximises the likelihood of the right candidates of the annotated names (softmax over
//! each name's candidates, the other names resolved as they would be, L2 penalty).

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

macro_rules! terms {
    ($($term:ident $name:literal $meaning:literal,)*) => {
        /// A piece of evidence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub(crate) enum Term {
            $(#[doc = $meaning] $term,)*
        }

        /// The names of the terms, in order.
        pub(crate) const TERM_NAMES: &[&str] = &[$($name,)*];
    };
}

terms! {
    Population "population" "Logarithm of its population.",
    Level "level" "How much news speaks of features of its kind.",
    MainName "main name" "Whether the name is its main name.",
    GeneratedName "generated name" "Whether the name was made by a rule.",
    Largest "largest" "Whether it has most inhabitants of all of this name.",
    Lead "lead" "Logarithm of its population less that of the largest other.",
    Capital "capital" "Whether it is the seat of a country.",
    Seat "seat" "Whether it is the seat of a first-order division.",
    MinorSeat "minor seat" "Whether it is the seat of a lower division.",
    Country "country" "Whether it is a country and others of the name are not.",
    Division "division" "Whether it is a first-order division.",
    County "county" "Whether it is a second-order division.",
    DivisionTwin "division twin" "Whether it is a division around a settlement of the same name, and no generic asks for it.",
    MinorDivision "minor division" "Whether it is a second-order or lower division without such a twin.",
    Site "site" "Whether it is a site or building.",
    Area "area" "Whether it is a water, land form or region.",
    Minor "minor" "Whether it is a part of a settlement or its population is unknown.",
    Polity "polity" "Whether it is a country or capital, by how far the name is used for a government.",
    Container "container" "Whether it lies in the container named with it.",
    Child "child" "Whether it holds the place that the text puts in it.",
    Generic "generic" "Whether the word beside the name asks for its kind.",
    GenericClash "generic clash" "Whether that word asks for another kind.",
    CountryNamed "country named" "Whether the document names its country, or a people of it.",
    DivisionNamed "division named" "Whether the document names its first-order division.",
    CountyNamed "county named" "Whether the document names its second-order division.",
    Near "near" "Closeness to the nearest other place.",
    Central "central" "Mean closeness to the other places.",
    NearShare "near share" "Share of the other places within 150 km.",
    CountryShare "country share" "Share of the other places in its country.",
    DivisionShare "division share" "Share of the other places in its first-order division.",
    CountyShare "county share" "Share of the other places in its second-order division.",
    Holds "holds" "Share of the other places that lie in it.",
    CountryBeside "country beside" "How near in the words a place of its country stands.",
    DivisionBeside "division beside" "How near in the words a place of its first-order division stands.",
    PlaceBeside "place beside" "How near in the words a place within 150 km stands.",
    Support "support" "Share of the other names that could mean a place near by.",
    SureSupport "sure support" "The same for names of one or two places.",
    DivisionSupport "division support" "Share of the other names that could mean a place of its first-order division.",
    CountySupport "county support" "Share of the other names that could mean a place of its second-order division.",
    Unsupported "unsupported population" "Logarithm of its population where no other place is of its country.",
    DatelineCountry "dateline country" "Whether the dateline is in its country.",
    DatelineDivision "dateline division" "Whether the dateline is in its first-order division.",
    DatelineNear "dateline near" "Closeness to the dateline.",
    HomeCountry "home country" "Whether the outlet's home is in its country.",
    HomeDivision "home division" "Whether the outlet's home is in its first-order division.",
    HomeNear "home near" "Closeness to the outlet's home.",
    HomeTown "home town" "Whether it is at the outlet's home.",
    HomePopulation "home population" "Logarithm of its population where the outlet's home is known.",
    HomeCapital "home capital" "Whether it is a foreign capital or country where the outlet's home is known.",
    KnownDivision "known division" "Whether it is a first-order division by its main name.",
    KnownCountry "known country" "Whether it is a country by its main name.",
    Foreign "foreign" "Share of the other places in the country of most of them, when that is another.",
    ForeignCapital "foreign capital" "The same for capitals.",
    ForeignCountry "foreign country" "The same for countries that hold no other place.",
    ForeignDivision "foreign division" "Share of the other places in the division of most of them, when that is another.",
    EarlierFull "earlier full" "Whether the name was given in full elsewhere, with a container that fits.",
}

/// Number of terms.
pub(crate) const TERMS: usize = Term::EarlierFull as usize + 1;
/// Numbers that confidence is computed from, by name.
pub(crate) const CONFIDENCE_NAMES: [&str; 5] = [
    "confidence constant",
    "confidence share",
    "confidence alone",
    "confidence candidates",
    "confidence population",
];

/// The numbers of the resolver.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// By term.
    pub(crate) terms: [f64; TERMS],
    /// By [`CONFIDENCE_NAMES`].
    pub(crate) confidence: [f64; CONFIDENCE_NAMES.len()],
}

/// The weights compiled into the program.
static EMBEDDED: LazyLock<Weights> = LazyLock::new(|| {
    Weights::read(include_str!("../../models/resolver.tsv"))
        .expect("models/resolver.tsv has every term; re-make it with train_toponyms")
});

impl Weights {
    /// The weights of the program itself.
    pub fn embedded() -> &'static Weights {
        &EMBEDDED
    }

    /// Reads `name\tweight` lines; `None` when one is missing or no number.
    pub fn read(table: &str) -> Option<Weights> {
        let mut rows: FxHashMap<&str, f64> = FxHashMap::default();
        for line in table.lines().skip(1) {
            let (name, weight) = line.split_once('\t')?;
            rows.insert(name, weight.parse().ok()?);
        }
        let mut weights = Weights {
            terms: [0.0; TERMS],
            confidence: [0.0; CONFIDENCE_NAMES.len()],
        };
        for (weight, name) in weights.terms.iter_mut().zip(TERM_NAMES) {
            *weight = *rows.get(name)?;
        }
        for (weight, name) in weights.confidence.iter_mut().zip(CONFIDENCE_NAMES) {
            *weight = *rows.get(name)?;
        }
        Some(weights)
    }

    /// The table that [`Weights::read`] reads, rounded to four decimals.
    pub fn write(&self) -> String {
        let mut table = "term\tweight\n".to_owned();
        let confidence = CONFIDENCE_NAMES.iter().zip(&self.confidence);
        for (name, weight) in TERM_NAMES.iter().zip(&self.terms).chain(confidence) {
            table.push_str(&format!("{name}\t{weight:.4}\n"));
        }
        table
    }
}
