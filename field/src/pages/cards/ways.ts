// What can be done with a command that the server refused: corrected in its form, sent again, or, where its case does not
// take it any more, its words kept as a note.

import { FORMS } from "../../cases/forms.ts";
import { isAct, refusalOf } from "../../cases/rules/acts.ts";
import type { Command, Id } from "../../kernel/types.ts";
import type { Commune } from "../../session/session.ts";
import { formOf, textsOf } from "./telling.ts";

export interface Ways {
  /** The address where it is corrected; null where there is nothing to correct. */
  readonly form: string | null;
  /** The address where its words become a note; null where they may not. */
  readonly note: string | null;
  /** Whether the case as it stands does not take it: corrected or not, it would be refused again. */
  readonly isStuck: boolean;
}

/** `mayNote`: whether this person writes notes. */
export function waysOf(command: Command, commune: Pick<Commune, "caseFile" | "household">, mayNote: boolean): Ways {
  const typed = Object.keys(textsOf(command)).length > 0 ? `#/de-hotarat/${command.id}` : null;
  if (!isAct(command.kind) || command.kind === "RegisterNotice") return { form: formOf(command) ?? typed, note: null, isStuck: false };
  const file = commune.caseFile(command["case_id"] as Id);
  // The case is not on this tablet any more, so that its form is not either; what was typed is.
  if (!file) return { form: typed, note: null, isStuck: true };
  const isStuck = refusalOf(command.kind, file.row, file.functions) !== null;
  const home = file.row.household_id ?? "";
  // What a restricted case says is for its team alone; a note is read by others too.
  const isTold = command.kind in FORMS || command.kind === "DiscussInMeeting";
  const isNote = isStuck && mayNote && isTold && !file.row.is_restricted && commune.household(home) !== undefined;
  return { form: formOf(command) ?? typed, note: isNote ? `#/gospodarii/${home}/nota?din=${command.id}` : null, isStuck };
}
