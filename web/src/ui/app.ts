import { incidentOf, reportsInPage } from "../data/incidents";
import { type Matches, Search } from "../data/search";
import { Selection, type Totals } from "../data/select";
import { type Dataset, type Details, Layer, NONE } from "../data/table";
import { TimeIndex } from "../data/time";
import { chooseLanguage, isRightToLeft, type Language, translator } from "../i18n/i18n";
import type { Basemap } from "../map/basemap";
import { EventMap } from "../map/map";
import { emptyState, FACETS, isFiltered, readHash, type State, writeHash } from "../state";
import { card } from "./card";
import { h, icon } from "./dom";
import { Filters, toggled } from "./filters";
import { Formats, text } from "./format";
import { incidentCard } from "./incident";
import { EventList } from "./list";
import { settings, sharing } from "./menu";
import { ShowSwitch } from "./show";
import { Timeline } from "./timeline";

const ICONS = {
  filter: "M3 5h18v2.5l-7 7V21l-4-2v-4.500l-7-7z",
  gear: "M4 6h9v2H4zM17 6h3v2h-3zM13 4h4v6h-4zM4 16h3v2H4zM11 16h9v2h-9zM7 14h4v6H7z",
  share: "M11 3h2v9h3l-4 5-4-5h3zM4 18h16v3H4z",
  sheet: "M5 8l7 7 7-7 1.500 1.500L12 18 3.500 9.500z",
};

type Menu = "settings" | "share";

/** The page: it holds the state, and everything else shows it. */
export class App {
  private state: State;
  private formats: Formats;
  private readonly time: TimeIndex;
  private readonly selection: Selection;
  private readonly search: Search;
  private readonly map: EventMap;
  private readonly list: EventList;
  private readonly filters: Filters;
  private readonly timeline: Timeline;
  private matches: Matches | null = null;
  private searched = "";
  private frame = 0;
  private hashTimer: ReturnType<typeof setTimeout> | null = null;
  private menu: Menu | null = null;
  /** Whose card is shown; undefined when it must be drawn again. */
  private cardOf: string | null | undefined = null;
  private opener: number | null = null;
  private totals: Totals | null = null;

  private readonly panel: HTMLElement;
  private readonly skip = h("a", {
    class: "skip",
    href: "#list",
    onclick: (e: Event) => this.toList(e),
  });
  private readonly summary = h("p", { class: "summary" });
  private readonly live = h("p", { class: "hidden-text", role: "status" });
  private readonly query: HTMLInputElement;
  private readonly filterButton: HTMLButtonElement;
  private readonly settingsButton: HTMLButtonElement;
  private readonly shareButton: HTMLButtonElement;
  private readonly sheetButton: HTMLButtonElement;
  private readonly follow: HTMLInputElement;
  private readonly followText = h("span");
  private readonly show: ShowSwitch;
  private readonly chips = h("div", { class: "chips" });
  private readonly menuBox = h("div", { class: "menu-box" });
  private readonly cardBox = h("div", { class: "card-box" });
  private readonly browse: HTMLElement;
  private readonly legend = h("div", { class: "legend", role: "group" });
  private readonly credit = h("p", { class: "credit", dir: "auto" });
  private readonly full = h("a", { class: "open-full", target: "_blank", rel: "noopener" });

