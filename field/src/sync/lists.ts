// The national lists and the villages of the commune: fetched when their digest is another one, older editions kept.

import type { SentLists } from "../nomenclature/lists.ts";
import { Lists } from "../nomenclature/lists.ts";
import type { Meta } from "../store/types.ts";
import type { Wire } from "./wire.ts";

/** How many editions before the one in force are kept. */
const OLDER = 3;

/** The lists that are kept; undefined before the first fetching, or when what is kept cannot be read. */
export function keptLists(meta: Meta): Lists | undefined {
  const sent = meta.get("lists") as SentLists | undefined;
  const older = (meta.get("olderLists") ?? []) as readonly Pick<SentLists, "edition" | "content">[];
  return sent && new Lists(sent, older);
}

/** The lists of this digest, fetched and kept; undefined when they are here already. Rejects with `Trouble`. */
export async function fetchLists(wire: Wire, meta: Meta, digest: string): Promise<Lists | undefined> {
  const before = meta.get("lists") as SentLists | undefined;
  if (before?.digest === digest) return undefined;
  const sent = await wire.json<SentLists>("/api/sync/lists");
  const isOther = before !== undefined && before.edition !== sent.edition;
  const older = meta.get("olderLists") ?? [];
  const olderLists = isOther ? [{ edition: before.edition, content: before.content }, ...older].slice(0, OLDER) : older;
  await meta.set({ lists: sent, olderLists });
  return keptLists(meta);
}

/** Lists of a tablet that has none yet: nothing is asked, nothing found. */
export function noLists(): Lists {
  const content = { topics: [], questions: [], contradictions: [], areas: [], vulnerabilities: [], services: [], parameters: [] };
  return new Lists({ digest: "", edition: 0, content, parameters: [], villages: [], commune: { id: 0, name: "" } });
}
