import type { Map as LibreMap } from "maplibre-gl";
import type { Tables } from "../data/table";
import type { Group } from "./groups";
import type { Palette } from "./theme";

const RATIO = 2;
/** Images of rings kept; one takes up to 95 kB. */
const MOST_RINGS = 300;

/** Place precisions whose point stands for a whole area. */
const COARSE = new Set(["admin2", "admin1", "region", "country"]);

/** Colour of what has no type. */
const PLAIN = "#7d7a72";

/** The colour of an event type, by code. */
export function colorOf(tables: Tables, type: number): string {
  return tables.types[type]?.color ?? PLAIN;
}

/** Whether a pin is only the middle of an area. */
export function isCoarse(precision: string | undefined): boolean {
  return precision !== undefined && COARSE.has(precision);
}

/** Diameter of the symbol of `count` events, in pixels: area grows with the count, slowly. */
export function diameter(count: number): number {
  return count === 1 ? 26 : Math.min(74, 28 + 7.5 * Math.log2(count));
}

/** The name of the image of one event: `pin/type/icon/hollow`. */
export function pinName(type: number, icon: string, hollow: boolean): string {
  return `pin/${type}/${icon}/${hollow ? 1 : 0}`;
}

/** The name of the image of several: `ring/count/type:sixteenths,…`. */
export function ringName(group: Group): string {
  const parts = [...group.types].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const shares = parts.map(
    ([type, n]) => `${type}:${Math.max(1, Math.round((n / group.count) * 32))}`,
  );
  return `ring/${group.count}/${shares.join(",")}`;
}

/** `1234` as `1.2k`. */
export function short(count: number): string {
  if (count < 1000) return String(count);
  const [value, unit] = count < 1e6 ? [count / 1e3, "k"] : [count / 1e6, "M"];
  return (value < 10 ? value.toFixed(1).replace(/\.0$/, "") : String(Math.round(value))) + unit;
}

/**
 * Draws symbols that the map is about to show.
 *
 * The map would ask for each that it lacks, and lay out its tiles again whenever one comes.
 */
export function drawSymbols(
  map: LibreMap,
  tables: Tables,
  palette: Palette,
  names: Iterable<string>,
): void {
  for (const name of names) {
    if (map.hasImage(name)) continue;
    const image = draw(name, tables, palette);
    if (image) map.addImage(name, image, { pixelRatio: RATIO });
  }
}

/** Forgets the symbols, whose colours have changed. */
export function forgetSymbols(map: LibreMap): void {
  for (const id of map.listImages()) if (/^(pin|ring|arrow|text:)/.test(id)) map.removeImage(id);
}

/** Forgets rings that are not among `names`, when there are many: playback makes new ones a step. */
export function forgetRings(map: LibreMap, names: Set<string>): void {
  const rings = map.listImages().filter((id) => id.startsWith("ring/"));
  if (rings.length < MOST_RINGS) return;
  for (const id of rings) if (!names.has(id)) map.removeImage(id);
}

function draw(id: string, tables: Tables, palette: Palette): ImageData | null {
  const [kind, ...rest] = id.split("/");
  if (kind === "pin") return pin(tables, Number(rest[0]), rest[1], rest[2] === "1", palette);
  if (kind === "arrow") return arrow(colorOf(tables, Number(rest[0])), palette);
  return ring(tables, Number(rest[0]), rest[1], palette);
}

/** What all symbols are drawn on: a canvas for each would cost more than its drawing. */
let shared: CanvasRenderingContext2D | null = null;

function canvas(size: number): CanvasRenderingContext2D | null {
  shared ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!shared) return null;
  // Setting the size clears the canvas and all that was set on it.
  shared.canvas.width = shared.canvas.height = Math.ceil(size * RATIO);
  shared.scale(RATIO, RATIO);
  return shared;
}

function pixels(context: CanvasRenderingContext2D): ImageData {
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

function disc(context: CanvasRenderingContext2D, middle: number, radius: number, fill: string) {
  context.beginPath();
  context.arc(middle, middle, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
}

/** A disc in the type's colour with its icon; a ring on paper when the place is only an area's middle. */
function pin(
  tables: Tables,
  type: number,
  icon: string,
  hollow: boolean,
  palette: Palette,
): ImageData | null {
  const size = diameter(1) + 4;
  const context = canvas(size);
  if (!context) return null;
  const middle = size / 2;
  const color = colorOf(tables, type);
  disc(context, middle, middle - 0.5, palette.paper);
  disc(context, middle, middle - 2, color);
  if (hollow) disc(context, middle, middle - 4.25, palette.paper);
  const scale = 16 / 24;
  context.translate(middle - 12 * scale, middle - 12 * scale);
  context.scale(scale, scale);
  context.fillStyle = hollow ? color : "#ffffff";
  context.fill(new Path2D(tables.icons[icon] ?? ""), "evenodd");
  return pixels(context);
}

/** A ring with a share for each type around the number of events. */
function ring(tables: Tables, count: number, shares: string, palette: Palette): ImageData | null {
  const size = diameter(count) + 4;
  const context = canvas(size);
  if (!context) return null;
  const middle = size / 2;
  const parts = shares.split(",").map((part) => part.split(":").map(Number));
  const total = parts.reduce((sum, [, n]) => sum + n, 0);
  const width = Math.max(5, size * 0.13);
  disc(context, middle, middle - 0.5, palette.paper);
  let angle = -Math.PI / 2;
  for (const [type, n] of parts) {
    const next = angle + (n / total) * 2 * Math.PI;
    context.beginPath();
    context.arc(middle, middle, middle - 2 - width / 2, angle, next);
    context.lineWidth = width;
    context.strokeStyle = tables.types[type].color;
    context.stroke();
    angle = next;
  }
  const text = short(count);
  const font = Math.min(17, Math.max(11, size * 0.3)) - (text.length > 3 ? 2 : 0);
  context.font = `600 ${font}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = palette.ink;
  context.fillText(text, middle, middle + 0.5);
  return pixels(context);
}

/** The head of an arrow, pointing up. */
function arrow(color: string, palette: Palette): ImageData | null {
  const context = canvas(18);
  if (!context) return null;
  context.beginPath();
  context.moveTo(9, 2);
  context.lineTo(15.5, 15);
  context.lineTo(9, 12);
  context.lineTo(2.5, 15);
  context.closePath();
  context.lineJoin = "round";
  context.lineWidth = 2.5;
  context.strokeStyle = palette.paper;
  context.stroke();
  context.fillStyle = color;
  context.fill();
  return pixels(context);
}
