"""Check the committed tables against GeoNames rows and the country polygons.

    python check.py --shared DIR

`DIR` holds `gazetteer_geonames.tsv.zst` in the 19 columns of the GeoNames
export, and may hold `poi.tsv.zst` in the same form. Lists coordinates that
deviate by more than 10 km, duplicate ids and rows far outside their country;
exits 1 when a row is malformed.
"""

import argparse
import io
import json
import math
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import shapely
import zstandard

from fetch import HERE
from names import fold
from spread import KM_PER_DEGREE, distance_km
from table import COLUMNS

FARTHEST_KM = 10
# A named feature without an id is compared only with namesakes this near:
# one on the other side of the country is another feature.
NAMESAKE_KM = 100
OUTSIDE_KM = 50
CURATED_COLUMNS = [*COLUMNS, "source"]
BIDI_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
AREAL_CLASSES = frozenset("CONT PCLI PCLD PCLF PCLS TERR ADM1 ADM2 RGN RGNE AREA SEA OCN".split())
# First letter of the GeoNames feature class by the start of a feature code.
CLASS_STARTS = (("PPL", "P"), ("ADM", "A"), ("PCL", "A"), ("TERR", "A"), ("STLMT", "P"))


def open_lines(path):
    """Yield the lines of a plain or zstd file."""
    if path.suffix != ".zst":
        yield from path.read_text(encoding="utf-8").split("\n")[:-1]
        return
    with open(path, "rb") as file:
        stream = zstandard.ZstdDecompressor().stream_reader(file)
        for line in io.TextIOWrapper(stream, encoding="utf-8", newline="\n"):
            yield line.rstrip("\n")


def problems_of(cells, columns):
    """Return what is malformed in a row."""
    if len(cells) != len(columns):
        return [f"{len(cells)} columns, expected {len(columns)}"]
    row = dict(zip(columns, cells))
    found = []
    prefix, _, number = row["place_id"].partition(":")
    if not prefix or not number.isdigit():
        found.append(f"place_id {row['place_id']!r} is not prefix:number")
    found += [f"{key} is not a number" for key in ("lat", "lon", "population") if not is_number(row[key])]
    if not found and not (abs(float(row["lat"])) <= 90 and abs(float(row["lon"])) <= 180):
        found.append(f"coordinates {row['lat']}, {row['lon']} are out of range")
    if row["radius_km"] and not is_number(row["radius_km"]):
        found.append(f"radius_km {row['radius_km']!r} is not a number")
    if not row["name"] or not row["feature_code"]:
        found.append("name or feature_code is empty")
    return found + problems_of_names(row)


def problems_of_names(row):
    """Return what is malformed in the names of a row."""
    names = [row["name"], *filter(None, row["alternate_names"].split("|"))]
    found = [f"{name!r} carries a bidi mark" for name in names if BIDI_MARKS & set(name)]
    found += [f"{n!r} is not NFC" for n in names if unicodedata.normalize("NFC", n) != n]
    found += [f"{n!r} twice" for n, count in Counter(names).items() if count > 1]
    return found


def is_number(text):
    """Tell whether a cell is a finite decimal number."""
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def read_table(path, columns, report):
    """Return the well-formed rows of a table; malformed ones go to the report."""
    lines = open_lines(path)
    header = next(lines).split("\t")
    if header != columns:
        report["malformed"].append(f"{path.name}:1: header {header}, expected {columns}")
    rows = []
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        found = problems_of(cells, columns)
        report["malformed"] += [f"{path.name}:{number}: {problem}" for problem in found]
        if not found:
            rows.append(dict(zip(columns, cells)) | {"where": f"{path.name}:{number}"})
    return rows


def class_of(feature_code):
    """Return the GeoNames feature class, or the code itself where this table does not need one."""
    return next((c for start, c in CLASS_STARTS if feature_code.startswith(start)), feature_code)


def read_reference(folder, rows):
    """Return reference coordinates by geonameid and by name, only for what the rows ask for."""
    ids = {row["place_id"].removeprefix("geonames:") for row in rows}
    keys = {key_of(row) for row in rows if not row["place_id"].startswith("geonames:")}
    by_id, by_key = {}, defaultdict(list)
    for name in ("gazetteer_geonames.tsv.zst", "poi.tsv.zst"):
        if not (folder / name).exists():
            continue
        for line in open_lines(folder / name):
            cells = line.split("\t")
            point = float(cells[4]), float(cells[5])
            if cells[0] in ids:
                by_id[cells[0]] = point
            key = fold(cells[1]), cells[8], class_of(cells[7])
            if key in keys:
                by_key[key].append(point)
    return by_id, by_key


def key_of(row):
    """Return what identifies a feature without an id."""
    return fold(row["name"]), row["country"], class_of(row["feature_code"])


