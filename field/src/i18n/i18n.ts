// Words of the screen. The source language is Romanian: a text is its own key, and other languages have catalogues.

export type Language = "ro" | "en";
export type Catalogue = Readonly<Record<string, string>>;

let language: Language = "ro";
let catalogue: Catalogue = {};

/** From now on `t` answers in `to`; `texts` are the translations, by their Romanian text. */
export function speak(to: Language, texts: Catalogue): void {
  language = to;
  catalogue = texts;
}

export function spoken(): Language {
  return language;
}

/** `text` in the chosen language, with its `{facts}`; in Romanian where a translation lacks. */
export function t(text: string, facts: Readonly<Record<string, unknown>> = {}): string {
  const said = language === "ro" ? text : (catalogue[text] ?? text);
  return said.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));
}

/**
 * A number with its noun: "1 zi", "3 zile", "24 de zile". Romanian puts "de" from 20 on when the last two digits are
 * 00 or 20–99. `one` and `many` are Romanian nouns and are translated themselves.
 */
export function counted(number: number, one: string, many: string): string {
  if (number === 1) return `1 ${t(one)}`;
  const lastTwo = number % 100;
  const of = language === "ro" && number >= 20 && (lastTwo === 0 || lastTwo >= 20) ? "de " : "";
  return `${number} ${of}${t(many)}`;
}

const LOCALES: Readonly<Record<Language, string>> = { ro: "ro-RO", en: "en-GB" };
const ZONE = "Europe/Bucharest";

// Making one takes a tenth of a millisecond, and every question that was answered before tells its day.
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const format = FORMATS.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: ZONE });
  FORMATS.set(key, format);
  return format;
}

/** A day as people write it: 22 noiembrie 2026. `day` is ISO 8601, of a day or of a moment. */
export function inWords(day: string): string {
  const date = day.length === 10 ? new Date(`${day}T12:00:00Z`) : new Date(day);
  return formatOf("day", { dateStyle: "long" }).format(date);
}

/** A moment as people write it: 22.11.2026, 09:12, in Romania. */
export function atTime(moment: string): string {
  const parts: Intl.DateTimeFormatOptions = { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" };
  return formatOf("moment", parts).format(new Date(moment));
}
