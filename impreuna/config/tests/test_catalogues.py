"""Texts are found where they are written, translations are kept, gaps are named."""

from pathlib import Path

import polib
import pytest

from impreuna.config import catalogues


@pytest.fixture
def room(tmp_path: Path) -> Path:
    folder = tmp_path / "registry"
    (folder / "templates" / "registry").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "views.py").write_text(
        'from x import gettext as _, ngettext, pgettext\n_("Gospodărie")\n'
        'ngettext("%(n)d vizită", "%(n)d vizite", 2)\npgettext("lună", "Mai")\n'
    )
    (folder / "tests" / "test_views.py").write_text('_("Numai în teste")\n')
    (folder / "templates" / "registry" / "a.html").write_text(
        '{% load i18n %}\n  <p title="{% translate "Adresă" %}">\n    {% blocktranslate trimmed with n=name %}\n'
        "      Bună,\n      {{ n }}\n    {% endblocktranslate %}\n {% blocktranslate count counter=k %}o fișă"
        "{% plural %}{{ counter }} fișe{% endblocktranslate %}\n"
    )
    return folder


def texts(room: Path) -> set[str]:
    return {message.text for message in catalogues.collect(room)}


def test_texts_of_code_and_templates_are_found(room: Path):
    assert texts(room) == {"Gospodărie", "%(n)d vizită", "Mai", "Adresă", "Bună, %(n)s", "o fișă"}


def test_a_translation_is_kept_and_a_lost_text_goes(room: Path):
    messages = catalogues.collect(room)
    assert catalogues.write(room, messages) == {"ro": 2, "en": 6, "hu": 6}
    path = catalogues.catalogue_path(room, "en")
    english = polib.pofile(str(path))
    english.find("Gospodărie").msgstr = "Household"
    english.save(str(path))
    (room / "templates" / "registry" / "a.html").unlink()
    assert catalogues.write(room, catalogues.collect(room)) == {"ro": 1, "en": 2, "hu": 3}
    again = polib.pofile(str(path))
    assert again.find("Gospodărie").msgstr == "Household"
    assert again.find("Adresă") is None


def test_romanian_has_a_catalogue_only_for_what_is_counted(room: Path):
    catalogues.write(room, catalogues.collect(room))
    romanian = polib.pofile(str(catalogues.catalogue_path(room, "ro")))
    assert {entry.msgid for entry in romanian} == {"%(n)d vizită", "o fișă"}
    assert len(romanian[0].msgstr_plural) == 3


def complaints(room: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(catalogues, "rooms", lambda: [room])
    return "\n".join(catalogues.complaints())


def test_stale_catalogues_gaps_and_broken_names_are_named(room: Path, monkeypatch: pytest.MonkeyPatch):
    assert "registry/en: 6 necules(e)" in complaints(room, monkeypatch)
    catalogues.write(room, catalogues.collect(room))
    assert "registry/en: fără traducere: „Adresă”" in complaints(room, monkeypatch)
    assert "registry/hu: fără traducere" not in complaints(room, monkeypatch)  # no public page in this room
    path = catalogues.catalogue_path(room, "hu")
    hungarian = polib.pofile(str(path))
    hungarian.find("Bună, %(n)s").msgstr = "Jó napot, %(nev)s"
    hungarian.save(str(path))
    assert "registry/hu: alte nume" in complaints(room, monkeypatch)


def test_stale_catalogues_are_compiled_once(room: Path, monkeypatch: pytest.MonkeyPatch):
    catalogues.write(room, catalogues.collect(room))
    monkeypatch.setattr(catalogues, "ROOMS_FOLDER", room.parent)
    assert catalogues.compile_stale() == 3
    assert catalogues.compile_stale() == 0
