"""In a stranger's hands: a tablet that is covered, closed, put out of use, or taken apart tells nothing."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import expect

from impreuna.assessment.tests.visiting import publish
from impreuna.kernel.actor import Actor
from impreuna.sync.commands import RevokeDevice
from tests.fixtures.cast import applied, new_person
from tests.fixtures.cast import register as registered
from tests.fixtures.database import AsOwner
from tests.fixtures.line import Line
from tests.fixtures.places import BELTIUG
from tests.fixtures.teren import Teren, colleague

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]

#: Of a family, and of what a professional wrote.
SECRETS = ("Țăranu-Zbârcea", "Ștefănița-Azalea", "Ulița Gâștelor", "0740 123 456", "Bunica ține cheia la vecini")

_EVERYTHING = """async () => {
  const said = [location.href, document.title, JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  const plain = value => {
    if (value instanceof ArrayBuffer) return plain(new Uint8Array(value));
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return [new TextDecoder().decode(bytes), new TextDecoder('utf-16le').decode(bytes)].join(' ');
    }
    if (value instanceof CryptoKey) return `key extractable=${value.extractable}`;
    if (value && typeof value === 'object') return Object.entries(value).map(([k, v]) => `${k} ${plain(v)}`).join(' ');
    return String(value);
  };
  for (const {name} of await indexedDB.databases()) {
    const db = await new Promise((done, failed) => {
      const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); asked.onerror = failed;
    });
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([all.getAllKeys(), all.getAll()].map(asked => new Promise(done => {
        asked.onsuccess = () => done(asked.result);
      })));
      said.push(name, store, plain(keys), plain(values));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      said.push(request.url);
      if (request.url.includes('/api/')) said.push(await (await cache.match(request)).text());
    }
  }
  return said.join('\\n');
}"""


def forms_of(secret: str) -> list[bytes]:
    """How a text may stand in a file."""
    return [
        secret.encode(), secret.encode("utf-16le"), secret.encode("latin-1", "ignore"),
        base64.b64encode(secret.encode())[:-4],
    ]  # fmt: skip


def files_of(profile: Path) -> Iterator[tuple[Path, bytes]]:
    """Everything that the browser wrote."""
    for path in profile.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes()


def enrolled(tablet: Callable[..., Teren]) -> tuple[Teren, Actor, Any]:
    """A tablet with a family whose telephone was typed on it and not sent."""
    publish()
    worker, email = colleague("Ilinca Breban", "social_worker", BELTIUG)
    household = registered(worker, new_person(SECRETS[0], SECRETS[1]), street=SECRETS[2], number="7")
    teren = tablet()
    teren.enrol(worker, email)
    return teren, worker, household


def write_note(teren: Teren, household: object) -> None:
    """A note that stays on the tablet."""
    teren.go(f"/gospodarii/{household}/nota")
    teren.page.get_by_label("Despre ce este nota").select_option("household")
    teren.page.get_by_label("Nota", exact=True).fill(SECRETS[4])
    teren.press("Păstrează nota")
    teren.expect_unsent("1 netrimisă")


def test_nothing_on_the_disk_can_be_read(tablet: Callable[..., Teren], line: Line) -> None:
    teren, _worker, household = enrolled(tablet)
    line.cut()
    write_note(teren, household)
    teren.go(f"/gospodarii/{household}/corecteaza")
    teren.page.get_by_label("Telefon").fill(SECRETS[3])
    teren.press("Păstrează corecturile")
    teren.expect_unsent("2 netrimise")
    teren.go("/")
    everything = teren.page.evaluate(_EVERYTHING)
    assert "extractable=true" not in everything
    assert [secret for secret in SECRETS if secret in everything] == []
    assert teren.passphrase not in everything
    teren.switch_off()
    found = [
        (secret, str(path.relative_to(teren.profile)))
        for path, content in files_of(teren.profile)
        for secret in (*SECRETS, teren.passphrase)
        if any(form in content for form in forms_of(secret) if len(form) > 4)
    ]
    assert found == []


def test_a_covered_screen_asks_for_six_digits_and_closes_after_five_wrong_ones(tablet: Callable[..., Teren]) -> None:
    teren, _worker, household = enrolled(tablet)
    page = teren.page
    teren.go("/tableta")
    page.get_by_role("button", name="Pune un PIN").click()
    for _twice in range(2):
        page.keyboard.type("482913")
    expect(page.get_by_role("group")).to_have_count(0)
    teren.go(f"/gospodarii/{household}/nota")
    page.get_by_label("Nota", exact=True).fill(SECRETS[4])
    teren.press("Blochează")
    expect(page.get_by_text("Ecranul este blocat")).to_be_visible()
    expect(page.get_by_text(SECRETS[0]).first).to_be_hidden()
    page.keyboard.type("482913")
    expect(page.get_by_label("Nota", exact=True)).to_have_value(SECRETS[4])
    teren.press("Blochează")
    for left in ("4", "3", "2", "o"):
        page.keyboard.type("000000")
        expect(page.get_by_text("PIN-ul nu este bun")).to_be_visible()
        del left
    page.keyboard.type("000000")
    expect(page.get_by_text("Ecranul este blocat")).to_be_hidden()
    teren.unlock()
    teren.go("/de-hotarat")
    page.get_by_role("link", name="Continuă").click()
    expect(page.get_by_label("Nota", exact=True)).to_have_value(SECRETS[4])
    teren.press("Blochează")  # the PIN was set once: it is there after the passphrase, too
    expect(page.get_by_text("Ecranul este blocat")).to_be_visible()
    page.keyboard.type("482913")
    expect(page.get_by_label("Nota", exact=True)).to_have_value(SECRETS[4])


def test_a_tablet_put_out_of_use_hands_over_and_forgets(
    tablet: Callable[..., Teren], line: Line, as_owner: AsOwner
) -> None:
    teren, worker, household = enrolled(tablet)
    line.cut()
    write_note(teren, household)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM sync_device")
        (device,) = cursor.fetchone() or (None,)
    applied(worker, RevokeDevice, device_id=device, reason="pierdută în autobuz")
    line.mend()
    teren.press("Trimite acum")
    expect(teren.page.get_by_role("button", name="Pregătește tableta pentru mine")).to_be_visible()
    databases = teren.page.evaluate("indexedDB.databases().then(all => all.map(({name}) => name))")
    assert [name for name in databases if name != "impreuna"] == []
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT what, kind, settled_at FROM sync_held")
        assert cursor.fetchall() == [("command", "WriteNote", None)]
