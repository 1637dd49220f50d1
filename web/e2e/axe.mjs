// What axe finds wrong with a page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds wrong with the page as it is, from "serious" up. */
export async function seriousFindings(page) {
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
export async function lookedAt(page) {
  await page.evaluate(readFileSync(AXE, "utf8"));
  await page.locator(".tool").nth(1).click();
  await page.locator(".tool").nth(2).click();
  assert.deepEqual(await seriousFindings(page), [], "settings and filters");
  await page.locator(".items button").first().click();
  await page.waitForSelector(".card h2");
  assert.deepEqual(await seriousFindings(page), [], "a card");
}
