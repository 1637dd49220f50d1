//! `map.html`: one page with a viewer and the events, movements, areas and incidents of a run,
//! which needs no network.
//!
//! The simple version is the GeoJSON inside a `<script>`. A browser then holds a million events
//! as text and parses them before it draws one. What departs from it:
//!
//! - what the viewer filters, counts and draws by is a table of numbers (`table.rs`), compressed
//!   once; what it shows of a single event is a record (`record.rs`), compressed in blocks that
//!   are opened when asked for. Blocks are written as documents come;
//! - all of it is base64, in which no text of an article can end a `<script>` or start a tag;
//! - the words that made an event are marked in its sentence by position (`marks.rs`), not by
//!   looking for them again.
//!
//! The viewer is built from `web/` and committed as one file; `docs/web-map.md` describes both.

mod marks;
mod packed;
mod record;
mod table;

use super::feature::{Feature, Layout};
use super::sink::Sink;
use super::staging::Staging;
use super::{Found, LayerCount};
use flate2::read::GzDecoder;
use geojson::{GeometryValue, Position};
use marks::Marks;
use packed::script;
use record::Block;
use std::io::{self, Read, Write};
use table::{Source, Table};

/// The version of the embedded data; the viewer refuses others.
const VERSION: u32 = 3;

const FILE: &str = "map.html";

/// The viewer, built from `web/` with `npm run build`, as the build script compresses it.
const VIEWER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/viewer.html.gz"));

const CONNECT: &str = "<!--dateline:connect-->";
const TITLE: &str = "<!--dateline:title-->";
const DATA: &str = "<!--dateline:data-->";

/// The layers the page shows, by name; their index is the code the viewer knows them by.
const SHOWN: [&str; 4] = ["events", "movements", "regions", INCIDENTS];

/// The layer whose rows stand for those of several reports.
const INCIDENTS: &str = "incidents";

/// What a page says besides its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOptions {
    /// Its title.
    pub title: String,
    /// A basemap in place of the embedded one.
    pub basemap: Option<Basemap>,
}

impl PageOptions {
    /// The title of a page that is given none.
    pub const TITLE: &str = "Events in the news";
}

impl Default for PageOptions {
    fn default() -> PageOptions {
        PageOptions {
            title: PageOptions::TITLE.to_string(),
            basemap: None,
        }
    }
}

/// The address of a PMTiles archive: on the web, or relative to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basemap(String);

impl Basemap {
    /// Checks an address.
    ///
    /// Errors: it has characters that an address must write in another way.
    pub fn new(address: &str) -> Result<Basemap, String> {
        let plain = |letter: char| letter.is_ascii_graphic() && !"\"'`<>;,\\{}|^".contains(letter);
        if !address.is_empty() && address.chars().all(plain) {
            Ok(Basemap(address.to_string()))
        } else {
            Err(
                "an address of a PMTiles file: https://… or a path relative to map.html, \
                 with other characters than letters, digits and -._~:/?#[]@!$&()*+=% \
                 percent-encoded"
                    .to_string(),
            )
        }
    }

    /// The origin the page may fetch from.
    fn origin(&self) -> String {
        let Some((scheme, rest)) = self.0.split_once("://") else {
            return "'self'".to_string();
        };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        format!("{scheme}://{host}")
    }

    /// The address as it was given.
    pub fn address(&self) -> &str {
        &self.0
    }
}

/// Writes the page.
pub struct Page {
    out: Box<dyn Write>,
    layers: Vec<Option<Source>>,
    table: Table,
    block: Block,
    marks: Marks,
    basemap: Option<String>,
    tail: String,
}

impl Page {
    /// Starts the page: the viewer up to where the data goes.
    pub fn create(
        staging: &mut Staging,
        layouts: &[Layout],
        options: &PageOptions,
    ) -> io::Result<Page> {
        let mut out = staging.create(FILE)?;
        let viewer = viewer()?;
        let (head, tail) = viewer
            .split_once(DATA)
            .ok_or_else(|| io::Error::other("the viewer has no place for data"))?;
        let origin = options.basemap.as_ref().map(Basemap::origin);
        let head = head
            .replace(CONNECT, &origin.unwrap_or_default())
            .replace(TITLE, &escaped(&options.title));
        out.write_all(head.as_bytes())?;
        let shown = |layout: &Layout| {
            let code = SHOWN.iter().position(|name| *name == layout.name)?;
            Some(Source::new(code as u8, layout))
        };
        let layers: Vec<_> = layouts.iter().map(shown).collect();
        Ok(Page {
            out,
            table: Table::new(layers.iter().flatten()),
            layers,
            block: Block::default(),
            marks: Marks::default(),
            basemap: options.basemap.as_ref().map(|map| map.0.clone()),
            tail: tail.to_string(),
        })
    }
}

