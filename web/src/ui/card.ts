import type { Dataset, Details } from "../data/table";
import { NONE } from "../data/table";
import type { Language } from "../i18n/i18n";
import { h, icon } from "./dom";
import { counts, type Formats, isCorrected, placeName, safeUrl, text } from "./format";
import { markedSentence } from "./marks";
import { correctedTag, statusTag } from "./tags";

/** The round sign of an event's type. */
export function badge(data: Dataset, row: number): HTMLElement {
  const { columns, tables } = data;
  const type = columns.type[row];
  const color = type === NONE ? "#7d7a72" : tables.types[type].color;
  const name = tables.subtypes[columns.subtype[row]]?.icon;
  return h(
    "span",
    { class: "badge", style: `background:${color}` },
    name !== undefined && icon(tables.icons[name] ?? ""),
  );
}

/** What kind of event it is, in words: `Assault · Air strike`. */
export function kind(data: Dataset, row: number, formats: Formats): string {
  const { columns, tables } = data;
  const type = columns.type[row];
  if (type === NONE) return formats.t("area_mention");
  const label = formats.t(`type_${tables.types[type].id}`);
  const leaf = tables.subtypes[columns.subtype[row]]?.label;
  return leaf && leaf !== label ? `${label} · ${leaf}` : label;
}

/** A line of a card's list of terms; none when there is nothing to say. */
export function entry(term: string, ...value: (Node | string | null)[]): HTMLElement[] {
  const shown = value.filter((part) => part !== null && part !== "");
  return shown.length === 0 ? [] : [h("dt", {}, term), h("dd", { dir: "auto" }, ...shown)];
}

function place(details: Details, formats: Formats): HTMLElement {
  const { properties } = details;
  const { t } = formats;
  const code = text(properties.country_code);
  const area = [text(properties.admin1), code && formats.country(code)].filter(Boolean).join(", ");
  const role = text(properties.place_role);
  const precision = text(properties.place_precision);
  const radius = Number(properties.radius_km ?? 0);
  const exactness = [
    precision && t(`precision_${precision}`),
    radius >= 1 && t("about_km", { n: Math.round(radius) }),
  ];
  const name = placeName(properties);
  return h(
    "li",
    {},
    role && role !== "at" ? h("span", { class: "role" }, t(`role_${role}`)) : null,
    h("strong", { dir: "auto" }, name),
    area && area !== name ? ` ${area}` : null,
    h("small", {}, exactness.filter(Boolean).join(", ")),
  );
}

/** How sure the program is, as a bar and a number. */
export function confidence(details: Details, formats: Formats): HTMLElement | null {
  const share = details.properties.confidence;
  if (typeof share !== "number") return null;
  const percent = Math.round(share * 100);
  const bar = h(
    "span",
    { class: "bar", "aria-hidden": "true" },
    h("i", { style: `width:${percent}%` }),
  );
  return h("span", { class: "confidence" }, bar, `${formats.number(percent)} %`);
}

function origin(details: Details, formats: Formats): HTMLElement {
  const { properties } = details;
  const { t } = formats;
  const url = safeUrl(properties.doc_url);
  const title = text(properties.doc_title) || text(properties.doc_id);
  const published = formats.date(properties.published);
  return h(
    "footer",
    {},
    h("cite", { dir: "auto" }, title),
    h(
      "p",
      {},
      url && h("span", {}, new URL(url).hostname.replace(/^www\./, "")),
      published && h("span", {}, `${t("published")}: ${published}`),
    ),
    url &&
      h(
        "a",
        { class: "button", href: url, target: "_blank", rel: "noopener noreferrer" },
        t("article"),
      ),
  );
}

/** The way back, with an arrow in the direction it is read. */
export function backButton(words: string, language: Language, back: () => void): HTMLElement {
  const arrow = language === "ar" ? "→" : "←";
  return h("button", { type: "button", class: "back", onclick: back }, `${arrow} ${words}`);
}

/** What a card is headed by: kind, status, whether a person has corrected it, and title. */
export function heading(
  data: Dataset,
  row: number,
  details: Details,
  corrected: boolean,
  formats: Formats,
): HTMLElement[] {
  return [
    h(
      "p",
      { class: "kicker" },
      badge(data, row),
      kind(data, row, formats),
      statusTag(details, formats),
      corrected && correctedTag(formats),
    ),
    h("h2", { id: "card-title", tabindex: -1, dir: "auto" }, text(details.properties.title)),
  ];
}

/** Places named once, though a place can be a row of points and one of areas. */
export function places(rows: Details[], formats: Formats): HTMLElement[] {
  const seen = new Set<string>();
  const out: HTMLElement[] = [];
  for (const details of rows) {
    const { place_id, place_role, region } = details.properties;
    const key = JSON.stringify([place_id, place_role, region]);
    if (seen.has(key)) continue;
    seen.add(key);
    out.push(place(details, formats));
  }
  return out;
}

function incidentLink(incident: Details, { t }: Formats, open: EventLinks["open"]): HTMLElement {
  const title = h("bdi", {}, text(incident.properties.title));
  const attributes = { type: "button", class: "of-incident", onclick: () => open(incident.id) };
  return h("button", attributes, `${t("part_of")}: `, title);
}

/** Where the card of an event leads. */
export interface EventLinks {
  back: () => void;
  /** Opens the card of an incident. */
  open: (id: string) => void;
  /** The incident the event reports, where the page has it. */
  incident: Details | undefined;
}

/** Everything about an event, from all its rows. */
export function card(
  data: Dataset,
  rows: number[],
  all: Details[],
  formats: Formats,
  { back, open, incident }: EventLinks,
): HTMLElement {
  const { t } = formats;
  const [row] = rows;
  const [details] = all;
  const { properties } = details;
  const { start, end } = data.columns;
  const words = text(properties.date_text);
  const when = formats.when(details, start[row], end[row]);
  const numbers = counts(details, formats);
  const points = all.filter((other) => other.layer !== 1);
  const quoted = words && h("small", { dir: "auto" }, `“${words}”`);
  return h(
    "article",
    { class: "card", "aria-labelledby": "card-title" },
    backButton(t("back"), formats.language, back),
    incident && incidentLink(incident, formats, open),
    ...heading(data, row, details, isCorrected(details), formats),
    h("p", { class: "when" }, h("time", {}, when), quoted || null),
    numbers.length > 0 &&
      h("ul", { class: "counts" }, ...numbers.map((count) => h("li", {}, count))),
    text(properties.sentence) !== "" && markedSentence(text(properties.sentence), details.marks, t),
    h("ul", { class: "places" }, ...places(points.length > 0 ? points : all, formats)),
    h(
      "dl",
      {},
      ...entry(t("actor"), text(properties.actor)),
      ...entry(t("target"), text(properties.target)),
      ...entry(t("attribution"), text(properties.attribution)),
      ...entry(t("reason"), text(properties.reason)),
      ...entry(t("confidence"), confidence(details, formats)),
    ),
    origin(details, formats),
  );
}
