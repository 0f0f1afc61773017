"""What the row of an obligation says, and what of it has to be written: the same for an act in one case and for all
cases of a commune at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from impreuna.obligations.rules.dossier import Dossier
from impreuna.obligations.rules.judging import Judged

#: Who answers where nobody is named for it: a proposal, as the responsible is designated only after evaluation.
_INSTEAD = {"evaluator": ("responsible", "social_worker"), "responsible": ("evaluator",), "case_manager": ("head",)}
#: What a row says beside its key, in the order of `Row.said`; one that says the same is not touched.
SAID = (
    "team_id", "is_restricted", "household_id", "since", "due_at", "warn_at", "is_open", "met_at", "proof_id",
    "stated_at", "ended_at", "waived_reason", "label", "detail", "subject", "responsible_id",
    "responsible", "responsible_kind",
)  # fmt: skip
_AT = {name: place for place, name in enumerate(SAID)}
_IS_OPEN, _ENDED_AT = _AT["is_open"], _AT["ended_at"]
#: What became of it; while that is the same, `_SETTLED` stays as it was when it was settled.
_OUTCOME = tuple(_AT[name] for name in ("is_open", "met_at", "proof_id", "ended_at", "waived_reason"))
_SETTLED = tuple(_AT[name] for name in ("since", "due_at", "warn_at", "responsible_id", "responsible"))
#: Once it is met, who met it stays, also when another fact turns out to have met it before.
_HOLDER, _MET_AT = tuple(_AT[name] for name in ("responsible_id", "responsible")), _AT["met_at"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who answers for an obligation now."""

    user_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Circle:
    """Whose rows they are, and what a list says of the case: its number and whom it is about."""

    team_id: UUID | None
    is_restricted: bool
    household_id: UUID | None
    label: str


@dataclass(frozen=True, slots=True)
class CaseToJudge:
    """A case with whose rows they are and who answers for what in it now."""

    dossier: Dossier
    circle: Circle
    holders: Mapping[str, Holder]


@dataclass(frozen=True, slots=True)
class Stored:
    """A row as it is stored. `said`: values in the order of `SAID`."""

    id: UUID
    late_reason: str
    said: tuple[Any, ...]

    @property
    def since(self) -> datetime:
        """From when on its time runs."""
        since: datetime = self.said[_AT["since"]]
        return since

    @property
    def is_open(self) -> bool:
        """Whether it still has to be met."""
        return bool(self.said[_IS_OPEN])

    @property
    def is_met(self) -> bool:
        """Whether something met it."""
        return self.said[_MET_AT] is not None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that has to be written. `said`: values in the order of `SAID`."""

    id: UUID
    code: str
    key: str
    late_reason: str
    said: tuple[Any, ...]


#: Rows of a case by code and key.
ByKey = Mapping[tuple[str, str], Stored]


def differences(
    case_id: UUID,
    judged: Iterable[Judged],
    stored: ByKey,
    circle: Circle,
    subject: str,
    holders: Mapping[str, Holder],
    at: datetime,
    reasons: Mapping[tuple[str, str], str] | None = None,
) -> Iterator[Row]:
    """The rows of a case, or of the commune's team, that say something else than what is stored.

    What is settled stays as it was settled, while its outcome is the same: a period of today does not make late what
    was done in time. An open one that nothing raises any more ends at `at`, so that tablets are told.
    """
    kept = set()
    for one in judged:
        key = one.code, one.key
        kept.add(key)
        before = stored.get(key)
        said = _said(one, circle, subject, _holder(one, holders))
        reason = reasons.get(key, "") if reasons else ""
        if before is None:
            yield Row(uuid5(case_id, f"{one.code}/{one.key}"), one.code, one.key, reason, said)
            continue
        reason = reason or before.late_reason
        if said != before.said and not before.is_open:
            said = _as_settled(said, before.said)
        if said != before.said or reason != before.late_reason:
            yield Row(before.id, one.code, one.key, reason, said)
    for key, row in stored.items():
        if row.is_open and key not in kept:
            ended = {_IS_OPEN: False, _ENDED_AT: at}
            said = tuple(ended.get(place, value) for place, value in enumerate(row.said))
            yield Row(row.id, *key, row.late_reason, said)


def _said(one: Judged, circle: Circle, subject: str, holder: Holder | None) -> tuple[Any, ...]:
    """What a row says, in the order of `SAID`."""
    return (
        circle.team_id, circle.is_restricted, circle.household_id, one.since, one.due_at, one.warn_at, one.is_open,
        one.met_at, one.proof_id, one.stated_at, one.ended_at, one.waived, circle.label, one.detail, subject,
        holder.user_id if holder else None, holder.name if holder else "", one.responsible,
    )  # fmt: skip


def _as_settled(said: tuple[Any, ...], before: tuple[Any, ...]) -> tuple[Any, ...]:
    is_same = all(said[place] == before[place] for place in _OUTCOME)
    stays = _SETTLED if is_same else _HOLDER if before[_MET_AT] is not None else ()
    return tuple(before[place] if place in stays else value for place, value in enumerate(said))


def _holder(one: Judged, holders: Mapping[str, Holder]) -> Holder | None:
    if one.responsible == "author":
        found = next((holder for holder in holders.values() if holder.user_id == one.author_id), None)
        return found or holders.get("responsible")
    for kind in (one.responsible, *_INSTEAD.get(one.responsible, ())):
        if kind in holders:
            return holders[kind]
    return None
