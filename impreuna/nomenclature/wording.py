"""The words around the national lists: bases, severities, kinds of answers, roles, fields of entries."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from impreuna.kernel.policy import AREAS, ROLES
from impreuna.nomenclature.rules.content import Content, Parameter
from impreuna.nomenclature.rules.entries import Words
from impreuna.nomenclature.rules.phrases import number_in_words
from impreuna.ui.wording import counted

#: What an entry stands on, by its letter.
BASES = {
    "F": gettext_lazy("găsită în sursă"),
    "D": gettext_lazy("dedusă din sursă"),
    "P": gettext_lazy("propunere profesională"),
}
SEVERITIES = {
    4: gettext_lazy("urgentă"),
    3: gettext_lazy("prioritară"),
    2: gettext_lazy("planificată"),
    1: gettext_lazy("de urmărit"),
}
#: What a severity asks of the team (Order 288/2006, standard 3: one hour, 72 hours; the rest is a proposal).
SEVERITY_MEANS = {
    4: gettext_lazy("se intervine în cel mult o oră; întâi un telefon"),
    3: gettext_lazy("se deschide cazul; evaluarea în cel mult 72 de ore"),
    2: gettext_lazy("intră în planul de servicii"),
    1: gettext_lazy("informare și urmărire"),
}
SEVERITY_TONES = {4: "red", 3: "amber", 2: "blue", 1: "grey"}
KINDS = {
    "single": gettext_lazy("un răspuns"),
    "multi": gettext_lazy("mai multe răspunsuri"),
    "number": gettext_lazy("un număr"),
    "text": gettext_lazy("un text"),
    "date": gettext_lazy("o zi"),
    "month": gettext_lazy("o lună"),
    "registry": gettext_lazy("din registru"),
    "composite": gettext_lazy("mai multe întrebări"),
}
SUBJECTS = {
    "person": gettext_lazy("persoană"),
    "household": gettext_lazy("gospodărie"),
    "community": gettext_lazy("comunitate"),
}
LISTS = {
    "topics": gettext_lazy("Teme"),
    "questions": gettext_lazy("Întrebări"),
    "contradictions": gettext_lazy("Răspunsuri care se exclud"),
    "areas": gettext_lazy("Arii de vulnerabilitate"),
    "definitions": gettext_lazy("Definiții"),
    "vulnerabilities": gettext_lazy("Vulnerabilități"),
    "services": gettext_lazy("Servicii"),
    "parameters": gettext_lazy("Parametri"),
}
_FIELDS = {
    "text": gettext_lazy("textul"),
    "source": gettext_lazy("sursa"),
    "basis": gettext_lazy("temeiul"),
    "level": gettext_lazy("la cine se întreabă"),
    "area": gettext_lazy("domeniul"),
    "kind": gettext_lazy("felul"),
    "topic": gettext_lazy("tema"),
    "when": gettext_lazy("când se întreabă"),
    "options": gettext_lazy("varianta"),
    "exclusive": gettext_lazy("variantele care stau singure"),
    "low": gettext_lazy("cea mai mică valoare"),
    "high": gettext_lazy("cea mai mare valoare"),
    "unit": gettext_lazy("unitatea"),
    "whole": gettext_lazy("număr întreg"),
    "help": gettext_lazy("lămurirea"),
    "parts": gettext_lazy("părțile"),
    "part_of": gettext_lazy("face parte din"),
    "never": gettext_lazy("ce nu poate fi"),
    "fields": gettext_lazy("întrebările"),
    "subject": gettext_lazy("cine o poate avea"),
    "who": gettext_lazy("la cine"),
    "severity": gettext_lazy("gravitatea"),
    "veil": gettext_lazy("cine o vede"),
    "rule": gettext_lazy("regula"),
    "measured_by": gettext_lazy("cum se măsoară"),
    "parameter": gettext_lazy("parametrul"),
    "raised": gettext_lazy("gravitatea crescută"),
    "discloses": gettext_lazy("întrebările pe care le arată"),
    "amc": gettext_lazy("codurile AMC-MSR"),
    "law156": gettext_lazy("Legea 156/2023"),
    "tier": gettext_lazy("treapta"),
    "services": gettext_lazy("serviciile"),
    "role": gettext_lazy("rolul"),
    "ref": gettext_lazy("trimiterea"),
    "values": gettext_lazy("valoarea"),
    "note": gettext_lazy("nota"),
    "means": gettext_lazy("ce înseamnă"),
}


def numbers(content: Content) -> dict[str, str]:
    """How many entries the lists have: {"questions": "125 de întrebări", …}. A composite question counts once."""
    questions = sum(question.part_of is None for question in content.questions)
    areas, topics = len(content.areas), len(content.topics)
    entries, clashes = len(content.vulnerabilities), len(content.contradictions)
    services, parameters = len(content.services), len(content.parameters)
    return {
        "questions": counted(questions, _("o întrebare"), _("{n} întrebări"), _("{n} de întrebări")),
        "topics": counted(topics, _("o temă"), _("{n} teme"), _("{n} de teme")),
        "vulnerabilities": counted(
            entries, _("o vulnerabilitate"), _("{n} vulnerabilități"), _("{n} de vulnerabilități")
        ),
        "areas": counted(areas, _("o arie"), _("{n} arii"), _("{n} de arii")),
        "services": counted(services, _("un serviciu"), _("{n} servicii"), _("{n} de servicii")),
        "parameters": counted(parameters, _("un parametru"), _("{n} parametri"), _("{n} de parametri")),
        "contradictions": counted(
            clashes, _("o pereche de răspunsuri care se exclud"), _("{n} perechi de răspunsuri care se exclud"),
            _("{n} de perechi de răspunsuri care se exclud"),
        ),
    }  # fmt: skip


def said(words: Words | None) -> str:
    """Words of the lists in the reader's language; empty for None."""
    return words.say(get_language() or "ro") if words else ""


def role(code: str) -> str:
    """A role's name."""
    return _(ROLES[code].name)


def area(code: str) -> str:
    """The name of an area of data."""
    return _(AREAS[code].name)


def readers(code: str) -> str:
    """The roles that see rows of an area of data: "asistent social, șef SPAS"."""
    return ", ".join(_(one.name) for one in ROLES.values() if code in one.readable_areas)


def field(path: str) -> str:
    """A field of an entry by its path: "varianta 3 (ro)", "valoarea din 2026-01-01"."""
    name, _dot, rest = path.partition(".")
    words = str(_FIELDS.get(name, name))
    if not rest:
        return words
    key, _dot, language = rest.rpartition(".")
    if language in ("ro", "en"):
        return f"{words} {key} ({language})" if key else f"{words} ({language})"
    return f"{words} {rest}"


def amount(value: float | None, parameter: Parameter) -> str:
    """A parameter's value with its unit, as the reader's language writes it; a dash for None."""
    if value is None:
        return "–"
    return number_in_words(value, said(parameter.unit), get_language() or "ro")


def plain(value: float) -> str:
    """A number to be put into a form: decimals as the reader's language writes them, no unit."""
    return number_format(value, use_l10n=True, force_grouping=False)
