// A commune of invented people in the memory of a page, as large as one likes, and how long it is searched.

import type { Me, Row } from "../../../field/src/kernel/types.ts";
import { Replica } from "../../../field/src/commune/replica.ts";
import { keyOf } from "../../../field/src/store/boxes.ts";
import { Lists, type SentLists } from "../../../field/src/nomenclature/lists.ts";
import lists from "../../../field/src/training/lists.json" with { type: "json" };

interface Names {
  readonly last: readonly string[];
  readonly first: readonly string[];
}

let replica: Replica;

/** Fills it with so many households, and people in them by turns; milliseconds until it can be listed, and searched. */
function fill(names: Names, households: number, people: number): { list_ms: number; prepare_ms: number } {
  const rows = new Map<string, Row>();
  const add = (row: object): void => void rows.set(keyOf(row as Row), row as Row);
  for (let home = 0; home < households; home += 1) add(householdOf(home, names));
  for (let person = 0; person < people; person += 1) {
    add(personOf(person, names, person % households));
    add({ kind: "membership", id: `m${person}`, n: 1, household_id: `h${person % households}`, person_id: `p${person}`,
      relation: person < households ? "head" : "child", start_date: null, end_date: null, end_reason: "" });
  }
  const base = { get: <R extends Row>(key: string) => rows.get(key) as R | undefined, all: () => rows.values() };
  const known = new Lists(lists as unknown as SentLists);
  replica = new Replica(base, { me: () => ({ reads: [], writes: [], may: [] }) as unknown as Me, lists: () => known, today: () => "2026-11-22" });
  const began = performance.now();
  replica.load(true);
  replica.households();
  const listed = performance.now();
  while (!replica.prepare(1000));
  return { list_ms: listed - began, prepare_ms: performance.now() - listed };
}

/** Milliseconds of each search. */
function search(typed: readonly string[]): number[] {
  return typed.map((text) => {
    const began = performance.now();
    replica.search(text);
    return performance.now() - began;
  });
}

function householdOf(home: number, names: Names): object {
  const village = lists.villages[home % lists.villages.length]!.id;
  const label = `${names.last[home % names.last.length]} ${names.first[home % names.first.length]}`;
  return { kind: "household", id: `h${home}`, n: 1, village_id: village, street: "Strada Școlii", number: String(home), place_note: "lângă moară",
    phone: "", latitude: null, longitude: null, dwelling_state: "visited", label, registered_at: null, registered_by: "" };
}

function personOf(person: number, names: Names, home: number): object {
  const born = new Date(Date.UTC(1940, 0, 1 + ((person * 31) % 30_000))).toISOString().slice(0, 10);
  return { kind: "person", id: `p${person}`, n: 1, last_name: names.last[home % names.last.length],
    first_name: names.first[(person * 7919) % names.first.length], former_names: "", sex: "F", birth_date: born,
    birth_year: Number(born.slice(0, 4)), identity: "none", has_cnp: false, death_date: null, merged_into_id: null };
}

Object.assign(globalThis, { artificial: { fill, search } });
