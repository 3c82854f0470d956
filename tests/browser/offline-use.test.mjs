// The offline page in a real browser, opened from the disk, as people use it.

import { test } from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { MINUTE, again, begin, fixture, give, on, read, saved, scratch, tab } from "./offline.mjs";
import { NARROW, WIDE } from "./setup.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

test("kept across a reload only if that is wished, and deleted on request", () =>
  on(async (page) => {
    const file = fixture("reports/draft.md");
    const judge = async () => {
      await read(page, file);
      await page.locator(".criterion-head").first().click();
      await page.locator("[id^=note-]").first().fill("To be kept.");
    };
    const reload = async () => {
      await page.reload();
      await page.getByText("Ready.").waitFor({ timeout: MINUTE });
    };
    page.removeAllListeners("dialog");
    page.on("dialog", (dialog) => dialog.accept());
    await judge();
    await reload();
    await read(page, file);
    assert.equal(await page.locator("[id^=note-]").first().inputValue(), "");
    await again(page);
    await judge();
    await tab(page, "Files").click();
    await page.locator("#keep").check();
    await reload();
    await page.getByText("Judgements on 1 report are kept").waitFor();
    await read(page, file);
    assert.equal(await page.locator("[id^=note-]").first().inputValue(), "To be kept.");
    await again(page);
    await page.getByRole("button", { name: "Delete them" }).click();
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  }));

test("reading can be stopped, and the page goes on", () =>
  on(async (page) => {
    await give(page, fixture("reports/sample.docx"));
    await page.getByRole("progressbar").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText(/was stopped|was not read/).first().waitFor();
    const other = page.getByRole("button", { name: "Other report" });
    if (await other.count()) await other.click();
    await read(page, fixture("reports/draft.txt"));
  }));

test("a reading without a sign of life is given up", () =>
  on(async (page) => {
    await page.clock.install();
    // The program's answers get lost.
    await page.evaluate(() => {
      Worker.prototype.postMessage = () => {};
    });
    await give(page, fixture("reports/draft.txt"));
    await page.getByRole("heading", { name: "Reading draft.txt" }).waitFor();
    await page.clock.runFor(61_000);
    await page.locator("#problem", { hasText: "no sign of progress for 60 seconds" }).waitFor();
  }));

test("many reports: the cohort, with the tables of the command line", () =>
  on(async (page) => {
    const names = ["draft.docx", "draft.md"];
    await give(page, ...names.map((name) => fixture(`reports/${name}`)), fixture("broken/empty.docx"));
    await page.getByRole("heading", { level: 1, name: "Showcase reports of a cohort" }).waitFor({ timeout: 5 * MINUTE });
    const folder = join(scratch, "cohort");
    spawnSync(process.env.SHOWCASE_PROGRAM, ["batch", ...names.map((name) => fixture(`reports/${name}`)), fixture("broken/empty.docx"), "-o", folder]);
    const csv = await saved(page, "Figures as a table (CSV)");
    assert.equal(csv.toString().split("\r\n").length, 5);
    // The command line numbers them by their whole paths, and these lie in two folders.
    const bodies = (text) => text.toString().split("\r\n").map((line) => line.replace(/^R\d+/, "")).sort();
    assert.deepEqual(bodies(csv), bodies(readFileSync(join(folder, "summary.csv"))));
    await page.locator("tbody th a", { hasText: "R002" }).first().click();
    await page.getByRole("heading", { level: 1, name: "draft.md" }).waitFor();
    await page.getByRole("button", { name: "All reports" }).click();
    await page.getByRole("heading", { level: 1, name: "Showcase reports of a cohort" }).waitFor();
  }));

test("the clock runs beside the plan, and what is noted can be taken along", () =>
  on(async (page) => {
    await read(page, fixture("reports/draft.txt"));
    await page.clock.install();
    await tab(page, "Interview").click();
    await page.locator("#clock-run").click();
    await page.clock.runFor(65_000);
    // The test's own clock runs on a little by itself.
    assert.match(await page.locator(".clock-time").textContent(), /^01:(0[5-9]|1\d)$/);
    await page.locator("#clock-next").click();
    assert.match(await page.locator(".clock-now").textContent(), /^Question 1 \(to \d\d:\d\d\): \d\d:\d\d left$/);
    assert.equal(await page.locator('.question[aria-current="step"]').count(), 1);
    await page.locator("#clock-run").click();
    const paused = await page.locator(".clock-time").textContent();
    await page.clock.runFor(30_000);
    assert.equal(await page.locator(".clock-time").textContent(), paused);
    await page.locator("#answer-question-1").fill("Spoke of a refund in March.");
    await tab(page, "Files").click();
    assert.match((await saved(page, "Your interview notes")).toString(), /Spoke of a refund in March\./);
  }));

