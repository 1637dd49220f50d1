import type { LayerSpecification } from "maplibre-gl";
import { isPoint } from "../data/select";
import { type Dataset, Layer, NONE } from "../data/table";
import { colorOf } from "./symbols";

const EARTH_KM = 6371.0088;

/** Data up to this size draws every area and movement; larger data those of the chosen event. */
export const DRAWN_ROWS = 20_000;

/** An area or a movement with the row it belongs to. */
export interface Shape {
  row: number;
  geometry: GeoJSON.Geometry;
}

/** The geometries of all rows that are not points. */
export async function readShapes(data: Dataset, rows: Iterable<number>): Promise<Shape[]> {
  const shapes: Shape[] = [];
  for (const row of rows) {
    if (isPoint(data.columns, row)) continue;
    const { geometry } = await data.details(row);
    if (geometry) shapes.push({ row, geometry });
  }
  return shapes;
}

function lines(geometry: GeoJSON.Geometry): GeoJSON.Position[][] {
  if (geometry.type === "LineString") return [geometry.coordinates];
  return geometry.type === "MultiLineString" ? geometry.coordinates : [];
}

/** Compass bearing from one position to the next, in degrees, as a Mercator map shows it. */
function bearing([lon0, lat0]: GeoJSON.Position, [lon1, lat1]: GeoJSON.Position): number {
  const y = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  const dx = ((lon1 - lon0) * Math.PI) / 180;
  return (Math.atan2(dx, y(lat1) - y(lat0)) * 180) / Math.PI;
}

/** Areas and movements as features, with a head at the end of each movement. */
export function shapeFeatures(data: Dataset, shapes: Shape[]): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = [];
  for (const { row, geometry } of shapes) {
    const type = data.columns.type[row];
    const color = colorOf(data.tables, type);
    const kind = data.columns.layer[row] === Layer.movements ? "movement" : "region";
    const properties = { row, color, kind, mention: type === NONE };
    features.push({ type: "Feature", properties, geometry });
    if (kind === "region") continue;
    for (const line of lines(geometry)) {
      const [before, end] = line.slice(-2);
      if (!end) continue;
      features.push({
        type: "Feature",
        properties: {
          ...properties,
          kind: "head",
          image: `arrow/${type}`,
          bearing: bearing(before, end),
        },
        geometry: { type: "Point", coordinates: end },
      });
    }
  }
  return { type: "FeatureCollection", features };
}

/** A circle on the earth around a position. */
export function circle([lon, lat]: [number, number], kilometres: number): GeoJSON.Polygon {
  const rad = Math.PI / 180;
  const [angle, sinLat, cosLat] = [kilometres / EARTH_KM, Math.sin(lat * rad), Math.cos(lat * rad)];
  const ring: GeoJSON.Position[] = [];
  for (let i = 0; i <= 96; i++) {
    const turn = (-i / 96) * 2 * Math.PI;
    const sin = sinLat * Math.cos(angle) + cosLat * Math.sin(angle) * Math.cos(turn);
    const east = Math.atan2(
      Math.sin(turn) * Math.sin(angle) * cosLat,
      Math.cos(angle) - sinLat * sin,
    );
    ring.push([lon + east / rad, Math.asin(sin) / rad]);
  }
  return { type: "Polygon", coordinates: [ring] };
}

/** The layers of areas and movements. */
export function shapeLayers(): LayerSpecification[] {
  return [
    {
      id: "regions-fill",
      type: "fill",
      source: "shapes",
      filter: ["==", ["get", "kind"], "region"],
      paint: {
        "fill-color": ["get", "color"],
        "fill-opacity": ["case", ["get", "mention"], 0.05, 0.12],
      },
    },
    {
      id: "regions-line",
      type: "line",
      source: "shapes",
      filter: ["==", ["get", "kind"], "region"],
      layout: { "line-join": "round" },
      paint: {
        "line-color": ["get", "color"],
        "line-width": ["case", ["get", "mention"], 0.8, 1.4],
        "line-dasharray": [3, 2],
        "line-opacity": 0.9,
      },
    },
    {
      id: "movements",
      type: "line",
      source: "shapes",
      filter: ["==", ["get", "kind"], "movement"],
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": ["get", "color"], "line-width": 2.5, "line-opacity": 0.9 },
    },
    {
      id: "movement-heads",
      type: "symbol",
      source: "shapes",
      filter: ["==", ["get", "kind"], "head"],
      layout: {
        "icon-image": ["get", "image"],
        "icon-rotate": ["get", "bearing"],
        "icon-rotation-alignment": "map",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
  ];
}
