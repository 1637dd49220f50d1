#!/usr/bin/env python3
"""Scores `dateline annotate` on sets of sentences and headlines: types, places and counts of events.

    python3 .ci/score_events.py BINARY EVENTS_DIR [--errors N] [--floor NAME=VALUE ...]

EVENTS_DIR holds plover_gsr.jsonl, petrarch_validation.jsonl, event_location.jsonl and
ucdp_*.jsonl (see shared/events/README.md). Exit 1 when a figure is under its floor.

plover type        share of sentences whose marked event words carry an event of the marked type
plover any         share of sentences with an event of the marked type anywhere
petrarch root      share of expected events whose CAMEO root some event of the sentence has
petrarch none      share of sentences with no expected event in which none is found
linking P, R, F1   tokens of the places tied to events whose trigger is a marked verb
linking found      share of marked verbs that are triggers
ucdp event         share of headlines with a stated toll in which an event is found
ucdp country       share of events with a place, in headlines that name the country, in that country
ucdp killed        share of headlines that state the toll whose event has exactly it
"""

import argparse
import json
import random
import re
import subprocess
import sys
from pathlib import Path

COUNTRIES = {"syria": "SY", "iraq": "IQ", "ukraine": "UA"}
NUMBERS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
           "fifteen sixteen seventeen eighteen nineteen twenty").split()
DEATHS = re.compile(r"\b(kill(s|ed|ing)?|dead|die[sd]?|deaths?|casualties)\b", re.I)


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def annotate(binary, documents):
    """The events of each document, in order; documents are (text, date) pairs."""
    lines = [json.dumps({"doc_id": str(i), "text": text, "published": date})
             for i, (text, date) in enumerate(documents)]
    done = subprocess.run([binary, "annotate", "-"], input="\n".join(lines) + "\n",
                          capture_output=True, text=True)
    if done.returncode > 1:
        sys.exit(done.stderr)
    events = [[] for _ in documents]
    for line in done.stdout.splitlines():
        document = json.loads(line)
        events[int(document["doc_id"])] = document["events"]
    return events


def overlaps(span, spans):
    return any(span["start"] < other["end"] and other["start"] < span["end"] for other in spans)


class Scores:
    """Shares by name, and what went wrong."""

    def __init__(self):
        self.shares = {}
        self.wrong = []

    def add(self, name, is_right, shown=None):
        right, of = self.shares.get(name, (0, 0))
        self.shares[name] = (right + bool(is_right), of + 1)
        if not is_right and shown:
            self.wrong.append(f"{name}: {shown}")

    def value(self, name):
        right, of = self.shares[name]
        return right / of if of else 0.0


def types_of(events):
    return [event["event_subtype"] for event in events]


# Names of the set that PLOVER 2 gave up.
RENAMED = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}


def plover_types(events):
    """Types as PLOVER has them: what is not yet done is a promise, a concession, a threat."""
    types = set()
    for event in events:
        kind, status = event["event_type"], event["status"]
        types.add(kind)
        if status == "planned" and kind in ("CONSULT", "AID", "COOPERATE", "SUPPORT"):
            types.add("AGREE")
        if status == "planned" and kind in ("RETREAT", "CONCEDE"):
            types.add("CONCEDE")
        if status == "threatened":
            types.add("THREATEN")
        if status == "demanded":
            types.add("REQUEST")
    return types


def plover(scores, binary, path):
    marked = rows(path)
    found = annotate(binary, [(row["text"], row["date"]) for row in marked])
    for row, events in zip(marked, found):
        words = [span for span in row["spans"] if span["role"] == "EVT"]
        there = [e for e in events if overlaps(e["trigger"], words)]
        kind = RENAMED.get(row["event"], row["event"])
        shown = f"{row['event']} [{row['event_text']}] got {types_of(there)} of {types_of(events)}: {row['text']}"
        scores.add("plover type", kind in plover_types(there), shown)
        scores.add("plover any", kind in plover_types(events))


def petrarch(scores, binary, path):
    marked = rows(path)
    found = annotate(binary, [(row["text"], row["date"]) for row in marked])
    for row, events in zip(marked, found):
        roots = {code[:2] for event in events if (code := event.get("cameo"))}
        for expected in row["expected_events"]:
            code = expected["code"] or ""
            shown = f"{code} got {types_of(events)}: {row['text']}"
            scores.add("petrarch root", code[:2] in roots, shown)
        if row["expect_none"]:
            scores.add("petrarch none", not events, f"{types_of(events)}: {row['text']}")


