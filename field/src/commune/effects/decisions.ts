// What professionals decide about findings (impreuna/assessment/commands/decide.py).

import { cleanLines } from "../../kernel/text.ts";
import type { FindingRow, FindingState, Id } from "../../kernel/types.ts";
import { fieldsOf, momentOf, type Effect } from "./effect.ts";

interface Decision {
  readonly finding_id: Id;
  readonly decision: string;
  readonly note?: string;
}

const THEN: Readonly<Record<string, FindingState>> = { confirmed: "confirmed", refuted: "refuted", open: "proposed" };

export const decideFindings: Effect = (command, known) => {
  const { decisions } = fieldsOf<{ decisions: readonly Decision[] }>(command);
  return decisions.flatMap(({ finding_id, decision, note }) => {
    const finding = known.row<FindingRow>("finding", finding_id);
    const state = THEN[decision];
    if (!finding || !state || finding.state === state || finding.state === "resolved") return [];
    const isOpen = state === "proposed";
    const decided_at = isOpen ? null : momentOf(command);
    const decided_by = isOpen ? "" : known.me.name;
    return [{ ...finding, state, decided_at, decided_by, note: cleanLines(note ?? "") }];
  });
};
