//! Builds from small files, and what is found in what they made.

use super::*;
use crate::gazetteer::tests::{only, small};
use crate::gazetteer::{Change, FeatureFilter, How, Match, Matches, NameKind, Query};
use crate::place::{CountryCode, IdSource, LonLat, PlacePrecision};
use geo::Contains;
use proptest::prelude::*;
use std::io::Write;

/// GeoNames' columns, the rarely filled ones left out.
fn row(id: &str, name: &str, at: [&str; 2], code: &str, admin1: &str, population: &str) -> String {
    let [lat, lon] = at;
    let (class, code) = code.split_once('.').unwrap_or(("", code));
    format!(
        "{id}\t{name}\t{name}\t\t{lat}\t{lon}\t{class}\t{code}\tSY\t\t{admin1}\t\t\t\t{population}\t\t1\tAsia/Damascus\t2025-01-01"
    )
}

fn places() -> String {
    [
        row("163843", "Syria", ["35", "38"], "A.PCLI", "00", "20000000"),
        row(
            "170062",
            "Aleppo",
            ["36.2", "37.6"],
            "A.ADM1",
            "09",
            "4045166",
        ),
        row(
            "170063",
            "Halab",
            ["36.21", "37.17"],
            "P.PPLA",
            "09",
            "2098210",
        ),
        row(
            "172955",
            "Al Bāb",
            ["36.9", "37.9"],
            "P.PPL",
            "09",
            "144705",
        ),
        row(
            "172256",
            "‘Ayn al ‘Arab",
            ["36.8909", "38.3535"],
            "P.PPL",
            "09",
            "50000",
        ),
        row(
            "8000001",
            "Tishrin Dam",
            ["36.381", "38.184"],
            "S.DAM",
            "09",
            "0",
        ),
    ]
    .join("\n")
}

struct Desk {
    folder: tempfile::TempDir,
    base: Gazetteer,
}

impl Desk {
    fn new() -> Desk {
        Desk {
            folder: tempfile::tempdir().expect("a folder"),
            base: small(),
        }
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("a disk");
        path
    }

    fn request(&self, inputs: &[PathBuf]) -> Request<'_> {
        Request {
            name: "test".to_owned(),
            inputs: inputs.to_vec(),
            overlays: Vec::new(),
            boundaries: Vec::new(),
            base: Some(&self.base),
            unwanted_sources: Vec::new(),
        }
    }

    fn output(&self) -> PathBuf {
        self.folder.path().join("test.dlg")
    }

    fn build(&self, request: &Request<'_>) -> (Gazetteer, Report) {
        let report = build(request, &self.output(), &mut |_, _| {}).expect("it is built");
        let gazetteer = Gazetteer::open(&self.output()).expect("it is opened");
        gazetteer.verify().expect("the checksums fit");
        (gazetteer, report)
    }

    fn with_overlay(&self, name: &str, text: &str) -> (Gazetteer, Report) {
        let inputs = [self.file("SY.txt", places())];
        let mut request = self.request(&inputs);
        request.overlays.push(self.file(name, text));
        self.build(&request)
    }
}

fn names_of(gazetteer: &Gazetteer, name: &str) -> Vec<String> {
    gazetteer
        .lookup(name)
        .map(|named| gazetteer.place_id(named.place).to_string())
        .collect()
}

#[test]
fn every_compression_gives_the_same_places() {
    let desk = Desk::new();
    let text = places();
    let gzip = || {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(text.as_bytes()).expect("memory");
        writer.finish().expect("memory")
    };
    let zip = || {
        let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, text) in [("readme.txt", "not a table"), ("SY.txt", &text)] {
            writer.start_file(name, options).expect("a member");
            writer.write_all(text.as_bytes()).expect("memory");
        }
        writer.finish().expect("memory").into_inner()
    };
    let zstd = zstd::encode_all(text.as_bytes(), 1).expect("memory");
    let list = |path: PathBuf| {
        let (gazetteer, report) = desk.build(&desk.request(&[path]));
        assert_eq!(report.files[0].read, 6);
        let all: Vec<_> = gazetteer
            .places()
            .map(|place| gazetteer.place(place))
            .collect();
        all
    };
    let plain = list(desk.file("SY.txt", &text));
    assert!(plain.len() > 9);
    assert_eq!(list(desk.file("SY.txt.gz", gzip())), plain);
    assert_eq!(list(desk.file("SY.zip", zip())), plain);
    assert_eq!(list(desk.file("SY.tsv.zst", zstd)), plain);
}

