//! KML 2.2: a placemark a feature, with its time span and all its columns.

use super::columns::Kind;
use super::feature::{Feature, Field, Layout};
use super::sink::LayerFile;
use super::staging::Staging;
use super::values::{Typed, names_beside};
use super::wkb::xy;
use super::xml::{Element, element};
use crate::event::ontology::leaves;
use geojson::{GeometryValue, Position};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};
use std::io::{self, Write};

/// The file of one layer.
pub struct Placemarks {
    out: Writer<Box<dyn Write + Send>>,
    schema: String,
    names: Vec<String>,
    fields: Vec<Field>,
    special: Special,
}

/// The columns that KML has elements for.
struct Special {
    title: Option<usize>,
    sentence: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    style: Option<usize>,
}

impl Placemarks {
    fn placemark(&self, feature: &Feature) -> Element {
        let text = |column: Option<usize>| {
            column
                .and_then(|column| feature.values[column].as_str())
                .map(str::to_string)
        };
        let leaf = |name: &str, text: String| element(name).text(&text);
        let special = &self.special;
        let data = element("SchemaData")
            .with("schemaUrl", &self.schema)
            .child(element("SimpleData").with("name", "id").text(&feature.id))
            .children(self.data(feature));
        let style = text(special.style).map(|name| leaf("styleUrl", format!("#{name}")));
        element("Placemark")
            .children(text(special.title).map(|text| leaf("name", text)))
            .children(text(special.sentence).map(|text| leaf("description", text)))
            .children(time_span(text(special.start), text(special.end)))
            .children(style)
            .child(element("ExtendedData").child(data))
            .children(feature.geometry.as_ref().map(geometry))
    }

    /// A value a column; a null has none.
    fn data(&self, feature: &Feature) -> impl Iterator<Item = Element> {
        let columns = self.names.iter().zip(&self.fields).zip(&feature.values);
        columns.filter_map(|((name, field), value)| {
            let typed = Typed::of(field.kind, value);
            let data = || {
                element("SimpleData")
                    .with("name", name)
                    .text(&typed.words())
            };
            (typed != Typed::Null).then(data)
        })
    }
}

impl LayerFile for Placemarks {
    const ENDING: &'static str = "kml";

    /// Starts the file with the columns and their types.
    fn create(staging: &mut Staging, name: &str, layout: &Layout) -> io::Result<Placemarks> {
        let mut out = Writer::new_with_indent(staging.create(name)?, b' ', 0);
        let column = |names: &[&str]| names.iter().find_map(|name| layout.column(name));
        let special = Special {
            title: column(&["title", "place_name", "surface", "name"]),
            sentence: column(&["sentence"]),
            start: column(&["event_start"]),
            end: column(&["event_end"]),
            style: column(&["event_type"]),
        };
        let names = names_beside(
            &["id", "name", "description", "begin", "end"],
            &layout.fields,
        );
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let root = BytesStart::new("kml").with_attributes([("xmlns", KML)]);
        out.write_event(Event::Start(root))?;
        out.write_event(Event::Start(BytesStart::new("Document")))?;
        element("name").text(&layout.name).write(&mut out)?;
        if special.style.is_some() {
            styles().try_for_each(|style| style.write(&mut out))?;
        }
        schema(layout, &names).write(&mut out)?;
        Ok(Placemarks {
            out,
            schema: format!("#{}", layout.name),
            names,
            fields: layout.fields.clone(),
            special,
        })
    }

    fn feature(&mut self, feature: &Feature) -> io::Result<()> {
        let placemark = self.placemark(feature);
        placemark.write(&mut self.out)
    }

    fn finish(mut self) -> io::Result<()> {
        for name in ["Document", "kml"] {
            self.out.write_event(Event::End(BytesEnd::new(name)))?;
        }
        let mut out = self.out.into_inner();
        out.write_all(b"\n")?;
        out.flush()
    }
}

const KML: &str = "http://www.opengis.net/kml/2.2";

fn schema(layout: &Layout, names: &[String]) -> Element {
    let field =
        |name: &str, kind: &str| element("SimpleField").with("name", name).with("type", kind);
    let fields = names.iter().zip(&layout.fields).map(|(name, column)| {
        let kind = match column.kind {
            Kind::Integer => "int",
            Kind::Number | Kind::Share => "double",
            Kind::Boolean => "bool",
            Kind::Text | Kind::OneOf(_) | Kind::Date | Kind::DateTime => "string",
        };
        field(name, kind)
    });
    element("Schema")
        .with("id", &layout.name)
        .with("name", &layout.name)
        .child(field("id", "string"))
        .children(fields)
}

/// A style an event type, in its colour.
fn styles() -> impl Iterator<Item = Element> {
    let mut seen: Vec<&str> = Vec::new();
    leaves().iter().filter_map(move |leaf| {
        if seen.contains(&leaf.event_type) {
            return None;
        }
        seen.push(leaf.event_type);
        let color = element("IconStyle").leaf("color", reversed(leaf.color));
        Some(element("Style").with("id", leaf.event_type).child(color))
    })
}

/// `#rrggbb` as KML wants it: `ffbbggrr`.
fn reversed(color: &str) -> String {
    let pair = |at: usize| color.get(at..at + 2).unwrap_or("00");
    format!("ff{}{}{}", pair(5), pair(3), pair(1))
}

fn time_span(start: Option<String>, end: Option<String>) -> Option<Element> {
    let bound = |name: &str, text: Option<String>| text.map(|text| element(name).text(&text));
    let bounds: Vec<_> = [bound("begin", start), bound("end", end)]
        .into_iter()
        .flatten()
        .collect();
    (!bounds.is_empty()).then(|| element("TimeSpan").children(bounds))
}

fn geometry(value: &GeometryValue) -> Element {
    let many = |children: Vec<Element>| element("MultiGeometry").children(children);
    match value {
        GeometryValue::Point { coordinates } => point(coordinates),
        GeometryValue::MultiPoint { coordinates } => many(coordinates.iter().map(point).collect()),
        GeometryValue::LineString { coordinates } => line(coordinates),
        GeometryValue::MultiLineString { coordinates } => {
            many(coordinates.iter().map(|part| line(part)).collect())
        }
        GeometryValue::Polygon { coordinates } => polygon(coordinates),
        GeometryValue::MultiPolygon { coordinates } => {
            many(coordinates.iter().map(|rings| polygon(rings)).collect())
        }
        GeometryValue::GeometryCollection { geometries } => many(
            geometries
                .iter()
                .map(|part| geometry(&part.value))
                .collect(),
        ),
    }
}

fn coordinates(part: &[Position]) -> String {
    let tuple = |at: &Position| {
        let [x, y] = xy(at);
        format!("{x},{y}")
    };
    part.iter().map(tuple).collect::<Vec<_>>().join(" ")
}

fn point(at: &Position) -> Element {
    element("Point").leaf("coordinates", coordinates(std::slice::from_ref(at)))
}

fn line(part: &[Position]) -> Element {
    element("LineString")
        .leaf("tessellate", 1)
        .leaf("coordinates", coordinates(part))
}

fn polygon(rings: &[Vec<Position>]) -> Element {
    let ring = |name: &str, part: &[Position]| {
        element(name).child(element("LinearRing").leaf("coordinates", coordinates(part)))
    };
    let (outer, holes) = rings.split_at(rings.len().min(1));
    element("Polygon")
        .children(outer.iter().map(|part| ring("outerBoundaryIs", part)))
        .children(holes.iter().map(|part| ring("innerBoundaryIs", part)))
}
