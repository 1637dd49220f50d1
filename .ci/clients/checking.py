"""What the checks share: reading a GeoJSON layer, and telling what does not hold."""
import json
import sys

failures = 0


def load(path):
    """A feature collection."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def check(what, holds, detail=""):
    """Tells whether something holds."""
    if expect(what, holds, detail):
        print(f"ok  {what} {detail}")


def expect(what, holds, detail=""):
    """Tells only what does not hold: for what is checked of every feature."""
    global failures
    if not holds:
        failures += 1
        print(f"FAILED {what} {detail}")
    return holds


def end(versions):
    """Ends the program: well when everything held."""
    print(f"{failures} failures, {versions}")
    sys.exit(failures > 0)
