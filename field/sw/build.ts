// Writes sw.js with the list of files that a start without a network needs, each with its digest.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** What the pages of the office and the tablet share. */
const SHARED = ["impreuna.css", "emblem.svg", "fonts/source-sans-3-latin.woff2", "fonts/source-sans-3-latin-ext.woff2"];

interface Kept {
  readonly url: string;
  readonly integrity: string;
}

export function serviceWorker(built: string): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    enforce: "post",
    closeBundle(): void {
      const target = join(built, "field");
      if (!existsSync(join(target, "index.html"))) return;
      const own = readdirSync(target, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(target.length + 1))
        .filter((name) => name !== "index.html" && name !== "sw.js")
        .sort();
      const files = [
        kept("/teren/", join(target, "index.html")),
        ...SHARED.map((name) => kept(`/static/ui/${name}`, join(built, "ui", name))),
        ...own.map((name) => kept(`/static/field/${name}`, join(target, name))),
      ];
      const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 12);
      const source = readFileSync(fileURLToPath(new URL("sw.js", import.meta.url)), "utf8");
      const filled = source.replace('"__VERSION__"', JSON.stringify(version)).replace('"__FILES__"', JSON.stringify(files));
      writeFileSync(join(target, "sw.js"), filled);
    },
  };
}

function kept(url: string, path: string): Kept {
  const digest = createHash("sha256").update(readFileSync(path)).digest("base64");
  return { url, integrity: `sha256-${digest}` };
}
