// Finds byline's Web Annotations on the page itself, in headless Chromium, with Apache Annotator's matcher; prints for each page how
// many of them it found, as JSON.
//
// usage: node tests/readers/annotator.mjs FOLDER PAGE.html=ANNOTATIONS.w3c.json...
//
// formats.py runs it. In FOLDER: npm install --prefix FOLDER playwright-core@1.65.1 @apache-annotator/dom@0.2.0
// @apache-annotator/selector@0.2.0 esbuild@0.28.2; Chromium is that of the system
// (/usr/bin/chromium, or CHROMIUM). The pages' own scripts do not run, and nothing is requested.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [, , folder, ...pairs] = process.argv;
const require = createRequire(path.resolve(folder, "package.json"));
const { chromium } = require("playwright-core");
const matcher = require("esbuild").buildSync({
  stdin: { contents: 'export { createTextQuoteSelectorMatcher } from "@apache-annotator/dom";', resolveDir: path.resolve(folder) },
  bundle: true, format: "iife", globalName: "annotator", write: false, define: { global: "globalThis" },
}).outputFiles[0].text;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"] });

// What a server would state: UTF-8, where the bytes are that; else the page says it.
const mediaType = (bytes) => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "text/html; charset=utf-8";
  } catch {
    return "text/html";
  }
};

const answers = [];
for (const pair of pairs) {
  const [file, annotations] = pair.split("=");
  const body = readFileSync(file);
  const page = await browser.newPage();
  // The policy keeps the page's own scripts from running and from changing it; nothing else is requested.
  await page.route("**/*", (it) => (it.request().isNavigationRequest() && it.request().frame() === page.mainFrame()
    ? it.fulfill({ body, contentType: mediaType(body), headers: { "Content-Security-Policy": "default-src 'none'" } })
    : it.abort()));
  await page.goto("http://page.invalid/", { waitUntil: "domcontentloaded" });
  const { items } = JSON.parse(readFileSync(annotations, "utf8"));
  // Notes on a title that the page does not show have byline's text for their source.
  const targets = items.flatMap((it) => it.target).filter((it) => !it.source.startsWith("urn:sha256:"));
  const selectors = targets.flatMap((it) => it.selector);
  const quotes = selectors.filter((it) => it.type === "TextQuoteSelector");
  const found = await page.evaluate(`${matcher}; (async (quotes) => {
    const counts = [];
    for (const quote of quotes) {
      let n = 0;
      for await (const range of annotator.createTextQuoteSelectorMatcher(quote)(document)) n += range.toString() === quote.exact;
      counts.push(n);
    }
    return counts;
  })(${JSON.stringify(quotes)})`);
  answers.push({ page: file, quotes: quotes.length, lost: quotes.filter((_, i) => found[i] === 0), several: found.filter((n) => n > 1).length });
  await page.close();
}
await browser.close();
console.log(JSON.stringify(answers));
