"""Fields and choices that several forms of acts have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from impreuna.cases.queries.casefile import CaseFile
from impreuna.cases.rules.acts import FUNCTIONS
from impreuna.kernel.policy import ROLES
from impreuna.ui import forms

#: Who speaks for a child, as `rules.lists.PARTS`.
_SPEAK_FOR_CHILD = frozenset({"parent", "carer", "grandparent"})
#: A yes or no that is a question, where a box to tick would be one of them already.
YES_NO = {"true": gettext_noop("da"), "false": gettext_noop("nu")}


def yes_no(label: Any, **kwargs: Any) -> forms.ChoiceField:
    """A yes or no as two answers to choose from."""
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, **kwargs)


def present_field() -> forms.MultipleChoiceField:
    """Who of the case was there."""
    return forms.MultipleChoiceField(label=_("Cine a fost de față"), required=False)


def others_field() -> forms.TextField:
    """Who else was there."""
    return forms.TextField(
        label=_("Alte persoane de față"), help_text=_("Nume despărțite prin virgulă."), required=False, max_length=500
    )


def people_of(case: CaseFile) -> list[tuple[str, str]]:
    """The people of a case, to tick."""
    return [(person.name, person.name) for person in case.people]


def speaks_for(case: CaseFile) -> str:
    """Who is told and signs: whom the case is about, and for a child a grown-up of the case; empty without one."""
    if case.subject != "child":
        return case.label
    return next((person.name for person in case.people if person.part in _SPEAK_FOR_CHILD and person.until is None), "")


def team_of(case: CaseFile) -> list[tuple[str, str]]:
    """Members with an account, to choose."""
    return [
        (str(member.user_id), f"{member.name}, {gettext(FUNCTIONS[member.function])}")
        for member in case.team
        if member.user_id is not None and member.user_id != case.reader.user_id
    ]


def all_present(said: dict[str, Any]) -> dict[str, Any]:
    """What a form says, with the names typed beside the ticked ones."""
    others = (name.strip() for name in said.pop("others", "").split(","))
    return said | {"present": [*said["present"], *filter(None, others)]}


def colleagues(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """Colleagues with their role, to choose, each once."""
    named: dict[str, tuple[str, list[str]]] = {}
    for row in rows:
        named.setdefault(str(row.user_id), (row.name, []))[1].append(gettext(ROLES[row.role].name))
    return [(key, capfirst(f"{name}, {', '.join(roles)}")) for key, (name, roles) in named.items()]