  constructor(
    root: HTMLElement,
    private readonly data: Dataset,
    basemap: Basemap,
  ) {
    this.state = readHash(location.hash);
    const language = this.language();
    this.formats = new Formats(language, translator(language));
    this.direct(language);
    this.time = new TimeIndex(data.columns, data.tables.classes);
    this.selection = new Selection(data, this.time);
    this.selection.apply(this.state, null);
    this.search = new Search(data);
    const change = (patch: Partial<State>) => this.change(patch);
    const again = () => this.schedule();
    this.list = new EventList(
      data,
      this.selection,
      this.formats,
      (row) => this.open(row, true),
      again,
    );
    this.filters = new Filters(data, this.selection, this.formats, change, again);
    this.timeline = new Timeline(data, this.time, this.selection, this.formats, this.state, change);
    this.query = h("input", { type: "search", oninput: () => this.typed(), maxlength: 200 });
    this.filterButton = this.toggle(ICONS.filter, () => this.showFilters());
    this.settingsButton = this.toggle(ICONS.gear, () => this.showMenu("settings"));
    this.shareButton = this.toggle(ICONS.share, () => this.showMenu("share"));
    this.sheetButton = this.toggle(ICONS.sheet, () => this.raiseSheet());
    this.sheetButton.classList.add("sheet");
    this.follow = h("input", { type: "checkbox", checked: true, onchange: again });
    this.show = new ShowSwitch((reports) => this.change({ reports }));
    this.browse = this.makeBrowse();
    this.panel = h(
      "aside",
      { class: "panel" },
      this.header(),
      this.menuBox,
      this.browse,
      this.cardBox,
    );
    const canvas = h("div", { class: "canvas" });
    const main = h("main", { class: "map" }, canvas, this.legend, this.credit, this.full);
    root.replaceChildren(
      this.skip,
      h("div", { class: "page" }, this.panel, main, this.timeline.element),
    );
    this.filters.element.hidden = true;
    this.cardBox.hidden = true;
    document.body.classList.toggle("embed", this.state.embed);
    this.map = new EventMap(
      canvas,
      data,
      this.selection,
      basemap,
      {
        moved: () => this.moved(),
        place: (site) => this.change({ at: data.position(site), event: null }),
        event: (row) => this.open(row, false),
      },
      language,
      this.paint(),
      this.state,
      this.formats.t,
    );
    this.label();
  }

