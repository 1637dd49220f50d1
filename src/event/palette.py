#!/usr/bin/env python3
"""Makes the `color` column of ontology.tsv: one colour an event type.

Simulated annealing with a fixed seed keeps each type near a hue that fits it and pushes all
pairs apart, as people with full, red-blind and green-blind sight see them (Machado 2009, in
linear RGB, distances in CIELAB). White icons stay readable on every colour (WCAG contrast 3 or
more) and no colour is close to black (9 or less).

    python3 src/event/palette.py src/event/ontology.tsv     rewrites the column
"""
import colorsys
import math
import random
import sys

HUES = {
    "AGREE": 0.36, "CONSULT": 0.55, "SUPPORT": 0.42, "CONCEDE": 0.48, "COOPERATE": 0.30,
    "AID": 0.60, "RETREAT": 0.52, "REQUEST": 0.14, "ACCUSE": 0.10, "REJECT": 0.07,
    "THREATEN": 0.05, "PROTEST": 0.75, "SANCTION": 0.80, "MOBILIZE": 0.20, "COERCE": 0.90,
    "DISASTER": 0.64, "ACCIDENT": 0.03, "CRIME": 0.86, "HEALTH": 0.95, "ELECTION": 0.70,
}
FIXED = {"ASSAULT": (200, 30, 40)}
SIGHT = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
     [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
     [-0.011820, 0.042940, 0.968881]],
]
STEPS = 40_000


def linear(color):
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (value / 255 for value in color)]


def luminance(rgb):
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast_with_white(color):
    return 1.05 / (luminance(linear(color)) + 0.05)


def lab(rgb):
    def bend(t):
        return t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
    x = bend((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047)
    y = bend(luminance(rgb))
    z = bend((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(color):
    rgb = linear(color)
    return [lab([min(1, max(0, sum(row[i] * rgb[i] for i in range(3)))) for row in sight])
            for sight in SIGHT]


def distance(a, b):
    """Of the sight that tells them apart least; full sight is asked for more."""
    return min(math.dist(x, y) * weight for x, y, weight in zip(a, b, (0.7, 1, 1)))


def draw(random_, hue):
    while True:
        hsv = ((hue + random_.uniform(-0.06, 0.06)) % 1, random_.uniform(0.25, 1),
               random_.uniform(0.15, 1))
        color = tuple(round(255 * c) for c in colorsys.hsv_to_rgb(*hsv))
        if 3 <= contrast_with_white(color) <= 9:
            return color


def score(looks):
    looks = list(looks.values())
    pairs = sorted(distance(a, b) for i, a in enumerate(looks) for b in looks[i + 1:])
    return pairs[0] + sum(pairs[:10]) / 100


def palette():
    random_ = random.Random(7)
    colors = {**{name: draw(random_, hue) for name, hue in HUES.items()}, **FIXED}
    looks = {name: seen(color) for name, color in colors.items()}
    now, heat = score(looks), 2.0
    best = now, dict(colors)
    for _ in range(STEPS):
        name = random_.choice(list(HUES))
        color, old = draw(random_, HUES[name]), looks[name]
        looks[name] = seen(color)
        new = score(looks)
        if new > now or random_.random() < math.exp((new - now) / heat):
            colors[name], now = color, new
            best = max(best, (now, dict(colors)), key=lambda pair: pair[0])
        else:
            looks[name] = old
        heat *= 0.9998
    return best[1]


def main(path):
    colors = palette()
    looks = [seen(color) for color in colors.values()]
    for index, sight in enumerate(("full", "red-blind", "green-blind")):
        least = min(math.dist(a[index], b[index])
                    for i, a in enumerate(looks) for b in looks[i + 1:])
        print(f"{sight} sight: closest pair {least:.1f} CIELAB")
    with open(path, encoding="utf-8") as file:
        header, *rows = [line.rstrip("\n").split("\t") for line in file]
    column = header.index("color")
    for row in rows:
        row[column] = "#%02x%02x%02x" % colors[row[0]]
    with open(path, "w", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in [header, *rows])


if __name__ == "__main__":
    main(sys.argv[1])
