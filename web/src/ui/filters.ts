import type { Selection, Totals } from "../data/select";
import type { Dataset } from "../data/table";
import { FACETS, type Facet, type State } from "../state";
import { h } from "./dom";
import type { Formats } from "./format";

const SHORT = 8;
const LONG = 200;

/** The filters: every value with how many events have it. */
export class Filters {
  readonly element = h("div", { class: "filters" });
  private readonly groups = new Map<Facet, HTMLElement>();
  private readonly opened = new Set<Facet>();
  private readonly confidence: HTMLInputElement;
  private readonly confidenceLabel = h("label", { for: "confidence" });

  constructor(
    private readonly data: Dataset,
    private readonly selection: Selection,
    private formats: Formats,
    private readonly change: (patch: Partial<State>) => void,
    private readonly again: () => void,
  ) {
    this.confidence = h("input", {
      id: "confidence",
      type: "range",
      min: 0,
      max: 100,
      step: 5,
      oninput: () => this.change({ confidence: Number(this.confidence.value) / 100 }),
    });
    for (const facet of FACETS) this.groups.set(facet, h("fieldset", { "data-facet": facet }));
    const least = h("div", { class: "least" }, this.confidenceLabel, this.confidence);
    const [type, status, ...others] = [...this.groups.values()];
    this.element.append(type, status, least, ...others);
  }

  /** Speaks another language. */
  setFormats(formats: Formats): void {
    this.formats = formats;
  }

  /** Shows what is chosen and the counts. */
  update(state: State, totals: Totals): void {
    const percent = Math.round(state.confidence * 100);
    this.confidence.value = String(percent);
    this.confidenceLabel.textContent = this.formats.t("confidence_least", { n: percent });
    for (const facet of FACETS) {
      const counts = totals.facets[facet];
      if (counts) this.draw(facet, state, counts);
    }
  }

  private draw(facet: Facet, state: State, counts: Int32Array): void {
    const group = this.groups.get(facet);
    if (!group) return;
    const focused = group.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-value")
      : null;
    const values = this.selection.values(facet);
    const chosen = new Set(state.facets[facet]);
    const order = [...values.keys()]
      .filter((code) => counts[code] > 0 || chosen.has(values[code]))
      .sort((a, b) => counts[b] - counts[a] || (values[a] < values[b] ? -1 : 1));
    const open = this.opened.has(facet);
    const shown = order.filter((code, i) => i < (open ? LONG : SHORT) || chosen.has(values[code]));
    group.hidden = order.length === 0;
    group.replaceChildren(
      h("legend", {}, this.formats.t(facet)),
      ...shown.map((code) => this.option(facet, state, values[code], counts[code])),
      this.toggle(facet, order.length),
    );
    if (focused) group.querySelector<HTMLElement>(`[data-value="${CSS.escape(focused)}"]`)?.focus();
  }

  private toggle(facet: Facet, total: number): HTMLElement | "" {
    if (total <= SHORT) return "";
    const open = this.opened.has(facet);
    const flip = () => {
      if (open) this.opened.delete(facet);
      else this.opened.add(facet);
      this.again();
    };
    const attributes = { type: "button", class: "more", onclick: flip, "data-value": "\u0000more" };
    return h("button", attributes, this.formats.t(open ? "less" : "more"));
  }

  private option(facet: Facet, state: State, value: string, count: number): HTMLElement {
    const chosen = state.facets[facet];
    const flip = () =>
      this.change({ facets: { ...state.facets, [facet]: toggled(chosen, value) } });
    const type = this.data.tables.types.find((type) => facet === "type" && type.id === value);
    return h(
      "label",
      { class: "option" },
      h("input", {
        type: "checkbox",
        checked: chosen.includes(value),
        onchange: flip,
        "data-value": value,
      }),
      type !== undefined && h("span", { class: "swatch", style: `background:${type.color}` }),
      h("span", { class: "value", dir: "auto" }, this.formats.facetValue(facet, value)),
      h("span", { class: "count" }, this.formats.number(count)),
    );
  }
}

/** The list with `value` added, or without it when it was in it. */
export function toggled(list: readonly string[], value: string): string[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}
