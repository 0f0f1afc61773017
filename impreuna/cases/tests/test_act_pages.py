"""Every act has its page: it opens at some stage for somebody, asks what its command takes, and tells what was said."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from django.urls import reverse
from django.utils import timezone

import impreuna.cases.forms  # noqa: F401  every form makes itself known
from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases import commands as does
from impreuna.cases.forms.acting import FORMS, OWN_PAGES, TOLD_BY, CaseActForm, in_words
from impreuna.cases.queries.casefile import CaseFile, find_case
from impreuna.cases.rules.acts import ACTS, GROUPS
from impreuna.cases.tests.walking import Walk, begin, walk_to
from impreuna.cases.views.telling import history
from impreuna.kernel.actor import Actor
from impreuna.kernel.scope import acting_as

#: What no page asks: the notice has its own, and these are kept by other acts.
NO_PAGE = {"RegisterNotice", "NoteReporter", "NoteForTeam", "BreakGlass", "AcceptMove", "PersonMoved", "RemindReferral"}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_is_named_and_words_its_codes(form: type[CaseActForm]) -> None:
    assert str(form.title) and str(form.button) and str(form.done)
    assert form.command.__name__ in ACTS
    assert set(form.words) <= form.base_fields.keys()
    assert {name for name, _when in form.shown.values()} <= form.base_fields.keys()
    assert msgspec.structs.fields(form.command)


def test_every_act_has_a_page_and_is_told() -> None:
    paged = {form.command.__name__ for form in FORMS.values()} | OWN_PAGES.keys()
    assert ACTS.keys() - paged == NO_PAGE
    assert ACTS.keys() - TOLD_BY.keys() <= {"BreakGlass", "AcceptMove"}
    listed = [kind for _name, kinds in GROUPS for kind in kinds]
    assert len(listed) == len(set(listed)) and set(listed) <= ACTS.keys()


@pytest.mark.parametrize(
    ("value", "codes", "words"),
    [
        (["Ana", "Ion"], {}, "Ana, Ion"),
        (True, {}, "Da"),
        (False, {}, ""),
        (False, {"false": "nu"}, "Nu"),
        ("x", {"x": "altul"}, "Altul"),
        ("necunoscut", {"x": "altul"}, ""),
        ("2026-11-20", {}, "20 noiembrie 2026"),
        ("2026-99-20", {}, "2026-99-20"),
        ("01a20306-dd83-76ba-8fbb-7340b0467254", {}, ""),
        (3, {}, "3"),
        ({"a": 1}, {}, ""),
        (None, {}, ""),
    ],
)
def test_a_value_is_told_in_words(value: object, codes: dict[str, str], words: str) -> None:
    assert in_words(value, codes) == words


def address_of(walk: Walk, case: CaseFile, slug: str) -> str:
    """The page of an act, about the latest entry that it answers where it needs one."""
    address, form = reverse("cases:act", args=[walk.case_id, slug]), FORMS[slug]
    entry = case.last(*form.answers) if form.answers else None
    return f"{address}?despre={entry.id}" if entry and form.needs_entry() else address


def seen_by(actor: Actor, walk: Walk) -> CaseFile:
    with acting_as(actor):
        case = find_case(actor, walk.case_id)
    assert case is not None
    return case


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_page_opens_for_somebody_at_some_stage() -> None:
    opened: set[str] = set()
    for stage in ("registered", "evaluated", "in_services", "post_services", "closed"):
        walk = walk_to(stage, begin(now=timezone.now() - timedelta(days=130)))
        if stage == "in_services":
            walk.do(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
            walk.do(walk.worker, does.ReportProblem, problem="Nu au venit.")
            walk.do(walk.worker, does.RecordComplaint, complainant="mama", complaint="Nu a venit nimeni.")
        for actor in (walk.worker, walk.head, walk.nurse):
            client = signed_in(actor)
            client.post(reverse("cases:open", args=[walk.case_id]), {"why": "check"})
            if actor is walk.nurse and stage != "in_services":
                continue
            case = seen_by(actor, walk)
            for slug in FORMS:
                answer = client.get(address_of(walk, case, slug))
                assert answer.status_code in (200, 403, 404), (slug, answer.status_code)
                opened |= {slug} if answer.status_code == 200 else set()
    assert FORMS.keys() - opened <= {"raspuns-referire", "raport-reevaluare", "ramane-aici"}


@pytest.mark.django_db(databases=["default", "owner"])
def test_what_answers_stands_under_what_it_answers() -> None:
    walk = walk_to("in_services", begin(now=timezone.now() - timedelta(days=40)))
    told = history(seen_by(walk.worker, walk))
    plan = next(moment for moment in told.moments if moment.told.kind == "DraftPlan")
    assert [answer.kind for answer in plan.answers] == ["EndorseEntry", "RecordDisposition"]
    assert told.is_latest and not {"EndorseEntry", "NoteReporter"} & {moment.told.kind for moment in told.moments}
    page = text(signed_in(walk.worker).get(reverse("cases:case", args=[walk.case_id])))
    assert "Plan de servicii" in page and "Verificarea unui serviciu: Consiliere pentru părinți" in page
