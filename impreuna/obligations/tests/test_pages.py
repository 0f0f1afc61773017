"""Pages of obligations: what each role sees, what it costs, what leaves as a file; periods and notifications."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from impreuna.assessment.tests.pages import signed_in, text
from impreuna.kernel.actor import COUNTRY, Actor
from impreuna.kernel.identity import new_id
from impreuna.obligations import jobs
from impreuna.obligations.models import Obligation
from impreuna.obligations.rules.dossier import Dossier
from impreuna.obligations.rules.rows import Circle, Holder
from impreuna.obligations.tests.cases import fact
from impreuna.territory.queries import get_commune
from impreuna.workforce.tests import cast as people
from tests.fixtures.cast import applied
from tests.fixtures.database import AsOwner
from tests.fixtures.deadlines import HANDED, ActInCaseOfTests
from tests.fixtures.places import APAHIDA, BELTIUG, SATU_MARE

pytestmark = pytest.mark.django_db
TODAY, TEAM = "/termene/", "/termene/echipa/"


@pytest.fixture
def worker() -> Actor:
    return people.social_worker()


@pytest.fixture
def head() -> Actor:
    return people.actor("Șefa Bună", "spas_head", BELTIUG)


@pytest.fixture
def client(worker: Actor) -> Client:
    return signed_in(worker)


def test_the_home_page_shows_what_is_due_soon(worker: Actor, client: Client) -> None:
    registered(worker, hours_ago=1, label="13/2026 Cozma Veronica")
    home = text(client.get("/"))
    assert "13/2026 Cozma Veronica" in home, "of 72 hours 71 are left: today is the day to go"


def registered(
    worker: Actor, hours_ago: float = 80, label: str = "12/2026 Pop Ana", holder: Actor | None = None, **circle: Any
) -> UUID:
    """A case that was registered so many hours before the real now, which the pages go by; not evaluated yet."""
    now, case_id, command_id = timezone.now(), new_id(), new_id()
    notice = fact("RegisterNotice", now - timedelta(hours=hours_ago))
    dossier = Dossier(case_id, notice.at, "child", False, (notice,))
    holders = {"responsible": Holder((holder or worker).user_id, (holder or worker).name)}
    whose = Circle(circle.get("team_id", case_id), circle.get("is_restricted", False), None, label)
    HANDED[command_id] = dossier, whose, holders
    applied(worker, ActInCaseOfTests, id=command_id, recorded_at=now, received_at=now)
    return case_id


def test_what_is_late_stands_first_with_what_to_do_and_where(client: Client, worker: Actor) -> None:
    registered(worker, 2, "13/2026 Rus Ion")
    case_id = registered(worker, 80)
    page = text(client.get(TODAY))
    assert page.index("12/2026 Pop Ana") < page.index("13/2026 Rus Ion")
    assert "Mergeți acasă la persoană" in page and "depășit de 8 ore" in page and "Depășit" in page
    assert "Ordinul 288/2006, pct. 3, 3.1" in page and "În termen" in page
    assert f"/cazuri/{case_id}/" in client.get(TODAY).content.decode()
    assert "Mergeți acasă la persoană" in text(client.get("/"))


def test_nothing_to_do_is_said(client: Client, worker: Actor) -> None:
    assert "Nimic de făcut acum" in text(client.get(TODAY))
    assert "Echipa este la zi." in text(client.get("/termene/oameni/"))
    registered(worker, 2)
    assert "Niciun termen de acest fel" in text(client.get(f"{TODAY}?depasite=1"))


def test_one_kind_of_deadline_is_chosen(client: Client, worker: Actor) -> None:
    registered(worker)
    page = text(client.get(f"{TODAY}?termen=SMO-6.1"))
    assert "Scrieți planul" in page and "Mergeți acasă" not in page
    assert "Mergeți acasă" in text(client.get(f"{TODAY}?termen=ceva")), "what makes no sense is passed over"
    page = text(client.get(f"{TODAY}?depasite=1"))
    assert "Mergeți acasă" in page and "Scrieți planul, cereți" not in page


def test_the_heads_page_has_delays_by_person_and_leads_to_them(worker: Actor, head: Actor) -> None:
    registered(worker)
    registered(worker, 90, "13/2026 Rus Ion", holder=head)
    reader = signed_in(head)
    page = text(reader.get("/termene/oameni/"))
    assert "Ilinca Breban 1" in page and "Șefa Bună 1" in page
    page = text(reader.get(f"{TEAM}?om={worker.user_id}&depasite=1"))
    assert "12/2026 Pop Ana" in page and "13/2026 Rus Ion" not in page
    assert "13/2026 Rus Ion" in text(reader.get(TEAM)) and "Ilinca Breban" in text(reader.get(TEAM))


def test_what_is_the_heads_to_do_is_among_the_heads_own(worker: Actor, head: Actor, client: Client) -> None:
    command_id, case_id, now = new_id(), new_id(), timezone.now()
    report = fact("WriteInitialReport", now - timedelta(hours=1))
    HANDED[command_id] = (
        Dossier(case_id, report.at, "child", False, (report,)), Circle(case_id, False, None, "15/2026 Rus Ion"), {}
    )  # fmt: skip
    applied(worker, ActInCaseOfTests, id=command_id, recorded_at=now, received_at=now)
    page = text(signed_in(head).get(TODAY))
    assert "Citiți raportul și hotărâți" in page and "Mergeți acasă" not in page
    page = text(client.get(TODAY))
    assert "Mergeți acasă" in page and "Citiți raportul și hotărâți" not in page


def test_the_teams_deadlines_leave_as_a_file(worker: Actor, head: Actor) -> None:
    registered(worker)
    answer = signed_in(head).get(f"{TEAM}?fisier=csv&depasite=1")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 2 and "12/2026 Pop Ana" in lines[1] and "Depășit" in lines[1]


def test_a_nurse_sees_her_own_only_and_a_stranger_nothing(worker: Actor) -> None:
    registered(worker)
    nurse = signed_in(people.community_nurse())
    assert "Nimic de făcut acum" in text(nurse.get(TODAY)) and nurse.get(TEAM).status_code == 403
    stranger = signed_in(people.actor("Străina Departe", "social_worker", APAHIDA))
    assert "12/2026" not in text(stranger.get(TEAM))


def test_a_county_sees_numbers_by_commune_and_never_names(client: Client, worker: Actor, as_owner: AsOwner) -> None:
    registered(worker)
    with as_owner():
        circle = new_id()
        connection.cursor().execute(
            "INSERT INTO kernel_restrictionmember (commune_id, id, user_id, n, is_team) VALUES (%s, %s, %s, 1, true)",
            [BELTIUG, circle, worker.user_id],
        )
    registered(worker, label="14/2026 Ascuns Ion", is_restricted=True, team_id=circle)
    assert "14/2026 Ascuns Ion" in text(client.get(TODAY))
    county = signed_in(people.actor("Doamna DGASPC", "dgaspc_coordinator", SATU_MARE))
    assert county.get("/termene/judete/")["Location"] == f"/termene/judete/{SATU_MARE}/"
    answer = county.get(f"/termene/judete/{SATU_MARE}/")
    page = text(answer)
    assert "Beltiug 1" in page and "Evaluarea inițială (1)" in page, "a restricted case is not counted"
    assert "Pop Ana" not in page and "Ascuns" not in page and "12/2026" not in page
    assert "1 într-o localitate" in text(county.get("/"))
    other = signed_in(people.actor("Domnul Cluj", "dgaspc_coordinator", county_of_apahida()))
    assert other.get(f"/termene/judete/{SATU_MARE}/").status_code == 403
    assert "Niciun termen depășit" in text(other.get(f"/termene/judete/{county_of_apahida()}/"))


def county_of_apahida() -> int:
    return get_commune(APAHIDA).county_id


def test_the_country_sees_numbers_by_county_and_opens_one(worker: Actor) -> None:
    registered(worker)
    ministry = signed_in(people.actor("Ministerul Bun", "ministry_labour", COUNTRY))
    page = text(ministry.get("/termene/judete/"))
    assert "Satu Mare 1" in page and "Pop Ana" not in page
    assert "Beltiug 1" in text(ministry.get(f"/termene/judete/{SATU_MARE}/"))
    lines = b"".join(ministry.get("/termene/judete/?fisier=csv").streaming_content).decode().splitlines()
    assert "Satu Mare" in lines[1]
    assert "1 într-un județ" in text(ministry.get("/"))


@pytest.fixture
def admin() -> Client:
    return signed_in(people.actor("Administratorul Național", "national_admin", COUNTRY))


def test_periods_stand_with_their_source(admin: Client) -> None:
    page = text(admin.get("/termene/perioade/"))
    assert "SMO-3.1 Evaluarea inițială 72 de ore Ordinul 288/2006, pct. 3, 3.1" in page
    assert "la fiecare 3 luni" in page and "cel puțin 12 luni" in page and "în aceeași zi propunere" in page
    ministry = signed_in(people.actor("Ministerul Bun", "ministry_labour", COUNTRY))
    assert ministry.get("/termene/perioade/").status_code == 200
    assert ministry.get("/termene/perioade/SMO-3-1/").status_code == 403


def period_typed(amount: int = 48, days: int = 1) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    return {
        "amount": str(amount), "from_day_day": str(day.day), "from_day_month": str(day.month),
        "from_day_year": str(day.year), "source": "Ordinul 12/2027, art. 3",
    }  # fmt: skip


def test_a_new_period_is_seen_before_it_is_set(admin: Client, worker: Actor) -> None:
    registered(worker, 60)
    registered(worker, 80)
    confirm = admin.post("/termene/perioade/SMO-3-1/", period_typed(48))["Location"]
    shown = admin.get(confirm)
    page = text(shown)
    assert "72 de ore" in page and "48 de ore" in page and "Satu Mare 2 1 1 0" in page
    sent = {field: shown.context["form"][field].value() for field in ("amount", "from_day", "source", "seen")}
    sent["from_day"] = sent["from_day"].isoformat()
    assert admin.post(confirm, sent)["Location"] == "/termene/perioade/"
    page = text(admin.get("/termene/perioade/"))
    assert "de la" in page and "48 de ore" in page
    again = admin.post(confirm, {**sent, "command_id": str(new_id())})
    assert again.status_code == 409 and "s-a schimbat între timp" in text(again)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (period_typed(48, 0), "cel mai devreme de mâine"),
        (period_typed(9999), "Scrieți un număr de la 0 la 720."),
        ({**period_typed(), "source": ""}, "Scrieți actul normativ și articolul."),
        (period_typed(48, 4000), "cel târziu"),
    ],
)
def test_what_was_typed_stays_when_a_period_is_refused(admin: Client, typed: dict[str, str], says: str) -> None:
    refused = admin.post("/termene/perioade/SMO-3-1/", typed)
    assert refused.status_code == 422 and says in text(refused)
    assert typed["amount"] in refused.content.decode()


def test_addresses_that_lead_nowhere(admin: Client) -> None:
    assert admin.get("/termene/perioade/SMO-99/").status_code == 404
    assert admin.get("/termene/perioade/SMO-3-5/").status_code == 404, "a gate has no period"
    assert admin.get("/termene/perioade/SMO-3-1/hotarare/").status_code == 302
    assert admin.get("/termene/judete/1/").status_code == 404


def test_notifications_are_read(client: Client, worker: Actor, head: Actor) -> None:
    assert "Nicio înștiințare" in text(client.get("/instiintari/"))
    case_id = registered(worker, 100)
    assert jobs.tell_now(timezone.now()) == 2
    page = client.get("/instiintari/")
    assert "Cazul 12/2026: Evaluarea inițială" in text(page) and "Nouă" in text(page)
    assert f"/cazuri/{case_id}/" in page.content.decode() and "Pop Ana" not in text(page)
    ids = [str(each) for each in page.context["unread"]]
    stranger = signed_in(head)
    stranger.post("/instiintari/", {"id": [*ids, "ceva"]})
    assert "Nouă" in text(client.get("/instiintari/")), "one reads only one's own"
    assert client.post("/instiintari/", {"id": ids}).status_code == 302
    assert "Citită" in text(client.get("/instiintari/"))


def decided_upon(worker: Actor) -> None:
    """A case whose report waits for the head."""
    now, command_id = timezone.now(), new_id()
    facts = [fact("RegisterNotice", now - timedelta(hours=80)), fact("WriteInitialReport", now - timedelta(hours=70))]
    dossier = Dossier(new_id(), facts[0].at, "child", False, tuple(facts))
    HANDED[command_id] = dossier, Circle(dossier.case_id, False, None, "12/2026 Pop Ana"), {}
    applied(worker, ActInCaseOfTests, id=command_id, recorded_at=now, received_at=now)


def test_what_is_the_heads_names_who_it_is(worker: Actor, client: Client) -> None:
    decided_upon(worker)
    assert "Citiți raportul" in text(client.get(TODAY)), "without a head the social workers see what waits"
    first = people.actor("Șefa Bună", "spas_head", BELTIUG)
    assert "Citiți raportul" not in text(client.get(TODAY))
    seen = signed_in(first)
    assert (
        "Citiți raportul" in text(seen.get(TODAY)) and "Șefa Bună" in text(seen.get(TEAM)).split("Citiți raportul")[1]
    )
    people.actor("Al Doilea", "spas_head", BELTIUG)
    assert "oricare dintre șefii SPAS: Al Doilea, Șefa Bună" in text(seen.get(TEAM))
    assert "Al Doilea, Șefa Bună" in text(seen.get("/termene/oameni/"))


@pytest.mark.parametrize(("address", "most"), [(TODAY, 9), (TEAM, 9), ("/termene/oameni/", 9), ("/instiintari/", 9)])
def test_a_page_costs_the_same_however_much_is_due(client: Client, worker: Actor, address: str, most: int) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    registered(worker)
    cost()
    few = cost()
    for number in range(4):
        registered(worker, 80 + number)
    jobs.tell_now(timezone.now())
    assert cost() == few <= most


def test_many_are_paged_by_when_they_are_due(client: Client, worker: Actor, as_owner: AsOwner) -> None:
    first = registered(worker)
    copy_rows(as_owner, first, 60)
    page = client.get(TODAY)
    shown = [line.row.due_at for line in page.context["page"].items]
    assert len(shown) == 25 and shown == sorted(shown)
    following = client.get(f"{TODAY}?dupa={page.context['page'].next}").context["page"]
    assert following.items[0].row.due_at >= shown[-1] and not following.is_first


def copy_rows(as_owner: AsOwner, case_id: UUID, times: int) -> None:
    with as_owner():
        found: list[datetime] = list(Obligation.objects.filter(case_id=case_id).values_list("due_at", flat=True))
        assert found
        connection.cursor().execute(
            "INSERT INTO obligations_obligation SELECT (r).* FROM (SELECT jsonb_populate_record(o,"
            " jsonb_build_object('id', gen_random_uuid(), 'due_at', o.due_at - make_interval(mins => g))) AS r"
            " FROM obligations_obligation o, generate_series(1, %s) g WHERE o.case_id = %s) made",
            [times, case_id],
        )
