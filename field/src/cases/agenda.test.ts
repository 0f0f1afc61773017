// What waits in cases: the late first, of this person alone.

import { describe, expect, it } from "vitest";

import type { CaseFile } from "../commune/cases.ts";
import type { TaskRow } from "../kernel/types.ts";
import { byUrgency, dueFor, soon } from "./agenda.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const duty = (id: string, due_at: string, responsible_id: string | null = "ana"): unknown => ({ id, code: "SMO-3.6", key: "", due_at, warn_at: due_at.replace("T", "T0").slice(0, 10), responsible_id, responsible_kind: "evaluator" });
const task = (id: string, due_on: string, assigned_to_id = "ana"): unknown => ({ id, title: `Sarcina ${id}`, due_on, assigned_to_id });

function file(id: string, obligations: unknown[], tasks: unknown[] = [], functions: string[] = [], is_urgent = false): CaseFile {
  return { id, row: { label: `Caz ${id}`, is_urgent }, obligations, tasks, functions: new Set(functions) } as unknown as CaseFile;
}

describe("what is due", () => {
  it("stands with the late first, then the soonest", () => {
    const cases = [file("1", [duty("a", "2026-11-24T10:00:00Z"), duty("b", "2026-11-20T10:00:00Z")]), file("2", [duty("c", "2026-11-23T10:00:00Z")], [task("d", "2026-11-21")])];
    const due = dueFor(cases, [], "ana", NOW);
    expect(due.map(({ id, isLate }) => [id, isLate])).toEqual([["b", true], ["d", true], ["c", false], ["a", false]]);
    expect(due[0]).toMatchObject({ who: "Caz 1", href: "#/cazuri/1", left: expect.stringContaining("termen depășit de 2 zile · Ordinul 288/2006, pct. 3") });
    expect(due[1]).toMatchObject({ todo: "Sarcina d", href: "#/sarcini/d" });
  });

  it("is one's own, or falls to one's function when it is nobody's by name", () => {
    const cases = [file("1", [duty("a", "2026-11-24T10:00:00Z", "ion"), duty("b", "2026-11-24T10:00:00Z", null)], [task("c", "2026-11-24", "ion")], ["nurse"]), file("2", [duty("d", "2026-11-24T10:00:00Z", null)], [], ["social_worker"])];
    expect(dueFor(cases, [], "ana", NOW).map(({ id }) => id)).toEqual(["d"]);
  });

  it("is told a week ahead, what is about no case too", () => {
    const due = dueFor([file("1", [duty("a", "2026-11-29T10:00:00Z"), duty("b", "2026-11-30T10:00:00Z")])], [task("c", "2026-11-25"), task("d", "2026-11-25", "ion")] as TaskRow[], "ana", NOW);
    expect(soon(due, NOW).map(({ id }) => id)).toEqual(["c", "a"]);
  });
});

it("cases stand with the urgent first, then by what is due soonest", () => {
  const cases = [file("late", [duty("a", "2026-11-20T10:00:00Z")]), file("free", []), file("urgent", [], [], [], true), file("task", [], [task("b", "2026-11-19")])];
  expect(byUrgency(cases).map(({ id }) => id)).toEqual(["urgent", "task", "late", "free"]);
});
