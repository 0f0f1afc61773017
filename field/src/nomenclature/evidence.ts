// The reason of a finding in plain words: "9 ani", "Situația școlară: niciodată înscris (E01)". The twin of
// impreuna/nomenclature/rules/evidence.py; the phrases of both languages stand here because the lists are told in the
// language asked for, like the lists themselves.

import { spoken, type Language } from "../i18n/i18n.ts";
import { DOES_NOT_KNOW } from "./answers.ts";
import { say, type Question } from "./content.ts";
import { option, type Edition } from "./edition.ts";

type Evidence = Readonly<Record<string, unknown>>;

const NOUNS: Readonly<Record<string, readonly [one: string, many: string, english: string]>> = {
  age: ["an", "ani", "year"],
  age_months: ["lună", "luni", "month"],
  age_days: ["zi", "zile", "day"],
  size: ["persoană", "persoane", "member"],
};
const SEXES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  F: { ro: "femeie", en: "female" },
  M: { ro: "bărbat", en: "male" },
};

/** The evidence of a finding as phrases, facts first; codes that the edition does not know are left out. */
export function describe(edition: Edition, evidence: Evidence, language: Language = spoken()): string[] {
  const facts = Object.entries(evidence).flatMap(([name, value]) => {
    const isSaid = name !== "size" || sizeSaysSomething(edition, evidence);
    const phrase = isSaid ? fact(name, value, language) : "";
    return phrase ? [phrase] : [];
  });
  const answers = Object.entries(evidence).flatMap(([code, value]) => {
    const question = edition.question(code);
    return question ? [`${asked(say(question.text, language))} ${answerInWords(question, value, language)} (${code})`] : [];
  });
  return [...facts, ...answers];
}

/** An answer as its question words it. */
export function answerInWords(question: Question, value: unknown, language: Language = spoken()): string {
  if (value === DOES_NOT_KNOW) return language === "en" ? "does not know" : "nu știe / nu răspunde";
  if (question.kind === "single" || question.kind === "multi") {
    const codes: readonly unknown[] = Array.isArray(value) ? value : [value];
    return codes.flatMap((code) => say(option(question, code), language) || []).join(", ");
  }
  if (question.kind === "number") return `${String(value)} ${say(question.unit, language)}`.trim();
  return String(value);
}

// Somebody lives alone, or an amount is shared among them. Beside other answers the number of people only says that
// there is somebody else, which the answers say themselves.
function sizeSaysSomething(edition: Edition, evidence: Evidence): boolean {
  const questions = Object.keys(evidence).flatMap((code) => edition.question(code) ?? []);
  return evidence["size"] === 1 || questions.length === 0 || questions.some(({ kind }) => kind === "number");
}

function asked(question: string): string {
  return question.endsWith("?") ? question : `${question}:`;
}

function fact(name: string, value: unknown, language: Language): string {
  if (name === "sex") return SEXES[String(value)]?.[language] ?? "";
  if (name === "age" && value === 0) return language === "en" ? "under one year" : "sub un an";
  const noun = NOUNS[name];
  return noun && typeof value === "number" ? countedIn(language, value, noun) : "";
}

function countedIn(language: Language, number: number, [one, many, english]: readonly [string, string, string]): string {
  if (language === "en") return `${number} ${english}${number === 1 ? "" : "s"}`;
  if (number === 1) return `1 ${one}`;
  // Romanian puts "de" after numbers whose last two digits are 00 or 20 to 99: 20 de ani, 101 ani.
  return `${number} ${number && (number % 100 === 0 || number % 100 > 19) ? "de " : ""}${many}`;
}
