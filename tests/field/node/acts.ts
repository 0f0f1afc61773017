// What professionals do on a tablet: each act with the values that must be found again, whatever happens to it.

import { newId } from "../../../field/src/kernel/ids.ts";
import type { Id, Scalar } from "../../../field/src/kernel/types.ts";
import type { Household } from "../../../field/src/commune/views.ts";
import { refusalOf } from "../../../field/src/cases/rules/acts.ts";
import type { Session } from "../../../field/src/session/session.ts";
import type { Dice } from "./dice.ts";
import type { ActKind } from "./schedule.ts";

/** A value that somebody typed: of which record, in which field. `kind` names the row as it travels. */
export interface Trace {
  readonly kind: string;
  readonly id: Id;
  readonly field: string;
  readonly value: Scalar;
}

export interface Act {
  readonly command: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly traces: readonly Trace[];
}

/** Somebody at a tablet, about to do something. `word` gives a word that was never typed before. */
export interface Hand {
  readonly session: Session;
  readonly dice: Dice;
  readonly villages: readonly number[];
  readonly edition: number;
  /** The users of the whole team. */
  readonly team: readonly Id[];
  word(): string;
}

export const UNHEARD_OF = "ForetellFuture";

type Doing = (hand: Hand, household: Household) => Act | Promise<Act> | null;

/** The act, or another one when there is nothing to do it with: every step does something. */
export async function perform(kind: ActKind, hand: Hand): Promise<Act> {
  const { session, dice } = hand;
  const households = session.commune.households();
  const doing = DOINGS[kind];
  const chosen = households.length > 0 ? dice.pick([...households].sort((a, b) => (a.id < b.id ? -1 : 1))) : undefined;
  const wanted = chosen && doing ? await doing(hand, chosen) : null;
  if (wanted && (wanted.command === UNHEARD_OF || session.may(wanted.command))) return wanted;
  if (session.may("RegisterHousehold") && (kind === "register" || !chosen)) return register(hand);
  if (chosen) return note(hand, chosen);
  return { command: "", fields: {}, traces: [] };
}

function id(hand: Hand): Id {
  return newId({ now: () => hand.session.now().getTime(), random: (bytes) => hand.dice.fill(bytes) });
}

function person(hand: Hand, relation: string): Readonly<Record<string, unknown>> & { id: Id; last_name: string } {
  const isChild = relation === "child";
  return {
    id: id(hand),
    last_name: hand.word(),
    first_name: hand.word(),
    relation,
    sex: hand.dice.pick(["F", "M", ""]),
    birth_date: isChild ? "2017-06-01" : "1984-03-02",
  };
}

function named(one: Readonly<Record<string, unknown>> & { id: Id }): Trace[] {
  return ["last_name", "first_name"].map((field) => ({ kind: "person", id: one.id, field, value: one[field] as string }));
}

function register(hand: Hand): Act {
  const members = [person(hand, "head"), ...(hand.dice.chance(0.7) ? [person(hand, "child")] : [])];
  const household_id = id(hand);
  const street = hand.word();
  return {
    command: "RegisterHousehold",
    fields: { household_id, village_id: hand.dice.pick(hand.villages), members, street, number: "7" },
    traces: [{ kind: "household", id: household_id, field: "street", value: street }, ...members.flatMap(named)],
  };
}

function note(hand: Hand, household: Household): Act {
  const text = hand.word();
  const area = hand.session.writes("household") ? "household" : "education";
  // For a circle alone it changes what its people may see: they fetch everything anew.
  const circle = hand.dice.chance(0.15) ? { circle: [hand.dice.pick(hand.team)] } : {};
  // A note has its command's id.
  return {
    command: "WriteNote",
    fields: { note_area: area, text, household_id: household.id, ...circle },
    traces: [{ kind: "note", id: "", field: "text", value: text }],
  };
}

function correction(hand: Hand, kind: "household" | "person", row: { readonly id: Id }, fields: readonly string[]): Act {
  const changes: Record<string, unknown> = {};
  const traces: Trace[] = [];
  for (const field of fields) {
    const value = hand.word();
    changes[field] = { seen: (row as unknown as Record<string, Scalar>)[field], value };
    traces.push({ kind, id: row.id, field, value });
  }
  return {
    command: kind === "household" ? "CorrectHousehold" : "CorrectPerson",
    fields: { [`${kind}_id`]: row.id, changes },
    traces,
  };
}

