"""The national administrator imports the population; a social worker of Beltiug then reads it, and cannot import."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from impreuna.workforce.tests import cast
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db

POPULATION = b"siruta,rpl2021_total,rpl2021_0_4\n136964,3021,150\n"
IMPORTS = "/teritoriu/importuri/"


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def browser_of(actor, **options):
    client = Client(**options)
    client.force_login(get_user_model().objects.get(id=actor.user_id))
    return client


def form(content: bytes = POPULATION, **more: str) -> dict:
    return {
        "subject": "population",
        "source": "INS",
        "edition_date_day": "1",
        "edition_date_month": "12",
        "edition_date_year": "2021",
        "file": SimpleUploadedFile("populatie.csv", content),
        **more,
    }


def hidden_fields(answer) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode())
    return {name: unescape(value) for name, value in found}


def test_from_the_file_to_the_page_of_the_commune():
    # Given the administrator and a file of the statistical institute
    admin = browser_of(cast.actor("Radu Ivan", "national_admin", 0))
    # when the file is uploaded, its verdicts read and agreed to
    preview = admin.post(IMPORTS, form())
    page = admin.get(preview["Location"])
    assert "Se adaugă" in page.content.decode()
    done = admin.post(preview["Location"], hidden_fields(page), follow=True)
    assert "Importul s-a încheiat" in done.content.decode()
    # then a social worker reads the number on the commune's page
    worker = browser_of(cast.social_worker())
    assert "3.021 de locuitori" in worker.get(f"/teritoriu/comuna/{BELTIUG}/").content.decode()


def test_a_social_worker_cannot_import():
    worker = browser_of(cast.social_worker())
    assert worker.get(IMPORTS).status_code == 403
    assert worker.post(IMPORTS, form()).status_code == 403


def test_an_upload_needs_the_token_of_its_page():
    admin = browser_of(cast.actor("Radu Ivan", "national_admin", 0), enforce_csrf_checks=True)
    assert admin.post(IMPORTS, form()).status_code == 403
    token = hidden_fields(admin.get(IMPORTS))["csrfmiddlewaretoken"]
    assert admin.post(IMPORTS, form(csrfmiddlewaretoken=token)).status_code == 302


def test_a_hundred_megabytes_are_turned_away_and_what_was_typed_stays(tmp_path):
    admin = browser_of(cast.actor("Radu Ivan", "national_admin", 0))
    answer = admin.post(IMPORTS, form(b"x" * (100 * 1024 * 1024)))
    text = answer.content.decode()
    assert answer.status_code == 413
    assert "se primesc cel mult 24 MB" in text
    assert 'value="INS"' in text
    assert not list(tmp_path.iterdir())
