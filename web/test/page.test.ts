import { describe, expect, it } from "vitest";
import { chooseLanguage, LANGUAGES, readTable, translator } from "../src/i18n/i18n";
import table from "../src/i18n/messages.tsv?raw";
import { needsShaping } from "../src/map/text";
import { emptyState, readHash, writeHash } from "../src/state";
import { safeUrl } from "../src/ui/format";
import { pieces } from "../src/ui/marks";

describe("state in the hash", () => {
  it("comes back as it was", () => {
    const state = emptyState();
    state.view = { zoom: 4.5, lat: 15.25, lon: -30.5 };
    state.time = [Date.UTC(2025, 3, 1) / 60_000, Date.UTC(2025, 3, 10) / 60_000 - 1];
    state.cumulative = true;
    state.facets.type = ["AID", "ASSAULT"];
    state.facets.actor = ["RSF & co=1#2"];
    state.confidence = 0.5;
    state.query = "fuel depot; قاهرة";
    state.event = "0123456789abcdef";
    state.reports = true;
    state.at = [37.216667, 19.616667];
    state.language = "ar";
    state.theme = "dark";
    state.mode = "points";
    state.globe = true;
    state.embed = true;
    expect(readHash(`#${writeHash(state)}`)).toEqual(state);
    expect(writeHash(state)).toContain("time=2025-04-01..2025-04-09");
  });

  it("keeps minutes that are not edges of days", () => {
    const state = { ...emptyState(), time: [29_070_001, 29_070_500] as const };
    expect(readHash(writeHash(state)).time).toEqual(state.time);
  });

  it("is empty when nothing is chosen", () => {
    expect(writeHash(emptyState())).toBe("");
  });

  it.each([
    "#map=a/b/c&time=x..y&confidence=7&mode=cubes&at=1",
    "#time=2025-04-10..2025-04-01&map=99/0/0",
    "#%E0%A4%A&&&===",
  ])("leaves out what cannot be read: %s", (hash) => {
    const { view, time, confidence, mode, at } = readHash(hash);
    expect({ view, time, confidence, mode, at }).toEqual({
      view: null,
      time: null,
      confidence: 0,
      mode: null,
      at: null,
    });
  });
});

describe("languages", () => {
  const rows = [...readTable(table)];

  it.each(rows)("%s has a text in each language", (_key, texts) => {
    expect(texts).toHaveLength(LANGUAGES.length);
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    for (const text of texts) {
      expect(text.trim()).not.toBe("");
      expect(places(text)).toEqual(places(texts[0]));
    }
  });

  it("counts as each language does", () => {
    expect(translator("en")("n_events", { n: 1 })).toBe("1 event");
    expect(translator("en")("n_events", { n: 2000 })).toBe("2,000 events");
    expect(translator("uk")("n_events", { n: 3 })).toBe("3 події");
    expect(translator("ru")("n_events", { n: 11 })).toBe("11 событий");
    expect(translator("ar")("n_events", { n: 2 })).toBe("حدثان");
  });

  it("takes the language asked for, then the browser's", () => {
    expect(chooseLanguage("tr", ["fr"])).toBe("tr");
    expect(chooseLanguage(null, ["de-DE", "es-MX"])).toBe("es");
    expect(chooseLanguage("xx", [])).toBe("en");
  });
});

describe("marks", () => {
  it("cut the sentence and lose nothing", () => {
    const sentence = "Drones struck a depot in Port Sudan";
    const parts = pieces(sentence, [
      [25, 35, "place"],
      [7, 13, "trigger"],
      [14, 35, "target"],
      [30, 99, "count"],
    ]);
    expect(parts.map(({ text }) => text).join("")).toBe(sentence);
    expect(parts.filter(({ kind }) => kind).map(({ text }) => text)).toEqual([
      "struck",
      "a depot in ",
      "Port Sudan",
    ]);
  });
});

it("follows only addresses of the web", () => {
  expect(safeUrl("https://example.org/a")).toBe("https://example.org/a");
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "example.org", "https://", null]) {
    expect(safeUrl(bad)).toBeNull();
  }
});

it("knows the scripts MapLibre cannot shape", () => {
  for (const text of ["दिल्ली", "ဗမာ", "ខ្មែរ", "ไทย"]) expect(needsShaping(text)).toBe(true);
  for (const text of ["القاهرة", "ירושלים", "東京", "Київ", "İzmir"]) {
    expect(needsShaping(text)).toBe(false);
  }
});
