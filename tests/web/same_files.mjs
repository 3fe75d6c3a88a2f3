// Compares two built pages by what is in their files, not by how it is packed:
// another zlib packs otherwise.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";

function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

function read(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const faults = [];
  for (const { file, sha256, bytes } of manifest) {
    const plain = gunzipSync(readFileSync(join(folder, file)));
    if (plain.length !== bytes || createHash("sha256").update(plain).digest("hex") !== sha256) faults.push(`${file} is not what its manifest says`);
  }
  const listed = new Set([...manifest.map(({ file }) => file), "manifest.json"]);
  for (const path of files(folder)) if (!listed.has(relative(folder, path))) faults.push(`${relative(folder, path)} is not in the manifest`);
  return { manifest: new Map(manifest.map((each) => [each.path, each])), faults };
}

const [again, kept] = process.argv.slice(2).map(read);
const faults = [...kept.faults];
for (const [path, { sha256 }] of again.manifest) {
  if (!kept.manifest.has(path)) faults.push(`${path} is missing`);
  else if (kept.manifest.get(path).sha256 !== sha256) faults.push(`${path} differs`);
}
for (const path of kept.manifest.keys()) if (!again.manifest.has(path)) faults.push(`${path} is left over`);
if (faults.length > 0) {
  console.log(`web/built is not what the sources give; run make web.\n  ${faults.join("\n  ")}`);
  process.exit(1);
}
console.log(`${kept.manifest.size} files, as the sources give them.`);
