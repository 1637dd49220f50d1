import { type Columns, Dataset, type Tables } from "../src/data/table";

const DAY = 1440;

/** Rows as start, end, type, site, sorted as the program sorts them. */
export function dataset(
  rows: [number, number, number, number][],
  sites: [number, number][],
): Dataset {
  const filled = (of: (row: [number, number, number, number], i: number) => number) => rows.map(of);
  const columns: Columns = {
    start: Int32Array.from(filled(([start]) => start)),
    end: Int32Array.from(filled(([, end]) => end)),
    input: Uint32Array.from(filled((_, i) => i)),
    event: Uint32Array.from(filled((_, i) => i + 1)),
    incident: new Uint32Array(rows.length),
    site: Uint32Array.from(filled(([, , , site]) => site)),
    actors: new Uint32Array(rows.length),
    source: new Uint32Array(rows.length),
    subtype: new Uint16Array(rows.length),
    confidence: Uint16Array.from(filled((_, i) => 100 * i)),
    layer: new Uint8Array(rows.length),
    type: Uint8Array.from(filled(([, , type]) => type)),
    status: new Uint8Array(rows.length),
    datePrecision: new Uint8Array(rows.length),
    siteLon: Int32Array.from(sites.map(([lon]) => lon * 1e6)),
    siteLat: Int32Array.from(sites.map(([, lat]) => lat * 1e6)),
    siteCountry: new Uint16Array(sites.length).fill(1),
    sitePrecision: new Uint8Array(sites.length),
  };
  const undated = rows.filter(([start, end]) => start > end).length;
  const short = rows.filter(([start, end]) => start <= end && end - start < DAY).length;
  const tables = {
    version: 1,
    rows: rows.length,
    block_rows: 256,
    types: [
      { id: "AID", color: "#000000" },
      { id: "ASSAULT", color: "#ffffff" },
    ],
    statuses: ["occurred"],
    countries: ["SD"],
    sources: ["example.org"],
    actors: [],
    actor_lists: [[]],
    source_lists: [],
    sites: sites.length,
    classes: [undated, undated + short, rows.length, rows.length],
  } as unknown as Tables;
  return new Dataset(tables, columns, () => "");
}
