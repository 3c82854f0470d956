// The offline page in a real browser, opened from the disk, against the program on the command line.

import { after, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { NARROW, WIDE, browser, open } from "./setup.mjs";

const PAGE = "showcase.html";
const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "../../fixtures");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const MINUTE = 60_000;
const scratch = mkdtempSync(join(tmpdir(), "showcase-offline-"));

after(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true });
});

const fixture = (name) => join(FIXTURES, name);
const filesIn = (folder, test = () => true) => readdirSync(fixture(folder)).filter((name) => test(name) && statSync(fixture(join(folder, name))).isFile()).map((name) => fixture(join(folder, name)));

/** The program, run beside the file so that both say the same name. */
function program(file, ...args) {
  return execFileSync(process.env.SHOWCASE_PROGRAM, args, { cwd: dirname(file), maxBuffer: 2 ** 30 });
}

/** Opens the page and waits until it is ready. The worker's own script comes from memory and is no request to anywhere. */
async function begin(settings) {
  const opened = await open(PAGE, settings);
  await opened.page.getByText("Ready.").waitFor({ timeout: MINUTE });
  const requests = () => opened.faults.filter((fault) => !fault.startsWith("request: blob:"));
  return { ...opened, requests };
}

async function on(act, settings) {
  const { page, requests, close } = await begin(settings);
  await act(page);
  assert.deepEqual(requests(), []);
  await close();
}

const give = (page, ...files) => page.setInputFiles("#choose", files);
const tab = (page, name) => page.getByRole("tab", { name, exact: true });

/** Gives one report and waits for its thorough reading. */
async function read(page, file) {
  await give(page, file);
  await page.getByRole("heading", { level: 1, name: basename(file), exact: true }).waitFor({ timeout: 3 * MINUTE });
  await page.locator("#save-judgements").waitFor({ state: "attached", timeout: 3 * MINUTE });
}

async function again(page) {
  await page.getByRole("button", { name: /^Other report/ }).click();
  await page.locator("#choose-reports").waitFor();
}

async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name, exact: true }).click()]);
  return readFileSync(await download.path());
}

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

test("every format: the same result to the byte, and nothing asked of any network", () =>
  on(async (page) => {
    const reports = [...filesIn("reports", (name) => /^draft\./.test(name)), fixture("reports/sample.docx"), ...filesIn("reports/formats", (name) => /^(n05|deck)|^d01\.rtf/.test(name))];
    for (const file of reports) {
      await read(page, file);
      await tab(page, "Files").click();
      const [theirs, ours] = [await saved(page, "Result as data (JSON)"), program(file, "analyse", basename(file), "--format", "json")];
      assertSame(JSON.parse(theirs), JSON.parse(ours), basename(file));
      assert.ok(theirs.equals(ours), `${basename(file)}: the bytes`);
      await again(page);
    }
  }));

/** Statuses, quotes and counts first, so that a difference is told in these terms. */
function assertSame(theirs, ours, name) {
  const shown = ({ criteria, words }) => ({ criteria: criteria.map(({ code, status, evidence }) => [code, status, evidence.map(({ quote }) => quote)]), counted: words.counted, total: words.total });
  assert.deepEqual(shown(theirs), shown(ours), name);
}

test("labelled reports: the same statuses, quotes and counts", () =>
  on(async (page) => {
    for (const file of ["corpus/natural-dev/n23.docx", "corpus/dev/d02.docx"].map(fixture)) {
      await read(page, file);
      await tab(page, "Files").click();
      assertSame(JSON.parse(await saved(page, "Result as data (JSON)")), JSON.parse(program(file, "analyse", basename(file), "--format", "json")), basename(file));
      await again(page);
    }
  }));

test("bad files: the message of the command line, and the page goes on", () =>
  on(async (page) => {
    for (const file of filesIn("broken")) {
      const run = spawnSync(process.env.SHOWCASE_PROGRAM, ["analyse", basename(file), "--fast"], { cwd: dirname(file) });
      if (run.status === 0) {
        await read(page, file);
        await again(page);
        continue;
      }
      await give(page, file);
      const message = await page.locator("#problem").textContent({ timeout: MINUTE });
      const theirs = run.stderr.toString().trim().split("\n").map((line) => line.trim()).join(" ");
      assert.equal(`showcase: ${message.replace(/\s+/g, " ")}`, theirs, basename(file));
    }
    await read(page, fixture("reports/draft.md"));
  }));

