"""A failing schedule made small: steps are left out as long as it still fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.field.rounds import Table
from tests.field.workers import ROOT

Schedule = dict[str, Any]

#: Each attempt uses a ground up.
ATTEMPTS = 60


def shrink(table: Table, schedule: Schedule, attempts: int = ATTEMPTS) -> Schedule:
    """The schedule without every step that it fails without too; greedily, larger pieces first."""
    left = [attempts]

    def fails(steps: list[Any]) -> bool:
        left[0] -= 1
        return bool(table.play([{"schedule": {**schedule, "steps": steps}}], players=1).failures)

    steps = list(schedule["steps"])
    piece = max(1, len(steps) // 2)
    while left[0] > 0:
        for start in range(len(steps) - piece, -1, -piece):
            fewer = steps[:start] + steps[start + piece :]
            if left[0] > 0 and fails(fewer):
                steps = fewer
        if piece == 1:
            break
        piece //= 2
    return {**schedule, "steps": steps}


def told(table: Table, failures: dict[int, tuple[list[str], Schedule]], most: int = 3) -> str:
    """What failed, in words: the problems, how to see each again, and the smallest schedule that shows it."""
    lines = []
    for seed, (problems, schedule) in list(failures.items())[:most]:
        lines += [f"Seed {seed}:", *(f"  {problem}" for problem in problems[:5])]
        if schedule.get("steps"):
            file = _write(seed, shrink(table, schedule))
            lines.append(f"  again: .venv/bin/python -m tests.field.long --seed {seed} --schedules 1")
            lines.append(f"  the smallest: .venv/bin/python -m tests.field.long --replay {file.relative_to(ROOT)}")
            lines += [f"    {json.dumps(step)}" for step in json.loads(file.read_text())["steps"]]
    return "\n".join([f"{len(failures)} schedules failed", *lines])


def _write(seed: int, schedule: Schedule) -> Path:
    file = ROOT / "build" / "field-failures" / f"{seed}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(schedule), encoding="utf-8")
    return file
