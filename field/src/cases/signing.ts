// A signature on an entry of a case as it is prepared, and the commands that it becomes: the picture, where it can be
// kept with a household, and SignEntry with the digest of what was shown.

import { explain } from "../i18n/reasons.ts";
import { t } from "../i18n/i18n.ts";
import { clean } from "../kernel/text.ts";
import type { CaseEntryRow, Command, Id } from "../kernel/types.ts";
import type { Fields } from "../session/session.ts";
import { isSigned, type Strokes } from "../visits/strokes.ts";

export interface Signing {
  /** The picture's own id: sent twice, it is one. */
  readonly id: Id;
  signer: string;
  function: string;
  /** Drawn on the glass, or on paper. */
  how: "drawn" | "paper";
  strokes: Strokes;
}

export const SIGNERS: readonly string[] = [/* t */ "părinte", /* t */ "copil", /* t */ "reprezentant legal", /* t */ "client", /* t */ "membru al echipei"];

export function beginSigning(id: Id, canDraw: boolean): Signing {
  return { id, signer: "", function: "", how: canDraw ? "drawn" : "paper", strokes: [] };
}

export function signingFromCommand(command: Command, id: Id): Signing {
  const text = (field: string): string => String(command[field] ?? "");
  return { id, signer: text("signer"), function: text("function"), how: text("how") === "drawn" ? "drawn" : "paper", strokes: [] };
}

/** What is wrong, by the field's id. */
export function problemsOfSigning({ signer, function: as, how, strokes }: Signing): Record<string, string> {
  const problems: Record<string, string> = {};
  if (!clean(signer)) problems["signer"] = explain("signature_needs_name");
  if (!as) problems["function"] = t("Alegeți cine este cel care semnează.");
  if (how === "drawn" && !isSigned(strokes)) problems["signature"] = t("Semnați în chenar, sau alegeți că a semnat pe hârtie.");
  return problems;
}

/** The fields of `SignEntry`; `digest` is that of what was shown. */
export function signingFields({ case_id, id }: Pick<CaseEntryRow, "case_id" | "id">, signing: Signing, digest: string): Fields {
  const isDrawn = signing.how === "drawn";
  return {
    ...{ case_id, about_id: id, signer: clean(signing.signer), function: signing.function, digest, how: signing.how },
    attachment_id: isDrawn ? signing.id : null,
  };
}
