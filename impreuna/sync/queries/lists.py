"""The national lists and the commune's places as tablets fetch them, made once for each state of the country."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import msgspec

from impreuna.nomenclature.queries import NoEdition, current_edition, list_later_values, parameters_on
from impreuna.nomenclature.rules.edition import Edition
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


# A digest is asked for at every call, the lists themselves once by each tablet: only the digests are kept for all.
@lru_cache(maxsize=8192)
def lists_digest_of(commune_id: int, country_n: int) -> str:
    """The digest of the lists of a commune when the country's clock stands at `country_n`: editions, parameters and
    the territory change by acts on that clock alone. Raises `NoEdition` before the first edition."""
    edition = current_edition()
    return travelling.digest_of(_around(edition, commune_id), edition.digest)


@lru_cache(maxsize=8)
def lists_of(commune_id: int, country_n: int) -> Sent:
    """The lists themselves."""
    edition = current_edition()
    lists = travelling.whole(_around(edition, commune_id), edition.digest, edition.content)
    body = msgspec.json.encode(lists)
    return Sent(lists.digest, body, gzip.compress(body, 6, mtime=0))


def _around(edition: Edition, commune_id: int) -> travelling.Around:
    commune = get_commune(commune_id)
    later = [travelling.DatedValue(code, since, value) for code, since, value in list_later_values()]
    return travelling.Around(
        edition=edition.number,
        parameters=travelling.values_of(edition.content, later),
        villages=tuple(
            travelling.Village(village.siruta, village.name, village.latitude, village.longitude)
            for village in list_villages(commune_id)
        ),
        commune=travelling.Place(
            commune.siruta,
            commune.name,
            commune.county_name,
            commune.county_code,
            commune.latitude,
            commune.longitude,
        ),
    )


@lru_cache(maxsize=64)
def lease_days_on(day: date, country_n: int) -> int:
    """For how many days a tablet opens without contact, by the national parameter."""
    try:
        return int(parameters_on(day).get(_LEASE, LEASE_DAYS))
    except NoEdition:
        return LEASE_DAYS
