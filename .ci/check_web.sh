#!/usr/bin/env bash
# The viewer of map.html: its source checked and tested, and the committed build compared with a
# new one. The tests in a browser are not part of the gate yet: `npm run e2e` in web/, with
# DATELINE set to the program, runs them where Chromium is installed.
# Needs Node 20 or later; installs packages (npm ci) when they are missing.
set -euo pipefail
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
