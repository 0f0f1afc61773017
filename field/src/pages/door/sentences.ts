// Why somebody cannot enter, and what to do about it.

import { counted, spoken, t } from "../../i18n/i18n.ts";
import type { Changing, VaultHead } from "../../vault/types.ts";
import type { Entering, Unsent } from "./doorway.ts";

type Refused = Exclude<Entering, { readonly state: "open" }>;

/** The sentence for a refused entry, or for a refused change of the ways in. */
export function whyNot(refused: Refused | Exclude<Changing, { readonly state: "changed" }>): string {
  switch (refused.state) {
    case "wrong":
      return refused.waitSeconds > 0
        ? t("Parola nu este cea de pe foaie. Așteptați {wait} și încercați din nou.", { wait: waitWords(refused.waitSeconds) })
        : t("Parola nu este cea de pe foaie. Verificați fiecare cuvânt și ordinea lor.");
    case "wait":
      return t("Prea multe încercări greșite. Mai așteptați {wait}. Ce ați scris este la locul lui.", { wait: waitWords(refused.waitSeconds) });
    case "contact":
      return whyContact(refused.why);
    case "missing":
      return t("Această persoană nu mai este pe tabletă. Adăugați-o din nou de la „Altă persoană”.");
    case "damaged":
      return t("Cheile de pe tabletă nu se mai pot citi. Predați ce nu s-a trimis, apoi scoateți persoana și adăugați-o din nou.");
    case "declined":
      return t("Amprenta nu a fost primită. Încercați din nou sau scrieți parola.");
    case "newer":
      return t("Pe această tabletă a lucrat o versiune mai nouă. Deschideți aplicația cu internet, ca să se înnoiască. Datele sunt la locul lor.");
    case "blocked":
      return t("Aplicația este deschisă și în altă fereastră, mai veche. Închideți-o pe aceea și încercați din nou.");
  }
}

/** Why the server has to be asked before this person may enter. */
export function whyContact(why: "lease_ended" | "clock_went_back" | "clock_in_the_past"): string {
  if (why === "lease_ended") return t("Tableta nu a mai vorbit cu serverul de prea multe zile. Mergeți unde este semnal și deschideți-o acolo o dată.");
  if (why === "clock_went_back") return t("Ceasul tabletei a fost dat înapoi. Puneți data și ora corecte în setările tabletei, sau deschideți-o o dată unde este semnal.");
  return t("Ceasul tabletei rămâne în urmă. Puneți data și ora corecte în setările tabletei, sau deschideți-o o dată unde este semnal.");
}

/** What to look at again in a passphrase that cannot be one; `stranger` as `strangerIn` says. */
export function whyNoPassphrase(stranger: number | null): string {
  if (stranger === null) return t("Parola are patru cuvinte. Scrieți-le pe toate, ca pe foaie; ajung primele patru litere din fiecare.");
  return t("Cuvântul {place} nu este scris ca pe foaie. Ajung primele patru litere din el.", { place: stranger });
}

/** Under a person's name at the door: whether she can enter here and now; empty when nothing stands in the way. */
export function needs({ lease }: Pick<VaultHead, "lease">): string {
  return lease.state === "open" ? "" : t("Are nevoie de semnal o dată");
}

/** "40 de secunde", "5 minute". */
export function waitWords(seconds: number): string {
  return seconds < 90 ? counted(seconds, "secundă", "secunde") : counted(Math.ceil(seconds / 60), "minut", "minute");
}

/** What somebody has on the tablet that nobody else has: "3 înregistrări, o ciornă"; empty for nothing. */
export function unsentWords({ commands, drafts, photos }: Unsent): string {
  return [
    commands > 0 ? counted(commands, "înregistrare netrimisă", "înregistrări netrimise") : "",
    drafts > 0 ? counted(drafts, "ciornă", "ciorne") : "",
    photos > 0 ? counted(photos, "fotografie netrimisă", "fotografii netrimise") : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** Bytes as people say them: "3,8 MB". */
export function sizeWords(bytes: number): string {
  const units = ["KB", "MB", "GB"];
  let [size, unit] = [bytes / 1024, 0];
  while (size >= 1000 && unit < units.length - 1) [size, unit] = [size / 1024, unit + 1];
  const shown = size >= 10 || unit === 0 ? String(Math.round(size)) : size.toFixed(1).replace(".", spoken() === "ro" ? "," : ".");
  return `${shown} ${units[unit]}`;
}
