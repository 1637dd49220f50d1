import type { Details } from "../data/table";
import { h } from "./dom";
import { type Formats, text } from "./format";

/** A small sign of a status other than "occurred". */
export function statusTag(details: Details, formats: Formats): HTMLElement | null {
  const status = text(details.properties.status);
  if (!status || status === "occurred") return null;
  return h("span", { class: `tag ${status}` }, formats.t(`status_${status}`));
}

/** A small sign that a person has corrected it. */
export function correctedTag({ t }: Formats): HTMLElement {
  return h("span", { class: "tag corrected" }, t("corrected"));
}