#[test]
fn the_base_and_geonames_are_joined_by_id() {
    let desk = Desk::new();
    let (gazetteer, report) = desk.build(&desk.request(&[desk.file("SY.txt", places())]));
    let aleppo = only(&gazetteer, "geonames:170063");
    assert_eq!(gazetteer.name(aleppo), "Aleppo", "the base's name is shown");
    assert_eq!(gazetteer.point(aleppo).lat, 36.21, "the point is GeoNames'");
    assert_eq!(gazetteer.population(aleppo), Some(2_098_210));
    assert!(names_of(&gazetteer, "Halab").contains(&"geonames:170063".to_owned()));
    let governorate = only(&gazetteer, "geonames:170062");
    assert_eq!(
        gazetteer.point(governorate).lat,
        36.16,
        "a division keeps its point"
    );
    let bab = only(&gazetteer, "geonames:172955");
    assert_eq!(
        gazetteer.point(bab).lat,
        36.3704,
        "a curated place keeps its point"
    );
    let kobani = only(&gazetteer, "geonames:172256");
    assert_eq!(
        gazetteer.admin1(kobani),
        Some(governorate),
        "new rows find their division"
    );
    assert_eq!(gazetteer.division("SY.09"), Some(governorate));
    assert_eq!(
        gazetteer.capital_of(CountryCode::new("SY").expect("a code")),
        Some(aleppo)
    );
    assert!(gazetteer.demonym("syrian").next().is_some());
    assert!(
        gazetteer
            .polygon(CountryCode::new("SY").expect("a code"))
            .is_some()
    );
    assert!(
        report.files[0].skipped.contains_key(&Reason::Twin),
        "the dam is there already"
    );
    assert_eq!(names_of(&gazetteer, "Tishrin Dam"), ["dateline:1"]);
}

#[test]
fn malformed_rows_are_counted_and_do_not_stop() {
    let desk = Desk::new();
    let mut text = places().into_bytes();
    for bad in [
        "\n-5\tX\tX\t\t1\t2\tP\tPPL\tSY\t\t\t\t\t\t0\t\t\t\t",
        "\n5\t\t\t\t1\t2\tP\tPPL\tSY\t\t\t\t\t\t0\t\t\t\t",
        "\n6\tX\tX\t\t91\t2\tP\tPPL\tSY\t\t\t\t\t\t0\t\t\t\t",
        "\n7\tX\tX\t\t1\t2\tP\tlower\tSY\t\t\t\t\t\t0\t\t\t\t",
        "\n8\tX\tX\t\t1\t2\tP\tPPL\tSY\t\t\t\t\t\tmany\t\t\t\t",
        "\nnonsense",
    ] {
        text.extend_from_slice(bad.as_bytes());
    }
    text.extend_from_slice(b"\n\xff\xfe\n");
    text.extend_from_slice(places().lines().nth(2).unwrap_or_default().as_bytes());
    text.push(b'\n');
    text.extend_from_slice(&vec![b'x'; read::MAX_LINE + 10]);
    text.push(b'\n');
    text.extend_from_slice(row("9", "Last", ["1", "2"], "P.PPL", "", "0").as_bytes());
    let (gazetteer, report) = desk.build(&desk.request(&[desk.file("SY.txt", text)]));
    let file = &report.files[0];
    for reason in [
        Reason::Id,
        Reason::Name,
        Reason::Coordinates,
        Reason::FeatureCode,
        Reason::Number,
        Reason::Columns,
        Reason::NotUtf8,
        Reason::Repeated,
        Reason::TooLong,
    ] {
        assert_eq!(
            file.skipped.get(&reason).map(|one| one.rows),
            Some(1),
            "{reason:?}"
        );
    }
    assert_eq!(
        file.read,
        file.kept + file.skipped.values().map(|one| one.rows).sum::<usize>()
    );
    assert_eq!(
        file.skipped[&Reason::Id].examples[0].0,
        7,
        "the line is said"
    );
    assert!(report.to_string().contains("line 7"), "{report}");
    only(&gazetteer, "geonames:9");
}

