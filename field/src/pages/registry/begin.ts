// A form about a household or a person starts in two steps: what it is about, then what it begins from.

import type { Live } from "../../live.svelte.ts";
import type { Household, Member } from "../../commune/views.ts";
import type { Id, PersonRow } from "../../kernel/types.ts";
import { fullName } from "../../commune/names.ts";

/** A person with the household in which she lives now, if any. */
export interface Known {
  readonly row: PersonRow;
  readonly name: string;
  readonly home: { readonly household: Household; readonly member: Member } | undefined;
}

/** The person with this id, alive or not; undefined when the tablet does not have her. */
export function personOf(open: Live, id: Id): Known | undefined {
  const row = open.commune.row<PersonRow>("person", id);
  return row && { row, name: fullName(row.last_name, row.first_name), home: open.commune.member(id) };
}
