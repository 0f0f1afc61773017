"""Who acts in a request: one statement, the role chosen, and what happens when it ends meanwhile."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.scope import current
from impreuna.workforce.commands import EndRole
from impreuna.workforce.middleware import CHOSEN
from impreuna.workforce.tests.cast import account, actor, grant
from tests.fixtures.places import BELTIUG, DOBA

pytestmark = pytest.mark.django_db


def user_of(somebody):
    return get_user_model().objects.get(id=somebody.user_id)


def end(assignment_id, by, place=BELTIUG):
    from django.utils import timezone

    command = EndRole(
        id=new_id(), commune_id=place, recorded_at=timezone.now(), assignment_id=assignment_id, reason="a plecat"
    )
    assert execute(command, by).status == "applied"


@pytest.fixture
def at_work(client, worker):
    client.force_login(user_of(worker))
    client.get("/cont/profil/")
    return client


def statements(client):
    """What a request costs before any page: choosing a language draws none and asks nothing of its own."""
    with CaptureQueriesContext(connection) as queries:
        client.post("/limba/", {"language": "ro", "next": "/"})
    return [query["sql"] for query in queries]


def test_one_statement_brings_account_and_roles(at_work):
    found = statements(at_work)
    assert sum("workforce_own_roles" in sql for sql in found) == 1
    assert sum("workforce_user" in sql for sql in found) == 1
    # The session, the account with its roles, the scope told and taken back.
    assert len(found) == 4, found


def test_a_county_costs_as_many_statements_as_a_commune(client, coordinator):
    client.force_login(user_of(coordinator))
    answer = client.get("/cont/profil/")
    assert answer.wsgi_request.actor.scope.commune_ids >= {BELTIUG, DOBA}
    assert len(statements(client)) == 4


def test_nobody_signed_in_costs_nothing(client, db):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/despre/")
    assert answer.wsgi_request.actor is None
    assert len(queries) == 0


def test_the_scope_is_taken_back_after_the_request(at_work):
    at_work.get("/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('impreuna.communes', true), current_setting('impreuna.user', true)")
        assert cursor.fetchone() == ("", "")
    assert current() is None


def test_the_head_of_the_page_says_role_and_place(at_work):
    page = at_work.get("/cont/profil/").content.decode()
    assert "Primăria comunei Beltiug · județul Satu Mare" in page
    assert "asistent social" in page


def test_without_a_role_one_is_told_whom_to_ask(client):
    client.force_login(account("Fără Rol"))
    answer = client.get("/")
    assert answer.status_code == 403
    assert "Acum nu aveți un rol activ" in answer.content.decode()


def test_a_closed_account_is_signed_out(at_work, worker):
    get_user_model().objects.filter(id=worker.user_id).update(is_active=False)
    assert at_work.get("/").status_code == 302


def test_a_changed_password_signs_out_elsewhere(at_work, worker):
    user = user_of(worker)
    user.set_password("alta parolă, destul de lungă")
    user.save()
    assert at_work.get("/").status_code == 302


def test_switching_is_explicit_and_stays(at_work, worker):
    second = grant(user_of(worker), "social_worker", DOBA)
    page = at_work.get("/rol/").content.decode()
    assert "Primăria comunei Doba" in page and "Schimbă rolul" in page
    assert at_work.post("/rol/", {"assignment": str(second)}).status_code == 302
    assert at_work.get("/").wsgi_request.actor.scope.place_id == DOBA
    assert at_work.session[CHOSEN] == str(second)


def test_nobody_switches_to_a_role_of_somebody_else(at_work, stranger):
    answer = at_work.post("/rol/", {"assignment": str(stranger.assignment_id)})
    assert "Rolul ales nu mai este activ" in answer.content.decode()
    assert at_work.get("/").wsgi_request.actor.scope.place_id == BELTIUG


def test_reading_goes_on_in_another_role_and_says_so(at_work, worker, head):
    grant(user_of(worker), "social_worker", DOBA)
    end(worker.assignment_id, head)
    page = at_work.get("/")
    assert page.wsgi_request.actor.scope.place_id == DOBA
    assert "Rolul în care lucrați s-a încheiat. De acum lucrați ca asistent social" in page.content.decode()
    assert "s-a încheiat" not in at_work.get("/").content.decode()


def test_a_form_for_an_ended_role_is_not_carried_out_in_another_but_shown_back(at_work, worker, head):
    grant(user_of(worker), "social_worker", DOBA)
    end(worker.assignment_id, head)
    answer = at_work.post("/cont/profil/", {"name": "Ilinca Breban-Pop", "seen": "Ilinca Breban"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Nu s-a salvat nimic" in page
    assert "Numele și prenumele" in page and "Ilinca Breban-Pop" in page
    assert user_of(worker).name == "Ilinca Breban"


def test_a_form_after_the_only_role_ended_is_shown_back(at_work, worker, head):
    end(worker.assignment_id, head)
    answer = at_work.post("/cont/profil/", {"name": "Ilinca Breban-Pop", "seen": "Ilinca Breban"})
    assert answer.status_code == 403
    assert "Ilinca Breban-Pop" in answer.content.decode()
    assert "Nu aveți un rol activ" in answer.content.decode()


def test_a_form_after_the_session_ended_is_shown_back_without_secrets(client, db):
    typed = {"name": "Ana Lup", "birth_date_day": "3", "birth_date_month": "4", "password1": "secret", "csrf": "x"}
    answer = client.post("/cont/profil/", typed)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Ana Lup" in page and "3 4" in page
    assert "secret" not in page
    assert "Intrați în cont" in page


def test_two_people_never_share_a_scope(client, worker, stranger):
    for somebody, place in ((worker, BELTIUG), (stranger, DOBA), (worker, BELTIUG)):
        client.force_login(user_of(somebody))
        assert client.get("/").wsgi_request.actor.scope.place_id == place


def test_an_actor_of_another_county_has_other_communes(client):
    one = actor("Alt Coordonator", "dgaspc_coordinator", 127)
    client.force_login(user_of(one))
    assert BELTIUG not in client.get("/").wsgi_request.actor.scope.commune_ids
