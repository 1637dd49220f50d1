// The map in a real browser, opened from a file as a reader would.
//
// DATELINE names the program; by default the release build.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { follow, idle, launch, open, ready } from "./browser.mjs";
import { likeness } from "./likeness.mjs";
import { serve } from "./serve.mjs";

const HOME = fileURLToPath(new URL("../..", import.meta.url));
const DATELINE = resolve(process.env.DATELINE ?? join(HOME, "target/release/dateline"));
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const HOSTILE = `</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">`;

let browser;
let folder;
let examples;
let hostile;

/** Runs `dateline map` and gives back the page's address. */
function map(inputs, output, ...options) {
  const formats = ["--format", "geojson,html", "--published", "2025-04-10"];
  const out = join(folder, output);
  execFileSync(DATELINE, ["map", ...inputs, ...formats, "-o", out, ...options], { stdio: "pipe" });
  return pathToFileURL(join(out, "map.html")).href;
}

function layer(output, name) {
  return JSON.parse(readFileSync(join(folder, output, `${name}.geojson`), "utf8"));
}

const idOf = ({ properties }) => properties.incident_id ?? properties.event_id;

const ids = (features) => new Set(features.map(idOf));

/** What a page of a run can show: the name of the layer, what it is counted as, its links. */
const VIEWS = [
  { name: "incidents", counted: "incidents", show: "" },
  { name: "events", counted: "reports", show: "show=reports" },
];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "dateline-map-"));
  examples = map([join(HOME, "examples/articles")], "examples");
  const document = {
    doc_id: `${HOSTILE}.txt`,
    title: HOSTILE,
    url: "javascript:window.hacked=1",
    text: `Drones struck a fuel depot in Port Sudan on Thursday, killing four guards, said ${HOSTILE} & 'friends'.`,
  };
  const input = join(folder, "hostile.jsonl");
  writeFileSync(input, `${JSON.stringify(document)}\n`);
  hostile = map([input], "hostile", "--title", `</title>${HOSTILE}`);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a map, runs the steps, and wants no error and no request. */
async function visit(url, steps, options) {
  const page = await open(browser, url, options);
  try {
    await steps(page);
    assert.deepEqual(page.problems, []);
  } finally {
    await page.context().close();
  }
}

/** The page of the examples that tests share, and the link to how it was opened. */
let shared = null;

/**
 * Runs the steps in the page of the examples, from a link on.
 *
 * Opening a page takes seconds and following a link in it does not, so the page is opened once; a
 * test that fails takes it along.
 */
async function visitExamples(hash, steps) {
  if (!shared) {
    const page = await open(browser, examples);
    const view = await page.evaluate(() => {
      const { libre } = window.dateline;
      const { lng, lat } = libre.getCenter();
      return `map=${libre.getZoom()}/${lat}/${lng}`;
    });
    shared = { page, view };
  }
  const { page, view } = shared;
  try {
    await follow(page, hash.includes("map=") ? hash : [hash, view].filter(Boolean).join("&"));
    await steps(page);
    assert.deepEqual(page.problems, []);
  } catch (error) {
    shared = null;
    await page.context().close();
    throw error;
  }
}

const summary = (page) => page.locator(".summary").textContent();

/** Waits until the page says how many it shows. */
async function says(page, count, counted) {
  const start = new RegExp(`^${count} ${count === 1 ? counted.replace(/s$/, "") : counted}( |$)`);
  try {
    await page.waitForFunction(
      (start) => new RegExp(start).test(document.querySelector(".summary").textContent),
      start.source,
      { timeout: 20_000 },
    );
  } catch {
    assert.match(await summary(page), start);
  }
}

const drawn = (page, layers) =>
  page.evaluate(
    (layers) =>
      window.dateline.libre
        .queryRenderedFeatures({ layers })
        .map(({ properties, geometry }) => ({ properties, at: geometry.coordinates })),
    layers,
  );

async function go(page, [lon, lat], zoom) {
  await page.evaluate(
    // Nothing is given back: to carry the map itself out of the page takes seconds.
    ([lon, lat, zoom]) => void window.dateline.libre.jumpTo({ center: [lon, lat], zoom }),
    [lon, lat, zoom],
  );
  await idle(page);
}

