"""How every act in a case is kept: `open_case`, then `keep`.

A command, kept in the dossier, is the entry: its kind, and as content its own fields. The stage of the case and its
obligations are worked out anew from all entries after each act.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import msgspec
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from impreuna.cases.commands.weeks import keep_week
from impreuna.cases.models import Case, CaseEntry, CaseMember
from impreuna.cases.queries.dossier import dossier_of
from impreuna.cases.rules.acts import functions_of, may_do
from impreuna.cases.rules.risk import risk_of
from impreuna.cases.rules.stages import ACTIVE, ENDED, is_suspended, stage_of
from impreuna.cases.rules.texts import TEXT_LIMIT
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp
from impreuna.kernel.moments import BUCHAREST
from impreuna.kernel.policy import AREAS
from impreuna.kernel.result import Effect, Rejected, require
from impreuna.kernel.text import clean_lines
from impreuna.obligations.commands.keeping import bring_up_to_date
from impreuna.obligations.queries.book import current_book
from impreuna.obligations.rules.dossier import Dossier, Fact
from impreuna.obligations.rules.judging import Judged
from impreuna.obligations.rules.rows import Circle, Holder
from impreuna.obligations.rules.sources import in_full

_TOLERATED_CLOCK_DRIFT = timedelta(hours=24)
#: The circle of nobody: only medical data are ever opened to somebody by the case's key.
_NOBODY = UUID(int=0)
#: What of a command is not the entry's content: it stands in columns of its own.
ENVELOPE = frozenset({"kind", "id", "commune_id", "recorded_at", "happened_at", "case_id", "about_id", "late_reason"})


class CaseAct(Command, frozen=True, kw_only=True):
    """An act in a case. `late_reason`: why something that was due is done only now (`obligations.rules.judging`)."""

    area = "case"

    case_id: UUID
    late_reason: str = ""

    @property
    def is_restricted(self) -> bool:
        """A refused act is its author's alone: whether the case is restricted, only its handler can tell."""
        return True


class AnsweringAct(CaseAct, frozen=True, kw_only=True):
    """An act that answers an entry of the dossier."""

    about_id: UUID


@dataclass(frozen=True, slots=True)
class Open:
    """A case opened for an act: its row, its dossier before the act, and what the actor is in it.

    The dossier holds all facts, also those that the actor may not read (`readable`): stage and deadlines follow from
    everything that was done. Their words never leave the handler.
    """

    case: Case
    dossier: Dossier
    functions: frozenset[str]
    members: tuple[CaseMember, ...]
    readable: frozenset[UUID] = frozenset()

    def find(self, fact_id: UUID | None, *kinds: str) -> Fact:
        """The fact that an act answers. Refuses one that the actor does not see in this case, or not of `kinds`."""
        found = next((fact for fact in self.dossier.facts if fact.id == fact_id), None)
        if found is None or found.id not in self.readable or (kinds and found.kind not in kinds):
            raise Rejected("about_nothing", field="about_id")
        return found


def open_case(c: CaseAct, actor: Actor) -> Open:
    """The case of an act, as far as the actor may do it: refuses an unknown case, a wrong stage, a function that
    somebody does not have in it."""
    opened = look_into(c, actor)
    require_gate(opened, c)
    return opened


def require_gate(opened: Open, c: CaseAct) -> None:
    """Refuses an act at a wrong stage, or by a function that may not do it (`rules.acts`)."""
    require(may_do(c.kind, opened.case.stage, opened.functions, opened.case.is_suspended))


def look_into(c: CaseAct, actor: Actor) -> Open:
    """The case of an act, whoever may do it."""
    return look_at(c.commune_id, c.case_id, actor, max(c.recorded_at, timezone.now()))


def look_at(commune_id: int, case_id: UUID, actor: Actor, moment: datetime) -> Open:
    """A case with its team of a moment. Refuses one that the actor does not see. Four statements, whatever it holds."""
    case = Case.objects.filter(commune_id=commune_id, id=case_id).first()
    if case is None:
        raise Rejected("not_found", field="case_id")
    own_rows = {"commune_id": commune_id, "case_id": case_id}
    members = tuple(members_at(commune_id, case_id, moment))
    readable = frozenset(CaseEntry.objects.filter(**own_rows).values_list("id", flat=True))
    own = [member.function for member in members if member.user_id == actor.user_id]
    functions = functions_of(actor.role, own, any(member.function == "responsible" for member in members))
    return Open(case, _read_dossier(case), functions, members, readable)


def members_at(commune_id: int, case_id: UUID, moment: datetime) -> QuerySet[CaseMember]:
    """Who has a function in a case's team at a moment, in the order in which they came."""
    lasting = Q(until=None) | Q(until__gt=moment)
    mine = CaseMember.objects.filter(lasting, commune_id=commune_id, case_id=case_id, since__lte=moment)
    return mine.order_by("since", "id")


def _read_dossier(case: Case) -> Dossier:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, kind, at, stated_at, author_id, about_id, content::text FROM cases_facts(%s, %s)",
            [case.commune_id, case.id],
        )
        facts = tuple(
            Fact(id_, kind, at, stated_at, author_id, about_id, msgspec.json.decode(content))
            for id_, kind, at, stated_at, author_id, about_id, content in cursor.fetchall()
        )
    return Dossier(case.id, case.registered_at, case.subject, case.is_urgent, facts, risk_of(facts))


