//! The engine on a small gazetteer compiled here, and on the embedded one.

use super::compile::{CompileError, Sources, compile};
use super::format::{MAGIC, VERSION};
use super::*;
use std::ops::Range;

const HEADER: &str = "place_id\tname\tlat\tlon\tfeature_code\tcountry\tadmin1\tadmin2\tpopulation\tradius_km\tpath\talternate_names";

const PLACES: &[&str] = &[
    "geonames:163843\tSyria\t35\t38\tPCLI\tSY\t00\t\t16906283\t\t\tسوريا",
    "geonames:170062\tAleppo Governorate\t36.16\t37.5\tADM1\tSY\t09\t\t0\t\t\tحلب",
    "geonames:170063\tAleppo\t36.20124\t37.16117\tPPLA\tSY\t09\t\t1602264\t\t\tHalab|حلب|HALEP",
    "geonames:172955\tAl Bab\t36.37\t37.51\tPPL\tSY\t09\t\t130745\t\t\tالباب",
    "geonames:6252001\tUnited States\t39.76\t-98.5\tPCLI\tUS\t00\t\t327167434\t\t\tUS|U.S.|USA",
    "geonames:4331987\tLouisiana\t31\t-92\tADM1\tUS\tLA\t\t4657757\t\t\tLa.",
    "geonames:2198148\tFiji\t-18\t178\tPCLI\tFJ\t00\t\t883483\t\t\t",
    "geonames:4032402\tTaveuni\t-16.8\t-179.9\tPPL\tFJ\t00\t\t9000\t\t\t",
];

const CURATED: &[&str] = &[
    "dateline:1\tTishrin Dam\t36.38\t38.18\tDAM\tSY\t\t\t0\t\t\tسد تشرين\town knowledge",
    "dateline:2\tEuphrates\t36\t39\tSTM\t\t\t\t0\t\t38,39;36,38;34,41;30.5,47.8\tFırat\town knowledge",
    "geonames:172955\tal-Bab\t36.3704\t37.5157\tPPL\tSY\t\t\t0\t\t\t\town knowledge",
];

fn table(name: &str, header: &str, rows: &[&str]) -> Table {
    Table {
        name: name.to_owned(),
        text: format!("{header}\n{}\n", rows.join("\n")),
    }
}

fn sources() -> Sources {
    Sources {
        name: "small".to_owned(),
        places: vec![
            table("places.tsv", HEADER, PLACES),
            table("curated.tsv", &format!("{HEADER}\tsource"), CURATED),
        ],
        countries: Some(Table {
            name: "countries.geojson".to_owned(),
            text: r#"{"type":"FeatureCollection","features":[{"type":"Feature",
                "properties":{"country":"SY","name":"Syria"},"geometry":{"type":"Polygon",
                "coordinates":[[[36,33],[42,33],[42,37],[36,37],[36,33]],
                [[38,34],[38,35],[39,35],[39,34],[38,34]]]}}]}"#
                .to_owned(),
        }),
        demonyms: Some(table(
            "demonyms.tsv",
            "form\tplace_id\tcountry\tkind",
            &[
                "Syrian\tgeonames:163843\tSY\tadjective",
                "Aleppine\tgeonames:170063\tSY\tdemonym",
            ],
        )),
        metonyms: Some(table(
            "metonyms.tsv",
            "name\tcountry\tkind\tplace_name",
            &["White House\tUS\tpresidency\t"],
        )),
        capitals: Some(table(
            "capitals.tsv",
            "capital\tplace_id\tcountry",
            &["Aleppo\tgeonames:170063\tSY"],
        )),
        ..Sources::default()
    }
}

pub(super) fn small() -> Gazetteer {
    let bytes = compile(&sources()).expect("the tables are sound");
    Gazetteer::from_bytes(bytes).expect("the index is sound")
}

