import { describe, expect, it } from "vitest";
import { contradictions } from "../src/data/contradictions";
import { incidentOf, reports, reportsInPage } from "../src/data/incidents";
import { isPoint, Selection } from "../src/data/select";
import { Dataset, type Details, Layer, type Scalar } from "../src/data/table";
import { TimeIndex } from "../src/data/time";
import { translator } from "../src/i18n/i18n";
import { emptyState } from "../src/state";
import { counts, Formats, isCorrected, reportedBy } from "../src/ui/format";
import { dataset } from "./dataset";

const DAY = 1440;
const { events, movements, incidents } = Layer;

/** Two incidents: one that two events report, the first of which moves; and one undated. */
function page(): Dataset {
  const undated: [number, number, number, number] = [1, 0, 1, 1];
  const dated: [number, number, number, number] = [0, DAY - 1, 0, 0];
  const sites: [number, number][] = [
    [37.2, 19.6],
    [30.5, 50.4],
  ];
  const data = dataset([undated, undated, dated, dated, dated, dated], sites);
  const { columns, tables } = data;
  columns.layer.set([events, incidents, events, movements, events, incidents]);
  columns.event.set([1, 11, 2, 2, 3, 12]);
  columns.incident.set([11, 11, 12, 12, 12, 12]);
  columns.source.set([0, 0, 0, 0, 1, 1]);
  tables.sources = ["a.example", "b.example"];
  tables.source_lists = [[0], [0, 1]];
  return data;
}

function details(layer: number, id: string, properties: Record<string, Scalar>): Details {
  return { id, layer, geometry: null, marks: [], properties };
}

describe("a page with incidents", () => {
  const data = page();
  const time = new TimeIndex(data.columns, data.tables.classes);
  const shown = (patch: object) => {
    const selection = new Selection(data, time);
    const state = { ...emptyState(), ...patch };
    selection.apply(state, null);
    const [all, items]: number[][] = [[], []];
    selection.each(state, false, (row) => all.push(row));
    selection.items(state, false, (row) => items.push(row));
    const rows = [...data.columns.layer.keys()].filter((row) => selection.shows(state, row));
    return { all, items, rows, totals: selection.totals(state, ["type", "source"]) };
  };

  it("shows them and the movements, and counts them alone", () => {
    const { all, items, rows, totals } = shown({});
    expect(all).toEqual([1, 3, 5]);
    expect(rows).toEqual(all);
    expect(items).toEqual([1, 5]);
    expect(totals).toEqual({
      events: 2,
      undated: 1,
      facets: { type: Int32Array.of(1, 1), source: Int32Array.of(2, 1) },
    });
  });

  it("shows their reports instead when asked", () => {
    const { all, items, rows, totals } = shown({ reports: true });
    expect(all).toEqual([0, 2, 3, 4]);
    expect(rows).toEqual(all);
    expect(items).toEqual(all);
    expect(totals).toEqual({
      events: 3,
      undated: 1,
      facets: { type: Int32Array.of(2, 1), source: Int32Array.of(2, 1) },
    });
  });

  it("finds an incident by any of its sources", () => {
    const facets = { ...emptyState().facets, source: ["b.example"] };
    expect(shown({ facets }).items).toEqual([5]);
    expect(shown({ facets, reports: true }).items).toEqual([4]);
  });

  it("counts again when what is shown changes", () => {
    const selection = new Selection(data, time);
    const undated = (patch: object) => {
      const state = { ...emptyState(), ...patch };
      selection.apply(state, null);
      return [selection.version, selection.totals(state, []).undated];
    };
    data.columns.confidence.set([0, 900]);
    expect(undated({ confidence: 0.5 })).toEqual([1, 1]);
    expect(undated({ confidence: 0.5, reports: true })).toEqual([2, 0]);
    expect(undated({ confidence: 0.5 })).toEqual([3, 1]);
  });

  it("tells what is counted in each view", () => {
    const selection = new Selection(data, time);
    const counted = (patch: object) => {
      const state = { ...emptyState(), ...patch };
      return [...data.columns.layer.keys()].filter((row) => selection.isItem(state, row));
    };
    expect(counted({})).toEqual([1, 5]);
    expect(counted({ reports: true })).toEqual([0, 2, 3, 4]);
  });

  it("draws events and incidents as points", () => {
    const points = [...data.columns.layer.keys()].filter((row) => isPoint(data.columns, row));
    expect(points).toEqual([0, 1, 2, 4, 5]);
  });
});

