import { newId } from "../kernel/ids.ts";
import type { Id } from "../kernel/types.ts";

/** A new id for something that is made on a page. */
export function freshId(): Id {
  return newId({ now: () => Date.now(), random: (bytes) => crypto.getRandomValues(bytes) });
}
