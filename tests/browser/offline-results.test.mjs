// The offline page in a real browser, opened from the disk: its results against those of the program on the command line.

import { test } from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { MINUTE, again, filesIn, fixture, give, on, program, read, saved, scratch, tab } from "./offline.mjs";

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
