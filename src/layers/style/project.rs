//! The QGIS project and the layer definition over a GeoPackage.
//!
//! Paths are relative: the folder can be moved. A layer's id must be longer than ten characters
//! and its CRS needs `srsid`, or QGIS 3.22 and 3.40 open an empty map.

use super::symbols::{self, Renderer};
use super::{CLOSE_UP, DOCTYPE, VERSION, elements};
use crate::layers::feature::{Layout, Shape};
use crate::layers::staging::Staging;
use crate::layers::wkb::around;
use crate::layers::xml::{Element, element};
use std::io::{self, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// What is shown when there is nothing.
const WORLD: [f64; 4] = [-180.0, -60.0, 180.0, 80.0];
/// The map of the world that every QGIS has in its resources, and its layer's id here.
const GROUND: &str = "inbuilt:/data/world_map.gpkg|layername=countries";
const GROUND_ID: &str = "dateline_ground";
/// Red, green and blue of the sea around it.
const SEA: [u8; 3] = [221, 229, 234];
/// The least that is shown, in degrees: one place is not a map.
const LEAST: f64 = 2.0;

/// What the map shows at first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    bounds: Option<[f64; 4]>,
    time: Option<(String, String)>,
}

impl Span {
    /// Takes in a layer's box.
    pub fn add_bounds(&mut self, bounds: [f64; 4]) {
        self.bounds = Some(around(self.bounds, bounds));
    }

    /// Takes in first and last instant, both written the same way.
    pub fn add_time(&mut self, first: &str, last: &str) {
        let (old_first, old_last) = self.time.take().unwrap_or((first.into(), last.into()));
        self.time = Some((old_first.min(first.into()), old_last.max(last.into())));
    }

    /// The box with a margin.
    fn extent(&self) -> [f64; 4] {
        let [west, south, east, north] = self.bounds.unwrap_or(WORLD);
        let margin = |low: f64, high: f64| ((high - low) * 0.05).max((LEAST - (high - low)) / 2.0);
        let (x, y) = (margin(west, east), margin(south, north));
        [west - x, south - y, east + x, north + y]
    }
}

/// The layers of events by their names.
const EVENTS: &str = "events";
const INCIDENTS: &str = "incidents";

/// A layer of the project: a view on a table.
struct View<'a> {
    id: String,
    name: String,
    layout: &'a Layout,
    file: &'a str,
    drawn: Renderer,
    filter: Option<&'static str>,
    /// Largest and smallest scale denominators at which it is drawn.
    scales: Option<(u64, u64)>,
    group: &'static str,
    checked: bool,
}

/// Writes the project and the layer definition beside the GeoPackage, under the same name.
pub fn write(staging: &mut Staging, stem: &str, layouts: &[Layout], span: &Span) -> io::Result<()> {
    let file = format!("{stem}.gpkg");
    // Incidents are drawn above their reports.
    let (above, beneath): (Vec<_>, Vec<_>) =
        layouts.iter().partition(|layout| layout.name == INCIDENTS);
    let merged = !above.is_empty();
    let views: Vec<View<'_>> = above
        .into_iter()
        .chain(beneath)
        .flat_map(|layout| views(layout, &file, merged))
        .collect();
    let mut out = staging.create(&format!("{stem}.qlr"))?;
    out.write_all(&definition(&views).document(Some("qgis-layer-definition"))?)?;
    out.flush()?;
    let mut zip = ZipWriter::new_stream(staging.create(&format!("{stem}.qgz"))?);
    zip.start_file(format!("{stem}.qgs"), SimpleFileOptions::default())?;
    zip.write_all(&project(&views, span).document(Some(DOCTYPE))?)?;
    zip.finish()?.into_inner().flush()
}

