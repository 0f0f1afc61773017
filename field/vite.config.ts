// Builds the tablet application into build/static/field, with its service worker and the list of what it keeps.
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { serviceWorker } from "./sw/build.ts";
import { weigh } from "./sw/weigh.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ command }) => ({
  root: at("."),
  base: command === "build" ? "/static/field/" : "/",
  publicDir: at("./public"),
  plugins: [svelte({ configFile: at("./svelte.config.js") }), serviceWorker(at("../build/static")), weigh(at("../build/static"))],
  worker: { format: "iife" },
  build: { outDir: at("../build/static/field"), emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
  // A trial of the pages alone, without a server: the training commune (`npm run dev:field`).
  server: { port: 5173, proxy: { "/static/ui": "http://127.0.0.1:8000", "/api": "http://127.0.0.1:8000" } },
}));
