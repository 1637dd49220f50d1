import { isPoint, type Selection } from "../data/select";
import type { Dataset } from "../data/table";
import type { State } from "../state";

/** A part of the world as shares of its width and height from the north-west; east may pass 1. */
export interface Area {
  west: number;
  east: number;
  north: number;
  south: number;
}

/** The dots to draw: the newest event of each cell, with how many events the cell has. */
export interface Dots {
  rows: Uint32Array;
  counts: Uint32Array;
}

/** Where a latitude is in Mercator's projection, as a share of the world from the north. */
export function mercator(latitude: number): number {
  const angle = (Math.max(-85.051129, Math.min(85.051129, latitude)) * Math.PI) / 180;
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + angle / 2)) / (2 * Math.PI);
}

/** Where each site is on the square of the world in Mercator's projection. */
export class SitePositions {
  readonly x: Float64Array;
  readonly y: Float64Array;

  constructor(data: Dataset) {
    const { sites } = data.tables;
    this.x = new Float64Array(sites);
    this.y = new Float64Array(sites);
    for (let site = 0; site < sites; site++) {
      const [lon, lat] = data.position(site);
      this.x[site] = lon / 360 + 0.5;
      this.y[site] = mercator(lat);
    }
  }
}

/**
 * A grid over an area that tells which dots would hide each other.
 *
 * Drawing every event costs the graphics card as many dots as there are events, most of them
 * under others; a grid with cells narrower than a dot leaves no more than the screen can show.
 * Its lines are fixed on the earth, so that dots stay the same while the map is dragged.
 */
export class Grid {
  /** The cell of each site, -1 outside. */
  private readonly cells: Int32Array;
  private readonly size: number;

  /** `cell` is the width of a cell as a share of the world. */
  constructor(
    positions: SitePositions,
    readonly area: Area,
    cell: number,
  ) {
    const [left, top] = [Math.floor(area.west / cell), Math.floor(area.north / cell)];
    const columns = Math.floor(area.east / cell) - left + 1;
    this.size = columns * (Math.floor(area.south / cell) - top + 1);
    const { x, y } = positions;
    this.cells = new Int32Array(x.length).fill(-1);
    for (let site = 0; site < x.length; site++) {
      const east = x[site] + Math.ceil(area.west - x[site]);
      if (east > area.east || y[site] < area.north || y[site] > area.south) continue;
      const [column, row] = [Math.floor(east / cell) - left, Math.floor(y[site] / cell) - top];
      this.cells[site] = row * columns + column;
    }
  }

  /** What to draw of a selection, from north to south. */
  dots(data: Dataset, selection: Selection, state: State): Dots {
    const { site } = data.columns;
    const counts = new Uint32Array(this.size);
    const newest = new Uint32Array(this.size);
    selection.each(state, false, (row) => {
      const cell = this.cells[site[row]];
      if (cell < 0 || !isPoint(data.columns, row)) return;
      counts[cell]++;
      newest[cell] = row;
    });
    const full = (_: number, cell: number) => counts[cell] > 0;
    return { rows: newest.filter(full), counts: counts.filter((count) => count > 0) };
  }
}
