// Why something is refused, in the words that the server uses too: contracts/reasons.json. Their English comes with the
// other translations, and only where it is spoken.

import romanian from "../../../contracts/reasons.json";
import type { Outcome } from "../kernel/types.ts";
import { t, type Catalogue } from "./i18n.ts";

const SENTENCES: Catalogue = romanian;

/** The sentence of a reason with its facts; the reason itself where this version has no words for it. */
export function explain(reason: string, facts: Readonly<Record<string, unknown>> = {}): string {
  return t(SENTENCES[reason] ?? reason, facts);
}

/** Why the server refused, in the tablet's language; in the server's own sentence where this version has no words for it. */
export function whyRefused({ reason, facts, sentence }: Pick<Outcome, "reason" | "facts" | "sentence">): string {
  return reason !== null && reason in SENTENCES ? explain(reason, facts) : sentence;
}

/** The translations of the sentences, by their Romanian text; `of` has them by reason. */
export function translations(of: Catalogue): Catalogue {
  return Object.fromEntries(Object.entries(of).map(([reason, sentence]) => [SENTENCES[reason] ?? reason, sentence]));
}
