/**
 * Open pages in a real browser and ask them things: `node drive.mjs JOBS ANSWERS`.
 *
 * A job names a browser and pages; a page has a file, a size and steps. A step is a
 * script whose value is kept, or a picture, or a press of keys, or a print to PDF. Every
 * request, error and dialog is noted: a sound page has none but itself and its workers.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import puppeteer from "puppeteer-core";

const [, , jobs, answers] = process.argv;
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function opened(job) {
  const how = { executablePath: job.path, headless: true, timeout: 240000 };
  if (job.browser === "firefox") {
    return puppeteer.launch({ ...how, browser: "firefox" });
  }
  return puppeteer.launch({ ...how, args: QUIET });
}

async function visit(browser, asked) {
  const page = await browser.newPage();
  const seen = { requests: [], errors: [], dialogs: 0, values: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  page.on("dialog", (dialog) => {
    seen.dialogs++;
    dialog.dismiss();
  });
  page.setDefaultTimeout(240000);
  await page.setViewport({ width: asked.width ?? 1280, height: asked.height ?? 900 });
  if (asked.before) await page.evaluateOnNewDocument(asked.before);
  // unless asked for elsewhere, a visit begins where things may be changed
  await page.goto(pathToFileURL(asked.file).href + (asked.hash ?? "#explore"));
  await page.setOfflineMode?.(true).catch(() => {});
  for (const step of asked.steps) {
    if (step.until) await page.waitForFunction(step.until, { polling: 50 });
    if (step.press) for (const key of step.press) await page.keyboard.press(key);
    if (step.click) await page.click(step.click);
    if (step.shot) await page.screenshot({ path: step.shot, fullPage: step.whole ?? false });
    if (step.pdf) await page.pdf({ path: step.pdf, format: "A4", printBackground: true });
    if (step.ask) seen.values.push(await page.evaluate(step.ask));
  }
  await page.close();
  return seen;
}

const found = [];
for (const job of JSON.parse(readFileSync(jobs, "utf8"))) {
  const browser = await opened(job);
  try {
    const pages = [];
    for (const asked of job.pages) pages.push(await visit(browser, asked));
    found.push(pages);
  } finally {
    await browser.close();
  }
}
writeFileSync(answers, JSON.stringify(found));
