import type { LayerSpecification, SourceSpecification } from "maplibre-gl";
import { FileSource, PMTiles, Protocol, TileType } from "pmtiles";
import maplibregl from "../maplibre";
import type { Palette } from "./theme";

/** A basemap of the user's own: its source, and layers that draw it. */
export interface TileBasemap {
  source: SourceSpecification;
  layers: (palette: Palette, language: string) => LayerSpecification[];
}

let protocol: Protocol | null = null;

/** Opens a PMTiles archive by its address, or a file the user has chosen. */
export async function openTiles(where: string | File): Promise<TileBasemap> {
  if (!protocol) {
    protocol = new Protocol({ metadata: true });
    maplibregl.addProtocol("pmtiles", protocol.tile);
  }
  const archive = new PMTiles(where instanceof File ? new FileSource(where) : where);
  protocol.add(archive);
  const header = await archive.getHeader();
  const url = `pmtiles://${archive.source.getKey()}`;
  if (header.tileType === TileType.Mvt) {
    return { source: { type: "vector", url }, layers: protomaps };
  }
  return {
    source: { type: "raster", url, tileSize: 256 },
    layers: () => [{ id: "tiles", type: "raster", source: "tiles" }],
  };
}

/** A quiet style for the layers of Protomaps basemaps. */
function protomaps(palette: Palette, language: string): LayerSpecification[] {
  const name: ["coalesce", ...["get", string][]] = [
    "coalesce",
    ["get", `name:${language}`],
    ["get", "name:en"],
    ["get", "name"],
  ];
  const from = { source: "tiles", "source-layer": "" };
  const layer = (name: string) => ({ ...from, "source-layer": name });
  return [
    { id: "tiles-earth", type: "fill", ...layer("earth"), paint: { "fill-color": palette.land } },
    { id: "tiles-water", type: "fill", ...layer("water"), paint: { "fill-color": palette.sea } },
    {
      id: "tiles-roads",
      type: "line",
      ...layer("roads"),
      paint: {
        "line-color": palette.border,
        "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 6, 0.4, 12, 1.2, 18, 10],
      },
    },
    {
      id: "tiles-buildings",
      type: "fill",
      ...layer("buildings"),
      minzoom: 14,
      paint: { "fill-color": palette.border, "fill-opacity": 0.5 },
    },
    {
      id: "tiles-boundaries",
      type: "line",
      ...layer("boundaries"),
      paint: { "line-color": palette.coast, "line-width": 1 },
    },
    {
      id: "tiles-places",
      type: "symbol",
      ...layer("places"),
      layout: {
        "text-field": ["case", ["is-supported-script", name], name, ""],
        "text-font": ["sans-serif"],
        "text-size": ["interpolate", ["linear"], ["zoom"], 3, 11, 12, 15],
        "text-max-width": 7,
      },
      paint: {
        "text-color": palette.country,
        "text-halo-color": palette.halo,
        "text-halo-width": 1.2,
      },
    },
  ];
}
