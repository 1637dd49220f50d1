import type { Dataset, Details, Scalar } from "./table";

/** Features after which the page gets a chance to answer. */
const BREATH = 500;

/** The features of rows, with the properties the layers have. */
export async function features(data: Dataset, rows: Iterable<number>): Promise<GeoJSON.Feature[]> {
  const out: GeoJSON.Feature[] = [];
  for (const row of rows) {
    if (out.length % BREATH === BREATH - 1) await new Promise((resolve) => setTimeout(resolve));
    const details = await data.details(row);
    out.push(feature(data, row, details));
  }
  return out;
}

/** A row as a feature. */
export function feature(data: Dataset, row: number, details: Details): GeoJSON.Feature {
  const point = { type: "Point", coordinates: data.position(data.columns.site[row]) } as const;
  return {
    type: "Feature",
    id: details.id,
    geometry: details.geometry ?? point,
    properties: details.properties,
  };
}

/** A FeatureCollection, one feature a line. */
export function geojson(features: GeoJSON.Feature[]): string {
  const lines = features.map((feature) => JSON.stringify(feature));
  return `{"type":"FeatureCollection","features":[\n${lines.join(",\n")}\n]}\n`;
}

function cell(value: Scalar | undefined): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table with longitude and latitude before the properties, as RFC 4180 has it. */
export function csv(features: GeoJSON.Feature[], columns: readonly string[]): string {
  const rows = features.map((feature) => {
    const [lon, lat] = feature.geometry.type === "Point" ? feature.geometry.coordinates : [];
    return [lon, lat, ...columns.map((name) => feature.properties?.[name])].map(cell).join(",");
  });
  return [["longitude", "latitude", ...columns].join(","), ...rows, ""].join("\r\n");
}
