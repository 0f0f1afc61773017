"""A new version of the application comes while somebody works: it waits until her data is closed."""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from impreuna.assessment.tests.visiting import publish
from tests.fixtures.cast import new_person
from tests.fixtures.cast import register as registered
from tests.fixtures.places import BELTIUG
from tests.fixtures.teren import Teren, colleague

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]

_UPDATE = "navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => true)"
_UNTIL = "async is => { while (!(await is())) await new Promise(requestAnimationFrame); return true }"
_WAITING = f"({_UNTIL})(async () => (await navigator.serviceWorker.getRegistration()).waiting)"
_CACHES = "caches.keys().then(names => names.filter(name => name.startsWith('teren-')))"
#: Only the page of the newer version says so.
_NEWER = "meta[name=versiune]"


def newer_version(built: Path, folder: Path) -> Path:
    """The built files with another page and its service worker: what an installation with newer files serves."""
    shutil.copytree(built / "field", folder / "field")
    page, worker = folder / "field" / "index.html", folder / "field" / "sw.js"
    before = page.read_bytes()
    after = before.replace(b"<head>", b'<head><meta name="versiune" content="noua">')
    page.write_bytes(after)
    text = worker.read_text(encoding="utf-8")
    version = text.split('VERSION = "', 1)[1].split('"', 1)[0]
    text = text.replace(version, "f" * 12).replace(_integrity(before), _integrity(after))
    worker.write_text(text, encoding="utf-8")
    return folder


def _integrity(content: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def test_a_new_version_waits_for_open_work_and_keeps_what_was_typed(
    tablet: Callable[..., Teren], settings: Any, tmp_path: Path
) -> None:
    publish()
    worker, email = colleague("Ilinca Breban", "social_worker", BELTIUG)
    household = registered(worker, new_person("Țăran", "Ștefania"))
    teren = tablet()
    teren.enrol(worker, email)
    teren.page.reload()  # the first visit has no worker yet to be relieved
    teren.unlock()
    teren.go(f"/gospodarii/{household}/nota")
    note = teren.page.get_by_label("Nota", exact=True)
    note.fill("Bunica ține cheia la vecini")
    before = teren.page.evaluate(_CACHES)
    settings.BUILT_ASSETS = newer_version(settings.BUILT_ASSETS, tmp_path / "newer")
    teren.page.evaluate(_UPDATE)
    teren.page.evaluate(_WAITING)
    expect(note).to_have_value("Bunica ține cheia la vecini")
    assert set(before) < set(teren.page.evaluate(_CACHES))
    teren.switch_off()  # the next start is the new version's: nobody works with the old one any more
    teren.switch_on()
    teren.open()
    expect(teren.page.locator(_NEWER)).to_have_count(1)
    teren.unlock()
    teren.go("/de-hotarat")
    teren.page.get_by_role("link", name="Continuă").click()
    expect(teren.page.get_by_label("Nota", exact=True)).to_have_value("Bunica ține cheia la vecini")


def test_a_new_version_starts_when_somebody_asks_for_it_without_a_network_too(
    tablet: Callable[..., Teren], settings: Any, tmp_path: Path
) -> None:
    publish()
    worker, email = colleague("Ilinca Breban", "social_worker", BELTIUG)
    teren = tablet()
    teren.enrol(worker, email)
    teren.page.reload()  # the first visit has no worker yet to be relieved
    teren.unlock()
    settings.BUILT_ASSETS = newer_version(settings.BUILT_ASSETS, tmp_path / "newer")
    teren.page.evaluate(_UPDATE)
    teren.page.evaluate(_WAITING)
    teren.context.set_offline(True)
    teren.go("/tableta")
    teren.press("Pornește versiunea nouă")
    expect(teren.page.locator(_NEWER)).to_have_count(0)
    teren.press("Redeschide")
    expect(teren.page.locator(_NEWER)).to_have_count(1)
    teren.unlock()
    teren.go("/tableta")
    expect(teren.page.get_by_role("heading", name="Aplicația")).to_be_visible()
    expect(teren.page.get_by_role("button", name="Pornește versiunea nouă")).to_have_count(0)
