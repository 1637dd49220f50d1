"""Airports, airfields and air bases that news names, from airportsdata."""

import csv
import io
import re
from collections import defaultdict

from names import clean, distinct, fold
from polygons import Points
from spread import distance_km
from table import Place

MILITARY = re.compile(
    r"\b(air (force )?base|airbase|afb|arb|air (force |reserve |guard )?station|air national guard|"
    r"naval|nas|raf|army|military|marine corps|joint base)\b",
    re.I,
)
BASE_ENDINGS = re.compile(
    r"^(.+?) (?:Air Force Base|Air Reserve Base|Air Base|Airbase|AFB|Air Force Station|Naval Air Station|Air Station|Army Airfield|Army Air Field)$"
)
AIRPORT_ENDINGS = re.compile(
    r"^(.+?) (?:International Airport|Intl Airport|Regional Airport|Domestic Airport|Airport)$"
)

# Applied in this order to a name.
SPELLINGS = (
    (r"\s*\([^)]*\)", ""),
    (r"\bIntl\b|\bInternationa\b", "International"),
    (r"\b(?:Ntl|Natl)\b", "National"),
    (r"\b(?:Rgnl|Regl)\b", "Regional"),
    (r"\bA[Ff][Bb]\b", "Air Force Base"),
    (r"\bA[Rr][Bb]\b", "Air Reserve Base"),
    (r"\bAirbase\b", "Air Base"),
    (r"/.*?(?=(?: International| Regional| National)? (?:Airport|Air Base|Air Force Base)$)|/.*", ""),
    (r"^Bandara International (.+?) Airport$", r"\1 International Airport"),
    (r"\b(Air Base|Air Force Base|Air Reserve Base|Air Station|Airfield|Air Field) Airport$", r"\1"),
    (r"^(Joint Base \w+) Airport$", r"\1"),
)

# An airport counts as a town's when it lies this near, and is kept without an
# "International" in its name when the town has this many inhabitants.
TOWN_DISTANCE_KM = 40
TOWN_POPULATION = 100_000

# Longer names are lists of owners or runways, not what news writes.
LONGEST_NAME_WORDS = 8


def read_airports(packages, settlements, admin1_shapes):
    """Return a row for each airport or air base that news may name."""
    text = packages.read("airportsdata", "airportsdata/airports.csv").decode("utf-8")
    towns, taken = large_towns(settlements), {fold(place.name) for place in settlements}
    taken.update(fold(name) for place in settlements for name in place.alternates)
    places = {}
    for record in csv.DictReader(io.StringIO(text)):
        place = airport_place(record, towns, taken)
        if place is not None:
            places.setdefault(place.place_id, place)
    set_admin1(list(places.values()), admin1_shapes)
    return list(places.values())


def set_admin1(places, admin1_shapes):
    """Set the admin1 of airports from the polygons of their own country."""
    points = Points(places)
    for (country, admin1), shape in sorted(admin1_shapes.items()):
        for place in points.inside(shape):
            if place.country == country and not place.admin1:
                place.admin1 = admin1


def large_towns(settlements):
    """Return the towns that make an airport worth keeping, in cells of one degree."""
    cells = defaultdict(list)
    for place in settlements:
        if place.population >= TOWN_POPULATION:
            cells[int(place.lat // 1), int(place.lon // 1)].append(place)
    return cells


def serves_large_town(lat, lon, towns):
    """Tell whether a large town lies within `TOWN_DISTANCE_KM`."""
    row, column = int(lat // 1), int(lon // 1)
    return any(
        distance_km(lat, lon, town.lat, town.lon) <= TOWN_DISTANCE_KM
        for i in (row - 1, row, row + 1)
        for j in (column - 1, column, column + 1)
        for town in towns.get((i, j), ())
    )


def is_wanted(record, towns):
    """Tell whether news may name the airport."""
    name = record["name"]
    if not re.fullmatch(r"[A-Z]{4}", record["icao"]):
        return False
    if MILITARY.search(name):
        return True
    if not record["iata"]:
        return False
    near = serves_large_town(float(record["lat"]), float(record["lon"]), towns)
    return "International" in name or "Intl" in name or near


def airport_place(record, towns, taken):
    """Return the row of a wanted airport, else none.

    The number of the id is the ICAO code read in base 36, so it stays the
    same from build to build.
    """
    if not is_wanted(record, towns):
        return None
    name, alternates = airport_names(clean(record["name"]), taken)
    if len(name.split()) > LONGEST_NAME_WORDS or fold(name) in taken:
        return None
    return Place(
        place_id=f"airport:{int(record['icao'], 36)}",
        name=name,
        lat=float(record["lat"]),
        lon=float(record["lon"]),
        feature_code="AIRB" if MILITARY.search(name) else "AIRP",
        country=record["country"],
        alternates=distinct(name, alternates),
    )


def spell_out(name):
    """Return a name of the table without remarks, second names and abbreviations."""
    for pattern, replacement in SPELLINGS:
        name = re.sub(pattern, replacement, name)
    return name.strip()


def airport_names(name, taken):
    """Return the name news uses and its variants.

    A bare "Mitiga" or "Incirlik" is a variant only when no settlement in
    the world is called so: the resolver knows "airport" and "base" as generics.
    """
    name = spell_out(name)
    base, airport = BASE_ENDINGS.match(name), AIRPORT_ENDINGS.match(name)
    if base:
        return name, base_variants(base[1], name, taken)
    if airport:
        return name, airport_variants(airport[1], name, taken)
    return name, []


def base_variants(stem, name, taken):
    """Return the forms of an air base's name."""
    variants = [f"{stem} Air Base", f"{stem} Airbase"]
    if name.endswith("Air Force Base"):
        variants.append(f"{stem} AFB")
    return variants + unclaimed(stem, taken)


def airport_variants(stem, name, taken):
    """Return the forms of an airport's name, with and without "International"."""
    other = "Airport" if "International" in name else "International Airport"
    return [f"{stem} {other}", *unclaimed(stem, taken)]


def unclaimed(stem, taken):
    """Return the bare name as a variant when it is one word that names no settlement.

    Two words are often a person, after whom the airport is called.
    """
    return [] if " " in stem or fold(stem) in taken or len(stem) < 5 else [stem]
