import { type Axis, axis } from "../data/axis";
import type { Selection } from "../data/select";
import type { Dataset } from "../data/table";
import {
  type Bins,
  bins,
  DAY,
  type Histogram,
  HistogramBuilder,
  type TimeIndex,
  type Window,
} from "../data/time";
import type { State } from "../state";
import { h } from "./dom";
import type { Formats } from "./format";

const MOST_BARS = 120;
/** Milliseconds between steps of the playback. */
const PACE = 400;

type Grip = "start" | "end" | "move" | "new";

/** Whether a window is not all within a part of the axis. */
function outside(window: Window | null, part: Window | undefined): boolean {
  if (!window || !part) return false;
  return window[0] < part[0] || window[1] > part[1];
}

/** Time: a histogram to brush, and playback. */
export class Timeline {
  readonly element: HTMLElement;
  private readonly canvas = h("canvas", { "aria-hidden": "true" });
  private readonly brush = h("div", { class: "brush" });
  private readonly handles: [HTMLElement, HTMLElement];
  private readonly axis = h("div", { class: "axis", "aria-hidden": "true" });
  private readonly label = h("output", { class: "window", "aria-live": "off" });
  private readonly playButton: HTMLButtonElement;
  private readonly buttons: Record<string, HTMLButtonElement> = {};
  private readonly axes = new Map<boolean, Axis | null>();
  /** Of what is shown. */
  private shownAxis: Axis | null = null;
  private whole = false;
  private bars: Bins | null = null;
  private histogram: Histogram | null = null;
  /** What the histogram was made of: the filters and the axis, but not the time. */
  private counted = "";
  private timer: ReturnType<typeof setTimeout> | null = null;
  private state: State;
  private undated = 0;
  private size = { width: 0, height: 0 };
  /** What the axis was written for. */
  private drawnAxis = "";

  constructor(
    private readonly data: Dataset,
    private readonly index: TimeIndex,
    private readonly selection: Selection,
    private formats: Formats,
    state: State,
    private readonly change: (patch: Partial<State>) => void,
  ) {
    this.state = state;
    this.chooseAxis();
    this.handles = [this.handle(0), this.handle(1)];
    this.playButton = this.button("play", () => (this.timer === null ? this.play() : this.pause()));
    const plot = h("div", { class: "plot" }, this.canvas, this.brush, ...this.handles);
    this.element = h(
      "section",
      { class: "timeline" },
      h(
        "div",
        { class: "controls" },
        this.button("step_back", () => this.step(-1)),
        this.playButton,
        this.button("step_on", () => this.step(1)),
        this.label,
        this.button("all_time", () => this.change({ time: null, undated: false })),
        this.button("cumulative", () => this.change({ cumulative: !this.state.cumulative })),
        this.button("whole_axis", () => this.flipAxis()),
        this.button("undated_only", () => this.change({ undated: !this.state.undated })),
      ),
      plot,
      this.axis,
    );
    this.drag(plot);
    new ResizeObserver(([{ contentRect }]) => this.resize(contentRect)).observe(plot);
    this.element.hidden = index.empty;
  }

  /** Asking the page for the size in each step would have it laid out once more. */
  private resize({ width, height }: DOMRectReadOnly): void {
    this.size = { width, height };
    this.draw();
  }

  private button(name: string, onclick: () => void): HTMLButtonElement {
    const button = h("button", { type: "button", class: name, onclick });
    this.buttons[name] = button;
    return button;
  }

  private domain(): Window {
    return this.shownAxis?.[this.whole ? "whole" : "main"] ?? [0, DAY - 1];
  }

  /** Takes the axis of what is shown: of incidents, or of their reports. */
  private chooseAxis(): void {
    const { state, selection } = this;
    const incidents = selection.showsIncidents(state);
    const counts = (row: number) => selection.isItem(state, row);
    const known = this.axes.get(incidents);
    const shown = known === undefined ? axis(this.data.columns, this.index, counts) : known;
    if (shown !== this.shownAxis) this.whole ||= outside(state.time, shown?.main);
    this.axes.set(incidents, shown);
    this.shownAxis = shown;
  }

