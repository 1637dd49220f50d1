#!/usr/bin/env bash
# The viewer of map.html: its source checked and tested, the committed build compared with a new
# one, and, where a program is given, its pages tested in Chromium.
#
#   .ci/check_web.sh [DATELINE]
#
# Needs Node 20 or later; installs what is missing and says so: packages (npm ci), Chromium (apt).
# The tests wait for what the page says of itself and for no time of their own, so a busy machine
# makes them slower and not red.
set -euo pipefail
if [ $# -gt 0 ]; then
  DATELINE=$(realpath "$1")
  export DATELINE
fi
cd "$(dirname "$0")/../web"

if ! command -v node >/dev/null; then
  echo "Node is not installed; the viewer cannot be checked" >&2
  exit 1
fi
if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
  echo "installing the packages of web/package-lock.json"
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock.json
fi
npm run --silent lint
npm run --silent check
npm run --silent test

committed=$(mktemp)
cp dist/viewer.html "$committed"
npm run --silent build
if ! cmp "$committed" dist/viewer.html; then
  echo "web/dist/viewer.html is not what web/ builds: commit the new one" >&2
  exit 1
fi
rm "$committed"

if [ -z "${DATELINE:-}" ]; then
  exit 0
fi
if ! command -v chromium >/dev/null; then
  echo "installing Chromium and fonts (about 430 MB, half a minute)"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium fonts-noto-core >/dev/null
fi
chromium --version
npm run --silent e2e
