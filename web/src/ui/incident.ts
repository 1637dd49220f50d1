import { contradictions } from "../data/contradictions";
import { COUNTS } from "../data/counts";
import { type Report, reports } from "../data/incidents";
import type { Dataset, Details } from "../data/table";
import { backButton, confidence, entry, heading, places } from "./card";
import { disagreement } from "./disagreement";
import { h } from "./dom";
import { counts, type Formats, isCorrected, reportedBy, text } from "./format";
import { correctedTag } from "./tags";

/** Where the card of an incident leads. */
export interface IncidentLinks {
  back: () => void;
  /** Opens the card of an event. */
  open: (id: string) => void;
  /** The events that the page has, by id. */
  inPage: ReadonlyMap<string, Details>;
}

/** The parts of a list as layers write it. */
function parts(list: string): string[] {
  return list.split("; ").filter(Boolean);
}

/** `killed 9: a.example` as `9 killed: a.example`, in the language of the page. */
function stated(part: string, formats: Formats): string {
  const [, name = "", number = "", sources = ""] = /^(\w+) (\d+): (.*)$/.exec(part) ?? [];
  if (!COUNTS.some((count) => count === name)) return part;
  return `${formats.number(Number(number))} ${formats.t(name)}: ${sources}`;
}

function lines(texts: string[]): HTMLElement | null {
  if (texts.length === 0) return null;
  return h("ul", { class: "lines" }, ...texts.map((text) => h("li", { dir: "auto" }, text)));
}

function published({ properties }: Details, formats: Formats): string {
  const days = [properties.first_report, properties.latest_report].map((day) => formats.date(day));
  return [...new Set(days.filter((day) => day !== null))].join(" – ");
}

function reportItem(report: Report, formats: Formats, links: IncidentLinks): HTMLElement {
  const { t } = formats;
  const event = links.inPage.get(report.id);
  const open = () => links.open(report.id);
  const label = `${t("open_report")}: ${report.source}`;
  return h(
    "li",
    {},
    h("cite", { dir: "auto" }, report.source),
    h("blockquote", { dir: "auto" }, report.sentence),
    event && isCorrected(event) && correctedTag(formats),
    event && h("button", { type: "button", "aria-label": label, onclick: open }, t("open_report")),
  );
}

/** Everything about an incident, and what each article says of it. */
export function incidentCard(
  data: Dataset,
  row: number,
  details: Details,
  formats: Formats,
  links: IncidentLinks,
): HTMLElement {
  const { t } = formats;
  const { properties } = details;
  const { start, end } = data.columns;
  const numbers = counts(details, formats);
  const corrected = [...links.inPage.values()].some(isCorrected);
  const bySource = parts(text(properties.counts_by_source)).map((part) => stated(part, formats));
  const differences = contradictions(details).map((one) => disagreement(one, data, formats));
  return h(
    "article",
    { class: "card", "aria-labelledby": "card-title" },
    backButton(t("back"), formats.language, links.back),
    ...heading(data, row, details, corrected, formats),
    h("p", { class: "when" }, h("time", {}, formats.when(details, start[row], end[row]))),
    numbers.length > 0 &&
      h("ul", { class: "counts" }, ...numbers.map((count) => h("li", {}, count))),
    h("p", { class: "known" }, reportedBy(details, formats)),
    h("ul", { class: "places" }, ...places([details], formats)),
    h(
      "dl",
      {},
      ...entry(t("counts_by_source"), lines(bySource)),
      ...entry(t("contradictions"), lines(differences)),
      ...entry(t("actor"), text(properties.actor)),
      ...entry(t("target"), text(properties.target)),
      ...entry(t("published"), published(details, formats)),
      ...entry(t("confidence"), confidence(details, formats)),
    ),
    h("h3", {}, t("reports")),
    h(
      "ol",
      { class: "reports" },
      ...reports(details).map((report) => reportItem(report, formats, links)),
    ),
  );
}
