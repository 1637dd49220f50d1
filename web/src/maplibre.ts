// MapLibre stands in the page as its authors built it; its worker is made from its own source,
// which a second bundling could break.
import type * as library from "maplibre-gl";

declare global {
  interface Window {
    maplibregl: typeof library;
  }
}

export default window.maplibregl;
