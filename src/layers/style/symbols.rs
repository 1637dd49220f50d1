//! Symbols: the colour of the event type, the icon of the leaf.

use super::{Element, element};
use crate::event::ontology::{Leaf, icon, leaves};
use crate::layers::feature::{Layout, Shape};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

/// How features on one spot are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// Each where it is.
    Plain,
    /// Those that touch as one circle with their number.
    Clustered,
    /// Those on one spot in rings around it.
    Displaced,
    /// All alike and faint, at all times.
    Faint,
}

/// Colour of what has no event type.
const GREY: &str = "#6b6b6b";

/// A type of events with its leaves.
struct EventType {
    name: &'static str,
    leaves: Vec<&'static Leaf>,
}

/// The event types in the order of the ontology.
fn event_types() -> Vec<EventType> {
    let mut types: Vec<EventType> = Vec::new();
    for leaf in leaves() {
        match types.iter_mut().find(|known| known.name == leaf.event_type) {
            Some(known) => known.leaves.push(leaf),
            None => types.push(EventType {
                name: leaf.event_type,
                leaves: vec![leaf],
            }),
        }
    }
    types
}

/// The renderer of a layer.
pub fn renderer(layout: &Layout, drawn: Renderer) -> Element {
    if drawn == Renderer::Faint {
        let dot = symbol("0", "marker", 0.35).child(circle("61,72,82,255", 2.6));
        return head("singleSymbol").child(element("symbols").child(dot));
    }
    let plain = match layout.column("event_type") {
        Some(_) => categorized(layout.shape),
        None => single(layout),
    };
    let group = |kind: &str| {
        head(kind)
            .with("toleranceUnit", "MM")
            .with("toleranceUnitScale", "3x:0,0,0,0,0,0")
    };
    match drawn {
        Renderer::Plain | Renderer::Faint => plain,
        Renderer::Clustered => group("pointCluster")
            .with("tolerance", 4)
            .child(plain)
            .child(cluster_symbol()),
        Renderer::Displaced => group("pointDisplacement")
            .with("tolerance", "0.5")
            .with("placement", 1)
            .with("circleRadiusAddition", 0)
            .with("circleWidth", "0.2")
            .with("circleColor", "107,107,107,160")
            .with("labelAttributeName", "")
            .child(plain)
            .child(symbol("centerSymbol", "marker", 1.0).child(circle("107,107,107,255", 1.4))),
    }
}

fn head(kind: &str) -> Element {
    element("renderer-v2")
        .with("type", kind)
        .with("forceraster", 0)
        .with("symbollevels", 0)
        .with("enableorderby", 0)
}

/// A category an event type; what has none is grey.
fn categorized(shape: Shape) -> Element {
    let types = event_types();
    let category = |index: usize, value: &str, label: &str| {
        element("category")
            .with("symbol", index)
            .with("value", value)
            .with("label", label)
            .with("render", "true")
    };
    let categories = types
        .iter()
        .enumerate()
        .map(|(index, kind)| category(index, kind.name, &in_words(kind.name)))
        .chain([category(types.len(), "", "No event")]);
    let symbols = types
        .iter()
        .enumerate()
        .map(|(index, kind)| event_symbol(index, shape, kind.leaves[0].color, &kind.leaves))
        .chain([event_symbol(types.len(), shape, GREY, &[])]);
    head("categorizedSymbol")
        .with("attr", "event_type")
        .child(element("categories").children(categories))
        .child(element("symbols").children(symbols))
}

