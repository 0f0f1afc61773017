// Builds what measures searching into one script, the tablet's own modules in it as they are.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("."),
  logLevel: "error",
  build: { target: "es2022", lib: { entry: at("search.ts"), formats: ["iife"], name: "bench", fileName: () => "search.js" } },
});
