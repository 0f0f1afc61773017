// The screen: covered or closed when nobody is there, and what a form that is being filled in changes of that.

import { describe, expect, it } from "vitest";

import { IDLE } from "../vault/lock.ts";
import { Screen } from "./screen.ts";

function screen() {
  const clock = { at: Date.parse("2026-11-02T08:00:00Z"), closed: 0 };
  const made = new Screen(
    () => clock.at,
    () => undefined,
    () => (clock.closed += 1),
  );
  const pass = (milliseconds: number): void => {
    clock.at += milliseconds;
    made.tick();
  };
  return { screen: made, clock, pass };
}

describe("the screen", () => {
  it("is covered when nobody is there, and uncovered by the digits", async () => {
    const { screen: made, pass } = screen();
    await made.setPin("482915");
    pass(IDLE);
    expect(made.standing).toBe("covered");
    expect(await made.uncover("111222")).toBe(4);
    expect(await made.uncover("482915")).toBe("open");
    expect(made.standing).toBe("open");
  });

  it("closes without digits, once", () => {
    const { screen: made, clock, pass } = screen();
    pass(IDLE);
    made.close();
    expect([made.standing, clock.closed]).toEqual(["closed", 1]);
  });

  it("stays open while a form is filled in, however long the family talks", () => {
    const { screen: made, clock, pass } = screen();
    const release = made.hold();
    pass(2 * IDLE);
    expect(made.standing).toBe("open");
    made.sign("active");
    release();
    expect([made.standing, clock.closed]).toEqual(["open", 0]);
    pass(IDLE);
    expect(made.standing).toBe("closed");
  });

  it("closes with the form when nobody came back to it", () => {
    const { screen: made, pass } = screen();
    const [one, other] = [made.hold(), made.hold()];
    pass(2 * IDLE);
    one();
    one();
    expect(made.standing).toBe("open");
    other();
    expect(made.standing).toBe("closed");
  });

  it("closes with the form when the person asked for it", () => {
    const { screen: made } = screen();
    const release = made.hold();
    made.lock();
    made.sign("active");
    expect(made.standing).toBe("open");
    release();
    expect(made.standing).toBe("closed");
  });
});

describe("what was typed in the last moment", () => {
  it("is waited for when the screen has closed over it", async () => {
    const { screen: made } = screen();
    const release = made.hold();
    made.close();
    let isQuiet = false;
    const waiting = made.quiet().then(() => (isQuiet = true));
    await Promise.resolve();
    expect(isQuiet).toBe(false);
    release();
    await waiting;
    expect(isQuiet).toBe(true);
  });

  it("keeps nobody waiting when there is nothing", () => expect(screen().screen.quiet()).resolves.toBeUndefined());
});
