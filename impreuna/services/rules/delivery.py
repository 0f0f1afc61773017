"""Services delivered: who may record which, in which area of data each lies, on which days.

Which service is whose stands in the national lists (2017 protocol art. 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from impreuna.kernel.policy import may_read, may_write
from impreuna.kernel.result import ALLOWED, Verdict, refused
from impreuna.nomenclature.rules.content import Service

NOTE_LIMIT = 2000
MOST = 1000
#: So many findings at most are answered by one service.
MOST_FINDINGS = 60

#: Areas of data for each area of vulnerability, the closest first: that which the service's profession may keep counts.
#: A proposal: that a nurse gave care tells of health; that a mediator reported violence is no neighbour's to read.
VEILS: dict[str, tuple[str, ...]] = {
    "ID": ("identity",),
    "PS": ("household",),
    "VR": ("income",),
    "SA": ("health", "health_need"),
    "ED": ("education",),
    "OC": ("employment",),
    "LO": ("housing",),
    "PC": ("protection", "health_need"),
    "CO": ("household",),
}

#: Who gives the services of another profession, under its guidance (Legea 292/2011 art. 40(4)–(6)).
UNDER = {"social_technician": "social_worker"}


def veil_of(service: Service) -> str:
    """The area of data in which a delivery of `service` lies: the closest that its profession writes, or else reads."""
    areas = VEILS.get(service.area, ("household",))
    for may in (may_write, may_read):
        for area in areas:
            if may(service.role, area):
                return area
    return areas[-1]


def profession_of(role: str) -> str:
    """The profession whose services `role` gives."""
    return UNDER.get(role, role)


def services_of(role: str, services: Mapping[str, Service]) -> list[Service]:
    """The services that `role` may record, in the order of the lists."""
    return [service for service in services.values() if may_deliver(role, service)]


def may_deliver(role: str, service: Service) -> Verdict:
    """Whether `role` records deliveries of `service`: one of its profession, in an area of which it sees rows."""
    if service.role != profession_of(role):
        return refused("service_of_others", code=service.code)
    return may_read(role, veil_of(service))


def may_date(delivered_on: date, received_on: date) -> Verdict:
    """Whether a service can have been delivered on that day; a tablet's day may be one ahead."""
    if delivered_on.year < 2000 or delivered_on > received_on + timedelta(days=1):
        return refused("delivered_when")
    return ALLOWED


def may_count(quantity: int, findings: Iterable[object]) -> tuple[str, Verdict]:
    """The field at which the amount fails, and why."""
    if not 1 <= quantity <= MOST:
        return "quantity", refused("service_quantity", limit=MOST)
    if len(list(findings)) > MOST_FINDINGS:
        return "finding_ids", refused("too_many", limit=MOST_FINDINGS)
    return "", ALLOWED
