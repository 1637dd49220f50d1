// The basemap: land, borders and country labels of Natural Earth and cities of the gazetteer, as
// the viewer embeds them.
//
// The naive way is to hand the polygons of `world-atlas` to the map. They are stitched on the
// sphere, so that Russia, Fiji and Antarctica smear across a flat map at the antimeridian; they
// are projected once here, which cuts them. Coordinates are then rounded to a hundredth of a
// degree, a kilometre, which is finer than the source, and written as differences.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import countryCodes from "i18n-iso-countries";
import { feature, mesh } from "topojson-client";

const require = createRequire(import.meta.url);
const SCALE = 100;

/** Cut at the antimeridian, in degrees. */
function cut(geometry) {
  const plane = geoEquirectangular()
    .reflectY(true)
    .scale(180 / Math.PI)
    .translate([0, 0])
    .precision(0);
  return geoProject(geometry, plane);
}

/** Whole hundredths of a degree, each as the difference to the one before; null when nothing is left. */
function deltas(line, least) {
  const out = [];
  let [x, y] = [0, 0];
  for (const [lon, lat] of line) {
    const [nx, ny] = [Math.round(lon * SCALE), Math.round(lat * SCALE)];
    if (out.length > 0 && nx === x && ny === y) continue;
    out.push(nx - x, ny - y);
    [x, y] = [nx, ny];
  }
  return out.length >= least * 2 ? out : null;
}

function polygons(geometry) {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

function area(ring) {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  }
  return Math.abs(sum / 2);
}

function inside([x, y], ring) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

/**
 * Polygons with seas inside land as holes again. Cutting Eurasia at the antimeridian makes the
 * Caspian Sea a polygon of its own, with its islands as holes.
 */
function withSeas(polygons) {
  const within = ([outer]) =>
    polygons.find(([other]) => other !== outer && inside(outer[0], other));
  const seas = new Map(polygons.map((polygon) => [polygon, within(polygon)]));
  return polygons
    .filter((polygon) => !seas.get(polygon))
    .flatMap((land) => {
      const inland = polygons.filter((polygon) => seas.get(polygon) === land);
      const islands = inland.flatMap(([, ...rings]) => rings.map((ring) => [ring]));
      return [[...land, ...inland.map(([shore]) => shore)], ...islands];
    });
}

/** The point of the ring's interior furthest from its sides, on a grid of 24 × 24. */
function labelPoint(ring) {
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  let best = { point: [(west + east) / 2, (south + north) / 2], distance: -1 };
  for (let i = 1; i < 24; i++) {
    for (let j = 1; j < 24; j++) {
      const point = [west + ((east - west) * i) / 24, south + ((north - south) * j) / 24];
      if (!inside(point, ring)) continue;
      const distance = Math.min(...ring.map(([x, y]) => Math.hypot(x - point[0], y - point[1])));
      if (distance > best.distance) best = { point, distance };
    }
  }
  return best.point;
}

function label(country) {
  const code = countryCodes.numericToAlpha2(country.id ?? "");
  const rings = polygons(country.geometry).map((polygon) => polygon[0]);
  const largest = rings.reduce((a, b) => (area(a) >= area(b) ? a : b));
  const [lon, lat] = labelPoint(largest);
  const round = (value) => Math.round(value * SCALE) / SCALE;
  return [
    code ?? "",
    country.properties.name,
    round(lon),
    round(lat),
    Math.round(area(largest) * 10) / 10,
  ];
}

/** Rows of cities.tsv, made by cities.sh: name, longitude, latitude, inhabitants, capital or not. */
function cities() {
  const text = readFileSync(new URL("cities.tsv", import.meta.url), "utf8");
  const rows = text.trim().split("\n").slice(1);
  return rows.map((row) => {
    const [name, ...numbers] = row.split("\t");
    const [lon, lat, population, capital] = numbers.map(Number);
    const round = (value) => Math.round(value * SCALE) / SCALE;
    return [name, round(lon), round(lat), Math.round(population / 1000), capital];
  });
}

/** The basemap as JSON text: the same input gives the same bytes. */
export function basemap() {
  const countries = require("world-atlas/countries-50m.json");
  const land = require("world-atlas/land-50m.json");
  const outline =
    cut(feature(land, land.objects.land)).features[0] ?? cut(feature(land, land.objects.land));
  const rings = withSeas(polygons(outline.geometry)).map((polygon) =>
    polygon.map((ring) => deltas(ring, 4)).filter(Boolean),
  );
  const borders = mesh(countries, countries.objects.countries, (a, b) => a !== b);
  const labels = cut(feature(countries, countries.objects.countries))
    .features.filter((country) => country.geometry)
    .map(label)
    .sort((a, b) => b[4] - a[4]);
  return JSON.stringify({
    scale: SCALE,
    land: rings.filter((polygon) => polygon.length > 0),
    borders: borders.coordinates.map((line) => deltas(line, 2)).filter(Boolean),
    labels,
    cities: cities(),
  });
}
