// Throwing an unfinished form away, with the photo that was taken for it: nothing of it stays on the tablet.

import type { Commune, Draft, Drafts, Files } from "../session/session.ts";
import type { Id } from "../kernel/types.ts";

interface Where {
  readonly commune: Pick<Commune, "household">;
  readonly drafts: Pick<Drafts, "open" | "discard">;
  readonly files: Pick<Files, "discard">;
}

/** Throws away the draft and its photo. */
export async function discardDraft(where: Where, id: Id): Promise<void> {
  const draft = await where.drafts.open(id);
  await where.drafts.discard(id);
  if (draft) await discardPicture(where, draft.about, digestIn(draft));
}

/** Throws away a picture of a household, unless an act speaks of the very same one. */
export async function discardPicture({ commune, files }: Pick<Where, "commune" | "files">, household: Id, digest: string | undefined): Promise<void> {
  const isAttached = commune.household(household)?.attachments.some((each) => each.digest === digest) ?? false;
  if (digest && !isAttached) await files.discard(digest);
}

/** The digest of the photo in a draft; undefined when there is none. */
export function digestIn({ content }: Pick<Draft, "content">): string | undefined {
  return (content["kept"] as { readonly digest?: string } | null | undefined)?.digest;
}
