import { describe, expect, test } from "vitest";
import type { Household } from "../commune/views.ts";
import type { FindingRow, FindingState } from "../kernel/types.ts";
import { Lists, type SentLists } from "../nomenclature/lists.ts";
import sent from "../training/lists.json";
import { answered, isOwn, offers, searched, type Giver } from "./offers.ts";

const lists = new Lists(sent as unknown as SentLists);

function giver(role: string, writes: readonly string[], reads: readonly string[] = writes): Giver {
  return { role, reads: (area) => reads.includes(area), writes: (area) => writes.includes(area) };
}

const SOCIAL = ["identity", "household", "income", "housing", "education", "employment", "protection"];
const worker = giver("social_worker", [...SOCIAL, "health_need"]);
const technician = giver("social_technician", SOCIAL);
const nurse = giver("community_nurse", ["identity", "health_need", "health"]);

function found(code: string, state: FindingState, subject = "the household"): FindingRow {
  return { id: `${code}-${state}`, code, state, edition: 1, subject_id: subject, is_person: subject !== "the household" } as FindingRow;
}

const household = {
  id: "the household",
  findings: [found("VR-03", "confirmed"), found("ED-03", "confirmed", "Ana"), found("OC-02", "proposed", "Ion")],
} as unknown as Household;

describe("whose service it is", () => {
  const own = (who: Giver): string[] => lists.services.filter((service) => isOwn(service, who)).map(({ code }) => code);

  test("each profession has its own", () => {
    expect(own(worker)).toHaveLength(26);
    expect(own(nurse).every((code) => code.startsWith("AMC-"))).toBe(true);
  });

  test("the technician gives the social worker's, except where she sees nothing of the area", () => {
    expect(own(worker).filter((code) => !own(technician).includes(code))).toEqual(["AS-26"]);
  });
});

describe("the order", () => {
  const all = offers(lists, household, worker);

  test("first what answers a confirmed finding, the one that answers most before", () => {
    const suggested = all.filter(({ answers, isOwn }) => isOwn && answers.length > 0).map(({ service }) => service.code);
    expect(all.slice(0, suggested.length).map(({ service }) => service.code)).toEqual(suggested);
    expect(suggested).toEqual(["AS-05", "AS-06", "AS-14", "AS-19", "AS-20"]);
  });

  test("then one's own, then the other professions'; all 79 are there", () => {
    expect(all).toHaveLength(79);
    const firstOfOthers = all.findIndex(({ isOwn }) => !isOwn);
    expect(all.slice(firstOfOthers).some(({ isOwn }) => isOwn)).toBe(false);
  });

  test("what was only proposed suggests nothing", () => {
    expect(all.find(({ service }) => service.code === "AS-13")?.answers).toEqual([]);
  });
});

test("search finds by code and by words without diacritics, all words needed", () => {
  const all = offers(lists, household, worker);
  const codes = (typed: string): string[] => searched(all, typed).map(({ service }) => service.code);
  expect(codes("as20")).toEqual(["AS-20"]);
  expect(codes("inregistr nasterii")).toEqual(["AS-15"]);
  expect(codes("")).toHaveLength(79);
  expect(codes("nimic de felul acesta")).toEqual([]);
});

test("a service answers the household's findings and those of the person who got it, nobody else's", () => {
  const offer = { service: lists.service("AS-19")!, answers: [found("VR-03", "confirmed"), found("ED-03", "confirmed", "Ana")], isOwn: true };
  expect(answered(offer, "Ana")).toEqual(["VR-03-confirmed", "ED-03-confirmed"]);
  expect(answered(offer, null)).toEqual(["VR-03-confirmed"]);
});
