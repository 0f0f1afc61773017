// What becomes of findings when a visit is recorded. The twin of impreuna/assessment/rules/settle.py.

import type { FindingState } from "../../kernel/types.ts";

type Evidence = Readonly<Record<string, unknown>>;

/** States in which a finding asks for something to be done. */
export const LIVE: readonly FindingState[] = ["proposed", "confirmed"];
/** What changes from day to day without anybody answering otherwise. */
const PASSING = ["age", "age_months", "age_days"];

/** A finding as it stands before a visit. */
export interface Standing {
  readonly state: FindingState;
  readonly severity: number;
  readonly evidence: Evidence;
}

/** What the rule says after the visit: true with its severity and evidence, false, or null (undetermined). */
export interface Verdict {
  readonly is_true: boolean | null;
  readonly severity: number;
  readonly evidence: Evidence;
}

/** What a visit makes of the finding `before` (null: never found); null when it stays as it is. */
export function settle(before: Standing | null, verdict: Verdict): Standing | null {
  if (verdict.is_true === null) return null;
  if (!verdict.is_true) return before && LIVE.includes(before.state) ? { ...before, state: "resolved" } : null;
  const { severity, evidence } = verdict;
  if (before === null || before.state === "resolved") return { state: "proposed", severity, evidence };
  const isOther = lasting(before.evidence) !== lasting(evidence);
  if (before.state === "refuted") return isOther ? { state: "proposed", severity, evidence } : null;
  return isOther || before.severity !== severity ? { state: before.state, severity, evidence } : null;
}

/** Evidence without what time alone changes, in a form that can be compared. */
function lasting(evidence: Evidence): string {
  const lasting = Object.entries(evidence).filter(([name]) => !PASSING.includes(name));
  return JSON.stringify(lasting.sort(([one], [other]) => (one < other ? -1 : 1)));
}
