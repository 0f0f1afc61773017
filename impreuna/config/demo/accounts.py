"""The demonstration's people who work: one account for each role, strangers in two more communes.

Made as people are made: an account each, then roles by `GrantRole`. Safe to repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from impreuna.config.demonstration import DOMAIN, PASSWORD, Account
from impreuna.kernel.actor import Actor
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import ROLES
from impreuna.workforce.commands import OPERATOR, GrantRole, NameInstitution, open_account
from impreuna.workforce.queries import actor_of, find_place, find_user_by_email, list_own_roles
from impreuna.workforce.standing import place_in_words

SATU_MARE, BELTIUG, DOBA, HODOD, COUNTRY = 305, 136964, 137611, 137844, 0


@dataclass(frozen=True, slots=True)
class Worker:
    """An account of the demonstration: the part of its address before the @, its name, its roles."""

    address: str
    name: str
    roles: tuple[tuple[str, int], ...]

    @property
    def email(self) -> str:
        """The whole address, under the demonstration's domain."""
        return f"{self.address}@{DOMAIN}"


def _one(address: str, name: str, role: str, place_id: int) -> Worker:
    return Worker(address, name, ((role, place_id),))


WORKERS = (
    _one("asistent.social", "Ilinca Breban", "social_worker", BELTIUG),
    _one("tehnician.social", "Toader Lazin", "social_technician", BELTIUG),
    _one("asistent.medical", "Reghina Pop", "community_nurse", BELTIUG),
    _one("mediator.sanitar", "Estera Varga", "health_mediator", BELTIUG),
    _one("consilier.scolar", "Anca Moldovan", "school_counsellor", BELTIUG),
    # Two roles, to show the switch between them.
    Worker("mediator.scolar", "Gavril Szilagyi", (("school_mediator", BELTIUG), ("school_mediator", DOBA))),
    _one("specialist", "Cornelia Ardelean", "external_specialist", BELTIUG),
    _one("primar", "Vasile Chereji", "mayor", BELTIUG),
    _one("sef.spas", "Sanda Mureșan", "spas_head", BELTIUG),
    _one("asistent.social.doba", "Dorin Pintea", "social_worker", DOBA),
    _one("sef.spas.doba", "Lucreția Hossu", "spas_head", DOBA),
    _one("asistent.social.hodod", "Emese Balogh", "social_worker", HODOD),
    _one("dgaspc", "Mirela Costin", "dgaspc_coordinator", SATU_MARE),
    _one("dsp", "Horia Filip", "dsp_coordinator", SATU_MARE),
    _one("cjrae", "Delia Marian", "cjrae_coordinator", SATU_MARE),
    _one("unitate.judeteana", "Sorin Tămaș", "county_unit", SATU_MARE),
    _one("inspector.ajpis", "Ramona Sabău", "county_inspector", SATU_MARE),
    _one("ministerul.muncii", "Camelia Dinu", "ministry_labour", COUNTRY),
    _one("ministerul.sanatatii", "Tudor Neagu", "ministry_health", COUNTRY),
    _one("ministerul.educatiei", "Irina Stan", "ministry_education", COUNTRY),
    _one("anpdca", "Matei Rusu", "anpdca", COUNTRY),
    _one("inspector.anpis", "Oana Preda", "anpis_inspector", COUNTRY),
    _one("administrator", "Radu Ivan", "national_admin", COUNTRY),
    _one("protectia.datelor", "Silvia Matei", "dpo", COUNTRY),
)
_INSTITUTIONS = (
    (BELTIUG, "spas", "Serviciul public de asistență socială Beltiug"),
    (SATU_MARE, "dgaspc", "DGASPC Satu Mare"),
    (SATU_MARE, "dsp", "DSP Satu Mare"),
    (SATU_MARE, "cjrae", "CJRAE Satu Mare"),
    (SATU_MARE, "ajpis", "AJPIS Satu Mare"),
)


def generate(progress: Callable[[str], object]) -> None:
    """Makes what is missing of the accounts, their roles and the institutions' names."""
    since = timezone.localdate().replace(month=1, day=1)
    password = make_password(PASSWORD)  # once for all: hashing is slow by design, and this password is no secret
    for worker in WORKERS:
        _make(worker, password, since)
        progress(worker.name)
    for place_id, institution, name in _INSTITUTIONS:
        _name(place_id, institution, name, since)


def _make(worker: Worker, password: str, since: date) -> None:
    user = find_user_by_email(worker.email) or open_account(worker.email, worker.name, password, is_hashed=True)
    held = {(role.role, role.place_id) for role in list_own_roles(user.id, timezone.localdate())}
    for role, place_id in worker.roles:
        if (role, place_id) not in held:
            _give(user.id, role, place_id, since)


def _give(user_id: UUID, role: str, place_id: int, since: date) -> None:
    outcome = execute(
        GrantRole(
            id=new_id(),
            commune_id=place_id,
            recorded_at=timezone.now(),
            assignment_id=new_id(),
            user_id=user_id,
            role=role,
            start_date=since,
        ),
        OPERATOR,
    )
    if not outcome.is_kept:
        raise RuntimeError(outcome.sentence)


def _name(place_id: int, institution: str, name: str, since: date) -> None:
    command = NameInstitution(
        id=new_id(),
        commune_id=place_id,
        recorded_at=timezone.now(),
        name_id=new_id(),
        institution=institution,
        name=name,
        start_date=since,
    )
    execute(command, OPERATOR)


def accounts() -> list[Account]:
    """The accounts as the start prints them."""
    return [
        Account(worker.email, ROLES[worker.roles[0][0]].name, ", ".join(_place(place) for _role, place in worker.roles))
        for worker in WORKERS
    ]


def _place(place_id: int) -> str:
    place = find_place(place_id)
    return place_in_words(place.level, place.kind, place.name, place.county) if place else str(place_id)


def actor(address: str) -> Actor | None:
    """The person of that address, acting in the first of the roles: for those who make the rest by commands."""
    worker = next(one for one in WORKERS if one.address == address)
    user = find_user_by_email(worker.email)
    return actor_of(user.id, None, timezone.localdate()) if user else None
