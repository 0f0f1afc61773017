// Addresses after the #: they never reach a server or its log. `#/gospodarii/:id` and the like.

export interface Route {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** Where `hash` leads among `patterns` (name → "/gospodarii/:id"); the first that fits, else null. */
export function match(hash: string, patterns: Readonly<Record<string, string>>): Route | null {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const parts = split(path);
  for (const [name, pattern] of Object.entries(patterns)) {
    const parameters = fit(parts, split(pattern));
    if (parameters) return { name, parameters, query: new URLSearchParams(query) };
  }
  return null;
}

function split(path: string): string[] {
  return path.split("/").filter(Boolean);
}

function fit(parts: readonly string[], pattern: readonly string[]): Record<string, string> | null {
  if (parts.length !== pattern.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index]!;
    if (expected.startsWith(":")) parameters[expected.slice(1)] = decodeURIComponent(part);
    else if (expected !== part) return null;
  }
  return parameters;
}

/** Goes to an address of the application, as a link would. */
export function go(address: string): void {
  location.hash = address.replace(/^#/, "");
}

/** Where a page that was opened on the way leads back to: the `inapoi` of its address, else `usual`. */
export function cameFrom(usual: string, hash = location.hash): string {
  const back = new URLSearchParams(hash.split("?", 2)[1] ?? "").get("inapoi");
  return back?.startsWith("#/") ? back : usual;
}
