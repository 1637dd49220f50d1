#!/usr/bin/env bash
# The viewer of map.html: its source checked and tested, the committed build compared with a new
# one, and the page tried in a browser. Usage: check_web.sh DATELINE-BINARY
# Needs Node 20 or later; installs packages (npm ci) and Chromium when they are missing.
set -euo pipefail
dateline=$(realpath "$1")
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
if ! command -v chromium >/dev/null && [ -z "${CHROMIUM:-}" ]; then
  echo "installing Chromium"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium fonts-noto-core >/dev/null
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

DATELINE=$dateline npm run --silent e2e
