#!/usr/bin/env python3
"""Runs `dateline watch` against feeds that change and break, and compares the end with what was served.

    python3 .ci/watch_feeds.py DATELINE [--seconds 600] [--seed 1]

A server of this program has five feeds: RSS, Atom and JSON Feed that carry their text, RSS whose
pages are followed, and one that never works. Items are added, changed and removed all the time;
each feed but the last breaks now and then: errors, garbage, half answers, silence, redirects in a
circle. Half-way the watch is killed and started again. At the end the feeds are well, the watch is
asked to end, and the store must have exactly the documents that were served, with their last text,
and the layers exactly what the store has. While it runs, layers and health must be whole JSON.
Exit code 1 and a list where anything differs.
"""

import argparse
import collections
import hashlib
import html
import http.server
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

PLACES = ["Kharkiv", "Goma", "Aleppo", "Mykolaiv", "Khartoum", "Gaza", "Donetsk", "Sanaa", "Kabul", "Homs"]
DEEDS = [
    "Shelling killed {n} people in {place} on Monday.",
    "A bomb wounded {n} people in {place} on Tuesday.",
    "Police arrested {n} protesters in {place} on Wednesday.",
    "Floods displaced {n} families near {place} on Thursday.",
]
# Items a feed shows at most.
LISTED = 12
# Seconds between two polls of a feed.
EVERY = 2
# Seconds before and after the kill in which nothing changes or breaks.
QUIET = 12


class Item:
    """An item of a feed and its page."""

    def __init__(self, world, feed, number):
        self.link = f"{world.base}/{feed}/{number}"
        self.version = 0
        self.write(world.random)

    def write(self, chance):
        deed = chance.choice(DEEDS).format(n=chance.randint(2, 90), place=chance.choice(PLACES))
        self.version += 1
        self.title = f"Report {self.link.rsplit('/', 1)[1]}, version {self.version}"
        self.text = f"{deed} This is version {self.version} of the report."


class World:
    """The feeds, and what was served of them."""

    def __init__(self, base, seed):
        self.base = base
        self.random = random.Random(seed)
        self.lock = threading.Lock()
        self.feeds = {name: [] for name in ("rss", "atom", "json", "follow")}
        self.numbers = collections.Counter()
        self.is_well = False
        self.served = {}
        self.counts = collections.Counter()
        for name in self.feeds:
            for _ in range(3):
                self.add(name)

    def add(self, name):
        self.numbers[name] += 1
        self.feeds[name].insert(0, Item(self, name, self.numbers[name]))
        self.counts["added"] += 1

    def step(self):
        """Adds, changes or removes an item somewhere."""
        with self.lock:
            name = self.random.choice(list(self.feeds))
            items = self.feeds[name]
            deed = self.random.random()
            if deed < 0.5 or not items:
                self.add(name)
            elif deed < 0.8:
                self.random.choice(items).write(self.random)
                self.counts["changed"] += 1
            else:
                items.remove(self.random.choice(items))
                self.counts["removed"] += 1
            del items[LISTED:]

    def fault(self):
        """How an answer is broken, if it is."""
        with self.lock:
            if self.is_well or self.random.random() > 0.25:
                return None
            faults = ("500", "503", "garbage", "half", "silence", "empty", "circle", "gzip")
            return self.random.choice(faults)


def rss(items):
    entries = "".join(
        f"<item><guid isPermaLink='false'>{i.link}</guid><title>{html.escape(i.title)}</title>"
        f"<link>{i.link}</link><pubDate>Thu, 10 Apr 2025 10:00:00 GMT</pubDate>"
        f"<description>{html.escape(i.text)}</description></item>"
        for i in items
    )
    return f"<rss version='2.0'><channel><title>R</title><link>x</link>{entries}</channel></rss>", "application/rss+xml"


def atom(items):
    entries = "".join(
        f"<entry><id>{i.link}</id><title>{html.escape(i.title)}</title><link href='{i.link}'/>"
        f"<updated>2025-04-10T10:00:00Z</updated><content type='text'>{html.escape(i.text)}</content></entry>"
        for i in items
    )
    head = "<feed xmlns='http://www.w3.org/2005/Atom'><id>a</id><title>A</title><updated>2025-04-10T10:00:00Z</updated>"
    return f"{head}{entries}</feed>", "application/atom+xml"


