// Opens reports in headless Chromium: walks names by keyboard and tap, and looks for messages, requests and faults of accessibility.
//
// usage: node tests/readers/report.mjs FOLDER REPORT...
//
// Run by hand, not by the tests. In FOLDER: npm install --prefix FOLDER playwright-core@1.65.1 axe-core@4.14.1; Chromium is that of the
// system (/usr/bin/chromium, or CHROMIUM). Pictures of each report go to FOLDER. Exit status: 0 all is well, 1 something is not.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const [, , folder, ...reports] = process.argv;
const require = createRequire(path.resolve(folder, "package.json"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
let faults = 0;
const check = (report, what, isWell, told) => {
  if (!isWell) faults += 1;
  console.log(`${isWell ? "ok     " : "FAULT  "} ${report} ${what}: ${told}`);
};

for (const report of reports) {
  const stem = path.join(folder, path.basename(report, ".html"));
  for (const [width, height, size] of [[1280, 900, "desktop"], [390, 844, "phone"]]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      const messages = [];
      const requests = [];
      page.on("console", (it) => messages.push(it.text()));
      page.on("pageerror", (it) => messages.push(String(it)));
      page.on("dialog", (it) => { messages.push(`dialog ${it.message()}`); it.dismiss(); });
      page.on("request", (it) => requests.push(it.url()));
      const start = Date.now();
      await page.goto(`file://${path.resolve(report)}`);
      const loaded = Date.now() - start;
      await page.screenshot({ path: `${stem}-${size}-${colorScheme}.png` });
      const told = () => page.textContent("#told");
      await page.keyboard.press("]");
      const first = await told();
      await page.keyboard.press("n");
      const one = await told();
      await page.keyboard.press("N");
      await page.keyboard.press("N");
      const last = await told();
      const n = Number(/: (\d+) in the text/.exec(first)?.[1]);
      const isWalked = one.includes(`, 1 of ${n}: `) && (n === 1 || last.includes(`, ${n - 1 || n} of ${n}: `));
      check(report, `${size} ${colorScheme} walk`, isWalked, `${first} | ${one} | ${last}`);
      const focus = await page.evaluate(() => document.activeElement.classList.contains("now"));
      check(report, `${size} ${colorScheme} focus`, focus, "on the mention");
      await page.keyboard.press("Escape");
      check(report, `${size} ${colorScheme} Esc`, await page.locator("#bar").isHidden(), "closes the bar");
      await page.locator("article .p, article .o").first().click();
      check(report, `${size} ${colorScheme} tap`, (await told()).includes(" of "), await told());
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(report, `${size} ${colorScheme} width`, wide <= 0, `${wide} too wide`);
      // The policy does not let a script in; the debugger may still run one.
      const found = await page.evaluate(`${axe}; axe.run().then((it) => it.violations.map((v) => [v.id, v.impact, v.nodes.length]))`);
      const serious = found.filter((it) => ["serious", "critical"].includes(it[1]));
      check(report, `${size} ${colorScheme} axe`, serious.length === 0, JSON.stringify(found));
      check(report, `${size} ${colorScheme} console`, messages.length === 0, messages.join("; ") || "empty");
      check(report, `${size} ${colorScheme} requests`, requests.length === 1, `${requests.length}, loaded in ${loaded} ms`);
      if (size === "desktop" && colorScheme === "light") await page.pdf({ path: `${stem}.pdf` });
      await page.close();
    }
  }
}
await browser.close();
process.exit(faults ? 1 : 0);
