"""What an import would do, row by row, before anybody lets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from impreuna.kernel.result import _, add_reasons, explain

Subject = Literal["siruta", "population", "boundaries", "risk-index"]
SUBJECTS: tuple[Subject, ...] = ("siruta", "population", "boundaries", "risk-index")
What = Literal["refused", "ended", "added", "changed", "unchanged"]
#: In the order in which somebody who checks an import wishes to read them.
WHATS: tuple[What, ...] = ("refused", "ended", "added", "changed", "unchanged")

#: The largest file that an import reads. The national files known today stay below 6 MB.
LARGEST_FILE = 24 * 1024 * 1024

add_reasons(
    {
        # the file as a whole
        "file_too_large": _("Fișierul are {size} MB; se primesc cel mult {limit} MB. Verificați că ați ales fișierul bun."),
        "file_empty": _("Fișierul este gol."),
        "file_is_spreadsheet": _("Fișierul este un document Excel sau o arhivă. Salvați-l din Excel ca „CSV UTF-8” și încărcați acel fișier."),
        "file_is_binary": _("Fișierul nu este un text. Se așteaptă {expected}."),
        "encoding_unknown": _("Literele fișierului nu se pot citi: nu este UTF-8, iar ca Windows-1250 are semne care nu apar în nume românești (primul: rândul {line}). Salvați-l ca „CSV UTF-8”."),
        "columns_missing": _("Din fișier lipsesc coloanele: {columns}. Are coloanele: {found}."),
        "column_twice": _("Coloana {columns} apare de două ori."),
        "no_rows": _("Fișierul are numai capul de tabel, fără niciun rând."),
        "not_json": _("Fișierul nu este GeoJSON sau TopoJSON valid: {problem} (rândul {line})."),
        "not_geography": _("Fișierul este JSON, dar nu GeoJSON (FeatureCollection) sau TopoJSON (Topology)."),
        "no_communes_in_file": _("Niciun contur din fișier nu poartă codul SIRUTA al unei localități. Codul se caută în „siruta”, „natcode”, „SIRUTA” sau în id."),
        "projected_coordinates": _("Coordonatele nu sunt grade de longitudine și latitudine (de exemplu {example}). Transformați fișierul din Stereo 70 în WGS 84."),
        "list_incomplete": _("În fișier lipsesc {missing} din cele {known} de coduri cunoscute: pare doar o parte a listei. O ediție nouă cuprinde toată țara."),
        "territory_not_loaded": _("Nomenclatorul SIRUTA nu este încărcat încă. Rulați „impreuna load”."),
        "file_not_kept": _("Fișierul nu mai este pe server. Încărcați-l din nou."),
        "file_refused": _("Fișierul are {count} rânduri refuzate, deci nu s-a schimbat nimic. Primul: rândul {line}: {problem}"),
        # one row
        "columns_too_few": _("Rândul are {count} câmpuri în loc de {expected}."),
        "siruta_missing": _("Lipsește codul SIRUTA."),
        "siruta_malformed": _("„{value}” nu este un cod SIRUTA."),
        "siruta_unknown": _("Codul SIRUTA {value} nu este al unei comune, al unui oraș sau municipiu."),
        "siruta_twice": _("Codul SIRUTA {value} apare și la rândul {line}."),
        "cell_number_malformed": _("Coloana {column}: „{value}” nu este un număr."),
        "cell_number_negative": _("Coloana {column}: {value} este negativ."),
        "bands_exceed_total": _("Suma grupelor de vârstă ({sum}) trece de total ({total})."),
        "cell_year_malformed": _("„{value}” nu este un an."),
        "component_unknown": _("Componenta „{value}” nu există. Sunt: {known}."),
        "component_source_missing": _("Lipsește sursa datelor."),
        "parent_unknown": _("Codul superior {value} nu este în fișier pe treapta cuvenită."),
        "place_type_unknown": _("Tipul {value} nu există pe treapta {level}."),
        "county_unknown": _("Județul cu numărul {value} nu există."),
        "place_name_missing": _("Lipsește denumirea."),
        "level_changed": _("Codul {value} este cunoscut pe altă treaptă a nomenclatorului."),
        "geometry_unknown": _("Conturul este „{value}”; se așteaptă Polygon sau MultiPolygon."),
        "geometry_broken": _("Conturul nu se închide sau are sub patru puncte."),
        "geometry_abroad": _("Conturul este în afara României."),
        # remarks
        "columns_ignored": _("Coloane care nu se folosesc: {columns}."),
        "read_as_cp1250": _("Fișierul a fost citit ca Windows-1250, iar sedilele au devenit virgule. Verificați câteva nume."),
        "shapes_ignored": _("{count} contururi nu sunt ale unor localități (de pildă județe) și nu se folosesc."),
    }
)


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of the catalogue with its facts, about a whole file."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, translate: Any = None) -> str:
        """The sentence, through `translate` when given."""
        return explain(self.code, dict(self.facts), translate)


class FileRefused(Exception):
    """The file cannot be read at all; `remark` says why."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.remark = Remark(code, facts)


class RowRefused(Exception):
    """One row cannot be used; `remark` says why."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.remark = Remark(code, facts)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row: what stands today, and what the file says."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What would become of one row. `line` is its place in the file, 0 for what the file no longer has."""

    line: int
    siruta: int | None
    name: str
    what: What
    changes: tuple[FieldChange, ...] = ()
    why: Remark | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The verdicts over a file, and the records that would be written. `trouble`: the file cannot be used at all."""

    subject: Subject
    digest: str
    verdicts: tuple[RowVerdict, ...] = ()
    #: What would be written: records of the subject's own type, for rows added, changed or ended.
    writes: tuple[Any, ...] = ()
    remarks: tuple[Remark, ...] = ()
    trouble: Remark | None = None

    @property
    def counts(self) -> dict[What, int]:
        """How many rows of each verdict, in the order of `WHATS`, without the empty ones."""
        counted = Counter(verdict.what for verdict in self.verdicts)
        return {what: counted[what] for what in WHATS if counted[what]}

    @property
    def is_acceptable(self) -> bool:
        """All or nothing: one refused row refuses the file."""
        return self.trouble is None and "refused" not in self.counts

    @property
    def changes_nothing(self) -> bool:
        """Whether the file says what is known already."""
        return self.is_acceptable and not self.writes

    def of(self, what: str | None) -> list[RowVerdict]:
        """The verdicts of one sort, or all, with those that need attention first."""
        if what in WHATS:
            return [verdict for verdict in self.verdicts if verdict.what == what]
        return sorted(self.verdicts, key=lambda verdict: WHATS.index(verdict.what))

    @property
    def refusal(self) -> Remark | None:
        """Why the whole import is refused, or None."""
        if self.trouble is not None:
            return self.trouble
        refused = [verdict for verdict in self.verdicts if verdict.what == "refused"]
        if not refused:
            return None
        first = refused[0]
        why = first.why.sentence() if first.why else ""
        return Remark("file_refused", {"count": len(refused), "line": first.line, "problem": why})


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from: who publishes it, and the day that it describes."""

    source: str
    edition_date: date


def digest_of(content: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal: its name in the store of imports."""
    return sha256(content).hexdigest()


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """The fields of `after` that differ from `before`, in the order of `after`."""
    return tuple(
        FieldChange(name, before.get(name), value) for name, value in after.items() if before.get(name) != value
    )
