// Why something is refused, in the words that the server uses too: contracts/reasons.json and its English.

import english from "../../../contracts/reasons.en.json";
import romanian from "../../../contracts/reasons.json";
import { spoken, type Catalogue } from "./i18n.ts";

const SENTENCES: Readonly<Record<"ro" | "en", Catalogue>> = { ro: romanian, en: english };

/** The sentence of a reason with its facts; the reason itself where this version has no words for it. */
export function explain(reason: string, facts: Readonly<Record<string, unknown>> = {}): string {
  const sentence = SENTENCES[spoken()][reason] ?? reason;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));
}
