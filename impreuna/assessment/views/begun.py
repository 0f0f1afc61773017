"""Before and between interviews: who asks what, who has begun, and the reader's own drafts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from impreuna.assessment.forms.answers import said
from impreuna.assessment.forms.course import Course
from impreuna.assessment.views.sitting import PURPOSE
from impreuna.kernel import drafts
from impreuna.kernel.actor import Actor
from impreuna.nomenclature.queries import current_edition
from impreuna.nomenclature.rules.edition import Relevance
from impreuna.registry.queries.households import get_household_rows


@dataclass(frozen=True, slots=True)
class Share:
    """A topic before an interview: whether the reader asks it, and who asks the rest."""

    title: str
    is_mine: bool
    left_to: str


def shares(role: str) -> list[Share]:
    """All topics of the questionnaire in force, as divided between the professions."""
    edition = current_edition()
    course = Course(edition, role, {}, [], Relevance(frozenset(), ()))
    return [Share(said(topic.text), course.may_write(topic), course.left_to(topic.code)) for topic in edition.topics]


def drafts_about(commune_id: int, household_id: UUID) -> list[drafts.Draft]:
    """Interviews of a household that somebody has begun."""
    return [each for each in drafts.drafts_about(commune_id, household_id) if each.purpose == PURPOSE]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An unfinished interview of the reader: of which household, saved when."""

    draft: drafts.Draft
    label: str
    place: str


def draft_rows(actor: Actor) -> list[DraftRow]:
    """The reader's unfinished interviews in the commune where she acts, the latest first. Three queries."""
    place = actor.scope.place_id
    mine = [each for each in drafts.drafts_of(actor, PURPOSE) if each.commune_id == place]
    homes = {row.id: row for row in get_household_rows(place, [each.about_id for each in mine])}
    return [
        DraftRow(each, home.label, ", ".join(filter(None, (home.village, home.address))))
        for each in mine
        if (home := homes.get(each.about_id)) is not None
    ]
