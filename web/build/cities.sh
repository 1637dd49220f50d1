#!/usr/bin/env bash
# Makes web/build/cities.tsv from the gazetteer: capitals, and cities of a million and a half.
# Usage: bash web/build/cities.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
{
  printf 'name\tlon\tlat\tpopulation\tcapital\n'
  zstd -dc gazetteer/places.tsv.zst | awk -F'\t' -v OFS='\t' '
    NR == FNR { capital[$2] = 1; next }
    $5 ~ /^PPL/ && $5 !~ /^PPLX/ && ($1 in capital || $9 >= 1500000) {
      print $2, $4, $3, $9, ($1 in capital) ? 1 : 0
    }' gazetteer/capitals.tsv - | LC_ALL=C sort -t$'\t' -k4,4nr -k1,1
} > web/build/cities.tsv