def tokens(text, spans):
    inside = set()
    for word in re.finditer(r"\w+", text):
        if overlaps({"start": word.start(), "end": word.end()}, spans):
            inside.add(word.start())
    return inside


def linking(scores, binary, path):
    marked = rows(path)
    found = annotate(binary, [(row["text"], None) for row in marked])
    right = predicted = gold = 0
    for row, events in zip(marked, found):
        there = [event for event in events if overlaps(event["trigger"], row["verb"])]
        verbs = " ".join(verb["text"] for verb in row["verb"])
        scores.add("linking found", there, f"[{verbs}] {row['text']}")
        if not there:
            continue
        places = [place for event in there for place in event["places"] if place["start"] is not None]
        ours, theirs = tokens(row["text"], places), tokens(row["text"], row["locations"])
        right, predicted, gold = right + len(ours & theirs), predicted + len(ours), gold + len(theirs)
        if ours != theirs:
            names = [location["text"] for location in row["locations"]]
            scores.wrong.append(f"linking places: [{verbs}] {names} got "
                                f"{[place['name'] for place in places]}: {row['text']}")
    scores.shares["linking P"] = (right, predicted)
    scores.shares["linking R"] = (right, gold)
    scores.shares["linking F1"] = (2 * right, predicted + gold)


def states(headline, count):
    """Whether a headline about deaths has the number, in digits or words."""
    word = NUMBERS[count] if count < len(NUMBERS) else None
    forms = "|".join(filter(None, [f"{count:,}", str(count), word]))
    return bool(DEATHS.search(headline) and re.search(rf"(?<![\w,.])({forms})(?![\w,.]*\d)\b", headline, re.I))


def ucdp(scores, binary, path):
    name = path.stem.removeprefix("ucdp_")
    headlines = {}
    for row in rows(path):
        texts = [text.strip() for text in (row["source_headline"] or "").split(";")]
        dates = (row["source_date"] or "").split(";")
        for text, date in zip(texts, dates):
            if 20 < len(text) < 200 and re.fullmatch(r"\d{4}-\d\d-\d\d", date):
                headlines.setdefault((text, date), set()).add(row["best"])
    found = annotate(binary, list(headlines))
    for ((text, _), tolls), events in zip(headlines.items(), found):
        stated = [toll for toll in sorted(tolls) if toll > 0 and states(text, toll)]
        if stated:
            scores.add("ucdp event", events, text)
        if stated and events:
            killed = [e["counts"]["killed"]["value"] for e in events if "killed" in e["counts"]]
            scores.add("ucdp killed", set(killed) & set(stated), f"{stated} got {killed}: {text}")
        if re.search(rf"\b{name}\b", text, re.I):
            for event in events:
                if event["places"]:
                    countries = [place["country_code"] for place in event["places"]]
                    is_right = COUNTRIES[name] in countries
                    scores.add("ucdp country", is_right, f"{event['title']} in {countries}: {text}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("events", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--only", help="one set: plover, petrarch, linking, ucdp")
    parser.add_argument("--floor", action="append", default=[], metavar="NAME=VALUE")
    arguments = parser.parse_args()
    scores = Scores()
    sets = {"plover": (plover, "plover_gsr"), "petrarch": (petrarch, "petrarch_validation"),
            "linking": (linking, "event_location"), "ucdp": (ucdp, "ucdp_*")}
    for name, (score, pattern) in sets.items():
        if arguments.only in (None, name):
            for path in sorted(arguments.events.glob(f"{pattern}.jsonl")):
                score(scores, arguments.binary, path)
    for name, (right, of) in scores.shares.items():
        print(f"{name:16} {right / of if of else 0:.3f}  ({right} of {of})")
    random.seed(1)
    for line in random.sample(scores.wrong, min(arguments.errors, len(scores.wrong))):
        print("  ", line)
    low = [floor for floor in arguments.floor
           if scores.value(floor.rpartition("=")[0]) < float(floor.rpartition("=")[2])]
    for floor in low:
        print(f"under its floor: {floor}")
    sys.exit(bool(low))


if __name__ == "__main__":
    main()
