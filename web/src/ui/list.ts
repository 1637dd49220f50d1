import type { Selection } from "../data/select";
import { type Dataset, type Details, Layer } from "../data/table";
import type { State } from "../state";
import { badge } from "./card";
import { h } from "./dom";
import { counts, type Formats, isCorrected, placeName, reportedBy, text } from "./format";
import { correctedTag, statusTag } from "./tags";

/** Events on a page of the list. */
const PAGE = 20;

/** What the list says of itself. */
export interface ListState {
  /** Distinct events in view. */
  inView: number;
}

/** The newest events of a selection. */
export interface Newest {
  rows: number[];
  /** Distinct events. */
  count: number;
}

/** The last few numbers of those that are put in. */
class Last {
  private readonly kept: number[] = [];
  private next = 0;

  constructor(private readonly most: number) {}

  add(value: number): void {
    this.kept[this.next] = value;
    this.next = (this.next + 1) % this.most;
  }

  /** Takes them all out, in no order. */
  drain(): number[] {
    this.next = 0;
    return this.kept.splice(0);
  }
}

/**
 * Picks the `most` newest events that `wanted` lets through: dated ones first, the later in the
 * run first of those that start together.
 *
 * Rows come in runs in which the start only rises, so the newest of a run are its last.
 */
export function newest(
  data: Dataset,
  selection: Selection,
  state: State,
  wanted: (site: number) => boolean,
  most: number,
): Newest {
  const { start, end, event, site } = data.columns;
  const time = (row: number) => (start[row] > end[row] ? -Infinity : start[row]);
  const rows: number[] = [];
  const last = new Last(most);
  let [count, seen, before] = [0, -1, -Infinity];
  selection.items(state, false, (row) => {
    if (event[row] === seen || !wanted(site[row])) return;
    seen = event[row];
    count++;
    const now = time(row);
    if (now < before) rows.push(...last.drain());
    before = now;
    last.add(row);
  });
  rows.push(...last.drain());
  rows.sort((a, b) => time(b) - time(a) || b - a);
  return { rows: rows.slice(0, most), count };
}

/** The list of events beside the map: everything on the map can be read and reached here. */
export class EventList {
  readonly element: HTMLElement;
  private readonly items = h("ol", { class: "items" });
  private readonly more: HTMLButtonElement;
  private readonly empty: HTMLElement;
  private most = PAGE;
  private turn = 0;
  private shown = "";

  constructor(
    private readonly data: Dataset,
    private readonly selection: Selection,
    private formats: Formats,
    private readonly open: (row: number) => void,
    private readonly again: () => void,
  ) {
    this.more = h("button", { type: "button", class: "more", onclick: () => this.showMore() });
    this.empty = h("p", { class: "empty" });
    this.element = h(
      "div",
      { class: "list", id: "list", tabindex: -1 },
      this.items,
      this.empty,
      this.more,
    );
  }

  /** Starts over with the first page. */
  reset(): void {
    this.most = PAGE;
  }

  /** Speaks another language. */
  setFormats(formats: Formats): void {
    this.formats = formats;
    this.shown = "";
  }

  private showMore(): void {
    this.most += PAGE;
    this.again();
  }

  /** Shows the events `wanted` lets through; says how many there are. */
  async update(state: State, wanted: (site: number) => boolean): Promise<ListState> {
    const { rows, count } = newest(this.data, this.selection, state, wanted, this.most);
    this.more.hidden = count <= rows.length;
    this.more.textContent = this.formats.t("more");
    this.empty.hidden = count > 0;
    this.empty.textContent = this.formats.t("no_events");
    const key = rows.join();
    if (key !== this.shown) {
      const turn = ++this.turn;
      this.element.setAttribute("aria-busy", "true");
      const details = await Promise.all(rows.map((row) => this.data.details(row)));
      if (turn === this.turn) {
        this.shown = key;
        this.draw(rows, details);
        this.element.setAttribute("aria-busy", "false");
      }
    }
    return { inView: count };
  }

  private draw(rows: number[], details: Details[]): void {
    const focused = document.activeElement?.getAttribute("data-row");
    this.items.replaceChildren(...rows.map((row, i) => this.item(row, details[i])));
    if (focused) this.focus(Number(focused));
  }

  /** Puts the focus on a row, when it is shown. */
  focus(row: number): boolean {
    const button = this.items.querySelector<HTMLElement>(`[data-row="${row}"]`);
    button?.focus({ preventScroll: false });
    return button !== null;
  }

  private item(row: number, details: Details): HTMLElement {
    const { formats } = this;
    const { properties } = details;
    const { start, end } = this.data.columns;
    const numbers = counts(details, formats).join(", ");
    const place = placeName(properties);
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", "data-row": row, onclick: () => this.open(row) },
        badge(this.data, row),
        h(
          "span",
          { class: "what" },
          h("span", { class: "title", dir: "auto" }, text(properties.title)),
          h(
            "span",
            { class: "meta" },
            h("span", {}, formats.when(details, start[row], end[row])),
            h("span", { dir: "auto" }, place),
            numbers !== "" && h("span", { class: "toll" }, numbers),
            details.layer === Layer.incidents && h("span", {}, reportedBy(details, formats)),
            statusTag(details, formats),
            isCorrected(details) && correctedTag(formats),
          ),
        ),
      ),
    );
  }
}