pub(super) fn only(gazetteer: &Gazetteer, id: &str) -> PlaceIndex {
    gazetteer
        .by_id(PlaceId::parse(id).expect("an id"))
        .unwrap_or_else(|| panic!("{id} is missing"))
}

#[test]
fn every_column_comes_back() {
    let gazetteer = small();
    let aleppo = gazetteer.place(only(&gazetteer, "geonames:170063"));
    assert_eq!(aleppo.name, "Aleppo");
    assert_eq!((aleppo.point.lat, aleppo.point.lon), (36.20124, 37.16117));
    assert_eq!(aleppo.feature_code, "PPLA");
    assert_eq!(aleppo.country, CountryCode::new("SY"));
    assert_eq!(aleppo.admin1.as_deref(), Some("Aleppo Governorate"));
    assert_eq!(aleppo.population, Some(1_602_264));
    assert_eq!(aleppo.precision, PlacePrecision::Settlement);
    assert_eq!(gazetteer.len(), 10);
    assert!(
        gazetteer
            .by_id(PlaceId::parse("geonames:1").expect("an id"))
            .is_none()
    );
}

#[test]
fn names_lead_to_places_with_what_is_known_of_them() {
    let gazetteer = small();
    let first = |name: &str| gazetteer.lookup(name).next().expect(name);
    let aleppo = first("ALEPPO");
    assert_eq!(gazetteer.name(aleppo.place), "Aleppo");
    assert_eq!(aleppo.kind, NameKind::Main);
    assert_eq!(
        gazetteer.lookup("Aleppo").count(),
        2,
        "the city and its governorate"
    );
    assert_eq!(first("halab").kind, NameKind::Alternate);
    assert_eq!(first("Euphrates River").kind, NameKind::Generated);
    assert!(
        gazetteer
            .lookup("us")
            .all(|one| !one.cases.admit(Cases::of("us")))
    );
    assert!(
        gazetteer
            .lookup("us")
            .any(|one| one.cases.admit(Cases::of("U.S.")))
    );
    assert!(
        gazetteer
            .lookup("la")
            .all(|one| !one.cases.admit(Cases::of("la")) && !one.cases.admit(Cases::of("La")))
    );
    assert!(gazetteer.lookup("Nowhere").next().is_none());
    assert!(gazetteer.lookup("").next().is_none());
}

#[test]
fn a_curated_row_replaces_a_place_and_keeps_its_names() {
    let gazetteer = small();
    let bab = only(&gazetteer, "geonames:172955");
    assert_eq!(gazetteer.name(bab), "al-Bab");
    assert_eq!(gazetteer.point(bab).lat, 36.3704);
    assert_eq!(gazetteer.population(bab), Some(130_745));
    assert_eq!(
        gazetteer.lookup("الباب").next().map(|one| one.place),
        Some(bab)
    );
}

#[test]
fn places_are_inside_their_divisions() {
    let gazetteer = small();
    let [syria, governorate, aleppo, dam] = [
        "geonames:163843",
        "geonames:170062",
        "geonames:170063",
        "dateline:1",
    ]
    .map(|id| only(&gazetteer, id));
    assert_eq!(
        gazetteer.ancestors(aleppo).collect::<Vec<_>>(),
        [governorate, syria]
    );
    assert!(gazetteer.is_inside(aleppo, syria));
    assert!(!gazetteer.is_inside(syria, aleppo));
    assert_eq!(gazetteer.parent(syria), None);
    assert_eq!(
        gazetteer.admin1(dam),
        None,
        "the nearest settlement is 60 km away"
    );
    let syrian = CountryCode::new("SY").expect("a code");
    assert_eq!(gazetteer.country_by_code(syrian), Some(syria));
    assert_eq!(gazetteer.capital_of(syrian), Some(aleppo));
    assert_eq!(gazetteer.countries().len(), 3);
}

