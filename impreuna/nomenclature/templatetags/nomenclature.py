"""`{% load nomenclature %}`: how entries of the national lists are written on a page."""

from __future__ import annotations

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from impreuna.nomenclature import wording
from impreuna.nomenclature.rules.content import Expression
from impreuna.nomenclature.rules.edition import Edition
from impreuna.nomenclature.rules.entries import Words
from impreuna.nomenclature.rules.words import Piece, Teller

register = template.Library()


@register.filter
def said(words: Words | None) -> str:
    """Words of the lists in the reader's language."""
    return wording.said(words)


@register.filter
def severity(number: int) -> str:
    """ "urgentă", "prioritară", "planificată", "de urmărit"."""
    return str(wording.SEVERITIES[number])


@register.filter
def severity_means(number: int) -> str:
    """What a severity asks of the team."""
    return str(wording.SEVERITY_MEANS[number])


@register.filter
def severity_tone(number: int) -> str:
    """The colour of a severity's tag."""
    return wording.SEVERITY_TONES[number]


@register.filter
def basis(letter: str) -> str:
    """What an entry stands on."""
    return str(wording.BASES[letter])


@register.filter
def answer_kind(code: str) -> str:
    """What kind of answer a question takes."""
    return str(wording.KINDS[code])


@register.filter
def subject(code: str) -> str:
    """Who can have a vulnerability."""
    return str(wording.SUBJECTS[code])


@register.filter
def data_area(code: str) -> str:
    """The name of an area of data."""
    return wording.area(code)


@register.filter
def data_readers(code: str) -> str:
    """The roles that see an area of data."""
    return wording.readers(code)


@register.filter
def role_name(code: str) -> str:
    """A role's name."""
    return wording.role(code)


@register.filter
def changed_field(path: str) -> str:
    """The name of a field that differs between two editions."""
    return wording.field(path)


@register.simple_tag(takes_context=True)
def told(context: Context, expression: Expression) -> SafeString:
    """An expression in plain words, its questions as links. Needs `teller` and `edition` in the context."""
    pieces = context["teller"].tell(expression.text)
    return format_html_join("", "{}", ((_piece(piece, context["edition"]),) for piece in pieces))


@register.simple_tag(takes_context=True)
def question_links(context: Context, codes: tuple[str, ...]) -> SafeString:
    """Codes of questions as links, with commas between."""
    pieces = (Piece(code, code) for code in codes)
    return format_html_join(", ", "{}", ((_piece(piece, context["edition"]),) for piece in pieces))


@register.simple_tag(takes_context=True)
def vulnerability_links(context: Context, codes: tuple[str, ...]) -> SafeString:
    """Codes of vulnerabilities as links to their pages, with commas between."""
    entries = [context["edition"].vulnerabilities[code] for code in codes]
    links = (
        (reverse("nomenclature:vulnerability", args=[one.code]), wording.said(one.text), one.code) for one in entries
    )
    return format_html_join(", ", '<a class="govuk-link" href="{}" title="{}">{}</a>', links)


def _piece(piece: Piece, edition: Edition) -> SafeString | str:
    question = edition.questions.get(piece.code)
    if question is None:
        return piece.text
    address = f"{reverse('nomenclature:questionnaire')}?tema={question.topic}#{question.code}"
    return format_html(
        '<a class="govuk-link" href="{}" title="{}">{}</a>', address, wording.said(question.text), piece.text
    )


@register.filter
def told_plainly(expression: Expression, teller: Teller) -> str:
    """An expression in plain words, for paper: without links."""
    return teller.sentence(expression.text)


@register.filter
def list_name(name: str) -> str:
    """What one of the lists is called."""
    return str(wording.LISTS[name])