/// The views on a layer, the uppermost first. Events without a date are apart, because the time
/// controller never hides them; a place from afar is a number, and from near a ring. Below them
/// all stay faintly on the map, which would be empty on a day when nothing happened.
///
/// Where the reports are `merged` to incidents, these are shown and the reports can be.
fn views<'a>(layout: &'a Layout, file: &'a str, merged: bool) -> Vec<View<'a>> {
    let dated = layout.column("event_start").is_some();
    let report = merged && layout.name == EVENTS;
    let view = |suffix: &str, name: String| View {
        id: format!("dateline_{}_{suffix}", layout.name),
        name,
        layout,
        file,
        drawn: Renderer::Plain,
        filter: dated.then_some("\"event_start\" IS NOT NULL"),
        scales: None,
        group: if report {
            "Reports"
        } else if dated {
            "What happened"
        } else {
            "Where it is told"
        },
        checked: !report && layout.name != "mentions",
    };
    let name = in_words(&layout.name);
    let mut views = Vec::new();
    if dated && layout.shape == Shape::Point {
        views.push(View {
            drawn: Renderer::Clustered,
            scales: Some((1_000_000_000, CLOSE_UP.into())),
            ..view("overview", format!("{name}, overview"))
        });
        views.push(View {
            drawn: Renderer::Displaced,
            scales: Some((CLOSE_UP.into(), 1)),
            ..view("close_up", format!("{name}, close up"))
        });
    } else {
        views.push(view("layer", name.clone()));
    }
    if dated {
        views.push(View {
            filter: Some("\"event_start\" IS NULL"),
            drawn: match layout.shape {
                Shape::Point => Renderer::Clustered,
                _ => Renderer::Plain,
            },
            group: "Without a date",
            checked: false,
            ..view("undated", format!("{name} without a date"))
        });
    }
    if dated && layout.shape == Shape::Point {
        views.push(View {
            drawn: Renderer::Faint,
            filter: None,
            group: "At all times",
            checked: !report,
            ..view("faint", format!("{name} at all times"))
        });
    }
    views
}

/// `events` → "Events"
fn in_words(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    (first.unwrap_or_default() + letters.as_str()).replace('_', " ")
}

impl View<'_> {
    fn source(&self) -> String {
        let source = format!("./{}|layername={}", self.file, self.layout.name);
        match self.filter {
            Some(filter) => format!("{source}|subset={filter}"),
            None => source,
        }
    }

    fn in_tree(&self) -> Element {
        element("layer-tree-layer")
            .with("id", &self.id)
            .with("name", &self.name)
            .with("providerKey", "ogr")
            .with("source", self.source())
            .with("checked", checked(self.checked))
            .with("expanded", 0)
    }

    fn map_layer(&self) -> Element {
        let (geometry, kind) = match self.layout.shape {
            Shape::Point | Shape::Any => ("Point", "Point"),
            Shape::Line => ("Line", "MultiLineString"),
            Shape::Area => ("Polygon", "MultiPolygon"),
        };
        let (smallest, largest) = self.scales.unwrap_or((100_000_000, 0));
        element("maplayer")
            .with("type", "vector")
            .with("geometry", geometry)
            .with("wkbType", kind)
            .with("styleCategories", "AllStyleCategories")
            .with(
                "hasScaleBasedVisibilityFlag",
                u8::from(self.scales.is_some()),
            )
            .with("minScale", smallest)
            .with("maxScale", largest)
            .leaf("id", &self.id)
            .leaf("datasource", self.source())
            .leaf("layername", &self.name)
            .child(element("srs").child(wgs84()))
            .child(element("provider").with("encoding", "UTF-8").text("ogr"))
            .children(elements(self.layout, self.drawn))
    }
}

/// The ground in the tree of layers, below all groups.
fn ground_in_tree() -> Element {
    element("layer-tree-layer")
        .with("id", GROUND_ID)
        .with("name", "Countries")
        .with("providerKey", "ogr")
        .with("source", GROUND)
        .with("checked", checked(true))
        .with("expanded", 0)
}

fn ground() -> Element {
    element("maplayer")
        .with("type", "vector")
        .with("geometry", "Polygon")
        .with("wkbType", "MultiPolygon")
        .leaf("id", GROUND_ID)
        .leaf("datasource", GROUND)
        .leaf("layername", "Countries")
        .child(element("srs").child(wgs84()))
        .child(element("provider").with("encoding", "UTF-8").text("ogr"))
        .child(symbols::ground())
        .child(element("layerGeometryType").text("2"))
}

