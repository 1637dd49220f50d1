#!/usr/bin/env python3
"""Scores `dateline annotate` on annotated articles: places, events, and what hangs on them.

    python3 .ci/score_gold.py BINARY GOLD_DIR [--errors] [--floor NAME=VALUE ...]

GOLD_DIR holds articles.jsonl (see shared/gold/README.md). A toponym is found when its span is
the gold span; a placed event (event × place) is found when type and place agree, each prediction
used once. Two points agree within 25 km; for countries, divisions, waters and other areas, whose
central points differ between gazetteers, within 350 km. Exit 1 when a figure is under its floor.
"""

import argparse
import json
import math
import subprocess
import sys
from pathlib import Path

NEAR_KM = 25.0
AREA_KM = 350.0
POINT_KINDS = {"city", "town", "village", "district", "airport", "base", "camp", "crossing",
               "settlement", "suburb", "port", "dam", "point", "site"}


def distance_km(a_lat, a_lon, b_lat, b_lon):
    """Great-circle distance on the sphere."""
    a, b = math.radians(a_lat), math.radians(b_lat)
    h = math.sin((b - a) / 2) ** 2
    h += math.cos(a) * math.cos(b) * math.sin(math.radians(b_lon - a_lon) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def annotate(binary, articles):
    """One annotation per article, in order."""
    lines = [json.dumps({k: a[k] for k in ("doc_id", "title", "published", "text")})
             for a in articles]
    done = subprocess.run([binary, "annotate", "-"], input="\n".join(lines) + "\n",
                          capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def near(gold, lat, lon, kinds):
    """Whether a predicted point is the gold place."""
    if lat is None:
        return False
    limit = NEAR_KM if kinds.get(gold["key"], "city") in POINT_KINDS else AREA_KM
    return distance_km(gold["lat"], gold["lon"], lat, lon) <= limit


def f1(hit, predicted, gold):
    """Precision, recall, F1."""
    p = hit / predicted if predicted else 0.0
    r = hit / gold if gold else 0.0
    return p, r, (2 * p * r / (p + r) if p + r else 0.0)


class Tally:
    """Counts that become the figures."""

    def __init__(self):
        self.n = {}

    def add(self, name, value=1):
        self.n[name] = self.n.get(name, 0) + value

    def __getitem__(self, name):
        return self.n.get(name, 0)


def score_toponyms(article, found, kinds, tally, log):
    gold = {(t["start"], t["end"]): t for t in article["toponyms"]}
    ours = {(t["start"], t["end"]): t for t in found["toponyms"]}
    tally.add("gold_toponyms", len(gold))
    tally.add("our_toponyms", len(ours))
    for span, t in gold.items():
        if span not in ours:
            log(f"  missed   {t['surface']!r} ({t['type']})")
            continue
        tally.add("spans")
        o = ours[span]
        if near(t, o["lat"], o["lon"], kinds):
            tally.add("near")
        else:
            log(f"  wrong    {t['surface']!r} -> {o['name']} {o['lat']},{o['lon']}"
                f" for {t['name']} {t['lat']},{t['lon']}: {o['reason']}")
        same_type = o["type"][:5] == t["type"][:5]
        tally.add("types", same_type)
        if not same_type:
            log(f"  usage    {t['surface']!r} is {t['type']}, got {o['type']}:"
                f" …{article['text'][max(0, span[0] - 40):span[1] + 25]!r}")
    for span, o in ours.items():
        if span not in gold:
            log(f"  spurious {o['surface']!r} -> {o['name']}")


def placed(events, lat, lon):
    """(event, place) pairs that have a point."""
    return [(e, p) for e in events for p in e["places"] if p.get(lat) is not None]


def score_events(article, found, kinds, tally, log):
    gold = [(e, p) for e in article["events"] for p in e["places"]]
    ours = placed(found["events"], "lat", "lon")
    tally.add("gold_events", len(gold))
    tally.add("our_events", len(ours))
    free = list(range(len(ours)))
    for e, p in gold:
        here = [i for i in free if near(p, ours[i][1]["lat"], ours[i][1]["lon"], kinds)]
        if here:
            tally.add("event_places")
        hits = [i for i in here if ours[i][0]["event_type"] == e["type"]]
        trigger = e.get("trigger_start", -1)
        hits.sort(key=lambda i: (abs(ours[i][0]["trigger"]["start"] - trigger), i))
        if not hits:
            got = sorted({ours[i][0]["event_type"] for i in here})
            log(f"  no event {e['type']}/{e['subtype']} at {p['name']}"
                f" ({e['trigger']!r}); there: {got}")
            continue
        o, place = ours[hits[0]]
        free.remove(hits[0])
        tally.add("events")
        tally.add("roles", place["role"] == p["role"])
        tally.add("statuses", o["status"] == e["status"])
        if o["status"] != e["status"]:
            log(f"  status   {e['trigger']!r} is {e['status']}, got {o['status']}")
        same_days = (o["date_start"], o["date_end"]) == (e["date_start"], e["date_end"])
        tally.add("dates", same_days)
        if not same_days:
            log(f"  date     {e['trigger']!r} {e['date_start']}..{e['date_end']},"
                f" got {o['date_start']}..{o['date_end']} {o.get('date_text')!r}")
        for kind in ("killed", "injured", "detained", "released", "displaced", "missing"):
            want, got = e["counts"].get(kind), o["counts"].get(kind, {}).get("value")
            if want is not None:
                tally.add("gold_counts")
                tally.add("counts", want == got)
            if want != got:
                log(f"  count    {e['trigger']!r} {kind} {want}, got {got}")
    for i in free:
        e, p = ours[i]
        log(f"  extra    {e['event_type']}/{e['event_subtype']} at {p['name']}"
            f" ({e['trigger'].get('surface')!r}, {e['status']}): {p.get('reason')}")


def figures(tally):
    """The figures by name."""
    spans = f1(tally["spans"], tally["our_toponyms"], tally["gold_toponyms"])
    end = f1(tally["near"], tally["our_toponyms"], tally["gold_toponyms"])
    events = f1(tally["events"], tally["our_events"], tally["gold_events"])
    matched = max(1, tally["events"])
    return {
        "toponym_precision": spans[0], "toponym_recall": spans[1], "toponym_f1": spans[2],
        "accuracy_25km": tally["near"] / max(1, tally["spans"]),
        "end_to_end_f1": end[2],
        "usage_accuracy": tally["types"] / max(1, tally["spans"]),
        "event_precision": events[0], "event_recall": events[1], "event_f1": events[2],
        "status_accuracy": tally["statuses"] / matched,
        "date_accuracy": tally["dates"] / matched,
        "role_accuracy": tally["roles"] / matched,
        "count_accuracy": tally["counts"] / max(1, tally["gold_counts"]),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every disagreement")
    parser.add_argument("--floor", action="append", default=[], metavar="NAME=VALUE")
    args = parser.parse_args()
    articles = [json.loads(line) for line in (args.gold / "articles.jsonl").open()]
    tally = Tally()
    log = print if args.errors else (lambda *_: None)
    for article, found in zip(articles, annotate(args.binary, articles), strict=True):
        kinds = {t["key"]: t["kind"] for t in article["toponyms"]}
        log(article["doc_id"])
        score_toponyms(article, found, kinds, tally, log)
        score_events(article, found, kinds, tally, log)
    result = figures(tally)
    failed = []
    for name, value in result.items():
        print(f"{name:20} {value:.3f}")
    for floor in args.floor:
        name, value = floor.split("=")
        if result[name] < float(value):
            failed.append(f"{name} is {result[name]:.3f}, floor {value}")
    if failed:
        sys.exit("under the floor: " + "; ".join(failed))


if __name__ == "__main__":
    main()
