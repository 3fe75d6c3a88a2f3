// Builds the page into web/built: what `ratione serve` hands out, compressed,
// with a list of it. The same sources give the same bytes, on any machine and in
// any folder: no times, no absolute paths.
//
//   node scripts/build.mjs [OUT-FOLDER]      (web/built)
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, gzipSync } from "node:zlib";
import { build } from "vite";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
// Compilers put paths into what they make, as seen from where they run.
const out = resolve(process.argv[2] ?? join(web, "built"));
process.chdir(web);
// First view: what the server has to send before the map is there.
const firstViewLimit = 300_000;

const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
};

execFileSync(process.execPath, [join(web, "scripts/make_map.mjs"), join(web, "made")], { stdio: "inherit" });
const dist = mkdtempSync(join(tmpdir(), "ratione-page-"));
await build({ root: web, configFile: join(web, "vite.config.ts"), logLevel: "warn", build: { outDir: dist, emptyOutDir: true } });

function files(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

rmSync(out, { recursive: true, force: true });
const list = files(dist).map((source) => {
  const path = relative(dist, source).replaceAll("\\", "/");
  const plain = readFileSync(source);
  const type = types[extname(path)];
  if (!type) throw new Error(`${path} has no type here; add its ending to web/scripts/build.mjs.`);
  const packed = gzipSync(plain, { level: constants.Z_BEST_COMPRESSION });
  packed[9] = 255;  // the system that packed it: not said
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, `${path}.gz`), packed);
  return {
    path: `/${path}`, file: `${path}.gz`, type, bytes: plain.length,
    sha256: createHash("sha256").update(plain).digest("hex"), immutable: path.startsWith("assets/"),
  };
});
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(list, null, 1)}\n`);
rmSync(dist, { recursive: true });

const packedSize = (test) => list.filter(({ path }) => test(path)).reduce((sum, { file }) => sum + statSync(join(out, file)).size, 0);
const first = packedSize((path) => /^\/index\.html|\/index-[^/]*\.(js|css)$|\/world-[^f][^/]*\.json$/.test(path));
console.log(`${list.length} files, ${packedSize(() => true)} bytes compressed, ${first} of them for the first view.`);
if (first > firstViewLimit) {
  console.error(`The first view is over ${firstViewLimit} bytes.`);
  process.exit(1);
}
