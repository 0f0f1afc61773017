// The lease, against clocks that are right, wrong, slow and turned.

import { describe, expect, it } from "vitest";

import { contacted, leaseOf, serverNow } from "./lease.ts";

const T = Date.parse("2026-11-02T08:00:00.000Z");
const DAY = 86_400_000;
const HOUR = 3_600_000;
const when = (offset: number): Date => new Date(T + offset);
const contact = { serverTime: new Date(T).toISOString(), leaseDays: 14 };

describe("a lease", () => {
  it.each<[string, number, number, number, string]>([
    // what, the tablet's clock at the contact, the latest it said, what it says now
    ["on the day", 0, 0, HOUR, "open"],
    ["on its last hour", 0, 13 * DAY, 14 * DAY - HOUR, "open"],
    ["over", 0, 13 * DAY, 14 * DAY + 1, "lease_ended"],
    ["a clock a day behind the server all along", -DAY, -DAY, 12 * DAY, "open"],
    ["which does not lengthen it", -DAY, -DAY, 13 * DAY + 1, "lease_ended"],
    ["a clock a year ahead all along", 365 * DAY, 365 * DAY, 370 * DAY, "open"],
    ["a clock turned back since it was last seen", 0, 10 * DAY, 5 * DAY, "clock_went_back"],
    ["turned back by minutes, as clocks correct themselves", 0, HOUR, HOUR - 9 * 60_000, "open"],
    ["before the last contact: an empty battery", 0, 3 * DAY, -300 * DAY, "clock_in_the_past"],
    ["far ahead", 0, 0, 400 * DAY, "lease_ended"],
  ])("%s", (_, clock, lastSeen, now, expected) => {
    const known = { ...contacted(contact, when(clock)), lastSeen: when(lastSeen).toISOString() };
    const lease = leaseOf(known, when(now));
    expect(lease.state === "open" ? "open" : lease.why).toBe(expected);
  });

  it("begins anew at every contact, whatever the clock had been", () => {
    const known = contacted({ serverTime: when(20 * DAY).toISOString(), leaseDays: 7 }, when(-DAY));
    expect(leaseOf(known, when(-DAY + HOUR))).toEqual({ state: "open" });
    expect(known.leaseUntil).toBe(when(27 * DAY).toISOString());
  });

  it("knows the server's time by what has passed since", () => {
    expect(serverNow(contacted(contact, when(-DAY)), when(-DAY + HOUR))).toEqual(when(HOUR));
  });
});
