// Cases to practise with, on another day than that on which they were made.
import { expect, test } from "vitest";

import type { Row } from "../kernel/types.ts";
import { shifted } from "./shifting.ts";

test("days and moments of cases move along, other rows and birthdays stay", () => {
  const rows = [
    { kind: "visit", id: "v", n: 1, ended_at: "2026-11-01T08:00:00Z" },
    { kind: "case_entry", id: "e", n: 1, recorded_at: "2026-10-31T08:05:00Z", content: { items: [{ starts_on: "2026-11-02", title: "2026 de lei" }] } },
    { kind: "case_person", id: "p", n: 1, birth_date: "2018-04-02" },
  ] as unknown as Row[];
  expect(shifted(rows, "2026-11-02", "2026-12-01")).toEqual([
    rows[0],
    { kind: "case_entry", id: "e", n: 1, recorded_at: "2026-11-29T08:05:00Z", content: { items: [{ starts_on: "2026-12-01", title: "2026 de lei" }] } },
    rows[2],
  ]);
});
