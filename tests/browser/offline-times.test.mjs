// How long the offline page takes, in a real browser that has the machine to itself.

import { test } from "node:test";
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { PAGE, begin, fixture, on, read } from "./offline.mjs";

test("the file and the time until it is ready are within their limits", async () => {
  const megabytes = statSync(join(process.env.SHOWCASE_PAGES, PAGE)).size / 1e6;
  assert.ok(megabytes <= 40, `${megabytes} MB`);
  const began = Date.now();
  const { page, close } = await begin();
  const milliseconds = Date.now() - began;
  console.log(`measured: ${megabytes.toFixed(1)} MB, ready after ${milliseconds} ms`);
  // Two seconds where nothing else runs; a busy machine gets more.
  assert.ok(milliseconds < 8000, `${milliseconds} ms`);
  await close();
});

test("the page never freezes while it reads", () =>
  on(async (page) => {
    await page.evaluate(() => {
      window.longest = 0;
      let last = performance.now();
      setInterval(() => {
        window.longest = Math.max(window.longest, performance.now() - last);
        last = performance.now();
      }, 10);
    });
    const began = Date.now();
    await read(page, fixture("reports/sample.docx"));
    const longest = await page.evaluate(() => window.longest);
    console.log(`measured: a report of 3,885 words took ${Date.now() - began} ms; longest pause of the page ${Math.round(longest)} ms`);
    assert.ok(longest < 1500, `${longest} ms`);
  }));
