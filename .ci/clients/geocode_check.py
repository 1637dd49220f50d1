#!/usr/bin/env python3
"""Geocodes a table given in each format that is read, to each format that is written, and reads
the result with geopandas; then fills in the review and runs again.

    venv/bin/python geocode_check.py DATELINE WORK-FOLDER

Compared with the table: columns, order of rows, every value; coordinates and geometry. The
Parquet and GeoPackage tables are written by pandas and GDAL, not by dateline.
"""
import os
import subprocess
import sys
from datetime import datetime

import geopandas
import pandas
import pyogrio

from checking import check, end

TABLE = pandas.DataFrame({
    "event": range(1, 8),
    "place": ["Paris", "Paris", "Tripoli", "Qwrtzplk", "Tripoli", "Aleppo", None],
    "division": [None, "Texas", None, None, None, None, None],
    "country": ["FR", "US", "Lebanon", "SY", "NO", "Syria", "SY"],
    "day": ["2025-04-09", "2025-04-10", None, "2025-04-11", "2025-04-12", "2025-04-13", None],
    "note": ["a, b", "say \"hi\"", "دمشق", None, "x", "y", "z"],
    "weight": [1.5, None, 2.25, 3.0, 4.0, 5.0, 6.0],
})
ADDED = ["lat", "lon", "place_id", "place_precision", "confidence", "reason"]
# A Tripoli, but none in Norway.
LIBYAN = "geonames:2210247"
PLACES = {1: "geonames:2988507", 2: "geonames:4717560", 3: "geonames:266826"}
ASKED = ["--place", "place", "--admin1", "division", "--country", "country", "--date", "day"]


def same(value, other):
    """Equal, or both missing; a CSV has no other way to say missing than an empty cell."""
    missing = [one is None or one != one or one == "" for one in (value, other)]
    # Formats that have days give them back as such.
    value = str(value.date()) if isinstance(value, datetime) else value
    return all(missing) or str(value) == str(other)


def read(path):
    if path.endswith(".csv"):
        return pandas.read_csv(path)
    if path.endswith(".parquet"):
        return geopandas.read_parquet(path)
    return geopandas.read_file(path, layer="towns")


def run(dateline, table, out, *more):
    subprocess.run([dateline, "geocode", table, *ASKED, "-o", out, *more], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return read(out)


def check_result(name, result):
    rows = [all(same(result[key][row], TABLE[key][row]) for key in TABLE)
            for row in range(len(TABLE))]
    kept = len(result) == len(TABLE) and all(rows)
    check(name, kept and all(key in result for key in ADDED), "columns, rows and values kept")
    ids = {row: result["place_id"][row - 1] for row in PLACES}
    check(name, ids == PLACES and pandas.isna(result["lat"][3]), str(list(result["place_id"])))
    if "geometry" in result:
        at = [(point.x, point.y) if point else None for point in result.geometry]
        placed = [None if pandas.isna(lat) else (lon, lat)
                  for lat, lon in zip(result["lat"], result["lon"])]
        check(name, at == placed, "geometries are the coordinates")
        days = [str(day)[:10] for day in result["event_start"][:2]]
        check(name, days == list(TABLE["day"][:2]), "days for the time slider")


def check_review(dateline, folder, table):
    out = os.path.join(folder, "review", "towns.csv")
    run(dateline, table, out)
    review = os.path.join(folder, "review", "review.csv")
    questions = pandas.read_csv(review, dtype=str)
    asked = list(questions["place"])
    candidates = questions.filter(like="candidate").apply(lambda row: " ".join(row.dropna()), axis=1)
    check("review.csv", sorted(asked) == ["Qwrtzplk", "Tripoli"]
          and LIBYAN in candidates[asked.index("Tripoli")], str(asked))
    decisions = {"Tripoli": LIBYAN, "Qwrtzplk": "36.5, 37.25"}
    questions["decision"] = [decisions.get(place) for place in asked]
    filled = os.path.join(folder, "filled.csv")
    questions.to_csv(filled, index=False)
    for what, more in (("with --decisions", ["--decisions", filled]), ("remembered", [])):
        decided = run(dateline, table, out, *more)
        check(f"decisions {what}", decided["place_id"][4] == LIBYAN
              and tuple(decided.loc[3, ["lat", "lon"]]) == (36.5, 37.25))


def main(dateline, folder):
    os.makedirs(folder, exist_ok=True)
    tables = {ending: os.path.join(folder, f"towns.{ending}") for ending in ("csv", "parquet", "gpkg")}
    TABLE.to_csv(tables["csv"], index=False)
    TABLE.to_parquet(tables["parquet"])
    pyogrio.write_dataframe(TABLE, tables["gpkg"], layer="towns")
    for ending, table in tables.items():
        for target in ("csv", "gpkg", "parquet", "geojson"):
            name = f"{ending} to {target}"
            out = os.path.join(folder, ending, target, f"towns.{target}")
            os.makedirs(os.path.dirname(out), exist_ok=True)
            check_result(name, run(dateline, table, out))
    check_review(dateline, folder, tables["csv"])
    end(f"geopandas {geopandas.__version__}, pandas {pandas.__version__}")


main(*sys.argv[1:])
