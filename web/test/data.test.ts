import { describe, expect, it } from "vitest";
import { axis } from "../src/data/axis";
import { csv, geojson } from "../src/data/export";
import { fold, type Matches } from "../src/data/search";
import { Selection } from "../src/data/select";
import { type Details, readColumns } from "../src/data/table";
import { bins, HistogramBuilder, TimeIndex } from "../src/data/time";
import { group, joinOverlapping, SiteCounts } from "../src/map/groups";
import { emptyState } from "../src/state";
import { newest } from "../src/ui/list";
import { dataset } from "./dataset";

const DAY = 1440;

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
    const totals = selection.totals(state, ["type", "country"]);
    expect(totals.events).toBe(2);
    expect(totals.undated).toBe(1);
    expect(totals.facets.type).toEqual(Int32Array.of(2, 3));
    expect(totals.facets.country).toEqual(Int32Array.of(2));
    expect(totals.facets.actor).toBeUndefined();
  });

  it("counts undated events again when the filters change", () => {
    const selection = new Selection(data, time);
    const undated = (patch: object) => {
      const state = { ...emptyState(), ...patch };
      selection.apply(state, null);
      return selection.totals(state, []).undated;
    };
    expect(undated({})).toBe(1);
    expect(undated({ time: [0, 1] })).toBe(1);
    expect(undated({ confidence: 0.1 })).toBe(0);
    expect(undated({})).toBe(1);
  });

  it("lists the newest first, the undated last, and counts them all", () => {
    const selection = new Selection(data, time);
    const listed = (most: number, wanted: (site: number) => boolean = () => true) =>
      newest(data, selection, emptyState(), wanted, most);
    expect(listed(9)).toEqual({ rows: [3, 2, 4, 1, 0], count: 5 });
    expect(listed(2)).toEqual({ rows: [3, 2], count: 5 });
    expect(listed(2, (site) => site === 0)).toEqual({ rows: [4, 1], count: 3 });
  });

  it("takes what was found last, whatever was looked for before", () => {
    const selection = new Selection(data, time);
    const found = (query: string, matches: Matches | null) => {
      const rows: number[] = [];
      const state = { ...emptyState(), query };
      selection.apply(state, matches);
      selection.each(state, false, (row) => rows.push(row));
      return rows;
    };
    const matches = (query: string, ...rows: number[]) => ({ query, rows: Uint8Array.from(rows) });
    const fuel = matches("fuel", 1, 1, 0, 0, 0);
    expect(found("fuel", null)).toEqual([0, 1, 2, 3, 4]);
    expect(found("fuel", fuel)).toEqual([0, 1]);
    expect(found("fuel depot", fuel)).toEqual([0, 1]);
    expect(found("fuel depot", matches("fuel depot", 0, 1, 0, 0, 0))).toEqual([1]);
    expect(found("", matches("fuel depot", 0, 1, 0, 0, 0))).toEqual([0, 1, 2, 3, 4]);
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
    const all = axis(data.columns, index, () => true);
    expect(all?.whole).toEqual([-9000 * DAY, 40 * DAY - 1]);
    expect(all?.main[0]).toBeGreaterThan(-10 * DAY);
    expect(axis(data.columns, index, (row) => row > 0)).toEqual({
      whole: [0, 40 * DAY - 1],
      main: [0, 40 * DAY - 1],
    });
    expect(axis(data.columns, index, () => false)).toBeNull();
  });
});

describe("columns", () => {
  it("must be as long as they say", () => {
    expect(() => readColumns(new ArrayBuffer(10), 1, 1)).toThrow("10 bytes");
    expect(readColumns(new ArrayBuffer(40 + 11), 1, 1).start).toHaveLength(1);
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

  it("join when their symbols would hide each other, until none do", () => {
    const far = new SiteCounts();
    for (let i = 0; i < 2; i++) far.add(0, 0, 0);
    far.add(1, 0, 0);
    const places = dataset(ROWS, [
      [0, 0],
      [0.05, 0],
      [0.11, 0],
    ]);
    const zoom = Math.log2(360 / 512 / 0.001); // a pixel is a thousandth of a degree
    const apart = group(places, far, zoom, 10);
    const joined = (wide: number) =>
      joinOverlapping(
        places,
        apart.map((one) => ({ ...one })),
        zoom,
        () => wide,
      );
    expect(joined(58)).toHaveLength(2);
    expect(joined(60)).toHaveLength(1);
    expect(joined(60)[0].count).toBe(3);
    // The first takes in the second, grows, and reaches the third.
    far.add(2, 0, 0);
    const grows = (count: number) => (count === 1 ? 40 : count === 2 ? 80 : 240);
    expect(joinOverlapping(places, group(places, far, zoom, 10), zoom, grows)).toHaveLength(1);
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