#[test]
fn a_line_has_the_point_nearest_to_the_story() {
    let gazetteer = small();
    let euphrates = only(&gazetteer, "dateline:2");
    assert_eq!(gazetteer.path(euphrates).len(), 4);
    let aleppo = LonLat::new(37.2, 36.2).expect("in range");
    let near = gazetteer.place_at(euphrates, aleppo).point;
    assert!(
        near.distance_km(LonLat::new(38.0, 36.0).expect("in range")) < 30.0,
        "{near:?}"
    );
    let dam = only(&gazetteer, "dateline:1");
    assert_eq!(gazetteer.place_at(dam, aleppo), gazetteer.place(dam));
}

#[test]
fn near_reaches_over_the_antimeridian() {
    let gazetteer = small();
    let point = LonLat::new(179.95, -16.8).expect("in range");
    let found = gazetteer.near(point, 50.0);
    assert_eq!(found.len(), 1);
    assert_eq!(gazetteer.name(found[0].0), "Taveuni");
    let nearest = gazetteer.nearest_settlement(LonLat::new(40.0, 36.0).expect("in range"));
    assert_eq!(
        nearest.map(|(place, _)| gazetteer.name(place)),
        Some("al-Bab")
    );
}

#[test]
fn an_outline_keeps_its_holes() {
    let gazetteer = small();
    let outline = gazetteer
        .polygon(CountryCode::new("SY").expect("a code"))
        .expect("an outline");
    assert_eq!(outline.0.len(), 1);
    assert_eq!(outline.0[0].interiors().len(), 1);
    assert!(
        gazetteer
            .polygon(CountryCode::new("US").expect("a code"))
            .is_none()
    );
}

#[test]
fn demonyms_and_metonyms_lead_to_countries() {
    let gazetteer = small();
    let syrian: Vec<FormMatch<'_>> = gazetteer.demonym("syrian").collect();
    assert_eq!(syrian.len(), 1);
    assert_eq!(
        (syrian[0].country, syrian[0].kind),
        (CountryCode::new("SY"), "adjective")
    );
    let house = gazetteer.metonym("white house").next().expect("a metonym");
    assert_eq!(house.place, Some(only(&gazetteer, "geonames:6252001")));
    assert!(gazetteer.metonym("syrian").next().is_none());
}

#[test]
fn the_walker_finds_all_names_that_start_at_a_token() {
    let gazetteer = small();
    let mut walker = gazetteer.walker();
    let lengths = |walker: &mut Walker<'_>, tokens: &[&str]| {
        walker.restart();
        let mut found = Vec::new();
        for (i, token) in tokens.iter().enumerate() {
            if !walker.push(token) {
                break;
            }
            found.extend(walker.matches().map(|_| i + 1));
        }
        found
    };
    assert_eq!(
        lengths(&mut walker, &["aleppo", "governorate", "said"]),
        [1, 2]
    );
    assert_eq!(lengths(&mut walker, &["al", "", "bab"]), [3]);
    assert_eq!(lengths(&mut walker, &["tishrin"]), Vec::<usize>::new());
    assert_eq!(
        lengths(&mut walker, &["zzz", "aleppo"]),
        Vec::<usize>::new()
    );
}

#[test]
fn a_walk_ends_where_no_name_goes_on() {
    let gazetteer = small();
    let mut walker = gazetteer.walker();
    assert!(walker.push("tishrin") && walker.matches().is_none());
    assert!(walker.push("dam") && walker.matches().is_some());
    assert!(!walker.push("said") && walker.matches().is_none());
    assert!(!walker.push("dam") && walker.matches().is_none());
}

#[test]
fn search_puts_exact_names_first_then_beginnings_then_near_misses() {
    let gazetteer = small();
    let names = |query: &str| -> Vec<(String, How)> {
        gazetteer
            .search(query, None, 10)
            .into_iter()
            .map(|found| (gazetteer.name(found.place).to_owned(), found.how))
            .collect()
    };
    let aleppo = ("Aleppo".to_owned(), How::Exact);
    assert_eq!(
        names("aleppo")[..2],
        [aleppo, ("Aleppo Governorate".to_owned(), How::Exact)]
    );
    assert_eq!(names("Alep")[0], ("Aleppo".to_owned(), How::Prefix));
    assert_eq!(names("Alepo")[0], ("Aleppo".to_owned(), How::Typo));
    assert_eq!(names(""), []);
    assert_eq!(gazetteer.search("aleppo", CountryCode::new("US"), 10), []);
}

