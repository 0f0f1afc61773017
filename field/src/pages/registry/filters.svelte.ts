// How the list of households is narrowed down, as long as the session lives: in memory only, like everything of it.

import type { Session } from "../../session/session.ts";
import type { Wanted } from "./listing.ts";

export interface Recalled {
  typed: string;
  village: string;
  wanted: Wanted;
}

const known = new WeakMap<object, Recalled>();

/** What was typed and chosen in this session. */
export function recalled(session: Session): Recalled {
  const before = known.get(session.commune);
  if (before) return before;
  const fresh: Recalled = $state({ typed: "", village: "", wanted: "" });
  known.set(session.commune, fresh);
  return fresh;
}
