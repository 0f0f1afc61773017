"""The plan while it is being written: what the page sends, whole, and what its buttons do to it.

Objectives are the parts `objective-<n>-…`, their services `item-<n>-…` with the number of their objective.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from impreuna.cases.commands.planning import Objective, PlanItem
from impreuna.cases.forms.parts import Form, add, form_of_part, put, put_day, take_away
from impreuna.cases.forms.plan import OWN, WHOLE, HeadForm, ItemForm, ObjectiveForm, Offers
from impreuna.kernel.identity import new_id

_PLACE = re.compile(r"(objectives|items)[.\[](\d+)\]?(?:\.(\w+))?")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A vulnerability that was found, as a plan can answer it: its code, whose, in words, and services of the lists
    that answer it."""

    id: str
    code: str
    words: str
    person_id: str
    person: str
    services: Sequence[tuple[str, str]]
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """An objective of the page with its number, and the services under it with theirs."""

    number: str
    form: ObjectiveForm
    items: list[tuple[str, ItemForm]]


class PlanEditor:
    """The page's fields as forms. `is_sent`: the plan is to be checked, not only kept."""

    def __init__(self, data: QueryDict, offers: Offers, *, is_sent: bool = False) -> None:
        self.data, self.offers, self.is_sent = data, offers, is_sent

    @cached_property
    def head(self) -> HeadForm:
        """The plan as a whole."""
        return self._form(HeadForm, "plan")

    @cached_property
    def parts(self) -> list[Part]:
        """Objectives in the order of the page."""
        return [
            Part(
                number,
                self._form(ObjectiveForm, f"objective-{number}"),
                [
                    (item, self._form(ItemForm, f"item-{item}"))
                    for item in self.data.getlist("item")
                    if self.data.get(f"item-{item}-objective") == number
                ],
            )
            for number in self.data.getlist("objective")
        ]

    @property
    def forms(self) -> list[forms.Form]:
        """All forms in the order of the page."""
        return [self.head, *(form for part in self.parts for form in (part.form, *(item for _n, item in part.items)))]

    def _form(self, kind: type[Form], prefix: str) -> Form:
        return form_of_part(kind, self.data, prefix, is_sent=self.is_sent, offers=self.offers)

    def is_valid(self) -> bool:
        """Whether every part can be said; all are checked, so that all that is wrong shows at once."""
        valid = [form.is_valid() for form in self.forms]
        if not self.parts:
            self.head.add_error(None, _("Adăugați cel puțin un obiectiv."))
        for part in self.parts:
            if not part.items and part.form.is_valid():
                part.form.add_error("text", _("Adăugați cel puțin un serviciu sau beneficiu la acest obiectiv."))
        for part in self.parts:
            for _number, item in part.items:
                self._check_period(item)
        return all(valid) and not any(form.errors for form in self.forms)

    def _check_period(self, item: ItemForm) -> None:
        """A service's own time lies within the plan's."""
        said, plan = item.cleaned_data, self.head.cleaned_data
        starts_on, ends_on = said.get("starts_on"), said.get("ends_on")
        if said.get("period") == WHOLE or not starts_on or not ends_on:
            return
        if ends_on < starts_on:
            item.add_error("ends_on", _("Serviciul se termină înainte să înceapă. Verificați datele."))
        if plan.get("starts_on") and starts_on < plan["starts_on"]:
            item.add_error("starts_on", _("Serviciul începe înaintea planului. Alegeți o zi din perioada planului."))
        if plan.get("ends_on") and ends_on > plan["ends_on"]:
            item.add_error("ends_on", _("Serviciul se termină după plan. Alegeți o zi din perioada planului."))

    def said(self) -> dict[str, Any]:
        """The fields of `DraftPlan`, of valid forms."""
        head = self.head.cleaned_data
        objectives: list[Objective] = []
        items: list[PlanItem] = []
        for part in self.parts:
            objective = part.form.to_part()
            objectives.append(objective)
            items += [form.to_part(objective.id, head["starts_on"], head["ends_on"]) for _n, form in part.items]
        return {**head, "objectives": tuple(objectives), "items": tuple(items)}

    def put(self, field: str | None, sentence: str) -> None:
        """A refusal at its very part: `items.2.starts_on` is a field of the third service."""
        found = _PLACE.fullmatch(field or "")
        objectives: list[forms.Form] = [each.form for each in self.parts]
        items: list[forms.Form] = [form for each in self.parts for _n, form in each.items]
        form: forms.Form = self.head
        if found:
            ordered, first = (objectives, "text") if found[1] == "objectives" else (items, "frequency")
            if int(found[2]) < len(ordered):
                form, field = ordered[int(found[2])], found[3] or first
        form.add_error(field if field in form.fields else None, sentence)


