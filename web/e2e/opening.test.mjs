// Pages that are opened by themselves: as a reader opens a link, or with data of another kind.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { lookedAt } from "./axe.mjs";
import { follow, open, ready } from "./browser.mjs";
import { likeness } from "./likeness.mjs";
import { serve } from "./serve.mjs";
import {
  ARTICLES,
  browser,
  dateline,
  examples,
  folder,
  ids,
  layer,
  map,
  pageIn,
  says,
  start,
  stop,
  visit,
} from "./site.mjs";

const HOSTILE = `</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">`;

before(start);
after(stop);

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

/** A page of a store in which an event of an article was corrected; the id of the event. */
function corrected(note) {
  const store = join(folder, "news.gpkg");
  map([ARTICLES], "stored", "--store", store);
  const { properties } = layer("stored", "incidents").features[0];
  const [id] = properties.event_ids.split("; ");
  const right = ["--lat", "15.5", "--lon", "32.5", "--place-name", "The depot"];
  dateline("correct", id, "--store", store, ...right, "--by", "Ada", "--note", note);
  const out = join(folder, "corrected");
  dateline("store", "export", store, "--format", "geojson,html", "-o", out);
  return { url: pageIn("corrected"), id };
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

test("a page of layers without incidents shows events and has no switch", async () => {
  const events = ids(layer("examples", "events").features).size;
  const input = join(folder, "examples", "events.geojson");
  dateline("convert", input, "--format", "html", "-o", join(folder, "old"));
  await visit(`${pageIn("old")}#show=reports`, async (page) => {
    await says(page, events, "events");
    assert.equal(await page.getByRole("radio").count(), 0);
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
  dateline("convert", join(folder, "earth.geojson"), "--format", "pmtiles", "-o", out);
  const archive = readdirSync(out).find((name) => name.endsWith(".pmtiles"));
  map([ARTICLES], "served", "--basemap", archive);
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

/** A page whose texts are all markup. */
function hostile() {
  const document = {
    doc_id: `${HOSTILE}.txt`,
    title: HOSTILE,
    url: "javascript:window.hacked=1",
    text: `Drones struck a fuel depot in Port Sudan on Thursday, killing four guards, said ${HOSTILE} & 'friends'.`,
  };
  const input = join(folder, "hostile.jsonl");
  writeFileSync(input, `${JSON.stringify(document)}\n`);
  return map([input], "hostile", "--title", `</title>${HOSTILE}`);
}

test("text of articles stays text", async () => {
  const url = hostile();
  const { features } = layer("hostile", "events");
  assert.ok(features.length > 0);
  const incident = layer("hostile", "incidents").features[0].properties;
  await visit(url, async (page) => {
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
