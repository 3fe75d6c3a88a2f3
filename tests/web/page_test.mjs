// Drives the page in Chromium: what a reader does, what the page may not do, and
// whether it can be used by keyboard, by screen reader and on a small screen.
//
//   node tests/web/page_test.mjs [ADDRESS] [WORD OF A TEST'S NAME]
//
// Without an address it starts `ratione serve` (RATIONE, or build/release/ratione)
// on a free port. Pictures go to build/web-shots. Exit 0 all passed, 1 not.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const require = createRequire(join(home, "web/package.json"));
const shots = join(home, "build/web-shots");
const chromiumPath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(process.env.CI ? 1 : 0);
}
if (!chromiumPath) skip("Chromium is not here; scripts/install_packages browser installs it.");
let chromium, axe;
try {
  ({ chromium } = require("playwright-core"));
  axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch {
  skip("the page's packages are not here; make web fetches them.");
}
mkdirSync(shots, { recursive: true });

const given = process.argv[2]?.startsWith("http") ? process.argv[2] : process.env.RATIONE_PAGE;
const only = process.argv.slice(2).find((each) => !each.startsWith("http")) ?? "";

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
async function serve() {
  const port = await freePort();
  const child = spawn(process.env.RATIONE ?? join(home, "build/release/ratione"), ["serve", "--port", String(port), "--home", home], { stdio: ["ignore", "ignore", "inherit"] });
  child.on("error", (error) => { console.error(`ratione serve could not be started: ${error.message}`); process.exit(1); });
  const address = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 300; i++) {
    if (await fetch(`${address}/ready`).then((answer) => answer.ok, () => false)) return { address, stop: () => child.kill("SIGTERM") };
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  console.error("ratione serve did not become ready.");
  process.exit(1);
}
const server = given ? { address: given.replace(/\/$/, ""), stop() {} } : await serve();
const base = server.address;
const built = !(await fetch(base).then((answer) => answer.text())).includes("/@vite/client");

const profiles = [];
// A browser that has never been here.
async function fresh({ flags = [], ...options } = {}) {
  const profile = mkdtempSync(join(tmpdir(), "ratione-profile-"));
  profiles.push(profile);
  return chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath, headless: true, viewport: { width: 1600, height: 1000 }, locale: "en-GB",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...flags],
    ...options,
  });
}
let browser = await fresh();