#[test]
fn another_file_is_refused_and_the_old_gazetteer_stays() {
    let desk = Desk::new();
    std::fs::write(desk.output(), "the old one").expect("a disk");
    let good = desk.file("SY.txt", places());
    for (name, bytes) in [
        (
            "poem.txt",
            &b"Shall I compare thee to a summer's day?\n"[..],
        ),
        ("table.csv", b"name,lat,lon\nAleppo,36,37\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("broken.zip", b"PK\x03\x04 and no more"),
        ("empty.txt", b""),
        ("alternateNamesV2.txt", b"a\tb\n"),
    ] {
        let bad = desk.file(name, bytes);
        let error = build(
            &desk.request(&[good.clone(), bad]),
            &desk.output(),
            &mut |_, _| {},
        )
        .expect_err(name);
        assert!(
            matches!(error, ImportError::NotAGazetteer { .. }),
            "{name}: {error}"
        );
        assert!(error.to_string().contains(name), "{error}");
    }
    let missing = desk.folder.path().join("missing.txt");
    let error =
        build(&desk.request(&[missing]), &desk.output(), &mut |_, _| {}).expect_err("missing");
    assert!(matches!(error, ImportError::Unreadable { .. }), "{error}");
    assert_eq!(
        std::fs::read(desk.output()).expect("it is there"),
        b"the old one"
    );
}

#[test]
fn a_folder_gives_what_is_a_gazetteer_and_says_what_is_not() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("geonames");
    std::fs::create_dir(&folder).expect("a disk");
    std::fs::write(folder.join("SY.txt"), places()).expect("a disk");
    std::fs::write(folder.join("notes.md"), "# Notes").expect("a disk");
    std::fs::write(
        folder.join("admin1CodesASCII.txt"),
        "SY.99\tX\tX\t170062\nSY.98\tY\tY\t4\n",
    )
    .expect("a disk");
    let (gazetteer, report) = desk.build(&desk.request(&[folder]));
    assert!(report.ignored[0].ends_with("notes.md"));
    assert_eq!(
        gazetteer.division("SY.99"),
        Some(only(&gazetteer, "geonames:170062"))
    );
    assert!(
        report
            .files
            .iter()
            .any(|file| file.skipped.contains_key(&Reason::NoPlace))
    );
}

#[test]
fn alternate_names_are_judged() {
    let desk = Desk::new();
    let names = [
        "1\t172256\tku\tKobanî\t1\t\t\t",
        "2\t172256\ttr\tArap Pınar\t\t\t\t1",
        "3\t172256\tlink\thttps://example.org\t\t\t\t",
        "4\t172256\t\tKOB\t\t\t\t",
        "5\t172256\t\tkobany\t\t\t\t",
        "6\t172256\t\tAyn (town)\t\t\t\t",
        "7\t172256\t\tSyria\t\t\t\t",
        "8\t5\ten\tNowhere\t\t\t\t",
        "9\t172256\ten\tDoubtful\t\t\t\t\t\t\tw",
        "10\tx\ten\tX\t\t\t\t",
    ];
    let inputs = [
        desk.file("SY.txt", places()),
        desk.file("alternateNamesV2.txt", names.join("\n")),
    ];
    let mut request = desk.request(&inputs);
    request.unwanted_sources.push("w".to_owned());
    let (gazetteer, report) = desk.build(&request);
    let skipped = &report.files[1].skipped;
    for (reason, rows) in [
        (Reason::Code, 1),
        (Reason::Abbreviation, 2),
        (Reason::Marks, 1),
        (Reason::CountryName, 1),
        (Reason::NoPlace, 1),
        (Reason::Source, 1),
        (Reason::Id, 1),
    ] {
        assert_eq!(
            skipped.get(&reason).map(|one| one.rows),
            Some(rows),
            "{reason:?}"
        );
    }
    let kind = |name: &str| gazetteer.lookup(name).next().map(|named| named.kind);
    assert_eq!(kind("Kobani"), Some(NameKind::Alternate));
    assert_eq!(kind("Arap Pinar"), Some(NameKind::Historic));
    // Another spelling of the main name, Ayn al Arab, is as good as that.
    assert_eq!(kind("Ain al Arab"), Some(NameKind::Main));
    assert_eq!(kind("Doubtful"), None);
}

