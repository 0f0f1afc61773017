// Stops a build in which a page became too heavy for a village's line: what a first visit to it downloads, compressed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** Bytes, with the stylesheet and the typeface that the pages share. */
const MOST = 150 * 1024;
const SHARED_TEXT = ["impreuna.css", "emblem.svg"];
/** Compressed by themselves. */
const SHARED_FONTS = ["fonts/source-sans-3-latin.woff2", "fonts/source-sans-3-latin-ext.woff2"];

type Bundle = Rolldown.OutputBundle;

export function weigh(built: string): Plugin {
  return {
    name: "weigh",
    apply: "build",
    generateBundle(_options, bundle): void {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const entry = chunks.find((chunk) => chunk.isEntry);
      if (!entry) return;
      const shell = weightOf(bundle, [entry.fileName]) + sharedWeight(built);
      const pages = chunks
        .filter((chunk) => chunk.isDynamicEntry && chunk.facadeModuleId?.endsWith(".svelte"))
        .map((chunk) => ({ name: chunk.name, bytes: sharedWeight(built) + weightOf(bundle, [entry.fileName, chunk.fileName]) }))
        .sort((one, other) => other.bytes - one.bytes);
      const heaviest = pages[0] ?? { name: "-", bytes: shell };
      console.log(`field: shell ${shell} bytes gzipped, heaviest page ${heaviest.name} ${heaviest.bytes} (most ${MOST})`);
      const tooHeavy = pages.filter(({ bytes }) => bytes > MOST);
      if (tooHeavy.length > 0) {
        this.error(`Too heavy for a first visit: ${tooHeavy.map(({ name, bytes }) => `${name} ${bytes}`).join(", ")}`);
      }
    },
  };
}

/** The chunks named, everything that they import at once, and their styles. */
function weightOf(bundle: Bundle, names: readonly string[]): number {
  const needed = new Set<string>();
  const need = (name: string): void => {
    const file = bundle[name];
    if (!file || needed.has(name)) return;
    needed.add(name);
    if (file.type === "chunk") file.imports.forEach(need);
  };
  names.forEach(need);
  for (const name of [...needed]) {
    const file = bundle[name];
    if (file?.type === "chunk") file.viteMetadata?.importedCss.forEach((style) => needed.add(style));
  }
  return [...needed].reduce((sum, name) => sum + compressed(bundle[name]), 0);
}

function compressed(file: Bundle[string] | undefined): number {
  if (!file) return 0;
  return gzipSync(file.type === "chunk" ? file.code : file.source, { level: 9 }).length;
}

function sharedWeight(built: string): number {
  const text = SHARED_TEXT.map((name) => gzipSync(readFileSync(join(built, "ui", name)), { level: 9 }).length);
  const fonts = SHARED_FONTS.map((name) => readFileSync(join(built, "ui", name)).length);
  return [...text, ...fonts].reduce((sum, bytes) => sum + bytes, 0);
}
