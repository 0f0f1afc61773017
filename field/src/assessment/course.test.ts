// The interview on the national questionnaire: what is asked of whom, what is taken over, what a new edition leaves.

import { describe, expect, it } from "vitest";

import policy from "../../../contracts/policy.json";
import lists from "../training/lists.json";
import type { Member } from "../commune/views.ts";
import type { PersonRow } from "../kernel/types.ts";
import { Lists, type SentLists } from "../nomenclature/lists.ts";
import { addressOf, isDone, leftTo, mayWrite, stepAt } from "./course.ts";
import { keep, keepTyped, typedFor } from "./keeping.ts";
import { begin, bringUpTo, ofCommand, read, type Notes } from "./notes.ts";
import { openSteps, owesOutcome, typedWrongly } from "./review.ts";
import { Sitting, type Table } from "./sitting.ts";
import { passedOn, seen, waiting } from "./telling.ts";
import { fieldsOf, hourIn, momentAt, refusals } from "./visit.ts";
import type { Past } from "./rules/interview.ts";

const sent = lists as unknown as SentLists;
const national = new Lists(sent);
const edition = national.current;
const NOW = "2026-11-22T10:00:00.000Z";
const [HOME, MOTHER, SON] = ["h", "mother", "son"];

function somebody(id: string, name: string, birth_year: number, relation: string): Member {
  const person = { kind: "person", id, n: 1, birth_date: null, birth_year, sex: "", merged_into_id: null } as PersonRow;
  return { person, relation, name, age: 2026 - birth_year, isUnsent: false };
}

const members = [somebody(MOTHER!, "Țăran Ana", 1990, "head"), somebody(SON!, "Țăran Dan", 2016, "child")];

function table(role: keyof typeof policy.team, past: readonly Past[] = []): Table {
  const residents = members.map(({ person: { id, birth_date, birth_year, sex }, relation }) => {
    return { id, stands_for: id, relation, is_member: true, birth_date, birth_year, sex };
  });
  return {
    edition,
    home: { id: HOME!, members: residents, past },
    members,
    parameters: national.parametersOn("2026-11-22"),
    rights: { role, ...policy.team[role] },
    today: "2026-11-22",
  };
}

function sitting(notes: Notes, role: keyof typeof policy.team = "social_worker"): Sitting {
  return new Sitting(table(role), notes, NOW);
}

const begun = begin(edition.number, NOW);
const give = (notes: Notes, subject: string | null, code: string, answer: number | string, before = {}): Notes =>
  keep(edition, notes, subject, code, answer, before);

describe("the course", () => {
  it("goes through the topics in order, people one by one", () => {
    const topics = sitting(begun).course.steps.map(addressOf);
    expect(topics[0]).toBe("g");
    expect(topics.indexOf("e.mother")).toBeLessThan(topics.indexOf("e.son"));
    expect(topics.at(-1)).toBe("z");
  });

  it("asks a school counsellor of school alone, and says who asks the rest", () => {
    const { steps } = sitting(begun, "school_counsellor").course;
    expect(new Set(steps.map(({ topic }) => topic))).toEqual(new Set(["E"]));
    const rights = { role: "school_counsellor", ...policy.team.school_counsellor };
    expect(mayWrite(edition, "L", rights)).toBe(false);
    expect(leftTo(edition, "L", rights)).toBe("asistent social sau tehnician în asistență socială");
  });

  it("shows a question as soon as an answer asks for it, and keeps what was said when it goes", () => {
    const enrolled = give(begun, SON!, "E01", 4);
    expect(sitting(enrolled).course.shown(SON!).has("E02a")).toBe(true);
    const named = give(enrolled, SON!, "E02a", "Școala din sat");
    const never = give(named, SON!, "E01", 7);
    expect(sitting(never).course.shown(SON!).has("E02a")).toBe(false);
    expect(sitting(give(never, SON!, "E01", 4)).answers(SON!)["E02a"]).toBe("Școala din sat");
  });

  it("counts does not know as an answer", () => {
    const step = { topic: "W", person: MOTHER! };
    const course = sitting(begun).course;
    const answered = course.unanswered(step).reduce((notes, { code }) => give(notes, MOTHER!, code, "?"), begun);
    expect(isDone(sitting(answered).course.progress(step))).toBe(true);
  });

  it("knows its steps by their address", () => {
    expect(stepAt(edition, "e.son")).toEqual({ topic: "E", person: "son" });
    expect([stepAt(edition, "e"), stepAt(edition, "g.son"), stepAt(edition, "q")]).toEqual([null, null, null]);
  });
});

