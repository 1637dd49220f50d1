// A browser without a screen, and pages that tell what went wrong in them.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-gpu-rasterization",
];

/** Milliseconds after which a page that does not answer is given up, on a busy machine too. */
const TIMEOUT = 90_000;

/** Starts Chromium; the variable CHROMIUM names another one. */
export function launch() {
  const executablePath = process.env.CHROMIUM ?? PATHS.find((path) => existsSync(path));
  if (!executablePath) throw new Error("Chromium is not installed");
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/**
 * Opens a map and waits until it is drawn. `problems` collects errors on the console, errors of
 * the page, and every request that leaves it for other addresses than `allowed`.
 */
export async function open(browser, url, options = {}) {
  const { wait = true, timeout = TIMEOUT, allowed = [], ...more } = options;
  const context = await browser.newContext({
    viewport: { width: 860, height: 560 },
    colorScheme: "light",
    reducedMotion: "reduce",
    locale: "en-GB",
    acceptDownloads: true,
    ...more,
  });
  context.setDefaultTimeout(timeout);
  const page = await context.newPage();
  page.problems = [];
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.problems.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const [address] = request.url().split("#");
    const known = [url.split("#")[0], ...allowed].includes(address);
    if (!known && !/^(blob|data):/.test(address)) page.problems.push(`request: ${address}`);
  });
  await page.goto(url);
  if (wait) await ready(page, timeout);
  return page;
}

/** Waits until the first drawing is done. */
export async function ready(page, timeout = TIMEOUT) {
  try {
    await page.waitForSelector("html[data-ready], .failed", { timeout, state: "attached" });
  } catch (error) {
    throw new Error(`the map is not ready: ${page.problems.join("; ")}`, { cause: error });
  }
}

/** Waits until the page has shown its state and the map has nothing more to draw. */
export async function idle(page) {
  await page.evaluate(async () => {
    const map = window.dateline.libre;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // The page shows its state in the next frame; the map takes part in the one after.
    await frame();
    await frame();
    await new Promise((resolve) => {
      // Without the event: it holds the map, which takes seconds to carry out of the page.
      map.once("idle", () => resolve());
      map.triggerRepaint();
    });
  });
}

/** Follows a link to another state of an open page, as one who changes the address would. */
export async function follow(page, hash) {
  await page.evaluate(async (hash) => {
    for (const tool of document.querySelectorAll(".tool[aria-expanded=true]")) tool.click();
    if (location.hash.slice(1) === hash) return;
    const followed = new Promise((resolve) => {
      addEventListener("hashchange", () => resolve(), { once: true });
    });
    location.hash = hash;
    await followed;
  }, hash);
  await idle(page);
}
