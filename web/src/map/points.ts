import type { CustomLayerInterface, CustomRenderMethodInput, Map as LibreMap } from "maplibre-gl";
import type { Selection } from "../data/select";
import type { Dataset } from "../data/table";
import type { State } from "../state";
import { type Area, type Dots, Grid, mercator, SitePositions } from "./thin";

const VERTEX = `
in vec2 place;
in float diameter;
in vec3 paint;
uniform float copy;
out vec3 color;
void main() {
  color = paint;
  gl_Position = projectTile(vec2(place.x + copy, place.y));
  gl_PointSize = diameter;
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
in vec3 color;
out vec4 pixel;
void main() {
  float radius = length(gl_PointCoord - 0.5);
  if (radius > 0.5) discard;
  float shade = radius > 0.36 ? 0.72 : 1.0;
  pixel = vec4(color * shade * 0.85, 0.85);
}`;

/** Bytes of a dot on the graphics card: place, diameter, colour. */
const DOT_BYTES = 16;
/** Pixels of a cell of the grid that thins dots out; the smallest dot is wider. */
const CELL = 3;
/** How far the grid reaches past the view, as a share of it: dragging less draws nothing anew. */
const MARGIN = 0.25;
/** Levels of zoom after which the grid is too fine or too coarse. */
const STALE_ZOOM = 0.5;
/** Below this zoom a globe shows half of the world, which bounds do not tell. */
const GLOBE_ZOOM = 3;

/** Diameter of the dot of `count` events, in pixels: wider with the count, slowly. */
export function dotSize(count: number, zoom: number): number {
  const one = Math.min(16, 4 + zoom * 0.9);
  return one * Math.min(2.5, 1 + 0.15 * Math.log2(count));
}

type Context = WebGLRenderingContext | WebGL2RenderingContext;

/** MapLibre falls back to the first WebGL where there is no second; whole numbers need it. */
function modern(context: Context): WebGL2RenderingContext {
  if (context instanceof WebGL2RenderingContext) return context;
  throw new Error("dots need WebGL 2");
}

interface Program {
  program: WebGLProgram;
  uniform: (name: string) => WebGLUniformLocation | null;
}

/**
 * Draws events as dots.
 *
 * MapLibre's own layers cut the data into tiles anew when it changes, seconds for a million
 * points. Here a step of time is a walk over the rows in its window, which keeps the newest of
 * each cell of a few pixels (`thin.ts`), and a copy of those to the graphics card.
 */
export class PointLayer implements CustomLayerInterface {
  readonly id = "points";
  readonly type = "custom" as const;
  readonly renderingMode = "2d" as const;
  private map: LibreMap | null = null;
  private programs = new Map<string, Program>();
  private array: WebGLVertexArrayObject | null = null;
  private buffer: WebGLBuffer | null = null;
  private readonly positions: SitePositions;
  private grid: Grid | null = null;
  private gridZoom = 0;
  private state: State | null = null;
  /** Whether the dots on the graphics card are others than `state` asks for. */
  private stale = true;
  private count = 0;

  constructor(
    private readonly data: Dataset,
    private readonly selection: Selection,
  ) {
    this.positions = new SitePositions(data);
  }

  /** Draws what `state` lets through from now on. */
  show(state: State): void {
    this.state = state;
    this.stale = true;
    this.map?.triggerRepaint();
  }

