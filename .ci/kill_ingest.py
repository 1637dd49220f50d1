#!/usr/bin/env python3
"""Kills an ingest again and again, and checks that nothing is lost, doubled or broken.

    python3 .ci/kill_ingest.py DATELINE NEWS.jsonl [--kills 100] [--seed 1] [--work FOLDER]

One store is filled in one go: the reference. Another is filled by runs that are killed (SIGKILL)
after random times, each continuing with the store the one before left. The times are such that
the kills spread over the whole of the ingest, and grow while no run adds anything; every second
kill waits, after its time, until the store or its journal is being written. After each kill a copy of the store, journal
included, is checked: integrity, foreign keys, each document at most once, none gone that was
there. When a run reaches its end the store is compared with the reference, and a new one is begun
until all kills are done. A last run is not killed.

Compared are all tables, views left out, as sorted rows, and the definitions of all tables, indexes
and triggers. Numbers that SQLite gave a row (INTEGER PRIMARY KEY) are not compared; a foreign key
to such a number is compared as the row it leads to. `--ignore` names what may differ, as TABLE or
TABLE.COLUMN.

Exits with 1 when something is wrong, with 2 when the program could not be run. Python's standard
library alone is needed. NEWS.jsonl can be made with the example `make_news`.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

# When a layer was last changed is a time of day.
IGNORED = ["sqlite_sequence", "gpkg_contents.last_change"]
# A store with a batch of some hundred documents is written for about that long, in seconds.
LATEST_WHILE_WRITING = 0.3
# What belongs to a SQLite file while it is written.
JOURNALS = ["-journal", "-wal", "-shm"]


class Wrong(Exception):
    """A store is not what it should be."""


class Unusable(Exception):
    """The program could not be run, or the documents could not be read."""


def main():
    arguments = parse_arguments()
    work = pathlib.Path(arguments.work or tempfile.mkdtemp(prefix="kill_ingest."))
    work.mkdir(parents=True, exist_ok=True)
    try:
        run(arguments, work)
        code = 0
    except Wrong as wrong:
        print(f"WRONG: {wrong}\nthe stores are in {work}", file=sys.stderr)
        return 1
    except Unusable as problem:
        print(f"kill_ingest: {problem}", file=sys.stderr)
        code = 2
    if not arguments.work:
        shutil.rmtree(work)
    return code


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dateline", help="the program")
    parser.add_argument("news", help="documents, JSON Lines, each with a doc_id")
    parser.add_argument("--kills", type=int, default=100, help="how many (100)")
    parser.add_argument("--seed", type=int, default=1, help="of the random times (1)")
    parser.add_argument("--work", help="folder for the stores, kept; else a temporary one")
    parser.add_argument("--ignore", action="append", default=[], metavar="TABLE[.COLUMN]",
                        help="what may differ; may be given again")
    return parser.parse_args()


def run(arguments, work):
    expected = doc_ids(arguments.news)
    ignored = set(IGNORED + arguments.ignore)
    reference = Ingest(arguments, work / "reference")
    reference.start_anew()
    whole = reference.to_its_end()
    again = reference.to_its_end()
    check(reference.store, expected)
    wanted = contents(reference.store, ignored)
    rows = sum(sum(table.values()) for table in wanted.values())
    print(f"in one go: {whole:.1f} s, {len(expected)} documents, {rows} rows in "
          f"{len(wanted)} tables; again, with all in: {again:.1f} s", flush=True)

    ingest = Ingest(arguments, work / "killed")
    ingest.start_anew()
    longest = again + 2 * max(0.0, whole - again) / max(1, arguments.kills)
    chance = random.Random(arguments.seed)
    kills, ends, in_vain, there = 0, 0, 0, set()
    while kills < arguments.kills:
        patience = chance.uniform(0, longest * 2 ** (in_vain // 3))
        writing = LATEST_WHILE_WRITING * chance.random() if kills % 2 else None
        seconds = ingest.killed_after(patience, writing)
        if seconds is not None:
            kills += 1
            before, there = there, check_after_kill(ingest, work / "copy", expected, there)
            in_vain = in_vain + 1 if there == before else 0
            when = "" if writing is None else ", while it wrote"
            print(f"kill {kills} of {arguments.kills} after {seconds:.2f} s{when}: "
                  f"{len(there)} documents in", flush=True)
            continue
        ends += 1
        compare(ingest.store, expected, wanted, ignored)
        print("reached its end before the kill: as the reference; a new store", flush=True)
        ingest.start_anew()
        in_vain, there = 0, set()
    ingest.to_its_end()
    compare(ingest.store, expected, wanted, ignored)
    print(f"{kills} kills; stores filled: {ends + 1}, each as the reference")


class Ingest:
    """A store and the command that fills it."""

    def __init__(self, arguments, folder):
        self.folder = folder
        self.store = folder / "store.gpkg"
        self.log = folder / "log.txt"
        self.command = [arguments.dateline, "map", arguments.news,
                        "--store", str(self.store), "-o", str(folder / "out")]

    def start_anew(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def start(self):
        with open(self.log, "wb") as log:
            try:
                return subprocess.Popen(self.command, stdin=subprocess.DEVNULL,
                                        stdout=log, stderr=subprocess.STDOUT)
            except OSError as error:
                raise Unusable(f"{self.command[0]}: {error}") from error

    def to_its_end(self):
        """Seconds of a run that is left alone."""
        began = time.monotonic()
        self.must_have_worked(self.start().wait())
        return time.monotonic() - began

    def killed_after(self, patience, writing):
        """Seconds after which the run was killed; none if it had reached its end before.

        With `writing`, in seconds, the kill comes that long after the first writing that follows
        the `patience`.
        """
        began = time.monotonic()
        process = self.start()
        try:
            code = process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            if writing is not None:
                before = self.written()
                while process.poll() is None and self.written() == before:
                    time.sleep(0.001)
                time.sleep(writing)
            process.kill()
            code = process.wait()
            if code == -9:
                return time.monotonic() - began
        self.must_have_worked(code)
        return None

    def written(self):
        """Sizes and times of the store and its journals, which change when they are written."""
        found = []
        for ending in ["", *JOURNALS]:
            try:
                state = self.store.with_name(self.store.name + ending).stat()
                found.append((ending, state.st_size, state.st_mtime_ns))
            except FileNotFoundError:
                pass
        return found

    def must_have_worked(self, code):
        if code != 0:
            said = self.log.read_text(errors="replace")[-2000:]
            raise (Unusable if code == 2 else Wrong)(f"{' '.join(self.command)}: exit code {code}\n{said}")


def doc_ids(news):
    ids = []
    try:
        with open(news, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    ids.append(json.loads(line)["doc_id"])
    except (OSError, ValueError, KeyError) as error:
        raise Unusable(f"{news}: no documents with a doc_id: {error!r}") from error
    if not ids or len(set(ids)) < len(ids):
        raise Unusable(f"{news}: {len(ids)} documents, {len(set(ids))} different doc_ids")
    return set(ids)


def check_after_kill(ingest, copy, expected, before):
    """The documents in a store that a kill left, none of which may go again."""
    if not ingest.store.exists():
        if before:
            raise Wrong(f"{ingest.store} is gone after a kill")
        return set()
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for ending in ["", *JOURNALS]:
        part = ingest.store.with_name(ingest.store.name + ending)
        if part.exists():
            shutil.copy(part, copy)
    there = documents_in(copy / ingest.store.name, partly=True)
    if not there <= expected:
        raise Wrong(f"documents that are in no input: {sorted(there - expected)[:5]}")
    if not before <= there:
        raise Wrong(f"lost by a kill: {sorted(before - there)[:5]}, of {len(before)} documents")
    return there


def compare(store, expected, wanted, ignored):
    """Checks a store that should be whole against the reference."""
    check(store, expected)
    got = contents(store, ignored)
    differences = []
    for table in sorted(wanted.keys() | got.keys()):
        missing = wanted.get(table, collections.Counter()) - got.get(table, collections.Counter())
        extra = got.get(table, collections.Counter()) - wanted.get(table, collections.Counter())
        for what, rows in (("missing", missing), ("too many", extra)):
            if rows:
                differences.append(f"{table}: {sum(rows.values())} rows {what}, for example")
                differences += [f"    {shown(row)}" for row in list(rows)[:3]]
    if differences:
        raise Wrong(f"{store} is not as the reference\n" + "\n".join(differences))


def check(store, expected):
    there = documents_in(store)
    if there != expected:
        raise Wrong(f"{store}: {len(expected - there)} documents missing, for example "
                    f"{sorted(expected - there)[:5]}; {len(there - expected)} too many")


def documents_in(store, partly=False):
    """The doc_ids of a sound store; of one that was just begun (`partly`), perhaps none."""
    with connection(store) as db:
        answer = [row[0] for row in db.execute("PRAGMA integrity_check")]
        if answer != ["ok"]:
            raise Wrong(f"{store}: integrity_check: {answer[:5]}")
        loose = db.execute("PRAGMA foreign_key_check").fetchall()
        if loose:
            raise Wrong(f"{store}: {len(loose)} foreign keys lead nowhere: {loose[:5]}")
        names = [row[1] for row in db.execute("PRAGMA table_info(documents)")]
        if "doc_id" not in names:
            if partly and not names:
                return set()
            raise Wrong(f"{store}: table documents has no doc_id: {names}")
        ids = [row[0] for row in db.execute("SELECT doc_id FROM documents")]
    twice = [doc for doc, times in collections.Counter(ids).items() if times > 1]
    if twice:
        raise Wrong(f"{store}: documents more than once: {twice[:5]}")
    return set(ids)


class connection:
    """A store opened for one block; what SQLite says against it is `Wrong`."""

    def __init__(self, store):
        self.store = store

    def __enter__(self):
        self.db = sqlite3.connect(self.store)
        return self.db

    def __exit__(self, kind, error, trace):
        self.db.close()
        if isinstance(error, sqlite3.Error):
            raise Wrong(f"{self.store}: {error}") from error


def contents(store, ignored):
    """The rows of each table with how often each is there, and the definitions as `sqlite_schema`."""
    with connection(store) as db:
        tables = Tables(db, ignored)
        found = {name: collections.Counter(tables.rows(name)) for name in tables.compared()}
        definitions = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        found["sqlite_schema"] = collections.Counter(definitions.fetchall())
    return found


class Tables:
    """The tables of a database, with rows that do not depend on the numbers SQLite gave them."""

    def __init__(self, db, ignored):
        self.db = db
        self.ignored = ignored
        self.sql = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        self.known = {}

    def compared(self):
        """All but ignored ones and those in which a virtual table keeps its data."""
        virtual = [name for name in self.sql if self.is_virtual(name)]
        return [name for name in self.sql
                if name not in self.ignored
                and not any(name != it and name.startswith(it + "_") for it in virtual)]

    def is_virtual(self, name):
        return (self.sql[name] or "").upper().startswith("CREATE VIRTUAL")

    def rows(self, name):
        return [row for _, row in self.numbered(name)]

    def numbered(self, name):
        """Pairs of the number that SQLite gave and the rest of the row."""
        columns = self.db.execute(f"PRAGMA table_info({quoted(name)})").fetchall()
        number = self.number_column(name, columns)
        kept = [column[1] for column in columns
                if column[1] != number and f"{name}.{column[1]}" not in self.ignored]
        followed = self.followed(name)
        wanted = ", ".join(map(quoted, ([number] if number else []) + kept)) or "NULL"
        for row in self.db.execute(f"SELECT {wanted} FROM {quoted(name)}").fetchall():
            values = row[1:] if number else row
            yield (row[0] if number else None), tuple(
                self.row_at(followed[column], value) if column in followed else value
                for column, value in zip(kept, values))

    def number_column(self, name, columns):
        """The column that stands for the row's number, if one does."""
        if self.is_virtual(name):
            return columns[0][1]
        keys = [column for column in columns if column[5]]
        if len(keys) == 1 and keys[0][2].upper() == "INTEGER":
            return keys[0][1]
        return None

    def followed(self, name):
        """Columns that lead to the number of a row of another table, with that table."""
        found = {}
        keys = self.db.execute(f"PRAGMA foreign_key_list({quoted(name)})").fetchall()
        widths = collections.Counter(key[0] for key in keys)
        for key in keys:
            parent, column, target = key[2], key[3], key[4]
            if widths[key[0]] > 1 or parent == name or parent not in self.sql:
                continue
            info = self.db.execute(f"PRAGMA table_info({quoted(parent)})").fetchall()
            if target is None or target == self.number_column(parent, info):
                if self.number_column(parent, info):
                    found[column] = parent
        return found

    def row_at(self, table, number):
        """What stands for the row of `table` with that number: the hash of its content."""
        if number is None:
            return None
        if table not in self.known:
            # A circle of tables ends here, with the bare fact that there is a row.
            self.known[table] = {}
            self.known[table] = {
                at: hashlib.sha256(repr(row).encode()).hexdigest()[:16]
                for at, row in self.numbered(table)}
        return self.known[table].get(number, "a row")


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def shown(row):
    text = repr(row)
    return text if len(text) < 300 else text[:300] + "…"


if __name__ == "__main__":
    sys.exit(main())
