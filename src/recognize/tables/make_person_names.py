#!/usr/bin/env python3
"""Write the table of given and family names.

    pip download names==0.3.0 --no-deps --no-binary :all: && tar xzf names-0.3.0.tar.gz
    python3 src/recognize/tables/make_person_names.py names-0.3.0/names > src/recognize/tables/person_names.tsv

Sources: the US Census Bureau's 1990 name files (public domain) as packed by PyPI
`names` 0.3.0, and given_names_world.tsv, written for this project.
"""

import pathlib
import sys

# Family names that at least 0.005 % of the census bear: about one bearer in 20,000.
FAMILY_SHARE_PERCENT = 0.005
# Words that are names of a few people but ordinary words of news.
NOT_NAMES = set(
    "an in so my sun see see long many little sunday may july april june august king"
    " page young early major general love joy price bush rush rain rose hope will worth"
    " grant state england ireland france land lane day week north south east west china"
    " iran israel libya egypt asia britain cuba india china kenya nigeria".split()
)


def census(path):
    """Yield (name, share in percent) of one census file."""
    for line in path.read_text().splitlines():
        name, share, *_ = line.split()
        yield name.lower(), float(share)


def main():
    folder = pathlib.Path(sys.argv[1])
    kinds = {}
    for file in ("dist.male.first", "dist.female.first"):
        for name, _ in census(folder / file):
            kinds.setdefault(name, set()).add("given")
    for name, share in census(folder / "dist.all.last"):
        if share >= FAMILY_SHARE_PERCENT:
            kinds.setdefault(name, set()).add("family")
    world = pathlib.Path(__file__).with_name("given_names_world.tsv")
    for line in world.read_text(encoding="utf-8").splitlines()[1:]:
        for name in line.split("\t")[1].split():
            kinds.setdefault(name.lower(), set()).add("given")
    print("name\tkinds")
    for name in sorted(set(kinds) - NOT_NAMES):
        print(f"{name}\t{','.join(sorted(kinds[name]))}")


main()
