"""Write `division_ids.tsv`: the geonameid of each division code, from GeoNames' code lists.

Optional and run by hand: the packages of `sources.toml` name the divisions
without their ids. Needs `admin1CodesASCII.txt` and `admin2Codes.txt` of
GeoNames' export; only code and id are taken.

    python look_up_ids.py FOLDER_OF_THE_CODE_LISTS
"""

import sys
from pathlib import Path

from fetch import HERE

CODE_LISTS = ("admin1CodesASCII.txt", "admin2Codes.txt")


def read_code_list(path):
    """Yield (code, geonameid) of a GeoNames code list: code, name, ASCII name, id."""
    for line in path.read_text(encoding="utf-8").splitlines():
        code, _, _, geonameid = line.split("\t")
        yield code, int(geonameid)


def main(folder):
    pairs = sorted(pair for name in CODE_LISTS for pair in read_code_list(Path(folder) / name))
    lines = ["code\tgeonameid", *(f"{code}\t{geonameid}" for code, geonameid in pairs)]
    (HERE / "division_ids.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"division_ids.tsv: {len(pairs)} divisions", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
