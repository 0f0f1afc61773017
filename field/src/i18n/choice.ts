// Which language this tablet speaks: a setting of the tablet, not of a person; it tells nothing about anybody.

import { type Catalogue, type Language, speak } from "./i18n.ts";

const KEY = "limba";
const catalogues = import.meta.glob<Catalogue>("../**/en.json", { import: "default" });

export function chosenLanguage(): Language {
  return localStorage.getItem(KEY) === "en" ? "en" : "ro";
}

/** Remembers the language and starts the application anew in it. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
  location.reload();
}

/** Romanian needs nothing; the catalogues of another language are fetched from what the tablet keeps. */
export async function loadLanguage(language: Language): Promise<void> {
  document.documentElement.lang = language;
  if (language === "ro") return;
  const [texts, reasons, { translations }] = await Promise.all([
    Promise.all(Object.values(catalogues).map((load) => load())),
    import("../../../contracts/reasons.en.json"),
    import("./reasons.ts"),
  ]);
  speak(language, Object.assign({}, ...texts, translations(reasons.default)));
}
