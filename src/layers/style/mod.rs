//! How QGIS draws the layers: symbols, labels, map tips, time.
//!
//! The same elements stand in the `.qml` beside a layer, in `layer_styles` of a GeoPackage, in
//! the project and in the layer definition. They hold what QGIS 3.22 and later reads.

pub mod project;
mod symbols;

use super::feature::{Layout, Shape};
use super::staging::Staging;
use super::xml::{Element, element};
use std::io::{self, Write};
use symbols::{Renderer, renderer};

/// Document type of QGIS files.
const DOCTYPE: &str = "qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'";
/// The oldest version that is written for.
const VERSION: &str = "3.22.0";
/// Closer than one to so many, labels are drawn and points on one spot drawn apart.
const CLOSE_UP: u32 = 2_000_000;

/// Writes `events.qml` for each layer: QGIS opens `events.geojson` with it.
pub fn write_sidecars(staging: &mut Staging, layouts: &[Layout]) -> io::Result<()> {
    for layout in layouts {
        let mut out = staging.create(&format!("{}.qml", layout.name))?;
        out.write_all(&qml(layout)?)?;
        out.flush()?;
    }
    Ok(())
}

/// The style of a layer as a file of its own.
pub fn qml(layout: &Layout) -> io::Result<Vec<u8>> {
    element("qgis")
        .with("version", VERSION)
        .with("styleCategories", "Symbology|Labeling|MapTips|Temporal")
        .children(elements(layout, overview(layout)))
        .document(Some(DOCTYPE))
}

/// The renderer that fits a layer at every scale.
fn overview(layout: &Layout) -> Renderer {
    match (layout.shape, layout.column("event_type")) {
        (Shape::Point, Some(_)) => Renderer::Clustered,
        _ => Renderer::Plain,
    }
}

/// What a layer's style consists of.
fn elements(layout: &Layout, drawn: Renderer) -> Vec<Element> {
    let mut all = vec![renderer(layout, drawn)];
    if let Some(title) = title(layout) {
        all.extend((drawn != Renderer::Faint).then(|| labeling(title)));
        all.push(map_tip(layout, title));
        let preview = element("previewExpression").text(&format!("\"{title}\""));
        all.push(preview);
    }
    all.extend(temporal(layout).filter(|_| drawn != Renderer::Faint));
    all.push(element("layerGeometryType").text(match layout.shape {
        Shape::Point | Shape::Any => "0",
        Shape::Line => "1",
        Shape::Area => "2",
    }));
    all
}

/// The column that names a feature.
fn title(layout: &Layout) -> Option<&'static str> {
    ["title", "surface", "place_name", "name"]
        .into_iter()
        .find(|name| layout.column(name).is_some())
}

/// Names beside the features, when looked at closely.
fn labeling(title: &str) -> Element {
    let style = element("text-style")
        .with("fieldName", title)
        .with("isExpression", 0)
        .with("fontSize", 8)
        .with("textColor", "40,40,40,255")
        .child(
            element("text-buffer")
                .with("bufferDraw", 1)
                .with("bufferSize", "0.8")
                .with("bufferSizeUnits", "MM")
                .with("bufferColor", "255,255,255,220"),
        );
    let placement = element("placement")
        .with("placement", 6)
        .with("dist", "1")
        .with("distUnits", "MM");
    let rendering = element("rendering")
        .with("scaleVisibility", 1)
        .with("scaleMin", 1)
        .with("scaleMax", CLOSE_UP)
        .with("obstacle", 1);
    let format = element("text-format")
        .with("wrapChar", "")
        .with("autoWrapLength", 28);
    let settings = element("settings")
        .child(style)
        .child(format)
        .child(placement)
        .child(rendering);
    element("labeling").with("type", "simple").child(settings)
}

/// The tip over a feature: title, days, the sentence with its trigger marked, why it is there.
fn map_tip(layout: &Layout, title: &str) -> Element {
    let mut html = format!("<b>[% {} %]</b>", escaped(&format!("\"{title}\"")));
    let has = |name: &str| layout.column(name).is_some();
    if has("event_start") && has("event_end") {
        html.push_str("<br/>[% format_date(\"event_start\", 'd MMM yyyy') || CASE WHEN ");
        html.push_str("to_date(\"event_start\") <> to_date(\"event_end\") THEN ' – ' || ");
        html.push_str("format_date(\"event_end\", 'd MMM yyyy') ELSE '' END %]");
    }
    if has("sentence") && has("trigger") && has("trigger_at") {
        html.push_str(&format!("<p>[% {} %]</p>", marked_sentence()));
    } else if has("sentence") {
        html.push_str(&format!("<p>[% {} %]</p>", escaped("\"sentence\"")));
    }
    if has("place_name") && has("reason") {
        html.push_str(&format!(
            "<small>[% {} %]: [% {} %]</small>",
            escaped("\"place_name\""),
            escaped("\"reason\"")
        ));
    }
    if has("doc_url") && has("doc_title") {
        html.push_str(&format!(
            "<br/><small><a href=\"[% {} %]\">[% {} %]</a></small>",
            escaped("\"doc_url\""),
            escaped("\"doc_title\"")
        ));
    }
    element("mapTip").text(&html)
}

/// The sentence as HTML with its trigger marked, as an expression of QGIS.
///
/// QGIS counts in UTF-16 units, in which the trigger stands at `trigger_at` or, behind letters
/// outside the first plane, a little later: it is the first such word from there on.
fn marked_sentence() -> String {
    let from = |at: &str| format!("substr(\"sentence\", {at})");
    let start = format!(
        "\"trigger_at\" + strpos({}, \"trigger\")",
        from("\"trigger_at\" + 1")
    );
    let marked = [
        escaped("substr(\"sentence\", 1, @at - 1)"),
        "'<b style=\"background:#ffe08a\">'".to_string(),
        escaped("\"trigger\""),
        "'</b>'".to_string(),
        escaped(&from("@at + length(\"trigger\")")),
    ];
    format!(
        "CASE WHEN \"trigger_at\" IS NULL THEN {} ELSE with_variable('at', {start}, {}) END",
        escaped("\"sentence\""),
        marked.join(" || ")
    )
}

/// The text of an expression as HTML shows it; nothing where it is null.
fn escaped(expression: &str) -> String {
    format!(
        "replace(coalesce({expression}, ''), array('&', '<', '>', '\"'), \
         array('&amp;', '&lt;', '&gt;', '&quot;'))"
    )
}

/// The time controller takes a feature from its first day to its last.
fn temporal(layout: &Layout) -> Option<Element> {
    let (start, end) = ("event_start", "event_end");
    layout.column(start)?;
    layout.column(end)?;
    let range = element("fixedRange")
        .child(element("start"))
        .child(element("end"));
    let temporal = element("temporal")
        .with("enabled", 1)
        // From one column to another.
        .with("mode", 2)
        .with("startField", start)
        .with("endField", end)
        // Both ends belong to it.
        .with("limitMode", 1)
        .with("durationField", "")
        .with("durationUnit", "d")
        .with("fixedDuration", 0)
        .with("accumulate", 0)
        .with("startExpression", "")
        .with("endExpression", "")
        .child(range);
    Some(temporal)
}