#[test]
fn an_overlay_adds_corrects_renames_and_hides() {
    let desk = Desk::new();
    let (gazetteer, report) = desk.with_overlay(
        "own.csv",
        "name,lat,lon,feature_code,country,alternate_names,place_id,exclude\n\
         Checkpoint 7,36.5,37.9,PSTB,SY,Post Seven|نقطة ٧,,\n\
         Kobani,,,,,,geonames:172256,\n\
         ,36.2025,37.1343,,,,170063,\n\
         al-Bab,,,,SY,,,yes\n\
         Ghost,95,0,,,,,\n\
         ,,,,,,geonames:77,1\n",
    );
    assert_eq!(report.files[1].kept, 4, "{report}");
    assert!(report.files[1].skipped.contains_key(&Reason::Coordinates));
    assert!(report.files[1].skipped.contains_key(&Reason::NoPlace));
    let added = gazetteer
        .lookup("Post Seven")
        .next()
        .expect("it was added")
        .place;
    assert_eq!(gazetteer.place_id(added).source, IdSource::Overlay);
    assert_eq!(gazetteer.feature_code(added), "PSTB");
    assert_eq!(names_of(&gazetteer, "Checkpoint 7").len(), 1);
    let kobani = only(&gazetteer, "geonames:172256");
    assert_eq!(gazetteer.name(kobani), "Kobani");
    assert_eq!(
        names_of(&gazetteer, "Ayn al Arab"),
        ["geonames:172256"],
        "the old name stays"
    );
    let aleppo = only(&gazetteer, "geonames:170063");
    assert_eq!(
        gazetteer.point(aleppo).lon,
        37.1343,
        "the overlay wins over GeoNames"
    );
    assert_eq!(gazetteer.name(aleppo), "Aleppo");
    assert!(names_of(&gazetteer, "Al Bab").is_empty(), "it is hidden");
    let info = gazetteer.info();
    assert!(
        info.sources
            .iter()
            .any(|source| source.name == "own.csv" && source.places == 3)
    );
}

#[test]
fn an_overlay_with_polygons_gives_footprints() {
    let desk = Desk::new();
    let square = |west: f64, size: f64| {
        let (east, south, north) = (west + size, 35.0, 35.0 + size);
        format!(
            "[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]"
        )
    };
    let feature = |properties: &str, rings: &str| {
        format!(
            r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"Polygon","coordinates":{rings}}}}}"#
        )
    };
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{},{},{}]}}"#,
        feature(r#"{"country":"SY","admin1":"09"}"#, &square(36.5, 2.0)),
        feature(
            r#"{"name":"The Pocket","alternate_names":["Al Jayb"]}"#,
            &square(38.0, 0.5)
        ),
        feature(r#"{"place_id":"geonames:1"}"#, "[[[1,2],[3]]]"),
    );
    let (gazetteer, report) = desk.with_overlay("areas.geojson", &text);
    assert_eq!(report.files[1].kept, 2, "{report}");
    assert!(report.files[1].skipped.contains_key(&Reason::Geometry));
    let governorate = only(&gazetteer, "geonames:170062");
    let covered = gazetteer.covered(governorate).expect("an outline");
    assert!(!covered.is_approximate);
    assert!(covered.area.contains(&geo::Point::new(37.0, 36.0)));
    assert!(
        gazetteer.radius_km(governorate) > 100.0,
        "the radius follows"
    );
    let pocket = gazetteer
        .lookup("Al Jayb")
        .next()
        .expect("it was added")
        .place;
    assert_eq!(gazetteer.feature_code(pocket), "RGN");
    let point = gazetteer.point(pocket);
    assert!(
        gazetteer
            .covered(pocket)
            .expect("an outline")
            .area
            .contains(&geo::Point::new(point.lon, point.lat))
    );
}