test("no violation of accessibility rules in any view, light and dark, wide and narrow; nothing is wider than the window", async () => {
  for (const [colorScheme, viewport] of [["light", WIDE], ["dark", NARROW]]) {
    // The checker itself is a script from outside, which the page's own policy would refuse.
    const { page, close } = await begin({ colorScheme, viewport, bypassCSP: true });
    const check = async (view) => {
      if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 150)).slice(0, 3).join(" | ")}`);
      assert.deepEqual(told, [], `${view}, ${colorScheme}, ${viewport.width} px`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= viewport.width, `${view}: ${width} px wide`);
    };
    await page.locator(".privacy summary").click();
    await check("start");
    await give(page, fixture("broken/old.doc"));
    await page.locator("#problem").waitFor();
    await check("problem");
    await read(page, fixture("reports/draft.docx"));
    await page.getByRole("button", { name: "Open all" }).click();
    await check("criteria");
    await tab(page, "Interview").click();
    await page.locator("#clock-run").click();
    await check("interview");
    await tab(page, "Files").click();
    await check("files");
    await again(page);
    await give(page, fixture("reports/draft.md"), fixture("broken/empty.docx"));
    await page.locator(".file-list .state.reading").waitFor();
    await check("progress");
    await page.getByRole("heading", { level: 1, name: "Showcase reports of a cohort" }).waitFor({ timeout: 3 * MINUTE });
    await page.locator(".cohort-top summary").click();
    await check("cohort");
    await close();
  }
});

test("everything works from the keyboard", () =>
  on(async (page) => {
    const press = async (key, times = 1) => {
      for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
    };
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
    // From now on dialogs are caught; it takes the browser a moment to know.
    page.on("filechooser", () => {});
    await press("Tab");
    assert.equal(await focused(), "choose-reports");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press("Enter")]);
    await chooser.setFiles(fixture("reports/draft.docx"));
    await page.locator("#save-judgements").waitFor({ state: "attached", timeout: 3 * MINUTE });
    await page.locator(".criterion-head").first().focus();
    await press("Enter");
    // Past the quotes to the judgement: the radio buttons are one stop.
    for (let stop = 0; stop < 12 && !(await focused()).startsWith("judge-"); stop += 1) await press("Tab");
    assert.match(await focused(), /^judge-.*as-found$/);
    await press("ArrowDown");
    await page.waitForFunction(() => /^judge-.*-evidenced$/.test(document.activeElement.id));
    await page.locator("#said").filter({ hasText: "in the plan" }).waitFor({ state: "attached" });
    await press("Tab");
    assert.match(await focused(), /^note-/);
    await page.keyboard.type("By keyboard");
    await tab(page, "Criteria").focus();
    await press("ArrowRight", 3);
    await press("Enter");
    assert.equal(await tab(page, "Files").getAttribute("aria-selected"), "true");
    await page.getByText("1 status given, 1 note").waitFor();
  }));

test("ten reports in a row take no more memory than two", async () => {
  const { page, requests, close } = await begin();
  const session = await page.context().newCDPSession(page);
  const used = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const engine = await page.workers()[0].evaluate("instance.memory.buffer.byteLength");
    return { page: (await session.send("Runtime.getHeapUsage")).usedSize, engine };
  };
  let second;
  for (let round = 1; round <= 10; round += 1) {
    await read(page, fixture("reports/draft.txt"));
    await again(page);
    if (round === 2) second = await used();
  }
  const tenth = await used();
  console.log(`measured: memory after 2 and 10 reports: page ${megabytes(second.page)} and ${megabytes(tenth.page)}, program ${megabytes(second.engine)} and ${megabytes(tenth.engine)}`);
  assert.equal(tenth.engine, second.engine);
  assert.ok(tenth.page < second.page + 3e6, JSON.stringify({ second, tenth }));
  assert.deepEqual(requests(), []);
  await close();
});

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
