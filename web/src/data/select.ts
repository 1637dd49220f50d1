import type { Facet, State } from "../state";
import { FACETS } from "../state";
import type { Matches } from "./search";
import { type Columns, type Dataset, Layer, NONE } from "./table";
import type { Run, TimeIndex, Window } from "./time";

/** One bit for each reason to leave a row out; counts of a filter ignore its own bit. */
const BIT: Record<Facet | "confidence" | "text" | "at", number> = {
  type: 1,
  status: 2,
  country: 4,
  actor: 8,
  source: 16,
  confidence: 32,
  text: 64,
  at: 128,
};

/** Totals of the current selection: of incidents where those are shown, else of events. */
export interface Totals {
  /** Distinct ones in the time window that pass every filter. */
  events: number;
  /** Those without a date. */
  undated: number;
  /** How many events have each value of a filter, when its own choice is left aside. */
  facets: Partial<Record<Facet, Int32Array>>;
}

/** Counts the events that have each value of one filter. */
class FacetCount {
  readonly counts: Int32Array;
  /** The event last counted for each value: an event may have several rows. */
  private readonly seen: Float64Array;

  constructor(
    private readonly data: Dataset,
    private readonly facet: Facet,
    values: number,
  ) {
    this.counts = new Int32Array(values);
    this.seen = new Float64Array(values).fill(-1);
  }

  add(row: number): void {
    const event = this.data.columns.event[row];
    for (const code of codes(this.data, this.facet, row)) {
      if (this.seen[code] === event) continue;
      this.seen[code] = event;
      this.counts[code]++;
    }
  }
}

/** Which rows pass the filters. */
export class Selection {
  /** Reasons against each row; 0 = it passes. */
  readonly against: Uint8Array;
  /** Whether the page has incidents. */
  readonly hasIncidents: boolean;
  /** Goes up whenever `against` changes. */
  version = 0;
  private applied = new Map<string, string>();
  private readonly words: Record<Facet, readonly string[]>;
  private undatedCount = { version: -1, events: 0 };

  constructor(
    private readonly data: Dataset,
    private readonly time: TimeIndex,
  ) {
    const { tables } = data;
    this.against = new Uint8Array(data.rows);
    this.hasIncidents = data.columns.layer.includes(Layer.incidents);
    this.words = {
      type: tables.types.map((type) => type.id),
      status: tables.statuses,
      country: tables.countries,
      actor: tables.actors,
      source: tables.sources,
    };
  }

  /** Whether incidents stand for their reports: where there are some, unless reports are asked for. */
  showsIncidents(state: State): boolean {
    return this.hasIncidents && !state.reports;
  }

  /** The layer that is not shown, for the other one says the same. */
  private hidden(state: State): number {
    return this.showsIncidents(state) ? Layer.events : Layer.incidents;
  }

  /** All values of a filter; the counts are in this order. */
  values(facet: Facet): readonly string[] {
    return this.words[facet];
  }

  /** Applies the filters of `state`; `matches` may be of the text looked for before. */
  apply(state: State, matches: Matches | null): void {
    for (const facet of FACETS) {
      this.once(facet, state.facets[facet].join("\n"), () => this.applyFacet(facet, state));
    }
    const least = Math.round(state.confidence * 1000);
    const { confidence, input } = this.data.columns;
    this.once("confidence", least === 0 ? "" : String(least), () =>
      this.mark(BIT.confidence, least === 0 ? null : (row) => confidence[row] >= least),
    );
    this.once("at", state.at ? String(state.at) : "", () => this.applyPlace(state.at));
    this.once("show", state.reports ? "reports" : "", () => {});
    const found = state.query === "" ? null : matches;
    this.once("text", found?.query ?? "", () =>
      this.mark(BIT.text, found && ((row) => found.rows[input[row]] === 1)),
    );
  }

  /** Applies a filter when its key is not the one applied last; at first all keys are empty. */
  private once(what: string, key: string, apply: () => void): void {
    if ((this.applied.get(what) ?? "") === key) return;
    this.applied.set(what, key);
    apply();
    this.version++;
  }

  private mark(bit: number, passes: ((row: number) => boolean) | null): void {
    const { against } = this;
    for (let row = 0; row < against.length; row++) {
      if (passes === null || passes(row)) against[row] &= ~bit;
      else against[row] |= bit;
    }
  }

  private applyFacet(facet: Facet, state: State): void {
    const chosen = new Set(state.facets[facet]);
    const wanted = this.words[facet].map((word) => chosen.has(word));
    const passes = (row: number) => {
      for (const code of codes(this.data, facet, row)) if (wanted[code]) return true;
      return false;
    };
    this.mark(BIT[facet], chosen.size === 0 ? null : passes);
  }