#[test]
fn a_site_wider_than_a_pin_is_a_region() {
    let desk = Desk::new();
    let text = "name,lat,lon,feature_code,radius_km\n\
                Narrow Field,36,38,OILF,5\nWide Field,36,39,OILF,60\nWide City,36,40,PPL,60\n";
    let (gazetteer, _) = desk.with_overlay("fields.csv", text);
    for (name, expected) in [
        ("Narrow Field", PlacePrecision::Exact),
        ("Wide Field", PlacePrecision::Region),
        ("Wide City", PlacePrecision::Settlement),
    ] {
        let place = gazetteer.lookup(name).next().expect(name).place;
        assert_eq!(gazetteer.precision(place), expected, "{name}");
    }
}

#[test]
fn boundaries_come_from_flatgeobuf_and_add_no_place() {
    use flatgeobuf::{ColumnType, FgbWriter, GeometryType};
    use geozero::PropertyProcessor;
    let desk = Desk::new();
    let mut writer = FgbWriter::create("areas", GeometryType::Polygon).expect("a writer");
    writer.add_column("country", ColumnType::String, |_, _| {});
    writer.add_column("admin1", ColumnType::String, |_, _| {});
    for admin1 in ["SY.09", "77"] {
        let polygon = geo::Rect::new((36.0, 35.0), (38.0, 37.0)).to_polygon();
        writer
            .add_feature_geom(geo::Geometry::from(polygon), |feature| {
                feature
                    .property(0, "country", &geozero::ColumnValue::String("SY"))
                    .expect("a value");
                feature
                    .property(1, "admin1", &geozero::ColumnValue::String(admin1))
                    .expect("a value");
            })
            .expect("a feature");
    }
    let mut bytes = Vec::new();
    writer.write(&mut bytes).expect("memory");
    let inputs = [desk.file("SY.txt", places())];
    let mut request = desk.request(&inputs);
    request.boundaries.push(desk.file("areas.fgb", bytes));
    let (gazetteer, report) = desk.build(&request);
    assert_eq!(report.files[1].kept, 1, "{report}");
    assert!(
        report.files[1].skipped.contains_key(&Reason::NoPlace),
        "{report}"
    );
    let governorate = only(&gazetteer, "geonames:170062");
    assert!(
        !gazetteer
            .covered(governorate)
            .expect("an outline")
            .is_approximate
    );
}

/// Every name of the automaton is in the table with its places, and what is none is not.
fn check_name_table(gazetteer: &Gazetteer) -> usize {
    assert!(gazetteer.name_table().is_some());
    let names = gazetteer.name_automaton().expect("it has names");
    let mut stream = names.stream();
    let mut count = 0;
    while let Some((name, posting)) = fst::Streamer::next(&mut stream) {
        let name = std::str::from_utf8(name).expect("UTF-8");
        let all = |matches: Matches<'_>| matches.collect::<Vec<Match>>();
        let expected = all(gazetteer.matches_from(posting.value()));
        assert_eq!(all(gazetteer.lookup_folded(name)), expected, "{name}");
        let mut walker = gazetteer.walker();
        assert!(name.split(' ').all(|word| walker.push(word)), "{name}");
        assert_eq!(walker.matches().map(all), Some(expected), "{name}");
        for other in [format!("{name}q"), format!("{name} qx"), format!("q{name}")] {
            let is_name = names.get(&other).is_some();
            assert_eq!(gazetteer.lookup_folded(&other).next().is_some(), is_name);
        }
        count += 1;
    }
    count
}

