import type { LayerSpecification, SourceSpecification } from "maplibre-gl";
import { FileSource, PMTiles, Protocol, TileType } from "pmtiles";
import maplibregl from "../maplibre";
import type { Palette } from "./theme";

/** A basemap of the user's own: its source, and layers that draw it. */
export interface TileBasemap {
  /** Who must be named beside the map; may be empty. */
  credit: string;
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
  const metadata = ((await archive.getMetadata()) ?? {}) as Metadata;
  const credit = plain(metadata.attribution);
  const url = `pmtiles://${archive.source.getKey()}`;
  if (header.tileType === TileType.Mvt) {
    const names = (metadata.vector_layers ?? []).map(({ id }) => id);
    const layers = (palette: Palette, language: string) => vectors(names, palette, language);
    return { credit, source: { type: "vector", url }, layers };
  }
  return {
    credit,
    source: { type: "raster", url, tileSize: 256 },
    layers: () => [{ id: "tiles", type: "raster", source: "tiles" }],
  };
}

/** What archives say of themselves. */
interface Metadata {
  attribution?: unknown;
  vector_layers?: { id: string }[];
}

/** The attribution of an archive, which is HTML, as text. */
function plain(attribution: unknown): string {
  if (typeof attribution !== "string") return "";
  const letters: Record<string, string> = { amp: "&", copy: "©", lt: "<", gt: ">", quot: '"' };
  return attribution
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|copy|lt|gt|quot);/g, (_, name: string) => letters[name])
    .trim();
}

/**
 * Layers for an archive with vector layers of these names: those of Protomaps basemaps that it
 * has; outlines of everything when it has none of them.
 */
function vectors(names: string[], palette: Palette, language: string): LayerSpecification[] {
  const known = protomaps(palette, language).filter(
    (layer) => "source-layer" in layer && names.includes(layer["source-layer"] ?? ""),
  );
  if (known.length > 0) return known;
  return names.map((name, i) => ({
    id: `tiles-${i}`,
    type: "line",
    source: "tiles",
    "source-layer": name,
    paint: { "line-color": palette.coast, "line-width": 1 },
  }));
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
