import type { CustomLayerInterface, CustomRenderMethodInput, Map as LibreMap } from "maplibre-gl";
import type { Selection } from "../data/select";
import { type Dataset, Layer, NONE } from "../data/table";
import type { State } from "../state";

const VERTEX = `
in vec2 place;
in ivec2 time;
in uint type;
in uint against;
uniform ivec2 window;
uniform float size;
uniform float copy;
uniform vec3 colors[32];
out vec3 color;
void main() {
  bool inTime = time.y >= window.x && time.x <= window.y;
  bool undated = time.x > time.y && window.x > window.y;
  if (against != 0u || !(inTime || undated)) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    gl_PointSize = 0.0;
    return;
  }
  color = colors[min(type, 31u)];
  gl_Position = projectTile(vec2(place.x + copy, place.y));
  gl_PointSize = size;
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
in vec3 color;
uniform float opacity;
out vec4 pixel;
void main() {
  float radius = length(gl_PointCoord - 0.5);
  if (radius > 0.5) discard;
  float shade = radius > 0.36 ? 0.72 : 1.0;
  pixel = vec4(color * shade * opacity, opacity);
}`;

/** All times: minutes of every window there can be. */
const ALWAYS: readonly [number, number] = [-2147483648, 2147483647];
/** A window that only undated rows are in. */
const UNDATED: readonly [number, number] = [1, 0];

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
 * Draws each event as a dot.
 *
 * MapLibre's own layers cut the data into tiles anew when it changes, seconds for a million
 * points. Here the rows stay on the graphics card; a time step is two numbers, and because rows
 * are sorted by time only a part of them is drawn at all.
 */
export class PointLayer implements CustomLayerInterface {
  readonly id = "points";
  readonly type = "custom" as const;
  readonly renderingMode = "2d" as const;
  private map: LibreMap | null = null;
  private programs = new Map<string, Program>();
  private array: WebGLVertexArrayObject | null = null;
  private against: WebGLBuffer | null = null;
  private buffers: WebGLBuffer[] = [];
  private state: State | null = null;

  constructor(
    private readonly data: Dataset,
    private readonly selection: Selection,
  ) {}

  /** Draws what `state` lets through from now on. */
  show(state: State): void {
    this.state = state;
    this.map?.triggerRepaint();
  }

  onAdd(map: LibreMap, context: Context): void {
    const gl = modern(context);
    this.map = map;
    this.array = gl.createVertexArray();
    gl.bindVertexArray(this.array);
    this.buffer(gl, 0, mercator(this.data), (at) =>
      gl.vertexAttribPointer(at, 2, gl.FLOAT, false, 0, 0),
    );
    this.buffer(gl, 1, times(this.data), (at) => gl.vertexAttribIPointer(at, 2, gl.INT, 0, 0));
    const { type } = this.data.columns;
    this.buffer(gl, 2, type, (at) => gl.vertexAttribIPointer(at, 1, gl.UNSIGNED_BYTE, 0, 0));
    this.against = this.buffer(gl, 3, this.reasons(), (at) =>
      gl.vertexAttribIPointer(at, 1, gl.UNSIGNED_BYTE, 0, 0),
    );
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
  }

  onRemove(_map: LibreMap, context: Context): void {
    const gl = modern(context);
    for (const { program } of this.programs.values()) gl.deleteProgram(program);
    for (const buffer of this.buffers) gl.deleteBuffer(buffer);
    gl.deleteVertexArray(this.array);
    this.programs.clear();
    this.buffers = [];
    this.map = null;
  }

  render(context: Context, input: CustomRenderMethodInput): void {
    const gl = modern(context);
    const { state, map } = this;
    if (!state || !map) return;
    const program = this.program(gl, input);
    gl.useProgram(program.program);
    gl.bindVertexArray(this.array);
    this.refresh(gl);
    this.project(gl, program, input);
    const zoom = map.getZoom();
    const size = Math.min(16, 4 + zoom * 0.9) * (map.getPixelRatio?.() ?? 1);
    gl.uniform1f(program.uniform("size"), size);
    gl.uniform1f(program.uniform("opacity"), 0.85);
    gl.uniform3fv(program.uniform("colors"), this.colors());
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    for (const copy of copies(map)) {
      gl.uniform1f(program.uniform("copy"), copy);
      this.draw(gl, program, state);
    }
    gl.bindVertexArray(null);
  }