def json_feed(items):
    entries = [
        {"id": i.link, "url": i.link, "title": i.title, "content_text": i.text, "date_published": "2025-04-10T10:00:00Z"}
        for i in items
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": entries}
    return json.dumps(feed), "application/feed+json"


WRITERS = {"rss": rss, "atom": atom, "json": json_feed, "follow": rss}


def page(item):
    return (
        f"<!doctype html><html lang=en><head><title>{html.escape(item.title)}</title></head><body>"
        f"<nav><a href=/>Home</a></nav><article><h1>{html.escape(item.title)}</h1>"
        f"<p>{html.escape(item.text)}</p></article></body></html>",
        "text/html; charset=utf-8",
    )


class Handler(http.server.BaseHTTPRequestHandler):
    world = None

    def log_message(self, *_):
        pass

    def do_GET(self):
        try:
            self.answer()
        except (BrokenPipeError, ConnectionResetError):
            pass

    def answer(self):
        world, parts = self.world, self.path.strip("/").split("/")
        if parts == ["dead"]:
            return self.send(500, "", "text/plain")
        if parts[0] not in world.feeds:
            return self.send(404, "", "text/plain")
        fault = world.fault()
        if fault:
            world.counts[f"fault {fault}"] += 1
            return self.broken(fault)
        # A page and its record are one step: what was sent last is what must be stored.
        with world.lock:
            items = list(world.feeds[parts[0]])
            if len(parts) == 1:
                body, kind = WRITERS[parts[0]](items)
                sent = {i.link: (i.title, i.text) for i in items}
            else:
                found = [i for i in items if i.link.endswith(self.path)]
                if not found:
                    return self.send(404, "", "text/plain")
                body, kind = page(found[0])
                sent = {found[0].link: (found[0].title, found[0].text)}
            tag = '"' + hashlib.sha256(body.encode()).hexdigest()[:16] + '"'
            if self.headers.get("If-None-Match") == tag:
                world.counts["not modified"] += 1
                return self.send(304, "", kind, extra=[("ETag", tag)])
            self.send(200, body, kind, extra=[("ETag", tag)])
            world.counts["feeds served" if len(parts) == 1 else "pages served"] += 1
            world.served.update(sent)

    def send(self, status, body, kind, length=None, extra=()):
        body = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in extra:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def broken(self, fault):
        if fault in ("500", "503"):
            self.send(int(fault), "", "text/plain")
        elif fault == "garbage":
            self.send(200, "<rss><channel><item><tit", "application/rss+xml")
        elif fault == "half":
            self.send(200, "<rss version='2.0'>", "application/rss+xml", length=1000)
        elif fault == "empty":
            self.send(200, "", "application/rss+xml")
        elif fault == "circle":
            self.send(302, "", "text/plain", extra=[("Location", self.path)])
        elif fault == "gzip":
            self.send(200, "this is not gzip", "text/html", extra=[("Content-Encoding", "gzip")])
        else:
            time.sleep(7)
            self.close_connection = True


class Watch:
    """The program under test."""

    def __init__(self, program, folder, base):
        self.folder = folder
        self.log = open(os.path.join(folder, "log.txt"), "ab")
        feeds = ["max = \"4s\"\nmin = \"1s\"\n"]
        for name in list(WRITERS) + ["dead"]:
            feeds.append(f"[[feed]]\nurl = \"{base}/{name}\"\nname = \"{name}\"\nevery = \"{EVERY}s\"\n")
            if name == "follow":
                feeds.append("follow = true\n")
        with open(os.path.join(folder, "feeds.toml"), "w") as file:
            file.writelines(feeds)
        self.command = [
            program, "watch", "feeds.toml", "--store", "news.gpkg", "-o", "out", "--allow-private",
            "--rate", "0", "--timeout", "5", "--attempts", "1",
        ]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, cwd=self.folder, stderr=self.log, stdout=self.log)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self, faults):
        self.process.send_signal(signal.SIGTERM)
        began = time.time()
        try:
            code = self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            faults.append("it does not end on SIGTERM within 60 s")
            return self.kill()
        if code != 0:
            faults.append(f"exit code {code} on SIGTERM")
        print(f"ended {time.time() - began:.1f} s after SIGTERM")