  private flipAxis(): void {
    this.whole = !this.whole;
    this.update(this.state, this.undated);
  }

  /** Speaks another language. */
  setFormats(formats: Formats): void {
    this.formats = formats;
  }

  /** Shows the events that pass the filters over time. */
  update(state: State, undated: number): void {
    this.state = state;
    this.undated = undated;
    this.chooseAxis();
    const counted = `${this.selection.version} ${this.whole}`;
    if (counted !== this.counted) this.count();
    this.counted = counted;
    this.draw();
  }

  private count(): void {
    this.bars = bins(this.domain(), MOST_BARS);
    const builder = new HistogramBuilder(this.bars.edges);
    const { start, end, event } = this.data.columns;
    let last = -1;
    this.selection.items({ ...this.state, time: null, undated: false }, false, (row) => {
      if (start[row] > end[row] || event[row] === last) return;
      last = event[row];
      builder.add(start[row], end[row]);
    });
    this.histogram = builder.finish();
  }

  private describe(): void {
    const { t } = this.formats;
    const { state, buttons } = this;
    for (const name of ["step_back", "step_on", "all_time", "whole_axis"]) {
      buttons[name].title = t(name);
      buttons[name].setAttribute("aria-label", t(name));
    }
    buttons.all_time.textContent = t("all_time");
    buttons.all_time.hidden = state.time === null && !state.undated;
    buttons.whole_axis.textContent = t(this.whole ? "main_axis" : "whole_axis");
    buttons.whole_axis.setAttribute("aria-label", t(this.whole ? "main_axis" : "whole_axis"));
    buttons.whole_axis.hidden = this.shownAxis?.main === this.shownAxis?.whole;
    const play = t(this.timer === null ? "play" : "pause");
    this.playButton.title = play;
    this.playButton.setAttribute("aria-label", play);
    this.playButton.classList.toggle("playing", this.timer !== null);
    buttons.cumulative.textContent = t("cumulative");
    buttons.cumulative.setAttribute("aria-pressed", String(state.cumulative));
    buttons.undated_only.textContent = t("n_undated", { n: this.undated });
    buttons.undated_only.title = t("undated_only");
    buttons.undated_only.setAttribute("aria-pressed", String(state.undated));
    buttons.undated_only.hidden = this.undated === 0 && !state.undated;
    this.element.setAttribute("aria-label", t("time"));
    this.label.textContent = state.undated
      ? t("no_date")
      : state.time
        ? this.formats.range(...state.time)
        : t("all_time");
  }

  private x(minute: number): number {
    const bars = this.bars;
    if (!bars) return 0;
    const [first, last] = [bars.edges[0], bars.edges[bars.edges.length - 1]];
    const share = Math.max(0, Math.min(1, (minute - first) / (last - first)));
    return document.dir === "rtl" ? 1 - share : share;
  }

  private minute(share: number): number {
    const { edges } = this.bars ?? { edges: [0, 1440] };
    const along = document.dir === "rtl" ? 1 - share : share;
    return edges[0] + Math.max(0, Math.min(1, along)) * (edges[edges.length - 1] - edges[0]);
  }

  private draw(): void {
    this.describe();
    this.drawBars();
    this.drawBrush();
    this.drawAxis();
  }

  private drawBars(): void {
    const { canvas, bars, histogram } = this;
    const { width, height } = this.size;
    const context = canvas.getContext("2d");
    if (!context || !bars || !histogram || width === 0) return;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    const style = getComputedStyle(this.element);
    const [sharp, vague] = ["--bar", "--bar-vague"].map((name) => style.getPropertyValue(name));
    const total = (i: number) => histogram.sharp[i] + histogram.vague[i];
    const most = Math.max(1e-9, ...histogram.sharp.map((_, i) => total(i)));
    const window = this.state.time;
    for (let i = 0; i < histogram.sharp.length; i++) {
      const [a, b] = [this.x(bars.edges[i]) * width, this.x(bars.edges[i + 1]) * width];
      const [left, wide] = [Math.min(a, b), Math.max(1, Math.abs(b - a) - 1)];
      const inside = !window || (bars.edges[i + 1] > window[0] && bars.edges[i] <= window[1]);
      const tall = (value: number) =>
        value === 0 ? 0 : Math.max(1.5, Math.sqrt(value / most) * (height - 4));
      const [full, known] = [tall(total(i)), tall(histogram.sharp[i])];
      context.globalAlpha = inside && !this.state.undated ? 1 : 0.3;
      context.fillStyle = vague;
      context.fillRect(left, height - full, wide, full);
      context.fillStyle = sharp;
      context.fillRect(left, height - known, wide, known);
    }
  }

