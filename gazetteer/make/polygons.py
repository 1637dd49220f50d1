"""Polygons of countries, first-order divisions and US counties, and their GeoJSON."""

import json
import sqlite3
from collections import Counter, defaultdict

import numpy
import shapely

from table import write_zst
from topology import decode, only_polygons

# World-atlas features without an ISO number, by name. Siachen is disputed and left out.
UNNUMBERED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY", "Indian Ocean Ter.": "CX"}

# A division changes its country when at least so many settlements, and so
# large a share of those in it, are in the other country.
FEWEST_VOTES = 3
LEAST_VOTE_SHARE = 0.75
SLIVER_DEGREES2 = 0.01  # about 120 km2 at the equator
ISLAND_TOLERANCE_DEGREES = 0.005  # 500 m

COUNTRY_DECIMALS = 4  # 11 m
ADMIN1_DECIMALS = 3  # 110 m
ADMIN1_TOLERANCE_DEGREES = 0.02  # 2 km
LONGEST_EDGE_DEGREES = 90  # an edge of Antarctica along the pole would span the map
LEAST_SHARE = 0.5  # of an admin1's settlements in its polygon, and of those inside, its own


class Points:
    """The settlements as an index to ask which of them lie in a polygon."""

    def __init__(self, places):
        self.places = places
        self.points = shapely.points([(place.lon, place.lat) for place in places])
        self.tree = shapely.STRtree(self.points)
        self.per_admin1 = Counter((place.country, place.admin1) for place in places)

    def inside(self, geometry):
        """Return the settlements within a geometry."""
        shapely.prepare(geometry)
        return [self.places[i] for i in self.tree.query(geometry, predicate="intersects")]


def alpha2_by_number(packages):
    """Return `{ISO 3166-1 numeric: alpha-2}`."""
    path = "usr/share/iso-codes/json/iso_3166-1.json"
    records = packages.debian_json("iso-codes", path)["3166-1"]
    return {record["numeric"]: record["alpha_2"] for record in records}


def read_world_atlas(packages, member):
    """Yield (ISO alpha-2, parts by falling area) of the features of a world-atlas file."""
    codes = alpha2_by_number(packages)
    for number, properties, geometry in decode(packages.json("world-atlas", member), "countries"):
        code = codes.get(number) or UNNUMBERED.get(properties["name"])
        if code is not None and not geometry.is_empty:
            yield code, sorted(shapely.get_parts(geometry), key=lambda part: -part.area)


def country_polygons(packages, points):
    """Return `{ISO alpha-2: geometry}`, each polygon with the country its settlements are in.

    The 1:50 million map, and from the 1:10 million one the inhabited islands
    and exclaves that it leaves out (Melilla, San Andrés).
    """
    parts = defaultdict(list)
    for code, (main, *others) in read_world_atlas(packages, "countries-50m.json"):
        parts[code].append(main)
        for part in others:
            parts[country_of(part, code, points)].append(part)
    shapes = {code: shapely.union_all(found) for code, found in parts.items()}
    add_missing_islands(packages, shapes, points)
    move_divisions(packages, shapes, points)
    return dict(sorted(shapes.items()))


def add_missing_islands(packages, shapes, points):
    """Add the inhabited polygons of the finer map that touch no polygon of the coarser one."""
    tree = shapely.STRtree(list(shapes.values()))
    found = defaultdict(list)
    for code, parts in read_world_atlas(packages, "countries-10m.json"):
        for part in parts:
            if not len(tree.query(part, predicate="intersects")) and points.inside(part):
                simple = part.simplify(ISLAND_TOLERANCE_DEGREES)
                found[country_of(part, code, points)].append(simple)
    for code, parts in found.items():
        shapes[code] = shapely.union_all([*parts, *([shapes[code]] if code in shapes else [])])


def move_divisions(packages, shapes, points):
    """Give each first-order division to the country its settlements are in.

    The map draws the lines of control, the place table goes by ISO 3166:
    this concerns Western Sahara.
    """
    tree, codes = shapely.STRtree(list(shapes.values())), list(shapes)
    for division in read_world_map(packages):
        votes = Counter(place.country for place in points.inside(division))
        owner, count = max(sorted(votes.items()), key=lambda vote: vote[1], default=("", 0))
        if count < FEWEST_VOTES or count < LEAST_VOTE_SHARE * votes.total():
            continue
        holders = [codes[i] for i in tree.query(division.point_on_surface(), predicate="within")]
        for holder in holders:
            if holder != owner and owner in shapes:
                shapes[holder] = without_slivers(shapes[holder].difference(division))
                shapes[owner] = only_polygons(shapes[owner].union(division))


