import { describe, expect, test } from "vitest";
import type { Household } from "../commune/views.ts";
import type { FindingRow, ServiceRow } from "../kernel/types.ts";
import { Lists, type SentLists } from "../nomenclature/lists.ts";
import sent from "../training/lists.json";
import { familyCopy } from "./family-copy.ts";
import { neighbourly } from "./neighbourly.ts";

const lists = new Lists(sent as unknown as SentLists);
const HOME = "the household";
const TODAY = "2026-11-22";

// Every vulnerability of the national lists, confirmed: of the household, or of its two members.
const findings = lists.current.content.vulnerabilities.flatMap(({ code, subject, veil }): FindingRow[] => {
  const one = { code, veil, edition: 1, state: "confirmed", severity: 2 } as FindingRow;
  if (subject !== "person") return [{ ...one, id: `${code} home`, subject_id: HOME, is_person: false }];
  return ["ana", "ion"].map((person) => ({ ...one, id: `${code} ${person}`, subject_id: person, is_person: true }));
});

function home(part: Partial<Household> = {}): Household {
  const members = ["ana", "ion"].map((id) => ({ person: { id }, name: id }));
  return { id: HOME, members, findings, planned: [], services: [], ...part } as unknown as Household;
}

const codesFor = (reader: string | null): string[] => familyCopy(home(), lists, reader, TODAY).found.map(({ id }) => id);

describe("the copy for the whole family", () => {
  const told = codesFor(null);

  test("tells nothing of protection or violence", () => {
    const hidden = findings.filter(({ code, veil }) => code.startsWith("PC-") || veil === "protection");
    expect(hidden.length).toBeGreaterThan(30);
    expect(told.filter((id) => hidden.some((finding) => finding.id === id))).toEqual([]);
  });

  test("tells nothing of anybody's health", () => {
    const hidden = findings.filter(({ code, veil }) => code.startsWith("SA-") || veil.startsWith("health"));
    expect(told.filter((id) => hidden.some((finding) => finding.id === id))).toEqual([]);
  });

  test("keeps a child's trouble with other children, and a youth's past in care, to themselves", () => {
    expect(told.filter((id) => id.startsWith("ED-09") || id.startsWith("PS-09"))).toEqual([]);
  });

  test("tells the rest", () => {
    expect(told).toContain("LO-08 home");
    expect(told).toContain("ED-03 ana");
    expect(told.length).toBeGreaterThan(60);
  });
});

describe("the copy for one member", () => {
  const own = codesFor("ana").filter((id) => !codesFor(null).includes(id));

  test("adds her own needs of health, nobody else's", () => {
    expect(own).toContain("SA-02 ana");
    expect(own.filter((id) => !id.endsWith("ana"))).toEqual([]);
  });

  test("never an illness, an addiction or a pregnancy", () => {
    const clinical = lists.current.content.vulnerabilities.filter(({ veil }) => veil === "health").map(({ code }) => code);
    const strict = [...clinical, "SA-10", "SA-20", "SA-21", "PC-14"];
    expect(own.filter((id) => strict.some((code) => id.startsWith(code)))).toEqual([]);
  });
});

test("only what was confirmed is told", () => {
  const open = findings.map((finding) => ({ ...finding, state: "proposed" as const }));
  expect(familyCopy(home({ findings: open }), lists, null, TODAY).found).toEqual([]);
});

test("first what is of the whole house, then of each member in turn", () => {
  const owners = familyCopy(home(), lists, null, TODAY).found.map(({ who }) => who?.person.id ?? "");
  expect(owners).toEqual([...owners].sort());
});

test("words agree with who it is", () => {
  expect([neighbourly("ED-01", "F"), neighbourly("PS-07", "M"), neighbourly("OC-02")]).toEqual([
    "nu este înscrisă la grădiniță.",
    "nu are rude care să-l ajute.",
    "nu are de lucru și nu este înscris(ă) la agenția de ocupare.",
  ]);
});

test("every line has words", () => {
  const copy = familyCopy(home(), lists, "ana", TODAY);
  expect(copy.found.filter(({ words }) => words === "")).toEqual([]);
  expect(neighbourly("PC-18")).toBeUndefined();
});

describe("services", () => {
  const service = (code: string, part: Partial<ServiceRow> = {}): ServiceRow => {
    return { id: code, code, person_id: null, finding_ids: [], delivered_on: TODAY, ...part } as unknown as ServiceRow;
  };
  const named = (services: ServiceRow[], reader: string | null = null): string[] => {
    return familyCopy(home({ services }), lists, reader, TODAY).services.map(({ code }) => code);
  };

  test("of protection and of health are not named", () => {
    expect(named([service("AS-22"), service("AS-19"), service("AMC-13"), service("AS-20")])).toEqual(["AS-20"]);
  });

  test("of health are named to her who got them, unless the name tells of an illness", () => {
    const given = [service("AMC-07", { person_id: "ana" }), service("AMC-12", { person_id: "ana" }), service("AMC-13", { person_id: "ion" })];
    expect(named(given, "ana")).toEqual(["AMC-07"]);
  });

  test("that answer something hidden are hidden with it, as are those of which one cannot tell", () => {
    expect(named([service("AS-16", { finding_ids: ["PC-04 ana"] }), service("AS-18", { finding_ids: ["not here"] })])).toEqual([]);
    expect(named([service("AS-14", { finding_ids: ["LO-08 home"] })])).toEqual(["AS-14"]);
  });
});

test("visits that were called off or made are not announced", () => {
  const planned = ["planned", "done", "called_off"].map((state) => ({ id: state, state, planned_on: TODAY }));
  const past = { id: "past", state: "planned", planned_on: "2026-11-01" };
  const copy = familyCopy(home({ planned: [...planned, past] as never }), lists, null, TODAY);
  expect(copy.planned.map(({ id }) => id)).toEqual(["planned"]);
});