describe("what is found", () => {
  const never = give(begun, SON!, "E01", 7);

  it("stands there at once with its reason", () => {
    const found = seen(sitting(never)).find(({ whose }) => whose === "Dan, 10 ani");
    expect(found?.reason).toMatch(/^10 ani; .*niciodată înscris.*\(E01\)$/);
  });

  it("is not shown to who may not see it; she is told only whose it will be", () => {
    const kept = keep(edition, begun, SON!, "E08", [3], {});
    expect(sitting(kept, "school_counsellor").found.map(({ code }) => code)).toContain("PC-15");
    expect(seen(sitting(kept, "school_counsellor")).map(({ key }) => key)).not.toContain("PC-15 1");
    expect(passedOn(sitting(kept, "school_counsellor"))).toBe("asistent social");
    expect(passedOn(sitting(kept))).toBe("");
  });

  it("is kept apart from the family's eyes when it is of the area of protection", () => {
    const alone = give(begun, SON!, "C01", 6);
    const apart = seen(sitting(alone)).filter(({ isPrivate }) => isPrivate);
    expect(apart.map(({ key }) => key)).toContain("PC-04 1");
  });

  it("says what an undetermined rule waits for once its topic is begun, with where", () => {
    expect(waiting(sitting(begun))).toEqual([]);
    const asked = waiting(sitting(give(begun, SON!, "E01", 4)));
    expect(asked.flatMap(({ missing }) => missing).some(({ step }) => step === "e.son")).toBe(true);
  });
});

describe("earlier answers", () => {
  const before = { E01: 4, E02a: "Școala din sat", L01: 1 };

  it("come along with the first answer in their area, to be looked at", () => {
    const notes = give(begun, SON!, "E01", 5, before);
    expect(notes.persons[SON!]).toEqual({ E01: 5, E02a: "Școala din sat" });
    expect(notes.carried[SON!]).toEqual(["E02a"]);
    expect(give(notes, SON!, "E02a", "Alta", before).carried[SON!]).toEqual([]);
  });

  it("come once, and never into what is about one visit", () => {
    const taken = give(give(begun, SON!, "E01", 5, before), SON!, "E02a", "Alta", before);
    expect(taken.persons[SON!]).toEqual({ E01: 5, E02a: "Alta" });
    expect(give(begun, null, "G02", 1, { G03: 1 }).household).toEqual({ G02: 1 });
  });

  it("stay away while an answer is only taken back", () => {
    expect(keep(edition, begun, SON!, "E01", null, before)).toBe(begun);
  });
});

describe("what is typed and is no answer", () => {
  const typed = keepTyped(begun, null, "V03", "multi");

  it("is kept until it is put right, and stands in the way of recording", () => {
    expect(typedFor(typed, null, "V03")).toBe("multi");
    expect(typedWrongly(sitting(typed)).map(({ to }) => to)).toEqual(["v?la=V03"]);
    expect(keepTyped(typed, null, "V03", "").typed).toEqual({});
  });
});

