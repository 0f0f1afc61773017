// What somebody signs, as one number: the same here, on the server and in a document that is printed
// (impreuna/cases/rules/digests.py).

type Content = Readonly<Record<string, unknown>>;

/** The content of an entry as JSON in one form only: keys in the order of their code points, without spaces. */
export function canonical(content: Content): string {
  return JSON.stringify(content, (_name, value: unknown) => (isObject(value) ? inOrder(value) : value));
}

/** SHA-256 of the content of an entry, hexadecimal. */
export async function digestOf(content: Content): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(content)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function isObject(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inOrder(value: Content): Content {
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
