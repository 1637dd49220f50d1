//! The table of numbers the viewer filters, counts and draws by, and the words behind them.

use super::{
    Feature, Found, INCIDENTS, Layout, SHOWN, VERSION, record::BLOCK_ROWS, representative,
};
use crate::event::ontology;
use geojson::GeometryValue;
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::{Value, json};
use std::io;

/// Code of an absent value in columns of bytes.
const NONE: u8 = 255;

/// Minutes of a day; of a month. Rows are sorted by whether they last longer than these.
const LENGTHS: [i64; 2] = [24 * 60, 31 * 24 * 60];

/// One layer, with where in its features the values are that the table needs.
pub struct Source {
    code: u8,
    columns: Vec<String>,
    at: Columns,
}

/// Columns by name; a layer converted from elsewhere may lack some.
struct Columns {
    event_id: Option<usize>,
    event_type: Option<usize>,
    event_subtype: Option<usize>,
    actor: Option<usize>,
    event_start: Option<usize>,
    event_end: Option<usize>,
    date_precision: Option<usize>,
    place_name: Option<usize>,
    region: Option<usize>,
    country_code: Option<usize>,
    place_precision: Option<usize>,
    status: Option<usize>,
    confidence: Option<usize>,
    doc_id: Option<usize>,
    doc_url: Option<usize>,
    /// Of incidents alone: who reports them, and in which events.
    sources: Option<usize>,
    event_ids: Option<usize>,
}

impl Source {
    /// Finds the columns of a layer.
    pub fn new(code: u8, layout: &Layout) -> Source {
        let at = |name| layout.column(name);
        let of_incident = |name| at(name).filter(|_| layout.name == INCIDENTS);
        Source {
            code,
            columns: layout
                .fields
                .iter()
                .map(|field| field.name.clone())
                .collect(),
            at: Columns {
                event_id: at("event_id").or(of_incident("incident_id")),
                event_type: at("event_type"),
                event_subtype: at("event_subtype"),
                actor: at("actor"),
                event_start: at("event_start"),
                event_end: at("event_end"),
                date_precision: at("date_precision"),
                place_name: at("place_name"),
                region: at("region"),
                country_code: at("country_code"),
                place_precision: at("place_precision"),
                status: at("status"),
                confidence: at("confidence"),
                doc_id: at("doc_id"),
                doc_url: at("doc_url"),
                sources: of_incident("sources"),
                event_ids: of_incident("event_ids"),
            },
        }
    }

    /// The code of the layer.
    pub fn code(&self) -> u8 {
        self.code
    }

    /// The event, or the incident, of a feature; `None` for an area no event plays in.
    pub fn event_id<'f>(&self, feature: &'f Feature) -> Option<&'f str> {
        text(feature, self.at.event_id)
    }
}

/// Words with a number each, in the order they come.
#[derive(Default)]
struct Words {
    list: Vec<String>,
    numbers: FxHashMap<String, u32>,
}

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.list.len() as u32;
        self.numbers.insert(word.to_string(), number);
        self.list.push(word.to_string());
        number
    }

    /// The numbers in `parts` of what each word joins with `; `.
    fn in_parts(&self, parts: &Words) -> Vec<Vec<u32>> {
        let numbers = |word: &String| {
            let words = word.split("; ").filter(|part| !part.is_empty());
            words
                .filter_map(|part| parts.numbers.get(part).copied())
                .collect()
        };
        self.list.iter().map(numbers).collect()
    }

    /// The number in a byte; [`NONE`] when there is no word, or there are too many.
    fn byte(&mut self, word: Option<&str>) -> u8 {
        let number = word.map(|word| self.number(word));
        number
            .and_then(|number| u8::try_from(number).ok())
            .unwrap_or(NONE)
    }
}

/// What tells one site from another.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Site {
    lon: i32,
    lat: i32,
    name: u32,
    /// Number of the country and one; 0 without a country.
    country: u16,
    precision: u8,
}