fn checked(yes: bool) -> &'static str {
    if yes { "Qt::Checked" } else { "Qt::Unchecked" }
}

fn wgs84() -> Element {
    element("spatialrefsys")
        .with("nativeFormat", "Wkt")
        .leaf("proj4", "+proj=longlat +datum=WGS84 +no_defs")
        .leaf("srsid", 3452)
        .leaf("srid", 4326)
        .leaf("authid", "EPSG:4326")
}

/// The groups with their layers.
fn tree(views: &[View<'_>]) -> Element {
    let mut groups: Vec<&str> = Vec::new();
    for view in views {
        if !groups.contains(&view.group) {
            groups.push(view.group);
        }
    }
    let groups = groups.into_iter().map(|group| {
        let members = views.iter().filter(|view| view.group == group);
        let shown = members.clone().any(|view| view.checked);
        element("layer-tree-group")
            .with("name", group)
            .with("checked", checked(shown))
            .with("expanded", 1)
            .children(members.map(View::in_tree))
    });
    element("layer-tree-group").children(groups)
}

fn map_layers(views: &[View<'_>]) -> impl Iterator<Item = Element> {
    views.iter().map(View::map_layer)
}

fn definition(views: &[View<'_>]) -> Element {
    element("qlr")
        .child(tree(views))
        .child(element("maplayers").children(map_layers(views)))
}

fn project(views: &[View<'_>], span: &Span) -> Element {
    let [west, south, east, north] = span.extent();
    let extent = element("extent")
        .leaf("xmin", west)
        .leaf("ymin", south)
        .leaf("xmax", east)
        .leaf("ymax", north);
    let canvas = element("mapcanvas")
        .with("name", "theMapCanvas")
        .leaf("units", "degrees")
        .child(extent)
        .child(element("destinationsrs").child(wgs84()));
    let order = views
        .iter()
        .map(|view| view.id.as_str())
        .chain([GROUND_ID])
        .map(|id| element("layer").with("id", id));
    element("qgis")
        .with("projectname", "Dateline")
        .with("version", VERSION)
        .leaf("title", "Dateline")
        .child(element("projectCrs").child(wgs84()))
        .child(tree(views).child(ground_in_tree()))
        .child(canvas)
        .child(element("projectlayers").children(map_layers(views).chain([ground()])))
        .child(element("layerorder").children(order))
        .child(properties(span))
        .children(span.time.as_ref().map(time_settings))
}

fn properties(span: &Span) -> Element {
    let typed = |name: &str, kind: &str, text: &str| element(name).with("type", kind).text(text);
    let reference = element("SpatialRefSys").child(typed("ProjectionsEnabled", "int", "1"));
    let controller = span.time.as_ref().map(|(first, last)| {
        element("TemporalControllerWidget")
            // Animated.
            .child(typed("NavigationMode", "int", "1"))
            .child(typed("StartDateTime", "QString", first))
            .child(typed("EndDateTime", "QString", last))
    });
    let [red, green, blue] = SEA.map(|part| part.to_string());
    let background = element("Gui")
        .child(typed("CanvasColorRedPart", "int", &red))
        .child(typed("CanvasColorGreenPart", "int", &green))
        .child(typed("CanvasColorBluePart", "int", &blue));
    element("properties")
        .child(reference)
        .child(background)
        .child(element("Paths").child(typed("Absolute", "bool", "false")))
        .children(controller)
}

/// A day a frame, four frames a second, over the time of the data.
fn time_settings((first, last): &(String, String)) -> Element {
    let range = element("TemporalRange")
        .leaf("start", first)
        .leaf("end", last);
    element("ProjectTimeSettings")
        .with("timeStepUnit", "d")
        .with("timeStep", 1)
        .with("frameRate", 4)
        .with("cumulativeTemporalRange", 0)
        .child(range)
}