def compare(rows, by_id, by_key, report):
    """Report the rows whose coordinates deviate from the reference."""
    compared = 0
    for row in rows:
        here = float(row["lat"]), float(row["lon"])
        if row["place_id"].startswith("geonames:"):
            points, limit = [by_id.get(row["place_id"][9:])], math.inf
        else:
            points, limit = by_key.get(key_of(row), []), NAMESAKE_KM
        distances = [(distance_km(*here, *point), point) for point in points if point]
        compared += bool(distances)
        if distances and FARTHEST_KM < min(distances)[0] <= limit:
            kind = "deviating areas" if row["feature_code"] in AREAL_CLASSES else "deviating points"
            report[kind].append(
                f"{row['where']}: {row['place_id']} {row['name']} {row['feature_code']} "
                f"{row['country']}: here {here}, reference {min(distances)[1]}, {min(distances)[0]:.0f} km"
            )
    return compared


def report_duplicates(rows, report):
    """Report ids that occur more than once."""
    for place_id, count in Counter(row["place_id"] for row in rows).items():
        if count > 1:
            where = ", ".join(row["where"] for row in rows if row["place_id"] == place_id)
            report["duplicate ids"].append(f"{place_id}: {where}")


def read_country_polygons():
    """Return `{country: geometry}` of `countries.geojson.zst`."""
    text = "\n".join(open_lines(HERE.parent / "countries.geojson.zst"))
    return {
        feature["properties"]["country"]: shapely.geometry.shape(feature["geometry"])
        for feature in json.loads(text)["features"]
    }


def report_outsiders(rows, polygons, report):
    """Report rows more than `OUTSIDE_KM` outside their country's polygon."""
    by_country = defaultdict(list)
    for row in rows:
        by_country[row["country"]].append(row)
    for country, members in sorted(by_country.items()):
        if country not in polygons:
            continue
        points = shapely.points([(float(r["lon"]), float(r["lat"])) for r in members])
        shapely.prepare(polygons[country])
        for row, point, inside in zip(members, points, shapely.intersects(polygons[country], points)):
            if not inside and (distance := km_outside(polygons[country], point)) > OUTSIDE_KM:
                report["outside their country"].append(
                    f"{row['where']}: {row['place_id']} {row['name']} {row['feature_code']} "
                    f"{country} ({row['lat']}, {row['lon']}): {distance:.0f} km"
                )


def km_outside(polygon, point):
    """Return the distance of a point from a polygon."""
    nearest = shapely.shortest_line(polygon, point).coords[0]
    return distance_km(nearest[1], nearest[0], point.y, point.x)


def report_polygons(report):
    """Report polygons that break RFC 7946."""
    for name in ("countries.geojson.zst", "admin1.geojson.zst"):
        for feature in json.loads("\n".join(open_lines(HERE.parent / name)))["features"]:
            shape = shapely.geometry.shape(feature["geometry"])
            if not shape.is_valid:
                reason = shapely.is_valid_reason(shape)
                report["invalid polygons"].append(f"{name}: {feature['properties']}: {reason}")
            for part in shapely.get_parts(shape):
                report_rings(name, feature["properties"], part, report)


def report_rings(name, properties, part, report):
    """Report the rings of a polygon that run the wrong way, too far east or across the map."""
    if not part.exterior.is_ccw or any(ring.is_ccw for ring in part.interiors):
        report["malformed"].append(f"{name}: {properties}: ring winding")
    for ring in (part.exterior, *part.interiors):
        lons = [x for x, _ in ring.coords]
        if max(map(abs, lons)) > 180:
            report["malformed"].append(f"{name}: {properties}: beyond 180 degrees")
        if max(abs(a - b) for a, b in zip(lons, lons[1:])) > 180:
            report["malformed"].append(f"{name}: {properties}: an edge spans more than 180 degrees")


def main(shared):
    report = defaultdict(list)
    rows = read_table(HERE.parent / "places.tsv.zst", COLUMNS, report)
    for path in sorted((HERE.parent / "curated").glob("*.tsv")):
        header = next(open_lines(path)).split("\t")
        if header[:1] == ["place_id"]:
            rows += read_table(path, CURATED_COLUMNS, report)
    by_id, by_key = read_reference(shared, rows)
    compared = compare(rows, by_id, by_key, report)
    report_duplicates(rows, report)
    report_outsiders(rows, read_country_polygons(), report)
    report_polygons(report)
    for kind, lines in report.items():
        for line in lines:
            print(f"{kind}\t{line}")
    print(f"{len(rows)} rows, {compared} compared", file=sys.stderr)
    for kind, lines in report.items():
        print(f"{len(lines):8} {kind}", file=sys.stderr)
    return 1 if report["malformed"] else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder of the reference tables")
    sys.exit(main(parser.parse_args().shared))