/** Whether hiding layers changes what is seen around a point of the page. */
async function changes(page, { x, y }, layers) {
  const clip = { x: x - 4, y: y - 4, width: 8, height: 8 };
  const before = await page.screenshot({ clip });
  await page.evaluate((layers) => {
    for (const id of layers) window.dateline.libre.setLayoutProperty(id, "visibility", "none");
  }, layers);
  await idle(page);
  const after = await page.screenshot({ clip });
  await page.evaluate((layers) => {
    for (const id of layers) window.dateline.libre.setLayoutProperty(id, "visibility", "visible");
  }, layers);
  await idle(page);
  return !before.equals(after);
}

for (const { name, show } of VIEWS) {
  test(`pins are where the GeoJSON says: ${name}`, async () => {
    const { features } = layer("examples", name);
    assert.ok(features.length > 20);
    await visitExamples(show, async (page) => {
      const symbols = await drawn(page, ["groups"]);
      const total = symbols.reduce((sum, { properties }) => sum + properties.count, 0);
      assert.equal(total, features.length);
      const places = new Map(
        features.map(({ geometry }) => [geometry.coordinates.join(), geometry.coordinates]),
      );
      // Some of the places: each is a drawing of its own, which takes software rendering seconds.
      for (const [lon, lat] of [...places.values()].filter((_, i) => i % 6 === 0)) {
        await go(page, [lon, lat], 10);
        const near = (await drawn(page, ["groups"])).filter(
          ({ at }) => Math.abs(at[0] - lon) < 0.002 && Math.abs(at[1] - lat) < 0.002,
        );
        const here = features.filter(
          ({ geometry }) => geometry.coordinates.join() === `${lon},${lat}`,
        );
        assert.equal(near.length, 1, `${lon}, ${lat}`);
        assert.equal(near[0].properties.count, here.length);
      }
    });
  });
}

for (const { name, counted, show } of VIEWS) {
  test(`filters, counts and the link agree with the GeoJSON: ${name}`, async () => {
    const { features } = layer("examples", name);
    const assaults = features.filter(({ properties }) => properties.event_type === "ASSAULT");
    await visitExamples(show, async (page) => {
      await says(page, ids(features).size, counted);
      await page.getByRole("button", { name: "Filters" }).click();
      const option = page.locator("fieldset[data-facet=type] label", { hasText: "Assault" });
      assert.equal(await option.locator(".count").textContent(), String(ids(assaults).size));
      await option.click();
      await page.waitForFunction(() => location.hash.includes("type=ASSAULT"));
      await idle(page);
      await says(page, ids(assaults).size, counted);
      const symbols = await drawn(page, ["groups"]);
      const total = symbols.reduce((sum, { properties }) => sum + properties.count, 0);
      assert.equal(total, assaults.length);
    });
  });
}

for (const { name, counted, show } of VIEWS) {
  test(`free text looks into sentences: ${name}`, async () => {
    const { features } = layer("examples", name);
    const found = features.filter(({ properties }) => /fuel depot/i.test(properties.sentence));
    await visitExamples(show, async (page) => {
      await page.getByRole("searchbox").fill("fuel DEPOT");
      await page.waitForFunction(() => location.hash.includes("q=fuel"));
      await idle(page);
      await says(page, ids(found).size, counted);
    });
  });
}

for (const { name, counted, show } of VIEWS) {
  test(`time: window, undated, playback: ${name}`, async () => {
    const { features } = layer("examples", name);
    const [from, to] = ["2025-04-08", "2025-04-09"];
    const within = features.filter(
      ({ properties: { event_start, event_end } }) =>
        event_start && event_end >= from && event_start.slice(0, 10) <= to,
    );
    const undated = features.filter(({ properties }) => !properties.event_start);
    await visitExamples(`time=${from}..${to}&${show}`, async (page) => {
      await says(page, ids(within).size, counted);
      const button = page.locator(".undated_only");
      assert.equal(await button.textContent(), `${ids(undated).size} undated`);
      await button.click();
      await page.waitForFunction(() => location.hash.includes("undated=1"));
      await idle(page);
      await says(page, ids(undated).size, counted);
      const allTime = async () => {
        await page.locator(".all_time").click();
        await page.waitForFunction(() => !/time=|undated=/.test(location.hash));
      };
      await allTime();
      const end = page.getByRole("slider", { name: "To", exact: true });
      await end.focus();
      const before = Number(await end.getAttribute("aria-valuenow"));
      await page.keyboard.press("ArrowLeft");
      await page.waitForFunction(() => location.hash.includes("time="));
      assert.ok(Number(await end.getAttribute("aria-valuenow")) < before);
      await allTime();
      await page.getByRole("button", { name: "Play" }).click();
      const windows = new Set();
      for (let i = 0; i < 3; i++) {
        const shown = await page.waitForFunction(
          (seen) => {
            const text = document.querySelector(".window").textContent;
            return location.hash.includes("time=") && !seen.includes(text) && text;
          },
          [...windows],
        );
        windows.add(await shown.jsonValue());
      }
      // It may have come to its end by now, and stopped by itself.
      await page.evaluate(() => document.querySelector(".play.playing")?.click());
      await page.getByRole("button", { name: "Play" }).waitFor();
    });
  });
}

