"""The national lists and the commune's places as tablets fetch them, made once for each state of the country."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from impreuna.nomenclature.queries import NoEdition, current_edition, list_later_values, parameters_on
from impreuna.sync.rules import lists as travelling
from impreuna.territory.queries import get_commune, list_villages

#: For how many days a tablet opens without having spoken to the server, where the lists do not say.
LEASE_DAYS = 14
_LEASE = "tablet_lease_days"


@dataclass(frozen=True, slots=True)
class Sent:
    """The lists ready to be sent: their digest, their JSON, the same compressed."""

    digest: str
    body: bytes
    compressed: bytes


@lru_cache(maxsize=256)
def lists_of(commune_id: int, country_n: int) -> Sent:
    """The lists for a commune when the country's clock stands at `country_n`: editions, parameters and the territory
    change by acts on that clock alone. Raises `NoEdition` before the first edition."""
    edition, commune = current_edition(), get_commune(commune_id)
    later = [travelling.DatedValue(code, since, value) for code, since, value in list_later_values()]
    digest, body = travelling.encoded(
        travelling.Lists(
            edition=edition.number,
            content=edition.content,
            parameters=travelling.values_of(edition.content, later),
            villages=tuple(
                travelling.Village(village.siruta, village.name, village.latitude, village.longitude)
                for village in list_villages(commune_id)
            ),
            commune=travelling.Place(
                commune.siruta, commune.name, commune.county_name, commune.county_code, commune.latitude,
                commune.longitude,
            ),
        )
    )  # fmt: skip
    return Sent(digest, body, gzip.compress(body, 6, mtime=0))


@lru_cache(maxsize=64)
def lease_days_on(day: date, country_n: int) -> int:
    """For how many days a tablet opens without contact, by the national parameter."""
    try:
        return int(parameters_on(day).get(_LEASE, LEASE_DAYS))
    except NoEdition:
        return LEASE_DAYS
