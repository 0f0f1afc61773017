"""A preview in words: "Cu valoarea nouă, încă 37 de gospodării în Satu Mare ar fi găsite …; 5 nu ar mai fi."."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from impreuna.monitoring.preview.counting import codes_of
from impreuna.monitoring.preview.keeping import Change, Preview
from impreuna.monitoring.preview.rules import Effect, sum_of
from impreuna.monitoring.rules.showing import SMALL
from impreuna.nomenclature.commands import installed_lists
from impreuna.nomenclature.queries import current_edition
from impreuna.nomenclature.rules.content import Vulnerability
from impreuna.territory.queries import list_counties
from impreuna.ui.wording import counted


@dataclass(frozen=True, slots=True)
class CountyRow:
    """A county's counts, as words: a number, or "sub 5"."""

    name: str
    gained: str
    lost: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What would change of one vulnerability: a sentence on the country, a row for each county concerned."""

    code: str
    text: str
    sentence: str
    rows: tuple[CountyRow, ...]


def shown(preview: Preview) -> list[Shown]:
    """The result of a preview that is done, by vulnerability; those that nothing changes for are left out."""
    entries, counties = _entries(preview.change), {one.siruta: one.name for one in list_counties()}
    found = []
    for code in preview.codes:
        rows = tuple(
            CountyRow(counties[county], _number(effects[code].gained), _number(effects[code].lost))
            for county, effects in preview.effects.items()
            if code in effects
        )
        if rows and (entry := entries.get(code)):
            total, held = sum_of(preview.effects, code)
            found.append(Shown(code, _text(entry), _sentence(entry, total, held, rows), rows))
    return found


def _entries(change: Change) -> dict[str, Vulnerability]:
    entries = dict(current_edition().vulnerabilities)
    content = installed_lists().content if change.digest else None
    return entries | ({entry.code: entry for entry in content.vulnerabilities} if content else {})


def _text(entry: Vulnerability) -> str:
    return entry.text.say(get_language() or "ro")


def _number(count: int) -> str:
    return _("sub {n}").format(n=SMALL) if count < 0 else str(count)


def _sentence(entry: Vulnerability, total: Effect, held: Effect, rows: tuple[CountyRow, ...]) -> str:
    said = {
        "place": _("În {county}").format(county=rows[0].name) if len(rows) == 1 else _("În țară"),
        "gained": _subjects(entry, total.gained, held.gained),
        "lost": _subjects(entry, total.lost, held.lost),
        "what": _text(entry),
    }
    if not total.lost and not held.lost:
        return _("{place}, încă {gained} ar fi găsite cu „{what}”.").format(**said)
    if not total.gained and not held.gained:
        return _("{place}, {lost} nu ar mai fi găsite cu „{what}”.").format(**said)
    return _("{place}, încă {gained} ar fi găsite cu „{what}”; {lost} nu ar mai fi.").format(**said)


def _subjects(entry: Vulnerability, n: int, held: int) -> str:
    """ "37 de gospodării", "cel puțin 12 persoane", "sub 5 gospodării"."""
    if entry.subject == "person":
        said = counted(n, _("o persoană"), _("{n} persoane"), _("{n} de persoane"))
        few = _("sub 5 persoane")
    else:
        said = counted(n, _("o gospodărie"), _("{n} gospodării"), _("{n} de gospodării"))
        few = _("sub 5 gospodării")
    if not held:
        return said
    return _("cel puțin {said}").format(said=said) if n else few if held == 1 else _("câteva")


def counted_on(preview: Preview) -> str:
    """On which answers a preview was counted: "6 gospodării dintr-o comună"."""
    n, places = preview.households, preview.communes
    homes = counted(n, _("unei gospodării"), _("a {n} gospodării"), _("a {n} de gospodării"))
    communes = counted(places, _("dintr-o comună"), _("din {n} comune"), _("din {n} de comune"))
    return f"{homes} {communes}"


def concerned(change: Change) -> list[Any]:
    """The vulnerabilities that the change may concern, as entries of the lists."""
    entries = _entries(change)
    return [entries[code] for code in codes_of(change) if code in entries]
