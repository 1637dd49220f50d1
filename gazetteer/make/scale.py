"""Write tables of the size of all of GeoNames, made of a smaller one, to measure builds with.

    python scale.py PLACES.tsv.zst NAMES.tsv.zst OUT --places 13000000 --names 16000000

Every row is kept; copies follow, with new ids, coordinates moved by up to a
third of a degree, and names put together from the beginning of one and the
end of the one before, so that most are new and sound like the region. The
same input gives the same bytes. Writes OUT/places.tsv.zst and
OUT/alternate_names.tsv.zst.
"""

import argparse
import random
from pathlib import Path

import zstandard

FIRST_ID = 100_000_000


def lines_of(path):
    """Yield the lines of a zstd file as bytes, with their ends."""
    with open(path, "rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
        rest = b""
        while chunk := stream.read(1 << 20):
            lines = (rest + chunk).split(b"\n")
            rest = lines.pop()
            yield from lines
        if rest:
            yield rest


def mixed(name, before):
    """Return the first half of a name with the second half of another."""
    name, before = name.decode(errors="replace"), before.decode(errors="replace")
    return (name[: (len(name) + 1) // 2] + before[len(before) // 2 :]).strip().encode()


def scale(source, target, count, copy):
    """Write the rows of a table and as many copies of each as `count` needs."""
    rows = 0
    with open(target, "wb") as file, zstandard.ZstdCompressor(level=1).stream_writer(file) as out:
        copies = 0
        while rows < count:
            before = None
            for line in lines_of(source):
                if rows >= count:
                    break
                fields = line.split(b"\t")
                if copies:
                    line = copy(fields, before or fields, copies)
                before = fields
                if line:
                    out.write(line + b"\n")
                    rows += 1
            copies += 1
    return rows


def id_of(number, copies):
    """Return the id of a copy, or None for an id that has none."""
    number = int(number)
    if not 0 < number < FIRST_ID:
        return None
    return b"%d" % (number + FIRST_ID * copies)


def place(fields, before, copies):
    """Return a copy of a place."""
    number = id_of(fields[0], copies)
    if number is None:
        return None
    name = mixed(fields[1], before[1])
    move = lambda text, most: b"%.5f" % max(-most, min(most, float(text) + random.uniform(-0.33, 0.33)))
    fields = [number, name, name, b"", move(fields[4], 89.0), move(fields[5], 179.0), *fields[6:]]
    if fields[7].startswith((b"ADM1", b"ADM2", b"PCL", b"PPLC")):
        fields[6:8] = [b"P", b"PPL"]
    fields[14] = b"0"
    return b"\t".join(fields)


def alternate(fields, before, copies):
    """Return a copy of an alternate name."""
    number = id_of(fields[1], copies)
    if number is None:
        return None
    return b"\t".join([b"0", number, fields[2], mixed(fields[3], before[3]), *fields[4:]])


def main():
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place_table", type=Path)
    parser.add_argument("name_table", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--places", type=int, default=13_000_000)
    parser.add_argument("--names", type=int, default=16_000_000)
    arguments = parser.parse_args()
    random.seed(1)
    arguments.out.mkdir(parents=True, exist_ok=True)
    print(scale(arguments.place_table, arguments.out / "places.tsv.zst", arguments.places, place), "places")
    print(scale(arguments.name_table, arguments.out / "alternate_names.tsv.zst", arguments.names, alternate), "names")


if __name__ == "__main__":
    main()