test("a cumulative window keeps its start while it plays", async () => {
  await visitExamples(`time=2025-04-01..2025-04-02&cumulative=1`, async (page) => {
    const button = page.getByRole("button", { name: "Cumulative" });
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    await page.getByRole("button", { name: "Step forward" }).click();
    await page.waitForFunction(() => /time=2025-04-01\.\.2025-04-(?!02)/.test(location.hash));
  });
});

test("an incident lists its reports, and each leads to its event and back", async () => {
  const { features } = layer("examples", "incidents");
  const { properties } = features.reduce((most, one) =>
    one.properties.report_count > most.properties.report_count ? one : most,
  );
  const reports = properties.event_ids.split("; ");
  const lines = properties.sentence.split("\n");
  const events = layer("examples", "events").features;
  await visitExamples(`event=${properties.incident_id}`, async (page) => {
    await page.waitForSelector(".card .reports");
    assert.equal(await page.locator(".card h2").textContent(), properties.title);
    const items = page.locator(".reports li");
    assert.equal(await items.count(), reports.length);
    for (const [i, id] of reports.entries()) {
      const item = items.nth(i);
      const said = `${await item.locator("cite").textContent()}: ${await item.locator("blockquote").textContent()}`;
      assert.equal(said, lines[i]);
      await item.getByRole("button").focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction((id) => location.hash.includes(id), id);
      await page.waitForSelector(".of-incident");
      const event = events.find((feature) => feature.properties.event_id === id);
      assert.equal(await page.locator(".card h2").textContent(), event.properties.title);
      await page.locator(".of-incident").click();
      await page.waitForSelector(".card .reports");
    }
  });
});

/** A page of a store in which an event of an article was corrected; the id of the event. */
function corrected(note) {
  const store = join(folder, "news.gpkg");
  map([join(HOME, "examples/articles")], "stored", "--store", store);
  const { properties } = layer("stored", "incidents").features[0];
  const [id] = properties.event_ids.split("; ");
  const right = ["--lat", "15.5", "--lon", "32.5", "--place-name", "The depot"];
  const correction = ["correct", id, "--store", store, ...right, "--by", "Ada", "--note", note];
  execFileSync(DATELINE, correction, { stdio: "pipe" });
  const out = join(folder, "corrected");
  const written = ["store", "export", store, "--format", "geojson,html", "-o", out];
  execFileSync(DATELINE, written, { stdio: "pipe" });
  return { url: pathToFileURL(join(out, "map.html")).href, id };
}

test("cards say that a person corrected a report, in each language", async () => {
  const { url, id } = corrected("seen <b>there</b>");
  const incidents = layer("corrected", "incidents").features;
  const of = incidents.find(({ properties }) => properties.event_ids.includes(id));
  const other = incidents.find(({ properties }) => !properties.event_ids.includes(id));
  await visit(`${url}#event=${id}`, async (page) => {
    const told = [];
    for (const language of ["en", "tr", "ar", "fr", "es", "uk", "ru"]) {
      await follow(page, `event=${id}&lang=${language}`);
      const text = await page.waitForFunction((told) => {
        const text = document.querySelector(".card .kicker .corrected")?.textContent;
        return text && !told.includes(text) && text;
      }, told);
      told.push(await text.jsonValue());
      assert.match(await page.locator(".card dl").textContent(), /by Ada: seen <b>there<\/b>/);
    }
    assert.equal(told[0], "corrected by hand");
    await follow(page, `event=${of.properties.incident_id}`);
    await page.waitForSelector(".card .reports .corrected");
    assert.equal(await page.locator(".reports .corrected").count(), 1);
    assert.equal(await page.locator(".card .kicker .corrected").textContent(), told[0]);
    await follow(page, `event=${other.properties.incident_id}`);
    await page.waitForFunction(
      (title) => document.querySelector(".card h2").textContent === title,
      other.properties.title,
    );
    assert.equal(await page.locator(".card .corrected").count(), 0);
  });
});