const DOINGS: Partial<Record<ActKind, Doing>> = {
  register: (hand) => register(hand),
  add: (hand, household) => {
    const one = person(hand, "child");
    return { command: "AddPerson", fields: { household_id: household.id, person: one }, traces: named(one) };
  },
  correct_household: (hand, household) => {
    const fields = hand.dice.chance(0.5) ? ["street"] : ["street", "place_note"];
    return correction(hand, "household", household.row, fields);
  },
  correct_person: (hand, household) => {
    if (household.members.length === 0) return null;
    return correction(hand, "person", hand.dice.pick(household.members).person, ["first_name"]);
  },
  note,
  assess: (hand, household) => assess(hand, household),
  decide: (hand, household) => {
    const open = household.findings.filter((one) => one.state === "proposed" && hand.session.writes(one.veil));
    if (open.length === 0) return null;
    const finding = hand.dice.pick(open);
    const text = hand.word();
    const decision = { finding_id: finding.id, seen_state: finding.state, decision: "refuted", note: text };
    return {
      command: "DecideFindings",
      fields: { household_id: household.id, decisions: [decision] },
      traces: [{ kind: "finding", id: finding.id, field: "note", value: text }],
    };
  },
  plan: (hand, household) => {
    const [visit_id, text] = [id(hand), hand.word()];
    return {
      command: "PlanVisit",
      fields: { household_id: household.id, visit_id, planned_on: "2027-05-04", purpose: "monitoring", note: text },
      traces: [{ kind: "planned_visit", id: visit_id, field: "note", value: text }],
    };
  },
  call_off: (hand, household) => {
    const open = household.planned.filter((one) => one.state === "planned");
    if (open.length === 0) return null;
    const visit_id = hand.dice.pick(open).id;
    const reason = hand.word();
    return {
      command: "CallOffVisit",
      fields: { visit_id, reason },
      traces: [{ kind: "planned_visit", id: visit_id, field: "ended_reason", value: reason }],
    };
  },
  visit: (hand, household) => visit(hand, household),
  service: (hand, household) => {
    const [service_id, text] = [id(hand), hand.word()];
    const code = hand.session.lists.services[0]?.code;
    if (!code) return null;
    const delivered_on = day(hand);
    return {
      command: "RecordService",
      fields: { household_id: household.id, service_id, person_id: null, code, delivered_on, note: text },
      traces: [{ kind: "service", id: service_id, field: "note", value: text }],
    };
  },
  photo: (hand, household) => photo(hand, household),
  notice: (hand, household) => notice(hand, household),
  case_visit: (hand, household) => {
    const rest = { purpose: "cum merge", place: "acasă", present: ["mama"] };
    return inCase(hand, "RecordCaseVisit", "synthesis", rest) ?? notice(hand, household);
  },
  contact: (hand, household) => {
    return inCase(hand, "NoteContact", "said", { with_whom: "bunica", how: "la telefon" }) ?? notice(hand, household);
  },
  settle: (hand) => {
    const open = hand.session.commune.conflicts().filter((one) => one.settled_at === null);
    if (open.length === 0) return null;
    const one = hand.dice.pick([...open].sort((a, b) => (a.id < b.id ? -1 : 1)));
    const value = hand.dice.chance(0.5) ? one.proposed : hand.word();
    return {
      command: "SettleConflict",
      fields: { conflict_id: one.id, seen: one.current, value },
      traces: [{ kind: one.record_type, id: one.record_id, field: one.field, value }],
    };
  },
  /** What the server must refuse: the card keeps it. */
  refused: (hand, household) => {
    const reason = hand.word();
    return {
      command: "AddPerson",
      fields: { household_id: household.id, person: { ...person(hand, "child"), last_name: `${reason}7` } },
      traces: [],
    };
  },
  /** What only a later server understands: it waits until then, and nothing waits behind it. */
  unheard_of: (hand, household) => {
    const text = hand.word();
    return { command: UNHEARD_OF, fields: { household_id: household.id, text }, traces: [] };
  },
  leave: (hand, household) => {
    const leaving = household.members.find((one) => one.relation !== "head");
    if (!leaving) return null;
    return {
      command: "EndMembership",
      fields: { household_id: household.id, person_id: leaving.person.id, end_date: day(hand), end_reason: "moved_out" },
      traces: [],
    };
  },
};

