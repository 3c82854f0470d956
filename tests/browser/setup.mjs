// One browser for all tests, and pages that record what they must not do.

import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { readFileSync } from "node:fs";

const FOLDER = process.env.SHOWCASE_PAGES;
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const WIDE = { width: 1366, height: 768 };
export const NARROW = { width: 320, height: 700 };

export const browser = await chromium.launch({ executablePath: process.env.SHOWCASE_CHROMIUM, args: FLAGS, timeout: 120_000 });

/** A page of the folder in a browser without history. `faults` fills with console messages, errors and requests. */
export async function open(name, settings = {}) {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce", ...settings });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const own = pathToFileURL(join(FOLDER, name)).href;
  const faults = [];
  page.on("console", (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== own) faults.push(`request: ${request.url()}`);
  });
  await page.goto(own, { timeout: 120_000 });
  return { page, faults, close: () => context.close() };
}

export function text(name) {
  return readFileSync(join(FOLDER, name), "utf8");
}

/** The analysis that a page holds. */
export function analysisOf(page) {
  return page.evaluate(() => JSON.parse(document.getElementById("analysis").textContent));
}
