import type { GeoJSONSource, Map as LibreMap, LngLatBoundsLike, MapMouseEvent } from "maplibre-gl";
import { isPoint, type Selection } from "../data/select";
import type { Dataset } from "../data/table";
import type { Translate } from "../i18n/i18n";
import maplibregl from "../maplibre";
import type { Mode, State } from "../state";
import { type Basemap, cityNames, countryLabels, countryNames, ground, style } from "./basemap";
import { type Group, group, joinOverlapping, SiteCounts } from "./groups";
import { PointLayer } from "./points";
import { turnOnRightToLeft } from "./rtl";
import { circle, DRAWN_ROWS, readShapes, type Shape, shapeFeatures, shapeLayers } from "./shapes";
import {
  diameter,
  drawSymbols,
  forgetRings,
  forgetSymbols,
  isCoarse,
  pinName,
  ringName,
} from "./symbols";
import { drawShapedText, label } from "./text";
import { DARK, LIGHT, type Palette } from "./theme";
import { openTiles, type TileBasemap } from "./tiles";

/** Pixels within which sites share a symbol. */
const GROUP_RADIUS = 46;
/** Pixels of a cell of the heat map. */
const HEAT_RADIUS = 7;
/** Pixels between a symbol and the ring that marks it as chosen. */
const RING_GAP = 4;
/** Radius of that ring around a dot, in pixels. */
const DOT_RING = 12;
/** Pixels around a click in which dots are picked. */
const PICK_RADIUS = 8;

const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** What the map tells the rest of the page. */
export interface MapEvents {
  /** The user moved the map, or it was moved. */
  moved: () => void;
  /** The user chose a place with several events. */
  place: (site: number) => void;
  /** The user chose one event. */
  event: (row: number) => void;
}

/** The map with everything on it. */
export class EventMap {
  readonly map: LibreMap;
  private palette: Palette;
  private groups: Group[] = [];
  private groupZoom = -1;
  private shapes: Shape[] = [];
  private chosenShapes: Shape[] = [];
  private chosenSites = new Set<number>();
  private readonly filled = new Map<string, string>();
  /** The rows whose shapes are drawn; null when they must be drawn again. */
  private shapeRows: string | null = "";
  private readonly points: PointLayer;
  private tiles: TileBasemap | null = null;
  private state: State;

