// What a reader sees and does in the map of the articles, compared with its layers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { lookedAt, seriousFindings } from "./axe.mjs";
import { idle } from "./browser.mjs";
import { drawn, idOf, ids, layer, says, start, stop, visitExamples } from "./site.mjs";

/** What a page of a run can show: the name of the layer, what it is counted as, its links. */
const VIEWS = [
  { name: "incidents", counted: "incidents", show: "" },
  { name: "events", counted: "reports", show: "show=reports" },
];

before(start);
after(stop);

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

test("a switch shows reports and the link says so", async () => {
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
