"""People, what happened, and two values that disagree."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from impreuna.kernel.result import Verdict
from impreuna.ui import wording
from impreuna.ui.tags import drawn, path_of
from impreuna.ui.tags.content import reason_of

register = template.Library()


@register.simple_block_tag
def people(content: str) -> SafeString:
    """A list of `person` rows."""
    return drawn("person", "people", content=content)


@register.inclusion_tag(path_of("person"))
def person(
    name: str,
    href: str = "",
    born: date | None = None,
    age: int | None = None,
    relation: str = "",
    place: str = "",
    household: str = "",
    note: str = "",
    tag: str = "",
    tone: str = "grey",
    mark: str = "",
) -> dict[str, Any]:
    """Somebody, as one would say it: name, age, whose, from where. `mark="house"` for a household.

    `age` in years, or `born`, from which it is counted today. Give `age` alone where the year is an estimate.
    """
    if age is None and born is not None:
        age = wording.age_on(born, timezone.localdate())
    facts = [wording.years(age) if age is not None else "", relation, household, place]
    return {
        "name": name,
        "href": href,
        "facts": [fact for fact in facts if fact],
        "note": note,
        "tag": tag,
        "tone": tone,
        "mark": mark or ("child" if age is not None and age < 18 else "adult"),
        "initials": initials(name),
    }


def initials(name: str) -> str:
    """The first letters of the first two names, upper case: "PȘ" for Popescu Ștefania-Lăcrămioara."""
    return "".join(part[0] for part in name.split()[:2]).upper()


@register.simple_block_tag
def timeline(content: str) -> SafeString:
    """What happened, newest first; holds `moment` blocks."""
    return drawn("timeline", content=content)


@register.simple_block_tag
def moment(content: str, title: str, at: date | datetime | str = "", by: str = "", tone: str = "") -> SafeString:
    """One thing that happened: what, when, by whom, and what was said of it."""
    return drawn("timeline", "moment", content=SafeString(content.strip()), title=title, at=_when(at), by=by, tone=tone)


@register.inclusion_tag(path_of("conflict"), takes_context=True)
def conflict(
    context: template.Context,
    action: str,
    label: str,
    mine: dict[str, Any],
    theirs: dict[str, Any],
    name: str = "choice",
    subject: str = "",
    refused: Verdict | str | None = None,
) -> dict[str, Any]:
    """Two values typed for the same field, side by side; one press keeps one of them.

    Each side is `{"value", "author", "at", "choice"}`; the form is sent to `action` with `name=choice`.
    """
    sides = [{**side, "at": _when(side.get("at", ""))} for side in (mine, theirs)]
    return {
        "action": action,
        "label": label,
        "sides": sides,
        "name": name,
        "subject": subject,
        "reason": reason_of(refused),
        "csrf_token": context.get("csrf_token"),
    }


def _when(at: date | datetime | str) -> str:
    if isinstance(at, datetime):
        return wording.moment(at)
    return wording.day(at) if isinstance(at, date) else at
