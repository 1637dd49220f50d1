import type { Columns } from "./table";

/** Minutes from 1970 UTC, first and last, both included. */
export type Window = readonly [number, number];

/** A run of rows: first, and one past the last. */
export type Run = readonly [number, number];

/** Minutes of a day. */
export const DAY = 1440;

/** The first index in [from, to) whose value is not below `least`. */
function lowerBound(values: Int32Array, least: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The rows that may overlap a window, as runs.
 *
 * A single order by start would have to look back by the longest duration, and one event dated
 * to a year makes that useless; rows are therefore kept in classes of like duration, each of
 * which looks back by its own longest.
 */
export class TimeIndex {
  private readonly longest: number[];

  constructor(
    private readonly columns: Columns,
    private readonly classes: readonly number[],
  ) {
    this.longest = classes.map((end, i) => {
      let longest = 0;
      for (let row = i === 0 ? 0 : classes[i - 1]; row < end; row++) {
        longest = Math.max(longest, columns.end[row] - columns.start[row]);
      }
      return longest;
    });
  }

  /** Whether there are no rows. */
  get empty(): boolean {
    return this.columns.start.length === 0;
  }

  /** The undated rows. */
  undated(): Run {
    return [0, this.classes[0]];
  }

  /** The dated rows, a run for each class. */
  dated(): Run[] {
    return this.classes.slice(1).map((end, i) => [this.classes[i], end] as const);
  }

  /** Runs that hold every dated row that overlaps `window`, with few others. */
  overlapping(window: Window): Run[] {
    const { start } = this.columns;
    return this.dated().map(([from, to], i) => {
      const first = lowerBound(start, window[0] - this.longest[i + 1], from, to);
      return [first, lowerBound(start, window[1] + 1, first, to)] as const;
    });
  }
}

/** How long a bar of the histogram lasts. */
export type Unit = "day" | "week" | "month" | "year";

/** First minutes of the bars, and the end of the last one. */
export interface Bins {
  unit: Unit;
  edges: number[];
}

function floor(minute: number, unit: Unit): Date {
  const date = new Date(minute * 60_000);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  switch (unit) {
    case "day":
      return new Date(Date.UTC(year, month, day));
    case "week":
      return new Date(Date.UTC(year, month, day - ((date.getUTCDay() + 6) % 7)));
    case "month":
      return new Date(Date.UTC(year, month, 1));
    case "year":
      return new Date(Date.UTC(year, 0, 1));
  }
}

function next(date: Date, unit: Unit): Date {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  switch (unit) {
    case "day":
      return new Date(Date.UTC(year, month, day + 1));
    case "week":
      return new Date(Date.UTC(year, month, day + 7));
    case "month":
      return new Date(Date.UTC(year, month + 1, 1));
    case "year":
      return new Date(Date.UTC(year + 1, 0, 1));
  }
}

/** Bars over a window, as fine as `most` of them allow. */
export function bins(window: Window, most: number): Bins {
  const days = (window[1] - window[0]) / DAY;
  const unit: Unit =
    days <= most ? "day" : days <= most * 7 ? "week" : days <= most * 30 ? "month" : "year";
  const edges: number[] = [];
  let date = floor(window[0], unit);
  while (date.getTime() / 60_000 <= window[1]) {
    edges.push(date.getTime() / 60_000);
    date = next(date, unit);
  }
  edges.push(date.getTime() / 60_000);
  return { unit, edges };
}

/** How many events fall in each bar: those known to the bar's unit, and vaguer ones spread out. */
export interface Histogram {
  sharp: Float64Array;
  vague: Float64Array;
}

/**
 * Adds up rows over bars. A row that lasts longer than a bar is shared out over the bars it
 * covers, so that "in March" is not drawn as the first of March.
 */
export class HistogramBuilder {
  private readonly sharp: Float64Array;
  /** Differences: a share that starts here, or ends. */
  private readonly steps: Float64Array;

  constructor(private readonly edges: readonly number[]) {
    this.sharp = new Float64Array(edges.length - 1);
    this.steps = new Float64Array(edges.length);
  }

  private barOf(minute: number): number {
    let [low, high] = [0, this.edges.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.edges[middle + 1] <= minute) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Adds a row that lasts from `start` to `end`. */
  add(start: number, end: number): void {
    const bars = this.sharp.length;
    const first = this.barOf(start);
    const last = Math.min(this.barOf(end), bars - 1);
    if (end < this.edges[0] || first >= bars) return;
    if (first === last) {
      this.sharp[first]++;
      return;
    }
    const share = 1 / (last - first + 1);
    this.steps[first] += share;
    this.steps[last + 1] -= share;
  }

  /** The heights of the bars. */
  finish(): Histogram {
    const vague = new Float64Array(this.sharp.length);
    let height = 0;
    for (let i = 0; i < vague.length; i++) {
      height += this.steps[i];
      vague[i] = Math.max(0, height);
    }
    return { sharp: this.sharp, vague };
  }
}
