"""What changed between two versions of a plan, in words that a family reads (Order 288/2006, (I)1.5, O 7.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from impreuna.cases.rules.frequencies import FREQUENCIES
from impreuna.cases.rules.lists import PLAN_TYPES
from impreuna.cases.rules.texts import in_figures
from impreuna.kernel.result import _

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `sentence` with its `facts`; those in `coded` are themselves words to be translated."""

    sentence: str
    facts: Mapping[str, str] = field(default_factory=dict)
    coded: frozenset[str] = frozenset()

    def words(self, translate: Callable[[str], str] = str) -> str:
        """The change in the reader's language."""
        facts = {name: translate(said) if name in self.coded else said for name, said in self.facts.items()}
        return translate(self.sentence).format_map(facts)


def differences(old: Content, new: Content) -> tuple[Difference, ...]:
    """What the plan `new` says that `old` did not, and the other way round; both are contents of `DraftPlan`.

    Empty when nothing is different but the version, why it was written, and the order of rows.
    """
    return (*_whole(old, new), *_objectives(old, new), *_items(old, new))


def _whole(old: Content, new: Content) -> Iterator[Difference]:
    if old["type"] != new["type"]:
        yield Difference(
            _("Planul este acum: {new}. Înainte era: {old}."),
            {"new": PLAN_TYPES[str(new["type"])], "old": PLAN_TYPES[str(old["type"])]},
            frozenset({"new", "old"}),
        )
    if _period(old) != _period(new):
        facts = {"from": _day(new["starts_on"]), "to": _day(new["ends_on"])}
        yield Difference(_("Planul ține acum de la {from} până la {to}."), facts)
    if _said(old, "resources") != _said(new, "resources"):
        yield Difference(_("Resursele sunt acum: {text}"), {"text": _said(new, "resources") or "–"})
    if _said(old, "accompaniment") != _said(new, "accompaniment"):
        yield Difference(_("Însoțirea este acum: {text}"), {"text": _said(new, "accompaniment") or "–"})


def _objectives(old: Content, new: Content) -> Iterator[Difference]:
    before, after = _by_id(old["objectives"]), _by_id(new["objectives"])
    for key, one in after.items():
        if key not in before:
            yield Difference(_("Obiectiv nou: {text}"), {"text": one["text"]})
        else:
            yield from _objective(before[key], one)
    for key, one in before.items():
        if key not in after:
            yield Difference(_("Nu mai este în plan obiectivul: {text}"), {"text": one["text"]})


def _objective(old: Content, new: Content) -> Iterator[Difference]:
    text = new["text"]
    if old["text"] != text:
        yield Difference(_("Obiectivul „{old}” este acum: {text}"), {"old": old["text"], "text": text})
    if old["indicator"] != new["indicator"]:
        facts = {"text": text, "indicator": new["indicator"]}
        yield Difference(_("„{text}” se vede acum după: {indicator}"), facts)
    if sorted(old.get("findings", ())) != sorted(new.get("findings", ())):
        facts = {"text": text, "codes": ", ".join(sorted(new.get("findings", ()))) or "–"}
        yield Difference(_("„{text}” răspunde acum la: {codes}"), facts)
    if old.get("person_id") != new.get("person_id"):
        yield Difference(_("„{text}” este acum pentru altcineva."), {"text": text})
    if _said(old, "outcome") != _said(new, "outcome"):
        yield Difference(_("La „{text}” s-a notat cât s-a atins."), {"text": text})


def _items(old: Content, new: Content) -> Iterator[Difference]:
    before, after = _by_id(old["items"]), _by_id(new["items"])
    objectives = {str(one["id"]): one["text"] for one in new["objectives"]}
    for key, item in after.items():
        if key not in before:
            facts = {"item": _title(item), "from": _day(item["starts_on"]), "to": _day(item["ends_on"])}
            yield Difference(_("Serviciu nou: {item}, de la {from} până la {to}."), facts)
        else:
            yield from _item(before[key], item, objectives)
    for key, item in before.items():
        if key not in after:
            yield Difference(_("Nu mai este în plan: {item}."), {"item": _title(item)})


def _item(old: Content, new: Content, objectives: Mapping[str, str]) -> Iterator[Difference]:
    item = _title(new)
    if (old["title"], old.get("service")) != (new["title"], new.get("service")):
        yield Difference(_("În loc de „{old}” este acum „{item}”."), {"old": _title(old), "item": item})
    if _period(old) != _period(new):
        facts = {"item": item, "from": _day(new["starts_on"]), "to": _day(new["ends_on"])}
        yield Difference(_("„{item}” este acum de la {from} până la {to}."), facts)
    if old["frequency"] != new["frequency"]:
        often = FREQUENCIES.get(new["frequency"]) or str(new["frequency"])
        yield Difference(_("„{item}” este acum: {often}."), {"item": item, "often": often}, frozenset({"often"}))
    if (old.get("provider_kind"), _said(old, "provider")) != (new.get("provider_kind"), _said(new, "provider")):
        who = _said(new, "provider") or _("echipa comunei")
        coded = frozenset() if _said(new, "provider") else frozenset({"who"})
        yield Difference(_("„{item}” se face acum de: {who}."), {"item": item, "who": who}, coded)
    if _answers_for(old) != _answers_for(new):
        facts = {"item": item, "who": _said(new, "responsible") or "–"}
        yield Difference(_("De „{item}” răspunde acum: {who}."), facts)
    if old.get("person_id") != new.get("person_id"):
        yield Difference(_("„{item}” este acum pentru altcineva."), {"item": item})
    if str(old["objective_id"]) != str(new["objective_id"]):
        facts = {"item": item, "text": objectives.get(str(new["objective_id"]), "–")}
        yield Difference(_("„{item}” este acum pentru obiectivul: {text}"), facts)


def _by_id(rows: Any) -> dict[str, Content]:
    return {str(row["id"]): row for row in rows}


def _period(of: Content) -> tuple[str, str]:
    return str(of["starts_on"]), str(of["ends_on"])


def _said(of: Content, name: str) -> str:
    return str(of.get(name) or "")


def _answers_for(item: Content) -> tuple[str, str]:
    return _said(item, "responsible_id"), _said(item, "responsible")


def _title(item: Content) -> str:
    return str(item["title"] or item.get("service") or "–")


def _day(iso: str) -> str:
    return in_figures(date.fromisoformat(str(iso)))
