import type { Dataset } from "../data/table";

/** Events at sites that lie close to each other on the screen. */
export interface Group {
  /** The site it stands on: the one with most events. */
  anchor: number;
  sites: number[];
  /** Events. */
  count: number;
  /** Events by type. */
  types: Map<number, number>;
  /** Code of the subtype of one of them. */
  subtype: number;
}

/** How many events of which types each site has. */
export class SiteCounts {
  private readonly bySite = new Map<number, Group>();

  /** Adds an event. */
  add(site: number, type: number, subtype: number): void {
    let group = this.bySite.get(site);
    if (!group) {
      group = { anchor: site, sites: [site], count: 0, types: new Map(), subtype };
      this.bySite.set(site, group);
    }
    group.count++;
    group.types.set(type, (group.types.get(type) ?? 0) + 1);
  }

  /** Each site as a group of its own. */
  groups(): Group[] {
    return [...this.bySite.values()];
  }
}

/** Pixels of a site at a zoom level, on a map of 512-pixel tiles. */
function project(lon: number, lat: number, zoom: number): [number, number] {
  const size = 512 * 2 ** zoom;
  const sin = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  return [(lon / 360 + 0.5) * size, y * size];
}

/**
 * Joins sites nearer than `radius` pixels to the largest of them.
 *
 * A group stands on a real place, never between two; sites that share a point always share a
 * group, however far the map zooms in.
 */
export function group(data: Dataset, counts: SiteCounts, zoom: number, radius: number): Group[] {
  const singles = counts.groups().sort((a, b) => b.count - a.count || a.anchor - b.anchor);
  const cells = new Map<string, { x: number; y: number; group: Group }[]>();
  const groups: Group[] = [];
  for (const single of singles) {
    const [x, y] = project(...data.position(single.anchor), zoom);
    const [column, row] = [Math.floor(x / radius), Math.floor(y / radius)];
    const near = nearest(cells, column, row, x, y, radius);
    if (near) {
      absorb(near, single);
      continue;
    }
    const key = `${column}/${row}`;
    const own = { x, y, group: single };
    cells.set(key, [...(cells.get(key) ?? []), own]);
    groups.push(own.group);
  }
  return groups;
}

function nearest(
  cells: Map<string, { x: number; y: number; group: Group }[]>,
  column: number,
  row: number,
  x: number,
  y: number,
  radius: number,
): Group | null {
  let best: Group | null = null;
  let distance = radius;
  for (let i = -1; i <= 1; i++) {
    for (let j = -1; j <= 1; j++) {
      for (const other of cells.get(`${column + i}/${row + j}`) ?? []) {
        const d = Math.hypot(other.x - x, other.y - y);
        if (d < distance) [best, distance] = [other.group, d];
      }
    }
  }
  return best;
}

function absorb(group: Group, single: Group): void {
  group.sites.push(...single.sites);
  group.count += single.count;
  for (const [type, n] of single.types) group.types.set(type, (group.types.get(type) ?? 0) + n);
}
