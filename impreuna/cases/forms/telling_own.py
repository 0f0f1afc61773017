"""How plans and talks in meetings are told in the file: acts whose pages are not made of one form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.cases.commands.meeting import DiscussInMeeting
from impreuna.cases.commands.planning import DraftPlan
from impreuna.cases.forms.acting import TOLD_BY, own_page
from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.frequencies import FREQUENCIES
from impreuna.cases.rules.lists import PLAN_TYPES
from impreuna.ui.wording import day, short_day

#: Kept by a medical report, beside it: no page asks it.
_FOR_TEAM = "NoteForTeam"


class PlanTold:
    """A version of the plan."""

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        words = capfirst(gettext(PLAN_TYPES[content["type"]]))
        return gettext("{kind}, versiunea {n}").format(kind=words, n=content["version"])

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        first, last = (short_day(date.fromisoformat(content[name])) for name in ("starts_on", "ends_on"))
        lines = [
            (gettext("Perioada"), f"{first} – {last}"),
            (gettext("Obiective"), _listed(one["text"] for one in content["objectives"])),
            (gettext("Servicii"), _listed(map(_service, content["items"]))),
            (gettext("De ce s-a schimbat"), content.get("revision_why", "")),
        ]
        return [(label, words) for label, words in lines if words]


def _service(item: Mapping[str, Any]) -> str:
    """A service of the plan with who gives it and how often."""
    giver = item.get("provider") or item.get("responsible", "")
    often = gettext(FREQUENCIES.get(item.get("frequency", ""), ""))
    return f"{item['title']} ({', '.join(filter(None, (giver, often)))})"


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1))


class ForTeamTold:
    """What the team may know of a medical report."""

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        return gettext(ACTS[_FOR_TEAM].title)

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        return [(gettext("Ce are nevoie să știe echipa"), content["for_team"])]


class TalkTold:
    """What a meeting said about the case."""

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        return gettext("Discutat în întâlnirea de echipă")

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        names = content.get("names", {})
        decided = "\n".join(
            f"{one['title']}: {names.get(one['task_id'], '')}, {day(date.fromisoformat(one['due_on']))}"
            for one in content.get("decisions", ())
        )
        came = [gettext("familia")] * bool(content.get("family_came")) + [gettext("copilul")] * bool(
            content.get("child_came")
        )
        lines = [
            (gettext("Ce s-a discutat"), content["discussed"]),
            (gettext("Hotărâri"), decided),
            (gettext("Au participat"), ", ".join(came)),
        ]
        return [(label, words) for label, words in lines if words]


TOLD_BY[DraftPlan.__name__] = PlanTold
TOLD_BY[DiscussInMeeting.__name__] = TalkTold
TOLD_BY[_FOR_TEAM] = ForTeamTold
own_page(DraftPlan.__name__, _("Scrie planul"), "cases:plan-write")
own_page(DiscussInMeeting.__name__, _("Consemnează o întâlnire"), "cases:discuss")
