"""The cases of the commune in which people practise: one in services with something late, one of yesterday, one closed.

Told as dossiers: where each stands and what is due in it follow from its entries by the rules of the rooms themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import msgspec
from django.db import connection

from impreuna.cases.rules.stages import ENDED, stage_of
from impreuna.config.synthetic.census import Home
from impreuna.kernel.actor import Actor
from impreuna.obligations.queries.book import current_book
from impreuna.obligations.rules.dossier import Dossier, Fact
from impreuna.obligations.rules.judging import judge

_FAMILY = UUID("019d0000-0000-7000-8000-00000000ca5e")
_NURSE = (UUID("019d0000-0000-7000-8000-000000000003"), "Colega Exercițiu")
#: Who is written in what the head does.
_HEAD = (UUID("019d0000-0000-7000-8000-000000000004"), "Șeful Exercițiu")

Row = dict[str, Any]
#: How many days ago, whose act (own or the head's), its kind, what it says, the kind that it answers.
Act = tuple[int, str, str, dict[str, Any], str]


@dataclass(frozen=True, slots=True)
class Told:
    """A case as it is told: of the first household in the list, from a place on, with somebody born in these years."""

    place: int
    born: range
    subject: str
    acts: tuple[Act, ...]


def _item(number: int, title: str, frequency: str) -> dict[str, Any]:
    said = {"title": title, "service": "", "provider_kind": "own_team", "provider": "", "frequency": frequency}
    return {"id": str(uuid5(_FAMILY, f"item {number}")), **said}


_WAY: tuple[Act, ...] = (
    (35, "own", "RegisterNotice", {"channel": "notice_phone", "what": "Copiii nu mai vin la școală."}, ""),
    (34, "own", "RecordInitialEvaluation", {"place": "acasă", "situation": "Copiii au grijă singuri de casă.",
     "risks": "Abandon școlar.", "needs": "Meditații și lemne de foc.", "resources": "Bunica.", "urgency": "urgent",
     "present": ["mama"]}, ""),
    (34, "own", "WriteInitialReport", {"conclusion": "Este nevoie de sprijin.", "proposal": "confirm"}, ""),
    (34, "head", "EndorseEntry", {"decision": "endorsed"}, "WriteInitialReport"),
    (34, "head", "DecideCase", {"decision": "confirmed"}, ""),
    (34, "head", "DesignateResponsible", {"criteria": ["relation"]}, ""),
    (33, "own", "InformClient", {"what": "Ce s-a hotărât.", "told_to": "mama", "how": "acasă", "is_signed": True}, ""),
)  # fmt: skip
_PLAN: tuple[Act, ...] = (
    (12, "own", "DraftPlan", {"type": "services", "version": 1}, ""),
    (11, "head", "EndorseEntry", {"decision": "endorsed"}, "DraftPlan"),
    (11, "own", "SendEntry", {"to": ["team", "family"], "how": "pe hârtie"}, "DraftPlan"),
    (11, "own", "TellChild", {"child": "copilul", "means": "desen", "understood": "Știe când merge."}, "DraftPlan"),
    (10, "head", "RecordDisposition", {"number": "12", "decision": "approved"}, "DraftPlan"),
    (10, "own", "MakeContract", {"contract_kind": "contract", "signed_by": "mama"}, "DraftPlan"),
    (10, "own", "SendEntry", {"to": ["other"], "how": "registrul național"}, "MakeContract"),
    (8, "own", "CheckService", {"item": 1, "started": True, "state": "running", "progress": "Vin amândoi."}, ""),
    (7, "own", "RecordCaseVisit", {"purpose": "cum merge", "place": "acasă", "synthesis": "Casa este caldă.",
     "present": ["mama", "copiii"], "child_opinion": "Îi plac meditațiile."}, ""),
    (6, "head", "EndorseEntry", {"decision": "endorsed"}, "RecordCaseVisit"),
    (6, "own", "InformClient", {"what": "Ce am scris după vizită.", "told_to": "mama", "how": "la telefon",
     "is_signed": True}, "RecordCaseVisit"),
)  # fmt: skip
_NOTICE: Act = (1, "own", "RegisterNotice", {"channel": "self_notice", "what": "Nu l-a mai văzut nimeni."}, "")
_END: Act = (20, "head", "CloseCase", {"reason": "moved", "outcome": "S-a mutat la fiică."}, "")
TOLD = (
    Told(3, range(2014, 2021), "child", _WAY + _PLAN),
    Told(15, range(1966, 2000), "adult", (_NOTICE,)),
    Told(25, range(1920, 1956), "elderly", (*_WAY, _END)),
)


def rows_of(homes: Sequence[Home], on: date, me: Actor) -> Iterator[tuple[str, Row]]:
    """Table and row of everything of the cases, as on the day `on`."""
    for number, case in enumerate(TOLD, 1):
        household, about = next(
            (home.id, each)
            for home in homes[case.place :]
            for each in home.members
            if each.birth_date is not None and each.birth_date.year in case.born
        )
        yield from _case(number, case, household, (about.id, f"{about.last_name} {about.first_name}"), on, me)


def write_cases(rows: Iterable[tuple[str, Row]]) -> None:
    """Inserts rows, each table's with its own columns."""
    with connection.cursor() as cursor:
        for table, row in rows:
            columns = ", ".join(row)
            text = msgspec.json.encode([row]).decode()
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)",
                [text],
            )


