import type { Columns } from "./table";
import { DAY, type TimeIndex, type Window } from "./time";

/** How far rows reach in time. */
export interface Axis {
  /** Their first and last minute. */
  whole: Window;
  /** The part of it that is worth an axis: the whole, unless few rows are far from the others. */
  main: Window;
}

/** Starts that are looked at to find the main part. */
const SAMPLE = 20_000;

/** The axis of the dated rows that `counts` lets through; null when there are none. */
export function axis(
  columns: Columns,
  index: TimeIndex,
  counts: (row: number) => boolean,
): Axis | null {
  const visit = (see: (row: number) => void) => {
    for (const [from, to] of index.dated()) {
      for (let row = from; row < to; row++) if (counts(row)) see(row);
    }
  };
  let [first, last, total] = [Infinity, -Infinity, 0];
  visit((row) => {
    first = Math.min(first, columns.start[row]);
    last = Math.max(last, columns.end[row]);
    total++;
  });
  if (total === 0) return null;
  const whole: Window = [first, last];
  const step = Math.max(1, Math.floor(total / SAMPLE));
  const starts: number[] = [];
  let seen = 0;
  visit((row) => {
    if (seen++ % step === 0) starts.push(columns.start[row]);
  });
  return { whole, main: mainPart(starts, whole) };
}

/**
 * From a fifth of the rows to nearly all, with room around, when the others would squeeze them to
 * nothing. News looks back far and ahead little.
 */
function mainPart(starts: number[], whole: Window): Window {
  starts.sort((a, b) => a - b);
  const at = (share: number) => starts[Math.round((starts.length - 1) * share)];
  const [low, high] = [at(0.2), at(0.97)];
  const room = Math.max(3 * DAY, Math.round((high - low) * 0.1));
  const part: Window = [Math.max(whole[0], low - room), Math.min(whole[1], high + room)];
  return whole[1] - whole[0] > 3 * (part[1] - part[0]) ? part : whole;
}