/// `ASSAULT` → "Assault"
fn in_words(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut letters = lower.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn event_symbol(index: usize, shape: Shape, color: &str, leaves: &[&Leaf]) -> Element {
    let name = index.to_string();
    let solid = rgba(color, 255);
    match shape {
        Shape::Point | Shape::Any => symbol(&name, "marker", 1.0)
            .child(circle(&solid, 5.0))
            .children((!leaves.is_empty()).then(|| pictogram(leaves))),
        Shape::Line => symbol(&name, "line", 0.9)
            .child(layer(
                "SimpleLine",
                &[
                    ("line_color", &solid),
                    ("line_width", "0.7"),
                    ("line_width_unit", "MM"),
                    ("capstyle", "round"),
                    ("joinstyle", "round"),
                ],
            ))
            .child(arrow_head(&name, &solid)),
        Shape::Area => symbol(&name, "fill", 1.0).child(layer(
            "SimpleFill",
            &[
                ("color", &rgba(color, 60)),
                ("style", "solid"),
                ("outline_color", &solid),
                ("outline_style", "solid"),
                ("outline_width", "0.5"),
                ("outline_width_unit", "MM"),
            ],
        )),
    }
}

/// The icon of the leaf, white on the circle of the type.
fn pictogram(leaves: &[&Leaf]) -> Element {
    let first = svg(leaves[0].icon);
    let white = rgba("#ffffff", 255);
    let picture = layer(
        "SvgMarker",
        &[
            ("name", first.as_str()),
            ("size", "3.2"),
            ("size_unit", "MM"),
            ("color", &white),
            ("outline_width", "0"),
            ("outline_color", &rgba("#ffffff", 0)),
        ],
    );
    match by_leaf(leaves) {
        Some(expression) => picture.child(data_defined("name", &expression)),
        None => picture,
    }
}

/// The icon as it follows from the leaf; nothing where all leaves have the same.
fn by_leaf(leaves: &[&Leaf]) -> Option<String> {
    let first = leaves.first()?.icon;
    let mut others: Vec<&str> = Vec::new();
    for leaf in leaves {
        if leaf.icon != first && !others.contains(&leaf.icon) {
            others.push(leaf.icon);
        }
    }
    if others.is_empty() {
        return None;
    }
    let cases = others.into_iter().map(|icon| {
        let names = leaves.iter().filter(|leaf| leaf.icon == icon);
        let names: Vec<_> = names.map(|leaf| format!("'{}'", leaf.subtype)).collect();
        let names = names.join(", ");
        format!("WHEN \"event_subtype\" IN ({names}) THEN '{}'", svg(icon))
    });
    let cases: Vec<_> = cases.collect();
    Some(format!(
        "CASE {} ELSE '{}' END",
        cases.join(" "),
        svg(first)
    ))
}

/// An icon inside the style: QGIS fills `param(fill)`.
fn svg(name: &str) -> String {
    let path = icon(name).map_or("", |icon| icon.path);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"24\" height=\"24\" \
         viewBox=\"0 0 24 24\"><path fill=\"param(fill) #fff\" fill-rule=\"evenodd\" \
         d=\"{path}\"/></svg>"
    );
    format!("base64:{}", BASE64.encode(svg))
}

fn arrow_head(symbol_name: &str, color: &str) -> Element {
    let head = symbol(&format!("@{symbol_name}@1"), "marker", 1.0).child(layer(
        "SimpleMarker",
        &[
            ("name", "filled_arrowhead"),
            ("color", color),
            ("outline_style", "no"),
            ("size", "3.2"),
            ("size_unit", "MM"),
        ],
    ));
    layer(
        "MarkerLine",
        &[("placement", "lastvertex"), ("rotate", "1")],
    )
    .child(head)
}

/// Layers without events: a circle, for places as large as they are often mentioned.
fn single(layout: &Layout) -> Element {
    let grey = rgba("#3d4852", 200);
    let drawn = match layout.shape {
        Shape::Point | Shape::Any => {
            let circle = circle(&grey, 2.0);
            let sized = match layout.column("mentions") {
                Some(_) => circle.child(data_defined(
                    "size",
                    "scale_exp(coalesce(\"mentions\", 1), 1, 200, 1.8, 8, 0.5)",
                )),
                None => circle,
            };
            symbol("0", "marker", 0.8).child(sized)
        }
        Shape::Line | Shape::Area => event_symbol(0, layout.shape, GREY, &[]),
    };
    head("singleSymbol").child(element("symbols").child(drawn))
}

