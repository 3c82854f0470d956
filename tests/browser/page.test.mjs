// The HTML view in a real browser.

import { after, describe, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { NARROW, WIDE, analysisOf, browser, open, text } from "./setup.mjs";

after(() => browser.close());

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TABS = ["Criteria", "Words", "Interview"];

/** Opens a page, runs `act` on it, and requires that nothing went wrong meanwhile and nothing was sent. */
async function on(name, act, settings) {
  const { page, faults, close } = await open(name, settings);
  await act(page);
  assert.deepEqual(faults, []);
  await close();
}

const tab = (page, name) => page.getByRole("tab", { name, exact: true });
const head = (page, code) => page.locator(`.criterion-head[data-code="${code}"]`);
const chip = (page, code) => page.locator(`.report-text .chip[data-code="${code}"]`).first();
const focused = (page) => page.evaluate(() => document.activeElement.className);
const codes = (page) => page.locator(".criterion:visible").evaluateAll((cards) => cards.map((card) => card.dataset.code));

for (const name of ["sample.html", "report.html"]) {
  describe(name, { concurrency: 2 }, () => {
    test("a quote leads to its passage and Esc back", () =>
      on(name, async (page) => {
        const { criteria, blocks } = await analysisOf(page);
        for (const { code, evidence } of criteria.filter((one) => one.evidence.length).slice(0, 12)) {
          await head(page, code).click();
          const quote = page.locator(`.criterion-body .quote[data-code="${code}"]`).last();
          await quote.click();
          const last = evidence[evidence.length - 1];
          const marked = await page.locator("mark.current").allTextContents();
          assert.equal(marked.join(""), last.quote, code);
          assert.ok(blocks[last.block].text.includes(last.quote));
          await assertInView(page.locator("mark.current").first(), code);
          assert.match(await focused(page), /chip/);
          await page.keyboard.press("Escape");
          assert.match(await focused(page), /quote/, code);
          assert.equal(await page.locator("mark.chosen").count(), 0);
          await head(page, code).click();
        }
      }));

    test("all quotes are found where the analysis has them", () =>
      on(name, async (page) => {
        const { criteria } = await analysisOf(page);
        for (const { code, evidence } of criteria) {
          for (const [rank, { block, quote }] of evidence.entries()) {
            const marked = await page.locator(`[id$="block-${block}"] mark`).evaluateAll((marks, code) => marks.filter((mark) => mark.dataset.codes.split(" ").includes(code)).map((mark) => mark.textContent).join("|"), code);
            assert.ok(marked.replaceAll("|", "").includes(quote) || marked.split("|").some((one) => quote.includes(one)), `${code} ${rank}`);
            assert.equal(await page.locator(`[id$="block-${block}"] .chip[data-code="${code}"][data-rank="${rank}"]`).count(), 1);
          }
        }
      }));

    test("no violation of accessibility rules, light and dark, wide and narrow", async () => {
      for (const colorScheme of ["light", "dark"]) {
        for (const viewport of [WIDE, NARROW]) {
          // The checker itself is a script from outside, which the page's own policy would refuse.
          const { page, close } = await open(name, { colorScheme, viewport, bypassCSP: true });
          await page.getByRole("button", { name: "Open all" }).click();
          await chip(page, "K2.1").evaluate((button) => button.click());
          for (const part of viewport === NARROW ? ["Report", ...TABS] : TABS) {
            await tab(page, part).click();
            assert.deepEqual(await violations(page), [], `${part}, ${colorScheme}, ${viewport.width} px`);
          }
          await close();
        }
      }
    });

    test("nothing is lost at 320 px and at 200% zoom", async () => {
      for (const settings of [{ viewport: NARROW }, { viewport: { width: 640, height: 384 }, deviceScaleFactor: 2 }]) {
        await on(name, async (page) => {
          await page.getByRole("button", { name: "Open all" }).click();
          for (const part of ["Report", ...TABS]) {
            await tab(page, part).click();
            const width = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.ok(width <= settings.viewport.width, `${part}: ${width}`);
          }
          await tab(page, "Criteria").click();
          await page.locator(".criterion-body .quote").first().click();
          await assertInView(page.locator("mark.current").first(), "after a quote");
          await page.getByRole("button", { name: /^Go to / }).click();
          assert.match(await focused(page), /criterion-head/);
        }, settings);
      }
    });

    test("the filters show what they say", () =>
      on(name, async (page) => {
        const { criteria } = await analysisOf(page);
        const tasks = await page.evaluate(() => Object.fromEntries(JSON.parse(document.getElementById("rubric").textContent).criteria.map((one) => [one.code, one.task])));
        const expected = (test) => criteria.filter(test).map((one) => one.code);
        const choose = (set, label) => page.getByRole("group", { name: set }).getByLabel(label, { exact: true }).check({ force: true });
        const cases = [
          ["Status", "Open", (one) => one.status !== "evidenced"],
          ["Status", "Partial", (one) => one.status === "partial"],
          ["Level", "Distinction", (one) => one.level === "distinction"],
          ["Task", "2", (one) => tasks[one.code] === "2"],
        ];
        for (const [set, label, test] of cases) {
          await choose(set, label);
          assert.deepEqual(await codes(page), expected(test), label);
          assert.equal(await page.locator(".count").textContent(), `${expected(test).length} of 40 criteria shown`);
          const chips = await page.locator(".report-text .chip:visible").evaluateAll((all) => all.map((one) => one.dataset.code));
          assert.ok(chips.every((code) => expected(test).includes(code)), label);
          await choose(set, "All");
        }
        await choose("Status", "Partial");
        await choose("Task", "3");
        assert.deepEqual(await codes(page), expected((one) => one.status === "partial" && tasks[one.code] === "3"));
      }));

    test("the paper copy has every criterion and question and no control", () =>
      on(name, async (page) => {
        const { criteria, interview } = await analysisOf(page);
        await page.emulateMedia({ media: "print" });
        const paper = await page.locator(".paper").innerText();
        for (const { code } of criteria) assert.ok(paper.includes(code), code);
        for (const question of interview.questions) assert.ok(paper.includes(question.text), question.text);
        assert.equal(await page.locator("button:visible, input:visible").count(), 0);
        const pdf = await page.pdf({ format: "A4" });
        assert.ok(pdf.length > 20_000, String(pdf.length));
      }));
  });
}

test("a passage leads to all criteria that it serves", () =>
  on("sample.html", async (page) => {
    const passage = page.locator("mark").filter({ hasText: "A man shouted because his bench" });
    await passage.click();
    for (const code of ["S12.1", "S12.2", "S12.5", "S12.7"]) {
      assert.equal(await head(page, code).getAttribute("aria-expanded"), "true");
      assert.ok(await page.locator(`.criterion.chosen[data-code="${code}"]`).isVisible());
    }
    assert.ok(await page.getByText("This passage serves 4 criteria").isVisible());
    await page.getByRole("button", { name: "Back to the passage" }).click();
    assert.match(await focused(page), /chip/);
  }));

test("a criterion that a filter hides is shown when the plan leads to it", () =>
  on("sample.html", async (page) => {
    await page.getByRole("group", { name: "Status" }).getByLabel("Evidenced", { exact: true }).check({ force: true });
    await tab(page, "Interview").click();
    const link = page.locator(".question .chip.not_found").first();
    const code = (await link.textContent()).trim();
    await link.click();
    assert.ok(await head(page, code).isVisible());
  }));

test("the keyboard reaches everything", () =>
  on("sample.html", async (page) => {
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press("Tab");
    assert.equal(await page.locator(":focus").textContent(), "Skip to the report");
    await assertInView(page.locator(":focus"), "skip link");
    await press("Enter", "Tab");
    assert.match(await focused(page), /chip/);
    await press("ArrowDown", "ArrowDown", "End", "Home", "Enter");
    assert.match(await focused(page), /criterion-head/);
    const first = await page.locator(":focus").getAttribute("data-code");
    await press("Escape");
    assert.match(await focused(page), /chip/);
    await head(page, first).focus();
    await press("ArrowDown", "Enter", "Enter", "Enter", "Tab");
    assert.match(await focused(page), /quote/);
    await press("Enter");
    assert.match(await focused(page), /chip/);
    await press("Escape");
    assert.match(await focused(page), /quote/);
    await tab(page, "Criteria").focus();
    await press("ArrowRight", "Enter");
    assert.equal(await tab(page, "Words").getAttribute("aria-selected"), "true");
    const outline = await page.locator(":focus").evaluate((one) => getComputedStyle(one).outlineStyle);
    assert.equal(outline, "solid");
  }));

test("light and dark follow the system until the button is used, and nothing is kept", () =>
  on("sample.html", async (page) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.getElementById("page")).backgroundColor);
    const dark = await ground();
    await page.getByRole("button", { name: "Light colours" }).click();
    assert.notEqual(await ground(), dark);
    assert.ok(await page.getByRole("button", { name: "Dark colours" }).isVisible());
    await page.reload();
    assert.equal(await ground(), dark);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
  }, { colorScheme: "dark" }));

