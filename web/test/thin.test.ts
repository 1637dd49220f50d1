import { describe, expect, it } from "vitest";
import { Selection } from "../src/data/select";
import { TimeIndex } from "../src/data/time";
import { dotSize } from "../src/map/points";
import { Grid, mercator, SitePositions } from "../src/map/thin";
import { emptyState } from "../src/state";
import { dataset } from "./dataset";

const DAY = 1440;
const WORLD = { west: 0, east: 1, north: 0, south: 1 };

/** Days and sites of rows, and sites; what is drawn as pairs of a row and its count. */
function drawn(
  rows: [number, number][],
  sites: [number, number][],
  area = WORLD,
  cell = 1 / 512,
  patch: object = {},
) {
  const data = dataset(
    rows.map(([day, site]) => [day * DAY, day * DAY + DAY - 1, 0, site]),
    sites,
  );
  const selection = new Selection(data, new TimeIndex(data.columns, data.tables.classes));
  const grid = new Grid(new SitePositions(data), area, cell);
  const { rows: found, counts } = grid.dots(data, selection, { ...emptyState(), ...patch });
  return [...found].map((row, i) => [row, counts[i]]);
}

describe("dots", () => {
  const near: [number, number][] = [
    [30, 50],
    [30.1, 50],
    [80, 10],
  ];

  it("are the newest of each cell, with how many there are, from north to south", () => {
    const rows: [number, number][] = [
      [1, 0],
      [2, 2],
      [3, 1],
    ];
    expect(drawn(rows, near)).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  it("are all there when the cells are small", () => {
    const rows: [number, number][] = [
      [1, 0],
      [2, 1],
    ];
    expect(drawn(rows, near, WORLD, 1 / 4096)).toHaveLength(2);
  });

  it("follow the time", () => {
    const rows: [number, number][] = [
      [1, 0],
      [3, 0],
    ];
    expect(drawn(rows, near, WORLD, 1 / 512, { time: [DAY, DAY + 5] })).toEqual([[0, 1]]);
    expect(drawn(rows, near, WORLD, 1 / 512, { time: [9 * DAY, 9 * DAY] })).toEqual([]);
  });

  it("lose no event: the counts of a view of the whole world add up", () => {
    const sites = Array.from({ length: 200 }, (_, i): [number, number] => [
      ((i * 137) % 360) - 180,
      ((i * 71) % 160) - 80,
    ]);
    const rows = Array.from({ length: 5000 }, (_, i): [number, number] => [i >> 4, i % 200]);
    for (const cell of [1 / 20, 1 / 333, 1 / 1024]) {
      const found = drawn(rows, sites, { ...WORLD, west: -0.3, east: 0.9 }, cell);
      expect(found.reduce((sum, [, count]) => sum + count, 0)).toBe(5000);
    }
  });

  it("leave out what is not in view, and find it across the antimeridian", () => {
    const sites: [number, number][] = [
      [179, 0],
      [-179, 0],
      [0, 0],
    ];
    const rows = sites.map((_, site): [number, number] => [site, site]);
    const pacific = { west: 0.98, east: 1.02, north: 0.4, south: 0.6 };
    const shown = drawn(rows, sites, pacific, 1 / 4096);
    expect(shown.map(([row]) => row)).toEqual([0, 1]);
  });

  it("grow with what they stand for, and with the map", () => {
    expect(dotSize(1, 2)).toBeLessThan(dotSize(50, 2));
    expect(dotSize(1e9, 2)).toBe(dotSize(1e12, 2));
    expect(dotSize(1, 2)).toBeLessThan(dotSize(1, 8));
  });
});

it("mercator has the equator in the middle and ends at its edges", () => {
  expect(mercator(0)).toBeCloseTo(0.5);
  expect(mercator(90)).toBeCloseTo(0);
  expect(mercator(-90)).toBeCloseTo(1);
});
