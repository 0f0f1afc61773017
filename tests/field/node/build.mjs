// Bundles the proof with the tablet's own code into build/field-proof, for Node.  node tests/field/node/build.mjs
import { copyFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = at("../../../build/field-proof");

await build({
  configFile: false,
  root: at("."),
  logLevel: "warn",
  build: {
    ssr: at("proof.ts"),
    outDir: folder,
    emptyOutDir: true,
    target: "node20",
    minify: false,
    rollupOptions: { output: { entryFileNames: "proof.mjs" } },
  },
});
await copyFile(at("worker.mjs"), `${folder}/worker.mjs`);
