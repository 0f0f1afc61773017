// A photo or a signature as it is prepared: what lacks, and the command that it becomes
// (impreuna/services/rules/pictures.py).

import { explain } from "../i18n/reasons.ts";
import { t } from "../i18n/i18n.ts";
import type { Command, Id, Moment } from "../kernel/types.ts";
import type { Fields } from "../session/session.ts";
import type { Place } from "./distance.ts";
import { isSigned, type Strokes } from "./strokes.ts";

/** What the tablet keeps of a picture: its bytes lie sealed under their digest. */
export interface KeptPicture {
  readonly digest: string;
  readonly size: number;
  readonly media_type: string;
  readonly taken_at: Moment;
}

/** A photo as it is prepared; `id` is the attachment's own, `visit` that at which it was taken. */
export interface Photo {
  readonly id: Id;
  readonly visit: Id | null;
  kept: KeptPicture | null;
  person: Id;
  consent: string;
  caption: string;
  area: string;
  place: Place | null;
}

/** A signature as it is prepared: drawn, or declared by somebody who cannot draw. An empty `person` is nobody of the household. */
export interface Signature {
  readonly id: Id;
  readonly visit: Id | null;
  person: Id;
  name: string;
  strokes: Strokes;
  isDeclared: boolean;
  /** Of one that was refused: the picture and the words that were signed are made already. */
  readonly kept: KeptPicture | null;
  readonly caption: string;
}

export const TEXT_LIMIT = 300;

export function beginPhoto(id: Id, visit: Id | null, area: string): Photo {
  return { id, visit, kept: null, person: "", consent: "", caption: "", area, place: null };
}

export function beginSignature(id: Id, visit: Id | null): Signature {
  return { id, visit, person: "", name: "", strokes: [], isDeclared: false, kept: null, caption: "" };
}

/** A photo as a command said it: to be corrected after it was refused. */
export function photoFromCommand(command: Command): Photo {
  const { latitude, longitude } = command as unknown as Place & Command;
  const place = typeof latitude === "number" && typeof longitude === "number" ? { latitude, longitude } : null;
  return { ...attached(command), consent: text(command, "consent"), area: text(command, "area"), place };
}

/** A signature as a command said it. */
export function signatureFromCommand(command: Command): Signature {
  return { ...attached(command), name: text(command, "consent"), strokes: [], isDeclared: false };
}

function attached(command: Command): Pick<Signature, "id" | "visit" | "person" | "caption"> & { kept: KeptPicture } {
  const kept = { digest: text(command, "digest"), size: Number(command["size"]), media_type: text(command, "media_type"), taken_at: text(command, "taken_at") };
  return { id: text(command, "attachment_id"), visit: text(command, "visit_id") || null, person: text(command, "person_id"), caption: text(command, "caption"), kept };
}

function text(command: Command, field: string): string {
  return String(command[field] ?? "");
}

/** What is wrong with a photo, by the field's id. */
export function problemsOfPhoto({ kept, consent, caption, area }: Photo): Record<string, string> {
  const problems: Record<string, string> = {};
  if (!kept) problems["photo"] = t("Faceți sau alegeți fotografia.");
  if (!consent.trim()) problems["consent"] = explain("photo_needs_consent");
  else if (consent.length > TEXT_LIMIT) problems["consent"] = explain("text_too_long", { limit: TEXT_LIMIT });
  if (caption.length > TEXT_LIMIT) problems["caption"] = explain("text_too_long", { limit: TEXT_LIMIT });
  if (!area) problems["area"] = t("Alegeți despre ce este fotografia.");
  return problems;
}

/** What is wrong with a signature, by the field's id. */
export function problemsOfSignature({ name, strokes, isDeclared, kept }: Signature): Record<string, string> {
  const problems: Record<string, string> = {};
  if (!name.trim()) problems["name"] = explain("signature_needs_name");
  else if (name.length > TEXT_LIMIT) problems["name"] = explain("text_too_long", { limit: TEXT_LIMIT });
  if (!kept && !isDeclared && !isSigned(strokes)) {
    problems["signature"] = t("Semnați în chenar. Cine nu poate semna bifează că semnează prin declarație.");
  }
  return problems;
}

/** The fields of `AttachFile` for a photo without problems. */
export function photoFields(household: Id, photo: Photo, kept: KeptPicture): Fields {
  return {
    ...{ household_id: household, attachment_id: photo.id, visit_id: photo.visit, person_id: photo.person || null, what: "photo" },
    ...kept,
    ...{ caption: photo.caption.trim(), consent: photo.consent.trim(), area: photo.area },
    ...{ latitude: photo.place?.latitude ?? null, longitude: photo.place?.longitude ?? null },
  };
}

/** The fields of `AttachFile` for a signature without problems; `caption` says what was signed. */
export function signatureFields(household: Id, signature: Signature, kept: KeptPicture, caption: string, area: string): Fields {
  const { id, visit, person, name } = signature;
  return {
    ...{ household_id: household, attachment_id: id, visit_id: visit, person_id: person || null, what: "signature" },
    ...kept,
    ...{ caption: caption.slice(0, TEXT_LIMIT), consent: name.trim(), area, latitude: null, longitude: null },
  };
}
