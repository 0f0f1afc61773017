"""What stands in the tables, in the words of the rules, so that an import can be compared with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Max

from impreuna.territory import models
from impreuna.territory.rules import population, risk, siruta
from impreuna.territory.rules.boundaries import plan_boundaries
from impreuna.territory.rules.plans import ImportPlan, Remark, Subject, digest_of
from impreuna.territory.rules.population import PopulationRow
from impreuna.territory.rules.risk import ComponentRow
from impreuna.territory.rules.siruta import CommuneRow, CountyRow, PlaceRow, VillageRow

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Edition:
    """A file that was loaded or imported."""

    subject: str
    source: str
    edition_date: date
    imported_at: datetime
    imported_by: str
    counts: dict[str, int]


def plan_import(subject: Subject, content: bytes, edition_date: date) -> ImportPlan:
    """What importing the file would do, row by row. Reads, writes nothing; a bad file is a plan with `trouble`."""
    communes = commune_names()
    if not communes:
        return ImportPlan(subject, digest_of(content), trouble=Remark("territory_not_loaded"))
    plan = _plan(subject, content, edition_date, communes)
    newest = models.TerritoryEdition.objects.filter(subject=subject).aggregate(newest=Max("edition_date"))["newest"]
    if newest is None or newest <= edition_date:
        return plan
    older = Remark("edition_older", {"date": f"{newest:%d.%m.%Y}"})
    return replace(plan, remarks=(older, *plan.remarks))


def _plan(subject: Subject, content: bytes, edition_date: date, communes: dict[int, str]) -> ImportPlan:
    if subject == "siruta":
        return siruta.plan_siruta(content, known_places(), edition_date)
    if subject == "population":
        return population.plan_population(content, communes, _known_population())
    if subject == "boundaries":
        return plan_boundaries(content, communes, dict(models.Boundary.objects.values_list("commune_id", "digest")))
    return risk.plan_risk_index(content, communes, _known_components())


def commune_names() -> dict[int, str]:
    """Every commune that exists today, sectors too: code → name."""
    return dict(models.Commune.objects.filter(ended_on=None).values_list("siruta", "name"))


def known_places() -> dict[int, PlaceRow]:
    """All places held, ended ones too, as rows of the list."""
    counties = models.County.objects.values_list("siruta", "name", "number", "code", "region", "ended_on")
    communes: Iterable[Any] = models.Commune.objects.values_list(
        "siruta", "name", "county_id", "kind", "is_urban", "is_county_seat", "ended_on"
    )
    villages = models.Village.objects.values_list("siruta", "name", "commune_id", "type_code", "postcode", "ended_on")
    known: dict[int, PlaceRow] = {row[0]: CountyRow(*row) for row in counties}
    known |= {row[0]: CommuneRow(*row) for row in communes}
    known |= {row[0]: VillageRow(*row) for row in villages}
    return known


def _known_population() -> dict[tuple[int, int, str], PopulationRow]:
    rows: Iterable[Any] = models.Population.objects.values_list("commune_id", "year", "basis", "total", "bands")
    return {row[:3]: PopulationRow(*row) for row in rows}


def _known_components() -> dict[tuple[int, str, int], ComponentRow]:
    rows = models.RiskIndexComponent.objects.values_list("commune_id", "component", "year", "value", "source")
    return {row[:3]: ComponentRow(*row) for row in rows}


def kept_name(digest: str) -> str:
    """Where the store of files keeps the content with this digest. `ValueError` for what is no digest."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return f"imports/{digest}"


def read_kept(digest: str) -> bytes | None:
    """The content of an uploaded file by its digest; None when it is not kept or no longer the same."""
    try:
        with default_storage.open(kept_name(digest)) as file:
            content: bytes = file.read()
    except (OSError, ValueError):
        return None
    return content if digest_of(content) == digest else None


def list_editions(limit: int = 20) -> list[Edition]:
    """What was loaded and imported, newest first."""
    rows: Any = models.TerritoryEdition.objects.order_by("-imported_at", "-id")[:limit]
    return [_edition(row) for row in rows]


def find_edition(subject: str) -> Edition | None:
    """The newest loaded or imported file of a subject."""
    row = models.TerritoryEdition.objects.filter(subject=subject).order_by("-imported_at", "-id").first()
    return _edition(row) if row else None


def _edition(row: models.TerritoryEdition) -> Edition:
    return Edition(row.subject, row.source, row.edition_date, row.imported_at, row.imported_by, row.counts)
