import { describe, expect, it } from "vitest";
import { csv, geojson } from "../src/data/export";
import { fold } from "../src/data/search";
import { Selection } from "../src/data/select";
import { type Columns, Dataset, type Details, readColumns, type Tables } from "../src/data/table";
import { bins, HistogramBuilder, mainPart, TimeIndex } from "../src/data/time";
import { group, SiteCounts } from "../src/map/groups";
import { emptyState } from "../src/state";

const DAY = 1440;

/** Rows as start, end, type, site, sorted as the program sorts them. */
function dataset(rows: [number, number, number, number][], sites: [number, number][]): Dataset {
  const filled = (of: (row: [number, number, number, number], i: number) => number) => rows.map(of);
  const columns: Columns = {
    start: Int32Array.from(filled(([start]) => start)),
    end: Int32Array.from(filled(([, end]) => end)),
    input: Uint32Array.from(filled((_, i) => i)),
    event: Uint32Array.from(filled((_, i) => i + 1)),
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
    sites: sites.length,
    classes: [undated, undated + short, rows.length, rows.length],
  } as unknown as Tables;
  return new Dataset(tables, columns, () => "");
}

const ROWS: [number, number, number, number][] = [
  [1, 0, 0, 0],
  [0, DAY - 1, 0, 0],
  [DAY, 2 * DAY - 1, 1, 1],
  [10 * DAY, 11 * DAY - 1, 1, 1],
  [0, 9 * DAY - 1, 1, 0],
];
const SITES: [number, number][] = [
  [37.2, 19.6],
  [30.5, 50.4],
];

describe("selection", () => {
  const data = dataset(ROWS, SITES);
  const time = new TimeIndex(data.columns, data.tables.classes);

  const rows = (selection: Selection, patch: object) => {
    const found: number[] = [];
    const state = { ...emptyState(), ...patch };
    selection.apply(state, null);
    selection.each(state, false, (row) => found.push(row));
    return found;
  };

  it("has everything without a window", () => {
    expect(rows(new Selection(data, time), {})).toEqual([0, 1, 2, 3, 4]);
  });

  it("finds what overlaps a window, long events too", () => {
    const window = [5 * DAY, 10 * DAY + 5] as const;
    expect(rows(new Selection(data, time), { time: window })).toEqual([3, 4]);
    expect(rows(new Selection(data, time), { time: [9 * DAY, 9 * DAY] })).toEqual([]);
  });

  it("has undated events alone when asked", () => {
    expect(rows(new Selection(data, time), { undated: true })).toEqual([0]);
  });

  it("counts each value as if its own filter were off", () => {
    const selection = new Selection(data, time);
    const state = emptyState();
    state.facets.type = ["AID"];
    selection.apply(state, null);
    const totals = selection.totals(state);
    expect(totals.events).toBe(2);
    expect([...totals.facets.type]).toEqual([2, 3]);
    expect([...totals.facets.country]).toEqual([2]);
  });

  it("lets go of filters again", () => {
    const selection = new Selection(data, time);
    expect(rows(selection, { confidence: 0.3 })).toEqual([3, 4]);
    expect(rows(selection, { at: [37.2, 19.6] })).toEqual([0, 1, 4]);
    expect(rows(selection, {})).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("time", () => {
  it("makes bars as fine as they may be", () => {
    const april = [Date.UTC(2025, 3, 1) / 60_000, Date.UTC(2025, 4, 1) / 60_000 - 1] as const;
    expect(bins(april, 120).unit).toBe("day");
    expect(bins(april, 120).edges).toHaveLength(31);
    expect(bins(april, 10).unit).toBe("week");
    expect(bins(april, 1).unit).toBe("month");
  });

  it("spreads vague dates and keeps their sum", () => {
    const edges = [0, DAY, 2 * DAY, 3 * DAY];
    const builder = new HistogramBuilder(edges);
    builder.add(0, DAY - 1);
    builder.add(0, 3 * DAY - 1);
    builder.add(-5 * DAY, -4 * DAY);
    builder.add(7 * DAY, 8 * DAY);
    const { sharp, vague } = builder.finish();
    expect([...sharp]).toEqual([1, 0, 0]);
    expect(vague.reduce((a, b) => a + b)).toBeCloseTo(1);
    expect(vague[1]).toBeCloseTo(1 / 3);
  });

  it("leaves far outliers off the axis", () => {
    const rows: [number, number, number, number][] = [];
    for (let i = 0; i < 40; i++) rows.push([i * DAY, i * DAY + DAY - 1, 0, 0]);
    rows.unshift([-9000 * DAY, -9000 * DAY + DAY - 1, 0, 0]);
    const data = dataset(rows, SITES);
    const index = new TimeIndex(data.columns, data.tables.classes);
    const extent = index.extent();
    expect(extent?.[0]).toBe(-9000 * DAY);
    expect(mainPart(data.columns, index, extent!)[0]).toBeGreaterThan(-10 * DAY);
  });
});

describe("columns", () => {
  it("must be as long as they say", () => {
    expect(() => readColumns(new ArrayBuffer(10), 1, 1)).toThrow("10 bytes");
    expect(readColumns(new ArrayBuffer(36 + 11), 1, 1).start).toHaveLength(1);
  });
});

describe("groups", () => {
  const data = dataset(ROWS, [
    [30, 50],
    [30.2, 50],
    [80, 10],
  ]);
  const counts = () => {
    const counts = new SiteCounts();
    counts.add(0, 0, 0);
    counts.add(1, 1, 0);
    counts.add(1, 1, 0);
    counts.add(2, 1, 0);
    return counts;
  };

  it("join what is near, on the place with most events", () => {
    const groups = group(data, counts(), 2, 40);
    expect(groups.map(({ anchor, count }) => [anchor, count])).toEqual([
      [1, 3],
      [2, 1],
    ]);
    expect([...groups[0].types]).toEqual([
      [1, 2],
      [0, 1],
    ]);
  });

  it("part when the map comes nearer", () => {
    expect(group(data, counts(), 12, 40)).toHaveLength(3);
  });
});

describe("export", () => {
  const details: Details = {
    id: "a-1",
    layer: 0,
    geometry: null,
    marks: [],
    properties: { title: 'a "b", c', killed: 4, missing: null },
  };
  const point: GeoJSON.Feature = {
    type: "Feature",
    id: details.id,
    geometry: { type: "Point", coordinates: [37.2, 19.6] },
    properties: details.properties,
  };

  it("writes GeoJSON that parses", () => {
    expect(JSON.parse(geojson([point, point])).features).toEqual([point, point]);
    expect(JSON.parse(geojson([])).features).toEqual([]);
  });

  it("quotes cells", () => {
    const table = csv([point], ["title", "killed", "missing"]);
    expect(table).toBe('longitude,latitude,title,killed,missing\r\n37.2,19.6,"a ""b"", c",4,\r\n');
  });
});

it("folds case and accents", () => {
  expect(fold("Sındırgı ÇANKIRI Kyïv")).toBe("sındırgı cankiri kyiv");
});
