import packedBasemap from "virtual:packed/basemap";
import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import { unpackText } from "../data/unpack";
import { label } from "./text";
import type { Palette } from "./theme";

type Packed = {
  scale: number;
  land: number[][][];
  borders: number[][];
  /** Code, name, longitude, latitude, area in square degrees. */
  labels: [string, string, number, number, number][];
  /** Name, longitude, latitude, thousands of inhabitants, 1 = capital. */
  cities: [string, number, number, number, number][];
};

/** Natural Earth as the build packed it. */
export interface Basemap {
  land: GeoJSON.FeatureCollection;
  borders: GeoJSON.FeatureCollection;
  labels: Packed["labels"];
  cities: GeoJSON.FeatureCollection;
}

function line(deltas: number[], scale: number): GeoJSON.Position[] {
  const out: GeoJSON.Position[] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < deltas.length; i += 2) {
    x += deltas[i];
    y += deltas[i + 1];
    out.push([x / scale, y / scale]);
  }
  return out;
}

function collection(geometries: GeoJSON.Geometry[]): GeoJSON.FeatureCollection {
  const features = geometries.map(
    (geometry) => ({ type: "Feature", properties: {}, geometry }) as GeoJSON.Feature,
  );
  return { type: "FeatureCollection", features };
}

/** Unpacks the basemap. */
export async function readBasemap(): Promise<Basemap> {
  const packed: Packed = JSON.parse(await unpackText(packedBasemap));
  const { scale } = packed;
  const land = packed.land.map((polygon) => ({
    type: "Polygon" as const,
    coordinates: polygon.map((ring) => line(ring, scale)),
  }));
  const borders = packed.borders.map((border) => ({
    type: "LineString" as const,
    coordinates: line(border, scale),
  }));
  return {
    land: collection(land),
    borders: collection(borders),
    labels: packed.labels,
    cities: cityPoints(packed.cities),
  };
}

function cityPoints(cities: Packed["cities"]): GeoJSON.FeatureCollection {
  const features = cities.map(([name, lon, lat, thousands, capital]) => ({
    type: "Feature" as const,
    properties: { name, weight: thousands * (capital ? 4 : 1) },
    geometry: { type: "Point" as const, coordinates: [lon, lat] },
  }));
  return { type: "FeatureCollection", features };
}

/** Country labels in the language of the interface, where the browser knows the country. */
export function countryLabels(basemap: Basemap, language: string): GeoJSON.FeatureCollection {
  const names = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
  const features = basemap.labels.map(([code, name, lon, lat, area]) => {
    const text = (code && names.of(code)) || name;
    return {
      type: "Feature" as const,
      properties: { ...label(text), area, rank: Math.round(-Math.sqrt(area) * 100) },
      geometry: { type: "Point" as const, coordinates: [lon, lat] },
    };
  });
  return { type: "FeatureCollection", features };
}

/** Sources of the embedded basemap. */
export function sources(basemap: Basemap, language: string): Record<string, SourceSpecification> {
  const source = (data: GeoJSON.FeatureCollection): SourceSpecification => ({
    type: "geojson",
    data,
    tolerance: 0.3,
  });
  return {
    land: source(basemap.land),
    borders: source(basemap.borders),
    countries: source(countryLabels(basemap, language)),
    cities: source(basemap.cities),
  };
}

/** Layers under the events. */
export function ground(palette: Palette): LayerSpecification[] {
  return [
    { id: "sea", type: "background", paint: { "background-color": palette.sea } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": palette.land } },
    {
      id: "coast",
      type: "line",
      source: "land",
      paint: {
        "line-color": palette.coast,
        "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.4, 6, 1],
      },
    },
    {
      id: "borders",
      type: "line",
      source: "borders",
      layout: { "line-join": "round" },
      paint: {
        "line-color": palette.border,
        "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.6, 6, 1.4],
      },
    },
  ];
}

/** Country names; large countries first, small ones as the map comes nearer. */
export function countryNames(palette: Palette): LayerSpecification {
  return {
    id: "countries",
    type: "symbol",
    source: "countries",
    filter: [
      ">",
      ["get", "area"],
      ["interpolate", ["linear"], ["zoom"], 1, 120, 3, 12, 5, 0.5, 6, -1],
    ],
    layout: {
      "text-field": ["get", "label"],
      "icon-image": ["get", "shaped"],
      "text-font": ["sans-serif"],
      "text-size": ["interpolate", ["linear"], ["zoom"], 1, 10, 5, 14],
      "text-letter-spacing": 0.06,
      "text-max-width": 7,
      "symbol-sort-key": ["get", "rank"],
      "text-padding": 6,
    },
    paint: {
      "text-color": palette.country,
      "text-halo-color": palette.halo,
      "text-halo-width": 1.2,
    },
  };
}

/** Capitals and large cities, the more the nearer. */
export function cityNames(palette: Palette): LayerSpecification {
  return {
    id: "cities",
    type: "symbol",
    source: "cities",
    minzoom: 3.2,
    filter: [
      ">",
      ["get", "weight"],
      ["interpolate", ["linear"], ["zoom"], 3.2, 24000, 4, 9000, 5, 2500, 6, -1],
    ],
    layout: {
      "text-field": ["concat", "• ", ["get", "name"]],
      "text-font": ["sans-serif"],
      "text-size": ["interpolate", ["linear"], ["zoom"], 3, 9.5, 7, 12],
      "text-anchor": "left",
      "text-offset": [-0.3, 0],
      "text-max-width": 12,
      "symbol-sort-key": ["-", ["get", "weight"]],
      "text-padding": 5,
    },
    paint: {
      "text-color": palette.country,
      "text-halo-color": palette.halo,
      "text-halo-width": 1.1,
    },
  };
}

/** The style of the embedded basemap; text needs no glyph files because it names none. */
export function style(basemap: Basemap, palette: Palette, language: string): StyleSpecification {
  return {
    version: 8,
    // Any change of the style, a new symbol even, would draw the map for 300 ms.
    transition: { duration: 0, delay: 0 },
    sources: sources(basemap, language),
    layers: [...ground(palette), cityNames(palette), countryNames(palette)],
  };
}
