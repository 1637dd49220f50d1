import { COUNTS } from "../data/counts";
import { type Details, Layer, type Scalar } from "../data/table";
import type { Language, Translate } from "../i18n/i18n";

/** Ranges of time that are remembered as text. */
const MOST_RANGES = 5000;

/** Writes dates, numbers and names in the language of the interface. */
export class Formats {
  private readonly day: Intl.DateTimeFormat;
  private readonly time: Intl.DateTimeFormat;
  private readonly month: Intl.DateTimeFormat;
  private readonly numbers: Intl.NumberFormat;
  private readonly regions: Intl.DisplayNames;
  private readonly choice: Intl.ListFormat;
  /** Ranges written before: the browser takes a while for each. */
  private readonly ranges = new Map<string, string>();

  constructor(
    readonly language: Language,
    readonly t: Translate,
  ) {
    const zone = { timeZone: "UTC" } as const;
    // Not `dateStyle`: in Arabic it is digits, in an order of its own for ranges.
    const day = { year: "numeric", month: "short", day: "numeric", ...zone } as const;
    this.day = new Intl.DateTimeFormat(language, day);
    this.time = new Intl.DateTimeFormat(language, { ...day, hour: "numeric", minute: "2-digit" });
    this.month = new Intl.DateTimeFormat(language, { year: "numeric", month: "long", ...zone });
    this.numbers = new Intl.NumberFormat(language);
    this.choice = new Intl.ListFormat(language, { type: "disjunction" });
    this.regions = new Intl.DisplayNames(language, { type: "region" });
  }

  /** `1,234` */
  number(value: number): string {
    return this.numbers.format(value);
  }

  /** `a, b or c` */
  either(choices: string[]): string {
    return this.choice.format(choices);
  }

  /** `9 Apr 2025`, `8 – 9 Apr 2025`, `April 2025`. */
  range(start: number, end: number): string {
    const key = `${start} ${end}`;
    const written = this.ranges.get(key) ?? this.write(start, end);
    if (this.ranges.size < MOST_RANGES) this.ranges.set(key, written);
    return written;
  }

  private write(start: number, end: number): string {
    const [from, to] = [new Date(start * 60_000), new Date(end * 60_000)];
    const next = new Date(to.getTime() + 60_000);
    const wholeDays = isMidnight(from) && isMidnight(next);
    if (!wholeDays) return this.time.formatRange(from, to);
    const months = from.getUTCDate() === 1 && next.getUTCDate() === 1;
    if (months && next.getTime() - from.getTime() < 32 * 86_400_000) return this.month.format(from);
    if (months && from.getUTCMonth() === 0 && next.getUTCMonth() === 0) {
      const years = [from.getUTCFullYear(), next.getUTCFullYear() - 1];
      return years[0] === years[1] ? String(years[0]) : years.join("–");
    }
    return this.day.formatRange(from, to);
  }

  /** When an event is, with how exactly that is known. */
  when(details: Details, start: number, end: number): string {
    if (start > end) return this.t("no_date");
    const precision = text(details.properties.date_precision);
    const range = this.range(start, end);
    return precision && precision !== "day" && precision !== "unknown"
      ? `${range} (${this.t("precision", { unit: this.t(precision) })})`
      : range;
  }

  /** `9 Apr 2025` of `2025-04-09`. */
  date(day: Scalar | undefined): string | null {
    const time = Date.parse(`${day}T00:00Z`);
    return Number.isFinite(time) ? this.day.format(new Date(time)) : null;
  }

  /** The name of a country by its code. */
  country(code: string): string {
    try {
      return this.regions.of(code) ?? code;
    } catch {
      return code;
    }
  }

  /** What a filter calls a value. */
  facetValue(facet: string, value: string): string {
    if (facet === "country") return this.country(value);
    return facet === "type" || facet === "status" ? this.t(`${facet}_${value}`) : value;
  }
}

function isMidnight(date: Date): boolean {
  return date.getTime() % 86_400_000 === 0;
}

/** A property as text; empty when it is absent. */
export function text(value: Scalar | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

/** Whether a person has corrected an event. */
export function isCorrected({ properties }: Details): boolean {
  return properties.corrected === true;
}

/** What a place is called: as the article does, or narrowed down: `northern Syria`. */
export function placeName({ area_text, region, place_name }: Details["properties"]): string {
  return text(area_text) || [region, place_name].map(text).filter(Boolean).join(" ");
}

/** `5 reports by 3 sources`: how an incident is known. */
export function reportedBy({ properties }: Details, { t }: Formats): string {
  const [reports, sources] = [properties.report_count, properties.source_count].map(Number);
  return `${t("n_reports", { n: reports })} ${t("by_sources", { n: sources })}`;
}

/** `9–12 killed`, one for each count the sources of an incident state. */
function ranges({ properties }: Details, formats: Formats): string[] {
  return COUNTS.flatMap((name) => {
    const [low, high] = [properties[`${name}_low`], properties[`${name}_high`]];
    if (typeof low !== "number" || typeof high !== "number") return [];
    const ends = low === high ? [low] : [low, high];
    return `${ends.map((end) => formats.number(end)).join("–")} ${formats.t(name)}`;
  });
}

/** `at least 4 killed`, one for each count an event or an incident states. */
export function counts(details: Details, formats: Formats): string[] {
  const { properties } = details;
  if (details.layer === Layer.incidents) return ranges(details, formats);
  const stated = COUNTS.filter((name) => typeof properties[name] === "number");
  return stated.map((name) => {
    const number = formats.number(properties[name] as number);
    const precision = properties.count_precision;
    const shown =
      stated.length === 1 && (precision === "at_least" || precision === "approximate")
        ? formats.t(precision, { n: number })
        : number;
    return `${shown} ${formats.t(name)}`;
  });
}

/** The address when it is one a browser may follow. */
export function safeUrl(value: Scalar | undefined): string | null {
  const address = text(value);
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : null;
}