#[test]
fn the_name_table_has_the_names_of_the_automaton() {
    let desk = Desk::new();
    let (gazetteer, _) = desk.build(&desk.request(&[desk.file("SY.txt", places())]));
    assert!(check_name_table(&gazetteer) > 20);
}

#[test]
fn a_division_without_an_outline_has_an_approximate_extent() {
    let desk = Desk::new();
    let (gazetteer, _) = desk.build(&desk.request(&[desk.file("SY.txt", places())]));
    let governorate = only(&gazetteer, "geonames:170062");
    let covered = gazetteer.covered(governorate).expect("an extent");
    assert!(covered.is_approximate);
    for id in ["geonames:170063", "geonames:172955"] {
        let point = gazetteer.point(only(&gazetteer, id));
        let bounds = geo::BoundingRect::bounding_rect(&covered.area).expect("an area");
        assert!(
            point.lat >= bounds.min().y && point.lat <= bounds.max().y,
            "{id}"
        );
        assert!(
            point.lon >= bounds.min().x && point.lon <= bounds.max().x,
            "{id}"
        );
    }
    let syria = CountryCode::new("SY").and_then(|code| gazetteer.country_by_code(code));
    let covered = gazetteer
        .covered(syria.expect("a country"))
        .expect("an outline");
    assert!(!covered.is_approximate, "the base's outline stays");
}

#[test]
fn the_radius_of_a_division_without_an_outline_reaches_its_places() {
    let desk = Desk::new();
    let rows = [
        row("901", "Far Governorate", ["34", "39"], "A.ADM1", "77", "0"),
        row("902", "One", ["34.1", "39"], "P.PPL", "77", "9"),
        row("903", "Two", ["34", "39.2"], "P.PPL", "77", "9"),
        row("904", "Three", ["33", "38.5"], "P.PPL", "77", "9"),
    ];
    let (gazetteer, _) = desk.build(&desk.request(&[desk.file("SY.txt", rows.join("\n"))]));
    let (division, farthest) = (
        only(&gazetteer, "geonames:901"),
        only(&gazetteer, "geonames:904"),
    );
    let km = gazetteer
        .point(farthest)
        .distance_km(gazetteer.point(division));
    assert!((gazetteer.radius_km(division) - km).abs() < 0.1);
    assert!(
        gazetteer
            .covered(division)
            .expect("an extent")
            .is_approximate
    );
}

#[test]
fn places_are_found_by_position_and_kind() {
    let desk = Desk::new();
    let (gazetteer, _) = desk.build(&desk.request(&[desk.file("SY.txt", places())]));
    let names = |query: Query<'_>| -> Vec<String> {
        let query = Query { limit: 10, ..query };
        let found = gazetteer.find(&query);
        found
            .iter()
            .map(|found| gazetteer.name(found.place).to_owned())
            .collect()
    };
    let at = LonLat::new(38.18, 36.38).expect("degrees");
    let near = names(Query {
        near: Some((at, 70.0)),
        ..Query::default()
    });
    assert_eq!(near[0], "Tishrin Dam");
    assert!(near.contains(&"‘Ayn al ‘Arab".to_owned()));
    let dams = |text: &str| vec![FeatureFilter::parse(text).expect("a filter")];
    assert_eq!(
        names(Query {
            features: dams("DAM"),
            ..Query::default()
        }),
        ["Tishrin Dam"]
    );
    let governorate = only(&gazetteer, "geonames:170062");
    let inside = names(Query {
        inside: Some(governorate),
        features: dams("PPL*"),
        ..Query::default()
    });
    assert_eq!(inside[0], "Aleppo", "larger places come first");
    let area = geo::MultiPolygon(vec![
        geo::Rect::new((38.0, 36.0), (39.0, 37.0)).to_polygon(),
    ]);
    let within = names(Query {
        within: Some(&area),
        ..Query::default()
    });
    assert!(within.contains(&"Tishrin Dam".to_owned()) && !within.contains(&"Aleppo".to_owned()));
    let far = Query {
        name: Some("Aleppo"),
        near: Some((at, 5.0)),
        limit: 10,
        ..Query::default()
    };
    assert_eq!(gazetteer.find(&far), [], "all conditions hold");
    let found = gazetteer.find(&Query {
        name: Some("Aleppo"),
        limit: 1,
        ..Query::default()
    });
    assert_eq!(found[0].how, How::Exact);
    assert_eq!(FeatureFilter::parse("P.PPL"), None);
}

