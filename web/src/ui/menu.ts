import { csv, features, geojson } from "../data/export";
import { isPoint, type Selection } from "../data/select";
import type { Dataset } from "../data/table";
import { Layer } from "../data/table";
import { LANGUAGE_NAMES, LANGUAGES } from "../i18n/i18n";
import type { Mode, State } from "../state";
import { download, h } from "./dom";
import type { Formats } from "./format";

/** What the menus can ask for. */
export interface MenuActions {
  change: (patch: Partial<State>) => void;
  fit: () => void;
  basemap: (file: File) => void;
  say: (text: string) => void;
}

function select(
  label: string,
  value: string,
  options: [string, string][],
  change: (value: string) => void,
): HTMLElement {
  const list: HTMLSelectElement = h(
    "select",
    { onchange: () => change(list.value) },
    ...options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)),
  );
  return h("label", { class: "setting" }, h("span", {}, label), list);
}

/** Language, colours, way of drawing, basemap. */
export function settings(
  state: State,
  mode: Mode,
  formats: Formats,
  actions: MenuActions,
): HTMLElement {
  const { t, language } = formats;
  const { change } = actions;
  const modes: Mode[] = ["groups", "points", "heat"];
  const file: HTMLInputElement = h("input", {
    type: "file",
    accept: ".pmtiles",
    onchange: () => {
      const chosen = file.files?.[0];
      if (chosen) actions.basemap(chosen);
    },
  });
  return h(
    "div",
    { class: "menu" },
    select(
      t("language"),
      language,
      LANGUAGES.map((code) => [code, LANGUAGE_NAMES[code]]),
      (value) => change({ language: value }),
    ),
    select(
      t("theme"),
      state.theme,
      (["auto", "light", "dark"] as const).map((name) => [name, t(name)]),
      (value) => change({ theme: value as State["theme"] }),
    ),
    select(
      t("mode"),
      mode,
      modes.map((name) => [name, t(name)]),
      (value) => change({ mode: value as Mode }),
    ),
    h(
      "label",
      { class: "setting" },
      h("span", {}, t("globe")),
      h("input", {
        type: "checkbox",
        checked: state.globe,
        onchange: () => change({ globe: !state.globe }),
      }),
    ),
    h("label", { class: "setting column" }, h("span", {}, t("basemap")), file),
    h("button", { type: "button", class: "button", onclick: actions.fit }, t("show_all")),
  );
}

/** The rows of points that pass the filters, in the order of the run. */
function chosenRows(data: Dataset, selection: Selection, state: State): number[] {
  const { input } = data.columns;
  const rows: number[] = [];
  selection.each(state, false, (row) => {
    if (isPoint(data.columns, row)) rows.push(row);
  });
  return rows.sort((a, b) => input[a] - input[b]);
}

/** Links and files, of the state at the time they are asked for. */
export function sharing(
  data: Dataset,
  selection: Selection,
  state: () => State,
  formats: Formats,
  actions: MenuActions,
): HTMLElement {
  const { t } = formats;
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    actions.say(t("copied"));
  };
  const embed = () => {
    const address = new URL(location.href);
    address.hash += `${address.hash ? "&" : ""}embed=1`;
    const frame = h("iframe", {
      src: address.href,
      width: "100%",
      height: 520,
      title: document.title,
    });
    return copy(frame.outerHTML);
  };
  const incidents = selection.showsIncidents(state());
  const save = async (as: "geojson" | "csv") => {
    const found = await features(data, chosenRows(data, selection, state()));
    const { name, columns } = data.tables.layers[incidents ? Layer.incidents : Layer.events];
    if (as === "geojson") {
      return download(`${name}.geojson`, "application/geo+json", geojson(found));
    }
    download(`${name}.csv`, "text/csv", csv(found, columns));
  };
  const action = (key: string, onclick: () => void) =>
    h("button", { type: "button", class: "button", onclick }, t(key));
  return h(
    "div",
    { class: "menu" },
    action("copy_link", () => copy(location.href)),
    action("copy_embed", embed),
    action(incidents ? "incidents_geojson" : "export_geojson", () => save("geojson")),
    action(incidents ? "incidents_csv" : "export_csv", () => save("csv")),
    h("p", { class: "note" }, t("about_text")),
    h("p", { class: "note" }, t("about_data")),
    data.tables.unplaced > 0 &&
      h("p", { class: "note" }, t("unplaced", { n: data.tables.unplaced })),
  );
}
