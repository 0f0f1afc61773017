"""The tablet application's own files: complete, never stale, and allowed to do only what it must."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_page_may_load_only_what_is_ours(client: Client) -> None:
    answer = client.get("/teren/")
    policy = answer["Content-Security-Policy"]
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-cache"
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert "sesiune" not in answer.cookies


def test_without_the_slash_one_is_led_to_the_page(client: Client) -> None:
    assert client.get("/teren")["Location"] == "/teren/"


def test_the_manifest_lets_android_install_it(client: Client) -> None:
    manifest = client.get("/teren/manifest.webmanifest").json()
    assert manifest["start_url"] == manifest["scope"] == "/teren/"
    assert manifest["display"] == "standalone"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


def test_the_service_worker_keeps_files_that_are_there_and_whole(client: Client) -> None:
    """A start without a network needs each of them; a wrong digest would keep the version from being installed."""
    answer = client.get("/teren/sw.js")
    assert answer["Cache-Control"] == "no-cache"
    files = json.loads(re.search(r"const FILES = (\[.*\]);", answer.content.decode())[1])  # type: ignore[index]
    assert "/teren/" in {file["url"] for file in files}
    for file in files:
        if file["url"] == "/teren/":
            content = client.get("/teren/").content
        else:
            path = finders.find(file["url"].removeprefix("/static/"))
            assert path, file["url"]
            content = Path(path).read_bytes()
        assert file["integrity"] == "sha256-" + b64encode(sha256(content).digest()).decode(), file["url"]


def test_every_file_of_the_page_is_kept(client: Client) -> None:
    page = client.get("/teren/").content.decode()
    kept = client.get("/teren/sw.js").content.decode()
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        assert f'"{address}"' in kept
