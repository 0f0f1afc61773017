// What the forms hand over are commands as contracts/commands describes them: the server refuses any other field.
import { expect, test } from "vitest";
import type { Service } from "../nomenclature/content.ts";
import { beginPhoto, beginSignature, photoFields, signatureFields } from "./attaching.ts";
import { beginDelivery, serviceFields } from "./delivery.ts";
import { noNextVisit, planFields } from "./plan.ts";
import { beginReport, visitFields } from "./report.ts";

interface Schema {
  readonly $defs: Readonly<Record<string, { readonly properties: object; readonly required: readonly string[] }>>;
}

const schemas: Record<string, Schema> = import.meta.glob("../../../contracts/commands/*.json", { import: "default", eager: true });
const ADDED_LATER = ["kind", "id", "commune_id", "recorded_at", "happened_at"];

const TODAY = "2026-11-22";
const NOW = new Date("2026-11-22T08:30:00Z");
const KEPT = { digest: "a".repeat(64), size: 1, media_type: "image/jpeg", taken_at: NOW.toISOString() };
const offer = { service: { code: "AS-20" } as Service, answers: [], isOwn: true };

test.each([
  ["PlanVisit", planFields("h", { ...noNextVisit("p", "other"), when: "week" }, TODAY)],
  ["CallOffVisit", { visit_id: "p", reason: "r" }],
  ["RecordVisit", visitFields("h", beginReport({ id: "v", nextId: "p", now: NOW, area: "household" }), NOW)],
  ["RecordService", serviceFields("h", beginDelivery("s", TODAY), offer)],
  ["AttachFile", photoFields("h", beginPhoto("a", "v", "household"), KEPT)],
  ["AttachFile", signatureFields("h", beginSignature("a", null), KEPT, "", "household")],
])("%s has the fields of its contract, no other and none missing", (kind, fields) => {
  const { properties, required } = schemas[`../../../contracts/commands/${kind}.json`]!.$defs[kind]!;
  expect(Object.keys(fields).filter((field) => !(field in properties))).toEqual([]);
  expect(required.filter((field) => !ADDED_LATER.includes(field) && !(field in fields))).toEqual([]);
});
