// Days as one says them: "azi", "mâine", "luni, 24 noiembrie".

import { counted, spoken, t } from "../i18n/i18n.ts";
import { daysBetween } from "../kernel/time.ts";
import type { Day } from "../kernel/types.ts";

/** A day seen from `today`; without the year where it is this one. */
export function dayInWords(day: Day, today: Day): string {
  const days = daysBetween(today, day);
  if (days === 0) return t("azi");
  if (days === 1) return t("mâine");
  if (days === -1) return t("ieri");
  const year: Intl.DateTimeFormatOptions = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" };
  const format = new Intl.DateTimeFormat(spoken() === "ro" ? "ro-RO" : "en-GB", { weekday: "long", day: "numeric", month: "long", ...year, timeZone: "UTC" });
  return format.format(new Date(`${day}T12:00:00Z`));
}

/** How late a visit planned for `day` is: "întârziată cu 3 zile"; "" when it is not. */
export function lateness(day: Day, today: Day): string {
  const days = daysBetween(day, today);
  return days > 0 ? t("întârziată cu {days}", { days: counted(days, "zi", "zile") }) : "";
}
