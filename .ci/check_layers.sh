#!/usr/bin/env bash
# Opens every layer of a folder with GDAL and checks what a GIS user relies on:
# the layer opens, its geometry type is one, and the event's dates are date-times.
set -euo pipefail
folder=$1
for file in "$folder"/*.geojson; do
  summary=$(ogrinfo -ro -al -so "$file")
  layer=$(basename "$file" .geojson)
  count=$(sed -n 's/^Feature Count: //p' <<<"$summary")
  geometry=$(sed -n 's/^Geometry: //p' <<<"$summary")
  echo "$layer: $count features, $geometry"
  grep -q "^Layer name: $layer$" <<<"$summary"
  case $layer in
    events | movements)
      if [ "$count" -gt 0 ]; then
        grep -q '^event_start: DateTime' <<<"$summary"
        grep -q '^event_end: DateTime' <<<"$summary"
      fi ;;
  esac
done
