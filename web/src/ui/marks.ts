import type { Mark } from "../data/table";
import type { Translate } from "../i18n/i18n";
import { h } from "./dom";

/** A piece of a sentence: what it is, when it is marked. */
export interface Piece {
  text: string;
  kind: Mark[2] | null;
}

/** Cuts a sentence at its marks; where marks overlap the shortest shows, for it says most. */
export function pieces(sentence: string, marks: readonly Mark[]): Piece[] {
  const kinds: Piece["kind"][] = new Array(sentence.length).fill(null);
  const longestFirst = [...marks].sort((a, b) => b[1] - b[0] - (a[1] - a[0]) || a[0] - b[0]);
  for (const [start, end, kind] of longestFirst) {
    if (start < end && end <= sentence.length) kinds.fill(kind, start, end);
  }
  const out: Piece[] = [];
  for (let from = 0, to = 1; to <= sentence.length; to++) {
    if (to < sentence.length && kinds[to] === kinds[from]) continue;
    out.push({ text: sentence.slice(from, to), kind: kinds[from] });
    from = to;
  }
  return out;
}

/** The sentence with what was read from it marked, and a key to the marks. */
export function markedSentence(
  sentence: string,
  marks: readonly Mark[],
  t: Translate,
): HTMLElement {
  const parts = pieces(sentence, marks);
  const kinds = [...new Set(parts.map((part) => part.kind).filter((kind) => kind !== null))];
  const quote = h(
    "blockquote",
    { dir: "auto" },
    ...parts.map(({ text, kind }) =>
      kind ? h("mark", { class: kind, title: t(`mark_${kind}`) }, text) : text,
    ),
  );
  const key = h(
    "p",
    { class: "key" },
    ...kinds.map((kind) => h("mark", { class: kind }, t(`mark_${kind}`))),
  );
  return h("div", { class: "evidence" }, quote, kinds.length > 0 && key);
}
