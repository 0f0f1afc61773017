"""Who tells the demonstration's story: one command after another, each at its moment, ids drawn from the seed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from impreuna.config.demo.households import SEED, Draw
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command
from impreuna.kernel.execute import execute
from impreuna.kernel.moments import BUCHAREST
from impreuna.kernel.result import Outcome

#: So many days ago the first household was registered, and the census of the others began.
DAYS, CENSUS_DAYS = 240, 40


class Narrator:
    """Sends the commands, one after another, each at its moment; `today` is the day on which it tells."""

    def __init__(self, today: date, progress: Callable[[str], object]) -> None:
        self.today, self.progress = today, progress
        first_day = today - timedelta(days=DAYS)
        self.draw = Draw(SEED, first_day)
        self.moment = datetime.combine(first_day, time(8, 40), BUCHAREST)

    def go_on_from(self, days: int) -> None:
        """What comes next happened so many days ago, or later."""
        self.moment = max(self.moment, datetime.combine(self.today - timedelta(days=days), time(8, 40), BUCHAREST))

    def send(self, who: Actor, command: type[Command], **fields: Any) -> Outcome:
        """One act of `who`, some hours after the one before."""
        self._move_on()
        return self.send_at(self.moment, who, command, **fields)

    def send_at(self, moment: datetime, who: Actor, command: type[Command], **fields: Any) -> Outcome:
        """One act of `who` at a moment of its own: a case has its deadlines."""
        named = {"id": self.draw.id(), "commune_id": who.scope.place_id, "recorded_at": moment, **fields}
        outcome = execute(command(**named), who, received_at=moment + timedelta(minutes=2))
        if not outcome.is_kept and outcome.reason != "command_id_reused":
            raise RuntimeError(f"demonstration: {command.__name__}: {outcome.reason} {outcome.field} {outcome.facts}")
        self.progress(command.__name__)
        return outcome

    def _move_on(self) -> None:
        self.moment += timedelta(minutes=self.draw.random.randint(30, 150))
        if self.moment.hour >= 16:
            self.moment = datetime.combine(self.moment.date() + timedelta(days=1), time(8, 40), BUCHAREST)
        if self.moment.date() >= self.today:
            self.moment = datetime.combine(self.today - timedelta(days=1), time(9, 0), BUCHAREST)
