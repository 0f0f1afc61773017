// The words and colours of the census (impreuna/assessment/templatetags/assessment.py).

import { spoken, t } from "../i18n/i18n.ts";
import type { FindingState } from "../kernel/types.ts";
import type { Level } from "./priority.ts";
import type { Tone } from "../ui/tones.ts";

export const SEVERITY_TONES: Readonly<Record<number, Tone>> = { 4: "red", 3: "amber", 2: "blue", 1: "grey" };
export const STATE_TONES: Readonly<Record<FindingState, Tone>> = {
  proposed: "purple",
  confirmed: "red",
  refuted: "grey",
  resolved: "green",
};
export const LEVEL_TONES: Readonly<Record<Level, Tone>> = {
  urgent: "red",
  high: "amber",
  medium: "blue",
  low: "grey",
  none: "green",
};

/** How grave a vulnerability is, in a word; severities are 1 to 4. */
export function severityInWords(severity: number): string {
  return [t("Ușoară"), t("Medie"), t("Gravă"), t("Urgentă")][severity - 1] ?? "";
}

/** What was decided of a finding, in a word. */
export function stateInWords(state: FindingState): string {
  return { proposed: t("Propusă"), confirmed: t("Confirmată"), refuted: t("Infirmată"), resolved: t("Rezolvată") }[state];
}

/** `text` with a capital. */
export function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase(spoken()) + text.slice(1);
}
