// An interview in progress: the notes, the household as it is now, and what the rules say of both. Made anew with
// every answer; nothing in it changes. Made whole it costs about a millisecond for a household of eight.

import type { Member } from "../commune/views.ts";
import type { Day, Id, Moment } from "../kernel/types.ts";
import { dayOf } from "../kernel/time.ts";
import type { Edition } from "../nomenclature/edition.ts";
import type { Clash, Found, Reading, Undetermined } from "../rules/find.ts";
import type { Answers } from "../rules/types.ts";
import { Course, type Rights } from "./course.ts";
import { context, current, type Asked, type Home } from "./rules/interview.ts";
import { about, type Notes, type Subject } from "./notes.ts";

/** What an interview is held on: all but its answers. */
export interface Table {
  readonly edition: Edition;
  readonly home: Home;
  /** Who lives there now, in the order of the household's page. */
  readonly members: readonly Member[];
  readonly parameters: Answers;
  readonly rights: Rights;
  readonly today: Day;
}

export class Sitting {
  readonly table: Table;
  readonly notes: Notes;
  readonly asked: Asked;
  readonly reading: Reading;
  readonly course: Course;
  readonly found: readonly Found[];
  readonly undetermined: readonly Undetermined[];
  readonly clashes: readonly Clash[];
  /** Whose the members of the rules are. */
  readonly people: readonly Id[];

  constructor(table: Table, notes: Notes, endedAt: Moment) {
    const { edition, home, members, parameters, rights, today } = table;
    this.table = table;
    this.notes = notes;
    this.asked = askedOf(table, notes, endedAt);
    const read = context(home, edition, this.asked, today);
    this.people = read.people;
    this.reading = edition.read(read.household, read.members, parameters);
    const present = members.map(({ person }) => person.id);
    this.course = new Course(edition, notes, rights, present, this.reading.relevance);
    this.found = this.reading.find();
    this.undetermined = this.reading.undetermined();
    this.clashes = this.reading.clashes();
  }

  get edition(): Edition {
    return this.table.edition;
  }

  /** The answers about the household or about one of its members. */
  answers(subject: Subject): Answers {
    return about(this.notes, subject);
  }

  member(id: Id): Member | undefined {
    return this.table.members.find(({ person }) => person.id === id);
  }

  /** The person behind a member's index of the rules. */
  personOf(index: number | null): Subject {
    return index === null ? null : (this.people[index] ?? null);
  }
}

/** What earlier visits say, in the words of the table's edition, with the day of the visit by subject and area. */
export class Earlier {
  readonly #home: Home;
  readonly #answers: ReadonlyMap<Id, Answers>;

  constructor({ home, edition }: Table) {
    this.#home = home;
    this.#answers = current(home, edition);
  }

  answers(subject: Subject): Answers {
    return this.#answers.get(this.#recordOf(subject)) ?? {};
  }

  day(subject: Subject, area: string): Day | null {
    const record = this.#recordOf(subject);
    const past = this.#home.past.find((each) => each.subject === record && each.area === area);
    return past ? dayOf(past.ended_at) : null;
  }

  #recordOf(subject: Subject): Id {
    if (subject === null) return this.#home.id;
    return this.#home.members.find(({ id }) => id === subject)?.stands_for ?? subject;
  }
}

/** What the interview says so far: of who lives there, and of who moved out since she was asked about. */
function askedOf({ home, members }: Table, notes: Notes, endedAt: Moment): Asked {
  const present = members.map(({ person }) => person.id);
  const known = new Set(home.members.map(({ id }) => id));
  const left = Object.entries(notes.persons).filter(([id, answers]) => {
    return !present.includes(id) && known.has(id) && Object.keys(answers).length > 0;
  });
  const people = [...present, ...left.map(([id]) => id)];
  return {
    people,
    household: notes.household,
    persons: people.map((id) => notes.persons[id] ?? {}),
    ended_at: endedAt,
  };
}