#[test]
fn info_counts_what_there_is() {
    let info = small().info();
    assert_eq!(info.places, 10);
    assert_eq!(info.classes[&FeatureClass::Populated], 3);
    assert_eq!(info.countries[&CountryCode::new("SY").expect("a code")], 5);
    assert_eq!(
        (info.sources[1].name.as_str(), info.sources[1].rows),
        ("curated.tsv", 3)
    );
    assert!(info.id.starts_with("small-v4-"), "{}", info.id);
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    assert_eq!(compile(&sources()).ok(), compile(&sources()).ok());
}

#[test]
fn a_malformed_row_says_where_and_why() {
    let base = "geonames:9\tX\t1\t2\tPPL\tSY\t\t\t0\t\t\t";
    for (row, reason) in [
        (
            base.replace("geonames:9", "osm:9"),
            "place_id \"osm:9\" is not source:number",
        ),
        (base.replace("\tX\t", "\t\t"), "name is empty"),
        (
            base.replace("\t1\t2\t", "\t91\t2\t"),
            "lat 91, lon 2 are not degrees",
        ),
        (base.replace("PPL", "P.PPL"), "feature_code \"P.PPL\""),
        (base.replace("SY", "Syria"), "country \"Syria\""),
        (base.replace("\t0\t", "\tmany\t"), "population \"many\""),
        (format!("{base}\ta\tb"), "14 columns, expected 12 or 13"),
        (
            base.replace("geonames:9", "geonames:170063"),
            "geonames:170063 is given already, as Aleppo in t.tsv:4",
        ),
    ] {
        let mut rows = PLACES.to_vec();
        rows.push(&row);
        let sources = Sources {
            places: vec![table("t.tsv", HEADER, &rows)],
            ..Sources::default()
        };
        let error = match compile(&sources) {
            Err(CompileError::Table(error)) => error,
            other => panic!("{row}: {other:?}"),
        };
        assert_eq!(
            (error.table.as_str(), error.line),
            ("t.tsv", PLACES.len() + 2),
            "{error}"
        );
        assert!(error.reason.contains(reason), "{error}");
    }
}

fn refused(bytes: Vec<u8>) -> FormatError {
    match Gazetteer::from_bytes(bytes) {
        Ok(_) => panic!("a bad file was opened"),
        Err(error) => error,
    }
}

#[test]
fn a_file_that_cannot_be_used_says_what_to_do() {
    let good = compile(&sources()).expect("the tables are sound");
    let version = |version: u32| {
        let mut bytes = good.clone();
        bytes[MAGIC.len()..MAGIC.len() + 4].copy_from_slice(&version.to_le_bytes());
        refused(bytes)
    };
    assert_eq!(refused(b"PK\x03\x04".to_vec()), FormatError::NotAnIndex);
    assert_eq!(refused(Vec::new()), FormatError::NotAnIndex);
    assert_eq!(
        version(VERSION + 1),
        FormatError::Version { found: VERSION + 1 }
    );
    assert!(version(VERSION + 1).to_string().contains("update dateline"));
    assert!(version(0).to_string().contains("build the index again"));
    for length in [9, 40, 500, good.len() - 1] {
        let error = refused(good[..length].to_vec());
        assert!(
            matches!(error, FormatError::Length { .. }),
            "{length}: {error}"
        );
        assert!(error.to_string().contains("copy or build it again"));
    }
}