struct Row {
    start: i32,
    end: i32,
    input: u32,
    event: u32,
    /// Key of the incident, which the table fills in for reports once it has all; 0 without one.
    incident: u32,
    /// Number of the event in the order of the run, to keep its rows together.
    ordinal: u32,
    site: u32,
    actors: u32,
    /// Number of the source; of an incident, of its list of sources.
    source: u32,
    subtype: u16,
    confidence: u16,
    layer: u8,
    event_type: u8,
    status: u8,
    date_precision: u8,
}

impl Row {
    /// 0 undated, 1 up to a day, 2 up to a month, 3 longer.
    fn class(&self) -> usize {
        if self.start > self.end {
            return 0;
        }
        let minutes = i64::from(self.end) - i64::from(self.start);
        1 + LENGTHS.iter().filter(|length| minutes >= **length).count()
    }
}

/// All rows so far.
pub struct Table {
    layers: Vec<Value>,
    rows: Vec<Row>,
    sites: Vec<Site>,
    site_numbers: FxHashMap<Site, u32>,
    names: Words,
    countries: Words,
    sources: Words,
    actors: Words,
    actor_lists: Words,
    source_lists: Words,
    statuses: Words,
    date_precisions: Words,
    place_precisions: Words,
    subtypes: FxHashMap<&'static str, u16>,
    types: Vec<(&'static str, &'static str)>,
    /// Ordinals of the events of this document, and sites of its features.
    ordinals: FxHashMap<String, u32>,
    placed: FxHashMap<String, u32>,
    /// Keys of incidents by those of the events that report them.
    incidents: FxHashMap<u32, u32>,
    next_ordinal: u32,
    unplaced: u64,
}

/// The words behind the columns, as the viewer reads them.
#[derive(Serialize)]
pub struct Described {
    version: u32,
    rows: usize,
    block_rows: usize,
    unplaced: u64,
    basemap: Option<String>,
    layers: Vec<Value>,
    types: Vec<Value>,
    subtypes: Vec<Value>,
    icons: Value,
    statuses: Vec<String>,
    date_precisions: Vec<String>,
    place_precisions: Vec<String>,
    countries: Vec<String>,
    sources: Vec<String>,
    actors: Vec<String>,
    actor_lists: Vec<Vec<u32>>,
    source_lists: Vec<Vec<u32>>,
    sites: usize,
    site_names: Vec<String>,
    classes: Vec<usize>,
}

