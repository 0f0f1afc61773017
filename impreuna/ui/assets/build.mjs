// Builds build/static/ui from assets and packages: one stylesheet, two scripts, two font files, one icon.
// Names carry no hash: whitenoise adds it. `--check` compiles, measures and writes nothing.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as sass from "sass";
import subsetFont from "subset-font";

const MOST_STYLE = 16 * 1024; // bytes of gzipped CSS that a first visit on a village's line may cost
const MOST_SCRIPT = 4 * 1024; // bytes of gzipped JavaScript of our own

// The letters of Romanian, Hungarian and the other languages of the country's people in Latin script; what a page writes
// besides, it writes in the system's typeface. The whole files would be 89 KB, these are 36.
const LETTERS = {
  latin: `${letters(0x20, 0x7e)}${letters(0xa0, 0xff)}–—‘’“”„…•€→·−×≤≥`,
  "latin-ext": `${letters(0x100, 0x17f)}${letters(0x218, 0x21b)}ẞ`,
};

const assets = dirname(fileURLToPath(import.meta.url));
const root = join(assets, "..", "..", "..");
const packages = join(root, "node_modules");
const target = join(root, "build", "static", "ui");
const checkOnly = process.argv.includes("--check");

const style = sass.compile(join(assets, "impreuna.scss"), {
  style: "compressed",
  loadPaths: [packages, assets],
  quietDeps: true,
}).css;
const script = readFileSync(join(assets, "page.js"), "utf8");

const measured = { style: gzipSync(style, { level: 9 }).length, script: gzipSync(script, { level: 9 }).length };
console.log(`stylesheet ${measured.style} bytes gzipped (most ${MOST_STYLE}), own script ${measured.script} (most ${MOST_SCRIPT})`);
if (measured.style > MOST_STYLE || measured.script > MOST_SCRIPT) {
  console.error("The page would be too heavy: take something out of impreuna/ui/assets or its components.");
  process.exit(1);
}
if (/GDS Transport|crown/i.test(style)) {
  console.error("The stylesheet names the British government's typeface or crown, which are not ours to use.");
  process.exit(1);
}

if (!checkOnly) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(join(target, "fonts"), { recursive: true });
  writeFileSync(join(target, "impreuna.css"), style);
  writeFileSync(join(target, "page.js"), script);
  copyFileSync(join(assets, "emblem.svg"), join(target, "emblem.svg"));
  copyFileSync(join(packages, "htmx.org", "dist", "htmx.min.js"), join(target, "htmx.min.js"));
  const files = join(packages, "@fontsource-variable", "source-sans-3", "files");
  for (const [part, kept] of Object.entries(LETTERS)) {
    const whole = readFileSync(join(files, `source-sans-3-${part}-wght-normal.woff2`));
    writeFileSync(join(target, "fonts", `source-sans-3-${part}.woff2`), await subsetFont(whole, kept, { targetFormat: "woff2" }));
  }
}

function letters(first, last) {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
}
