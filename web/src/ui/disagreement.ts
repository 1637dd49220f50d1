import type { Contradiction } from "../data/contradictions";
import type { Dataset } from "../data/table";
import type { Formats } from "./format";

/** What a source says, in the language of the page. */
function worded(about: Contradiction["about"], value: string, data: Dataset, formats: Formats) {
  switch (about) {
    case "place":
    case "actor":
      return value;
    case "date":
      return formats.date(value) ?? value;
    case "type":
      return data.tables.subtypes.find(({ id }) => id === value)?.label ?? value;
    case "status":
      return formats.t(`status_${value}`);
    default:
      return formats.number(Number(value));
  }
}

/** `killed: 9 (a.example) or 12 (b.example)`, in the language of the page. */
export function disagreement(
  { about, said }: Contradiction,
  data: Dataset,
  formats: Formats,
): string {
  const all = said.map(({ value, sources }) => {
    return `${worded(about, value, data, formats)} (${sources})`;
  });
  return `${formats.t(about)}: ${formats.either(all)}`;
}
