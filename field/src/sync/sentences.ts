// What the person is told of sending and fetching.

import { t } from "../i18n/i18n.ts";
import type { Trouble, TroubleKind } from "./wire.ts";

const SENTENCES: Readonly<Record<TroubleKind, string>> = {
  offline: /* t */ "Fără legătură cu serverul. Lucrați mai departe: totul se păstrează pe tabletă și pleacă singur.",
  busy: /* t */ "Serverul este ocupat. Tableta încearcă din nou singură.",
  torn: /* t */ "Legătura s-a întrerupt. Tableta continuă singură de unde a rămas.",
  unknown:
    /* t */ "Serverul nu mai cunoaște tableta. Ce ați scris rămâne aici. Înscrieți-vă din nou sau cereți ajutor.",
  role_ended: /* t */ "Rolul dumneavoastră s-a încheiat.",
  revoked: /* t */ "Tableta a fost scoasă din folosință.",
  too_old: /* t */ "Aplicația este prea veche pentru server. Închideți-o și deschideți-o din nou, cu internet.",
  full: /* t */ "Tableta este plină: ce e nou pe server nu mai încape. Ce ați scris se păstrează; eliberați loc.",
  failed: /* t */ "Aplicația nu a reușit să schimbe date cu serverul. Nimic nu s-a pierdut; încearcă din nou singură.",
  refused: /* t */ "Serverul nu a primit ce a trimis tableta. Nimic nu s-a pierdut; cereți ajutorul coordonatorului.",
};

/** What the trouble asks of the person. */
export function sentenceOf({ kind }: Trouble): string {
  return t(SENTENCES[kind]);
}

/** Why the session closed by itself, and where unsent work is. */
export function farewellOf(kind: TroubleKind, isGone: boolean): string {
  const where = isGone
    ? t("Ce nu era trimis s-a predat primăriei, iar datele familiilor s-au șters de pe tabletă.")
    : t("Ce nu s-a putut preda rămâne pe tabletă, sigilat. Deschideți aplicația din nou când aveți internet.");
  return `${t(SENTENCES[kind])} ${where}`;
}

/** What the server does not understand yet stays here. */
export function notUnderstood(): string {
  return t("Serverul este mai vechi decât aplicația. Ce nu înțelege încă rămâne pe tabletă și se trimite mai târziu.");
}

/** Some of what waits cannot be read. */
export function unreadable(count: number): string {
  return t("Înregistrări de pe tabletă care nu se pot citi: {count}. Nu ștergeți nimic; cereți ajutorul coordonatorului.", { count });
}
