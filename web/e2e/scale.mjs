// How long a page takes to open and to answer: node e2e/scale.mjs WINDOW map.html…
//
// WINDOW is a time as in links, 2024-03-01..2024-03-30, in the first part of the data.
// Prints a row of the table in docs/web-map.md for each page. A step of time is a click on "Step
// forward" with that window, until the map has drawn it and the list shows it; the median
// of 9. A filter is a click on a type of event, measured the same way.

import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, open } from "./browser.mjs";

const [, , WINDOW, ...PAGES] = process.argv;

/** Milliseconds from a click until the map is drawn and two frames have passed. */
async function answer(page, selector) {
  return page.evaluate(async (selector) => {
    const { libre } = window.dateline;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const drawn = new Promise((resolve) => libre.once("idle", resolve));
    const start = performance.now();
    document.querySelector(selector).click();
    await drawn;
    await frame();
    await frame();
    return performance.now() - start;
  }, selector);
}

function median(times) {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

const browser = await launch();
console.log("| page | MB | open, s | step of time, ms | filter, ms |");
console.log("|---|---|---|---|---|");
for (const path of PAGES) {
  const start = Date.now();
  const page = await open(
    browser,
    `${pathToFileURL(resolve(path)).href}#mode=points&time=${WINDOW}`,
  );
  const opened = (Date.now() - start) / 1000;
  const steps = [];
  for (let i = 0; i < 9; i++) steps.push(await answer(page, ".step_on"));
  const filters = [];
  for (let i = 0; i < 5; i++) filters.push(await answer(page, ".legend button"));
  const cells = [
    path,
    (statSync(path).size / 1e6).toFixed(1),
    opened.toFixed(1),
    Math.round(median(steps)),
    Math.round(median(filters)),
  ];
  console.log(`| ${cells.join(" | ")} |`);
  for (const problem of page.problems) console.error(problem);
  await page.context().close();
}
await browser.close();