// Every page is watched: whom it asks, and what it complains of.
const complaints = [];
async function open(path, { width = 1600, height = 1000, scheme = "light", motion = "no-preference", context = browser } = {}) {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith("data:") && !url.startsWith("blob:") && !url.startsWith("ws://127.0.0.1")) complaints.push(`asks another host: ${url}`);
  });
  // What was asked and is not answered yet.
  page.pending = 0;
  page.on("request", () => { page.pending += 1; });
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, () => { page.pending -= 1; });
  page.on("console", (message) => { if (message.type() === "error") complaints.push(`${path}: ${message.text()}`); });
  page.on("pageerror", (error) => complaints.push(`${path}: ${error.message}`));
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: motion });
  await page.goto(base + path);
  await page.locator("h1").first().waitFor();
  return page;
}
const shot = (page, name, fullPage = false) => page.screenshot({ path: join(shots, `${name}.png`), fullPage });
async function until(what, test, timeout = 20_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const found = await test();
    if (found) return found;
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const text = (page, selector) => page.locator(selector).first().innerText();
// The first verdict word of the answer.
const verdict = (page) => page.locator("#the-answer .verdict .face").innerText().then((word) => word.replace(/\s+/g, " ").trim());
const mapReady = (page) => until("the map is painted", () => page.locator('.land path[fill="var(--fill-green)"]').count().then((n) => n > 50));

const views = {
  map: "/map?instrument=rome-statute&on=2016-11-16&known=2016-11-16",
  "map-table": "/map?instrument=rome-statute&on=2016-11-16&known=2016-11-16&view=table",
  "map-compared": "/map?instrument=rome-statute&on=2016-11-16&known=2016-11-16&diff_known=2018-01-01",
  state: "/state/ZAF?instrument=rome-statute&on=2017-12-01&known=2016-11-16",
  "ask-empty": "/ask",
  "ask-yes": "/ask?date=2014-03-18&place=crimea&suspect=RUS&crime=war_crimes&known=2016-11-14",
  "ask-residual": "/ask?date=2016-09-21&place=aleppo&crime=war_crimes&known=2016-11-16",
  "ask-disputed": "/ask?date=2018-05-14&place=gaza&suspect=ISR&crime=war_crimes&known=2021-03-03",
  "ask-compared": "/ask?date=2014-03-18&place=crimea&suspect=RUS&crime=war_crimes&known=2015-09-07&before=date%3D2014-03-18%26place%3Dcrimea%26suspect%3DRUS%26crime%3Dwar_crimes%26known%3D2016-11-14",
  law: "/law", treaty: "/law/rome-statute", article: "/law/rome-statute/12(2)(a)", act: "/act/rome-statute/UKR-2015-1", search: "/search?q=Ukraine",
};
const settled = async (page) => {
  for (let quiet = 0; quiet < 4; quiet = page.pending === 0 ? quiet + 1 : 0) await page.waitForTimeout(50);
};

const tests = {
  async "opens on the map of 16 November 2016, as known that day"() {
    const page = await open("/");
    await mapReady(page);
    assert.equal(await text(page, "h1"), "Who was bound on 16 November 2016?");
    assert.match(await text(page, ".lead"), /124 States were bound, 3 of them were leaving, as known on 16 November 2016/);
    // The address follows the answer, and may follow the drawing.
    await page.waitForURL((url) => url.searchParams.has("on"), { timeout: 5000 });
    const address = new URL(page.url());
    assert.equal(address.searchParams.get("on"), "2016-11-16");
    assert.equal(address.searchParams.get("known"), "2016-11-16");
    assert.match(await page.locator('.stops [aria-label^="Russia"]').first().getAttribute("aria-label"), /Signed only/);
    // South Yemen was no State any more: its outline hides nothing.
    assert.equal(await page.locator('.parts [data-place="YMD"]').count(), 0);
    await shot(page, "map-1600-light");
    await page.close();
  },

  async "the first view is small and quick"() {
    if (!built) return "not measured against the development server";
    const context = await fresh();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    let bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
    await page.goto(base);
    await mapReady(page);
    const took = await page.evaluate(() => performance.getEntriesByName("map drawn")[0].startTime);
    await page.waitForLoadState("networkidle");
    await context.close();
    assert.ok(bytes < 300_000, `${bytes} bytes came over the wire`);
    return `${bytes} bytes in all, the map drawn ${Math.round(took)} ms after the first byte was asked for`;
  },

  async "the same day as known later"() {
    const page = await open(views.map);
    await mapReady(page);
    await page.getByRole("button", { name: "Compare with what is known today" }).click();
    const changed = page.locator("#changed");
    await changed.waitFor();
    assert.match(await changed.innerText(), /What differs as known on/);
    await page.goto(`${base}/map?instrument=rome-statute&on=2017-12-01&known=2016-11-16`);
    await until("3 States left, as known then", () => page.locator('.stops [aria-label^="South Africa: Left"]').count());
    await page.goto(`${base}/map?instrument=rome-statute&on=2017-12-01&known=2017-12-01`);
    await until("South Africa stayed, as known later", () => page.locator('.stops [aria-label^="South Africa: Party"]').count());
    await shot(page, "map-known-later");
    await page.close();
  },

  async "the sliders, the fields and the steps move the clocks"() {
    const page = await open(views.map);
    await mapReady(page);
    await page.getByRole("slider", { name: "As known on, slider" }).focus();
    await page.keyboard.press("ArrowRight");
    await until("known is a day later", () => new URL(page.url()).searchParams.get("known") === "2016-11-17");
    await page.getByRole("button", { name: "On: a month on", exact: true }).click();
    await until("on is a month later", () => new URL(page.url()).searchParams.get("on") === "2016-12-16");
    await page.getByRole("group", { name: "On", exact: true }).locator('input[type="date"]').fill("2002-07-01");
    await until("the heading follows", async () => (await text(page, "h1")).includes("1 July 2002"));
    await page.close();
  },

  async "play moves, and moves by years for whoever asked for less motion"() {
    for (const [motion, step] of [["no-preference", 1], ["reduce", 12]]) {
      const page = await open(views.map, { motion });
      await mapReady(page);
      await page.getByRole("button", { name: "On: play", exact: true }).click();
      const first = await until("it moves", () => { const on = new URL(page.url()).searchParams.get("on"); return on !== "2016-11-16" && on; });
      assert.equal(first, step === 1 ? "2016-12-16" : "2017-11-16");
      await page.getByRole("button", { name: "On: stop", exact: true }).click();
      await page.close();
    }
  },

  async "pointing shows a State's card, a click its sheet"() {
    const page = await open(views.map);
    await mapReady(page);
    await page.locator('.stops [data-place="DZA"]').hover();
    await until("the card", () => page.locator(".card").count());
    assert.match(await text(page, ".card"), /Algeria[\s\S]*Signed only/);
    await shot(page, "map-card");
    await page.locator('.stops [data-place="DZA"]').click();
    await until("the sheet", async () => (await text(page, "h1")) === "Algeria");
    assert.match(page.url(), /\/state\/DZA\?.*on=2016-11-16.*known=2016-11-16/);
    await page.close();
  },

  async "a finger's first touch shows the card, its link leads to the sheet"() {
    const context = await fresh({ hasTouch: true });
    const page = await open(views.map, { context });
    await mapReady(page);
    const box = await page.locator('.stops [data-place="DZA"]').boundingBox();
    await page.touchscreen.tap(box.x + box.width * 0.6, box.y + box.height * 0.5);
    await until("the card", () => page.locator(".card").count());
    assert.match(await text(page, ".card"), /Algeria/);
    await page.locator(".card a").tap();
    await until("the sheet", async () => (await text(page, "h1")) === "Algeria");
    await context.close();
  },

  async "text twice as large fits"() {
    const context = await fresh({ flags: ["--blink-settings=defaultFontSize=32"] });
    for (const path of [views.map, views["map-table"], views.state, views["ask-yes"], views.article]) {
      const page = await open(path, { width: 1280, context });
      await settled(page);
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px");
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0, `${path} is too wide`);
      await page.close();
    }
    await context.close();
  },

  async "a disputed place is hatched and its card says who claims it"() {
    const page = await open("/map?instrument=rome-statute&on=2016-11-16&known=2016-11-16");
    await mapReady(page);
    assert.ok((await page.locator(".hatch path").count()) > 3);
    await page.locator('.stops [data-place="crimea"][data-stop]').focus();
    await until("the card", () => page.locator(".card").count());
    const card = await text(page, ".card");
    assert.match(card, /Crimea/);
    assert.match(card, /Territory of Ukraine, as this map counts it/);
    assert.match(card, /Claimed by Russia\s+since \d+ March 2014/);
    await page.close();
  },

  async "disputed territory is drawn by the reading that the reader chooses"() {
    const page = await open(views.map);
    await mapReady(page);
    const kurils = () => page.locator('.stops [data-place="kuril-islands"][data-stop]').getAttribute("aria-label");
    const crimea = () => page.locator('.stops [data-place="crimea"][data-stop]').getAttribute("aria-label");
    const choice = page.getByLabel("Draw disputed territory by");
    await until("the court follows no reading there", async () => /: no State's, disputed$/.test(await kurils()));
    for (const [reading, label, sentence] of [
      ["claim_prevails", /territory of Japan: Party, disputed/, /is that of the State that claims it”, which is held by/],
      ["possession_prevails", /territory of Russia: Signed only, disputed/, /is that of the State that holds it”/],
      ["claims", /: no State's, disputed$/, /drawn as no State's; its claims/],
    ]) {
      await choice.selectOption(reading);
      await until(`drawn by ${reading}`, async () => label.test(await kurils()));
      assert.equal(new URL(page.url()).searchParams.get("reading"), reading);
      assert.match(await text(page, ".by p"), sentence);
      assert.match(await page.locator(".printed").textContent(), sentence);
      assert.match(await crimea(), reading === "claims" ? /: no State's, disputed/ : /territory of Ukraine/);
    }
    await page.close();

    // A link shows the same, and the table behind the picture says it.
    for (const [name, options] of [["map-reading-1600", {}], ["map-reading-1600-dark", { scheme: "dark" }], ["map-reading-360", { width: 360, height: 800 }]]) {
      const linked = await open(`${views.map}&reading=claim_prevails`, options);
      await until("drawn as Japan's", () => linked.locator('.stops [data-place="kuril-islands"][aria-label*="Japan: Party"]').count());
      await linked.locator(".by").scrollIntoViewIfNeeded();
      await shot(linked, name);
      await linked.close();
    }
    const tabled = await open(`${views["map-table"]}&reading=claim_prevails`);
    const row = tabled.locator("tr", { has: tabled.getByRole("rowheader", { name: "Kuril Islands" }) });
    await row.waitFor();
    assert.match(await row.innerText(), /Japan[\s\S]*Party[\s\S]*Russia \(possession prevails\)[\s\S]*Japan claims the four southern islands/);
    await tabled.close();
  },

  async "the table behind the map has the same answer and can be sorted"() {
    const page = await open(views["map-table"]);
    await until("rows", () => page.locator("tbody tr").count().then((n) => n > 150));
    const face = await page.locator("tr", { has: page.getByRole("link", { name: "Russia", exact: true }) }).locator("td .face").innerText();
    assert.match(face, /Signed only/);
    await page.getByRole("button", { name: /^Bound from/ }).click();
    assert.equal(await page.locator("th", { hasText: "Bound from" }).first().getAttribute("aria-sort"), "ascending");
    assert.match(await page.locator("tbody tr").first().innerText(), /1 July 2002/);
    await shot(page, "map-table-1600");
    await page.close();
  },

  async "a State's sheet shows acts, effects and both clocks"() {
    const page = await open(views.state);
    await page.getByRole("heading", { name: "On both clocks" }).waitFor();
    assert.match(await text(page, ".lead"), /Left\s+on 1 December 2017, as known on 16 November 2016/);
    await until("the lanes", () => page.locator(".bars .stage").count().then((n) => n > 6));
    // Knowing more turns the answer.
    await page.getByRole("button", { name: "7 March 2017" }).click();
    await until("the answer turns", async () => /Party\s+on 1 December 2017, as known on 7 March 2017/.test(await text(page, ".lead")));
    await settled(page);
    await shot(page, "state-1600-light", true);
    await page.close();
  },

  async "ask about Crimea in the form, as known on two days"() {
    const page = await open("/ask");
    await page.getByLabel("When was it?").fill("2014-03-18");
    await page.getByRole("combobox", { name: "Where was it?" }).fill("Crim");
    await page.getByRole("option", { name: /^Crimea/ }).click();
    await page.getByRole("button", { name: "Suspect's nationality" }).click();
    await page.getByRole("combobox", { name: "Suspect's nationality" }).fill("Russia");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Crime", exact: false }).first().click();
    await page.getByRole("combobox", { name: "Crime" }).fill("war crimes");
    await page.keyboard.press("Enter");
    await page.getByLabel("As known on").fill("2016-11-14");
    await page.getByLabel("As known on").blur();
    await until("yes", async () => (await page.locator("#the-answer .verdict").count()) && (await verdict(page)) === "✓ yes");
    assert.match(await text(page, "#the-answer .verdict"), /through the acceptance by Ukraine/);
    await page.getByRole("button", { name: "Keep this answer and change something" }).click();
    await page.getByLabel("As known on").fill("2015-09-07");
    await page.getByLabel("As known on").blur();
    await until("no", async () => (await verdict(page)) === "✗ no");
    assert.match(await text(page, "#the-answer"), /The answer turns from yes to no/);
    assert.match(await page.locator("tr.changed").innerText(), /14 November 2016[\s\S]*7 September 2015/);
    const query = new URL(page.url()).searchParams;
    assert.deepEqual([query.get("date"), query.get("place"), query.get("suspect"), query.get("crime"), query.get("known")], ["2014-03-18", "crimea", "RUS", "war_crimes", "2015-09-07"]);
    await shot(page, "ask-before-after");
    await page.close();
  },

  async "a residual names the States, and one of them gives yes"() {
    const page = await open(views["ask-residual"]);
    await until("undetermined", async () => (await page.locator("#the-answer .verdict").count()) && (await verdict(page)) === "? undetermined");
    assert.match(await text(page, ".residual"), /one of 124 States/);
    await page.locator(".residual summary").click();
    await shot(page, "ask-residual");
    await page.locator(".residual").getByRole("button", { name: "Jordan" }).click();
    await until("yes", async () => (await verdict(page)) === "✓ yes");
    await page.close();
  },

  async "readings stand side by side when the law is disputed"() {
    const page = await open(views["ask-disputed"]);
    await until("disputed", async () => (await page.locator("#the-answer .verdict").count()) && (await verdict(page)) === "≠ disputed");
    assert.ok((await page.locator("#the-answer li.panel").count()) >= 2);
    assert.match(await text(page, "li.followed"), /The court follows this reading/);
    await page.close();
  },

  async "a proof opens down to the act and its source, and to the rule"() {
    const page = await open(views["ask-yes"]);
    await page.getByRole("button", { name: "Open every step" }).click();
    await page.getByRole("button", { name: "act UKR-2015-1" }).first().click();
    await until("the act's source", async () => /Source\s*icc-cpi\.int/.test(await text(page, ".tree .panel")));
    assert.match(await text(page, ".tree .panel"), /8 September 2015/);
    await page.locator(".tree").getByRole("button", { name: "provision 12(3)" }).first().click();
    await until("the rule beside its restatement", async () => (await page.locator(".tree pre").count()) > 0);
    await shot(page, "ask-proof-open", true);
    await page.close();
  },

  async "a point picked on the map becomes the place"() {
    const page = await open("/ask?date=2014-03-18&known=2016-11-14");
    await page.getByRole("button", { name: "Choose on a map" }).click();
    await until("the map", () => page.locator(".land path").count().then((n) => n > 100));
    await page.locator('[data-stop][data-place="TCD"]').click();
    await until("the place", () => new URL(page.url()).searchParams.get("place") === "TCD");
    await page.close();
  },

  async "the map of a question is painted place by place"() {
    const page = await open("/map?instrument=rome-statute&on=2016-11-16&known=2016-11-16&show=question&suspect=RUS&crime=war_crimes");
    await until("answers", () => page.locator('.land path[fill="var(--fill-green)"]').count().then((n) => n > 60), 90_000);
    assert.match(await text(page, "h1"), /What could the court reach on 16 November 2016/);
    // The Council referred Darfur, not Sudan.
    await until("Darfur: yes", () => page.locator('.parts [data-place="darfur"][fill="var(--fill-green)"]').count(), 90_000);
    assert.match(await page.locator('.land [data-place="sudan-outside-darfur"]').first().getAttribute("fill"), /crosses/);
    await until("Russia: no", () => page.locator('.stops [aria-label^="Russia: no"]').count(), 90_000);
    await shot(page, "map-question");
    await page.close();
  },

  async "a link opens the same answer in a browser that has never been here"() {
    const page = await open(views["ask-yes"]);
    await until("yes", async () => (await page.locator("#the-answer .verdict").count()) && (await verdict(page)) === "✓ yes");
    await page.getByRole("button", { name: "Cite" }).click();
    const citation = await page.locator("#citation").inputValue();
    assert.match(citation, /Crimea on 18 March 2014.*: yes, as known on 14 November 2016.*record [0-9a-f]{12}/);
    const link = page.url().slice(base.length);
    const said = await text(page, "#the-answer .verdict");
    const other = await fresh();
    const again = await open(link, { context: other });
    await until("the same", async () => (await again.locator("#the-answer .verdict").count()) && (await text(again, "#the-answer .verdict")) === said);
    assert.match(await text(again, "footer"), /law [0-9a-f]{12}, record [0-9a-f]{12}/);
    await other.close();
    await page.close();
  },

  async "back and forward walk through the answers"() {
    const page = await open(views.map);
    await mapReady(page);
    await page.locator('.stops [data-place="DZA"]').click();
    await until("the sheet", async () => (await text(page, "h1")) === "Algeria");
    await page.goBack();
    await until("the map again", async () => (await text(page, "h1")) === "Who was bound on 16 November 2016?");
    await page.close();
  },

  async "keyboard only: from the top to a State's sheet and its proof"() {
    const page = await open(views.map);
    await mapReady(page);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the answer");
    await page.keyboard.press("Enter");
    const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);
    let stops = 0;
    while (!(await page.evaluate(() => document.activeElement.hasAttribute("data-stop")))) {
      await page.keyboard.press("Tab");
      assert.ok(++stops < 15, "the map is far in the order of focus");
    }
    const first = await focused();
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await focused(), first);
    const name = (await focused()).split(/[:,]/)[0];
    await shot(page, "map-keyboard");
    await page.keyboard.press("Tab");
    assert.ok(!(await page.evaluate(() => document.activeElement.hasAttribute("data-stop"))), "the map holds the keyboard");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await until("the sheet", async () => page.url().includes("/state/"));
    await until("focus is on its name", () => page.evaluate(() => document.activeElement.tagName === "H1"));
    assert.ok(name.length > 2);
    await page.getByRole("heading", { name: "Why", exact: true }).waitFor();
    const toggle = page.locator(".tree button.toggle").first();
    await toggle.focus();
    const open_ = await toggle.getAttribute("aria-expanded");
    await page.keyboard.press("Enter");
    assert.notEqual(await toggle.getAttribute("aria-expanded"), open_);
    await page.close();
  },

  async "every view fits 360 pixels and 1600, and axe-core finds nothing, light and dark"() {
    const found = [];
    for (const [looks, options] of Object.entries({
      360: { width: 360, height: 780 }, 1600: {}, "1600-dark": { scheme: "dark" },
    })) {
      for (const [name, path] of Object.entries(views)) {
        const page = await open(path, options);
        await settled(page);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) found.push(`${name}, ${looks}: ${over} pixels too wide`);
        await shot(page, `${name}-${looks}`, looks === "360");
        if (name === "ask-yes") await page.getByRole("button", { name: "Open every step" }).click();
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
        for (const each of violations) found.push(`${name}, ${looks}: ${each.impact} ${each.id}: ${each.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(" | ")} ${each.nodes[0].failureSummary?.replace(/\s+/g, " ").slice(0, 200)}`);
        await page.close();
      }
    }
    assert.deepEqual(found, []);
  },

  async "no script or style in the page itself"() {
    if (!built) return "not asked of the development server";
    const answer = await fetch(base);
    const policy = answer.headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src '(self|none)'/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    const html = await answer.text();
    assert.doesNotMatch(html, /<style|style=|<script(?![^>]*\bsrc=)|\son\w+=/);
  },

  async "what does not exist is said in a sentence"() {
    // The browser complains of what was refused, here of the page itself.
    const refused = async () => {
      await until("the refusal", () => complaints.some((each) => /status of 404/.test(each)));
      complaints.splice(0, complaints.length, ...complaints.filter((each) => !/status of 404/.test(each)));
    };
    const page = await open("/nowhere");
    if (built) await refused();
    assert.match(await text(page, "main"), /No view has the address \/nowhere/);
    await page.goto(`${base}/act/rome-statute/XXX-1900-1`);
    await refused();
    await until("a sentence", async () => /no (such )?act/i.test(await text(page, "main")));
    await page.close();
  },

  async "the answer prints with its proof and without the form"() {
    const page = await open(views["ask-yes"]);
    await until("yes", async () => (await page.locator("#the-answer .verdict").count()) > 0);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("form[aria-label='The question']").isVisible(), false);
    assert.ok(await page.locator(".tree").isVisible());
    await page.setViewportSize({ width: 794, height: 1123 });
    await shot(page, "ask-print", true);
    await page.close();
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  if (!name.includes(only)) continue;
  const begin = Date.now();
  try {
    const note = await test();
    const said = complaints.splice(0);
    assert.deepEqual(said, [], "the page complained");
    console.log(`passed  ${name} (${Date.now() - begin} ms)${note ? `: ${note}` : ""}`);
  } catch (error) {
    failed += 1;
    complaints.length = 0;
    console.log(`FAILED  ${name}\n        ${error.message.split("\n").slice(0, 40).join("\n        ")}`);
    for (const page of browser.pages().slice(1)) {
      await page.screenshot({ path: join(shots, `failed-${name.replace(/\W+/g, "-")}.png`) }).catch(() => {});
      await page.close().catch(() => {});
    }
  }
}
await browser.close();
server.stop();
for (const profile of profiles) rmSync(profile, { recursive: true, force: true });
console.log(failed === 0 ? "The page passed." : `${failed} of the page's tests failed.`);
process.exit(failed === 0 ? 0 : 1);
