#!/usr/bin/env python3
"""Features a second of processor time and peak memory of each format, next to ogr2ogr in the
same run.

    benches/formats.py DATELINE [EVENTS…]      default 10000 100000 1000000

The events come from .ci/clients/make_layers.py (seed fixed). Both programs read the same
GeoJSON file and write to the same disk; each is run once for each size, one after the other.
Prints a Markdown table. ogr2ogr makes no GeoParquet and no PMTiles before GDAL 3.8.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

FORMATS = {
    "geojson": ["-f", "GeoJSON", "-lco", "RFC7946=YES"],
    "geojsonseq": ["-f", "GeoJSONSeq"],
    "csv": ["-f", "CSV", "-lco", "GEOMETRY=AS_XY"],
    "kml": ["-f", "KML"],
    "fgb": ["-f", "FlatGeobuf"],
    "gpkg": ["-f", "GPKG"],
    "parquet": None,
    "pmtiles": None,
}
ENDINGS = {"geojsonseq": "geojsonl"}


def measure(command):
    """Seconds of processor time, which other work on the machine does not change, and the most
    memory of the process in MB. The kernel's `ru_maxrss` begins with the memory of this program;
    the high-water mark in /proc does not."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak, ended = 0, 0
    while ended == 0:
        peak = max(peak, high_water(process.pid))
        time.sleep(0.01)
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, peak / 1024


def high_water(pid):
    """The most memory a process has held so far, in kB."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), 0)


def row(size, name, ours, theirs):
    def cells(measured):
        if measured is None:
            return "– | –"
        seconds, memory = measured
        return f"{size / seconds:,.0f} | {memory:,.0f}"
    print(f"| {size:,} | {name} | {cells(ours)} | {cells(theirs)} |", flush=True)


def main(dateline, sizes):
    version = subprocess.run(["ogr2ogr", "--version"], capture_output=True, text=True).stdout
    print(f"ogr2ogr: {version.strip()}; {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f} at the start\n")
    print("| events | format | dateline features/s | dateline MB | ogr2ogr features/s | ogr2ogr MB |")
    print("|---|---|---|---|---|---|")
    make = os.path.join(os.path.dirname(__file__), "..", ".ci", "clients", "make_layers.py")
    for size in sizes:
        work = tempfile.mkdtemp()
        try:
            subprocess.run([sys.executable, make, str(size), work], check=True)
            source = os.path.join(work, "events.geojson")
            for name, options in FORMATS.items():
                out = os.path.join(work, "out")
                ours = measure([dateline, "convert", source, "--format", name, "-o", out])
                theirs = None
                if options is not None:
                    target = os.path.join(work, "theirs." + ENDINGS.get(name, name))
                    theirs = measure(["ogr2ogr", *options, target, source])
                    os.remove(target)
                row(size, name, ours, theirs)
                shutil.rmtree(out)
        finally:
            shutil.rmtree(work)


if __name__ == "__main__":
    main(sys.argv[1], [int(size) for size in sys.argv[2:]] or [10_000, 100_000, 1_000_000])