def _case(
    number: int, told: Told, household: UUID, about: tuple[UUID, str], on: date, me: Actor
) -> Iterator[tuple[str, Row]]:
    case_id = uuid5(_FAMILY, f"case {number}")
    of = {"commune_id": me.scope.place_id, "n": 1, "case_id": case_id, "team_id": uuid5(case_id, "team"),
          "is_restricted": False, "household_id": household}  # fmt: skip
    facts = tuple(_facts(case_id, told.acts, on, me))
    dossier = Dossier(case_id, facts[0].at, told.subject, False, facts)
    stage = stage_of(dossier)
    ended = facts[-1].at if stage in ENDED else None
    has_lead = dossier.last("DesignateResponsible") is not None
    lead = (me.user_id, me.name) if has_lead else (None, "")
    case = {name: value for name, value in of.items() if name != "case_id"}
    yield "cases_case", {
        **case, "id": case_id, "key_id": uuid5(case_id, "key"), "person_id": about[0], "year": on.year,
        "number": number, "label": about[1], "subject": told.subject, "channel": facts[0].content["channel"],
        "is_urgent": False, "stage": stage, "is_suspended": False, "registered_at": facts[0].at,
        "registered_by": me.name, "responsible_id": lead[0], "responsible": lead[1], "is_active": ended is None,
        "ended_at": ended, "outcome": "", "search": "", "former_number": "",
    }  # fmt: skip
    yield "cases_caseperson", {**of, "id": uuid5(case_id, "person"), "person_id": about[0], "name": about[1],
                               "part": "subject", "note": "", "ended_why": ""}  # fmt: skip
    for fact in facts:
        yield "cases_caseentry", _entry(fact, of, me, is_past=ended is not None)
    if has_lead and ended is None:
        for function, (user_id, name) in {"responsible": (me.user_id, me.name), "nurse": _NURSE}.items():
            yield "cases_casemember", {**of, "id": uuid5(case_id, function), "user_id": user_id, "name": name,
                                       "function": function, "since": facts[5].at, "institution": ""}  # fmt: skip
        yield "cases_task", {**of, "id": uuid5(case_id, "task"), "title": "Cere adeverința de la școală",
                             "assigned_to_id": me.user_id, "assigned_to": me.name, "due_on": on + timedelta(days=1),
                             "done_by": "", "result": ""}  # fmt: skip
    yield from _due(dossier, of, f"{number}/{on.year} {about[1]}", me)


def _facts(case_id: UUID, acts: Iterable[Act], on: date, me: Actor) -> Iterator[Fact]:
    last: dict[str, UUID] = {}
    for number, (days, whose, kind, said, answers) in enumerate(acts):
        at = datetime(on.year, on.month, on.day, 8, number, tzinfo=UTC) - timedelta(days=days)
        fact_id = last[kind] = uuid5(case_id, f"entry {number}")
        author = me.user_id if whose == "own" else _HEAD[0]
        yield Fact(fact_id, kind, at, at, author, last.get(answers), _content(kind, said, at.date()))


def _content(kind: str, said: Mapping[str, Any], day: date) -> dict[str, Any]:
    content = dict(said)
    if "item" in content:
        content["item_id"] = _item(content.pop("item"), "", "")["id"]
    if kind == "DraftPlan":
        period = {"starts_on": str(day + timedelta(days=3)), "ends_on": str(day + timedelta(days=183))}
        first = {**_item(1, "Meditații după ore", "weekly"), **period}
        # It began four days ago, and nobody has looked whether it did.
        later = {
            **_item(2, "Consiliere pentru părinți", "monthly"),
            **period,
            "starts_on": str(day + timedelta(days=8)),
        }
        content |= {**period, "items": [first, later]}
    return content


def _entry(fact: Fact, of: Row, me: Actor, *, is_past: bool) -> Row:
    is_own = fact.author_id == me.user_id
    return {
        **of, "id": fact.id, "key_id": UUID(int=0), "kind": fact.kind, "area": "case", "about_id": fact.about_id,
        "stated_at": fact.stated_at, "recorded_at": fact.at, "received_at": fact.at, "late_reason": "",
        "author": me.name if is_own else _HEAD[1], "author_id": fact.author_id,
        "role": me.role if is_own else "spas_head", "content": fact.content, "is_past": is_past,
    }  # fmt: skip


def _due(dossier: Dossier, of: Row, label: str, me: Actor) -> Iterator[tuple[str, Row]]:
    """What is open; what somebody else answers for falls to nobody by name."""
    for one in judge(dossier, current_book(), {}):
        if not one.is_open:
            continue
        is_own = one.responsible in ("evaluator", "responsible", "author")
        yield "obligations_obligation", {
            **of, "id": uuid5(dossier.case_id, f"{one.code}/{one.key}"), "code": one.code, "key": one.key,
            "since": one.since, "due_at": one.due_at, "warn_at": one.warn_at, "is_open": True, "late_reason": "",
            "label": label, "subject": dossier.subject, "detail": one.detail, "responsible_kind": one.responsible,
            "responsible_id": me.user_id if is_own else None, "responsible": me.name if is_own else "",
        }  # fmt: skip
