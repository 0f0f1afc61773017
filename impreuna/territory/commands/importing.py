"""What changes the places: an import by the national administrator, and the first load of an empty database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.result import Effect, Rejected, _, add_reasons
from impreuna.kernel.text import fold
from impreuna.territory import models
from impreuna.territory.queries.importing import kept_name, plan_import, read_kept
from impreuna.territory.rules.boundaries import BoundaryRow
from impreuna.territory.rules.geometry import svg_path
from impreuna.territory.rules.plans import ImportPlan, Subject, digest_of
from impreuna.territory.rules.population import PopulationRow
from impreuna.territory.rules.risk import ComponentRow
from impreuna.territory.rules.siruta import SEAT_TYPES, CommuneRow, CountyRow, VillageRow

add_reasons(
    {
        "import_outdated": _(
            "Între timp datele s-au schimbat, deci și ce ar face fișierul. Verificați din nou tabelul."
        ),
    }
)

_BATCH = 1000


class ImportTerritory(Command):
    """Actualizarea nomenclatoarelor teritoriale (SIRUTA, Legea 2/1968; Protocolul 2017, art. 6).

    On the country's clock. The command names the file by its SHA-256 `digest`; the content lies in the
    store of files, so that the journal holds a summary, not megabytes of outlines. `expected`: the counts
    of verdicts that its author saw and agreed to; if they no longer hold, nothing is imported.
    """

    sentence = _("A importat {subject}, ediția {edition_date}, de la {source}.")

    subject: Subject
    digest: str
    source: str
    edition_date: date
    expected: dict[str, int]


@handles(ImportTerritory)
def import_territory(c: ImportTerritory, actor: Actor, at: Stamp) -> Effect:
    """All rows of the file, or none. A repeated import finds every row unchanged."""
    content = read_kept(c.digest)
    if content is None:
        raise Rejected("file_not_kept", field="file")
    plan = plan_import(c.subject, content, c.edition_date)
    if refusal := plan.refusal:
        raise Rejected(refusal.code, field="file", **refusal.facts)
    if dict(plan.counts) != c.expected:
        raise Rejected("import_outdated", field="file")
    _write(plan, c)
    models.TerritoryEdition.objects.create(
        subject=c.subject,
        source=c.source,
        edition_date=c.edition_date,
        digest=c.digest,
        imported_at=at.received_at,
        imported_by=actor.name,
        counts=plan.counts,
    )
    return Effect(facts={**plan.counts})


def keep_file(content: bytes) -> str:
    """Keeps the content of an uploaded file under its digest, and answers the digest. Not a change of any data:
    a kept file has no effect until a command names it."""
    digest = digest_of(content)
    name = kept_name(digest)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return digest


def _write(plan: ImportPlan, c: ImportTerritory) -> None:
    if plan.subject == "siruta":
        _write_places(plan)
    elif plan.subject == "population":
        _write_population(plan.writes, c)
    elif plan.subject == "boundaries":
        _write_boundaries(plan.writes, c)
    else:
        _write_components(plan.writes)


def _write_places(plan: ImportPlan) -> None:
    rows = plan.writes
    _upsert(models.County, (_county(row) for row in rows if isinstance(row, CountyRow)), "siruta")
    communes = (_commune(row) for row in rows if isinstance(row, CommuneRow))
    _upsert(models.Commune, communes, "siruta", keep=("seat_id", "longitude", "latitude"))
    villages = (_village(row) for row in rows if isinstance(row, VillageRow))
    _upsert(models.Village, villages, "siruta", keep=("longitude", "latitude"))
    with connection.cursor() as cursor:
        cursor.execute(SEATS, [list(SEAT_TYPES)])
        cursor.execute("SELECT territory_start_clocks()")


#: Tells every commune which village is its seat.
SEATS = """
UPDATE territory_commune c SET seat_id = v.siruta FROM territory_village v
WHERE v.commune_id = c.siruta AND v.type_code = ANY(%s) AND v.ended_on IS NULL AND c.seat_id IS DISTINCT FROM v.siruta
"""


def _county(row: CountyRow) -> models.County:
    return models.County(
        siruta=row.siruta,
        name=row.name,
        search_name=fold(row.name),
        ended_on=row.ended_on,
        number=row.number,
        code=row.code,
        region=row.region,
    )


def _commune(row: CommuneRow) -> models.Commune:
    return models.Commune(
        siruta=row.siruta,
        name=row.name,
        search_name=fold(row.name),
        ended_on=row.ended_on,
        county_id=row.county_id,
        kind=row.kind,
        is_urban=row.is_urban,
        is_county_seat=row.is_county_seat,
    )


def _village(row: VillageRow) -> models.Village:
    return models.Village(
        siruta=row.siruta,
        name=row.name,
        search_name=fold(row.name),
        ended_on=row.ended_on,
        commune_id=row.commune_id,
        type_code=row.type_code,
        postcode=row.postcode,
    )


def _write_population(rows: Iterable[PopulationRow], c: ImportTerritory) -> None:
    wanted = (
        models.Population(
            commune_id=row.commune_id,
            year=row.year,
            basis=row.basis,
            total=row.total,
            bands=dict(row.bands),
            source=c.source,
        )
        for row in rows
    )
    _upsert(models.Population, wanted, "commune", "year", "basis")


def _write_boundaries(rows: Iterable[BoundaryRow], c: ImportTerritory) -> None:
    wanted = (
        models.Boundary(
            commune_id=row.commune_id,
            coordinates=row.shape,
            path=svg_path(row.shape),
            digest=row.digest,
            source=c.source,
            edition_date=c.edition_date,
        )
        for row in rows
    )
    _upsert(models.Boundary, wanted, "commune")


def _write_components(rows: Iterable[ComponentRow]) -> None:
    wanted = (
        models.RiskIndexComponent(
            commune_id=row.commune_id, component=row.component, year=row.year, value=row.value, source=row.source
        )
        for row in rows
    )
    _upsert(models.RiskIndexComponent, wanted, "commune", "component", "year")


def _upsert(model: Any, rows: Iterable[Any], *key: str, keep: tuple[str, ...] = ()) -> None:
    """Adds the rows, or replaces those with the same key but for the columns to `keep`."""
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=key,
        update_fields=[name for name in columns if name not in (*key, *keep)],
    )
