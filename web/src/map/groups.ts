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

/** Groups by where they are on the screen. */
class Screen {
  private readonly cells = new Map<string, { x: number; y: number; group: Group }[]>();

  /** `reach` is the farthest that is looked for. */
  constructor(private readonly reach: number) {}

  add(x: number, y: number, group: Group): void {
    const key = this.key(x, y);
    this.cells.set(key, [...(this.cells.get(key) ?? []), { x, y, group }]);
  }

  /** The nearest group that is nearer than its `limit`. */
  nearest(x: number, y: number, limit: (group: Group) => number): Group | null {
    let [best, least] = [null as Group | null, Infinity];
    for (const dx of [-this.reach, 0, this.reach]) {
      for (const dy of [-this.reach, 0, this.reach]) {
        for (const other of this.cells.get(this.key(x + dx, y + dy)) ?? []) {
          const distance = Math.hypot(other.x - x, other.y - y);
          if (distance < least && distance < limit(other.group)) {
            [best, least] = [other.group, distance];
          }
        }
      }
    }
    return best;
  }

  private key(x: number, y: number): string {
    return `${Math.floor(x / this.reach)}/${Math.floor(y / this.reach)}`;
  }
}

/** Groups joined to larger ones that are nearer than `limit`, which is `reach` at most. */
function join(
  data: Dataset,
  groups: Group[],
  zoom: number,
  reach: number,
  limit: (larger: Group, smaller: Group) => number,
): Group[] {
  const screen = new Screen(reach);
  const order = groups.toSorted((a, b) => b.count - a.count || a.anchor - b.anchor);
  return order.filter((group) => {
    const [x, y] = project(...data.position(group.anchor), zoom);
    const near = screen.nearest(x, y, (other) => limit(other, group));
    if (near) absorb(near, group);
    else screen.add(x, y, group);
    return near === null;
  });
}

/**
 * Joins sites nearer than `radius` pixels to the largest of them.
 *
 * A group stands on a real place, never between two; sites that share a point always share a
 * group, however far the map zooms in.
 */
export function group(data: Dataset, counts: SiteCounts, zoom: number, radius: number): Group[] {
  return join(data, counts.groups(), zoom, radius, () => radius);
}

/** How near two symbols may come, as a share of the distance at which they touch. */
const NEARNESS = 0.85;

/** Joins groups whose symbols, `diameter` pixels wide by their count, would hide each other. */
export function joinOverlapping(
  data: Dataset,
  groups: Group[],
  zoom: number,
  diameter: (count: number) => number,
): Group[] {
  const least = (a: Group, b: Group) => (NEARNESS * (diameter(a.count) + diameter(b.count))) / 2;
  const joined = join(data, groups, zoom, diameter(Infinity), least);
  // Groups that took others in have grown.
  return joined.length === groups.length ? joined : joinOverlapping(data, joined, zoom, diameter);
}

function absorb(group: Group, single: Group): void {
  group.sites.push(...single.sites);
  group.count += single.count;
  for (const [type, n] of single.types) group.types.set(type, (group.types.get(type) ?? 0) + n);
}
