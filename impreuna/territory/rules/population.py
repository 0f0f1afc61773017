"""Population of communes: a CSV of one row per commune with one or several counts of its people.

Columns: `siruta`, then any of
- `rpl2021_total` with age bands `rpl2021_0_4` … `rpl2021_85_plus`: residents at the census of that year;
- `pop_dom_2020`, `pop_dom_<source>_2025`: people by domicile on 1 January of that year;
- plainly `an` (or `year`), `total`, and age bands `0_4` …: residents.
Ethnic counts and other columns are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from impreuna.territory.rules.files import Table, read_count, read_siruta, read_table
from impreuna.territory.rules.plans import (
    FileRefused,
    ImportPlan,
    Remark,
    RowRefused,
    RowVerdict,
    compare,
    digest_of,
    refused_row,
)

Basis = Literal["resident", "domicile"]

#: Age bands as the statistical institute publishes them: code → first and last age (None: open).
BANDS: dict[str, tuple[int, int | None]] = {f"{age}_{age + 4}": (age, age + 4) for age in range(0, 85, 5)} | {
    "85_plus": (85, None)
}
_CENSUS_TOTAL = re.compile(r"rpl(\d{4})_total")
_DOMICILE = re.compile(r"pop_dom_(?:[a-z]+_)?(\d{4})")
_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """People of a commune in a year. `bands`: age band → people; a suppressed band is absent."""

    commune_id: int
    year: int
    basis: Basis
    total: int
    bands: Mapping[str, int]

    @property
    def key(self) -> tuple[int, int, Basis]:
        """What makes it one count and not another."""
        return self.commune_id, self.year, self.basis


@dataclass(frozen=True, slots=True)
class _Series:
    """Columns of a file that belong to one count."""

    year: int
    basis: Basis
    total: str
    bands: Mapping[str, str]


def plan_population(
    content: bytes, communes: Mapping[int, str], known: Mapping[tuple[int, int, str], PopulationRow]
) -> ImportPlan:
    """What the file would change. `communes`: SIRUTA → name of every commune that exists."""
    digest = digest_of(content)
    try:
        table = read_table(content, ("siruta",))
        series = _find_series(table)
    except FileRefused as refusal:
        return ImportPlan("population", digest, trouble=refusal.remark)
    verdicts: list[RowVerdict] = []
    writes: list[PopulationRow] = []
    seen: dict[tuple[int, int, str], int] = {}
    for line, fields in table.rows:
        try:
            rows = _read_row(fields, series, communes)
            _refuse_repeated(rows, seen, line)
        except RowRefused as refusal:
            verdicts.append(_refuse(line, fields, refusal))
            continue
        verdict, changed = _judge(line, rows, communes, known)
        if verdict is not None:
            verdicts.append(verdict)
        writes += changed
    return ImportPlan("population", digest, tuple(verdicts), tuple(writes), _remarks(table, series))


def _find_series(table: Table) -> list[_Series]:
    names = {name.lower() for name in table.columns}
    found = [
        _Series(int(match[1]), "resident", name, _bands(names, f"rpl{match[1]}_"))
        for name in sorted(names)
        if (match := _CENSUS_TOTAL.fullmatch(name))
    ]
    found += [
        _Series(int(match[1]), "domicile", name, {}) for name in sorted(names) if (match := _DOMICILE.fullmatch(name))
    ]
    if not found and "total" in names and names & {"an", "year"}:
        found = [_Series(0, "resident", "total", _bands(names, ""))]
    if not found:
        shown = ", ".join(table.columns[:20])
        raise FileRefused("columns_missing", columns="rpl2021_total (sau an, total; sau pop_dom_2020)", found=shown)
    return found


def _bands(names: set[str], prefix: str) -> dict[str, str]:
    return {band: prefix + band for band in BANDS if prefix + band in names}


def _remarks(table: Table, series: Iterable[_Series]) -> tuple[Remark, ...]:
    used = {"siruta", "an", "year"}
    for one in series:
        used |= {one.total, *one.bands.values()}
    ignored = [name for name in table.columns if name.lower() not in used]
    return (*table.remarks, Remark("columns_ignored", {"columns": ", ".join(ignored)})) if ignored else table.remarks


def _read_row(
    fields: Mapping[str, str] | RowRefused, series: Iterable[_Series], communes: Mapping[int, str]
) -> list[PopulationRow]:
    if isinstance(fields, RowRefused):
        raise fields
    code = read_siruta(fields["siruta"])
    if code not in communes:
        raise RowRefused("siruta_unknown", value=code)
    rows = (_read_count(code, fields, one) for one in series)
    return [row for row in rows if row is not None]


def _read_count(code: int, fields: Mapping[str, str], series: _Series) -> PopulationRow | None:
    total = read_count(fields[series.total], series.total)
    if total is None:
        return None
    read = {band: read_count(fields[column], column) for band, column in series.bands.items()}
    bands = {band: people for band, people in read.items() if people is not None}
    if sum(bands.values()) > total:
        raise RowRefused("bands_exceed_total", sum=sum(bands.values()), total=total)
    year = series.year or _read_year(fields)
    return PopulationRow(code, year, series.basis, total, bands)


def _read_year(fields: Mapping[str, str]) -> int:
    value = (fields.get("an") or fields.get("year") or "").strip()
    if not (value.isascii() and value.isdigit() and int(value) in _YEARS):
        raise RowRefused("cell_year_malformed", value=value[:20])
    return int(value)


def _refuse_repeated(rows: Iterable[PopulationRow], seen: dict[tuple[int, int, str], int], line: int) -> None:
    for row in rows:
        if row.key in seen:
            raise RowRefused("siruta_twice", value=row.commune_id, line=seen[row.key])
        seen[row.key] = line


def _refuse(line: int, fields: Any, refusal: RowRefused) -> RowVerdict:
    return refused_row(line, "" if isinstance(fields, RowRefused) else fields["siruta"], refusal)


def _judge(
    line: int,
    rows: list[PopulationRow],
    communes: Mapping[int, str],
    known: Mapping[tuple[int, int, str], PopulationRow],
) -> tuple[RowVerdict | None, list[PopulationRow]]:
    """One verdict per line of the file, however many counts it holds. A line without any count says nothing."""
    if not rows:
        return None, []
    changed = [row for row in rows if known.get(row.key) != row]
    code = rows[0].commune_id
    changes = tuple(change for row in changed for change in compare(_said(known.get(row.key), row), _said(row, row)))
    if not changed:
        return RowVerdict(line, code, communes[code], "unchanged"), []
    what: Any = "changed" if any(row.key in known for row in changed) else "added"
    return RowVerdict(line, code, communes[code], what, changes), changed


def _said(row: PopulationRow | None, like: PopulationRow) -> dict[str, Any]:
    label = f"{like.basis}_{like.year}"
    if row is None:
        return {}
    return {label: row.total} | {f"{label}_{band}": people for band, people in row.bands.items()}


def share_of_children(row: PopulationRow) -> float | None:
    """Children of 0–14 among those whose age is known, in percent; None without ages."""
    return _share(row, ("0_4", "5_9", "10_14"))


def share_of_elderly(row: PopulationRow) -> float | None:
    """People of 65 and more among those whose age is known, in percent; None without ages."""
    return _share(row, tuple(band for band, (first, _last) in BANDS.items() if first >= 65))


def _share(row: PopulationRow, bands: Iterable[str]) -> float | None:
    known = sum(row.bands.values())
    if not known:
        return None
    return 100 * sum(row.bands.get(band, 0) for band in bands) / known