  /** Draws everything, and listens from then on. */
  async start(): Promise<void> {
    await this.map.ready();
    if (this.data.tables.basemap) await this.useBasemap(this.data.tables.basemap);
    addEventListener("hashchange", ({ newURL }) => this.followLink(new URL(newURL).hash));
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.cardBox.hidden) this.close();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      if (this.state.theme === "auto") this.map.setTheme(this.paint());
    });
    await this.update();
    // The controls of the timeline take their room only now; the library leaves out the first
    // change of its own size.
    this.map.map.resize();
    this.map.map.once("idle", () => {
      document.documentElement.dataset.ready = "true";
    });
    this.map.map.triggerRepaint();
  }

  /** MapLibre's map, for pages and tests that ask what is drawn. */
  get libre(): EventMap["map"] {
    return this.map.map;
  }

  private header(): HTMLElement {
    return h(
      "header",
      {},
      h("div", { class: "heading" }, h("h1", { dir: "auto" }, document.title), this.sheetButton),
      this.summary,
      this.live,
      h(
        "div",
        { class: "tools" },
        h("div", { class: "search", role: "search" }, this.query),
        this.filterButton,
        this.settingsButton,
        this.shareButton,
      ),
    );
  }

  private makeBrowse(): HTMLElement {
    return h(
      "div",
      { class: "browse" },
      this.selection.hasIncidents && this.show.element,
      this.chips,
      this.filters.element,
      h("label", { class: "follow" }, this.follow, this.followText),
      this.list.element,
    );
  }

  private toggle(path: string, onclick: () => void): HTMLButtonElement {
    return h(
      "button",
      { type: "button", class: "tool", "aria-expanded": "false", onclick },
      icon(path),
    );
  }

  private language(): Language {
    return chooseLanguage(this.state.language, navigator.languages);
  }

  private direct(language: Language): void {
    document.documentElement.lang = language;
    document.documentElement.dir = isRightToLeft(language) ? "rtl" : "ltr";
  }

  /** Sets the colours of the page; true by night. */
  private paint(): boolean {
    const system = matchMedia("(prefers-color-scheme: dark)").matches;
    const dark = this.state.theme === "dark" || (this.state.theme === "auto" && system);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    return dark;
  }

  /** Writes the texts that stay as long as the language does. */
  private label(): void {
    const { t } = this.formats;
    this.skip.textContent = t("skip");
    this.query.placeholder = t("search_hint");
    this.query.setAttribute("aria-label", t("search"));
    const name = (button: HTMLElement, key: string) => {
      button.setAttribute("aria-label", t(key));
      button.title = t(key);
    };
    name(this.filterButton, "filters");
    name(this.settingsButton, "settings");
    name(this.shareButton, "share");
    name(this.sheetButton, "expand");
    this.followText.textContent = t("follow");
    this.full.textContent = t("open_full");
    this.legend.setAttribute("aria-label", t("type"));
    this.show.label(t);
    this.list.element.setAttribute("role", "region");
    this.map.map.getCanvas().setAttribute("aria-label", t("map"));
  }

  private change(patch: Partial<State>): void {
    this.state = { ...this.state, ...patch };
    if ("language" in patch) this.speak();
    if ("theme" in patch) this.map.setTheme(this.paint());
    this.list.reset();
    this.schedule();
  }

  private speak(): void {
    const language = this.language();
    this.formats = new Formats(language, translator(language));
    this.direct(language);
    this.list.setFormats(this.formats);
    this.filters.setFormats(this.formats);
    this.timeline.setFormats(this.formats);
    this.map.setLanguage(language);
    this.label();
    this.cardOf = undefined;
    if (this.menu) this.fillMenu();
  }

  private schedule(): void {
    if (this.frame === 0) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        void this.update();
      });
    }
  }

  /** Shows the state everywhere. */
  private async update(): Promise<void> {
    const { state, selection } = this;
    if (state.query !== this.searched) void this.find();
    selection.apply(state, this.matches);
    this.totals = this.count();
    this.map.update(state);
    this.timeline.update(state, this.totals.undated);
    if (!this.filters.element.hidden) this.filters.update(state, this.totals);
    this.nameItems();
    this.drawChips();
    this.drawLegend();
    if (document.activeElement !== this.query) this.query.value = state.query;
    this.saveHash();
    await Promise.all([this.updateList(), this.updateCard()]);
  }

  /** Says what is listed. */
  private nameItems(): void {
    const incidents = this.selection.showsIncidents(this.state);
    if (this.show.update(this.state.reports) && this.menu === "share") this.fillMenu();
    const name = this.formats.t(incidents ? "incidents" : "events");
    this.panel.setAttribute("aria-label", name);
    this.list.element.setAttribute("aria-label", name);
  }

  /** What one of those on the page is called, with a number. */
  private counted(): "n_events" | "n_incidents" | "n_reports" {
    if (!this.selection.hasIncidents) return "n_events";
    return this.state.reports ? "n_reports" : "n_incidents";
  }

  /** Counts what is on the page: each filter only when the filters are open. */
  private count(): Totals {
    const facets = this.filters.element.hidden ? (["type"] as const) : FACETS;
    return this.selection.totals(this.state, facets);
  }

  private async updateList(): Promise<void> {
    const { t } = this.formats;
    const inView = this.map.inView();
    const everywhere = () => true;
    const limited = this.follow.checked && !this.state.at;
    const shown = await this.list.update(this.state, limited ? inView : everywhere);
    const all = t(this.counted(), { n: this.totals?.events ?? 0 });
    const summary = limited ? `${all} · ${t("in_view", { n: shown.inView })}` : all;
    if (this.summary.textContent !== summary) {
      this.summary.textContent = summary;
      this.live.textContent = summary;
    }
  }

  private drawLegend(): void {
    const { types } = this.data.tables;
    const counts = this.totals?.facets.type ?? new Int32Array();
    const chosen = this.state.facets.type;
    const order = [...types.keys()]
      .filter((code) => counts[code] > 0)
      .sort((a, b) => counts[b] - counts[a])
      .slice(0, 7);
    this.legend.replaceChildren(
      ...order.map((code) => {
        const { id, color } = types[code];
        const pressed = chosen.includes(id);
        return h(
          "button",
          {
            type: "button",
            "aria-pressed": String(pressed),
            class: chosen.length > 0 && !pressed ? "off" : "",
            onclick: () =>
              this.change({ facets: { ...this.state.facets, type: toggled(chosen, id) } }),
          },
          h("span", { class: "swatch", style: `background:${color}` }),
          this.formats.t(`type_${id}`),
        );
      }),
    );
  }

  private drawChips(): void {
    const { state, formats } = this;
    const { t } = formats;
    const chip = (text: string, patch: Partial<State>) =>
      h(
        "button",
        {
          type: "button",
          class: "chip",
          "aria-label": `${t("remove")}: ${text}`,
          onclick: () => this.change(patch),
        },
        h("span", { dir: "auto" }, text),
        h("span", { "aria-hidden": "true" }, "×"),
      );
    const chips = FACETS.flatMap((facet) =>
      state.facets[facet].map((value) =>
        chip(formats.facetValue(facet, value), {
          facets: { ...state.facets, [facet]: toggled(state.facets[facet], value) },
        }),
      ),
    );
    if (state.confidence > 0) {
      chips.push(chip(`≥ ${Math.round(state.confidence * 100)} %`, { confidence: 0 }));
    }
    if (state.query) chips.push(chip(`“${state.query}”`, { query: "" }));
    if (state.at) chips.push(chip(t("here", { name: this.placeName(state.at) }), { at: null }));
    if (isFiltered(state) && chips.length > 1) {
      const { facets, confidence, query, at } = emptyState();
      const clear = () => this.change({ facets, confidence, query, at });
      chips.push(h("button", { type: "button", class: "chip clear", onclick: clear }, t("clear")));
    }
    this.chips.replaceChildren(...chips);
  }

  private placeName([lon, lat]: [number, number]): string {
    const { siteLon, siteLat } = this.data.columns;
    const [x, y] = [Math.round(lon * 1e6), Math.round(lat * 1e6)];
    const site = siteLon.findIndex((value, i) => value === x && siteLat[i] === y);
    return this.data.tables.site_names[site] ?? `${lat}, ${lon}`;
  }

  private typed(): void {
    this.change({ query: this.query.value.trim() });
  }

  private async find(): Promise<void> {
    const { query } = this.state;
    this.searched = query;
    const progress = (share: number) => {
      if (share < 1)
        this.summary.textContent = this.formats.t("searching", { n: Math.round(share * 100) });
    };
    const matches = await this.search.find(query, progress);
    if (query !== this.state.query) return;
    this.matches = matches;
    this.schedule();
  }

  private moved(): void {
    const center = this.map.map.getCenter().wrap();
    const view = { zoom: this.map.map.getZoom(), lat: center.lat, lon: center.lng };
    this.state = { ...this.state, view };
    this.saveHash();
    void this.updateList();
  }

  private saveHash(): void {
    if (this.hashTimer !== null) clearTimeout(this.hashTimer);
    this.hashTimer = setTimeout(() => {
      const hash = `#${writeHash(this.state)}`;
      if (hash !== location.hash) history.replaceState(null, "", hash);
      this.full.href = `${location.pathname}#${writeHash({ ...this.state, embed: false })}`;
    }, 150);
  }

  /** Goes where a changed hash says. */
  private followLink(hash: string): void {
    const before = this.state;
    this.state = readHash(hash);
    const { view } = this.state;
    if (view) this.map.map.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom });
    if (this.state.language !== before.language) this.speak();
    this.map.setTheme(this.paint());
    document.body.classList.toggle("embed", this.state.embed);
    this.schedule();
  }

  private async open(row: number, fromList: boolean): Promise<void> {
    const details = await this.data.details(row);
    this.opener = fromList ? row : null;
    this.change({ event: text(details.properties.event_id) || details.id });
  }

  private close(): void {
    this.change({ event: null });
  }

  private async updateCard(): Promise<void> {
    const id = this.state.event;
    if (id === this.cardOf) return;
    this.cardOf = id;
    const rows = id ? await this.rowsOf(id) : [];
    const all = await Promise.all(rows.map((row) => this.data.details(row)));
    if (this.cardOf !== id) return;
    this.browse.hidden = rows.length > 0;
    this.cardBox.hidden = rows.length === 0;
    const radii = all.map((details) => Number(details.properties.radius_km) || null);
    await this.map.choose(rows, radii);
    if (rows.length === 0) {
      this.cardBox.replaceChildren();
      if (this.opener !== null) this.list.focus(this.opener);
      this.opener = null;
      return;
    }
    const shown = await this.card(rows, all);
    if (this.cardOf !== id) return;
    this.cardBox.replaceChildren(shown);
    this.panel.classList.add("raised");
    this.panel.scrollTop = 0;
    this.cardBox.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    this.map.show(rows);
  }

  /** The card of an event or an incident. */
  private async card(rows: number[], all: Details[]): Promise<HTMLElement> {
    const { data, formats } = this;
    const links = {
      back: () => this.close(),
      open: (event: string) => this.change({ event }),
    };
    if (all[0].layer === Layer.incidents) {
      const inPage = await reportsInPage(data, rows[0]);
      return incidentCard(data, rows[0], all[0], formats, { ...links, inPage });
    }
    const incident = await incidentOf(data, rows[0], text(all[0].properties.event_id));
    return card(data, rows, all, formats, { ...links, incident });
  }

  /** All rows of an event, that of an incident, or the row of an area that no event plays in. */
  private async rowsOf(id: string): Promise<number[]> {
    const { event, type } = this.data.columns;
    const key = Number.parseInt(id.slice(0, 8), 16);
    const rows: number[] = [];
    for (let row = 0; row < this.data.rows; row++) {
      const candidate = type[row] === NONE ? id.includes(":") : event[row] === key;
      if (!candidate) continue;
      const details = await this.data.details(row);
      if ((text(details.properties.event_id) || details.id) === id) rows.push(row);
    }
    const { layer } = this.data.columns;
    return rows.sort((a, b) => layer[a] - layer[b] || a - b);
  }

  private showFilters(): void {
    const hidden = !this.filters.element.hidden;
    this.filters.element.hidden = hidden;
    this.filterButton.setAttribute("aria-expanded", String(!hidden));
    if (!hidden) this.panel.classList.add("raised");
    if (this.state.event) this.close();
    this.schedule();
  }

  private showMenu(menu: Menu): void {
    this.menu = this.menu === menu ? null : menu;
    this.settingsButton.setAttribute("aria-expanded", String(this.menu === "settings"));
    this.shareButton.setAttribute("aria-expanded", String(this.menu === "share"));
    if (this.menu) this.panel.classList.add("raised");
    this.fillMenu();
  }

  private fillMenu(): void {
    const { state, formats, data, selection } = this;
    const actions = {
      change: (patch: Partial<State>) => this.change(patch),
      fit: () => this.map.fit(),
      basemap: (file: File) => void this.useBasemap(file),
      say: (text: string) => this.say(text),
    };
    const menu =
      this.menu === "settings"
        ? settings(state, this.map.mode(), formats, actions)
        : this.menu === "share"
          ? sharing(data, selection, () => this.state, formats, actions)
          : null;
    this.menuBox.replaceChildren(...(menu ? [menu] : []));
  }

  private async useBasemap(where: string | File): Promise<void> {
    try {
      this.credit.textContent = await this.map.setTiles(where);
    } catch (error) {
      this.say(
        `${this.formats.t("basemap_failed")}: ${error instanceof Error ? error.message : error}`,
      );
    }
  }

  private say(words: string): void {
    this.live.textContent = words;
    const note = h("p", { class: "toast" }, words);
    document.body.append(note);
    setTimeout(() => note.remove(), 4000);
  }

  private raiseSheet(): void {
    const raised = this.panel.classList.toggle("raised");
    this.sheetButton.setAttribute("aria-expanded", String(raised));
  }

  private toList(event: Event): void {
    event.preventDefault();
    this.list.element.focus();
  }
}
