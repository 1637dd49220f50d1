import { COUNTS } from "./counts";
import type { Details } from "./table";

/** What some sources say. */
export interface Said {
  /** As the layers write it: a number, a day, a name, a status, a subtype. */
  value: string;
  sources: string;
}

/** Something that the sources of an incident do not agree on. */
export interface Contradiction {
  about: (typeof ABOUT)[number];
  said: Said[];
}

const ABOUT = [...COUNTS, "date", "place", "type", "actor", "status"] as const;

/** Where the next contradiction begins; names of actors hold "; " too. */
const NEXT = new RegExp(`; (?=(?:${ABOUT.join("|")}): )`);

/** The values before ` or `, each with its sources in brackets. */
function said(text: string): Said[] {
  const values = text.matchAll(/(.+?) \(([^()]*)\)(?: or |$)/g);
  return [...values].map(([, value, sources]) => ({ value, sources }));
}

/** Reads `killed: 9 (a.example) or 12 (b.example, c.example); date: …` of an incident. */
export function contradictions({ properties }: Details): Contradiction[] {
  const parts = String(properties.contradictions ?? "").split(NEXT);
  return parts.flatMap((part) => {
    const about = ABOUT.find((name) => part.startsWith(`${name}: `));
    return about ? [{ about, said: said(part.slice(about.length + 2)) }] : [];
  });
}