impl Table {
    /// An empty table of layers.
    pub fn new<'s>(sources: impl Iterator<Item = &'s Source>) -> Table {
        let mut layers = SHOWN.map(|name| json!({"name": name, "columns": []}));
        for source in sources {
            layers[usize::from(source.code)]["columns"] = json!(source.columns);
        }
        let leaves = ontology::leaves();
        let numbered = leaves.iter().enumerate();
        let mut types: Vec<(&str, &str)> = Vec::new();
        for leaf in leaves {
            if !types.iter().any(|(name, _)| *name == leaf.event_type) {
                types.push((leaf.event_type, leaf.color));
            }
        }
        let mut actor_lists = Words::default();
        actor_lists.number("");
        Table {
            layers: layers.to_vec(),
            rows: Vec::new(),
            sites: Vec::new(),
            site_numbers: FxHashMap::default(),
            names: Words::default(),
            countries: Words::default(),
            sources: Words::default(),
            actors: Words::default(),
            actor_lists,
            source_lists: Words::default(),
            statuses: Words::default(),
            date_precisions: Words::default(),
            place_precisions: Words::default(),
            subtypes: numbered
                .map(|(number, leaf)| (leaf.subtype, number as u16))
                .collect(),
            types,
            ordinals: FxHashMap::default(),
            placed: FxHashMap::default(),
            incidents: FxHashMap::default(),
            next_ordinal: 0,
            unplaced: 0,
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Begins a document: its features come next.
    pub fn document(&mut self, found: &Found<'_>) {
        self.ordinals.clear();
        self.placed.clear();
        let events = found.analysis.events.iter();
        self.unplaced += events.filter(|event| event.places.is_empty()).count() as u64;
    }

    /// Adds a feature.
    ///
    /// Errors: a time that is not one, or more rows than numbers.
    pub fn add(
        &mut self,
        source: &Source,
        feature: &Feature,
        geometry: &GeometryValue,
    ) -> io::Result<()> {
        let at = &source.at;
        let text = |column| text(feature, column);
        let site = self.site(source, feature, geometry);
        let event_id = source.event_id(feature);
        let (start, end) = match (text(at.event_start), text(at.event_end)) {
            (Some(start), Some(end)) => (minute(start)?, minute(end)?),
            _ => (1, 0),
        };
        let input = u32::try_from(self.rows.len()).map_err(io::Error::other)?;
        let kind = text(at.event_type);
        let event_type = self.types.iter().position(|(name, _)| Some(*name) == kind);
        let subtype = text(at.event_subtype).and_then(|word| self.subtypes.get(word).copied());
        let confidence = at
            .confidence
            .and_then(|column| feature.values[column].as_f64());
        let row = Row {
            start,
            end,
            input,
            event: event_id.map_or(0, key),
            incident: self.incident(event_id, text(at.event_ids)),
            ordinal: self.ordinal(event_id.unwrap_or(&feature.id)),
            site,
            actors: self.actor_list(text(at.actor)),
            source: match text(at.sources) {
                Some(sources) => self.source_list(sources),
                None => self
                    .sources
                    .number(host(text(at.doc_url)).unwrap_or(text(at.doc_id).unwrap_or_default())),
            },
            subtype: subtype.unwrap_or(u16::MAX),
            confidence: (confidence.unwrap_or_default() * 1000.0).round() as u16,
            layer: source.code,
            event_type: event_type.map_or(NONE, |number| number as u8),
            status: self.statuses.byte(text(at.status)),
            date_precision: self.date_precisions.byte(text(at.date_precision)),
        };
        self.rows.push(row);
        Ok(())
    }

    /// The site of a feature: areas and points of one place of an event share it.
    fn site(&mut self, source: &Source, feature: &Feature, geometry: &GeometryValue) -> u32 {
        if let Some(site) = self.placed.get(&feature.id) {
            return *site;
        }
        let at = &source.at;
        let text = |column| text(feature, column);
        let (lon, lat) = representative(geometry).unwrap_or_default();
        let name = match (text(at.region), text(at.place_name).unwrap_or_default()) {
            (Some(region), name) => format!("{region} {name}"),
            (None, name) => name.to_string(),
        };
        let country = text(at.country_code).map(|code| self.countries.number(code) + 1);
        let site = Site {
            lon: millionths(lon),
            lat: millionths(lat),
            name: self.names.number(&name),
            country: country
                .and_then(|number| u16::try_from(number).ok())
                .unwrap_or(0),
            precision: self.place_precisions.byte(text(at.place_precision)),
        };
        let next = self.sites.len() as u32;
        let number = *self.site_numbers.entry(site).or_insert(next);
        if number == next {
            self.sites.push(site);
        }
        self.placed.insert(feature.id.clone(), number);
        number
    }

    fn ordinal(&mut self, id: &str) -> u32 {
        if let Some(ordinal) = self.ordinals.get(id) {
            return *ordinal;
        }
        let ordinal = self.next_ordinal;
        self.next_ordinal += 1;
        self.ordinals.insert(id.to_string(), ordinal);
        ordinal
    }

    fn actor_list(&mut self, actors: Option<&str>) -> u32 {
        let Some(actors) = actors else { return 0 };
        for actor in actors.split("; ") {
            self.actors.number(actor);
        }
        self.actor_lists.number(actors)
    }

    fn source_list(&mut self, sources: &str) -> u32 {
        for source in sources.split("; ") {
            self.sources.number(source);
        }
        self.source_lists.number(sources)
    }

    /// The key of an incident, noted for its reports; 0 for what is none.
    fn incident(&mut self, id: Option<&str>, reports: Option<&str>) -> u32 {
        let (Some(id), Some(reports)) = (id, reports) else {
            return 0;
        };
        let incident = key(id);
        self.incidents
            .extend(reports.split("; ").map(|report| (key(report), incident)));
        incident
    }

    /// Fills in the incidents of the reports.
    fn link_reports(&mut self) {
        for row in self.rows.iter_mut().filter(|row| row.incident == 0) {
            row.incident = self.incidents.get(&row.event).copied().unwrap_or(0);
        }
    }

    /// Puts the rows in the order of the columns, and says what the codes in them mean.
    pub fn sort_and_describe(&mut self, basemap: Option<String>) -> Described {
        self.link_reports();
        let order = |row: &Row| (row.class(), row.start, row.end, row.ordinal, row.input);
        self.rows.sort_unstable_by_key(order);
        let classes = (0..=1 + LENGTHS.len())
            .map(|class| self.rows.partition_point(|row| row.class() <= class));
        let leaves = ontology::leaves().iter();
        let icons = ontology::icons().iter();
        Described {
            version: VERSION,
            rows: self.rows.len(),
            block_rows: BLOCK_ROWS,
            unplaced: self.unplaced,
            basemap,
            layers: self.layers.clone(),
            types: self
                .types
                .iter()
                .map(|(id, color)| json!({"id": id, "color": color}))
                .collect(),
            subtypes: leaves
                .map(|leaf| json!({"id": leaf.subtype, "label": leaf.label, "icon": leaf.icon}))
                .collect(),
            icons: icons
                .map(|icon| (icon.name.to_string(), json!(icon.path)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            statuses: self.statuses.list.clone(),
            date_precisions: self.date_precisions.list.clone(),
            place_precisions: self.place_precisions.list.clone(),
            countries: self.countries.list.clone(),
            sources: self.sources.list.clone(),
            actors: self.actors.list.clone(),
            actor_lists: self.actor_lists.in_parts(&self.actors),
            source_lists: self.source_lists.in_parts(&self.sources),
            sites: self.sites.len(),
            site_names: self
                .sites
                .iter()
                .map(|site| self.names.list[site.name as usize].clone())
                .collect(),
            classes: classes.collect(),
        }
    }

    /// The columns one after the other, little-endian, widest first so that each is aligned;
    /// `readColumns` of the viewer takes them in the same order.
    pub fn columns(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.rows.len() * 40 + self.sites.len() * 11);
        let rows = &self.rows;
        let sites = &self.sites;
        out.extend(rows.iter().flat_map(|row| row.start.to_le_bytes()));
        out.extend(rows.iter().flat_map(|row| row.end.to_le_bytes()));
        out.extend(rows.iter().flat_map(|row| row.input.to_le_bytes()));
        out.extend(rows.iter().flat_map(|row| row.event.to_le_bytes()));
        out.extend(rows.iter().flat_map(|row| row.incident.to_le_bytes()));
        out.extend(rows.iter().flat_map(|row| row.site.to_le_bytes()));
        out.extend(rows.iter().flat_map(|row| row.actors.to_le_bytes()));
        out.extend(rows.iter().flat_map(|row| row.source.to_le_bytes()));
        out.extend(sites.iter().flat_map(|site| site.lon.to_le_bytes()));
        out.extend(sites.iter().flat_map(|site| site.lat.to_le_bytes()));
        out.extend(rows.iter().flat_map(|row| row.subtype.to_le_bytes()));
        out.extend(rows.iter().flat_map(|row| row.confidence.to_le_bytes()));
        out.extend(sites.iter().flat_map(|site| site.country.to_le_bytes()));
        out.extend(rows.iter().map(|row| row.layer));
        out.extend(rows.iter().map(|row| row.event_type));
        out.extend(rows.iter().map(|row| row.status));
        out.extend(rows.iter().map(|row| row.date_precision));
        out.extend(sites.iter().map(|site| site.precision));
        out
    }
}

/// A value that is a string.
fn text(feature: &Feature, column: Option<usize>) -> Option<&str> {
    feature.values[column?].as_str()
}

fn millionths(degrees: f64) -> i32 {
    (degrees * 1e6).round() as i32
}

/// Minutes from 1970 of `2025-04-09T23:59:59Z`.
fn minute(time: &str) -> io::Result<i32> {
    let time: Timestamp = time.parse().map_err(io::Error::other)?;
    i32::try_from(time.as_second().div_euclid(60)).map_err(io::Error::other)
}

/// The first 32 bits of an id in hexadecimal.
fn key(id: &str) -> u32 {
    let digits = id.get(..8).unwrap_or(id);
    u32::from_str_radix(digits, 16).unwrap_or(0)
}

/// The host of an address, without `www.`: what a source is called.
fn host(url: Option<&str>) -> Option<&str> {
    let (_, rest) = url?.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::columns::Kind;
    use crate::layers::feature::{Field, Shape};

    fn source(name: &str, columns: &[&str]) -> Source {
        let code = SHOWN.iter().position(|shown| *shown == name).unwrap();
        let fields = columns.iter().map(|column| Field {
            name: column.to_string(),
            kind: Kind::Text,
        });
        let layout = Layout {
            name: name.to_string(),
            shape: Shape::Point,
            fields: fields.collect(),
        };
        Source::new(code as u8, &layout)
    }

    fn add(table: &mut Table, source: &Source, values: &[&str]) {
        let feature = Feature {
            id: values[0].to_string(),
            geometry: None,
            values: values.iter().map(|value| json!(value)).collect(),
        };
        let point = GeometryValue::new_point([30.0, 50.0]);
        table.add(source, &feature, &point).unwrap();
    }

    #[test]
    fn incidents_know_their_reports_and_sources() {
        let events = source("events", &["event_id", "doc_url", "sources"]);
        let incidents = source("incidents", &["incident_id", "sources", "event_ids"]);
        let mut table = Table::new([&events, &incidents].into_iter());
        add(
            &mut table,
            &events,
            &["0000000a", "https://a.example/1", "x"],
        );
        add(
            &mut table,
            &events,
            &["0000000b", "https://b.example/1", "x"],
        );
        add(
            &mut table,
            &events,
            &["0000000c", "https://b.example/2", "x"],
        );
        let reports = "0000000a; 0000000b";
        add(
            &mut table,
            &incidents,
            &["000000ff", "b.example; c.example", reports],
        );
        let described = table.sort_and_describe(None);
        let keys: Vec<_> = table
            .rows
            .iter()
            .map(|row| (row.event, row.incident))
            .collect();
        assert_eq!(keys, [(10, 255), (11, 255), (12, 0), (255, 255)]);
        assert_eq!(described.sources, ["a.example", "b.example", "c.example"]);
        assert_eq!(described.source_lists, [[1, 2]]);
        assert_eq!(table.rows[3].source, 0);
    }

    #[test]
    fn hosts() {
        let cases = [
            (Some("https://www.example.org/a?b"), Some("example.org")),
            (Some("http://user@example.org:80"), Some("example.org:80")),
            (Some("example.org"), None),
            (Some("https:///a"), None),
            (None, None),
        ];
        for (url, expected) in cases {
            assert_eq!(host(url), expected, "{url:?}");
        }
    }

    #[test]
    fn minutes() {
        assert_eq!(minute("1970-01-01T00:00:00Z").unwrap(), 0);
        assert_eq!(minute("1969-12-31T23:59:59Z").unwrap(), -1);
        assert_eq!(minute("2025-04-09T23:59:59Z").unwrap(), 29_070_719);
        assert!(minute("2025-04").is_err());
    }
}
