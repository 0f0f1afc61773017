"""What a page refuses says why and gives back what was typed: ended cases, two heads, a case that is closed to one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.cases import commands as does
from impreuna.cases.forms.acting import FORMS
from impreuna.cases.tests.sending import act_of, ago, day_typed, page_of, when
from impreuna.cases.tests.walking import begin, walk_to
from impreuna.workforce.tests.cast import actor
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
CONTACT = {**when(), "with_whom": "mama", "how": "telefon", "said": "Vine luni la noi."}


def test_an_ended_case_is_edited_no_more() -> None:
    walk = walk_to("not_confirmed", begin(now=ago(days=2)))
    client = signed_in(walk.worker)
    refused = client.post(act_of(walk, "contact"), CONTACT)
    page = refused.content.decode()
    assert refused.status_code == 422 and "Vine luni la noi." in page
    assert "Cazul este infirmat" in text(refused) and "Șeful SPAS îl poate redeschide" in text(refused)
    assert client.get(act_of(walk, "contact")).status_code == 403


def test_of_two_heads_the_second_learns_who_decided() -> None:
    walk, second = walk_to("evaluated", begin(now=ago(hours=5))), actor("Al Doilea Șef", "spas_head", BELTIUG)
    client = signed_in(second)
    assert client.get(act_of(walk, "decizie")).status_code in (200, 302)
    walk.do(walk.head, does.DecideCase, decision="confirmed")
    refused = client.post(act_of(walk, "decizie"), {"decision": "not_confirmed", "reason": "Nu este un caz."})
    assert refused.status_code == 422 and "Nu este un caz." in refused.content.decode()
    assert f"{walk.head.name} a hotărât deja: caz confirmat" in text(refused)


def test_a_report_about_a_case_that_is_closed_to_its_author_is_given_back() -> None:
    walk = walk_to("assigned", begin(now=ago(days=1)))
    nurse = signed_in(walk.nurse)
    walk.do(walk.worker, does.JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    nurse.get(page_of(walk))
    walk.do(walk.worker, does.RestrictCase, reason="Violență.")
    other = signed_in(actor("Sanda Ilea", "social_worker", BELTIUG))
    refused = other.post(act_of(walk, "contact"), CONTACT)
    assert refused.status_code == 404 and "Vine luni la noi." in text(refused)
    assert "îl vede numai echipa lui" in text(refused) and "Țăran" not in text(refused)
    assert other.get(act_of(walk, "contact")).status_code == 404


def test_the_thirty_first_case_asks_why(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("commands", "forms"):
        monkeypatch.setattr(f"impreuna.cases.{place}.team.most_active_cases", lambda day: 0.0)
    walk = walk_to("confirmed", begin(now=ago(hours=8)))
    head, sent = signed_in(walk.head), {"user_id": str(walk.worker.user_id), "criteria": ["cases"], "note": "Îi știe."}
    head.post(page_of(walk, "open"), {"why": "endorse"})
    refused = head.post(act_of(walk, "responsabil"), sent)
    assert refused.status_code == 422 and "Îi știe." in refused.content.decode()
    assert "Ordinul 288/2006, pct. 9.4–9.5" in text(refused) and "scrieți de ce" in text(refused)
    kept = head.post(act_of(walk, "responsabil"), sent | {"override_reason": "Nu mai este nimeni."})
    assert kept.status_code == 302, text(kept)


def test_a_delegation_that_ends_before_it_begins_is_refused() -> None:
    walk = walk_to("assigned", begin(now=timezone.now() - timedelta(days=1)))
    other = actor("Sanda Ilea", "social_worker", BELTIUG)
    sent: dict[str, Any] = {"to_user_id": str(other.user_id), "is_full": "true", "duties": "Tot ce fac eu."}
    sent |= day_typed("starts_on", 5) | day_typed("ends_on", 1)
    refused = signed_in(walk.worker).post(act_of(walk, "delegare"), sent)
    assert refused.status_code == 422 and "Tot ce fac eu." in refused.content.decode()
    assert "se termină înainte să înceapă" in text(refused)


@pytest.mark.parametrize("stage", ["registered", "not_confirmed"])
def test_no_form_breaks_where_its_act_is_refused(stage: str) -> None:
    walk = walk_to(stage, begin(now=ago(hours=5)))
    client = signed_in(walk.worker)
    for slug in FORMS:
        assert client.post(act_of(walk, slug), {}).status_code in (403, 404, 422), slug
