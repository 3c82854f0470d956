// What the tests of the offline page share: the page, the program on the command line, and what both are given.

import { after } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { browser, open } from "./setup.mjs";

export const PAGE = "showcase.html";
const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "../../fixtures");
export const MINUTE = 60_000;
export const scratch = mkdtempSync(join(tmpdir(), "showcase-offline-"));

after(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true });
});

export const fixture = (name) => join(FIXTURES, name);
export const filesIn = (folder, test = () => true) => readdirSync(fixture(folder)).filter((name) => test(name) && statSync(fixture(join(folder, name))).isFile()).map((name) => fixture(join(folder, name)));

/** The program, run beside the file so that both say the same name. */
export function program(file, ...args) {
  return execFileSync(process.env.SHOWCASE_PROGRAM, args, { cwd: dirname(file), maxBuffer: 2 ** 30 });
}

/** Opens the page and waits until it is ready. The worker's own script comes from memory and is no request to anywhere. */
export async function begin(settings) {
  const opened = await open(PAGE, settings);
  await opened.page.getByText("Ready.").waitFor({ timeout: MINUTE });
  const requests = () => opened.faults.filter((fault) => !fault.startsWith("request: blob:"));
  return { ...opened, requests };
}

export async function on(act, settings) {
  const { page, requests, close } = await begin(settings);
  await act(page);
  assert.deepEqual(requests(), []);
  await close();
}

export const give = (page, ...files) => page.setInputFiles("#choose", files);
export const tab = (page, name) => page.getByRole("tab", { name, exact: true });

/** Gives one report and waits for its thorough reading. */
export async function read(page, file) {
  await give(page, file);
  await page.getByRole("heading", { level: 1, name: basename(file), exact: true }).waitFor({ timeout: 3 * MINUTE });
  await page.locator("#save-judgements").waitFor({ state: "attached", timeout: 3 * MINUTE });
}

export async function again(page) {
  await page.getByRole("button", { name: /^Other report/ }).click();
  await page.locator("#choose-reports").waitFor();
}

export async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name, exact: true }).click()]);
  return readFileSync(await download.path());
}