test("the page says what the other views say", () =>
  on("sample.html", async (page) => {
    const markdown = text("sample.md").replaceAll("\\", "");
    const shown = await page.evaluate(() => document.querySelector(".screen").textContent);
    const gates = markdown.match(/^- A \w+ needs .*$/gm).map((line) => line.slice(2));
    const plan = markdown.match(/^.* questions? in .* minutes$/m)[0];
    const clocks = markdown.match(/\*\*\d\d:\d\d\*\*/g).map((time) => time.replaceAll("*", ""));
    const parts = markdown.match(/^\| (of these|more) .* \| [\d,]+ \|$/gm).map((row) => row.split("|")[1].trim());
    assert.ok(gates.length >= 2 && clocks.length > 5 && parts.length > 3);
    for (const words of [...gates, plan, ...clocks, ...parts, "They are not a grade: the assessor decides."]) {
      assert.ok(shown.includes(words), words);
    }
  }));

test("the sections are bars with their figures as text", () =>
  on("sample.html", async (page) => {
    await tab(page, "Words").click();
    assert.equal(await page.locator(".bar-track:visible").count(), 17);
    assert.ok(await page.getByText("612 words, guide 400").isVisible());
    assert.ok(await page.getByText("141 words, guide 100–150").isVisible());
  }));