it("shows events on a page without incidents, whatever the link says", () => {
  const data = dataset([[0, DAY - 1, 0, 0]], [[37.2, 19.6]]);
  const selection = new Selection(data, new TimeIndex(data.columns, data.tables.classes));
  for (const asked of [false, true]) {
    const state = { ...emptyState(), reports: asked };
    expect(selection.showsIncidents(state)).toBe(false);
    expect(selection.totals(state, []).events).toBe(1);
  }
});

describe("an incident", () => {
  const incident = details(incidents, "0000000c", {
    event_ids: "00000002; 00000003; 00000009",
    sentence: "a.example: Shells hit: two died.\nb.example:8080: Four died.\nno source",
    report_count: 3,
    source_count: 2,
    killed: 7,
    killed_low: 2,
    killed_high: 4,
    injured_low: 5,
    injured_high: 5,
    missing_low: null,
    missing_high: null,
  });

  it("has a sentence of each report", () => {
    expect(reports(incident)).toEqual([
      { id: "00000002", source: "a.example", sentence: "Shells hit: two died." },
      { id: "00000003", source: "b.example:8080", sentence: "Four died." },
      { id: "00000009", source: "", sentence: "no source" },
    ]);
    expect(reports(details(incidents, "0", {}))).toEqual([]);
  });

  it("says how many died, and who says so", () => {
    const formats = new Formats("en", translator("en"));
    expect(counts(incident, formats)).toEqual(["2–4 killed", "5 injured"]);
    expect(reportedBy(incident, formats)).toBe("3 reports by 2 sources");
  });

  it("tells what its sources do not agree on", () => {
    const told = (text: string) =>
      contradictions(details(incidents, "c", { contradictions: text })).map(({ about, said }) => [
        about,
        ...said.map(({ value, sources }) => `${value} | ${sources}`),
      ]);
    expect(told("killed: 9 (a.example) or 12 (b.example, c.example)")).toEqual([
      ["killed", "9 | a.example", "12 | b.example, c.example"],
    ]);
    expect(
      told("place: Bara (Kordofan) (a) or Umm or Ruwaba (b); actor: Army; Police (a) or RSF (b)"),
    ).toEqual([
      ["place", "Bara (Kordofan) | a", "Umm or Ruwaba | b"],
      ["actor", "Army; Police | a", "RSF | b"],
    ]);
    expect(contradictions(details(incidents, "c", { contradictions: null }))).toEqual([]);
  });

  it("is linked with those reports that the page has", async () => {
    const { columns, tables } = page();
    const records = [
      details(events, "x", { event_id: "00000001" }),
      details(incidents, "0000000b", { event_ids: "00000001" }),
      details(events, "y", { event_id: "00000002", corrected: true }),
      details(movements, "z", { event_id: "00000002" }),
      details(events, "w", { event_id: "00000003", corrected: false }),
      incident,
    ];
    const data = new (class extends Dataset {
      override async details(row: number): Promise<Details> {
        return records[row];
      }
    })(tables, columns, () => "");
    const found = await reportsInPage(data, 5);
    expect([...found]).toEqual([
      ["00000002", records[2]],
      ["00000003", records[4]],
    ]);
    expect([...found.values()].map(isCorrected)).toEqual([true, false]);
    expect((await incidentOf(data, 2, "00000002"))?.id).toBe("0000000c");
    expect((await incidentOf(data, 3, "00000002"))?.id).toBe("0000000c");
    expect(await incidentOf(data, 2, "0000000200000000")).toBeUndefined();
  });
});