test("a switch shows reports and the link says so; old layers have none", async () => {
  const [incidents, events] = VIEWS.map(({ name }) => ids(layer("examples", name).features).size);
  await visitExamples("", async (page) => {
    await says(page, incidents, "incidents");
    await page.getByRole("radio", { name: "Incidents" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => location.hash.includes("show=reports"));
    await idle(page);
    await says(page, events, "reports");
    await page.keyboard.press("ArrowUp");
    await page.waitForFunction(() => !location.hash.includes("show="));
    await idle(page);
    await says(page, incidents, "incidents");
  });
  const out = join(folder, "old");
  const input = join(folder, "examples", "events.geojson");
  execFileSync(DATELINE, ["convert", input, "--format", "html", "-o", out], { stdio: "pipe" });
  const old = pathToFileURL(join(out, "map.html")).href;
  await visit(`${old}#show=reports`, async (page) => {
    await says(page, events, "events");
    assert.equal(await page.getByRole("radio").count(), 0);
  });
});

test("a link opens an event with its evidence marked", async () => {
  const { features } = layer("examples", "events");
  const { properties } = features.find((feature) => feature.properties.event_type === "ASSAULT");
  const hash = `#map=5/15/32&event=${properties.event_id}`;
  await visit(examples + hash, async (page) => {
    await page.waitForSelector(".card h2");
    assert.equal(await page.locator(".card h2").textContent(), properties.title);
    assert.equal(await page.locator("blockquote").textContent(), properties.sentence);
    assert.equal(await page.locator("mark.trigger").first().textContent(), properties.trigger);
    assert.ok((await page.locator("blockquote mark.place").count()) > 0);
    const center = await page.evaluate(() => window.dateline.libre.getCenter());
    assert.ok(Math.abs(center.lat - 15) < 8 && Math.abs(center.lng - 32) < 12);
  });
});

test("the keyboard alone reaches an event and comes back", async () => {
  await visit(examples, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const row = await page.evaluate(() => document.activeElement.dataset.row);
    assert.ok(row);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".card h2");
    await page.waitForFunction(() => document.activeElement.id === "card-title");
    await page.keyboard.press("Escape");
    await page.waitForFunction((row) => document.activeElement.dataset.row === row, row);
    const reached = new Set();
    for (let i = 0; i < 60 && !reached.has("maplibregl-canvas"); i++) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate(() => document.activeElement.classList[0] ?? ""));
    }
    assert.ok(reached.has("maplibregl-canvas"), [...reached].join(" "));
  });
});

for (const { name, show } of VIEWS) {
  test(`several events at one place are listed: ${name}`, async () => {
    const { features } = layer("examples", name);
    const at = new Map();
    for (const feature of features) {
      const { geometry } = feature;
      const key = geometry.coordinates.join();
      at.set(key, (at.get(key) ?? new Set()).add(idOf(feature)));
    }
    const [key, events] = [...at].sort((a, b) => b[1].size - a[1].size)[0];
    assert.ok(events.size > 1);
    await visitExamples(show, async (page) => {
      await go(page, key.split(",").map(Number), 11);
      const box = await page.locator(".canvas").boundingBox();
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await page.waitForFunction(() => location.hash.includes("at="));
      await page.waitForFunction(
        (count) => document.querySelectorAll(".items li").length === count,
        events.size,
      );
    });
  });
}

for (const { name, show } of VIEWS) {
  test(`exports what is chosen, as the layers have it: ${name}`, async () => {
    const { features } = layer("examples", name);
    const aid = features.filter(({ properties }) => properties.event_type === "AID");
    await visitExamples(`type=AID&${show}`, async (page) => {
      await page.getByRole("button", { name: "Share and export" }).click();
      const [json] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: /as GeoJSON$/ }).click(),
      ]);
      const exported = JSON.parse(readFileSync(await json.path(), "utf8"));
      assert.deepEqual(exported.features, aid);
      const [csv] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: /as CSV$/ }).click(),
      ]);
      const lines = readFileSync(await csv.path(), "utf8")
        .trim()
        .split("\r\n");
      assert.equal(lines.length, aid.length + 1);
      assert.ok(lines[0].startsWith(`longitude,latitude,${Object.keys(aid[0].properties)[0]},`));
    });
  });
}

