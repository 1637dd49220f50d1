import type { Translate } from "../i18n/i18n";
import { h } from "./dom";

/** What a page with incidents shows. */
const CHOICES = ["incidents", "reports"] as const;

/** The switch between incidents and their reports. */
export class ShowSwitch {
  readonly element: HTMLElement;
  private readonly legend = h("legend");
  private readonly words = CHOICES.map(() => h("span"));
  private reports = false;
  private readonly inputs: HTMLInputElement[];

  constructor(change: (reports: boolean) => void) {
    this.inputs = CHOICES.map((value) =>
      h("input", {
        type: "radio",
        name: "show",
        value,
        onchange: () => change(value === "reports"),
      }),
    );
    const options = this.inputs.map((input, i) => h("label", {}, input, this.words[i]));
    this.element = h("fieldset", { class: "show" }, this.legend, ...options);
  }

  /** Speaks another language. */
  label(t: Translate): void {
    this.legend.textContent = t("show");
    this.words.forEach((word, i) => {
      word.textContent = t(CHOICES[i]);
    });
  }

  /** Shows what is chosen; says whether that is something else than before. */
  update(reports: boolean): boolean {
    const changed = reports !== this.reports;
    this.reports = reports;
    this.inputs.forEach((input, i) => {
      input.checked = (CHOICES[i] === "reports") === reports;
    });
    return changed;
  }
}
