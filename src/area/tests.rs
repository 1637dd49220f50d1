//! The cases of `cases.tsv` through the public entry point, and what holds of every area.

use crate::analysis::{Analysis, Area, AreaKind};
use crate::document::Document;
use crate::gazetteer::{FeatureClass, Gazetteer};
use crate::pipeline::{Analyzer, Options};
use crate::place::LonLat;
use geo::algorithm::Validation;
use geo::winding_order::Winding;
use geo::{BoundingRect, Contains, Intersects, Point};
use proptest::prelude::*;

fn analyze(text: &str) -> Analysis {
    let document = Document {
        id: "1".to_string(),
        text: text.to_string(),
        ..Document::default()
    };
    Analyzer::new(Gazetteer::embedded(), Options::default()).analyze(&document)
}

/// "Aleppo/SY", "Port_Said/EG" or "36.2,37.1".
fn position(words: &str) -> Option<LonLat> {
    if let Some((lat, lon)) = words.split_once(',') {
        return LonLat::new(lon.parse().ok()?, lat.parse().ok()?);
    }
    let (name, country) = words.split_once('/')?;
    let gazetteer = Gazetteer::embedded();
    let places: Vec<_> = gazetteer
        .lookup(&name.replace('_', " "))
        .map(|found| found.place)
        .filter(|place| {
            gazetteer
                .country(*place)
                .is_some_and(|code| code.as_str() == country)
        })
        .collect();
    let settlement = places
        .iter()
        .find(|place| gazetteer.feature_class(**place) == FeatureClass::Populated);
    Some(gazetteer.point(*settlement.or(places.first())?))
}

/// Whether an area covers a place; `None` when the gazetteer has no such place.
fn covers(area: &Area, words: &str) -> Option<bool> {
    let at = position(words)?;
    Some(area.footprint.intersects(&Point::new(at.lon, at.lat)))
}

/// What holds of every area, as words of complaint.
fn complaints(area: &Area, text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut check = |holds: bool, complaint: &str| {
        if !holds {
            complaints.push(format!("{:?}: {complaint}", area.span.of(text)));
        }
    };
    check(area.footprint.is_valid(), "the footprint is not valid");
    check(!area.footprint.0.is_empty(), "the footprint is empty");
    let point = Point::new(area.point.lon, area.point.lat);
    check(area.footprint.contains(&point), "the point is not inside");
    check(
        area.radius_km > 0.0 && area.radius_km < 10_000.0,
        "the radius is odd",
    );
    check(!area.modifier.is_empty(), "there is no modifier");
    for polygon in &area.footprint {
        let in_range = |at: &geo::Coord<f64>| at.x.abs() <= 180.0 && at.y.abs() <= 90.0;
        check(
            polygon.exterior().coords().all(in_range),
            "it leaves the globe",
        );
        check(polygon.exterior().is_ccw(), "an outer ring is clockwise");
        check(
            polygon.interiors().iter().all(|hole| hole.is_cw()),
            "a hole is not clockwise",
        );
    }
    complaints
}