/// Land under the events.
pub fn ground() -> Element {
    let land = layer(
        "SimpleFill",
        &[
            ("color", "246,244,238,255"),
            ("style", "solid"),
            ("outline_color", "205,200,188,255"),
            ("outline_style", "solid"),
            ("outline_width", "0.15"),
            ("outline_width_unit", "MM"),
        ],
    );
    let symbols = element("symbols").child(symbol("0", "fill", 1.0).child(land));
    head("singleSymbol").child(symbols)
}

/// A circle as large as its number, with the number in it.
fn cluster_symbol() -> Element {
    let size = "scale_exp(@cluster_size, 2, 500, 5.5, 14, 0.5)";
    let disc = circle("61,72,82,235", 6.0).child(data_defined("size", size));
    let number = layer(
        "FontMarker",
        &[
            ("chr", "2"),
            ("color", "255,255,255,255"),
            ("font", "Sans Serif"),
            ("font_style", "Bold"),
            ("size", "2.8"),
            ("size_unit", "MM"),
            ("horizontal_anchor_point", "1"),
            ("vertical_anchor_point", "1"),
        ],
    )
    .child(data_defined("char", "@cluster_size"));
    symbol("centerSymbol", "marker", 1.0)
        .child(disc)
        .child(number)
}

fn symbol(name: &str, kind: &str, alpha: f64) -> Element {
    element("symbol")
        .with("name", name)
        .with("type", kind)
        .with("alpha", alpha)
        .with("clip_to_extent", 1)
        .with("force_rhr", 0)
}

fn layer(class: &str, options: &[(&str, &str)]) -> Element {
    let options = options.iter().map(|(name, value)| option(name, value));
    element("layer")
        .with("class", class)
        .with("enabled", 1)
        .with("locked", 0)
        .with("pass", 0)
        .child(map().children(options))
}

fn circle(color: &str, size: f64) -> Element {
    layer(
        "SimpleMarker",
        &[
            ("name", "circle"),
            ("color", color),
            ("outline_color", "255,255,255,255"),
            ("outline_width", "0.3"),
            ("outline_width_unit", "MM"),
            ("size", &size.to_string()),
            ("size_unit", "MM"),
        ],
    )
}

/// A property of a symbol layer that an expression sets.
fn data_defined(property: &str, expression: &str) -> Element {
    let defined = map()
        .with("name", property)
        .child(typed("active", "bool", "true"))
        .child(option("expression", expression))
        // An expression.
        .child(typed("type", "int", "3"));
    let properties = map().with("name", "properties").child(defined);
    let all = map()
        .child(option("name", ""))
        .child(properties)
        .child(option("type", "collection"));
    element("data_defined_properties").child(all)
}

fn map() -> Element {
    element("Option").with("type", "Map")
}

fn option(name: &str, value: &str) -> Element {
    typed(name, "QString", value)
}

fn typed(name: &str, kind: &str, value: &str) -> Element {
    element("Option")
        .with("name", name)
        .with("type", kind)
        .with("value", value)
}

/// `#rrggbb` as QGIS writes it: `r,g,b,a`.
fn rgba(color: &str, alpha: u8) -> String {
    let part = |at: usize| {
        let digits = color.get(at..at + 2).unwrap_or("00");
        u8::from_str_radix(digits, 16).unwrap_or(0)
    };
    format!("{},{},{},{alpha}", part(1), part(3), part(5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_and_words() {
        assert_eq!(rgba("#c81e28", 255), "200,30,40,255");
        assert_eq!(in_words("ASSAULT"), "Assault");
    }

    #[test]
    fn icons_follow_the_leaf_only_where_they_differ() {
        let of = |name: &str| {
            let types = event_types();
            let kind = types.into_iter().find(|kind| kind.name == name).unwrap();
            by_leaf(&kind.leaves)
        };
        assert_eq!(of("THREATEN"), None);
        let assault = of("ASSAULT").unwrap();
        assert!(assault.starts_with("CASE WHEN \"event_subtype\" IN ("));
        assert!(assault.contains("'air_strike'"));
    }
}