def keep(
    opened: Open,
    c: CaseAct,
    actor: Actor,
    at: Stamp,
    area: str = "case",
    *,
    more: Mapping[str, Any] | None = None,
    without: Collection[str] = (),
) -> Effect:
    """Adds the act to the dossier in an area of data, and brings the case up to date.

    `more` is what the server knows of it beside the command's own words (a number, somebody's name); `without` names
    fields that the entry does not tell.
    """
    said = {name: value for name, value in content_of(c).items() if name not in without}
    return settle(opened, new_entry(opened.case, c, actor, at, area, {**said, **(more or {})}), at)


def settle(opened: Open, entry: CaseEntry, at: Stamp) -> Effect:
    """Adds an entry that is not yet saved, and brings the case up to date: stage, deadlines, the team's week."""
    entry.save(force_insert=True)
    was_open = bool(opened.dossier.facts) and opened.case.ended_at is None
    facts = (*opened.dossier.facts, *dossier_of(opened.case, [entry]).facts)
    dossier = replace(opened.dossier, facts=facts, risk_situations=risk_of(facts))
    _move_on(opened.case, dossier, at)
    _keep_deadlines(opened, dossier, entry.late_reason.strip(), at)
    if was_open != (opened.case.ended_at is None):
        keep_week(at.commune_id, at)
    return Effect(
        records=(opened.case.id, entry.id),
        restriction_id=opened.case.team_id if opened.case.is_restricted else None,
        area=entry.area,
    )


def keep_apart(
    case: Case, c: CaseAct, actor: Actor, at: Stamp, *, kind: str, area: str, content: Mapping[str, Any]
) -> None:
    """Keeps a part of what an act says in an entry of its own, which fewer may read."""
    entry = new_entry(case, c, actor, at, area, content)
    entry.id, entry.kind, entry.about_id = uuid5(c.id, kind), kind, c.id
    entry.save(force_insert=True)


def content_of(c: Command) -> dict[str, Any]:
    """What a command says, as JSON, without what every entry has in columns of its own; texts as they are kept.
    Refuses a text that is too long."""
    said = msgspec.to_builtins(c, str_keys=True)
    return {name: _kept(value, name) for name, value in said.items() if name not in ENVELOPE}


def _kept(value: Any, field: str) -> Any:
    match value:
        case str():
            if len(value) > TEXT_LIMIT:
                raise Rejected("text_too_long", field=field, limit=TEXT_LIMIT)
            return clean_lines(value)
        case list():
            return [_kept(each, field) for each in value]
        case dict():
            return {clean_lines(name): _kept(each, field) for name, each in value.items()}
    return value


def belonging(case: Case, at: Stamp) -> dict[str, Any]:
    """The columns that every row of a case has: of which case it is, since which moment, and who sees it."""
    return {
        "commune_id": case.commune_id,
        "n": at.n,
        "case_id": case.id,
        "team_id": case.team_id,
        "is_restricted": case.is_restricted,
        "household_id": case.household_id,
    }


def new_entry(case: Case, c: Command, actor: Actor, at: Stamp, area: str, content: Mapping[str, Any]) -> CaseEntry:
    """An entry of the dossier, not yet saved. Refuses an unknown area and a moment that cannot be."""
    if area not in AREAS:
        raise Rejected("unknown_code", field="area")
    stated = c.happened_at or c.recorded_at
    if stated.year < 2000 or stated > at.received_at + _TOLERATED_CLOCK_DRIFT:
        raise Rejected("stated_when", field="happened_at")
    return CaseEntry(
        **belonging(case, at),
        id=c.id,
        key_id=case.key_id if area == "health" else _NOBODY,
        kind=c.kind,
        area=area,
        about_id=getattr(c, "about_id", None),
        stated_at=stated,
        recorded_at=c.recorded_at,
        received_at=at.received_at,
        late_reason=clean_lines(getattr(c, "late_reason", "")),
        author=actor.name,
        author_id=actor.user_id,
        role=actor.role,
        content=dict(content),
        is_past=case.ended_at is not None,
    )


def _move_on(case: Case, dossier: Dossier, at: Stamp) -> None:
    case.stage, case.is_suspended = stage_of(dossier), is_suspended(dossier)
    case.is_active = case.stage in ACTIVE
    case.ended_at = _ended_at(case, dossier)
    case.n = at.n
    case.save()


def _keep_deadlines(opened: Open, dossier: Dossier, late_reason: str, at: Stamp) -> None:
    """What is due follows from the facts; what this act does too late has to say why."""
    case = opened.case
    circle = Circle(case.team_id, case.is_restricted, case.household_id, f"{case.number}/{case.year} {case.label}")
    late = bring_up_to_date(dossier, circle, _holders(opened), at, late_reason)
    if late and not late_reason:
        raise Rejected("late_reason", field="late_reason", **_what_is_late(late[0]))


def _what_is_late(one: Judged) -> dict[str, str]:
    """What was due, by which article, until when (Romanian time), for the sentence that asks why."""
    entry = current_book().entries[one.code]
    due = one.due_at.astimezone(BUCHAREST)
    return {"what": entry.ro, "article": in_full(entry.source), "due": f"{due:%d.%m.%Y, ora %H:%M}", "code": one.code}


def _holders(opened: Open) -> dict[str, Holder]:
    """Who answers for what now: whom the team names for it, and a delegate before who delegated."""
    return {each.function: Holder(each.user_id, each.name) for each in opened.members if each.user_id is not None}


def _ended_at(case: Case, dossier: Dossier) -> datetime | None:
    if case.stage not in ENDED:
        return None
    ending = dossier.last("CloseCase", "TransferCase", "DecideCase")
    return ending.at if ending else None
