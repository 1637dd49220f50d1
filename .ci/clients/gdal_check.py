#!/usr/bin/env python3
"""Reads every format back with GDAL and compares it with the GeoJSON of the same run.

    /usr/bin/python3 gdal_check.py FOLDER      (python3-gdal is only there for the system's Python)

Compared: features, geometries (to 6 decimals), field types, every value of every feature.
GeoJSON itself is compared with what GDAL's RFC7946=YES makes of it, and the GeoPackage must pass
GDAL's strict validator.
"""
import json
import os
import subprocess
import sys

from osgeo import gdal, ogr
from osgeo_utils.samples import validate_gpkg

from checking import end, expect, load

gdal.UseExceptions()
LAYERS = ["events", "movements", "regions", "places", "mentions"]
DATE_TIMES = {"event_start", "event_end"}
KML_NAMES = {"name", "description", "begin", "end"}


def flat(geometry):
    """Coordinates of a geometry, and its type without 'Multi': formats with one type a column
    write single parts as multi-geometries."""
    kind, parts = geometry["type"], geometry["coordinates"]
    if kind in ("LineString", "Polygon"):
        parts = [parts]
    return kind.replace("Multi", ""), json.dumps(rounded(parts))


def rounded(parts):
    if isinstance(parts, (int, float)):
        return round(parts, 6) + 0.0
    return [rounded(part) for part in parts]


def canonical(kind, parts):
    """Rings from their least position on: where a ring starts means nothing."""
    if kind != "Polygon":
        return json.dumps(parts)
    turned = []
    for polygon in parts:
        rings = []
        for ring in polygon:
            ring = ring[:-1]
            least = ring.index(min(ring))
            rings.append(ring[least:] + ring[:least])
        turned.append(rings)
    return json.dumps(sorted(turned))


def value(field, feature, index):
    if not feature.IsFieldSetAndNotNull(index):
        return None
    kind = field.GetType()
    if kind == ogr.OFTDateTime:
        y, m, d, hour, minute, second, zone = feature.GetFieldAsDateTime(index)
        assert zone in (0, 100), f"{field.GetName()}: zone {zone}"
        if field.GetName() not in DATE_TIMES:
            return f"{y:04}-{m:02}-{d:02}"
        return f"{y:04}-{m:02}-{d:02}T{hour:02}:{minute:02}:{int(second):02}Z"
    if kind == ogr.OFTDate:
        y, m, d = feature.GetFieldAsDateTime(index)[:3]
        return f"{y:04}-{m:02}-{d:02}"
    return feature.GetField(index)


def rows(path, name):
    """Feature id → geometry and values, as GDAL reads them."""
    # A CSV is typed by the .csvt beside it; an empty text is a null in it.
    options = ["EMPTY_STRING_AS_NULL=YES"] if path.endswith(".csv") else []
    source = gdal.OpenEx(path, gdal.OF_VECTOR, open_options=options)
    layer = source.GetLayerByName(name) or source.GetLayer(0)
    definition = layer.GetLayerDefn()
    fields = [definition.GetFieldDefn(index) for index in range(definition.GetFieldCount())]
    read = {}
    for feature in layer:
        values = {field.GetName(): value(field, feature, index)
                  for index, field in enumerate(fields)}
        geometry = feature.GetGeometryRef()
        read[values.get("id")] = (json.loads(geometry.ExportToJson()), values)
    types = {field.GetName(): field.GetTypeName() for field in fields}
    return read, types, layer.GetGeomType()


def compare(path, name, collection, dates=True):
    label = f"{os.path.basename(path)} {name}"
    read, types, _ = rows(path, name)
    expect(label, len(read) == len(collection["features"]),
           f"{len(read)} features, not {len(collection['features'])}")
    for feature in collection["features"]:
        if feature["id"] not in read:
            expect(label, False, f"{feature['id']} is missing")
            continue
        geometry, values = read[feature["id"]]
        expect(label, flat(geometry) == flat(feature["geometry"]), f"geometry of {feature['id']}")
        for key, expected in feature["properties"].items():
            # KML has an `end` of its own: the column gets an underscore.
            own = path.endswith(".kml") and key in KML_NAMES
            got = values.get(f"{key}_" if own else key)
            expect(label, got == expected, f"{feature['id']} {key}: {got!r}, not {expected!r}")
    if dates and collection["features"] and DATE_TIMES <= set(collection["features"][0]["properties"]):
        for field in DATE_TIMES:
            expect(label, types[field] == "DateTime", f"{field} is {types[field]}")
    print(f"ok  {label}: {len(read)} features")


def compare_rfc7946(path, collection):
    """Winding, cuts at the antimeridian, bounding box as GDAL makes them."""
    out = subprocess.run(["ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=YES", "-lco",
                          "WRITE_BBOX=YES", "-lco", "COORDINATE_PRECISION=6", "/vsistdout/", path],
                         capture_output=True, check=True, text=True)
    theirs = json.loads(out.stdout)
    label = os.path.basename(path) + " RFC 7946"
    for ours, other in zip(collection["features"], theirs["features"]):
        (kind, mine), (other_kind, their) = flat(ours["geometry"]), flat(other["geometry"])
        same = kind == other_kind and canonical(kind, json.loads(mine)) == canonical(
            kind, json.loads(their))
        expect(label, same, f"geometry of {ours['id']}: {mine[:200]} {their[:200]}")
    if collection["features"]:
        expect(label, rounded(collection["bbox"]) == rounded(theirs["bbox"]),
              f"bbox {collection['bbox']}, GDAL {theirs['bbox']}")
    print(f"ok  {label}")


def main(folder):
    at = lambda name: os.path.join(folder, name)
    layers = [name for name in LAYERS if os.path.exists(at(name + ".geojson"))]
    assert layers, f"no layers in {folder}"
    for name in layers:
        collection = load(at(name + ".geojson"))
        compare_rfc7946(at(name + ".geojson"), collection)
        if not collection["features"]:
            # Without a row GeoJSON and FlatGeobuf have nothing to say of types.
            continue
        compare(at(name + ".geojson"), name, collection)
        compare(at("dateline.gpkg"), name, collection)
        compare(at(name + ".fgb"), name, collection)
        compare(at(name + ".csv"), name, collection)
        compare(at(name + ".geojsonl"), name, collection)
        compare(at(name + ".kml"), name, collection, dates=False)
        kml = rows(at(name + ".kml"), name)[1]
        dated = any(f["properties"].get("event_start") for f in collection["features"])
        if dated:
            expect(f"{name}.kml", kml.get("begin") == "DateTime", "TimeSpan is no date-time")
    validate_gpkg.GPKGChecker(at("dateline.gpkg"), extra_checks=True).check()
    print("ok  dateline.gpkg passes validate_gpkg")
    end(f"GDAL {gdal.__version__}")


main(sys.argv[1])
