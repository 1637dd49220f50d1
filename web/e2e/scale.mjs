// How long a page takes to open and to answer: node e2e/scale.mjs WINDOW map.html…
//
// WINDOW is a time as in links, 2024-03-01..2024-03-30, in the first part of the data.
// Prints a row of the table in docs/web-map.md for each page and way of drawing: groups to 20,000
// events, and dots. A step of time is a click on "Step forward" with that window, until the map
// has drawn it, the list shows it, and two more frames have passed; the median of 15, and the
// slowest. A filter is a click on a type of event, and a switch one from incidents to their reports
// or back, all measured the same way.

import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, open } from "./browser.mjs";

const [, , WINDOW, ...PAGES] = process.argv;

/** Milliseconds from a click until map and list are drawn and two frames have passed. */
async function answer(page, selector) {
  return page.evaluate(async (selector) => {
    const { libre } = window.dateline;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const drawn = new Promise((resolve) => libre.once("idle", resolve));
    const start = performance.now();
    document.querySelector(selector).click();
    await drawn;
    const list = document.querySelector(".list");
    while (list.ariaBusy === "true") await frame();
    await frame();
    await frame();
    return performance.now() - start;
  }, selector);
}

function median(times) {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

const STEPS = 15;

/** Opens a page and measures it; a row of the table. */
async function measure(browser, path, mode) {
  const start = Date.now();
  const url = pathToFileURL(resolve(path)).href;
  const page = await open(browser, `${url}#mode=${mode}&time=${WINDOW}`);
  const opened = (Date.now() - start) / 1000;
  const steps = [];
  for (let i = 0; i < STEPS; i++) steps.push(await answer(page, ".step_on"));
  const filters = [];
  for (let i = 0; i < 5; i++) filters.push(await answer(page, ".legend button"));
  const switches = [];
  if ((await page.locator(".show").count()) > 0) {
    for (let i = 0; i < 3; i++) {
      switches.push(await answer(page, ".show input[value=reports]"));
      switches.push(await answer(page, ".show input[value=incidents]"));
    }
  }
  for (const problem of page.problems) console.error(problem);
  await page.context().close();
  const megabytes = (statSync(path).size / 1e6).toFixed(1);
  const times = [median(steps), Math.max(...steps), median(filters)].map(Math.round);
  const switched = switches.length > 0 ? Math.round(median(switches)) : "–";
  return [path, mode, megabytes, opened.toFixed(1), ...times, switched];
}

const browser = await launch();
console.log(
  "| page | drawn as | MB | open, s | step of time, ms | slowest, ms | filter, ms | switch, ms |",
);
console.log("|---|---|---|---|---|---|---|---|");
for (const path of PAGES) {
  const small = statSync(path).size < 6e6;
  for (const mode of small ? ["groups", "points"] : ["points"]) {
    console.log(`| ${(await measure(browser, path, mode)).join(" | ")} |`);
  }
}
await browser.close();