#[test]
fn a_diff_names_every_change() {
    let desk = Desk::new();
    let (gazetteer, _) = desk.with_overlay(
        "own.csv",
        "place_id,name,lat,lon,feature_code,exclude\n172256,Kobani,,,PPLA2,\n170063,,30,30,,\n172955,,,,,1\n",
    );
    let mut kinds: Vec<(String, &str)> = Vec::new();
    let base = &desk.base;
    base.diff(&gazetteer, |id, _, change: Change| {
        kinds.push((id.to_string(), change.kind()))
    });
    for (id, kind) in [
        ("geonames:172256", "added"),
        ("geonames:170063", "moved"),
        ("geonames:172955", "removed"),
    ] {
        assert!(
            kinds.contains(&(id.to_owned(), kind)),
            "{id} {kind}: {kinds:?}"
        );
    }
    let mut none = 0;
    base.diff(base, |_, _, _| none += 1);
    assert_eq!(none, 0);
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let desk = Desk::new();
    let request = |inputs: &[PathBuf]| {
        desk.build(&desk.request(inputs));
        std::fs::read(desk.output()).expect("it is there")
    };
    let inputs = [desk.file("SY.txt", places())];
    assert_eq!(request(&inputs), request(&inputs));
}

proptest! {
    // Each case writes files and builds a gazetteer.
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever bytes a file has, it is used, reported or refused.
    #[test]
    fn any_file_is_used_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        name in prop::sample::select(vec![
            "XX.txt", "XX.zip", "alternateNames.txt", "hierarchy.txt", "own.csv", "own.geojson", "own.fgb",
        ]),
        at in 0usize..400,
    ) {
        let desk = Desk::new();
        let mut text = places().into_bytes();
        let at = at.min(text.len());
        text.splice(at..at, bytes.iter().copied());
        let main = desk.file("SY.txt", text);
        let other = desk.file(name, &bytes);
        let mut request = desk.request(&[main]);
        match name.starts_with("own") {
            true => request.overlays.push(other),
            false => request.inputs.push(other),
        }
        if build(&request, &desk.output(), &mut |_, _| {}).is_ok() {
            let gazetteer = Gazetteer::open(&desk.output()).expect("it is opened");
            gazetteer.verify().expect("the checksums fit");
        }
    }

    /// Whatever an overlay says, what is built is sound.
    #[test]
    fn any_overlay_leaves_a_sound_gazetteer(
        rows in prop::collection::vec(("[A-Za-zé ]{0,8}", -95.0..95.0f64, -185.0..185.0f64, "[A-Z*]{0,7}", "[A-Z]{0,3}", any::<bool>()), 0..12)
    ) {
        let desk = Desk::new();
        let mut text = "name,lat,lon,feature_code,country,exclude\n".to_owned();
        for (name, lat, lon, code, country, exclude) in rows {
            text.push_str(&format!("{name},{lat},{lon},{code},{country},{}\n", u8::from(exclude)));
        }
        let (gazetteer, report) = desk.with_overlay("own.csv", &text);
        let file = &report.files[1];
        prop_assert_eq!(file.read, file.kept + file.skipped.values().map(|one| one.rows).sum::<usize>());
        for place in gazetteer.places() {
            prop_assert_eq!(gazetteer.by_id(gazetteer.place_id(place)), Some(place));
            prop_assert!(gazetteer.radius_km(place) > 0.0);
        }
    }
}
