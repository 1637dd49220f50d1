"""The place table: its row type, its order and its file."""

from dataclasses import dataclass, field

import zstandard

COLUMNS = (
    "place_id name lat lon feature_code country admin1 admin2 population radius_km path "
    "alternate_names"
).split()

ZSTD_LEVEL = 19

# Rows of one kind lie together, which compresses well. A kind is a prefix of
# the feature code; settlements ("STLMT" besides "PPL…") come last but airports.
KIND_PREFIXES = ("CONT", "PCL", "TERR", "ADM1", "ADM2", "PPL", "STLMT", "AIR")


@dataclass
class Place:
    """One row of the table. Coordinates are degrees WGS 84, the radius kilometres."""

    place_id: str
    name: str
    lat: float
    lon: float
    feature_code: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    radius_km: int | None = None
    alternates: list = field(default_factory=list)

    def line(self):
        """Return the row as tab-separated text."""
        radius = "" if self.radius_km is None else str(self.radius_km)
        cells = [
            self.place_id, self.name, degrees(self.lat), degrees(self.lon), self.feature_code,
            self.country, self.admin1, self.admin2, str(self.population), radius, "",
            "|".join(self.alternates),
        ]
        return "\t".join(cells)


def degrees(value):
    """Return a coordinate with up to 5 decimals (about a metre) and no trailing zeros."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def sort_key(place):
    """Return the order of the file: country, kind of place, number of the id."""
    code = place.feature_code
    kind = next(i for i, prefix in enumerate(KIND_PREFIXES) if code.startswith(prefix))
    prefix, number = place.place_id.split(":")
    return place.country, kind, prefix, int(number)


def write_zst(path, data):
    """Write bytes as one zstd frame, by way of a partial file renamed when complete."""
    partial = path.with_name(path.name + ".partial")
    compressor = zstandard.ZstdCompressor(level=ZSTD_LEVEL, threads=0, write_content_size=True)
    partial.write_bytes(compressor.compress(data))
    partial.replace(path)


def write_places(path, places):
    """Write the table, header first, rows sorted."""
    rows = sorted(places, key=sort_key)
    text = "\n".join(["\t".join(COLUMNS), *(place.line() for place in rows)]) + "\n"
    write_zst(path, text.encode())
