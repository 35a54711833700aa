// Opens HTML reports in headless Chromium: accessibility, hostile text, keyboard, speed.
// Run by `tests/browser/run`; it fails at the first thing that does not hold.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const folder = process.argv[2];
const pictures = process.argv[3];

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

// A page that fails the run if it asks the network for anything or runs a stranger's script.
async function open(name, { scheme = "light", script = true, width = 1280, hash = "" } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setJavaScriptEnabled(script);
  page.on("dialog", () => assert.fail(`${name}: a document opened a dialog`));
  page.on("pageerror", (error) => assert.fail(`${name}: ${error}`));
  page.on("request", (request) => {
    assert.match(request.url(), /^(file|data):/, `${name}: asked the network`);
  });
  const begin = performance.now();
  await page.goto(pathToFileURL(join(folder, name)).href + hash, { waitUntil: "load" });
  if (script) await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return { page, milliseconds: performance.now() - begin };
}

async function accessible(page, name) {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const faults = result.violations.map((one) =>
    `${one.id}: ${one.help}\n    ${one.nodes.slice(0, 3).map((node) => `${node.html}\n    ${node.failureSummary}`).join("\n    ")}`);
  assert.deepEqual(faults, [], `${name}:\n${faults.join("\n")}`);
  assert.ok(result.passes.length > 15, `${name}: axe looked at the page`);
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

for (const lang of ["fi", "en"]) {
  for (const scheme of ["light", "dark"]) {
    for (const [name, hash] of [["one", ""], ["batch", ""], ["batch", "#d0"], ["change", ""], ["catalogue", ""]]) {
      const { page } = await open(`${name}.${lang}.html`, { scheme, hash });
      await accessible(page, `${name}${hash} ${lang} ${scheme}`);
      await picture(page, `${name}${hash.replace("#", "-")}-${lang}-${scheme}`);
      await page.close();
    }
  }
}
console.log("accessible: no fault in both languages and both colour schemes");

{
  const { page } = await open("hostile.html");
  const state = await page.evaluate(() => ({
    ran: window.hostile === true,
    scripts: document.scripts.length,
    strangers: document.querySelectorAll("main img, main iframe, main object, main [onerror], main a[href^='javascript']").length,
    text: document.querySelector("main").textContent,
  }));
  assert.equal(state.ran, false, "a document ran a script");
  assert.equal(state.scripts, 1);
  assert.equal(state.strangers, 0);
  assert.match(state.text, /<script>window\.hostile = true<\/script>/, "the text is shown as it is");
  // Even markup that got into the page could run nothing.
  await page.evaluate(() => {
    document.querySelector("main").insertAdjacentHTML("beforeend", "<img src=x onerror='window.hostile = true'>");
    const script = document.createElement("script");
    script.textContent = "window.hostile = true";
    document.body.append(script);
  });
  await new Promise((done) => setTimeout(done, 200));
  assert.equal(await page.evaluate(() => window.hostile === true), false, "the policy stops strangers");
  await page.close();
  const batch = await open("hostile-batch.html", { hash: "#d0" });
  assert.equal(await batch.page.evaluate(() => window.hostile === true), false);
  assert.match(await batch.page.evaluate(() => document.querySelector("#d0").textContent), /window\.hostile/);
  await batch.page.close();
  const change = await open("change.fi.html");
  assert.equal(await change.page.evaluate(() => window.hostile === true), false);
  assert.ok((await change.page.$$("svg.slope line.fall")).length >= 1, "a fall is drawn");
  assert.match(await change.page.evaluate(() => document.querySelector("main").textContent), /onerror=window\.hostile/);
  await change.page.close();
  console.log("hostile: nothing ran");
}

{
  const { page } = await open("one.fi.html");
  await page.focus("a.ref");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.matches("details.finding > summary"));
  assert.equal(await page.evaluate(() => document.activeElement.parentElement.open), true);
  const was = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.focus("#theme");
  await page.keyboard.press("Enter");
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), was);
  await page.close();
  console.log("keyboard: notes and theme");
}

{
  const { page } = await open("batch.fi.html");
  const rows = () => page.$$eval("#matrix tbody tr:not([hidden])", (rows) => rows.map((row) => row.cells[1].dataset.value));
  const before = await rows();
  await page.focus("#matrix thead th:nth-child(2) button");
  await page.keyboard.press("Enter");
  const sorted = (await rows()).filter((value) => value !== "").map(Number);
  assert.deepEqual(sorted, [...sorted].sort((one, other) => one - other));
  await page.type("#search", "zzzz-ei-ole");
  assert.equal((await rows()).length, 0);
  await page.$eval("#search", (input) => { input.value = ""; input.dispatchEvent(new Event("input", { bubbles: true })); });
  assert.equal((await rows()).length, before.length);
  await page.click("#matrix tbody tr th a");
  await page.waitForFunction(() => document.querySelector("#overview").hidden);
  assert.ok(await page.$("section.document:not([hidden]) .sheet .row"));
  await page.goBack();
  await page.waitForFunction(() => !document.querySelector("#overview").hidden);
  await page.close();
  const plain = await open("batch.fi.html", { script: false });
  const heights = await plain.page.$$eval("section.document .sheet", (sheets) => sheets.map((sheet) => sheet.offsetHeight));
  assert.equal(heights.length, before.length, "without a script every text is there");
  assert.ok(heights.every((height) => height > 100), "and is seen");
  await plain.page.close();
  for (const name of ["one.fi.html", "batch.fi.html", "batch.en.html", "change.fi.html"]) {
    const narrow = await open(name, { width: 320 });
    const over = await narrow.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${name}: ${over} pixels wider than the screen`);
    await picture(narrow.page, `narrow-${name}`);
    await narrow.page.close();
  }
  console.log("batch: sorted, filtered, opened, closed, and there without a script; narrow fits");
}

{
  const { page, milliseconds } = await open("large.html");
  const rows = await page.$$eval("#matrix tbody tr", (rows) => rows.length);
  const begin = performance.now();
  await page.evaluate(() => { location.hash = "#d250"; });
  await page.waitForSelector("#d250 .sheet .row");
  const single = performance.now() - begin;
  const size = readFileSync(join(folder, "large.html")).length / 1e6;
  console.log(`large: ${rows} documents, ${size.toFixed(1)} MB, open in ${Math.round(milliseconds)} ms, a document in ${Math.round(single)} ms`);
  assert.ok(rows >= 500);
  assert.ok(milliseconds < 2000, `${milliseconds} ms`);
  await page.close();
}

if (pictures) {
  const { page } = await open("one.fi.html");
  await page.pdf({ path: join(pictures, "one.pdf"), format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  await page.close();
}
await browser.close();