  private drawBrush(): void {
    const window = this.state.time;
    const shown = window ?? this.domain();
    const [a, b] = [this.x(shown[0]), this.x(shown[1] + 1)];
    const [left, right] = [Math.min(a, b), Math.max(a, b)];
    this.brush.style.left = `${left * 100}%`;
    this.brush.style.width = `${(right - left) * 100}%`;
    this.brush.hidden = window === null;
    const places = [a, b];
    this.handles.forEach((handle, i) => {
      handle.style.left = `${places[i] * 100}%`;
      const minute = shown[i];
      const edges = this.bars?.edges ?? [0];
      handle.setAttribute("aria-valuemin", String(edges[0]));
      handle.setAttribute("aria-valuemax", String(edges[edges.length - 1]));
      handle.setAttribute("aria-valuenow", String(minute));
      handle.setAttribute("aria-valuetext", this.formats.range(minute, minute));
      handle.setAttribute("aria-label", this.formats.t(i === 0 ? "from" : "to"));
    });
  }

  private drawAxis(): void {
    const bars = this.bars;
    if (!bars) return;
    const { unit, edges } = bars;
    const { width } = this.size;
    const drawn = [this.formats.language, unit, edges[0], edges.length, width].join(" ");
    if (drawn === this.drawnAxis) return;
    this.drawnAxis = drawn;
    const every = Math.max(1, Math.ceil((edges.length - 1) / Math.max(2, Math.floor(width / 90))));
    const options: Intl.DateTimeFormatOptions =
      unit === "year"
        ? { year: "numeric" }
        : unit === "month"
          ? { year: "numeric", month: "short" }
          : { day: "numeric", month: "short" };
    const format = new Intl.DateTimeFormat(this.formats.language, { ...options, timeZone: "UTC" });
    const ticks = edges.slice(0, -1).filter((_, i) => i % every === 0);
    this.axis.replaceChildren(
      ...ticks.map((edge) =>
        h("span", { style: `left:${this.x(edge) * 100}%` }, format.format(new Date(edge * 60_000))),
      ),
    );
  }

  private handle(side: 0 | 1): HTMLElement {
    return h("div", {
      class: `handle ${side === 0 ? "start" : "end"}`,
      role: "slider",
      tabindex: 0,
      onkeydown: (event: KeyboardEvent) => this.key(side, event),
    });
  }

  private key(side: 0 | 1, event: KeyboardEvent): void {
    const back = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const on = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const by: Record<string, number> = {
      [back]: -1,
      [on]: 1,
      ArrowDown: -1,
      ArrowUp: 1,
      PageDown: -10,
      PageUp: 10,
    };
    const bars = this.bars;
    if (!bars) return;
    const edges = bars.edges;
    const window = [...(this.state.time ?? this.domain())] as [number, number];
    const at = side === 0 ? window[0] : window[1] + 1;
    let bar = edges.findIndex((edge) => edge >= at);
    if (bar < 0) bar = edges.length - 1;
    if (event.key === "Home") bar = 0;
    else if (event.key === "End") bar = edges.length - 1;
    else if (by[event.key] !== undefined) bar += by[event.key];
    else return;
    event.preventDefault();
    const minute = edges[Math.max(0, Math.min(edges.length - 1, bar))];
    if (side === 0) window[0] = Math.min(minute, window[1]);
    else window[1] = Math.max(minute - 1, window[0]);
    this.change({ time: window, undated: false });
  }

