#!/usr/bin/env python3
"""Reads GeoParquet with geopandas and DuckDB, and PMTiles with GDAL's newer driver (pyogrio),
and compares them with the GeoJSON of the same run.

    venv/bin/python table_check.py FOLDER
"""
import json
import os
import sys
import warnings
from datetime import date

import duckdb
import geopandas
import pyarrow
import pyarrow.parquet
import pyogrio

from checking import check, end, expect, load

warnings.filterwarnings("ignore", module="pyogrio")


def check_parquet(path, features):
    name = os.path.basename(path)
    geo = json.loads(pyarrow.parquet.read_schema(path).metadata[b"geo"])
    column = geo["columns"]["geometry"]
    check(name, geo["version"] == "1.1.0" and column["encoding"] == "WKB" and "covering" in column)
    frame = geopandas.read_parquet(path)
    ids = [feature["id"] for feature in features]
    check(name, list(frame["id"]) == ids and frame.crs.to_string() == "OGC:CRS84",
          f"{len(frame)} rows in order, geopandas {geopandas.__version__}")
    if not features:
        return
    for key in features[0]["properties"]:
        expected = [feature["properties"][key] for feature in features]
        got = [plain(value) for value in frame[key]]
        expect(f"{name} {key}", got == expected)
    bounds = frame.total_bounds
    half = (bounds[0], bounds[1], (bounds[0] + bounds[2]) / 2, bounds[3])
    part = geopandas.read_parquet(path, bbox=half)
    check(name, 0 < len(part) <= len(frame), f"{len(part)} rows in the western half by bbox")
    wanted = {"event_start": "TIMESTAMP WITH TIME ZONE", "published": "DATE", "killed": "BIGINT",
              "confidence": "DOUBLE"}
    types = dict(duckdb.sql(f"select column_name, column_type from (describe from '{path}')")
                 .fetchall())
    typed = all(types[key] == wanted[key] for key in wanted if key in types)
    count = duckdb.sql(f"select count(geometry) from '{path}'").fetchall()[0][0]
    check(name, typed and types["geometry"].startswith("GEOMETRY") and count == len(features),
          f"{types['geometry']}, DuckDB {duckdb.__version__}")


def plain(value):
    """A value of a data frame as JSON has it."""
    if value is None or value != value or str(value) == "NaT":
        return None
    if hasattr(value, "tzinfo"):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def week(day):
    return day and date.fromisoformat(day[:10]).toordinal() // 7


def check_pmtiles(path, layers):
    name = os.path.basename(path)
    for layer, features in layers.items():
        if not features:
            continue
        last = pyogrio.read_dataframe(path, layer=layer)
        first = pyogrio.read_dataframe(path, layer=layer, ZOOM_LEVEL="0")
        check(f"{name} {layer}", last["mvt_id"].nunique() == len(features),
              f"all {len(features)} features at the last zoom, {len(first)} at the first, "
              f"GDAL {'.'.join(map(str, pyogrio.__gdal_version__))}")
        if layer == "events":
            types = {feature["properties"]["event_type"] for feature in features}
            weeks = {week(feature["properties"]["event_start"]) for feature in features}
            check(f"{name} {layer}", set(first["event_type"]) == types
                  and {week(plain(start)) for start in first["event_start"]} == weeks,
                  f"all {len(types)} types and {len(weeks)} weeks are there at zoom 0")
            kinds = set(last.geometry.geom_type)
            check(f"{name} {layer}", kinds == {"Point"}, str(kinds))
            titles = {feature["id"]: feature["properties"]["title"] for feature in features}
            check(f"{name} {layer}", sorted(last["title"]) == sorted(titles.values()), "titles")


def main(folder):
    layers = {name: load(f"{folder}/{name}.geojson")["features"]
              for name in ("events", "movements", "regions", "places", "mentions")
              if os.path.exists(f"{folder}/{name}.geojson")}
    for name, features in layers.items():
        check_parquet(f"{folder}/{name}.parquet", features)
    check_pmtiles(f"{folder}/dateline.pmtiles", layers)
    end(f"pyarrow {pyarrow.__version__}")


main(sys.argv[1])