  constructor(
    container: HTMLElement,
    private readonly data: Dataset,
    private readonly selection: Selection,
    private readonly basemap: Basemap,
    private readonly events: MapEvents,
    private language: string,
    dark: boolean,
    state: State,
    t: Translate,
  ) {
    this.palette = dark ? DARK : LIGHT;
    this.state = state;
    this.points = new PointLayer(data, selection);
    this.map = new maplibregl.Map({
      container,
      style: style(basemap, this.palette, language),
      attributionControl: false,
      minZoom: 0.5,
      maxZoom: 18,
      fadeDuration: 0,
      dragRotate: false,
      pitchWithRotate: false,
      cooperativeGestures: state.embed,
      locale: controlTexts(t),
      ...(state.view
        ? { center: [state.view.lon, state.view.lat] as [number, number], zoom: state.view.zoom }
        : { bounds: this.extent(), fitBoundsOptions: { padding: room(container), maxZoom: 7 } }),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new maplibregl.ScaleControl({}), "bottom-right");
    drawShapedText(this.map, () => ({ ink: this.palette.city, halo: this.palette.halo }));
    this.listen();
  }

  /** Resolves when the map can take layers. */
  async ready(): Promise<void> {
    await turnOnRightToLeft();
    await new Promise<void>((resolve) => {
      if (this.map.isStyleLoaded()) resolve();
      else this.map.once("load", () => resolve());
    });
    this.addLayers();
    if (this.data.rows <= DRAWN_ROWS) {
      this.shapes = await readShapes(this.data, this.data.columns.input.keys());
    }
  }

  /** The way of drawing when the link names none: dots for much, groups for little. */
  mode(): Mode {
    return this.state.mode ?? (this.data.rows > DRAWN_ROWS ? "points" : "groups");
  }

  private addLayers(): void {
    const { map } = this;
    map.addSource("shapes", { type: "geojson", data: EMPTY });
    map.addSource("uncertainty", { type: "geojson", data: EMPTY });
    map.addSource("groups", { type: "geojson", data: EMPTY });
    map.addSource("chosen", { type: "geojson", data: EMPTY });
    for (const layer of shapeLayers()) map.addLayer(layer, "cities");
    map.addLayer(
      {
        id: "uncertainty",
        type: "line",
        source: "uncertainty",
        paint: { "line-color": this.palette.ink, "line-width": 1.2, "line-dasharray": [2, 3] },
      },
      "cities",
    );
    map.addLayer({
      id: "heat",
      type: "heatmap",
      source: "groups",
      paint: {
        "heatmap-weight": ["interpolate", ["linear"], ["get", "weight"], 0, 0, 1, 1],
        "heatmap-radius": ["interpolate", ["linear"], ["zoom"], 1, 14, 8, 34],
        "heatmap-intensity": ["interpolate", ["linear"], ["zoom"], 1, 0.9, 8, 2],
        "heatmap-color": [
          "interpolate",
          ["linear"],
          ["heatmap-density"],
          0,
          "rgba(252,187,161,0)",
          0.15,
          "rgba(252,187,161,0.6)",
          0.4,
          "rgba(251,106,74,0.75)",
          0.7,
          "rgba(203,24,29,0.85)",
          1,
          "rgba(103,0,13,0.92)",
        ],
      },
    });
    map.addLayer(this.points);
    map.addLayer({
      id: "chosen",
      type: "circle",
      source: "chosen",
      paint: {
        "circle-radius": ["get", "radius"],
        "circle-color": "rgba(0,0,0,0)",
        "circle-stroke-color": this.palette.ink,
        "circle-stroke-width": 3,
      },
    });
    map.addLayer({
      id: "groups",
      type: "symbol",
      source: "groups",
      layout: {
        "icon-image": ["get", "image"],
        "icon-allow-overlap": true,
        "symbol-sort-key": ["-", ["get", "count"]],
        "text-field": ["get", "label"],
        "text-font": ["sans-serif"],
        "text-size": ["interpolate", ["linear"], ["zoom"], 2, 10.5, 8, 13],
        "text-variable-anchor": ["top", "bottom", "left", "right"],
        "text-radial-offset": ["get", "offset"],
        "text-justify": "auto",
        "text-max-width": 8,
        "text-optional": true,
      },
      paint: {
        "text-color": this.palette.city,
        "text-halo-color": this.palette.halo,
        "text-halo-width": 1.4,
      },
    });
    map.addLayer({
      id: "groups-shaped",
      type: "symbol",
      source: "groups",
      filter: ["!=", ["get", "shaped"], ""],
      layout: {
        "icon-image": ["get", "shaped"],
        "icon-anchor": "top",
        "icon-offset": [0, 16],
        "icon-optional": true,
      },
    });
  }

  private listen(): void {
    const { map } = this;
    map.on("moveend", () => {
      if (Math.floor(map.getZoom() * 2) !== this.groupZoom) this.drawGroups();
      this.events.moved();
    });
    map.on("click", (event) => this.pick(event));
    map.on("mousemove", (event) => {
      if (!map.getLayer("groups")) return;
      const layers = ["groups", "movements", "regions-fill"];
      const over = map.queryRenderedFeatures(event.point, { layers }).length > 0;
      map.getCanvas().style.cursor = over ? "pointer" : "";
    });
  }

  private pick(event: MapMouseEvent): void {
    const dot = this.mode() === "points" ? this.nearestPoint(event) : null;
    const [symbol] = this.map.queryRenderedFeatures(event.point, { layers: ["groups"] });
    if (dot !== null) this.open(this.data.columns.site[dot]);
    else if (symbol) this.openGroup(this.groups[Number(symbol.properties.number)]);
    else this.pickShape(event);
  }

  private pickShape(event: MapMouseEvent): void {
    const { x, y } = event.point;
    const around: [[number, number], [number, number]] = [
      [x - 4, y - 4],
      [x + 4, y + 4],
    ];
    const layers = ["movements", "movement-heads", "regions-fill"];
    const [shape] = this.map.queryRenderedFeatures(around, { layers });
    if (shape) this.events.event(Number(shape.properties.row));
  }

  /** Zooms into a group of several places, lists the events of one. */
  private openGroup(group: Group | undefined): void {
    if (!group) return;
    if (group.sites.length === 1 || this.map.getZoom() >= 17) {
      this.open(group.anchor);
      return;
    }
    const bounds = new maplibregl.LngLatBounds();
    for (const site of group.sites) bounds.extend(this.data.position(site));
    this.map.fitBounds(bounds, { padding: 90, maxZoom: 17, duration: duration() });
  }

  private open(site: number): void {
    const rows: number[] = [];
    const { columns } = this.data;
    for (let row = 0; row < this.data.rows && rows.length < 2; row++) {
      if (columns.site[row] !== site || !isPoint(columns, row)) continue;
      if (this.selection.shows(this.state, row)) rows.push(row);
    }
    if (rows.length === 1) this.events.event(rows[0]);
    else this.events.place(site);
  }

  private nearestPoint(event: MapMouseEvent): number | null {
    const { columns } = this.data;
    const reach = (dx: number, dy: number) =>
      this.map.unproject([event.point.x + dx, event.point.y + dy]);
    const [a, b] = [reach(-PICK_RADIUS, PICK_RADIUS), reach(PICK_RADIUS, -PICK_RADIUS)];
    const [west, east, south, north] = [a.lng, b.lng, a.lat, b.lat].map((v) => v * 1e6);
    let best: number | null = null;
    this.selection.each(this.state, false, (row) => {
      const site = columns.site[row];
      const [lon, lat] = [columns.siteLon[site], columns.siteLat[site]];
      if (best !== null || lat < south || lat > north || !isPoint(columns, row)) return;
      for (const turn of [0, 360e6, -360e6]) {
        if (lon + turn >= west && lon + turn <= east) best = row;
      }
    });
    return best;
  }

  /** Draws what `state` lets through. */
  update(state: State): void {
    this.state = state;
    const mode = this.mode();
    const { map } = this;
    const visible = (id: string, on: boolean) => {
      const visibility = on ? "visible" : "none";
      if (map.getLayoutProperty(id, "visibility") !== visibility) {
        map.setLayoutProperty(id, "visibility", visibility);
      }
    };
    visible("groups", mode === "groups");
    visible("groups-shaped", mode === "groups");
    visible("heat", mode === "heat");
    visible("points", mode === "points");
    if (mode === "points") {
      this.points.show(state);
      this.drawChosen();
    } else this.drawGroups();
    this.drawShapes();
    const projection = state.globe ? "globe" : "mercator";
    if ((map.getProjection()?.type ?? "mercator") !== projection) {
      map.setProjection({ type: projection });
    }
    // In the frame of the list and the bars: the map would take the next one, and so a second
    // drawing of the page. Where it lays areas out anew it has to wait for those.
    if (mode === "points" && this.data.rows > DRAWN_ROWS) map.redraw();
  }

  private drawGroups(): void {
    const mode = this.mode();
    const source = this.map.getSource<GeoJSONSource>("groups");
    if (!source || mode === "points") return;
    this.groupZoom = Math.floor(this.map.getZoom() * 2);
    const counts = new SiteCounts();
    const { columns } = this.data;
    this.selection.each(this.state, false, (row) => {
      if (isPoint(columns, row))
        counts.add(columns.site[row], columns.type[row], columns.subtype[row]);
    });
    this.groups = this.grouped(counts, mode);
    const most = this.groups.reduce((most, group) => Math.max(most, group.count), 1);
    const features = this.groups.map((group, number) => this.symbol(group, number, most));
    if (mode === "groups") forgetRings(this.map, this.drawImages(features));
    source.setData({ type: "FeatureCollection", features });
    this.drawChosen();
  }

  private grouped(counts: SiteCounts, mode: Mode): Group[] {
    const zoom = this.groupZoom / 2;
    if (mode === "heat") return group(this.data, counts, zoom, HEAT_RADIUS);
    return joinOverlapping(this.data, group(this.data, counts, zoom, GROUP_RADIUS), zoom, diameter);
  }

  /** Draws the images that features name, and says which. */
  private drawImages(features: GeoJSON.Feature[]): Set<string> {
    const names = new Set<string>(features.flatMap(({ properties }) => properties?.image ?? []));
    drawSymbols(this.map, this.data.tables, this.palette, names);
    return names;
  }

  /** A ring around the symbols, or the dots, that the chosen event is in. */
  private drawChosen(): void {
    const ring = (site: number, radius: number): GeoJSON.Feature => ({
      type: "Feature",
      properties: { radius },
      geometry: { type: "Point", coordinates: this.data.position(site) },
    });
    const chosen = this.chosenSites;
    const features =
      this.mode() === "groups"
        ? this.groups
            .filter(({ sites }) => sites.some((site) => chosen.has(site)))
            .map(({ anchor, count }) => ring(anchor, diameter(count) / 2 + RING_GAP))
        : [...chosen].map((site) => ring(site, DOT_RING));
    this.fill("chosen", features);
  }

  /** Puts features into a source when they are others: every change costs a drawing or two. */
  private fill(id: string, features: GeoJSON.Feature[]): void {
    const text = JSON.stringify(features);
    if ((this.filled.get(id) ?? "[]") === text) return;
    this.filled.set(id, text);
    this.map.getSource<GeoJSONSource>(id)?.setData({ type: "FeatureCollection", features });
  }

  private symbol(group: Group, number: number, most: number): GeoJSON.Feature {
    const others = group.sites.length - 1;
    const place = this.data.tables.site_names[group.anchor];
    const name = others > 0 ? `${place} +${others}` : place;
    const single = group.count === 1;
    return {
      type: "Feature",
      properties: {
        number,
        count: group.count,
        weight: Math.max(0.06, Math.log1p(group.count) / Math.log1p(most)),
        image: single ? this.pin(group) : ringName(group),
        offset: diameter(group.count) / 24 + 0.25,
        ...label(name),
      },
      geometry: { type: "Point", coordinates: this.data.position(group.anchor) },
    };
  }

  private pin(group: Group): string {
    const { columns, tables } = this.data;
    const [type] = group.types.keys();
    const icon = tables.subtypes[group.subtype]?.icon ?? "";
    const precision = tables.place_precisions[columns.sitePrecision[group.anchor]];
    return pinName(type, icon, isCoarse(precision));
  }

  private drawShapes(): void {
    const shown = this.shapes.filter(({ row }) => this.selection.shows(this.state, row));
    const shapes = this.data.rows > DRAWN_ROWS ? this.chosenShapes : shown;
    const rows = shapes.map(({ row }) => row).join();
    if (rows === this.shapeRows) return;
    this.shapeRows = rows;
    const collection = shapeFeatures(this.data, shapes);
    this.drawImages(collection.features);
    this.map.getSource<GeoJSONSource>("shapes")?.setData(collection);
  }

  /** Marks the rows of the chosen event, with how far off each may be. */
  async choose(rows: number[], radii: (number | null)[]): Promise<void> {
    const { columns } = this.data;
    const points = rows.filter((row) => isPoint(columns, row));
    this.chosenSites = new Set(points.map((row) => columns.site[row]));
    const rings = rows.flatMap((row, i) => {
      const radius = radii[i];
      if (!radius || !isPoint(columns, row)) return [];
      const geometry = circle(this.data.position(columns.site[row]), radius);
      return [{ type: "Feature", properties: {}, geometry } as GeoJSON.Feature];
    });
    this.drawChosen();
    this.fill("uncertainty", rings);
    if (this.data.rows > DRAWN_ROWS) {
      this.chosenShapes = await readShapes(this.data, rows);
      this.drawShapes();
    }
  }

  /** Brings rows into view when none of them is. */
  show(rows: number[]): void {
    const bounds = new maplibregl.LngLatBounds();
    for (const row of rows) bounds.extend(this.data.position(this.data.columns.site[row]));
    if (bounds.isEmpty() || this.visible(rows)) return;
    this.map.fitBounds(bounds, { padding: 90, maxZoom: 7, duration: duration() });
  }

  private visible(rows: number[]): boolean {
    const inView = this.inView();
    return rows.every((row) => inView(this.data.columns.site[row]));
  }

  /** Fits the view to what passes the filters. */
  fit(): void {
    const padding = room(this.map.getContainer());
    this.map.fitBounds(this.extent(), { padding, maxZoom: 7, duration: duration() });
  }

  /** A test whether a site is in view. */
  inView(): (site: number) => boolean {
    const bounds = this.map.getBounds();
    const [south, north] = [bounds.getSouth() * 1e6, bounds.getNorth() * 1e6];
    const [west, east] = [bounds.getWest() * 1e6, bounds.getEast() * 1e6];
    const { siteLon, siteLat } = this.data.columns;
    const turns = [0, 360e6, -360e6];
    return (site) => {
      const [lon, lat] = [siteLon[site], siteLat[site]];
      if (lat < south || lat > north) return false;
      return turns.some((turn) => lon + turn >= west && lon + turn <= east);
    };
  }

  /** A box around the sites that pass the filters; the world when there are none. */
  private extent(): LngLatBoundsLike {
    const bounds = new maplibregl.LngLatBounds();
    const seen = new Uint8Array(this.data.tables.sites);
    this.selection.each(this.state, false, (row) => {
      const site = this.data.columns.site[row];
      if (seen[site] === 0) bounds.extend(this.data.position(site));
      seen[site] = 1;
    });
    if (bounds.isEmpty()) {
      return [
        [-130, -50],
        [160, 70],
      ];
    }
    return bounds;
  }

  /** Repaints in the colours of day or night. */
  setTheme(dark: boolean): void {
    this.palette = dark ? DARK : LIGHT;
    const { palette, map } = this;
    const repaint = [...this.baseLayers(), cityNames(palette), countryNames(palette)];
    for (const layer of repaint) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) {
        if (map.getLayer(layer.id)) map.setPaintProperty(layer.id, name as never, value as never);
      }
    }
    map.setPaintProperty("uncertainty", "line-color", palette.ink);
    map.setPaintProperty("chosen", "circle-stroke-color", palette.ink);
    map.setPaintProperty("groups", "text-color", palette.city);
    map.setPaintProperty("groups", "text-halo-color", palette.halo);
    forgetSymbols(map);
    this.shapeRows = null;
    this.drawGroups();
    this.drawShapes();
  }

  private baseLayers() {
    if (!this.tiles) return ground(this.palette);
    const background = ground(this.palette).slice(0, 1);
    return [...background, ...this.tiles.layers(this.palette, this.language)];
  }

  /** Names countries in another language. */
  setLanguage(language: string): void {
    this.language = language;
    this.map.getSource<GeoJSONSource>("countries")?.setData(countryLabels(this.basemap, language));
  }

  /** Draws a basemap of the user's own in place of the embedded one; says whom to name for it. */
  async setTiles(where: string | File): Promise<string> {
    const tiles = await openTiles(where);
    const { map } = this;
    for (const layer of this.baseLayers().slice(1))
      if (map.getLayer(layer.id)) map.removeLayer(layer.id);
    if (map.getSource("tiles")) map.removeSource("tiles");
    this.tiles = tiles;
    map.setLayoutProperty("cities", "visibility", "none");
    map.addSource("tiles", tiles.source);
    for (const layer of this.baseLayers().slice(1)) map.addLayer(layer, "regions-fill");
    return tiles.credit;
  }
}

/** Pixels around the events: of a symbol and its name, and of the legend below. */
function room(container: HTMLElement): {
  top: number;
  bottom: number;
  left: number;
  right: number;
} {
  const side = container.clientWidth < 500 ? 36 : 60;
  return { top: 60, bottom: 90, left: side, right: side };
}

function duration(): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 500;
}

function controlTexts(t: Translate): Record<string, string> {
  return {
    "NavigationControl.ZoomIn": t("zoom_in"),
    "NavigationControl.ZoomOut": t("zoom_out"),
    "Map.Title": t("map"),
    "CooperativeGesturesHandler.WindowsHelpText": t("use_ctrl"),
    "CooperativeGesturesHandler.MacHelpText": t("use_cmd"),
    "CooperativeGesturesHandler.MobileHelpText": t("use_fingers"),
  };
}
