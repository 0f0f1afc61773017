"""Tablets and held work in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.kernel.command import KINDS
from impreuna.kernel.policy import AREAS
from impreuna.nomenclature.queries import NoEdition, current_edition, edition
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.evidence import answer_in_words
from impreuna.registry.rules import persons
from impreuna.services.rules import visits
from impreuna.sync.rules.words import FIELDS, PURPOSES

_CODES: dict[str, Mapping[str, str]] = {
    "relation": persons.RELATIONS,
    "end_reason": persons.END_REASONS,
    "purpose": visits.PURPOSES,
    "outcome": visits.OUTCOMES,
    "area": {code: area.name for code, area in AREAS.items()},
    "note_area": {code: area.name for code, area in AREAS.items()},
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that held work says."""

    name: str
    value: str


def work_in_words(what: str, kind: str) -> str:
    """What somebody did or had begun, after the name: "a înregistrat o vizită"."""
    if what == "draft":
        purpose = PURPOSES.get(kind)
        return _("a început: {what}").format(what=_(purpose) if purpose else _("un formular"))
    command = KINDS.get(kind)
    return _(command.sentence) if command and command.sentence else _("a trimis ceva ce nu se poate citi")


def lines_of(content: bytes) -> list[Line]:
    """What held work says, line by line, in the words of the lists."""
    said = msgspec.json.decode(content)
    command = said.get("command", said.get("content", said)) if isinstance(said, dict) else {}
    if not isinstance(command, dict):
        return []
    return list(_told(command, _edition_of(command)))


def _edition_of(command: Mapping[str, Any]) -> Edition | None:
    number = command.get("edition")
    try:
        return edition(number) if isinstance(number, int) else current_edition()
    except NoEdition:
        return None


def _told(value: Mapping[str, Any], lists: Edition | None) -> Iterator[Line]:
    for name, each in value.items():
        if isinstance(each, Mapping):
            yield from _told(each, lists)
        elif isinstance(each, list) and any(isinstance(one, Mapping) for one in each):
            for one in each:
                yield from _told(one, lists) if isinstance(one, Mapping) else ()
        elif lists is not None and (question := lists.questions.get(name)) is not None:
            yield Line(question.text.say(_language()), answer_in_words(question, each, _language()))
        elif name in FIELDS and each not in (None, "", []):
            yield Line(_(FIELDS[name]), _value(name, each, lists))


def _value(name: str, value: Any, lists: Edition | None) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if name == "code" and lists is not None and (service := lists.services.get(text)) is not None:
        return service.text.say(_language())
    known = _CODES.get(name, {}).get(text)
    return _(known) if known else text


def _language() -> str:
    return get_language() or "ro"
