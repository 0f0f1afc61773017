// Which vulnerabilities are found in a household and its members, how grave, and which answers say so.

import { evaluate, known } from "./evaluate.ts";
import { evidence } from "./evidence.ts";
import { settle } from "./relevance.ts";
import type { Answer, Answers, Edition, Eyes, Known, Vulnerability } from "./types.ts";

/** A rule that is true: of the member with this index, or of the household when null. */
export interface Found {
  readonly code: string;
  readonly member: number | null;
  readonly severity: number;
  readonly evidence: Readonly<Record<string, Answer>>;
}

/** The rules that are true: the household's, then each member's, in the order of the list. */
export function find(edition: Edition, household: Answers, members: readonly Answers[], parameters: Answers): Found[] {
  const { counted } = settle(edition.questions, household, members);
  const given = known(parameters);
  const nobody: Known = new Map<string, Answer>();

  const search = (subject: Vulnerability["subject"], member: number | null, person: Known): Found[] =>
    edition.vulnerabilities
      .filter((entry) => entry.subject === subject)
      .flatMap((entry) => foundBy(entry, member, { ...counted, person, parameters: given }));

  return [
    ...search("household", null, nobody),
    ...counted.members.flatMap((person, index) => search("person", index, person)),
  ];
}

function foundBy(entry: Vulnerability, member: number | null, eyes: Eyes): Found[] {
  if (entry.rule === null || evaluate(entry.rule.tree, eyes) !== true) return [];
  const raised = entry.raised.find(([, condition]) => evaluate(condition.tree, eyes) === true);
  return [
    {
      code: entry.code,
      member,
      severity: raised ? raised[0] : entry.severity,
      evidence: Object.fromEntries(evidence(entry.rule.tree, eyes)),
    },
  ];
}