def check_whole(folder, faults):
    """Layers and health are whole JSON at any time."""
    out = os.path.join(folder, "out")
    for name in ("events.geojson", "mentions.geojson", "watch.json"):
        path = os.path.join(out, name)
        if os.path.exists(path):
            try:
                with open(path) as file:
                    json.load(file)
            except ValueError as error:
                faults.append(f"{name} is not whole: {error}")


def check_end(folder, world, faults):
    """The store has what was served, and the layers have what the store has."""
    store = sqlite3.connect(os.path.join(folder, "news.gpkg"))
    stored = {row[0]: row[1:] for row in store.execute("SELECT doc_id, title, text FROM documents")}
    for link in sorted(set(world.served) - set(stored)):
        faults.append(f"{link} was served and is not in the store")
    for link in sorted(set(stored) - set(world.served)):
        faults.append(f"{link} is in the store and was not served")
    for link, (title, text) in world.served.items():
        if link in stored and (title != stored[link][0] or text not in stored[link][1]):
            faults.append(f"{link}: stored {stored[link]}, served last {(title, text)}")
    for layer in ("events", "movements", "regions", "places", "mentions", "incidents"):
        rows = store.execute(f"SELECT count(*) FROM {layer}").fetchone()[0]
        with open(os.path.join(folder, "out", f"{layer}.geojson")) as file:
            features = json.load(file)["features"]
        if len(features) != rows:
            faults.append(f"{layer}.geojson has {len(features)} features, the store {rows}")
        documents = {f["properties"]["doc_id"] for f in features if "doc_id" in f["properties"]}
        if documents - set(stored):
            faults.append(f"{layer}.geojson has documents that the store has not")
        print(f"{layer}: {rows}")
    if store.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        faults.append("the store is damaged")
    return len(stored)


def check_health(folder, faults):
    with open(os.path.join(folder, "out", "watch.json")) as file:
        health = json.load(file)
    if health["status"] != "stopped":
        faults.append(f"watch.json: status {health['status']}")
    for feed in health["feeds"]:
        wanted = "error" if feed["name"] == "dead" else "ok"
        if feed["status"] != wanted:
            faults.append(f"watch.json: {feed['name']} is {feed['status']}: {feed['last_error']}")
        print({key: feed[key] for key in ("name", "polls", "consecutive_errors", "new", "changed", "removed", "articles")})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    base = f"http://127.0.0.1:{server.server_address[1]}"
    world = Handler.world = World(base, args.seed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        watch = Watch(os.path.abspath(args.program), folder, base)
        began, was_killed = time.time(), False
        while time.time() - began < args.seconds:
            time.sleep(0.5)
            # An item that goes before whoever was killed has kept it is lost by right: around the
            # kill nothing changes or breaks.
            world.is_well = abs(time.time() - began - args.seconds / 2) < QUIET
            if not world.is_well:
                world.step()
            check_whole(folder, faults)
            if not was_killed and time.time() - began > args.seconds / 2:
                was_killed = True
                watch.kill()
                watch.start()
            if watch.process.poll() is not None:
                faults.append(f"it ended by itself, exit code {watch.process.returncode}")
                break
        world.is_well = True
        # Feeds that failed are polled again after `max` at the latest; pages that failed a poll later.
        time.sleep(25)
        watch.stop(faults)
        documents = check_end(folder, world, faults)
        check_health(folder, faults)
        with open(os.path.join(folder, "log.txt"), errors="replace") as file:
            log = file.readlines()
        print("".join(log[-5:]))
    for name, count in sorted(world.counts.items()):
        print(f"{name}: {count}")
    print(f"{args.seconds:.0f} s, {documents} documents, {len(faults)} differences")
    for fault in faults[:20]:
        print("DIFFERENCE", fault)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
