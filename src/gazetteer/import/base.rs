//! The places of an opened gazetteer, carried over to the one that is built on it.

use crate::gazetteer::compile::Compiler;
use crate::gazetteer::compile::footprints::Polygon;
use crate::gazetteer::compile::forms::{Form, Target};
use crate::gazetteer::compile::places::NewPlace;
use crate::gazetteer::compile::sorter::{Named, Run};
use crate::gazetteer::format::Section;
use crate::gazetteer::name::NameKind;
use crate::gazetteer::{FormMatch, Gazetteer, Match, Matches, PlaceIndex};
use crate::place::LonLat;
use fst::Streamer;
use fst::raw::Fst;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::io;

/// Adds all of `base`; its rows come first and keep their numbers.
pub(super) fn add<'b>(compiler: &mut Compiler<'b>, base: &'b Gazetteer, names: &'b Fst<&'b [u8]>) {
    let keys = keys(base);
    let none = String::new();
    for index in base.places() {
        let key = |division: Option<PlaceIndex>| {
            division
                .and_then(|division| keys.get(&division))
                .unwrap_or(&none)
        };
        let admin1 = key(base.admin1(index));
        let admin2 = key(base.admin2(index));
        // "US.CA" is the country, a full stop and the code; "US.CA.037" has the next code behind.
        let code1 = admin1.get(3..).unwrap_or_default();
        let code2 = admin2.get(admin1.len() + 1..).unwrap_or_default();
        let at = compiler.places.add(&NewPlace {
            id: base.place_id(index),
            name: base.name(index),
            point: base.point(index),
            feature_code: base.feature_code(index),
            country: base.country(index),
            admin1: code1,
            admin2: code2,
            population: base.population(index).unwrap_or(0),
            // Where it follows from the places inside, it follows from those to come too.
            radius_km: match base.extent(index) {
                None => Some(base.radius_km(index) as f32),
                Some(_) => None,
            },
            origin: base.section(Section::Origins)[index.0 as usize],
        });
        let path: Vec<LonLat> = base.path(index).collect();
        if !path.is_empty() {
            compiler.places.paths.insert(at, path);
        }
        let outline = outline(base, index);
        if !outline.is_empty() {
            compiler.footprints.insert(at, outline);
        }
    }
    for (country, index) in base.countries() {
        compiler.known.countries.insert(country, index.0);
        if let Some(capital) = base.capital_of(country) {
            compiler.capitals.insert(country, capital.0);
        }
    }
    compiler.forms.demonyms = forms(base, Section::DemonymNames, |name| {
        base.demonym(name).map(form).collect()
    });
    compiler.forms.metonyms = forms(base, Section::MetonymNames, |name| {
        base.metonym(name).map(form).collect()
    });
    compiler.names.add_sorted(BaseNames::new(base, names));
}

/// Keys of divisions by row.
fn keys(base: &Gazetteer) -> FxHashMap<PlaceIndex, String> {
    let mut keys = FxHashMap::default();
    if let Some(map) = base.automaton(Section::DivisionCodes) {
        let mut stream = map.stream();
        while let Some((key, row)) = stream.next() {
            let key = String::from_utf8_lossy(key).into_owned();
            keys.insert(PlaceIndex(row.value() as u32), key);
        }
    }
    keys
}

fn outline(base: &Gazetteer, index: PlaceIndex) -> Vec<Polygon> {
    let vertices = |ring: &geo::LineString<f64>| -> Vec<LonLat> {
        // The last vertex repeats the first.
        let ends = ring.0.len().saturating_sub(1);
        ring.0[..ends]
            .iter()
            .map(|at| LonLat {
                lon: at.x,
                lat: at.y,
            })
            .collect()
    };
    let Some(outline) = base.footprint(index) else {
        return Vec::new();
    };
    outline
        .iter()
        .map(|polygon| {
            std::iter::once(polygon.exterior())
                .chain(polygon.interiors())
                .map(vertices)
                .collect()
        })
        .collect()
}

fn forms(
    base: &Gazetteer,
    section: Section,
    read: impl Fn(&str) -> Vec<Form>,
) -> BTreeMap<String, Vec<Form>> {
    let mut forms = BTreeMap::new();
    if let Some(map) = base.automaton(section) {
        let mut stream = map.stream();
        while let Some((name, _)) = stream.next() {
            let name = String::from_utf8_lossy(name).into_owned();
            let places = read(&name);
            forms.insert(name, places);
        }
    }
    forms
}

fn form(found: FormMatch<'_>) -> Form {
    Form {
        target: found
            .place
            .map_or(Target::Nothing, |place| Target::Row(place.0)),
        country: found.country,
        kind: found.kind.to_owned(),
    }
}

/// The folded names of its countries and territories.
pub(super) fn country_names(base: &Gazetteer) -> FxHashSet<String> {
    let countries: FxHashSet<PlaceIndex> = base.countries().map(|(_, place)| place).collect();
    let mut names = FxHashSet::default();
    if let Some(map) = base.automaton(Section::Names) {
        let mut stream = map.stream();
        while let Some((name, posting)) = stream.next() {
            let mut bearers = base.matches_from(posting.value());
            let is_country = |named: Match| {
                countries.contains(&named.place) && named.kind != NameKind::Generated
            };
            if bearers.any(is_country) {
                names.insert(String::from_utf8_lossy(name).into_owned());
            }
        }
    }
    names
}

/// The names of the base in order: an automaton yields them sorted.
struct BaseNames<'b> {
    base: &'b Gazetteer,
    names: fst::raw::Stream<'b>,
    matches: Option<Matches<'b>>,
    name: Vec<u8>,
}

impl<'b> BaseNames<'b> {
    fn new(base: &'b Gazetteer, names: &'b Fst<&'b [u8]>) -> BaseNames<'b> {
        BaseNames {
            base,
            names: names.stream(),
            matches: None,
            name: Vec::new(),
        }
    }
}

impl Run for BaseNames<'_> {
    fn next(&mut self, name: &mut Vec<u8>) -> io::Result<Option<Named>> {
        loop {
            if let Some(named) = self.matches.as_mut().and_then(Iterator::next) {
                name.clone_from(&self.name);
                return Ok(Some(Named {
                    row: named.place.0,
                    kind: named.kind,
                    cases: named.cases.bits(),
                }));
            }
            let Some((next, posting)) = self.names.next() else {
                return Ok(None);
            };
            self.name.clear();
            self.name.extend_from_slice(next);
            self.matches = Some(self.base.matches_from(posting.value()));
        }
    }
}
