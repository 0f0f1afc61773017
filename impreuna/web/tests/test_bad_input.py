"""What nobody means to send: numbers beyond any code, NUL, right-to-left marks, emoji, endless words."""

from urllib.parse import quote

import pytest

from impreuna.kernel.identity import new_id
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db
STRANGE = ["a\x00b@x.example", "\u202eabc@x.example", "😀@x.example", "x" * 5000 + "@x.example"]


@pytest.mark.parametrize("number", ["99999999999999", "9" * 23])
@pytest.mark.parametrize("address", ["/echipa/{}/", "/echipa/{}/invita/", "/jurnal/?loc={}", "/jurnal/?inainte={}"])
def test_a_number_beyond_any_code_is_no_fault(head, admin, address, number):
    for reader in (head, admin):
        assert reader.get(address.format(number)).status_code in (200, 403, 404)


@pytest.mark.parametrize("number", ["99999999999999", "9" * 23])
def test_an_act_in_no_place_is_refused_not_a_fault(head, number):
    assert head.post(f"/echipa/{number}/invitatii/{new_id()}/retrage/").status_code in (302, 404)


@pytest.mark.parametrize("text", STRANGE, ids=["nul", "right to left", "emoji", "endless"])
def test_strange_text_is_answered_by_the_page(client, head, text):
    assert client.post("/cont/login/", {"login": text, "password": text}).status_code == 200
    assert client.post("/cont/password/reset/", {"email": text}).status_code in (200, 302)
    assert client.get(f"/invitatie/{quote(text)}/").status_code == 404
    invited = {"name": text, "email": text, "role": "community_nurse"}
    assert head.post(f"/echipa/{BELTIUG}/invita/", invited).status_code == 200
    assert head.post("/cont/profil/", {"name": text, "seen": text}).status_code == 200
