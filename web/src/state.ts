import type { Window } from "./data/time";

/** How events are drawn: grouped by place, as a dot each, or as density. */
export type Mode = "groups" | "points" | "heat";

/** The filters by a list of values. */
export const FACETS = ["type", "status", "country", "actor", "source"] as const;

/** A filter by a list of values. */
export type Facet = (typeof FACETS)[number];

/** Everything a link to the map can say. */
export interface State {
  view: { zoom: number; lat: number; lon: number } | null;
  time: Window | null;
  cumulative: boolean;
  undated: boolean;
  facets: Record<Facet, string[]>;
  confidence: number;
  query: string;
  event: string | null;
  /** Every report, on a page that has incidents in their place. */
  reports: boolean;
  /** Only events at this place: longitude and latitude. */
  at: [number, number] | null;
  language: string | null;
  theme: "auto" | "light" | "dark";
  mode: Mode | null;
  globe: boolean;
  embed: boolean;
}

/** The state of a link that says nothing. */
export function emptyState(): State {
  return {
    view: null,
    time: null,
    cumulative: false,
    undated: false,
    facets: { type: [], status: [], country: [], actor: [], source: [] },
    confidence: 0,
    query: "",
    event: null,
    reports: false,
    at: null,
    language: null,
    theme: "auto",
    mode: null,
    globe: false,
    embed: false,
  };
}

const MINUTE = 60_000;

/** `2025-04-09`, or with hours and minutes where the minute is not the edge of a day. */
function writeTime(minute: number, edge: number): string {
  const text = new Date(minute * MINUTE).toISOString();
  return ((minute % 1440) + 1440) % 1440 === edge ? text.slice(0, 10) : text.slice(0, 16);
}

function readTime(text: string, edge: number): number | null {
  const day = /^-?\d{4,6}-\d\d-\d\d$/.test(text);
  const time = Date.parse(day ? `${text}T00:00Z` : `${text}Z`) / MINUTE;
  return Number.isFinite(time) ? time + (day ? edge : 0) : null;
}

function readWindow(text: string): Window | null {
  const [from, to] = text.split("..");
  const start = readTime(from ?? "", 0);
  const end = readTime(to ?? "", 1439);
  return start !== null && end !== null && start <= end ? [start, end] : null;
}

function readNumbers(text: string | null, count: number): number[] | null {
  const numbers = (text ?? "").split("/").map(Number);
  return text && numbers.length === count && numbers.every(Number.isFinite) ? numbers : null;
}

function readView(text: string | null): State["view"] {
  const numbers = readNumbers(text, 3);
  if (!numbers) return null;
  const [zoom, lat, lon] = numbers;
  const fits = zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 90;
  return fits ? { zoom, lat, lon } : null;
}

function oneOf<T extends string>(text: string | null, values: readonly T[]): T | null {
  return values.find((value) => value === text) ?? null;
}

/** The state a hash stands for; what cannot be read is left out. */
export function readHash(hash: string): State {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const state = emptyState();
  state.view = readView(given.get("map"));
  state.time = readWindow(given.get("time") ?? "");
  state.cumulative = given.get("cumulative") === "1";
  state.undated = given.get("undated") === "1";
  for (const facet of FACETS) state.facets[facet] = given.getAll(facet).filter(Boolean);
  const confidence = Number(given.get("confidence") ?? 0);
  state.confidence = confidence >= 0 && confidence <= 1 ? confidence : 0;
  state.query = given.get("q") ?? "";
  state.event = given.get("event");
  state.reports = given.get("show") === "reports";
  const at = readNumbers(given.get("at"), 2);
  state.at = at ? [at[0], at[1]] : null;
  state.language = given.get("lang");
  state.theme = oneOf(given.get("theme"), ["light", "dark"] as const) ?? "auto";
  state.mode = oneOf(given.get("mode"), ["groups", "points", "heat"] as const);
  state.globe = given.get("globe") === "1";
  state.embed = given.get("embed") === "1";
  return state;
}

/** The hash that stands for a state, without what is as usual. */
export function writeHash(state: State): string {
  const out = new URLSearchParams();
  const { view, time, at } = state;
  if (view) out.set("map", `${view.zoom.toFixed(2)}/${view.lat.toFixed(4)}/${view.lon.toFixed(4)}`);
  if (time) out.set("time", `${writeTime(time[0], 0)}..${writeTime(time[1], 1439)}`);
  if (state.cumulative) out.set("cumulative", "1");
  if (state.undated) out.set("undated", "1");
  for (const facet of FACETS) for (const value of state.facets[facet]) out.append(facet, value);
  if (state.confidence > 0) out.set("confidence", String(state.confidence));
  if (state.query) out.set("q", state.query);
  if (state.event) out.set("event", state.event);
  if (state.reports) out.set("show", "reports");
  if (at) out.set("at", `${at[0]}/${at[1]}`);
  if (state.language) out.set("lang", state.language);
  if (state.theme !== "auto") out.set("theme", state.theme);
  if (state.mode) out.set("mode", state.mode);
  if (state.globe) out.set("globe", "1");
  if (state.embed) out.set("embed", "1");
  return out.toString().replaceAll("%2F", "/").replaceAll("%3A", ":");
}

/** Whether anything narrows down the events, apart from time. */
export function isFiltered(state: State): boolean {
  const chosen = FACETS.some((facet) => state.facets[facet].length > 0);
  return chosen || state.confidence > 0 || state.query !== "" || state.at !== null;
}