test("a hostile report is shown as text and does nothing", () =>
  on("hostile.html", async (page) => {
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.locator("main :is(script, img, iframe, style, link, object, form[action])").count(), 0);
    const shown = await page.locator("main").evaluate((main) => main.textContent);
    assert.ok(shown.includes("</script><script>window.hacked = 1</script>"));
    assert.ok((await page.title()).includes("<img src=x onerror="));
    await page.getByRole("button", { name: "Open all" }).click();
    await page.setViewportSize(NARROW);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= NARROW.width);
    await page.locator(".criterion-body .quote").first().click();
    assert.ok((await page.locator("mark.current").first().textContent()).includes("window.hacked"));
  }));

test("the interview plan can be a page of its own", () =>
  on("plan.html", async (page) => {
    const analysis = await analysisOf(page);
    assert.equal(analysis.blocks, undefined);
    assert.equal(analysis.criteria, undefined);
    const shown = await page.locator("main .screen").innerText();
    for (const question of analysis.interview.questions) assert.ok(shown.includes(question.text));
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.length > 5_000);
  }));

test("the plan's own page breaks no accessibility rule", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, close } = await open("plan.html", { colorScheme, bypassCSP: true });
    assert.deepEqual(await violations(page), [], colorScheme);
    await close();
  }
});

test("the viewer can be mounted many times and taken away again", () =>
  on("sample.html", async (page) => {
    const result = await page.evaluate(() => {
      const data = (id) => JSON.parse(document.getElementById(id).textContent);
      const second = document.createElement("div");
      document.body.append(second);
      const { unmount } = showcaseViewer.mount(second, data("analysis"), data("rubric"));
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
      const filled = second.childElementCount;
      unmount();
      return { twice, filled, left: second.childElementCount };
    });
    assert.deepEqual(result, { twice: [], filled: 2, left: 0 });
  }));

/** What axe-core finds, each rule with its first few places. */
async function violations(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" ")}`);
}

async function assertInView(locator, what) {
  const box = await locator.boundingBox();
  const height = locator.page().viewportSize().height;
  assert.ok(box && box.y >= 0 && box.y < height, `${what}: ${JSON.stringify(box)}`);
}