describe("another edition", () => {
  const newer = new Lists(
    {
      ...sent,
      edition: 2,
      content: {
        ...sent.content,
        questions: sent.content.questions
          .filter(({ code }) => code !== "E02a")
          .map((question) => (question.code === "G02" ? { ...question, options: question.options.slice(1) } : question)),
      },
    },
    [sent],
  );
  const notes = [
    ["G02", null, 1],
    ["G03", null, 1],
    ["E01", SON!, 4],
    ["E02a", SON!, "Școala din sat"],
  ].reduce((all, [code, subject, answer]) => give(all, subject as string, String(code), answer!), begun);

  it("keeps what fits and sets apart what does not", () => {
    const moved = bringUpTo(newer.current, notes);
    expect([moved.edition, moved.began_with]).toEqual([2, 1]);
    expect([moved.household, moved.persons[SON!]]).toEqual([{ G03: 1 }, { E01: 4 }]);
    expect(moved.misfits.map(({ code, answer, person }) => [code, answer, person])).toEqual([
      ["G02", 1, null],
      ["E02a", "Școala din sat", SON],
    ]);
    expect(bringUpTo(newer.current, moved)).toBe(moved);
  });

  it("forgets a misfit once the question is asked again", () => {
    const again = keep(newer.current, bringUpTo(newer.current, notes), null, "G02", 2, {});
    expect(again.misfits.map(({ code }) => code)).toEqual(["E02a"]);
  });

  it("still has the words of the older one", () => {
    expect(newer.edition(1)?.question("E02a")).toBeDefined();
    expect(newer.wordsOf(9)).toBe(newer.current);
  });
});

describe("the end", () => {
  const times = { started_at: "2026-11-22T09:00:00.000Z", ended_at: NOW };
  const now = new Date(NOW);
  const refused = (notes: Notes, when = times): string[] => refusals(sitting(notes), when, now).map(({ reason }) => reason);

  it("tells of whom something was asked, and nobody else", () => {
    const fields = fieldsOf(sitting(give(begun, SON!, "E01", 7)), "draft", times);
    expect(fields).toMatchObject({ assessment_id: "draft", people: [SON], persons: [{ E01: 7 }], household: {} });
    expect(ofCommand({ kind: "RecordAssessment", id: "c", commune_id: 1, recorded_at: NOW, ...fields }).persons).toEqual({ son: { E01: 7 } });
  });

  it("refuses an empty record, unless nobody could be asked", () => {
    expect(refused(give(begun, null, "G02", 1))).toEqual(["empty_assessment"]);
    expect(refused(give(begun, null, "G03", 4))).toEqual([]);
  });

  it("refuses times that cannot be", () => {
    const notes = give(begun, SON!, "E01", 7);
    expect(refused(notes, { ...times, ended_at: "2026-11-22T08:00:00.000Z" })).toEqual(["visit_times"]);
    expect(refused(notes, { ...times, ended_at: "2026-11-24T10:00:00.000Z" })).toEqual(["visit_in_future"]);
  });

  it("names what is left to ask, and the outcome that is owed", () => {
    expect(openSteps(sitting(begun))[0]?.to).toMatch(/^g\?la=G0/);
    expect(owesOutcome(sitting(begun))).toBe("g?la=G03");
    expect(owesOutcome(sitting(give(begun, null, "G03", 1)))).toBeNull();
  });

  it.each([
    ["16:40", "16:40"],
    ["16.40", "16:40"],
    ["1640", "16:40"],
    ["9", "09:00"],
    ["25", null],
    ["ora 4", null],
  ])("reads the hour %s", (text, hour) => expect(hourIn(text)).toBe(hour));

  it.each([
    ["2026-01-15", "2026-01-15T14:40:00.000Z"],
    ["2026-07-15", "2026-07-15T13:40:00.000Z"],
    ["2026-03-29", "2026-03-29T13:40:00.000Z"],
  ])("is at 16:40 in Romania on %s", (day, moment) => expect(momentAt(day, "16:40")).toBe(moment));

  it("reads notes that an older version of the application wrote", () => {
    expect(read({ edition: 1, started_at: NOW, household: { G03: 1 } })).toEqual({ ...begun, household: { G03: 1 } });
  });
});
