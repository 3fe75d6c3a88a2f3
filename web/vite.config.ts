import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { api } from "./dev/api.ts";
import { licences } from "./dev/licences.ts";

export default defineConfig({
  plugins: [svelte(), api(), licences()],
  build: {
    outDir: "dist",
    target: "es2022",
    // No data: addresses, no script in the page: the content policy forbids both.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
