// The ids of findings that a visit brings up, which the server gives them too (impreuna/assessment/rules/settle.py).

import type { Id } from "../../kernel/types.ts";

const MASK = 2n ** 64n - 1n;

/** UUIDv8 (RFC 9562) from the visit's id and a hash (FNV-1a) of what was found at whom: known before the server is. */
export function idOfNew(assessment: Id, subject: Id, code: string): Id {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(`${assessment} ${subject} ${code}`)) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  }
  const ofVisit = (BigInt(`0x${assessment.replaceAll("-", "").slice(0, 16)}`) & ~0xf000n) | 0x8000n;
  const hex = ((ofVisit << 64n) | (0b10n << 62n) | (hash & (2n ** 62n - 1n))).toString(16).padStart(32, "0");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
