// What an effect is: how the rows will look once the server has carried out a command.

import type { Lists } from "../../nomenclature/lists.ts";
import type { Command, Id, Me, Row } from "../../kernel/types.ts";
import type { Household } from "../views.ts";

/** What an effect may look at. */
export interface Known {
  readonly me: Me;
  readonly lists: Lists;
  row<R extends Row>(kind: R["kind"], id: Id): R | undefined;
  household(id: Id): Household | undefined;
  /** The rows of a kind about a household or a person. */
  about<R extends Row>(home: Id, kind: R["kind"]): R[];
}

/** The rows as they will look: new ones with the number 0, changed ones with the one they have. Pure. */
export type Effect = (command: Command, known: Known) => readonly Row[];

/** The fields of a command, read as the kind says; `contracts/commands` says which are there. */
export function fieldsOf<F>(command: Command): Command & F {
  return command as Command & F;
}

/** When what the command says happened, as the server will write it. */
export function momentOf(command: Command): string {
  return command.happened_at ?? command.recorded_at;
}
