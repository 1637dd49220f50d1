import { unpack, unpackNow, unpackText } from "./unpack";

/** The version of the embedded data this viewer reads; `src/layers/html` writes it. */
export const VERSION = 3;

/** Code of an absent value in columns of bytes. */
export const NONE = 255;

/** An event type with how it is drawn. */
export interface EventType {
  id: string;
  color: string;
}

/** A leaf of the ontology. */
export interface Subtype {
  id: string;
  label: string;
  icon: string;
}

/** What stands beside the columns: the words behind their codes. */
export interface Tables {
  version: number;
  rows: number;
  block_rows: number;
  unplaced: number;
  basemap: string | null;
  layers: { name: string; columns: string[] }[];
  types: EventType[];
  subtypes: Subtype[];
  icons: Record<string, string>;
  statuses: string[];
  date_precisions: string[];
  place_precisions: string[];
  countries: string[];
  sources: string[];
  actors: string[];
  actor_lists: number[][];
  source_lists: number[][];
  sites: number;
  site_names: string[];
  /** End of each class of rows, by how long they last: undated, a day, a month, longer. */
  classes: number[];
}

/** The layer a row is a feature of, as a code. */
export const Layer = { events: 0, movements: 1, regions: 2, incidents: 3 } as const;

/**
 * Every feature as numbers, sorted by class of duration, then by start.
 *
 * Times are minutes from 1970 UTC, both inclusive; undated rows have start > end. Rows with the
 * same times stand in the order of the run, those of one event together.
 */
export interface Columns {
  start: Int32Array;
  end: Int32Array;
  /** Place of the row in the order of the run: where its record is. */
  input: Uint32Array;
  /** First 32 bits of the event's id; rows of one event are neighbours. */
  event: Uint32Array;
  /** The same of the incident it is, or reports; 0 without one. */
  incident: Uint32Array;
  site: Uint32Array;
  actors: Uint32Array;
  /** Of an incident: the number of its list of sources. */
  source: Uint32Array;
  subtype: Uint16Array;
  /** Thousandths. */
  confidence: Uint16Array;
  layer: Uint8Array;
  type: Uint8Array;
  status: Uint8Array;
  datePrecision: Uint8Array;
  /** By site, millionths of a degree. */
  siteLon: Int32Array;
  siteLat: Int32Array;
  siteCountry: Uint16Array;
  sitePrecision: Uint8Array;
}

const ROW_BYTES = 40;
const SITE_BYTES = 11;

/** Views into the bytes of the columns, in the order they are written. */
export function readColumns(buffer: ArrayBuffer, rows: number, sites: number): Columns {
  const bytes = rows * ROW_BYTES + sites * SITE_BYTES;
  if (bytes !== buffer.byteLength) {
    throw new Error(`the columns hold ${buffer.byteLength} bytes, not ${bytes}`);
  }
  let offset = 0;
  const take = <T>(
    array: { new (b: ArrayBuffer, o: number, n: number): T; BYTES_PER_ELEMENT: number },
    n: number,
  ): T => {
    const view = new array(buffer, offset, n);
    offset += n * array.BYTES_PER_ELEMENT;
    return view;
  };
  return {
    start: take(Int32Array, rows),
    end: take(Int32Array, rows),
    input: take(Uint32Array, rows),
    event: take(Uint32Array, rows),
    incident: take(Uint32Array, rows),
    site: take(Uint32Array, rows),
    actors: take(Uint32Array, rows),
    source: take(Uint32Array, rows),
    siteLon: take(Int32Array, sites),
    siteLat: take(Int32Array, sites),
    subtype: take(Uint16Array, rows),
    confidence: take(Uint16Array, rows),
    siteCountry: take(Uint16Array, sites),
    layer: take(Uint8Array, rows),
    type: take(Uint8Array, rows),
    status: take(Uint8Array, rows),
    datePrecision: take(Uint8Array, rows),
    sitePrecision: take(Uint8Array, sites),
  };
}

/** A property of a feature. */
export type Scalar = string | number | boolean | null;

/** A part of the sentence to mark, in UTF-16 units: start, end, what it is. */
export type Mark = [number, number, "trigger" | "actor" | "target" | "place" | "count"];

/** Everything a feature says. */
export interface Details {
  id: string;
  layer: number;
  /** Null for points, which are where their site is. */
  geometry: GeoJSON.Geometry | null;
  marks: Mark[];
  properties: Record<string, Scalar>;
}

type PackedRecord = [string, number, GeoJSON.Geometry | null, Mark[], Scalar[]];

const CACHED_BLOCKS = 256;

/** The embedded data: columns at hand, records unpacked block by block when asked for. */
export class Dataset {
  private cache = new Map<number, string[]>();

  constructor(
    readonly tables: Tables,
    readonly columns: Columns,
    private readonly block: (number: number) => string,
  ) {}

  /** Number of rows. */
  get rows(): number {
    return this.tables.rows;
  }

  /** How many blocks of records there are. */
  get blocks(): number {
    return Math.ceil(this.tables.rows / this.tables.block_rows);
  }

  /** All that is said of a row. */
  async details(row: number): Promise<Details> {
    const input = this.columns.input[row];
    const size = this.tables.block_rows;
    return this.parse(this.cached(Math.floor(input / size))[input % size]);
  }

  /** The records of a block, a line of JSON each; to read all blocks, for it never blocks. */
  async lines(number: number): Promise<string[]> {
    return split(await unpackText(this.block(number)));
  }

  private cached(number: number): string[] {
    const lines = this.cache.get(number) ?? split(unpackNow(this.block(number)));
    this.cache.delete(number);
    this.cache.set(number, lines);
    const oldest = this.cache.keys().next();
    if (this.cache.size > CACHED_BLOCKS && !oldest.done) this.cache.delete(oldest.value);
    return lines;
  }

  /** The record on a line. */
  parse(line: string): Details {
    const [id, layer, geometry, marks, values]: PackedRecord = JSON.parse(line);
    const properties: Record<string, Scalar> = {};
    this.tables.layers[layer].columns.forEach((name, i) => {
      properties[name] = values[i];
    });
    return { id, layer, geometry, marks, properties };
  }

  /** Longitude and latitude of a site, in degrees. */
  position(site: number): [number, number] {
    return [this.columns.siteLon[site] / 1e6, this.columns.siteLat[site] / 1e6];
  }
}

function split(block: string): string[] {
  return block.trimEnd().split("\n");
}

/** Reads the data that stands in the page. */
export async function readPage(page: Document): Promise<Dataset> {
  const packed = (id: string): string => {
    const element = page.getElementById(id);
    if (!element) throw new Error(`the page holds no ${id}`);
    return element.textContent ?? "";
  };
  const tables: Tables = JSON.parse(await unpackText(packed("dateline-tables")));
  if (tables.version !== VERSION) {
    throw new Error(`the data is of version ${tables.version}, the viewer reads ${VERSION}`);
  }
  const bytes = await unpack(packed("dateline-columns"));
  const columns = readColumns(bytes, tables.rows, tables.sites);
  return new Dataset(tables, columns, (number) => packed(`dateline-block-${number}`));
}