test("judgements: the plan at once, the same files as the command line, saved and loaded", () =>
  on(async (page) => {
    const file = fixture("reports/draft.docx");
    await read(page, file);
    const head = page.locator(".criterion.evidenced .criterion-head").first();
    const code = await head.getAttribute("data-code");
    await tab(page, "Interview").click();
    assert.equal(await page.locator(".question").filter({ hasText: code }).count(), 0);
    await tab(page, "Criteria").click();
    await head.click();
    await page.locator(`[id="note-${code}"]`).fill("Nothing of this was seen.");
    await page.locator(`[id="judge-${code}-not_found"]`).check({ force: true });
    await page.locator(`.criterion.not_found[data-code="${code}"]`).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), `judge-${code}-not_found`, "the focus stays");
    await tab(page, "Interview").click();
    await page.locator(".question .chip", { hasText: code }).first().waitFor();

    await tab(page, "Files").click();
    const judgements = join(scratch, "draft-judgements.json");
    writeFileSync(judgements, await saved(page, "Save judgements"));
    const blank = JSON.parse(program(file, "judgements", "init", basename(file)));
    Object.assign(blank.criteria.find((entry) => entry.code === code), { status: "not_found", note: "Nothing of this was seen." });
    assert.equal(readFileSync(judgements, "utf8"), `${JSON.stringify(blank, null, 2)}\n`);
    const interview = (...args) => program(file, "interview", basename(file), "--judgements", judgements, ...args);
    assert.ok((await saved(page, "Interview pack for Word")).equals(interview("--format", "docx")), "the pack");
    assert.ok((await saved(page, "Interview plan as data (JSON)")).equals(interview("--format", "json")), "the plan");
    await page.locator("#wish-names").check();
    assert.ok((await saved(page, "Interview pack for Word")).equals(interview("--format", "docx", "--names")), "the pack with names");

    await page.reload();
    await page.getByText("Ready.").waitFor({ timeout: MINUTE });
    await give(page, file, judgements);
    await page.locator(`[id="judge-${code}-not_found"]:checked`).waitFor({ state: "attached", timeout: 3 * MINUTE });
    assert.equal(await page.locator(`[id="note-${code}"]`).inputValue(), "Nothing of this was seen.");

    await again(page);
    await read(page, fixture("reports/draft.md"));
    await page.setInputFiles("#load-judgements", judgements);
    await page.getByText("these judgements were made of “draft.docx”").waitFor({ state: "attached" });
  }));

test("the other files and the wishes are those of the command line", () =>
  on(async (page) => {
    const file = fixture("reports/draft.docx");
    await read(page, file);
    await tab(page, "Files").click();
    const same = async (label, ...args) => assert.ok((await saved(page, label)).equals(program(file, ...args)), label);
    await same("Result as a page", "analyse", "draft.docx", "--format", "html");
    await same("Result as text", "analyse", "draft.docx", "--format", "markdown");
    await same("Review for the apprentice", "review", "draft.docx", "--format", "html");
    assert.ok((await saved(page, "Copy of the report with comments")).subarray(0, 2).equals(Buffer.from("PK")), "the annotated copy");
    await page.locator("#wish-mask").check();
    await page.locator("#said").filter({ hasText: "Done" }).waitFor({ state: "attached" });
    await same("Result as data (JSON)", "analyse", "draft.docx", "--format", "json", "--mask");
    await page.locator("#wish-mask").uncheck();
    await tab(page, "Interview").click();
    await page.locator("#wish-minutes").fill("20");
    await page.locator("#wish-attempt").fill("2");
    await page.locator(".advice", { hasText: "of 20 minutes" }).first().waitFor();
    await page.waitForTimeout(1500);
    assert.equal(await page.locator("#wish-attempt").inputValue(), "2", "what is typed stays while the plan changes");
    await tab(page, "Files").click();
    await same("Interview pack for Word", "interview", "draft.docx", "--minutes", "20", "--attempt", "2", "--format", "docx");
  }));

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
