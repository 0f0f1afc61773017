"""Visits, services and pictures in the words of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.assessment.forms.answers import said
from impreuna.kernel.policy import AREAS, ROLES
from impreuna.nomenclature.queries import edition as edition_of
from impreuna.nomenclature.rules.content import Service
from impreuna.services.queries import PictureRow, PlanRow, ServiceRow, VisitRow
from impreuna.services.queries.attendance import Attended
from impreuna.services.queries.giving import ActivityRow
from impreuna.services.rules.giving import ACTIVITIES
from impreuna.services.rules.pictures import KINDS
from impreuna.services.rules.visits import OUTCOMES, PURPOSES
from impreuna.ui.wording import counted, day

#: How a visit ended: the colour of its line.
_TONES = {"met": "green", "nobody_home": "grey", "refused": "red", "other_place": "amber"}


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A planned visit: when, for what, who comes; `tag` when it is due."""

    row: PlanRow
    what: str
    when: str
    tag: str
    tone: str


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit in a household's history; `area` is named when its report is not for everybody."""

    title: str
    at: datetime
    by: str
    tone: str
    present: str
    report: str
    area: str


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service that was given."""

    title: str
    at: str
    by: str
    about: str
    note: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity for many: its kind, the service that it is; `who` are those of the page who came."""

    row: ActivityRow
    kind: str
    service: str
    by: str
    who: str


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A picture or signature; `agreed` says who agreed or signed. One whose content has not come cannot be opened."""

    id: UUID
    words: str
    taken_at: datetime
    agreed: str
    author: str
    is_complete: bool


def plan_lines(rows: Iterable[PlanRow], today: date) -> list[PlanLine]:
    """Plans in words, those that are due marked."""
    return [
        PlanLine(row, capfirst(_(PURPOSES[row.purpose])), day(row.planned_on), *_due(row.planned_on, today))
        for row in rows
    ]


def _due(planned_on: date, today: date) -> tuple[str, str]:
    if planned_on < today:
        return _("Întârziată"), "red"
    return (_("Azi"), "amber") if planned_on == today else ("", "")


def visit_lines(rows: Iterable[VisitRow]) -> list[VisitLine]:
    """Visits in words."""
    return [
        VisitLine(
            f"{capfirst(_(PURPOSES[row.purpose]))}: {_(OUTCOMES[row.outcome])}",
            row.ended_at,
            f"{row.author}, {_(ROLES[row.role].name)}",
            _TONES[row.outcome],
            ", ".join(row.present),
            row.report,
            "" if row.area == "household" else capfirst(_(AREAS[row.area].name)),
        )
        for row in rows
    ]


def service_lines(rows: Iterable[ServiceRow]) -> list[ServiceLine]:
    """Services in the words of the lists under which each was given. One query per edition."""
    editions = cache(edition_of)
    return [_service_line(row, editions(row.edition).services.get(row.code)) for row in rows]


def _service_line(row: ServiceRow, service: Service | None) -> ServiceLine:
    times = counted(row.quantity, "", _("de {n} ori"), _("de {n} de ori"))
    return ServiceLine(
        said(service.text) if service else row.code,
        day(row.delivered_on),
        f"{row.author}, {_(ROLES[row.role].name)}",
        " · ".join(part for part in (row.person, times) if part),
        row.note,
    )


def activity_lines(rows: Iterable[ActivityRow]) -> list[ActivityLine]:
    """Activities in the words of the lists under which each was held. One query per edition."""
    return attended_lines(Attended(row, ()) for row in rows)


def attended_lines(rows: Iterable[Attended]) -> list[ActivityLine]:
    """Activities with who of a person's or household's page came. One query per edition."""
    editions = cache(edition_of)
    lines = []
    for each in rows:
        row = each.activity
        service = editions(row.edition).services.get(row.code)
        words = said(service.text) if service else row.code
        by = f"{row.author}, {_(ROLES[row.role].name)}"
        lines.append(ActivityLine(row, capfirst(_(ACTIVITIES[row.kind])), words, by, ", ".join(each.who)))
    return lines


def picture_lines(rows: Iterable[PictureRow]) -> list[PictureLine]:
    """Pictures in words: what they show, or what they are."""
    agreed = {"photo": _("cu acordul: {who}"), "signature": _("a semnat: {who}")}
    return [
        PictureLine(
            row.id,
            row.caption or capfirst(_(KINDS[row.what])),
            row.taken_at,
            agreed[row.what].format(who=row.consent),
            row.author,
            row.is_complete,
        )
        for row in rows
    ]
