import { type Dataset, type Details, Layer } from "./table";

/** What an article says of an incident. */
export interface Report {
  /** Its `event_id`. */
  id: string;
  source: string;
  sentence: string;
}

function ids(incident: Details): string[] {
  const ids = String(incident.properties.event_ids ?? "");
  return ids.split("; ").filter(Boolean);
}

/** The reports of an incident: `sentence` has a line for each of `event_ids`, behind its source. */
export function reports(incident: Details): Report[] {
  const lines = String(incident.properties.sentence ?? "").split("\n");
  return ids(incident).map((id, i) => {
    const line = lines[i] ?? "";
    const end = line.indexOf(": ");
    return end < 0
      ? { id, source: "", sentence: line }
      : { id, source: line.slice(0, end), sentence: line.slice(end + 2) };
  });
}

/** The rows with the key of an incident: its own, or those of its reports. */
function rowsOf(data: Dataset, key: number, own: boolean): number[] {
  const { incident, layer } = data.columns;
  const rows: number[] = [];
  for (let row = 0; row < data.rows; row++) {
    if (incident[row] !== key) continue;
    if (layer[row] === (own ? Layer.incidents : Layer.events)) rows.push(row);
  }
  return rows;
}

/** The events that the page has of those that report the incident in `row`, by id. */
export async function reportsInPage(data: Dataset, row: number): Promise<Map<string, Details>> {
  const rows = rowsOf(data, data.columns.incident[row], false);
  const found = await Promise.all(rows.map((row) => data.details(row)));
  return new Map(found.map((event) => [String(event.properties.event_id), event]));
}

/** The incident that the event `id` in `row` reports, where the page has it. */
export async function incidentOf(
  data: Dataset,
  row: number,
  id: string,
): Promise<Details | undefined> {
  const key = data.columns.incident[row];
  if (key === 0) return undefined;
  const found = await Promise.all(rowsOf(data, key, true).map((row) => data.details(row)));
  // Keys are parts of ids, and two incidents may share one.
  return found.find((incident) => ids(incident).includes(id));
}
