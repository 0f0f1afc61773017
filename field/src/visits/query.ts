// What stands after the question mark of this page's address.

/** The value of `name` in `#/…?name=value`; null where it is not. */
export function asked(name: string, hash: string = location.hash): string | null {
  return new URLSearchParams(hash.split("?", 2)[1] ?? "").get(name);
}