  private draw(gl: WebGL2RenderingContext, program: Program, state: State): void {
    const runs = this.selection.runs(state);
    runs.forEach(([from, to], i) => {
      const undated = state.undated || (!state.time && i === 0);
      const window = undated ? UNDATED : (state.time ?? ALWAYS);
      gl.uniform2i(program.uniform("window"), window[0], window[1]);
      if (to > from) gl.drawArrays(gl.POINTS, from, to - from);
    });
  }

  /** Copies the filters to the graphics card when they changed. */
  private refresh(gl: WebGL2RenderingContext): void {
    if (!this.selection.changed) return;
    this.selection.changed = false;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.against);
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, this.reasons());
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
  }

  private reasons(): Uint8Array {
    const { layer, type } = this.data.columns;
    return this.selection.against.map((reasons, row) =>
      layer[row] === Layer.events && type[row] !== NONE ? reasons : 255,
    );
  }

  private colors(): Float32Array {
    const colors = new Float32Array(32 * 3);
    this.data.tables.types.slice(0, 32).forEach(({ color }, i) => {
      const rgb = Number.parseInt(color.slice(1), 16);
      colors.set([(rgb >> 16) / 255, ((rgb >> 8) & 255) / 255, (rgb & 255) / 255], 3 * i);
    });
    return colors;
  }

  private buffer(
    gl: WebGL2RenderingContext,
    at: number,
    values: ArrayBufferView<ArrayBuffer> | Uint8Array,
    describe: (at: number) => void,
  ): WebGLBuffer {
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, values as BufferSource, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(at);
    describe(at);
    this.buffers.push(buffer);
    return buffer;
  }

  private program(gl: WebGL2RenderingContext, input: CustomRenderMethodInput): Program {
    const { variantName, vertexShaderPrelude, define } = input.shaderData;
    const known = this.programs.get(variantName);
    if (known) return known;
    const program = gl.createProgram();
    const head = `#version 300 es\n${vertexShaderPrelude}\n${define}\n`;
    gl.attachShader(program, shader(gl, gl.VERTEX_SHADER, head + VERTEX));
    gl.attachShader(program, shader(gl, gl.FRAGMENT_SHADER, FRAGMENT));
    ["place", "time", "type", "against"].forEach((name, i) => {
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

/** Where each row is on a square of side 1. */
function mercator(data: Dataset): Float32Array<ArrayBuffer> {
  const { site } = data.columns;
  const sites = new Float32Array(data.tables.sites * 2);
  for (let i = 0; i < data.tables.sites; i++) {
    const [lon, lat] = data.position(i);
    const y = (Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180;
    sites[2 * i] = lon / 360 + 0.5;
    sites[2 * i + 1] = 0.5 - Math.log(Math.tan(Math.PI / 4 + y / 2)) / (2 * Math.PI);
  }
  const out = new Float32Array(data.rows * 2);
  for (let row = 0; row < data.rows; row++) {
    out[2 * row] = sites[2 * site[row]];
    out[2 * row + 1] = sites[2 * site[row] + 1];
  }
  return out;
}

function times(data: Dataset): Int32Array<ArrayBuffer> {
  const { start, end } = data.columns;
  const out = new Int32Array(data.rows * 2);
  for (let row = 0; row < data.rows; row++) {
    out[2 * row] = start[row];
    out[2 * row + 1] = end[row];
  }
  return out;
}

/** The copies of the world that are in view, as shifts in worlds. */
function copies(map: LibreMap): number[] {
  if (map.getProjection()?.type === "globe") return [0];
  const bounds = map.getBounds();
  const first = Math.floor((bounds.getWest() + 180) / 360);
  const last = Math.floor((bounds.getEast() + 180) / 360);
  const out: number[] = [];
  for (let copy = first; copy <= last; copy++) out.push(copy);
  return out;
}