#[test]
fn every_flipped_bit_is_seen() {
    let good = compile(&sources()).expect("the tables are sound");
    let layout = Layout::read(&good).expect("the header is sound");
    let ends = |section: &Range<usize>| [section.start, section.end - 1];
    let sections = layout.sections.iter().filter(|section| !section.is_empty());
    let covered = (0..format::HEAD).step_by(7).chain(sections.flat_map(ends));
    for (i, at) in covered.enumerate() {
        let mut bytes = good.clone();
        bytes[at] ^= 1 << (i % 8);
        assert!(Gazetteer::from_bytes(bytes).is_err(), "byte {at}");
    }
}

#[test]
fn the_embedded_index_is_sound() {
    let gazetteer = Gazetteer::embedded();
    gazetteer.verify().expect("the checksums fit");
    assert!(gazetteer.len() > 250_000);
    for place in gazetteer.places() {
        let id = gazetteer.place_id(place);
        assert_eq!(gazetteer.by_id(id), Some(place), "{id}");
        assert!(!gazetteer.name(place).is_empty(), "{id}");
        assert!(gazetteer.ancestors(place).count() <= 3, "{id}");
        assert!(gazetteer.radius_km(place) > 0.0, "{id}");
    }
}

#[test]
fn well_known_names_mean_well_known_places_first() {
    let gazetteer = Gazetteer::embedded();
    for (name, code, country) in [
        ("Aleppo", "PPLA", "SY"),
        ("Ankara", "PPLC", "TR"),
        ("Syria", "PCLI", "SY"),
        ("Raqqa", "PPLA", "SY"),
        ("Deir ez-Zor", "PPLA", "SY"),
        ("Київ", "PPLC", "UA"),
        ("Алеппо", "PPLA", "SY"),
        ("حلب", "PPLA", "SY"),
        ("Tishrin Dam", "DAM", "SY"),
        ("St. Louis", "PPLA2", "US"),
    ] {
        let places: Vec<String> = gazetteer
            .lookup(name)
            .take(3)
            .map(|one| {
                format!(
                    "{} {:?}",
                    gazetteer.feature_code(one.place),
                    gazetteer.country(one.place)
                )
            })
            .collect();
        let expected = format!("{code} {:?}", CountryCode::new(country));
        assert!(places.contains(&expected), "{name}: {places:?}");
    }
}

#[test]
fn names_that_nobody_means_a_town_by_are_dropped() {
    let rows = [
        "geonames:1\tSyria\t35\t38\tPCLI\tSY\t00\t\t16906283\t\t\t",
        "geonames:2\tNew Harbour\t35\t36\tPPL\tSY\t09\t\t50000\t\t\tOldtown|Syrian|Aleppine",
        "geonames:3\tOldtoun\t36\t37\tPPL\tSY\t09\t\t40000\t\t\tOldtown",
        "geonames:4\tBig Port\t36\t38\tPPL\tSY\t09\t\t900000\t\t\tOldtown",
        "geonames:5\tVilla Siria\t19\t-99\tPPL\tMX\t09\t\t900\t\t\tSyrian",
    ];
    let sources = Sources {
        name: "misnomers".to_owned(),
        places: vec![table("places.tsv", HEADER, &rows)],
        demonyms: Some(table(
            "demonyms.tsv",
            "form\tplace_id\tcountry\tkind",
            &["Syrian\tgeonames:1\tSY\tadjective"],
        )),
        ..Sources::default()
    };
    let bytes = compile(&sources).expect("the tables are sound");
    let gazetteer = Gazetteer::from_bytes(bytes).expect("the index is sound");
    let named = |name: &str| -> Vec<String> {
        let places = gazetteer.lookup(name).map(|found| found.place);
        places
            .map(|place| gazetteer.place(place).id.to_string())
            .collect()
    };
    // A town of a like size spelt so has the name; a far larger one keeps it.
    assert_eq!(named("Oldtown"), ["geonames:4", "geonames:3"]);
    // A people's name is that of no town abroad.
    assert_eq!(named("Syrian"), ["geonames:2"]);
}