def without_slivers(geometry):
    """Return a geometry without the specks that two maps of unlike detail leave between them."""
    parts = [p for p in shapely.get_parts(only_polygons(geometry)) if p.area > SLIVER_DEGREES2]
    return shapely.union_all(parts)


def country_of(part, code, points):
    """Return the country most settlements of a polygon are in when none is in the one given.

    Natural Earth counts overseas departments as their state and shows who
    controls a territory; GeoNames, and so the place table, goes by ISO 3166.
    Asked of all polygons but a feature's largest.
    """
    votes = Counter(place.country for place in points.inside(part))
    if votes[code] or not votes:
        return code
    return max(sorted(votes), key=votes.__getitem__)


def county_polygons(packages):
    """Return `{FIPS code: geometry}` of US counties."""
    topology = packages.json("us-atlas", "counties-10m.json")
    return {fips: shape for fips, _, shape in decode(topology, "counties") if not shape.is_empty}


def read_world_map(packages):
    """Yield the geometries of QGIS's world map, Natural Earth's first-order divisions."""
    root = packages.debian_root("qgis-common")
    path = root / "usr/share/qgis/resources/data/world_map.gpkg"
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    for (blob,) in connection.execute("SELECT geom FROM states_provinces ORDER BY fid"):
        if blob:
            yield shapely.make_valid(shapely.from_wkb(wkb_of(blob)))


def wkb_of(blob):
    """Return the WKB of a GeoPackage geometry: an 8-byte header and an optional envelope precede it."""
    envelope_bytes = (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]
    return blob[8 + envelope_bytes :]


def admin1_polygons(packages, points):
    """Return `{(country, admin1): geometry}` where polygon and settlements agree.

    Each polygon goes to the admin1 most settlements inside it name, those of
    one admin1 are joined (French departments, English counties), all are
    simplified together so that neighbours keep a common border, and a result
    that holds too few of its admin1's settlements, or too many of another's
    (where a country has been divided anew since), is dropped.
    """
    groups = defaultdict(list)
    for geometry in read_world_map(packages):
        votes = Counter((p.country, p.admin1) for p in points.inside(geometry) if p.admin1)
        if votes:
            groups[max(sorted(votes), key=votes.__getitem__)].append(geometry)
    keys = sorted(groups)
    joined = [only_polygons(shapely.union_all(groups[key])) for key in keys]
    simple = shapely.coverage_simplify(joined, ADMIN1_TOLERANCE_DEGREES)
    shapes = {key: only_polygons(shapely.make_valid(s)) for key, s in zip(keys, simple)}
    return {key: s for key, s in shapes.items() if not s.is_empty and agrees(key, s, points)}


def agrees(key, geometry, points):
    """Tell whether an admin1's settlements lie in its polygon, and few others."""
    inside = [(p.country, p.admin1) for p in points.inside(geometry)]
    own = inside.count(key)
    return own >= LEAST_SHARE * max(points.per_admin1[key], len(inside))


def ring_coordinates(ring, decimals):
    """Return a ring as lists of numbers rounded for GeoJSON."""
    return [list(pair) for pair in numpy.round(shapely.get_coordinates(ring), decimals).tolist()]


def geojson_geometry(geometry, decimals):
    """Return an RFC 7946 geometry: exterior rings anticlockwise, holes clockwise."""
    snapped = shapely.set_precision(geometry, 10.0**-decimals)
    snapped = shapely.segmentize(snapped, LONGEST_EDGE_DEGREES)
    parts = [p for p in shapely.get_parts(snapped) if p.geom_type == "Polygon" and not p.is_empty]
    if not parts:
        return None
    rings = [
        [ring_coordinates(ring, decimals) for ring in (part.exterior, *part.interiors)]
        for part in shapely.orient_polygons(sorted(parts, key=lambda p: (-p.area, p.bounds)))
    ]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def write_geojson(path, features, decimals):
    """Write (properties, geometry) pairs as a compressed FeatureCollection, one feature a line."""
    lines = []
    for properties, geometry in features:
        shape = geojson_geometry(geometry, decimals)
        if shape is not None:
            feature = {"type": "Feature", "properties": properties, "geometry": shape}
            lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    write_zst(path, text.encode())
