// What the person is told of sending and fetching.

import { t } from "../i18n/i18n.ts";
import type { Trouble, TroubleKind } from "./wire.ts";

const SENTENCES: Readonly<Record<TroubleKind, string>> = {
  offline: "Fără legătură cu serverul. Lucrați mai departe: totul se păstrează pe tabletă și pleacă singur.",
  busy: "Serverul este ocupat. Tableta încearcă din nou singură.",
  torn: "Legătura s-a întrerupt. Tableta continuă singură de unde a rămas.",
  unknown:
    "Serverul nu mai cunoaște această tabletă. Ce ați scris rămâne aici, nu s-a pierdut nimic. Înscrieți-vă din nou de la intrare sau cereți ajutorul coordonatorului.",
  role_ended: "Rolul dumneavoastră s-a încheiat. Ce nu era trimis s-a predat primăriei.",
  revoked: "Tableta a fost scoasă din folosință. Ce nu era trimis s-a predat primăriei.",
  too_old: "Aplicația este prea veche pentru server. Închideți-o și deschideți-o din nou, cu internet.",
  refused: "Serverul nu a primit ce a trimis tableta. Nimic nu s-a pierdut; cereți ajutorul coordonatorului.",
};

/** What the trouble asks of the person. */
export function sentenceOf({ kind }: Trouble): string {
  return t(SENTENCES[kind]);
}

/** What the server does not understand yet stays here. */
export function notUnderstood(): string {
  return t("Serverul este mai vechi decât aplicația. Ce nu înțelege încă rămâne pe tabletă și se trimite mai târziu.");
}

/** Some of what waits cannot be read. */
export function unreadable(count: number): string {
  return t("Înregistrări de pe tabletă care nu se pot citi: {count}. Nu ștergeți nimic; cereți ajutorul coordonatorului.", { count });
}