  private drag(plot: HTMLElement): void {
    let grip: { what: Grip; from: number; window: Window } | null = null;
    const share = (event: PointerEvent) => {
      const box = plot.getBoundingClientRect();
      return (event.clientX - box.left) / box.width;
    };
    plot.addEventListener("pointerdown", (event) => {
      const from = this.minute(share(event));
      const window = this.state.time ?? this.domain();
      const target = event.target as HTMLElement;
      const what: Grip =
        target === this.handles[0]
          ? "start"
          : target === this.handles[1]
            ? "end"
            : this.state.time && from > window[0] && from < window[1]
              ? "move"
              : "new";
      grip = { what, from, window };
      plot.setPointerCapture(event.pointerId);
      this.pause();
    });
    plot.addEventListener("pointermove", (event) => {
      if (grip) this.dragged(grip, this.minute(share(event)));
    });
    plot.addEventListener("pointerup", (event) => {
      const moved = grip && Math.abs(this.minute(share(event)) - grip.from) > 0;
      if (grip?.what === "new" && !moved) this.choose(this.barAt(grip.from));
      grip = null;
    });
    plot.addEventListener("pointercancel", () => {
      grip = null;
    });
  }

  private dragged(grip: { what: Grip; from: number; window: Window }, to: number): void {
    const { window, from } = grip;
    const [a, b] = [this.barAt(from), this.barAt(to)];
    if (grip.what === "start") this.choose([Math.min(b[0], window[1]), window[1]]);
    else if (grip.what === "end") this.choose([window[0], Math.max(b[1], window[0])]);
    else if (grip.what === "new") this.choose([Math.min(a[0], b[0]), Math.max(a[1], b[1])]);
    else {
      const by = b[0] - a[0];
      this.choose([window[0] + by, window[1] + by]);
    }
  }

  private barAt(minute: number): Window {
    const edges = this.bars?.edges ?? [0, 1440];
    let bar = edges.findIndex((edge) => edge > minute) - 1;
    if (bar < 0) bar = minute < edges[0] ? 0 : edges.length - 2;
    return [edges[bar], edges[bar + 1] - 1];
  }

  private choose(window: Window): void {
    const now = this.state.time;
    if (now && now[0] === window[0] && now[1] === window[1]) return;
    this.change({ time: window, undated: false });
  }

  /** Moves the window by bars: its end only, when it is cumulative. */
  private step(by: number): boolean {
    const edges = this.bars?.edges;
    if (!edges) return false;
    const window = this.state.time ?? [edges[0], this.barAt(edges[0])[1]];
    if (!this.state.time) {
      this.change({ time: window, undated: false });
      return true;
    }
    const shift = (minute: number) => {
      const bar = edges.findIndex((edge) => edge >= minute);
      return edges[
        Math.max(0, Math.min(edges.length - 1, (bar < 0 ? edges.length - 1 : bar) + by))
      ];
    };
    const end = shift(window[1] + 1) - 1;
    const start = this.state.cumulative ? window[0] : shift(window[0]);
    if ((by > 0 && end === window[1]) || end < start) return false;
    this.change({ time: [start, end], undated: false });
    return true;
  }

  /** Plays from the window, or from the first bar; stops at the end. */
  play(): void {
    const edges = this.bars?.edges;
    if (!edges) return;
    const window = this.state.time;
    const atEnd = window && window[1] >= edges[edges.length - 1] - 1;
    if (!window || atEnd) this.change({ time: this.firstWindow(), undated: false });
    const tick = () => {
      this.timer = setTimeout(tick, PACE);
      if (!this.step(1)) this.pause();
    };
    this.timer = setTimeout(tick, PACE);
    this.describe();
  }

  private firstWindow(): Window {
    const edges = this.bars?.edges ?? [0, 1440];
    const length = Math.max(1, Math.round((edges.length - 1) / 20));
    return [edges[0], edges[this.state.cumulative ? 1 : Math.min(length, edges.length - 1)] - 1];
  }

  /** Stops playing. */
  pause(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.describe();
  }
}
