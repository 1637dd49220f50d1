// Maps that the program makes, and a browser to open them in, for the tests of a file.
//
// DATELINE names the program; by default the release build.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { follow, launch, open } from "./browser.mjs";

const HOME = fileURLToPath(new URL("../..", import.meta.url));
const DATELINE = resolve(process.env.DATELINE ?? join(HOME, "target/release/dateline"));

/** The articles that the README maps. */
export const ARTICLES = join(HOME, "examples/articles");

/** The browser of these tests. */
export let browser;
/** The folder that maps are made in. */
export let folder;
/** The address of the map of the articles, whose layers are in "examples". */
export let examples;

/** Makes the map of the articles and starts the browser. */
export async function start() {
  folder = mkdtempSync(join(tmpdir(), "dateline-map-"));
  examples = map([ARTICLES], "examples");
  browser = await launch();
}

/** Ends the browser and removes the maps. */
export async function stop() {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Runs the program. */
export function dateline(...options) {
  execFileSync(DATELINE, options, { stdio: "pipe" });
}

/** The address of the page in a folder of layers. */
export function pageIn(output) {
  return pathToFileURL(join(folder, output, "map.html")).href;
}

/** Runs `dateline map` and gives back the page's address. */
export function map(inputs, output, ...options) {
  const formats = ["--format", "geojson,html", "--published", "2025-04-10"];
  dateline("map", ...inputs, ...formats, "-o", join(folder, output), ...options);
  return pageIn(output);
}

/** A layer that a run wrote. */
export function layer(output, name) {
  return JSON.parse(readFileSync(join(folder, output, `${name}.geojson`), "utf8"));
}

/** The id of what a feature is of: an incident, or an event. */
export const idOf = ({ properties }) => properties.incident_id ?? properties.event_id;

/** The ids of features, each once. */
export const ids = (features) => new Set(features.map(idOf));

/** Opens a map, runs the steps, and wants no error and no request. */
export async function visit(url, steps, options) {
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
export async function visitExamples(hash, steps) {
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
export async function says(page, count, counted) {
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

/** The features that layers of the map show, with where they stand. */
export const drawn = (page, layers) =>
  page.evaluate(
    (layers) =>
      window.dateline.libre
        .queryRenderedFeatures({ layers })
        .map(({ properties, geometry }) => ({ properties, at: geometry.coordinates })),
    layers,
  );
