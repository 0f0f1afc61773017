"""Catalogues of the other languages: collected from the sources, compiled, and checked for gaps.

Romanian is the language of the sources: the text in the code is what users read. English and Hungarian
have a catalogue in each room. Romanian has one too where a room counts things, because it has three
plural forms ("o vizită, două vizite, 20 de vizite") and the code can write two.

Needs neither Django's settings nor the gettext programs. As a program it compiles what is out of date.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

ROOMS_FOLDER = Path(__file__).resolve().parents[1]
PLURALS = {
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);",
    "en": "nplurals=2; plural=(n != 1);",
    "hu": "nplurals=2; plural=(n != 1);",
}
#: Rooms whose pages anybody can open; their Hungarian catalogue must have no gap.
PUBLIC_ROOMS = frozenset({"ui", "web"})
_KEYWORDS: dict[str, object] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True, order=True)
class Message:
    """One text of the sources. `plural` is empty where nothing is counted."""

    file: str
    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text


def rooms() -> list[Path]:
    return sorted(path.parent for path in ROOMS_FOLDER.glob("*/__init__.py"))


def collect(room: Path) -> list[Message]:
    """The texts of a room, ordered by file; each once, with the first file that has it."""
    found: dict[tuple[str, str], Message] = {}
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
        if {"tests", "migrations", "node_modules"} & set(path.relative_to(room).parts):
            continue
        if path.suffix != ".py" and "templates" not in path.parts and "components" not in path.parts:
            continue
        for message in _collect_file(path, room):
            if message.key not in found or (message.plural and not found[message.key].plural):
                found[message.key] = message
    return sorted(found.values())


def _collect_file(path: Path, room: Path) -> Iterator[Message]:
    from babel.messages.extract import extract

    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = _as_python(source)
    file = str(path.relative_to(room))
    stream = io.BytesIO(source.encode())
    for _line, texts, _comments, context in extract("python", stream, _KEYWORDS, options={"encoding": "utf-8"}):  # type: ignore[arg-type]
        given = (texts,) if isinstance(texts, str) else texts
        if given and given[0]:
            yield Message(file, given[0], given[1] if len(given) > 1 and given[1] else "", context or "")


def _as_python(template: str) -> str:
    """Django turns a template into something that looks like Python, but for the indentation."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    return "\n".join(line.lstrip() for line in templatize(template).splitlines())


def catalogue_path(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def wanted(messages: list[Message], language: str) -> list[Message]:
    """Romanian needs only what is counted."""
    return [m for m in messages if m.plural] if language == "ro" else messages


def merge(messages: list[Message], language: str, path: Path) -> polib.POFile:
    """The catalogue with exactly these messages, keeping what has been translated already."""
    before = {(e.msgctxt or "", e.msgid): e for e in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for message in wanted(messages, language):
        entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None, occurrences=[(message.file, "")])
        old = before.get(message.key)
        if message.plural:
            entry.msgid_plural = message.plural
            forms = range(int(PLURALS[language].split("nplurals=")[1][0]))
            entry.msgstr_plural = {n: (old.msgstr_plural.get(n, "") if old else "") for n in forms}
        elif old:
            entry.msgstr = old.msgstr
        if "%(" in message.text:
            entry.flags = ["python-format"]
        catalogue.append(entry)
    return catalogue


def write(room: Path, messages: list[Message]) -> dict[str, int]:
    """Bring the room's catalogues up to date. Answers the number of gaps in each language."""
    gaps = {}
    for language in PLURALS:
        path = catalogue_path(room, language)
        catalogue = merge(messages, language, path)
        if len(catalogue):
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(path))
        elif path.exists():
            path.unlink()
        gaps[language] = len(catalogue.untranslated_entries())
    return gaps


def complaints() -> list[str]:
    """What `impreuna messages --check` says: stale catalogues, and gaps where there may be none."""
    found = []
    for room in rooms():
        messages = collect(room)
        for language in PLURALS:
            path = catalogue_path(room, language)
            known = {(e.msgctxt or "", e.msgid) for e in polib.pofile(str(path))} if path.exists() else set()
            missing = {m.key for m in wanted(messages, language)} ^ known
            if missing:
                example = sorted(text for _, text in missing)[0]
                found.append(f"{room.name}/{language}: {len(missing)} necules(e), de ex. „{example[:60]}”")
            if language != "hu" or room.name in PUBLIC_ROOMS:
                entries = polib.pofile(str(path)).untranslated_entries() if path.exists() else []
                found += [f"{room.name}/{language}: fără traducere: „{e.msgid[:60]}”" for e in entries[:5]]
                found += [f"{room.name}/{language}: … și încă {len(entries) - 5}"] if len(entries) > 5 else []
            found += _broken_placeholders(path)
    return found


def _broken_placeholders(path: Path) -> list[str]:
    """A translation that drops or invents a `%(name)s` fails when the page is drawn."""
    import re

    if not path.exists():
        return []
    names = re.compile(r"%\((\w+)\)[sd]|{(\w+)}")
    found = []
    for entry in polib.pofile(str(path)):
        given = set(names.findall(entry.msgid + (entry.msgid_plural or "")))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and not set(names.findall(text)) <= given:
                found.append(f"{path.parts[-5]}/{path.parts[-3]}: alte nume în acolade decât în „{entry.msgid[:60]}”")
    return found


def compile_stale() -> int:
    """Compile every catalogue that is newer than its compiled form. Answers how many were."""
    compiled = 0
    for path in ROOMS_FOLDER.glob("*/locale/*/LC_MESSAGES/*.po"):
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            fresh = target.with_suffix(".mo.new")
            polib.pofile(str(path)).save_as_mofile(str(fresh))
            fresh.replace(target)
            compiled += 1
    return compiled


if __name__ == "__main__":
    compile_stale()
