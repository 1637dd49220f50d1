//! How many toponyms of annotated corpora have their place among the candidates.
//!
//!     cargo run --release --example candidate_recall -- [GAZETTEER.dlg …] CORPUS.jsonl …
//!
//! A corpus has one document a line: `{text, toponyms: [{surface, lat, lon, geonameid?,
//! patched_lat?, patched_lon?}]}`. The place is among the candidates when one of the places of
//! the surface form has its id, or lies within 25 km of its point. Toponyms without a point are
//! left out. Each gazetteer file is measured, and the embedded default.

use dateline::gazetteer::Gazetteer;
use dateline::place::{IdSource, LonLat, PlaceId};
use serde_json::Value;
use std::error::Error;
use std::path::Path;

/// Distance at which a candidate is the place that is meant.
const NEAR_KM: f64 = 25.0;

fn main() -> Result<(), Box<dyn Error>> {
    let (gazetteers, corpora): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|path| path.ends_with(".dlg"));
    measure("embedded default", Gazetteer::embedded(), &corpora)?;
    for path in gazetteers {
        measure(&path, &Gazetteer::open(Path::new(&path))?, &corpora)?;
    }
    Ok(())
}

fn measure(name: &str, gazetteer: &Gazetteer, corpora: &[String]) -> Result<(), Box<dyn Error>> {
    println!("{name}: {} places", gazetteer.len());
    let missing = std::env::var_os("SHOW_MISSING").is_some();
    let mut all = (0, 0, 0);
    for corpus in corpora {
        let mut counts = (0, 0, 0);
        for line in std::fs::read_to_string(corpus)?.lines() {
            let document: Value = serde_json::from_str(line)?;
            for toponym in document["toponyms"].as_array().into_iter().flatten() {
                let Some(points) = points(toponym) else {
                    continue;
                };
                let surface = toponym["surface"].as_str().unwrap_or_default();
                let candidates: Vec<_> = gazetteer.lookup(surface).collect();
                let is_found = candidates
                    .iter()
                    .any(|named| is_meant(gazetteer, named.place, toponym, &points));
                counts.0 += 1;
                counts.1 += usize::from(is_found);
                counts.2 += candidates.len();
                if missing && !is_found {
                    println!("    {surface}\t{}", toponym["geonameid"]);
                }
            }
        }
        show(corpus, counts);
        all = (all.0 + counts.0, all.1 + counts.1, all.2 + counts.2);
    }
    show("all", all);
    Ok(())
}

fn show(name: &str, (toponyms, found, candidates): (usize, usize, usize)) {
    println!(
        "  {name}: {found} of {toponyms} toponyms, {:.1} %; {:.1} candidates each",
        100.0 * found as f64 / toponyms.max(1) as f64,
        candidates as f64 / toponyms.max(1) as f64
    );
}

fn points(toponym: &Value) -> Option<Vec<LonLat>> {
    let point = |lat: &str, lon: &str| LonLat::new(toponym[lon].as_f64()?, toponym[lat].as_f64()?);
    let gold = point("lat", "lon")?;
    Some(
        std::iter::once(gold)
            .chain(point("patched_lat", "patched_lon"))
            .collect(),
    )
}

fn is_meant(
    gazetteer: &Gazetteer,
    place: dateline::gazetteer::PlaceIndex,
    toponym: &Value,
    points: &[LonLat],
) -> bool {
    let id = toponym["geonameid"].as_u64().map(|number| PlaceId {
        source: IdSource::Geonames,
        number,
    });
    id == Some(gazetteer.place_id(place))
        || points
            .iter()
            .any(|point| gazetteer.point(place).distance_km(*point) <= NEAR_KM)
}
