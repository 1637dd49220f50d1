#!/usr/bin/env python3
"""How often `dateline geocode` is right, by what it goes by: the figures of docs/formats.md, and
the confidence of an only place (src/geocode/mod.rs).

    python3 benches/geocode.py DATELINE DATA

DATA has corpora/LGL.jsonl and TR-News.jsonl (annotated towns, class P) and events/ucdp_*.jsonl
(towns, villages and cities where where_prec is 1). Each town is asked for once with its country
and once with its division too; right is a point within 25 km of the annotated one.
"""
import csv
import json
import math
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict

RIGHT_KM = 25
HEADER = ["place", "admin1", "country", "north", "east"]


def lines(path):
    with open(path, encoding="utf-8") as file:
        yield from map(json.loads, file)


def of_corpus(path):
    for document in lines(path):
        for toponym in document["toponyms"]:
            if toponym.get("feature_class") == "P" and toponym["lat"] is not None:
                yield (toponym["surface"], toponym.get("admin1") or "", toponym.get("country") or "",
                       toponym["lat"], toponym["lon"])


def of_ucdp(path):
    for row in lines(path):
        named = re.fullmatch("(.*) (?:town|village|city)", row["where_coordinates"] or "")
        if named and row["where_prec"] == 1:
            yield named[1], row["adm_1"], row["country"], row["latitude"], row["longitude"]


def distance(lat, lon, lat2, lon2):
    """Kilometres on a sphere."""
    lat, lon, lat2, lon2 = map(math.radians, (lat, lon, lat2, lon2))
    half = math.sin((lat - lat2) / 2) ** 2 + (
        math.cos(lat) * math.cos(lat2) * math.sin((lon - lon2) / 2) ** 2)
    return 2 * 6371 * math.asin(math.sqrt(half))


def measure(dateline, folder, rows, hints):
    table, out = os.path.join(folder, "towns.csv"), os.path.join(folder, "out.csv")
    with open(table, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *rows])
    asked = [word for hint in hints for word in (f"--{hint}", hint)]
    subprocess.run([dateline, "geocode", table, "--place", "place", *asked, "-o", out], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    counts = defaultdict(lambda: [0, 0])
    with open(out, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = ("not placed" if not row["lat"] else
                    "only place" if row["reason"].startswith("the only") else "weighed")
            counts[kind][0] += 1
            if row["lat"]:
                counts[kind][1] += RIGHT_KM >= distance(*(float(row[key]) for key in (
                    "lat", "lon", "north", "east")))
    return counts


def main(dateline, data):
    sources = {"LGL": of_corpus(f"{data}/corpora/LGL.jsonl"),
               "TR-News": of_corpus(f"{data}/corpora/TR-News.jsonl")}
    for country in ("syria", "iraq", "ukraine"):
        sources[f"UCDP {country}"] = of_ucdp(f"{data}/events/ucdp_{country}.jsonl")
    print("| towns of | rows | given | not placed | only place: right | weighed: right |")
    print("|---|---|---|---|---|---|")
    totals = defaultdict(lambda: [0, 0])
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in sources.items():
            rows = list({row[:3]: row for row in rows}.values())
            for hints in (("country",), ("country", "admin1")):
                counts = measure(os.path.abspath(dateline), folder, rows, hints)
                for place in (0, 1):
                    totals[hints][place] += counts["only place"][place]
                share = lambda kind: "{1} of {0}".format(*counts[kind])
                print(f"| {name} | {len(rows)} | {', '.join(hints)} | {counts['not placed'][0]} "
                      f"| {share('only place')} | {share('weighed')} |")
    for hints, (only, right) in totals.items():
        print(f"only place by {', '.join(hints)}: {right} of {only} right, {right / only:.3f}")


main(*sys.argv[1:])
