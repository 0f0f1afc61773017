// Words that are nearly what was typed: one letter wrong, too few, too many, or two that changed places.

/** Shorter words have too many neighbours to mean one of them. */
const SHORTEST = 4;

/** Whether a word is looked for as it may have been meant: no number and no day. */
export function mayBeMisspelt(typed: string): boolean {
  return typed.length >= SHORTEST && !/\d/u.test(typed);
}

/**
 * The beginning of `word` that is one slip away from `typed`; null when there is none, or when it begins so without a
 * slip. The first letter is always right.
 */
export function slipped(word: string, typed: string): string | null {
  const { length } = typed;
  let at = 0;
  while (at < length && word[at] === typed[at]) at += 1;
  if (at === 0 || at === length) return null;
  const after = typed.slice(at + 1);
  // Wrong, changed places, too few, too many: a letter too many at the very end says nothing but that the word is shorter.
  if (word.length > at && word.startsWith(after, at + 1)) return word.slice(0, length);
  if (word[at] === typed[at + 1] && word[at + 1] === typed[at] && word.startsWith(typed.slice(at + 2), at + 2)) return word.slice(0, length);
  if (word.startsWith(typed.slice(at), at + 1)) return word.slice(0, length + 1);
  return (after !== "" || word.length === at) && word.startsWith(after, at) ? word.slice(0, length - 1) : null;
}
