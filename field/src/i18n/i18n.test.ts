import { afterEach, expect, test } from "vitest";
import { counted, inWords, speak, t } from "./i18n.ts";

afterEach(() => speak("ro", {}));

test.each([
  [0, "0 zile"],
  [1, "1 zi"],
  [19, "19 zile"],
  [20, "20 de zile"],
  [100, "100 de zile"],
  [101, "101 zile"],
  [119, "119 zile"],
  [120, "120 de zile"],
])("%i days", (number, said) => expect(counted(number, "zi", "zile")).toBe(said));

test("a text says its facts, and keeps what nobody told", () => {
  expect(t("{name}, {age} ani", { name: "Ana" })).toBe("Ana, {age} ani");
});

test("another language, and Romanian where it has no words yet", () => {
  speak("en", { zi: "day", zile: "days", Acasă: "Home" });
  expect([t("Acasă"), t("Gospodării"), counted(20, "zi", "zile")]).toEqual(["Home", "Gospodării", "20 days"]);
});

test("a day in words", () => expect(inWords("2026-11-22")).toBe("22 noiembrie 2026"));
