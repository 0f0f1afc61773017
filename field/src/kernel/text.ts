// Text that people type: cleaned before it is kept, folded before it is compared. The twin of impreuna/kernel/text.py;
// both run contracts/vectors/text.json.

// Romanian keyboards of the last twenty years produced the cedilla letters; the language has comma-below.
const COMMA: Readonly<Record<string, string>> = { ş: "ș", ţ: "ț", Ş: "Ș", Ţ: "Ț" };
// What Python calls a space; `\s` differs in a few control signs.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
const PLAIN = /^[0-9a-z ]*$/u;
const NOT_ALPHANUMERIC = /[^0-9a-z]+/gu;
const MARKS = /\p{Mn}/gu;
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;
// Letters that Unicode does not decompose although a neighbour reads them as the plain letter; and the ones of
// Romanian, Hungarian and German, so that most names need no decomposing at all.
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ł: "l", đ: "d", ø: "o", ß: "ss", æ: "ae", œ: "oe", ı: "i" },
  ...Object.fromEntries([..."ăâîșțşţáéíóöőúüűä"].map((letter, index) => [letter, "aaiststaeiooouuua"[index]!])),
};

/** `text` as it is kept: composed (NFC), comma-below letters, single spaces, no control or direction marks. */
export function clean(text: string): string {
  const composed = text.normalize("NFC").replace(/[şţŞŢ]/gu, (letter) => COMMA[letter]!);
  return composed.replace(SPACES, " ").replace(INVISIBLE, "").replace(/ {2,}/gu, " ").replace(/^ | $/gu, "");
}

/** Like `clean`, for text of several lines: line breaks are kept, three or more become two. */
export function cleanLines(text: string): string {
  const lines = text.replace(/\r\n?/gu, "\n").split("\n").map(clean).join("\n");
  return lines.replace(/\n{3,}/gu, "\n\n").replace(/^\n+|\n+$/gu, "");
}

/** `text` as it is searched: lower case, without diacritics, words of letters and digits with one space between. */
export function fold(text: string): string {
  const low = text.toLowerCase();
  if (PLAIN.test(low)) return low.replace(/ {2,}/gu, " ").trim();
  const quick = plainLetters(low);
  if (isAscii(quick)) return quick.replace(NOT_ALPHANUMERIC, " ").trim();
  const plain = plainLetters(folded(text.normalize("NFKD")));
  return plain.normalize("NFKD").replace(MARKS, "").replace(NOT_WORDS, " ").trim();
}

/** The words of `text`, folded. */
export function wordsOf(text: string): string[] {
  const whole = fold(text);
  return whole ? whole.split(" ") : [];
}

function plainLetters(text: string): string {
  let plain = "";
  for (const letter of text) plain += LETTERS[letter] ?? letter;
  return plain;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false;
  return true;
}

// Python's `casefold`: capitals first, so that what has two small forms comes to one.
function folded(text: string): string {
  return text.toUpperCase().toLowerCase().replace(/ς/gu, "σ");
}
