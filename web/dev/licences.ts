// Writes licences.txt beside the built page: the terms of every package whose
// code went into it, and of the base map.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import type { Plugin } from "vite";

export function licences(): Plugin {
  return {
    name: "ratione-licences",
    apply: "build",
    generateBundle(_, bundle) {
      const found = new Set(["world-atlas"]);
      for (const chunk of Object.values(bundle)) {
        for (const id of chunk.type === "chunk" ? Object.keys(chunk.modules) : []) {
          const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.split(sep).join("/"))?.[1];
          if (name) found.add(name);
        }
      }
      const texts = [...found].sort().map((name) => {
        const folder = join(import.meta.dirname, "..", "node_modules", name);
        const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string; license: string };
        const file = existsSync(folder) ? readdirSync(folder).find((each) => /^licen[cs]e/i.test(each)) : undefined;
        return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), "utf8").trim() : "Its package holds no text of the licence."}\n`;
      });
      this.emitFile({ type: "asset", fileName: "licences.txt", source: `Code of others in this page, and its base map\n\n${texts.join(`\n${"-".repeat(72)}\n\n`)}` });
    },
  };
}
