// One set of words, marks and colours: the page's tokens and words against those
// of the printed report and of the terminal.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const text = (path) => readFileSync(join(home, path), "utf8");
const faults = [];

// The first light and the first dark block of a style: name -> colour.
function colours(css) {
  const blocks = [...css.matchAll(/:root\s*\{([^}]*)\}/g)].map(([, block]) =>
    new Map([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]+)/g)].map(([, name, value]) => [name, value])));
  return { light: blocks[0], dark: blocks[1] };
}
const page = colours(text("web/src/tokens.css"));
const report = colours(text("src/report/style.inc"));
for (const mode of ["light", "dark"]) {
  if (report[mode].size < 10) faults.push(`src/report/style.inc: no ${mode} colours were found`);
  for (const [name, value] of report[mode]) {
    if (page[mode].get(name) !== value) faults.push(`--${name}, ${mode}: ${value} in the report, ${page[mode].get(name)} on the page`);
  }
}

const words = JSON.parse(text("web/src/words.json"));
// Where the terminal's faces stand.
const look = ["src/cli/look.cc", "src/answers/look.cc"].map((path) => { try { return text(path); } catch { return ""; } }).find((source) => source !== "");
const faces = [...look.matchAll(/Face \w+_face\{"(\w+)", "([^"]+)", "[^"]+", (\w+)\}/g)];
if (faces.length !== words.conclusions.length) faults.push(`look.cc has ${faces.length} faces, words.json ${words.conclusions.length} conclusions`);
for (const [, word, mark, colour] of faces) {
  const here = words.conclusions.find((each) => each.word === word);
  if (here?.mark !== mark || here?.colour !== colour) faults.push(`${word}: ${mark} ${colour} in the terminal, ${here?.mark} ${here?.colour} on the page`);
}
const coloured = [...look.matchAll(/\{"(\w+)", (green|red|yellow|violet)\}/g)];
if (coloured.length < 10) faults.push("look.cc: the colours of statuses were not found");
for (const [, word, colour] of coloured) {
  const here = [...words.statuses, ...words.outcomes].find((each) => each.word === word);
  if (here && here.colour !== colour) faults.push(`${word}: ${colour} in the terminal, ${here.colour} on the page`);
}

if (faults.length > 0) {
  console.log(faults.join("\n"));
  process.exit(1);
}
console.log(`${report.light.size + report.dark.size} colours, ${faces.length} conclusions and ${coloured.length} words agree.`);
