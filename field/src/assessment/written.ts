// One answer that is written, not chosen: read from what was typed, and written back the same. The twin of
// impreuna/assessment/forms/answers.py.

import { clean, cleanLines, fold } from "../kernel/text.ts";
import { checkAnswer, DOES_NOT_KNOW, isDay, type Refusal } from "../nomenclature/answers.ts";
import type { Question } from "../nomenclature/content.ts";
import type { Answer } from "../rules/types.ts";

/** The first letters of the months, in Romanian, Hungarian and English, without diacritics. */
const MONTHS: Readonly<Record<string, number>> = {
  ...{ ian: 1, jan: 1, feb: 2, mar: 3, apr: 4, mai: 5, maj: 5, may: 5, iun: 6, jun: 6, iul: 7, jul: 7, aug: 8 },
  ...{ sep: 9, sze: 9, oct: 10, okt: 10, noi: 11, noe: 11, nov: 11, dec: 12 },
};
const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
// Nothing that a household is asked for is this much.
const BEYOND_ALL = 10 ** 12;

/** What was typed: an answer, nothing (null), or why it is no answer. */
export interface Read {
  readonly answer: Answer | null;
  readonly refusal: Refusal | null;
}

/** The answer to a question in which one writes. */
export function readWritten(question: Question, text: string): Read {
  const value = valueOf(question, text);
  if (value === null) return { answer: null, refusal: null };
  const refusal = checkAnswer(question, value);
  return { answer: refusal ? null : value, refusal };
}

/** The answer to a question with several options, by the codes ticked; null when none is. "?" is one of them. */
export function readTicked(question: Question, ticked: readonly (number | string)[], doesNotKnow: string): Read {
  if (ticked.length === 0) return { answer: null, refusal: null };
  if (ticked.includes(DOES_NOT_KNOW)) {
    if (ticked.length === 1) return { answer: DOES_NOT_KNOW, refusal: null };
    const facts = { question: question.code, option: doesNotKnow };
    return { answer: null, refusal: { reason: "answer_not_together", facts } };
  }
  const codes = ticked.map(Number).sort((one, other) => one - other);
  const refusal = checkAnswer(question, codes);
  return { answer: refusal ? null : codes, refusal };
}

/** A kept answer as one would have typed it. */
export function written(question: Question, answer: Answer | null | undefined): string {
  if (answer === null || answer === undefined || answer === DOES_NOT_KNOW) return "";
  const text = String(answer);
  switch (question.kind) {
    case "number":
      return text.replace(".", ",");
    case "date":
    case "month":
      return text.split("-").reverse().join(".");
    default:
      return text;
  }
}

// What cannot be an answer stays as it was typed, for the rule to refuse.
function valueOf(question: Question, text: string): Answer | null {
  if (question.kind === "text") return cleanLines(text) || null;
  const typed = clean(text);
  if (typed === "") return null;
  if (question.kind === "number") return numberIn(typed) ?? typed;
  return (question.kind === "month" ? monthIn(typed) : dayIn(typed)) ?? typed;
}

/** 1.240,50 as Romanians write it, and 1240.50. */
function numberIn(text: string): number | null {
  const packed = text.replaceAll(" ", "");
  const plain = packed.includes(",")
    ? packed.replaceAll(".", "").replace(",", ".")
    : /^-?\d{1,3}(\.\d{3})+$/.test(packed)
      ? packed.replaceAll(".", "")
      : packed;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const number = Number(plain);
  return Math.abs(number) < BEYOND_ALL ? number : null;
}

/** 21.3.2015, 21/03/2015, 2015-03-21, 21032015, 21 martie 2015, 21 III 2015, as an ISO day. */
export function dayIn(text: string): string | null {
  const packed = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const parts = packed ? packed.slice(1) : text.split(/[\s./,\-–]+/).filter(Boolean);
  if (parts.length !== 3) return null;
  if (/^\d{4}$/.test(parts[0]!)) parts.reverse();
  const [day = "", month = "", year = ""] = parts;
  const number = monthNumber(month);
  if (!/^\d{1,2}$/.test(day) || !/^[1-9]\d{3}$/.test(year) || number === null) return null;
  const iso = `${year}-${twoDigits(number)}-${day.padStart(2, "0")}`;
  return isDay(iso) ? iso : null;
}

/** 3.2025, martie 2025 and 2025-03 as they are kept: 2025-03. */
function monthIn(text: string): string | null {
  const parts = text.split(/[\s./,\-–]+/).filter(Boolean);
  if (parts.length !== 2) return null;
  if (/^\d{4}$/.test(parts[0]!)) parts.reverse();
  const [month = "", year = ""] = parts;
  const number = monthNumber(month);
  return /^[1-9]\d{3}$/.test(year) && number !== null ? `${year}-${twoDigits(number)}` : null;
}

function monthNumber(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : null;
  const word = fold(text);
  const roman = ROMAN.indexOf(word) + 1;
  return roman || (word.length >= 3 ? MONTHS[word.slice(0, 3)] : undefined) || null;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
