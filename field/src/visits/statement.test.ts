import { expect, test } from "vitest";
import type { Household } from "../commune/views.ts";
import type { VisitRow } from "../kernel/types.ts";
import { statement } from "./statement.ts";

const ME = { name: "Dana", role_name: "asistent social" };
const home = (planned: readonly object[] = []): Household => ({ planned }) as unknown as Household;
const visit = { author: "Dana", started_at: "2026-11-22T08:00:00Z", ended_at: "2026-11-22T08:30:00Z" } as VisitRow;

test("a visit is signed with its hours", () => {
  expect(statement(home(), visit, ME, "2026-11-22")).toBe("La 22 noiembrie 2026, între 10:00 și 10:30, am fost vizitați de Dana, asistent social.");
});

test("without a visit, that they spoke", () => {
  expect(statement(home(), undefined, ME, "2026-11-22")).toBe("La 22 noiembrie 2026 am stat de vorbă cu Dana, asistent social.");
});

test("the next visit was agreed upon, one that was called off was not", () => {
  const planned = [{ state: "called_off", planned_on: "2026-11-25" }, { state: "planned", planned_on: "2026-11-29" }];
  expect(statement(home(planned), visit, ME, "2026-11-22")).toMatch(/Am convenit vizita următoare la 29 noiembrie 2026\.$/);
});
