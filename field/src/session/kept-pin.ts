// The PIN among the settings of a vault: sealed like everything else, so that it is set once and not every morning.

import type { Pin } from "../vault/lock.ts";
import { fromBase64, toBase64 } from "../vault/seal.ts";

type Settings = Readonly<Record<string, unknown>>;
const NAME = "pin";

/** The settings with this PIN. */
export function withPin(settings: Settings | undefined, pin: Pin): Settings {
  return { ...settings, [NAME]: { salt: toBase64(pin.salt), digest: toBase64(pin.digest) } };
}

/** The PIN in the settings; null while none was set. */
export function pinIn(settings: Settings | undefined): Pin | null {
  const kept = settings?.[NAME] as { readonly salt: string; readonly digest: string } | undefined;
  return kept ? { salt: fromBase64(kept.salt), digest: fromBase64(kept.digest) } : null;
}
