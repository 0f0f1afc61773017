// A commune for tests: two families that nobody has, in two villages.

import type { Command, Me, Row } from "../../kernel/types.ts";
import type { SentLists } from "../../nomenclature/lists.ts";
import { Lists } from "../../nomenclature/lists.ts";
import lists from "../../training/lists.json" with { type: "json" };
import { Replica } from "../replica.ts";
import { keyOf } from "../../store/boxes.ts";

export const [MORII, LUNGA] = ["0197a1a0-0000-7000-8000-0000000000a1", "0197a1a0-0000-7000-8000-0000000000a2"];
export const [ANA, ION, MIA] = [1, 2, 3].map((last) => `0197a1a0-0000-7000-8000-0000000000b${last}`) as [string, string, string];
const MOMENT = "2026-11-02T08:00:00.000Z";
const sent = lists as unknown as SentLists;
export const [VILLAGE, HAMLET] = sent.villages as [SentLists["villages"][number], SentLists["villages"][number]];
const AREAS = ["identity", "household", "income", "housing", "education", "protection"];
export const ME: Me = {
  ...{ user_id: "0197a1a0-0000-7000-8000-0000000000e1", name: "Ana Pop", initials: "AP", role: "social_worker" },
  ...{ role_name: "", commune_id: 7, commune_name: "", county_name: "", assignment_id: "", may: [] },
  ...{ reads: AREAS, writes: AREAS },
};

function household(id: string, village_id: number, street: string, label: string): Row {
  const address = { village_id, street, number: "4", place_note: "", phone: "", latitude: null, longitude: null };
  return { kind: "household", id, n: 1, ...address, dwelling_state: "not_visited", label } as Row;
}

function person(id: string, last_name: string, first_name: string, birth_date: string, sex: string): Row {
  const known = { former_names: "", birth_year: Number(birth_date.slice(0, 4)), identity: "none", has_cnp: false };
  const rest = { death_date: null, merged_into_id: null };
  return { kind: "person", id, n: 1, last_name, first_name, birth_date, sex, ...known, ...rest } as Row;
}

function membership(household_id: string, person_id: string, relation: string): Row {
  const id = person_id.replace(/b(.)$/, "c$1");
  return { kind: "membership", id, n: 1, household_id, person_id, relation, start_date: null, end_date: null, end_reason: "" } as Row;
}

export class Commune {
  readonly rows = new Map<string, Row>();
  readonly replica: Replica;
  readonly sent: Command[] = [];
  n = 1;

  constructor() {
    const rows = [
      household(MORII, VILLAGE.id, "Morii", "Țăran Ana"),
      household(LUNGA, HAMLET.id, "Lungă", "Kovács Ioan"),
      person(ANA, "Țăran", "Ana", "1950-03-04", "F"),
      person(MIA, "Țăran", "Maria", "2015-07-01", "F"),
      person(ION, "Kovács", "Ioan", "1961-01-09", "M"),
      membership(MORII, MIA, "child"),
      membership(MORII, ANA, "head"),
      membership(LUNGA, ION, "head"),
    ];
    for (const row of rows) this.rows.set(keyOf(row), row);
    const get = <R extends Row>(key: string): R | undefined => this.rows.get(key) as R | undefined;
    const asks = { me: () => ME, lists: () => new Lists(sent), today: () => "2026-11-22" };
    this.replica = new Replica({ get, all: () => this.rows.values() }, asks);
    this.replica.load(true);
  }

  /** The server's rows change. */
  receive(...rows: (Readonly<Record<string, unknown>> & { readonly kind: string; readonly id: string })[]): void {
    this.n += 1;
    const keys = rows.map((row) => {
      const key = keyOf(row as unknown as Row);
      this.rows.set(key, { ...this.rows.get(key), ...row, n: this.n });
      return key;
    });
    this.replica.rowsChanged(keys);
  }

  /** A command that is not sent yet. */
  carryOut(kind: string, fields: Readonly<Record<string, unknown>>): Command {
    const id = `0197a1a0-0000-7000-8000-${String(this.sent.length).padStart(12, "f")}`;
    const command = { ...fields, kind, id, commune_id: 7, recorded_at: MOMENT };
    this.sent.push(command);
    this.replica.setPending(this.sent);
    return command;
  }

  /** The tablet has seen what became of all commands, or of these. */
  settle(...commands: readonly Command[]): void {
    const left = commands.length === 0 ? [] : this.sent.filter((command) => !commands.includes(command));
    this.sent.splice(0, this.sent.length, ...left);
    this.replica.setPending(this.sent);
  }
}