function day(hand: Hand): string {
  // Yesterday, so that no time zone makes it tomorrow.
  return new Date(hand.session.now().getTime() - 86_400_000).toISOString().slice(0, 10);
}

function span(hand: Hand): { started_at: string; ended_at: string } {
  const end = hand.session.now().getTime();
  return { started_at: new Date(end - 1_800_000).toISOString(), ended_at: new Date(end).toISOString() };
}

function notice(hand: Hand, household: Household): Act {
  const [case_id, what, name] = [id(hand), hand.word(), hand.word()];
  const [isUrgent, isRestricted] = [hand.dice.chance(0.3), hand.dice.chance(0.2)];
  return {
    command: "RegisterNotice",
    fields: {
      ...{ case_id, channel: "self_notice", subject: "child", household_id: household.id, what },
      ...{ people: [{ name, part: "subject" }], is_urgent: isUrgent, urgent_why: isUrgent ? "pericol" : "" },
      ...{ is_restricted_case: isRestricted, is_anonymous: true },
    },
    traces: [
      { kind: "case", id: case_id, field: "label", value: name },
      { kind: "case_entry", id: "", field: "content", value: what },
    ],
  };
}

// An entry has its command's id. Whoever may not do it now, by the tablet's own table, does something else.
function inCase(hand: Hand, command: string, said: string, rest: Readonly<Record<string, unknown>>): Act | null {
  const open = hand.session.commune.cases().filter((file) => refusalOf(command, file.row, file.functions) === null);
  if (open.length === 0) return null;
  const file = hand.dice.pick([...open].sort((a, b) => (a.id < b.id ? -1 : 1)));
  const text = hand.word();
  return {
    command,
    fields: { case_id: file.id, ...rest, [said]: text, late_reason: "fără semnal" },
    traces: [{ kind: "case_entry", id: "", field: "content", value: text }],
  };
}

function assess(hand: Hand, household: Household): Act | null {
  if (!hand.session.writes("education")) return null;
  const assessment_id = id(hand);
  const child = household.members.find((one) => one.age !== null && one.age < 18);
  const text = hand.word();
  const people = child ? [child.person.id] : [];
  const isCensusTaker = hand.session.may("RegisterHousehold");
  const answers = isCensusTaker ? { G02: 1, G03: 1, G06: 1, Z02: text } : { Z02: text };
  return {
    command: "RecordAssessment",
    fields: {
      household_id: household.id,
      assessment_id,
      edition: hand.edition,
      ...span(hand),
      people,
      household: answers,
      persons: child ? [{ E01: hand.dice.pick([7, 7, 4]) }] : [],
    },
    traces: [{ kind: "answers", id: assessment_id, field: "household", value: text }],
  };
}

function visit(hand: Hand, household: Household): Act {
  const [visit_id, report] = [id(hand), hand.word()];
  const planned = household.planned.find((one) => one.state === "planned");
  const area = hand.session.writes("household") ? "household" : "education";
  const present = household.members.slice(0, 1).map((one) => one.person.id);
  return {
    command: "RecordVisit",
    fields: {
      household_id: household.id,
      visit_id,
      planned_id: planned?.id ?? null,
      ...span(hand),
      purpose: "monitoring",
      outcome: "met",
      present,
      report,
      area,
    },
    traces: [{ kind: "visit", id: visit_id, field: "report", value: report }],
  };
}

async function photo(hand: Hand, household: Household): Promise<Act> {
  // Some are longer than a part that is sent at once.
  const size = hand.dice.chance(0.2) ? 262_000 + hand.dice.whole(300_000) : 200 + hand.dice.whole(2000);
  const bytes = new Uint8Array(size);
  hand.dice.fill(bytes.subarray(0, 32));
  const digest = await hand.session.files.keep(bytes);
  const [attachment_id, caption] = [id(hand), hand.word()];
  return {
    command: "AttachFile",
    fields: {
      household_id: household.id,
      attachment_id,
      visit_id: null,
      person_id: null,
      what: "photo",
      digest,
      size: bytes.length,
      media_type: "image/jpeg",
      taken_at: hand.session.now().toISOString(),
      caption,
      consent: hand.word(),
      latitude: null,
      longitude: null,
      area: hand.session.writes("household") ? "household" : "education",
    },
    traces: [
      { kind: "attachment", id: attachment_id, field: "caption", value: caption },
      { kind: "attachment", id: attachment_id, field: "digest", value: digest },
    ],
  };
}