#[test]
fn cases() {
    let lines = include_str!("cases.tsv").lines();
    let rows: Vec<Vec<&str>> = lines
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(rows.len() > 40);
    let mut failures = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let text = rows[start][0];
        let count = rows[start..]
            .iter()
            .take_while(|row| row[0] == text)
            .count();
        let expected: Vec<&Vec<&str>> = rows[start..start + count]
            .iter()
            .filter(|row| row[2] != "none")
            .collect();
        start += count;
        let analysis = analyze(text);
        let found: Vec<&str> = analysis
            .areas
            .iter()
            .map(|area| area.span.of(text))
            .collect();
        let wanted: Vec<&str> = expected.iter().map(|row| row[1]).collect();
        if found != wanted {
            failures.push(format!("{text}\n  found {found:?}, wanted {wanted:?}"));
            continue;
        }
        for (area, row) in analysis.areas.iter().zip(expected) {
            let mut wrong = complaints(area, text);
            if (area.kind.name(), area.modifier.as_str()) != (row[2], row[3]) {
                wrong.push(format!("is {} {:?}", area.kind.name(), area.modifier));
            }
            let places = |column: &str| -> Vec<String> {
                column.split_whitespace().map(str::to_string).collect()
            };
            let outside = places(row.get(5).copied().unwrap_or(""));
            let wanted = places(row[4]).into_iter().map(|place| (place, true));
            for (place, inside) in wanted.chain(outside.into_iter().map(|place| (place, false))) {
                match covers(area, &place) {
                    Some(covered) if covered == inside => {}
                    Some(_) if inside => wrong.push(format!("{place} is not inside")),
                    Some(_) => wrong.push(format!("{place} is inside")),
                    None => wrong.push(format!("{place} is no place")),
                }
            }
            if !wrong.is_empty() {
                failures.push(format!("{text}\n  {}", wrong.join("\n  ")));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Divisions without an outline cover the box around the places inside, not a disc over the next
/// state.
#[test]
fn parts_of_divisions_without_an_outline_lie_in_their_extent() {
    let gazetteer = Gazetteer::embedded();
    for text in [
        "Fires burned in northern Los Angeles County, California.",
        "Floods hit southern San Bernardino County, California.",
    ] {
        let analysis = analyze(text);
        let [area] = &analysis.areas[..] else {
            panic!("{text}: {:?}", analysis.areas);
        };
        assert_eq!(complaints(area, text), Vec::<String>::new(), "{text}");
        let county = gazetteer.by_id(area.place.id).expect("it is there");
        let covered = gazetteer.covered(county).expect("places are inside");
        assert!(covered.is_approximate, "{text}");
        let bounds = covered.area.bounding_rect().expect("an area");
        let area_bounds = area.footprint.bounding_rect().expect("an area");
        for (low, high) in [
            (bounds.min().x, area_bounds.min().x),
            (bounds.min().y, area_bounds.min().y),
            (area_bounds.max().x, bounds.max().x),
            (area_bounds.max().y, bounds.max().y),
        ] {
            assert!(low <= high + 1e-6, "{text}: {area_bounds:?} in {bounds:?}");
        }
    }
}

/// Every country, in every direction, and its border and coast where it has them.
#[test]
fn every_country_has_sound_parts() {
    let gazetteer = Gazetteer::embedded();
    let mut complained = Vec::new();
    let mut parts = 0;
    for (number, (_, country)) in gazetteer.countries().enumerate() {
        let directions = ["northern", "south-eastern", "western", "central"];
        let direction = directions[number % directions.len()];
        let name = gazetteer.name(country);
        let text = format!(
            "They met in {name}. It rained in {direction} {name}, along the country's border, and on {name}'s coast."
        );
        let analysis = analyze(&text);
        for area in &analysis.areas {
            parts += usize::from(area.kind == AreaKind::Part);
            complained.extend(complaints(area, &text));
        }
    }
    assert!(complained.is_empty(), "{}", complained.join("\n"));
    assert!(parts > 180, "{parts}");
}

const NAMES: &[&str] = &[
    "Syria",
    "Fiji",
    "Russia",
    "Kyiv",
    "the Euphrates",
    "Aleppo",
    "New Zealand",
    "Borno",
    "Lake Chad",
    "Turkish",
    "the country",
    "Chile",
    "Donbas",
    "Red Sea",
    "İstanbul",
    "Côte d’Ivoire",
];
const WORDS: &[&str] = &[
    "northern",
    "north",
    "-",
    "east",
    "eastern",
    "and",
    "of",
    "'s",
    "border",
    "coast",
    "between",
    "20",
    "km",
    "from",
    "the",
    "with",
    "outskirts",
    "region",
    "parts",
    "far",
    "central",
    ",",
    ".",
    "highway",
    "«",
    "countryside",
    "in",
    "south",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_words_give_sound_areas(choice in prop::collection::vec((any::<bool>(), 0usize..100), 1..14)) {
        let words: Vec<&str> = choice
            .iter()
            .map(|(name, index)| {
                let list = if *name { NAMES } else { WORDS };
                list[index % list.len()]
            })
            .collect();
        let text = words.join(" ").replace(" 's", "'s").replace(" - ", "-");
        let analysis = analyze(&text);
        for area in &analysis.areas {
            prop_assert!(text.is_char_boundary(area.span.start) && text.is_char_boundary(area.span.end));
            prop_assert!(area.toponyms.iter().all(|index| *index < analysis.toponyms.len()));
            let complaints = complaints(area, &text);
            prop_assert!(complaints.is_empty(), "{text}\n{complaints:?}");
        }
        for pair in analysis.areas.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "{text}");
        }
        prop_assert_eq!(&analyze(&text).areas, &analysis.areas);
    }
}
