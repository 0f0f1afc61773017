"""The tablet's screens with nobody to ask: each key of an interview, and what the ciphers are of each screen's time."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from tests.bench.field_browser import SCRIPTS, Tablet, ciphers, enter, memory, tablet
from tests.bench.figures import Effort, percentile, rounded
from tests.bench.people import Worker

_LIST = "#/gospodarii"
_SLOWER = 4
_SAVE = """
async (home) => {
  const [area, text] = [document.querySelector("#note_area"), document.querySelector("#text")];
  area.selectedIndex = 1;
  area.dispatchEvent(new Event("change", { bubbles: true }));
  text.value = "Au nevoie de lemne până la iarnă.";
  text.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 1500)); // the pause after which a draft is kept
  bench.ciphers();
  const form = document.querySelector("form:has(#note_area)");
  return bench.show(`#/gospodarii/${home}`, "#membri", () => form.requestSubmit());
}
"""


@dataclass(frozen=True)
class Profile:
    """A browser's profile with an enrolled tablet in it, and the passphrase that opens it."""

    folder: Path
    origin: str
    script: str
    passphrase: str


def household_of_eight(worker: Worker) -> UUID:
    """Registers three generations under one roof."""
    import msgspec

    from impreuna.kernel.execute import execute
    from tests.bench.people import households

    one, other = (_decoded(body) for body in households(worker, 2))
    younger = [msgspec.structs.replace(member, relation="grandchild") for member in other.members]
    command = msgspec.structs.replace(one, members=(*one.members, *younger))
    outcome = execute(command, worker.actor())
    if outcome.status != "applied":
        raise RuntimeError(outcome.sentence)
    return UUID(str(command.household_id))


def _decoded(body: bytes) -> Any:
    from impreuna.kernel.command import decode

    return decode("RegisterHousehold", body)


def measure(sealed: Profile, plain: Profile, eight: UUID, effort: Effort) -> dict[str, Any]:
    """`sealed` and `plain` hold the same commune; in `plain` nothing is enciphered."""
    turns: dict[str, dict[str, list[dict[str, float]]]] = {}
    for _turn in range(effort.rounds):
        for name, profile in (("sealed", sealed), ("plain", plain)):
            for screen, said in _screens(profile, eight).items():
                turns.setdefault(screen, {}).setdefault(name, []).append(said)
    return {screen: _share(by_profile) for screen, by_profile in turns.items()}


def _screens(profile: Profile, home: UUID) -> dict[str, dict[str, float]]:
    with tablet(profile.folder, profile.origin, profile.script) as held:
        opened = enter(held, profile.passphrase, _LIST)
        unlocking = {"ms": opened["from_submitting_ms"], "ciphers_ms": opened["ciphers_ms"]}
        without_key = {"ms": unlocking["ms"] - opened["key_ms"], "ciphers_ms": opened["ciphers_ms"]}
        held.page.evaluate("bench.whole()")
        ciphers(held)
        said = {"unlock": unlocking, "unlock_without_key": without_key}
        said["household"] = _shown(held, f"{_LIST}/{home}", "#membri")
        said["list"] = _shown(held, _LIST, "#search")
        _shown(held, f"{_LIST}/{home}/nota", "#note_area")
        said["save"] = {"ms": held.page.evaluate(_SAVE, str(home)), **ciphers(held)}
    return said


def _shown(held: Tablet, address: str, selector: str) -> dict[str, float]:
    took = held.page.evaluate("([address, selector]) => bench.show(address, selector)", [address, selector])
    return {"ms": took, **ciphers(held)}


def _share(by_profile: dict[str, list[dict[str, float]]]) -> dict[str, float]:
    """Of one screen: its time with and without ciphers, and for how much of it some cipher was waited for."""
    sealed, plain = (median(said["ms"] for said in by_profile[name]) for name in ("sealed", "plain"))
    waited = median(said["ciphers_ms"] / said["ms"] for said in by_profile["sealed"])
    return {
        "sealed_ms": rounded(sealed),
        "plain_ms": rounded(plain),
        "share": rounded(1 - plain / sealed),
        "share_waited_for": rounded(waited),
    }


def interview(profile: Profile, home: UUID, effort: Effort) -> dict[str, Any]:
    """A whole interview of the household: each key and choice, as fast as the machine and four times slowed down;
    the memory at the end of it."""
    found: dict[str, Any] = {}
    for name, times in (("1x", 1), (f"{_SLOWER}x", _SLOWER)):
        with tablet(profile.folder, profile.origin) as held:
            _begin(held, profile, home)
            held.slow(times)
            found[name] = _hold(held, effort.of(200, 2))
            held.slow(1)
            found["memory"] = {part: rounded(value) for part, value in memory(held).items()}
    return found


def _begin(held: Tablet, profile: Profile, home: UUID) -> None:
    enter(held, profile.passphrase, _LIST)
    held.page.evaluate("bench.whole()")
    _shown(held, f"{_LIST}/{home}/fisa", ".columns .people")
    begun = held.page.get_by_role("button", name="Ștergeți ciorna")
    if begun.is_visible():
        begun.click()
        held.page.get_by_role("button", name="Șterge ciorna").click()
    held.page.get_by_role("button", name="Începeți fișa").click()
    held.page.locator(".interview__step form").wait_for()


def _hold(held: Tablet, most: int) -> dict[str, Any]:
    answer, onward = ((SCRIPTS / name).read_text() for name in ("interview.js", "onward.js"))
    times: list[dict[str, Any]] = []
    used, steps, goes_on = 0.0, 0, True
    while goes_on and steps < most:
        before = held.thread_seconds()
        times += held.page.evaluate(answer, steps)
        used += held.thread_seconds() - before
        steps += 1
        goes_on = held.page.evaluate(onward)
    return {"steps": steps, **_keys(times), "cpu_ms_of_a_key": rounded(used * 1000 / len(times))}


def _keys(times: Sequence[dict[str, Any]]) -> dict[str, Any]:
    by_question: dict[str, list[float]] = defaultdict(list)
    for each in times:
        by_question[each["question"]].append(each["ms"])
    every = [each["ms"] for each in times]
    medians = {question: median(took) for question, took in by_question.items()}
    slowest = sorted(medians, key=lambda question: -medians[question])[:5]
    return {
        "keys": len(every),
        "questions": len(by_question),
        "p50_ms": rounded(median(every)),
        "p95_ms": rounded(percentile(every, 0.95)),
        "longest_ms": rounded(max(every)),
        "questions_over_16_ms": sum(took > 16 for took in medians.values()),
        "slowest_questions": {question: rounded(medians[question]) for question in slowest},
        "load": os.getloadavg()[0],
    }
