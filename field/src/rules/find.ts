// Which vulnerabilities are found in a household and its members, how grave, which answers say so; and which answers
// cannot all be true.

import { evaluate, known } from "./evaluate.ts";
import { evidence } from "./evidence.ts";
import { missing } from "./missing.ts";
import { codesOf } from "./names.ts";
import { changedCodes, settle, type Counted, type Relevance } from "./relevance.ts";
import type { Answer, Answers, Edition, Expression, Eyes, Value, Vulnerability } from "./types.ts";

/** A rule that is true: of the member with this index, or of the household when null. */
export interface Found {
  readonly code: string;
  readonly member: number | null;
  readonly severity: number;
  readonly evidence: Readonly<Record<string, Answer>>;
}

/** A rule that waits for answers: of the member with this index, or of the household when null; `missing` names them. */
export interface Undetermined {
  readonly code: string;
  readonly member: number | null;
  readonly missing: readonly string[];
}

/** What cannot be: of the member with this index, or of the household when null. */
export interface Clash {
  readonly code: string;
  readonly member: number | null;
}

/** What was worked out of one entry of the lists: the household's at null, each member's at her index. */
type Known<Of> = Map<number | null, Of>;

/** What a reading has worked out, by rule and by vulnerability. */
interface Memory {
  readonly verdicts: Map<Expression, Known<Value>>;
  readonly found: Map<Vulnerability, Known<Found>>;
  readonly waiting: Map<Expression, Known<readonly string[]>>;
}

const NOTHING_YET = (): Memory => ({ verdicts: new Map(), found: new Map(), waiting: new Map() });

/** The answers of one household in the eyes of an edition: hidden ones are gone, "?" says nothing. */
export class Reading {
  /** Which questions show, and the answers that count. */
  readonly relevance: Relevance;
  readonly counted: Counted;
  readonly #edition: Edition;
  readonly #eyes: Eyes;
  readonly #eyesOfMembers: readonly Eyes[];
  readonly #memory: Memory;

  /** `earlier` read the same people by the same edition and parameters: only what reads other answers is asked anew. */
  constructor(edition: Edition, household: Answers, members: readonly Answers[], parameters: Answers, earlier?: Reading) {
    this.#edition = edition;
    const { relevance, counted } = settle(edition.questions, household, members);
    this.relevance = relevance;
    this.counted = counted;
    this.#eyes = { ...counted, person: new Map<string, Answer>(), parameters: known(parameters) };
    this.#eyesOfMembers = counted.members.map((person) => ({ ...this.#eyes, person }));
    this.#memory = earlier ? stillTrue(earlier.#memory, changedCodes(earlier.counted, counted)) : NOTHING_YET();
  }

  /** The rules that are true: the household's, then each member's, in the order of the list. */
  find(): Found[] {
    const of = (subject: Vulnerability["subject"], member: number | null): Found[] =>
      this.#edition.vulnerabilities
        .filter((entry) => entry.subject === subject)
        .flatMap((entry) => (this.#isTrue(entry, member) ? [this.#foundBy(entry, member)] : []));
    return [...of("household", null), ...this.#eyes.members.flatMap((_, index) => of("person", index))];
  }

  /** What a rule says: true, false, or null while an answer lacks. Worked out once. */
  verdict(rule: Expression, member: number | null): Value {
    return once(this.#memory.verdicts, rule, member, () => evaluate(rule.tree, this.#eyesOf(member)));
  }

  #isTrue({ rule }: Vulnerability, member: number | null): boolean {
    return rule !== null && this.verdict(rule, member) === true;
  }

  #foundBy(entry: Vulnerability, member: number | null): Found {
    return once(this.#memory.found, entry, member, () => foundBy(entry, member, this.#eyesOf(member)));
  }

  #missing(rule: Expression, member: number | null): readonly string[] {
    return once(this.#memory.waiting, rule, member, () => missing(rule.tree, this.#eyesOf(member)));
  }

  /** The rules that are neither true nor false, each with what it waits for. */
  undetermined(): Undetermined[] {
    return this.#edition.vulnerabilities.flatMap(({ code, subject, rule }) => {
      if (rule === null) return [];
      const people = subject === "person" ? this.#eyes.members.map((_, index) => index) : [null];
      return people
        .filter((member) => this.verdict(rule, member) === null)
        .map((member) => ({ code, member, missing: this.#missing(rule, member) }));
    });
  }

  /** The contradictions in the answers. */
  clashes(): Clash[] {
    return this.#edition.contradictions.flatMap(({ code, level, never }) => {
      const people = level === "person" ? this.#eyes.members.map((_, index) => index) : [null];
      return people.filter((member) => this.verdict(never, member) === true).map((member) => ({ code, member }));
    });
  }

  #eyesOf(member: number | null): Eyes {
    return (member === null ? undefined : this.#eyesOfMembers[member]) ?? this.#eyes;
  }
}

/** What `memory` holds of `key` for a member; worked out when it holds nothing. */
function once<Key, Of>(memory: Map<Key, Known<Of>>, key: Key, member: number | null, work: () => Of): Of {
  const ofKey = memory.get(key) ?? new Map<number | null, Of>();
  memory.set(key, ofKey);
  const known = ofKey.get(member);
  if (known !== undefined) return known;
  const value = work();
  ofKey.set(member, value);
  return value;
}

/** Of what was worked out, all that reads none of the answers that are other ones now. */
function stillTrue({ verdicts, found, waiting }: Memory, changed: readonly string[]): Memory {
  const isTouched = ({ tree }: Expression): boolean => changed.some((code) => codesOf(tree).has(code));
  const isFoundAnew = ({ rule, raised }: Vulnerability): boolean =>
    (rule !== null && isTouched(rule)) || raised.some(([, condition]) => isTouched(condition));
  return {
    verdicts: new Map([...verdicts].filter(([rule]) => !isTouched(rule))),
    found: new Map([...found].filter(([entry]) => !isFoundAnew(entry))),
    waiting: new Map([...waiting].filter(([rule]) => !isTouched(rule))),
  };
}

function foundBy(entry: Vulnerability, member: number | null, eyes: Eyes): Found {
  const raised = entry.raised.find(([, condition]) => evaluate(condition.tree, eyes) === true);
  return {
    code: entry.code,
    member,
    severity: raised ? raised[0] : entry.severity,
    evidence: entry.rule === null ? {} : Object.fromEntries(evidence(entry.rule.tree, eyes)),
  };
}
