#!/usr/bin/env python3
"""Appends to a GeoPackage, twice and with a run killed in between.

    append_check.py DATELINE FOLDER-OF-LAYERS WORK-FOLDER
"""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from checking import load


def convert(dateline, layers, output, *more):
    return [dateline, "convert", *layers, "--format", "gpkg", "-o", output, *more]


def rows(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        table = file.execute("SELECT id, title FROM events ORDER BY id").fetchall()
        index = file.execute("SELECT count(*) FROM rtree_events_geom").fetchone()[0]
        assert index == len(table), f"{index} rows in the R-tree, {len(table)} in the table"
        return table


def part(source, target, keep, title=None):
    collection = load(source)
    features = [feature for number, feature in enumerate(collection["features"]) if keep(number)]
    for feature in features:
        feature["properties"]["title"] = title or feature["properties"]["title"]
    collection["features"] = features
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "w", encoding="utf-8") as file:
        json.dump(collection, file)
    return target


def main(dateline, folder, work):
    source = os.path.join(folder, "events.geojson")
    first = part(source, f"{work}/first/events.geojson", lambda number: number < 4000)
    second = part(source, f"{work}/second/events.geojson", lambda number: number >= 3000, "again")
    out, file = f"{work}/out", f"{work}/out/dateline.gpkg"
    subprocess.run(convert(dateline, [first], out), check=True, stdout=subprocess.DEVNULL)
    before = rows(file)
    assert len(before) == 4000

    # What a whole run makes of it: a run can be killed after its file is in place.
    shutil.copytree(out, f"{work}/whole")
    subprocess.run(convert(dateline, [second], f"{work}/whole", "--append"), check=True,
                   stdout=subprocess.DEVNULL)
    after = rows(f"{work}/whole/dateline.gpkg")

    killed, random_ = 0, random.Random(3)
    for _ in range(8):
        run = subprocess.Popen(convert(dateline, [second], out, "--append"),
                               stdout=subprocess.DEVNULL)
        time.sleep(random_.uniform(0.02, 0.3))
        run.send_signal(signal.SIGKILL)
        killed += run.wait() != 0
        now = rows(file)
        assert now in (before, after), "a killed run left neither the old file nor the new one"
        before = now
    assert killed, "no run was killed before it was done"

    for _ in range(2):
        subprocess.run(convert(dateline, [second], out, "--append"), check=True,
                       stdout=subprocess.DEVNULL)
        table = rows(file)
        assert len(table) == 6000, f"{len(table)} rows, not 6000"
        assert sum(title == "again" for _, title in table) == 3000
    subprocess.run(["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", file],
                   check=True)
    print(f"ok  {killed} runs killed without harm, 4000 and 3000 rows made 6000, valid after all")


main(*sys.argv[1:])