impl Sink for Page {
    fn document(&mut self, found: &Found<'_>) -> io::Result<()> {
        self.marks = Marks::of(found);
        self.table.document(found);
        Ok(())
    }

    fn feature(&mut self, layer: usize, feature: &Feature) -> io::Result<()> {
        let (Some(source), Some(geometry)) = (&self.layers[layer], &feature.geometry) else {
            return Ok(());
        };
        self.table.add(source, feature, geometry)?;
        let marks = self.marks.in_row(source.event_id(feature), &feature.id);
        self.block.add(source.code(), feature, geometry, marks)?;
        if self.block.is_full() {
            self.block.write(&mut self.out)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _: &mut Staging) -> io::Result<Vec<LayerCount>> {
        self.block.write(&mut self.out)?;
        let words = self.table.sort_and_describe(self.basemap.take());
        script(
            &mut self.out,
            "dateline-tables",
            &serde_json::to_vec(&words)?,
        )?;
        script(&mut self.out, "dateline-columns", &self.table.columns())?;
        self.out.write_all(self.tail.as_bytes())?;
        self.out.flush()?;
        Ok(vec![LayerCount {
            file: FILE.to_string(),
            layer: None,
            features: self.table.len() as u64,
        }])
    }
}

/// The viewer as HTML.
fn viewer() -> io::Result<String> {
    let mut html = String::new();
    GzDecoder::new(VIEWER).read_to_string(&mut html)?;
    Ok(html)
}

/// Text as HTML writes it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
    out
}

/// Longitude and latitude a geometry is known by: a point, the end of a line, the middle of the
/// box around the first ring.
fn representative(geometry: &GeometryValue) -> Option<(f64, f64)> {
    match geometry {
        GeometryValue::Point { coordinates } => Some(pair(coordinates)),
        GeometryValue::LineString { coordinates } => coordinates.last().map(pair),
        GeometryValue::MultiLineString { coordinates } => coordinates.last()?.last().map(pair),
        GeometryValue::Polygon { coordinates } => middle(coordinates.first()?),
        GeometryValue::MultiPolygon { coordinates } => middle(coordinates.first()?.first()?),
        _ => None,
    }
}

fn pair(position: &Position) -> (f64, f64) {
    (position[0], position[1])
}

fn middle(ring: &[Position]) -> Option<(f64, f64)> {
    let points = || ring.iter().map(pair);
    let least = points().reduce(|a, b| (a.0.min(b.0), a.1.min(b.1)))?;
    let most = points().reduce(|a, b| (a.0.max(b.0), a.1.max(b.1)))?;
    Some(((least.0 + most.0) / 2.0, (least.1 + most.1) / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_viewer_has_its_places() {
        let viewer = viewer().unwrap();
        for place in [CONNECT, TITLE, DATA] {
            assert_eq!(viewer.matches(place).count(), 1, "{place}");
        }
    }

    #[test]
    fn titles_are_text() {
        assert_eq!(
            escaped("</title><b>\"R&D\""),
            "&lt;/title&gt;&lt;b&gt;&quot;R&amp;D&quot;"
        );
    }

    #[test]
    fn basemaps() {
        let web = Basemap::new("https://tiles.example.org:8443/a/b.pmtiles?x=1").unwrap();
        assert_eq!(web.origin(), "https://tiles.example.org:8443");
        assert_eq!(
            Basemap::new("tiles/world.pmtiles").unwrap().origin(),
            "'self'"
        );
        for bad in ["", "a b", "https://x\" onload=", "x;script-src *", "x, y"] {
            assert!(Basemap::new(bad).is_err(), "{bad}");
        }
    }
}
