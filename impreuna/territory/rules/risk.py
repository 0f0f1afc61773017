"""Indicele de risc comunitar: six components, each shown, and their sum (SCI methodology names the components).

The methodology gives no weights. Proposal until the ministry decides: each component becomes a score of
0–100, its percentile among the communes, and the index is their mean with equal weights. In every
component a larger value means a larger risk. Without all six there are scores but no index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from impreuna.kernel.result import _
from impreuna.territory.rules.files import read_number, read_siruta, read_table
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

#: Code of a component → what it measures.
COMPONENTS: dict[str, str] = {
    "locality_type": _("tipul localității (1 municipiu, 2 oraș, 3 comună)"),
    "children_share": _("ponderea copiilor în populație (%)"),
    "poverty_risk": _("riscul de sărăcie și excluziune socială (%)"),
    "vmi_share": _("ponderea beneficiarilor de venit minim de incluziune (%)"),
    "unemployed_share": _("ponderea șomerilor (%)"),
    "dropout_county": _("rata abandonului școlar din județ (%)"),
}
#: Every component weighs the same, unless the national parameters say otherwise: a proposal.
EQUAL_WEIGHTS: dict[str, float] = dict.fromkeys(COMPONENTS, 1 / len(COMPONENTS))

_YEARS = range(1990, 2101)
_COLUMNS = ("siruta", "component", "value", "year", "source")
_ROMANIAN_COLUMNS = {"componenta": "component", "valoare": "value", "an": "year", "sursa": "source"}


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """One component of one commune in one year, and who published it."""

    commune_id: int
    component: str
    year: int
    value: float
    source: str

    @property
    def key(self) -> tuple[int, str, int]:
        """What makes it one value and not another."""
        return self.commune_id, self.component, self.year


@dataclass(frozen=True, slots=True)
class Standing:
    """A commune's value among the others': how many communes have less, the same (itself included), and any."""

    component: str
    value: float
    year: int
    source: str
    less: int
    same: int
    all: int

    @property
    def score(self) -> float:
        """0–100: the share of the other communes below this one, ties counted half. Alone, a commune stands at 50."""
        if self.all <= 1:
            return 50.0
        return 100 * (self.less + (self.same - 1) / 2) / (self.all - 1)


@dataclass(frozen=True, slots=True)
class RiskProfile:
    """What is known of a commune's risk: its components, those that miss, and the index when none misses."""

    standings: tuple[Standing, ...]
    missing: tuple[str, ...]
    index: float | None


def profile(standings: Sequence[Standing], weights: Mapping[str, float] = EQUAL_WEIGHTS) -> RiskProfile:
    """The profile of a commune from its newest values, in the order of `weights`."""
    by_component = {standing.component: standing for standing in standings}
    ordered = tuple(by_component[component] for component in weights if component in by_component)
    missing = tuple(component for component in weights if component not in by_component)
    index = None if missing else sum(weights[standing.component] * standing.score for standing in ordered)
    return RiskProfile(ordered, missing, index)


def plan_risk_index(
    content: bytes, communes: Mapping[int, str], known: Mapping[tuple[int, str, int], ComponentRow]
) -> ImportPlan:
    """What a CSV of `siruta, component, value, year, source` would change (Romanian heads are accepted)."""
    digest = digest_of(content)
    try:
        table = read_table(content, _COLUMNS, _ROMANIAN_COLUMNS)
    except FileRefused as refusal:
        return ImportPlan("risk-index", digest, trouble=refusal.remark)
    verdicts: list[RowVerdict] = []
    writes: list[ComponentRow] = []
    seen: dict[tuple[int, str, int], int] = {}
    for line, fields in table.rows:
        try:
            row = _read_row(fields, communes)
            if row.key in seen:
                raise RowRefused("siruta_twice", value=row.commune_id, line=seen[row.key])
        except RowRefused as refusal:
            code = "" if isinstance(fields, RowRefused) else fields["siruta"]
            verdicts.append(refused_row(line, code, refusal))
            continue
        seen[row.key] = line
        verdict = _judge(line, row, communes[row.commune_id], known.get(row.key))
        verdicts.append(verdict)
        if verdict.what != "unchanged":
            writes.append(row)
    extra = [name for name in table.columns if name.lower() not in _COLUMNS]
    remarks = (*table.remarks, Remark("columns_ignored", {"columns": ", ".join(extra)})) if extra else table.remarks
    return ImportPlan("risk-index", digest, tuple(verdicts), tuple(writes), remarks)


def _read_row(fields: Mapping[str, str] | RowRefused, communes: Mapping[int, str]) -> ComponentRow:
    if isinstance(fields, RowRefused):
        raise fields
    code = read_siruta(fields["siruta"])
    if code not in communes:
        raise RowRefused("siruta_unknown", value=code)
    component = fields["component"].strip().lower()
    if component not in COMPONENTS:
        raise RowRefused("component_unknown", value=component[:40], known=", ".join(COMPONENTS))
    year = fields["year"].strip()
    if not (year.isascii() and year.isdigit() and int(year) in _YEARS):
        raise RowRefused("cell_year_malformed", value=year[:20])
    source = fields["source"].strip()[:200]
    if not source:
        raise RowRefused("component_source_missing")
    return ComponentRow(code, component, int(year), read_number(fields["value"], "value"), source)


def _judge(line: int, row: ComponentRow, name: str, before: ComponentRow | None) -> RowVerdict:
    said: dict[str, Any] = {f"{row.component}_{row.year}": row.value, "source": row.source}
    if before is None:
        return RowVerdict(line, row.commune_id, name, "added", compare({}, said))
    if before == row:
        return RowVerdict(line, row.commune_id, name, "unchanged")
    stood = {f"{row.component}_{row.year}": before.value, "source": before.source}
    return RowVerdict(line, row.commune_id, name, "changed", compare(stood, said))
