// A piece imports only pieces below it: the order of docs/developers/field.md, from the ground up. Types may look anywhere.
import { expect, test } from "vitest";

/** Each line may import the ones above it, and its own. */
const FLOORS = [
  ["kernel", "i18n"],
  ["rules"],
  ["nomenclature"],
  ["vault", "store"],
  ["assessment/rules", "cases/rules"],
  ["commune"],
  ["sync"],
  ["session"],
  ["training"],
  ["ui", "live.svelte.ts", "router.ts"],
  ["assessment", "visits", "cases", "pages"],
  ["pages.ts", "Opened.svelte", "App.svelte", "main.ts"],
];

const sources: Record<string, string> = import.meta.glob("./**/*.{ts,svelte}", { query: "?raw", import: "default", eager: true });

/** The floor of a file: of its folder's, or of a folder's within that has one of its own. */
function floorOf(path: string): number {
  const [folder, within] = path.split("/");
  const own = FLOORS.findIndex((names) => names.includes(`${folder}/${within}`));
  return own >= 0 ? own : FLOORS.findIndex((names) => names.includes(folder!));
}

/** The files of this application whose values `source`, at `path`, imports. */
function importedBy(path: string, source: string): string[] {
  const folder = path.split("/").slice(0, -1);
  const statements = source.matchAll(/^\s*(?:import|export)\s+(?!type\b)[^;]*?from\s+"(\.[^"]+)"/gm);
  return [...statements]
    .filter(([statement]) => !/\{[^}]*\}/.test(statement) || /\{[^}]*\b(?!type )\w[^}]*\}/.test(statement.replace(/\btype \w+( as \w+)?,?/g, "")))
    .map(([, target]) => {
      const parts = [...folder];
      for (const part of target!.split("/")) {
        if (part === "..") parts.pop();
        else if (part !== ".") parts.push(part);
      }
      return parts.join("/");
    });
}

test.each(Object.entries(sources).filter(([path]) => !path.endsWith(".test.ts") && !path.includes("/testing/")))("%s", (file, source) => {
  const path = file.slice(2);
  expect(floorOf(path), "give its folder a floor").toBeGreaterThanOrEqual(0);
  expect(importedBy(path, source).filter((target) => floorOf(target) > floorOf(path))).toEqual([]);
});
