// A browser writes what stands in a form into its list of open tabs, in the clear, unless the control says not to.
import { expect, test } from "vitest";

const sources: Record<string, string> = import.meta.glob("../**/*.svelte", { query: "?raw", import: "default", eager: true });

/** The opening tags of forms and controls in `source`, whole. */
function controlsIn(source: string): string[] {
  return [...source.matchAll(/<(?:form|input|textarea|select)\b/g)].map(({ index }) => {
    let [end, depth] = [index, 0];
    while (source[end] !== ">" || depth > 0) {
      depth += source[end] === "{" ? 1 : source[end] === "}" ? -1 : 0;
      end += 1;
    }
    return source.slice(index, end);
  });
}

test.each(Object.entries(sources).filter(([, source]) => controlsIn(source).length > 0))("%s", (_path, source) => {
  expect(controlsIn(source).filter((tag) => !tag.includes('autocomplete="off"'))).toEqual([]);
});