for (const projection of ["", "&globe=1"]) {
  test(`dots are drawn and picked${projection && " on the globe"}`, async () => {
    const { features } = layer("examples", "events");
    const [lon, lat] = features[0].geometry.coordinates;
    await visitExamples(`mode=points&map=6/${lat}/${lon}${projection}`, async (page) => {
      const box = await page.locator(".canvas").boundingBox();
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      assert.ok(await changes(page, middle, ["points"]));
      await page.mouse.click(middle.x, middle.y);
      await page.waitForFunction(() => /event=|at=/.test(location.hash));
    });
  });
}

test("heat is drawn", async () => {
  const { features } = layer("examples", "events");
  const [lon, lat] = features[0].geometry.coordinates;
  await visitExamples(`mode=heat&map=6/${lat}/${lon}`, async (page) => {
    const box = await page.locator(".canvas").boundingBox();
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    assert.ok(await changes(page, middle, ["heat"]));
  });
});

/** A spot of a movement that no symbol covers, when the map shows all of it; or null. */
async function clearSpot(page, { coordinates }) {
  const [west, east] = coordinates.map(([lon]) => lon).sort((a, b) => a - b);
  const [south, north] = coordinates.map(([, lat]) => lat).sort((a, b) => a - b);
  await page.evaluate(
    (box) => void window.dateline.libre.fitBounds(box, { padding: 80, duration: 0 }),
    [west, south, east, north],
  );
  await idle(page);
  return page.evaluate(
    ([from, to]) => {
      const { libre } = window.dateline;
      const [a, b] = [libre.project(from), libre.project(to)];
      const covers = ({ x, y }) => {
        const around = [
          [x - 6, y - 6],
          [x + 6, y + 6],
        ];
        return libre.queryRenderedFeatures(around, { layers: ["groups"] }).length > 0;
      };
      const steps = Array.from({ length: 39 }, (_, i) => (i + 1) / 40);
      const spots = steps.map((t) => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }));
      return spots.find((spot) => !covers(spot)) ?? null;
    },
    [coordinates[0], coordinates.at(-1)],
  );
}

test("areas are outlines, movements are arrows that open their event", async () => {
  const movements = layer("examples", "movements").features;
  const straight = movements.filter(({ geometry }) => geometry.coordinates.length === 2);
  assert.ok(straight.length > 0 && layer("examples", "regions").features.length > 0);
  await visitExamples(`map=1.5/25/40`, async (page) => {
    assert.ok((await drawn(page, ["regions-line"])).length > 0);
    let spot = null;
    for (const { geometry } of straight) spot ??= await clearSpot(page, geometry);
    assert.ok(spot, "no movement can be seen");
    assert.ok((await drawn(page, ["movement-heads"])).length > 0);
    const box = await page.locator(".canvas").boundingBox();
    await page.mouse.click(box.x + spot.x, box.y + spot.y);
    await page.waitForFunction(() => location.hash.includes("event="));
    await page.waitForSelector(".card h2");
  });
});

test("a basemap of one's own: beside a served page, or a file", async () => {
  const earth = {
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        id: "1",
        properties: { name: "Earth" },
        geometry: {
          type: "Polygon",
          coordinates: [
            [
              [-20, -40],
              [60, -40],
              [60, 60],
              [-20, 60],
              [-20, -40],
            ],
          ],
        },
      },
    ],
  };
  writeFileSync(join(folder, "earth.geojson"), JSON.stringify(earth));
  const out = join(folder, "served");
  const convert = ["convert", join(folder, "earth.geojson"), "--format", "pmtiles", "-o", out];
  execFileSync(DATELINE, convert, { stdio: "pipe" });
  const archive = readdirSync(out).find((name) => name.endsWith(".pmtiles"));
  map([join(HOME, "examples/articles")], "served", "--basemap", archive);
  const drawn = (page) =>
    page.waitForFunction(() => {
      const { libre } = window.dateline;
      return (
        libre.getLayer("tiles-earth") &&
        libre.queryRenderedFeatures({ layers: ["tiles-earth"] }).length > 0
      );
    });
  const server = await serve(out);
  try {
    const options = { allowed: [`${server.address}/${archive}`] };
    const follow = async (page) => {
      await drawn(page);
      assert.equal(await page.evaluate(() => window.dateline.libre.getLayer("land")), undefined);
    };
    await visit(`${server.address}/map.html#map=2/20/20`, follow, options);
  } finally {
    await server.close();
  }
  await visit(`${examples}#map=2/20/20`, async (page) => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.locator("input[type=file]").setInputFiles(join(out, archive));
    await drawn(page);
  });
});

