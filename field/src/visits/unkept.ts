// Why something could not be kept on the tablet, in the words of ui/Form.svelte.

import { t } from "../i18n/i18n.ts";
import { NoSpace } from "../store/quota.ts";

/** What to do about it, as a sentence. */
export function unkept(error: unknown): string {
  if (error instanceof NoSpace) return t("Tableta este plină și nu s-a putut păstra. Ștergeți poze sau filme din tabletă, apoi apăsați din nou. Ce ați scris este încă aici.");
  return t("Nu s-a putut păstra. Apăsați din nou. Ce ați scris este încă aici.");
}
