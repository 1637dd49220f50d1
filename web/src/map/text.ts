import type { Map as LibreMap } from "maplibre-gl";

/**
 * Scripts whose letters change with their neighbours or stack, which MapLibre's own text lays
 * out letter by letter: Indic scripts, Tibetan, Myanmar, Khmer, Thai, Lao and their kin.
 */
const SHAPED =
  /[\u0700-\u074F\u0780-\u07BF\u0900-\u0DFF\u0E00-\u0EFF\u0F00-\u0FFF\u1000-\u109F\u1700-\u17FF\u1950-\u1AAF\u1B00-\u1C4F\uA800-\uA8FF\uA980-\uAADF\uABC0-\uABFF]/;

const PREFIX = "text:";

/** Whether a text must be drawn by the browser to be right. */
export function needsShaping(text: string): boolean {
  return SHAPED.test(text);
}

/** The two properties of a label: one is empty, the other draws the text. */
export function label(text: string): { label: string; shaped: string } {
  return needsShaping(text) ? { label: "", shaped: PREFIX + text } : { label: text, shaped: "" };
}

/** Draws the labels that need it as images when the map asks for them. */
export function drawShapedText(map: LibreMap, colors: () => { ink: string; halo: string }): void {
  map.on("styleimagemissing", ({ id }) => {
    if (!id.startsWith(PREFIX) || map.hasImage(id)) return;
    const image = draw(id.slice(PREFIX.length), colors());
    if (image) map.addImage(id, image, { pixelRatio: 2 });
  });
}

function draw(text: string, { ink, halo }: { ink: string; halo: string }): ImageData | null {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  const font = "600 24px sans-serif";
  context.font = font;
  canvas.width = Math.ceil(context.measureText(text).width) + 12;
  canvas.height = 44;
  context.font = font;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 6;
  context.strokeStyle = halo;
  context.strokeText(text, 6, 22);
  context.fillStyle = ink;
  context.fillText(text, 6, 22);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
