// An interview in progress: the notes, the household as it is now, and what the rules say of both. Made anew with
// every answer; nothing in it changes. What the answer did not touch is taken over from the one before.

import type { Member } from "../commune/views.ts";
import type { Day, Id, Moment } from "../kernel/types.ts";
import { dayOf } from "../kernel/time.ts";
import type { Edition } from "../nomenclature/edition.ts";
import type { Clash, Found, Reading } from "../rules/find.ts";
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
  readonly clashes: readonly Clash[];
  /** Whose the members of the rules are. */
  readonly people: readonly Id[];

  /** `earlier`: the interview before this answer, or before this letter of one. */
  constructor(table: Table, notes: Notes, endedAt: Moment, earlier?: Sitting) {
    this.table = table;
    this.notes = notes;
    const onSameTable = earlier?.table === table ? earlier : undefined;
    if (onSameTable && hasSameAnswers(onSameTable.notes, notes)) {
      ({ asked: this.asked, people: this.people, reading: this.reading, course: this.course } = onSameTable);
      ({ found: this.found, clashes: this.clashes } = onSameTable);
      return;
    }
    const { edition, home, members, parameters, rights, today } = table;
    this.asked = askedOf(table, notes, endedAt);
    const read = context(home, edition, this.asked, today);
    this.people = read.people;
    const before = onSameTable && isEqual(onSameTable.people, read.people) ? onSameTable.reading : undefined;
    this.reading = edition.read(read.household, read.members, parameters, before);
    const present = members.map(({ person }) => person.id);
    this.course = new Course(edition, notes, rights, present, this.reading.relevance);
    this.found = this.reading.find();
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

function hasSameAnswers(one: Notes, other: Notes): boolean {
  return one.edition === other.edition && one.household === other.household && one.persons === other.persons;
}

function isEqual(one: readonly Id[], other: readonly Id[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
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