def begin(starts_on: date, ends_on: date | None, plan_type: str) -> QueryDict:
    """A page without objectives."""
    data = QueryDict(mutable=True)
    data["plan-type"] = plan_type
    put_day(data, "plan-starts_on", starts_on)
    if ends_on:
        put_day(data, "plan-ends_on", ends_on)
    return data


def add_objective(data: QueryDict, text: str = "", person_id: str = "", code: str = "") -> str:
    """An objective at the end; answers its number."""
    fields = {"id": str(new_id()), "text": text, "indicator": "", "person_id": person_id, "findings": code}
    return add(data, "objective", fields)


def add_item(data: QueryDict, objective: str, offers: Offers, service: str = "", person_id: str = "") -> str:
    """A service at the end of an objective, given by whoever of the team gives such; answers its number."""
    fields = {
        "id": str(new_id()), "objective": objective, "service": service, "title": "", "provider_kind": OWN,
        "provider": "", "responsible_id": offers.givers.get(service, ""), "frequency": "monthly", "period": WHOLE,
        "person_id": person_id,
    }  # fmt: skip
    return add(data, "item", fields)


def add_suggestion(data: QueryDict, one: Suggestion, offers: Offers) -> str:
    """A vulnerability as an objective, with the services that answer it: nothing of it is typed. What the plan has
    already stands in it once; an objective is never left without a service."""
    person = one.person_id if one.person_id in dict(offers.people) else ""
    number = add_objective(data, _("Rezolvarea situației: {words}").format(words=one.words), person, one.code)
    known = {data.get(f"item-{item}-service") for item in data.getlist("item")}
    services = [service for service, _words in one.services]
    for service in [service for service in services if service not in known] or services[:1]:
        add_item(data, number, offers, service, person)
    return number


def remove(data: QueryDict, kind: str, number: str) -> None:
    """Takes away a service, or an objective with all its services."""
    if kind == "objective":
        for item in [n for n in data.getlist("item") if data.get(f"item-{n}-objective") == number]:
            take_away(data, "item", item)
    take_away(data, kind, number)


def copy_plan(data: QueryDict, content: Mapping[str, Any]) -> None:
    """The objectives and services of an earlier version, to be changed; each stays the one that it was."""
    for name in ("resources", "accompaniment"):
        data[f"plan-{name}"] = content.get(name, "")
    numbers = {}
    for each in content["objectives"]:
        number = numbers[each["id"]] = add_objective(data)
        fields = {name: each.get(name) or "" for name in ("id", "text", "indicator", "person_id", "outcome")}
        put(data, f"objective-{number}", {**fields, "findings": " ".join(each.get("findings", ()))})
    for each in content["items"]:
        _copy_item(data, numbers[each["objective_id"]], each, content)


def _copy_item(data: QueryDict, objective: str, item: Mapping[str, Any], content: Mapping[str, Any]) -> None:
    names = ("id", "service", "title", "provider_kind", "provider", "responsible_id", "frequency", "person_id")
    is_whole = all(item[name] == content[name] for name in ("starts_on", "ends_on"))
    fields = {name: item.get(name) or "" for name in names}
    number = add(data, "item", {**fields, "objective": objective, "period": WHOLE if is_whole else "part"})
    for name in ("starts_on", "ends_on"):
        if not is_whole:
            put_day(data, f"item-{number}-{name}", date.fromisoformat(item[name]))


def codes_in(data: QueryDict) -> set[tuple[str, str]]:
    """The vulnerabilities that objectives of the page answer, each with whom the objective is for."""
    return {
        (code, data.get(f"objective-{number}-person_id", ""))
        for number in data.getlist("objective")
        for code in data.get(f"objective-{number}-findings", "").split()
    }