  private applyPlace(at: [number, number] | null): void {
    const { site, siteLon, siteLat } = this.data.columns;
    const [lon, lat] = (at ?? []).map((degrees) => Math.round(degrees * 1e6));
    const here = (row: number) => siteLon[site[row]] === lon && siteLat[site[row]] === lat;
    this.mark(BIT.at, at && here);
  }

  /** The runs of rows that the state's time lets through, before the exact test. */
  runs(state: State): Run[] {
    if (state.undated) return [this.time.undated()];
    if (state.time) return this.time.overlapping(state.time);
    return [this.time.undated(), ...this.time.dated()];
  }

  /** Counts of the current selection, with those of the filters named. */
  totals(state: State, facets: readonly Facet[]): Totals {
    const counters = facets.map((facet) => {
      const counter = new FacetCount(this.data, facet, this.words[facet].length);
      return { facet, bit: BIT[facet], counter };
    });
    const { event } = this.data.columns;
    let [events, last] = [0, -1];
    this.items(state, true, (row) => {
      const reasons = this.against[row];
      for (const { bit, counter } of counters) {
        if (reasons === 0 || reasons === bit) counter.add(row);
      }
      if (reasons !== 0) return;
      if (event[row] !== last) events++;
      last = event[row];
    });
    const counts = counters.map(({ facet, counter }) => [facet, counter.counts]);
    return { events, undated: this.undated(state), facets: Object.fromEntries(counts) };
  }

  /** Undated events that pass the filters, whatever the time; counted again when those change. */
  private undated(state: State): number {
    if (this.undatedCount.version === this.version) return this.undatedCount.events;
    const { event } = this.data.columns;
    let [events, last] = [0, -1];
    this.items({ ...state, time: null, undated: true }, false, (row) => {
      if (event[row] !== last) events++;
      last = event[row];
    });
    this.undatedCount = { version: this.version, events };
    return events;
  }

  /**
   * Visits the rows that are counted and listed: of incidents where those are shown, else of
   * events; one event may have several. The rest is as with `each`.
   */
  items(state: State, all: boolean, visit: (row: number) => void): void {
    const { layer } = this.data.columns;
    const incidents = this.showsIncidents(state);
    this.each(state, all, (row) => {
      if (!incidents || layer[row] === Layer.incidents) visit(row);
    });
  }

  /** Whether a row is one that `items` visits when no time is chosen and no filter. */
  isItem(state: State, row: number): boolean {
    const { layer, type } = this.data.columns;
    const incident = layer[row] === Layer.incidents;
    return type[row] !== NONE && incident === this.showsIncidents(state);
  }

  /** Visits the rows of the state's time, those the filters leave out only when `all`. */
  each(state: State, all: boolean, visit: (row: number) => void): void {
    const { start, end, type, layer } = this.data.columns;
    const hidden = this.hidden(state);
    const window: Window | null = state.undated ? null : state.time;
    for (const [from, to] of this.runs(state)) {
      for (let row = from; row < to; row++) {
        if (window && (end[row] < window[0] || start[row] > window[1])) continue;
        if (layer[row] === hidden || type[row] === NONE) continue;
        if (!all && this.against[row] !== 0) continue;
        visit(row);
      }
    }
  }

  /** Whether a row is on the map: its time and all filters. */
  shows(state: State, row: number): boolean {
    const { start, end, layer } = this.data.columns;
    if (this.against[row] !== 0 || layer[row] === this.hidden(state)) return false;
    const undated = start[row] > end[row];
    if (state.undated) return undated;
    if (!state.time) return true;
    return !undated && end[row] >= state.time[0] && start[row] <= state.time[1];
  }
}

const ONE = [0];

/** The codes of a filter's values in a row. */
function codes(data: Dataset, facet: Facet, row: number): readonly number[] {
  const { columns, tables } = data;
  if (facet === "actor") return tables.actor_lists[columns.actors[row]];
  if (facet === "source" && columns.layer[row] === Layer.incidents) {
    return tables.source_lists[columns.source[row]];
  }
  const code = single(columns, facet, row);
  if (code < 0) return [];
  ONE[0] = code;
  return ONE;
}

function single(columns: Columns, facet: Exclude<Facet, "actor">, row: number): number {
  switch (facet) {
    case "type":
      return columns.type[row] === NONE ? -1 : columns.type[row];
    case "status":
      return columns.status[row] === NONE ? -1 : columns.status[row];
    case "country":
      return columns.siteCountry[columns.site[row]] - 1;
    case "source":
      return columns.source[row];
  }
}

/** Rows of events and incidents, which are drawn as points. */
export function isPoint(columns: Columns, row: number): boolean {
  return columns.layer[row] === Layer.events || columns.layer[row] === Layer.incidents;
}