test("Arabic is mirrored, and its letters are joined and in order", async () => {
  const options = { deviceScaleFactor: 2 };
  await visit(
    `${examples}#lang=ar&map=4.5/28/2.6&time=1900-01-01..1900-01-02`,
    async (page) => {
      assert.equal(await page.evaluate(() => document.dir), "rtl");
      const panel = await page.locator(".panel").boundingBox();
      const canvas = await page.locator(".canvas").boundingBox();
      assert.ok(panel.x > canvas.x);
      const { right, reversed } = await likeness(page, "الجزائر");
      assert.ok(right > 0.6, `like the text ${right}`);
      assert.ok(right > reversed + 0.15, `like the text ${right}, like it reversed ${reversed}`);
    },
    options,
  );
});

test("text of articles stays text", async () => {
  const { features } = layer("hostile", "events");
  assert.ok(features.length > 0);
  const incident = layer("hostile", "incidents").features[0].properties;
  await visit(hostile, async (page) => {
    assert.equal(await page.locator("h1").textContent(), `</title>${HOSTILE}`);
    await page.locator(".items button").first().click();
    await page.waitForSelector("blockquote");
    assert.equal(await page.locator(".reports cite").textContent(), `${HOSTILE}.txt`);
    assert.equal(
      await page.locator(".reports blockquote").textContent(),
      incident.sentence.slice(`${HOSTILE}.txt: `.length),
    );
    await page.locator(".reports button").click();
    await page.waitForSelector(".card footer");
    const quote = await page.locator("blockquote").textContent();
    assert.equal(quote, features[0].properties.sentence);
    assert.ok(quote.includes(HOSTILE));
    assert.equal(await page.locator(".card cite").textContent(), HOSTILE);
    assert.equal(await page.locator(".card footer a").count(), 0);
    await page.getByRole("button", { name: "Filters" }).click();
    assert.equal(await page.locator("script:not([type])").count(), 2);
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
  });
});

test("a frame shows the map alone", async () => {
  await visit(`${examples}#embed=1&type=ASSAULT`, async (page) => {
    assert.ok(await page.locator(".panel").isHidden());
    const link = page.locator(".open-full");
    assert.ok(await link.isVisible());
    await page.waitForFunction(() =>
      document.querySelector(".open-full").hash.includes("type=ASSAULT"),
    );
    assert.ok(!(await link.getAttribute("href")).includes("embed"));
  });
});

/** What axe finds wrong with the page as it is, from "serious" up. */
async function seriousFindings(page) {
  const violations = await page.evaluate(async () => {
    const found = await window.axe.run({ resultTypes: ["violations"] });
    return found.violations.map(({ id, impact, nodes }) => ({
      impact,
      told: `${id}: ${nodes.map((node) => node.html).join(" ")}`,
    }));
  });
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  return serious.map(({ told }) => told);
}

/** Opens settings, filters and a card, and has axe look at each. */
async function lookedAt(page) {
  await page.evaluate(readFileSync(AXE, "utf8"));
  await page.locator(".tool").nth(1).click();
  await page.locator(".tool").nth(2).click();
  assert.deepEqual(await seriousFindings(page), [], "settings and filters");
  await page.locator(".items button").first().click();
  await page.waitForSelector(".card h2");
  assert.deepEqual(await seriousFindings(page), [], "a card");
}

test("axe finds nothing serious by day and by night", async () => {
  await visitExamples("", async (page) => {
    await lookedAt(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForSelector("[data-theme=dark]");
    assert.deepEqual(await seriousFindings(page), [], "a card by night");
    await page.emulateMedia({ colorScheme: "light" });
    await page.waitForSelector("[data-theme=light]");
  });
});

test("axe finds nothing serious in Arabic", async () => {
  await visitExamples("lang=ar", lookedAt);
});

test("axe finds nothing serious on a phone", async () => {
  await visit(examples, lookedAt, { viewport: { width: 390, height: 780 }, hasTouch: true });
});

test("a broken page says so", async () => {
  const broken = join(folder, "broken.html");
  const page = readFileSync(fileURLToPath(examples), "utf8");
  writeFileSync(broken, page.replace('id="dateline-columns"', 'id="lost"'));
  const opened = await open(browser, pathToFileURL(broken).href, { wait: false });
  await ready(opened);
  assert.match(await opened.locator(".failed").textContent(), /dateline-columns/);
  await opened.context().close();
});
