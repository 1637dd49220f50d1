#!/usr/bin/env bash
# Opens layers in the real clients: GDAL, QGIS, geopandas, DuckDB.
#
#   .ci/check_layers.sh DATELINE FOLDER     FOLDER holds GeoJSON layers of a run
#
# The layers, and larger ones made with all geometry types, are written in every format and read
# back; docs/formats.md says what is checked. Installs what is missing and says so.
set -euo pipefail
dateline=$(realpath "$1")
layers=$(realpath "$2")
clients=$(dirname "$(realpath "$0")")/clients
venv=${DATELINE_VENV:-${TMPDIR:-/tmp}/dateline-clients}
pictures=${DATELINE_CI_OUTPUT:-target/ci}
formats=geojson,gpkg,fgb,parquet,pmtiles,csv,geojsonseq,kml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Debian's packages are for the system's Python.
python=/usr/bin/python3
if command -v ogrinfo >/dev/null && $python -c 'import osgeo, qgis' 2>/dev/null; then
  echo "GDAL and QGIS are installed already"
else
  echo "installing GDAL and QGIS (about 1.2 GB, 2 to 4 minutes)"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    gdal-bin python3-gdal qgis python3-qgis >/dev/null
fi
if "$venv/bin/python" -c 'import geopandas, pyarrow, duckdb, pyogrio' 2>/dev/null; then
  echo "geopandas, pyarrow, duckdb and pyogrio are in $venv already"
else
  echo "installing geopandas, pyarrow, duckdb and pyogrio into $venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q geopandas pyarrow duckdb pyogrio
fi
ogrinfo --version

quiet() { grep -v -e XDG_RUNTIME_DIR -e QFont::fromString || true; }

check() {
  local name=$1 source=$2
  echo "-- $name"
  "$dateline" convert "$source" --format $formats -o "$work/$name" >/dev/null
  $python "$clients/gdal_check.py" "$work/$name"
  mkdir -p "$pictures"
  $python "$clients/qgis_check.py" "$work/$name" "$pictures/qgis-$name.png" 2>&1 | quiet
  "$venv/bin/python" "$clients/table_check.py" "$work/$name"
}

check run "$layers"
python3 "$clients/make_layers.py" 6000 "$work/made-source"
check made "$work/made-source"

echo "-- append: a second run keeps the first, the same run changes nothing"
python3 "$clients/append_check.py" "$dateline" "$work/made-source" "$work/append"

echo "-- geocode: tables from and to each format, decisions taken and remembered"
"$venv/bin/python" "$clients/geocode_check.py" "$dateline" "$work/geocode"
