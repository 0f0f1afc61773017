"""Plans: what is accepted holds together, and a difference tells everything that changed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from impreuna.cases.commands.dossier import content_of
from impreuna.cases.commands.planning import DraftPlan, Objective, PlanItem
from impreuna.cases.rules.differences import differences
from impreuna.cases.rules.frequencies import FREQUENCIES
from impreuna.cases.rules.lists import PLAN_TYPES
from impreuna.cases.rules.plans import check_length, check_plan, check_version, may_write
from impreuna.cases.rules.risk import risk_of, situations, visits_due
from impreuna.cases.rules.versions import versions
from impreuna.cases.tests.facts import BEGAN, File, planned
from impreuna.obligations.queries.book import current_book

FIRST = date(2026, 1, 10)


def objective(number: int = 1, **said: Any) -> Objective:
    return Objective(**{"id": UUID(int=number), "text": "Merge la școală", "indicator": "prezență", **said})


def item(number: int = 11, **said: Any) -> PlanItem:
    told = {
        "id": UUID(int=number),
        "objective_id": UUID(int=1),
        "title": "Consiliere",
        "responsible": "Ilinca Breban",
        "starts_on": FIRST,
        "ends_on": FIRST + timedelta(days=90),
        "frequency": "weekly",
        **said,
    }
    return PlanItem(**told)


def plan(**said: Any) -> DraftPlan:
    told = {
        "id": UUID(int=99),
        "commune_id": 1,
        "recorded_at": BEGAN,
        "case_id": UUID(int=9),
        "plan_id": UUID(int=50),
        "version": 1,
        "type": "services",
        "starts_on": FIRST,
        "ends_on": FIRST + timedelta(days=365),
        "objectives": (objective(),),
        "items": (item(),),
        **said,
    }
    return DraftPlan(**told)


def refusals(draft: DraftPlan) -> list[tuple[str, str]]:
    return [(field, verdict.reason or "") for field, verdict in check_plan(draft) if not verdict]


@pytest.mark.parametrize(
    ("said", "field", "reason"),
    [
        ({"type": "dreams"}, "type", "unknown_code"),
        ({"ends_on": FIRST}, "ends_on", "plan_ends_before"),
        ({"ends_on": FIRST - timedelta(days=1)}, "ends_on", "plan_ends_before"),
        ({"starts_on": date(1926, 1, 1)}, "ends_on", "plan_dates"),
        ({"objectives": ()}, "objectives", "plan_needs_objective"),
        ({"items": ()}, "items", "plan_needs_item"),
        ({"objectives": (objective(), objective())}, "objectives", "plan_ids_twice"),
        ({"items": (item(), item())}, "items", "plan_ids_twice"),
        ({"items": tuple(item(each) for each in range(101))}, "items", "plan_too_many"),
        ({"objectives": (objective(text=" "),)}, "objectives.0.text", "case_text_missing"),
        ({"objectives": (objective(), objective(2, indicator=""))}, "objectives.1.indicator", "case_text_missing"),
        ({"items": (item(title=" "),)}, "items.0.title", "plan_item_what"),
        ({"items": (item(), item(12, objective_id=UUID(int=3)))}, "items.1.objective_id", "plan_item_objective"),
        ({"items": (item(provider_kind="moon"),)}, "items.0.provider_kind", "unknown_code"),
        ({"items": (item(provider_kind="outside"),)}, "items.0.provider", "plan_item_provider"),
        ({"items": (item(responsible=""),)}, "items.0.responsible_id", "plan_item_who"),
        ({"items": (item(frequency=" "),)}, "items.0.frequency", "plan_item_frequency"),
        ({"items": (item(ends_on=FIRST, starts_on=FIRST + timedelta(1)),)}, "items.0.ends_on", "plan_item_ends_before"),
        ({"items": (item(starts_on=FIRST - timedelta(days=1)),)}, "items.0.starts_on", "plan_item_outside"),
        ({"items": (item(ends_on=FIRST + timedelta(days=366)),)}, "items.0.ends_on", "plan_item_outside"),
    ],
)
def test_a_bad_plan_is_refused_where_it_is_wrong(said: dict[str, Any], field: str, reason: str) -> None:
    assert refusals(plan(**said))[0] == (field, reason)


def test_a_good_plan_is_accepted() -> None:
    outside = item(12, provider_kind="outside", provider="Centrul de zi", responsible="", service="AS-19", title="")
    assert refusals(plan(items=(item(), outside))) == []


@pytest.mark.parametrize(
    ("plan_id", "version", "why", "refused"),
    [
        ("p", 2, "Situația s-a schimbat.", []),
        ("p", 2, " ", [("revision_why", "plan_revision_why")]),
        ("p", 1, "x", [("version", "plan_moved_on")]),
        ("p", 3, "x", [("version", "plan_moved_on")]),
        ("q", 1, "x", [("plan_id", "plan_exists"), ("version", "plan_moved_on")]),
    ],
)
def test_a_version_follows_the_last_one(plan_id: str, version: int, why: str, refused: list[Any]) -> None:
    ids = {"p": UUID(int=50), "q": UUID(int=51)}
    file = File()
    file.plan(plan_id=str(ids["p"]))
    draft = plan(plan_id=ids[plan_id], version=version, revision_why=why)
    found = check_version(draft, versions(file.dossier.facts))
    assert [(field, verdict.reason) for field, verdict in found if not verdict] == refused


def test_a_first_version_is_number_one() -> None:
    assert [field for field, verdict in check_version(plan(version=2), ()) if not verdict] == ["version"]
    assert all(verdict for _field, verdict in check_version(plan(), ()))


@pytest.mark.parametrize("type_", ["protection", "recovery", "rehabilitation"])
def test_plans_of_protection_are_the_managers(type_: str) -> None:
    assert may_write(type_, {"responsible"}, "child").reason == "plan_of_manager"
    assert may_write(type_, {"case_manager"}, "child")
    assert may_write("services", {"responsible"}, "child")


@pytest.mark.parametrize(
    ("subject", "reason"),
    [("elderly", "plan_of_children"), ("adult", "plan_of_children"), ("child", None), ("family", None)],
)
def test_a_plan_of_protection_is_a_childs(subject: str, reason: str | None) -> None:
    assert may_write("protection", {"case_manager"}, subject).reason == reason


@pytest.mark.parametrize(
    ("subject", "type_", "risk", "ends_on", "is_long_enough"),
    [
        ("child", "services", 1, date(2027, 1, 8), False),
        ("child", "services", 1, date(2027, 1, 9), True),
        ("child", "integrated", 17, date(2026, 6, 9), False),
        ("child", "services", 0, date(2026, 6, 9), True),
        ("adult", "services", 3, date(2026, 6, 9), True),
        ("child", "intervention", 3, date(2026, 2, 9), True),
    ],
)
def test_the_plan_of_a_child_at_risk_lasts_a_year(
    subject: str, type_: str, risk: int, ends_on: date, is_long_enough: bool
) -> None:
    assert bool(check_length(plan(type=type_, ends_on=ends_on), subject, risk, 12)) is is_long_enough


LETTERS = {"VR-03": ["5(1)a"], "LO-02": ["5(1)d"], "LO-03": ["5(1)d"], "ED-03": ["5(4)a", "4(2)"], "PC-20": ["4(2)"]}


@pytest.mark.parametrize(
    ("codes", "count"),
    [([], 0), (["VR-03"], 1), (["LO-02", "LO-03"], 1), (["ED-03"], 1), (["PC-20"], 0), (["VR-03", "LO-02", "X"], 2)],
)
def test_each_letter_of_the_law_is_counted_once(codes: list[str], count: int) -> None:
    assert len(situations(codes, LETTERS)) == count


@pytest.mark.parametrize(("count", "months"), [(0, None), (1, 6), (9, 6), (10, 3), (11, 3), (17, 3)])
def test_more_situations_are_visited_more_often(count: int, months: int | None) -> None:
    entry = visits_due(count, current_book().entries.values())
    assert (entry.period.months if entry and entry.period else None) == months


def test_the_latest_count_holds() -> None:
    file = planned()
    assert risk_of(file.facts) == 0
    file.add("DraftPlan", risk_situations=4)
    file.add("RecordCaseVisit")
    assert risk_of(file.facts) == 4
    file.add("RecordReevaluation", risk_situations=0)
    assert risk_of(file.facts) == 0


DAYS = st.dates(date(2025, 12, 1), date(2027, 12, 1))
WORDS = st.sampled_from(["", " ", "unu", "doi"])


@st.composite
def drafts(draw: st.DrawFn) -> DraftPlan:
    """Plans good and bad, near the border between them."""
    ids = st.integers(1, 3).map(lambda each: UUID(int=each))
    goals = st.builds(
        Objective, id=ids, text=WORDS, indicator=WORDS, findings=st.just(()) | st.just(("ED-02",)),
        person_id=st.none() | ids, outcome=st.sampled_from(["", "reached"]),
    )  # fmt: skip
    rows = st.builds(
        PlanItem, id=ids, objective_id=ids, title=WORDS, service=st.sampled_from(["", "AS-19"]),
        provider_kind=st.sampled_from(["own_team", "outside"]), provider=WORDS, responsible_id=st.none() | ids,
        responsible=WORDS, starts_on=DAYS, ends_on=DAYS, frequency=st.sampled_from(list(FREQUENCIES)),
        person_id=st.none() | ids,
    )  # fmt: skip
    return plan(
        type=draw(st.sampled_from(list(PLAN_TYPES))),
        starts_on=draw(DAYS),
        ends_on=draw(DAYS),
        objectives=tuple(draw(st.lists(goals, max_size=3))),
        items=tuple(draw(st.lists(rows, max_size=3))),
        resources=draw(WORDS),
        accompaniment=draw(WORDS),
    )


@given(drafts())
def test_what_is_accepted_holds_together(draft: DraftPlan) -> None:
    if refusals(draft):
        return
    goals = {one.id for one in draft.objectives}
    assert goals and draft.items and draft.starts_on < draft.ends_on
    assert len(goals) == len(draft.objectives) and len({each.id for each in draft.items}) == len(draft.items)
    for each in draft.items:
        assert draft.starts_on <= each.starts_on <= each.ends_on <= draft.ends_on
        assert each.objective_id in goals
        assert each.provider.strip() or each.responsible.strip() or each.responsible_id


def _told(draft: DraftPlan) -> dict[str, Any]:
    content = content_of(draft)
    for name in ("objectives", "items"):
        content[name] = sorted(content[name], key=lambda row: json.dumps(row, sort_keys=True))
    return content


@given(drafts(), drafts())
def test_a_difference_tells_whether_anything_changed(old: DraftPlan, new: DraftPlan) -> None:
    for draft in (old, new):
        assume(len({one.id for one in draft.objectives}) == len(draft.objectives))
        assume(len({each.id for each in draft.items}) == len(draft.items))
    before, after = _told(old), _told(new)
    assert differences(before, before) == ()
    found = differences(before, after)
    assert bool(found) == (before != after)
    assert all("{" not in one.words() for one in found)


def test_a_family_reads_what_changed() -> None:
    old = content_of(plan())
    new = content_of(
        plan(
            version=2,
            type="integrated",
            revision_why="x",
            objectives=(objective(text="Merge zilnic la școală"), objective(2, text="Are acte")),
            items=(item(frequency="monthly"), item(12, title="Ajutor la acte", objective_id=UUID(int=2))),
        )
    )
    assert [one.words() for one in differences(old, new)] == [
        "Planul este acum: plan individualizat de servicii comunitare integrate. Înainte era: plan de servicii.",
        "Obiectivul „Merge la școală” este acum: Merge zilnic la școală",
        "Obiectiv nou: Are acte",
        "„Consiliere” este acum: lunar.",
        "Serviciu nou: Ajutor la acte, de la 10.01.2026 până la 10.04.2026.",
    ]
