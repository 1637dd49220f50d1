#!/usr/bin/env python3
"""Makes layers like those of a run, of any size, with a fixed seed: for the checks in real
clients (all geometry types, both sides of the antimeridian, nulls, awkward text) and for the
benchmark of the formats.

    make_layers.py EVENTS FOLDER

Towns are drawn around 40 centres, so that many events share a point, as in news.
"""
import json
import math
import os
import random
import sys
from datetime import date, timedelta

TYPES = {
    "ASSAULT": ["air_strike", "shelling", "clash", "attack"], "PROTEST": ["demonstration"],
    "CONSULT": ["meeting", "talks"], "DISASTER": ["earthquake", "flood"], "AID": ["aid_delivery"],
    "HEALTH": ["outbreak"], "ELECTION": ["election"], "COERCE": ["arrest", "trial"],
}
AWKWARD = ['He said "we <will> return" & left', "Ünïcode – Дамаск, 大阪, دمشق", "a, b; c\td", "it's 🔥 after 🔥"]
WORDS = "the army said that residents near a bridge were moved after fighting in two districts".split()


def towns(random_):
    for _ in range(40):
        lon, lat = random_.uniform(-175, 178), random_.uniform(-50, 65)
        for _ in range(50):
            yield (round(max(-180, min(180, lon + random_.gauss(0, 2))), 6),
                   round(lat + random_.gauss(0, 1.5), 6))
    yield from [(179.5, -17.2), (-179.4, -16.8), (180.0, -18.0)]


def properties(random_, number, town):
    kind = random_.choices(list(TYPES), weights=[8, 3, 4, 1, 1, .3, .2, 2])[0]
    day = date(2024, 1, 1) + timedelta(days=int(365 * random_.random() ** 2))
    dated = random_.random() < 0.9
    last = day + timedelta(days=random_.choice([0, 0, 0, 6]))
    trigger = random_.choice(WORDS)
    sentence = " ".join(random_.choices(WORDS, k=24)) + " " + trigger + "."
    if number % 10 == 0:
        sentence = AWKWARD[number // 10 % len(AWKWARD)] + " " + sentence
    return {
        "event_id": f"e{number:08x}", "event_type": kind,
        "event_subtype": random_.choice(TYPES[kind]), "cameo": random_.choice(["190", None]),
        "title": f"{kind.title()} – Town {town}", "actor": random_.choice(["Army", "Union", None]),
        "event_start": f"{day}T00:00:00Z" if dated else None,
        "event_end": f"{last}T23:59:59Z" if dated else None,
        "date_precision": "day" if dated else "unknown",
        "place_name": f"Town {town}", "place_id": f"geonames:{town}", "country_code": "SY",
        "killed": random_.choice([None, None, 1, 12]),
        "confidence": round(random_.uniform(0.3, 0.99), 3), "reason": "the only place of this name",
        "sentence": sentence, "trigger": trigger,
        "trigger_at": len(sentence) - len(trigger) - 1, "doc_id": f"d{number // 5}",
        "doc_title": "Example", "doc_url": f"https://example.org/{number // 5}",
        "published": str(day),
    }


def line(random_, index):
    """Every fifth crosses the antimeridian, cut as RFC 7946 wants it."""
    if index % 5 == 0:
        lat = random_.uniform(-60, 60)
        return {"type": "MultiLineString", "coordinates": [
            [[178.0, round(lat, 6)], [180.0, round(lat + 1, 6)]],
            [[-180.0, round(lat + 1, 6)], [-178.0, round(lat + 2, 6)]]]}
    lon, lat = random_.uniform(-170, 160), random_.uniform(-60, 60)
    return {"type": "LineString", "coordinates": [
        [round(lon + step, 6), round(lat + math.sin(step), 6)] for step in range(6)]}


def ring(lon, lat, size, turn):
    return [[round(lon + size * math.cos(turn * k * math.pi / 6), 6),
             round(lat + size * math.sin(turn * k * math.pi / 6), 6)] for k in range(12)]


def area(random_, index):
    lon, lat = random_.uniform(-170, 165), random_.uniform(-60, 60)
    outer, hole = ring(lon, lat, 3, 1), ring(lon, lat, 1, -1)
    outer.append(outer[0])
    hole.append(hole[0])
    if index % 5 == 0:
        west = [[178.0, lat], [180.0, lat], [180.0, lat + 2], [178.0, lat + 2], [178.0, lat]]
        east = [[-180.0, lat], [-178.0, lat], [-178.0, lat + 2], [-180.0, lat + 2], [-180.0, lat]]
        parts = [[[[x, round(y, 6)] for x, y in part]] for part in (west, east)]
        return {"type": "MultiPolygon", "coordinates": parts}
    return {"type": "Polygon", "coordinates": [outer, hole] if index % 3 == 0 else [outer]}


def write(folder, name, features):
    with open(os.path.join(folder, f"{name}.geojson"), "w", encoding="utf-8") as out:
        out.write('{"type":"FeatureCollection","name":"%s","features":[' % name)
        for number, (identity, geometry, values) in enumerate(features):
            feature = {"type": "Feature", "id": identity, "geometry": geometry, "properties": values}
            text = json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
            out.write(("\n" if number == 0 else ",\n") + text)
        out.write("\n]}\n")


def main(events, folder):
    random_ = random.Random(11)
    os.makedirs(folder, exist_ok=True)
    places = list(towns(random_))
    weights = [1 / (1 + index % 50) for index in range(len(places))]

    def points():
        for number in range(events):
            town = random_.choices(range(len(places)), cum_weights=cumulative)[0]
            yield (f"e{number:08x}-1", {"type": "Point", "coordinates": list(places[town])},
                   properties(random_, number, town))

    cumulative = []
    for weight in weights:
        cumulative.append(weight + (cumulative[-1] if cumulative else 0))
    write(folder, "events", points())
    few = min(events // 10, 200)
    for name, shape in (("movements", line), ("regions", area)):
        write(folder, name, ((f"{name[0]}{number}", shape(random_, number),
                              properties(random_, number, number)) for number in range(few)))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
