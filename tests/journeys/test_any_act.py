"""Whatever is said in a case that exists, by somebody who may act in it: an outcome or a refusal in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impreuna.cases.commands import JoinCaseTeam
from impreuna.cases.rules.acts import ACTS
from impreuna.cases.tests.walking import Walk, walk_to
from impreuna.interop.api import Malformed, read
from impreuna.kernel.command import KINDS
from impreuna.kernel.execute import execute
from impreuna.kernel.policy import CAPABILITIES
from tests.fixtures.places import BELTIUG
from tests.journeys.test_any_input import bodies

pytestmark = [pytest.mark.django_db(databases=["default", "owner"]), pytest.mark.slow]
#: Whoever of the walk may try; what only the server does, as it reminds of a referral, nobody sends.
ROLES = frozenset({"social_worker", "spas_head", "community_nurse"})
OF_CASES = sorted(
    kind
    for kind in ACTS
    if kind in KINDS and KINDS[kind].__module__.startswith("impreuna.cases.") and ROLES & set(CAPABILITIES[kind])
)


@pytest.fixture
def walk() -> Walk:
    """A case with a plan in force and a nurse in its team."""
    walk = walk_to("in_services")
    walk.do(walk.worker, JoinCaseTeam, function="nurse", user_id=walk.nurse.user_id)
    return walk


@pytest.mark.parametrize("kind", OF_CASES)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_act_ends_in_words(walk: Walk, kind: str, data: st.DataObject) -> None:
    drawn = data.draw(bodies(kind))
    who = data.draw(
        st.sampled_from([each for each in (walk.worker, walk.head, walk.nurse) if each.role in CAPABILITIES[kind]])
    )
    known: dict[str, Any] = {
        "about_id": st.sampled_from(sorted(map(str, walk.last.values()))),
        "user_id": st.sampled_from([str(each.user_id) for each in (walk.worker, walk.head, walk.nurse)]),
        "item_id": st.just(str(walk.item_id)),
        "meeting_id": st.just(str(walk.meeting_id)),
    }
    said = {name: data.draw(found) for name, found in known.items() if name in drawn}
    body = {**drawn, **said, "kind": kind, "commune_id": BELTIUG, "recorded_at": walk.now.isoformat()}
    if "case_id" in drawn and kind != "RegisterNotice":
        body["case_id"] = str(walk.case_id)
    body["happened_at"] = None
    try:
        command = read(json.dumps(body).encode())
    except Malformed as problem:
        assert problem.reason == "malformed_command"
        return
    with transaction.atomic():
        outcome = execute(command, who, received_at=walk.now)
        assert outcome.status in ("applied", "rejected", "duplicate")
        assert outcome.status != "rejected" or outcome.sentence
        transaction.set_rollback(True)