  onAdd(map: LibreMap, context: Context): void {
    const gl = modern(context);
    this.map = map;
    this.array = gl.createVertexArray();
    this.buffer = gl.createBuffer();
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    for (const at of [0, 1, 2]) gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, DOT_BYTES, 0);
    gl.vertexAttribPointer(1, 1, gl.FLOAT, false, DOT_BYTES, 8);
    gl.vertexAttribPointer(2, 3, gl.UNSIGNED_BYTE, true, DOT_BYTES, 12);
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
  }

  onRemove(_map: LibreMap, context: Context): void {
    const gl = modern(context);
    for (const { program } of this.programs.values()) gl.deleteProgram(program);
    gl.deleteBuffer(this.buffer);
    gl.deleteVertexArray(this.array);
    this.programs.clear();
    this.map = null;
  }

  render(context: Context, input: CustomRenderMethodInput): void {
    const gl = modern(context);
    const { state, map } = this;
    if (!state || !map) return;
    this.refresh(gl, map, state);
    if (this.count === 0) return;
    const program = this.program(gl, input);
    gl.useProgram(program.program);
    gl.bindVertexArray(this.array);
    this.project(gl, program, input);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    for (const copy of copies(map)) {
      gl.uniform1f(program.uniform("copy"), copy);
      gl.drawArrays(gl.POINTS, 0, this.count);
    }
    gl.bindVertexArray(null);
  }

  /** Copies the dots to the graphics card when they are others, or the map shows elsewhere. */
  private refresh(gl: WebGL2RenderingContext, map: LibreMap, state: State): void {
    const view = viewed(map);
    if (!this.grid || !this.fits(view, map.getZoom())) {
      const cell = CELL / (512 * 2 ** map.getZoom());
      this.grid = new Grid(this.positions, wider(view), cell);
      this.gridZoom = map.getZoom();
      this.stale = true;
    }
    if (!this.stale) return;
    this.stale = false;
    const dots = this.grid.dots(this.data, this.selection, state);
    this.count = dots.rows.length;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, this.vertices(dots, map), gl.DYNAMIC_DRAW);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
  }

  private fits(view: Area, zoom: number): boolean {
    const area = this.grid?.area;
    if (!area || Math.abs(zoom - this.gridZoom) > STALE_ZOOM) return false;
    const across = area.east - area.west >= 1 || (view.west >= area.west && view.east <= area.east);
    return across && view.north >= area.north && view.south <= area.south;
  }

  private vertices({ rows, counts }: Dots, map: LibreMap): ArrayBuffer {
    const { site, type } = this.data.columns;
    const { x, y } = this.positions;
    const ratio = map.getPixelRatio();
    const zoom = map.getZoom();
    const colors = this.colors();
    const buffer = new ArrayBuffer(rows.length * DOT_BYTES);
    const [floats, words] = [new Float32Array(buffer), new Uint32Array(buffer)];
    rows.forEach((row, i) => {
      floats[4 * i] = x[site[row]];
      floats[4 * i + 1] = y[site[row]];
      floats[4 * i + 2] = dotSize(counts[i], zoom) * ratio;
      words[4 * i + 3] = colors[type[row]];
    });
    return buffer;
  }

  /** The colour of each type as the graphics card reads it: red in the lowest byte. */
  private colors(): number[] {
    return this.data.tables.types.map(({ color }) => {
      const rgb = Number.parseInt(color.slice(1), 16);
      return (rgb >> 16) | (rgb & 0xff00) | ((rgb & 255) << 16);
    });
  }

  private program(gl: WebGL2RenderingContext, input: CustomRenderMethodInput): Program {
    const { variantName, vertexShaderPrelude, define } = input.shaderData;
    const known = this.programs.get(variantName);
    if (known) return known;
    const program = gl.createProgram();
    const head = `#version 300 es\n${vertexShaderPrelude}\n${define}\n`;
    gl.attachShader(program, shader(gl, gl.VERTEX_SHADER, head + VERTEX));
    gl.attachShader(program, shader(gl, gl.FRAGMENT_SHADER, FRAGMENT));
    ["place", "diameter", "paint"].forEach((name, i) => {
      gl.bindAttribLocation(program, i, name);
    });
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
      throw new Error(gl.getProgramInfoLog(program) ?? "the points cannot be drawn");
    }
    const places = new Map<string, WebGLUniformLocation | null>();
    const uniform = (name: string) => {
      if (!places.has(name)) places.set(name, gl.getUniformLocation(program, name));
      return places.get(name) ?? null;
    };
    const made = { program, uniform };
    this.programs.set(variantName, made);
    return made;
  }

  private project(
    gl: WebGL2RenderingContext,
    { uniform }: Program,
    input: CustomRenderMethodInput,
  ) {
    const projection = input.defaultProjectionData;
    gl.uniformMatrix4fv(uniform("u_projection_matrix"), false, projection.mainMatrix);
    gl.uniformMatrix4fv(uniform("u_projection_fallback_matrix"), false, projection.fallbackMatrix);
    gl.uniform4f(uniform("u_projection_tile_mercator_coords"), ...projection.tileMercatorCoords);
    gl.uniform4f(uniform("u_projection_clipping_plane"), ...projection.clippingPlane);
    gl.uniform1f(uniform("u_projection_transition"), projection.projectionTransition);
  }
}

function shader(gl: WebGL2RenderingContext, type: number, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (!shader) throw new Error("no shader");
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
    throw new Error(gl.getShaderInfoLog(shader) ?? "the points cannot be drawn");
  }
  return shader;
}

/** The part of the world in view. */
function viewed(map: LibreMap): Area {
  const everything = { west: 0, east: 1, north: 0, south: 1 };
  if (isGlobe(map) && map.getZoom() < GLOBE_ZOOM) return everything;
  const bounds = map.getBounds();
  const [west, east] = [bounds.getWest() / 360 + 0.5, bounds.getEast() / 360 + 0.5];
  return { west, east, north: mercator(bounds.getNorth()), south: mercator(bounds.getSouth()) };
}

/** A view with room around it. */
function wider({ west, east, north, south }: Area): Area {
  const [x, y] = [(east - west) * MARGIN, (south - north) * MARGIN];
  return {
    west: west - x,
    east: east + x,
    north: Math.max(0, north - y),
    south: Math.min(1, south + y),
  };
}

function isGlobe(map: LibreMap): boolean {
  return map.getProjection()?.type === "globe";
}

/** The copies of the world that are in view, as shifts in worlds. */
function copies(map: LibreMap): number[] {
  if (isGlobe(map)) return [0];
  const bounds = map.getBounds();
  const first = Math.floor((bounds.getWest() + 180) / 360);
  const last = Math.floor((bounds.getEast() + 180) / 360);
  const out: number[] = [];
  for (let copy = first; copy <= last; copy++) out.push(copy);
  return out;
}
