"""The team of a case: responsible, manager, members, delegation (Order 288/2006 std. 1, 3.7–3.9, 5, 9, 10)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from impreuna.cases.commands.dossier import CaseAct
from impreuna.kernel.result import _


class DesignateResponsible(CaseAct):
    """Desemnarea responsabilului de caz prevenire (O std. 3.8–3.9, 9.5): criteria weighed; beyond 30 active cases only
    with a reason."""

    sentence = _("a desemnat responsabilul unui caz")

    user_id: UUID
    criteria: tuple[str, ...]
    note: str = ""
    override_reason: str = ""


class DesignateManager(CaseAct):
    """Managerul de caz al DGASPC, care coordonează metodologic (O std. 1.1, 3.7, 9.4)."""

    sentence = _("a desemnat managerul de caz al unui caz")

    user_id: UUID
    note: str = ""
    override_reason: str = ""


class JoinCaseTeam(CaseAct):
    """Un membru nou al echipei (O std. 5.1): a colleague with an account, or a specialist known by name."""

    sentence = _("a adus un membru în echipa unui caz")

    function: str
    user_id: UUID | None = None
    name: str = ""
    institution: str = ""
    until: date | None = None


class LeaveCaseTeam(CaseAct):
    """Sfârșitul unei funcții în echipă."""

    sentence = _("a încheiat o funcție în echipa unui caz")

    member_id: UUID
    reason: str = ""


class DelegateDuties(CaseAct):
    """Delegarea responsabilităților (O std. 10.5): with the head's agreement; all of them only to who meets the same
    conditions."""

    sentence = _("a delegat responsabilități într-un caz")

    to_user_id: UUID
    is_full: bool
    duties: str
    starts_on: date
    ends_on: date


class RestrictCase(CaseAct):
    """Caz restricționat (P art. 6(6); Legea 217/2003): from now on it exists only for its team and `circle`."""

    sentence = _("a restricționat un caz")

    reason: str
    circle: tuple[UUID, ...] = ()


class LiftRestriction(CaseAct):
    """Ridicarea restricției (propunere)."""

    sentence = _("a ridicat restricția unui caz")

    reason: str


class OpenCaseFile(CaseAct):
    """Deschiderea dosarului (Legea 190/2018 art. 6): who looked, and why."""

    sentence = _("a deschis dosarul unui caz")

    reason: str


class BreakGlass(CaseAct):
    """Deschiderea unui caz restricționat de cineva din afara echipei, în pericol (propunere): at once, for a day,
    with a reason that the team and the head are told."""

    sentence = _("a deschis un caz restricționat din afara echipei")

    number: str
    reason: str


class OpenHealthData(CaseAct):
    """Asistentul medical deschide datele medicale managerului de caz (Legea 46/2003 art. 22): with consent, danger
    to life or a legal duty (`ground`), until a day."""

    sentence = _("a deschis date medicale ale unui caz")

    user_id: UUID
    ground: str
    consent_by: str
    until: date


class CloseHealthData(CaseAct):
    """Datele medicale nu mai sunt deschise celui numit."""

    sentence = _("a închis datele medicale ale unui caz")

    user_id: UUID


class CorrectParticipants(CaseAct):
    """Persoanele cazului, legate de registru (propunere)."""

    sentence = _("a corectat persoanele unui caz")

    label: str
    household_id: UUID | None = None
    person_id: UUID | None = None
