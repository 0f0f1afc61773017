// What a passphrase is, however it was typed. Kept apart from the list of words, which only enrolment and typing need.

/** Small letters without diacritics. */
export const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The words of a typed passphrase: case, diacritics, hyphens, commas and further spaces say nothing. */
export const wordsOf = (typed: string): string[] => fold(typed).match(/[a-z0-9]+/g) ?? [];

/** The one form of a passphrase, from which its key is made. */
export const canonical = (typed: string): string => wordsOf(typed).join(" ");
