// The commune put together: views are made anew only where something changed; searching and likeness need no server.

import { describe, expect, it } from "vitest";

import { ANA, Commune, HAMLET, ION, LUNGA, MIA, MORII, VILLAGE } from "./testing/communes.ts";

const note = (id: string, household_id: string | null, person_id: string | null = null) => {
  return { kind: "note", id, household_id, person_id, area: "household", text: id, author: "", written_at: "2026-01-01T08:00:00Z" };
};

describe("households", () => {
  it("stand by name, with their address and their people: the head first, then the oldest", () => {
    const { replica } = new Commune();
    expect(replica.households().map(({ label, address }) => [label, address])).toEqual([
      ["Kovács Ioan", `${HAMLET.name}, Lungă 4`],
      ["Țăran Ana", `${VILLAGE.name}, Morii 4`],
    ]);
    const members = replica.household(MORII)!.members.map(({ name, relation, age }) => [name, relation, age]);
    expect(members).toEqual([["Țăran Ana", "head", 76], ["Țăran Maria", "child", 11]]);
  });

  it("are made anew only where something changed", () => {
    const commune = new Commune();
    const [kept, before] = [commune.replica.household(LUNGA), commune.replica.household(MORII)];
    let told = 0;
    commune.replica.subscribe(() => (told += 1));
    const version = commune.replica.version;
    commune.receive({ kind: "household", id: MORII, street: "Nouă" });
    expect(commune.replica.household(LUNGA)).toBe(kept);
    expect(commune.replica.household(MORII)).not.toBe(before);
    expect(commune.replica.household(MORII)!.address).toContain("Nouă");
    expect([told, commune.replica.version]).toEqual([1, version + 1]);
    expect(commune.replica.households()).toBe(commune.replica.households());
  });

  it("follow a person whose record changed, moved, died, or was merged", () => {
    const commune = new Commune();
    const names = (): string[] => commune.replica.household(MORII)!.members.map(({ name }) => name);
    commune.receive({ kind: "person", id: ANA, last_name: "Abrudan" });
    expect(commune.replica.households()[0]!.label).toBe("Abrudan Ana");
    commune.receive({ kind: "person", id: MIA, merged_into_id: ION });
    expect(names()).toEqual(["Abrudan Ana"]);
    commune.receive({ kind: "membership", id: ANA.replace("b1", "c1"), household_id: LUNGA, relation: "in_law" });
    expect([names(), commune.replica.member(ANA)!.household.id]).toEqual([[], LUNGA]);
    commune.receive({ kind: "person", id: ION, death_date: "2026-11-01" });
    expect(commune.replica.member(ION)).toBeUndefined();
  });

  it("show notes and conflicts about somebody where she lives", () => {
    const commune = new Commune();
    commune.receive(note("n1", MORII), note("n2", null, MIA), note("n3", null, ION));
    commune.receive({ kind: "conflict", id: "c1", record_id: MIA, settled_at: null });
    const { notes, conflicts } = commune.replica.household(MORII)!;
    expect([notes.map(({ id }) => id).sort(), conflicts.length, commune.replica.conflicts().length]).toEqual([["n1", "n2"], 1, 1]);
    commune.receive({ kind: "conflict", id: "c1", settled_at: "2026-11-02T08:00:00Z" });
    expect([commune.replica.household(MORII)!.conflicts.length, commune.replica.conflicts().length]).toEqual([0, 0]);
  });
});

describe("search", () => {
  const found = (typed: string): (string | null)[] =>
    new Commune().replica.search(typed).map(({ household, member }) => member?.name ?? household.address);

  it.each([
    ["the beginnings of words, without diacritics", "tar an", ["Țăran Ana"]],
    ["pet forms of names", "nelu", ["Kovács Ioan"]],
    ["somebody by name and street", "maria morii", ["Țăran Maria"]],
    ["an address", "lunga 4", [`${HAMLET.name}, Lungă 4`]],
    ["a day of birth", "4.3.1950", ["Țăran Ana"]],
    ["a year of birth", "taran 2015", ["Țăran Maria"]],
    ["nobody", "tar zzz", []],
    ["nothing typed", "  ", []],
    ["a name with a slip", "taram maria", ["Țăran Maria"]],
    ["a first name with a slip, with the street", "mraia morii", ["Țăran Maria"]],
    ["nobody at all with a slip", "taram zzzz", []],
  ])("finds %s", (_name, typed, names) => expect(found(typed)).toEqual(names));

  it("finds people whose names begin as their street does, and the address", () => {
    const commune = new Commune();
    commune.receive({ kind: "person", id: ANA, last_name: "Moraru" });
    const found = commune.replica.search("mor").map(({ member }) => member?.name ?? null);
    expect(found).toEqual(["Moraru Ana", null]);
  });

  it("says that it guesses, and guesses only where nobody is written so", () => {
    const { replica } = new Commune();
    expect(replica.search("tarna").map(({ isGuess }) => isGuess)).toEqual([true, true]);
    expect(replica.search("taran").every(({ isGuess }) => isGuess === undefined)).toBe(true);
  });

  it("finds the same whatever was typed before", () => {
    const { replica } = new Commune();
    const typing = ["t", "ta", "tar", "tar m", "tar mo", "tar a", "ne", "nel", "nelu", "nelu lun", "kov", "mor 4", "mor", ""];
    for (const typed of typing) expect(replica.search(typed)).toEqual(new Commune().replica.search(typed));
  });

  it("finds what was typed a moment ago and is not sent", () => {
    const commune = new Commune();
    expect(commune.replica.search("zamfira")).toEqual([]);
    commune.carryOut("CorrectPerson", { person_id: MIA, changes: { first_name: { seen: "Maria", value: "Zamfira" } } });
    expect(commune.replica.search("zamfira").map(({ member }) => member?.name)).toEqual(["Țăran Zamfira"]);
    expect(commune.replica.search("taran", 1).length).toBe(1);
  });

  it("warns of who may be the same, the likeliest first", () => {
    const { replica } = new Commune();
    const typed = { last_name: "Taran", first_name: "Anuța", birth_date: null, birth_year: 1950, sex: "F" as const };
    const [likely, ...others] = replica.likely(typed);
    expect([likely?.member.name, likely?.score, likely?.reasons]).toEqual(["Țăran Ana", 80, ["same_name", "same_birth_year"]]);
    expect(others).toEqual([]);
    expect(replica.likely({ ...typed, last_name: "", first_name: "" })).toEqual([]);
  });
});
