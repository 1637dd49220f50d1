// A picture of a map: node e2e/shot.mjs map.html[#hash] out.png [width height [dark]]

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { idle, launch, open } from "./browser.mjs";

const [, , what, out, width = "1280", height = "800", scheme = "light"] = process.argv;
const [file, hash] = what.split("#");
const url = pathToFileURL(resolve(file)).href + (hash ? `#${hash}` : "");
const browser = await launch();
const size = { width: Number(width), height: Number(height) };
const page = await open(browser, url, {
  viewport: size,
  colorScheme: scheme,
  hasTouch: size.width < 760,
  deviceScaleFactor: size.width < 760 ? 2 : 1,
});
await Promise.race([idle(page), page.waitForTimeout(8000)]).catch((error) =>
  console.log(error.message),
);
await page.screenshot({ path: out });
for (const problem of page.problems) console.log(problem);
await browser.close();
