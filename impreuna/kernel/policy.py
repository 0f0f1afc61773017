"""Who sees what and who may do what: one table, read by the pages, the API, the tablets and PostgreSQL.

Basis of the matrix: a proposal built on the 2017 protocol art. 3, 6(3) and 6(6), Law 292/2011 art. 54^1,
Law 46/2003 art. 21–23, Law 190/2018 art. 3 and Law 466/2004 art. 13; `docs/policy.md` prints it.

Rights over an area: W write, R read, F only the flag that a need exists, M masked, A only totals,
C read with recorded consent or a legal reason, O rows of the cases in whose team one is, - nothing. Only W and R open
rows everywhere in one's place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from impreuna.kernel.actor import Level
from impreuna.kernel.result import ALLOWED, Verdict, _, refused


@dataclass(frozen=True, slots=True)
class Area:
    """A kind of data that is veiled as a whole."""

    code: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the programme: its level, its profession (2017 protocol art. 3) and its row of the matrix."""

    code: str
    name: str
    level: Level
    rights: dict[str, str]
    is_profession: bool = False

    @property
    def readable_areas(self) -> frozenset[str]:
        """The areas of which this role sees rows."""
        return frozenset(area for area, right in self.rights.items() if right in "RW")

    @property
    def case_areas(self) -> frozenset[str]:
        """The areas of which this role sees rows in the cases in whose team it is."""
        own = frozenset(area for area, right in self.rights.items() if right == "O")
        return self.readable_areas | own | IN_OWN_CASES.get(self.code, frozenset())

    @property
    def writable_areas(self) -> frozenset[str]:
        """The areas in which this role writes."""
        return frozenset(area for area, right in self.rights.items() if right == "W")

    @property
    def decided_areas(self) -> frozenset[str]:
        """The areas of vulnerabilities about which this role decides; a case's rows hold none."""
        return self.writable_areas - {"case"}


AREAS: dict[str, Area] = {
    area.code: area
    for area in (
        Area("identity", _("identitate și contact"), _("nume, naștere, CNP, acte")),
        Area("household", _("gospodărie"), _("adresă, membri, vizite")),
        Area("income", _("venituri și beneficii"), _("venituri, ajutoare, datorii")),
        Area("housing", _("locuire"), _("locuința și utilitățile ei")),
        Area("education", _("educație"), _("înscriere, prezență, rezultate")),
        Area("employment", _("ocupare"), _("muncă, calificări")),
        Area("protection", _("protecție"), _("violență, abuz, separare de familie")),
        Area("health_need", _("nevoie de sănătate"), _("că există o nevoie și ce se cere, fără diagnostic")),
        Area("health", _("sănătate"), _("diagnostic, tratament, sarcină")),
        Area("ethnicity", _("etnie declarată"), _("numai dacă persoana o declară")),
        Area("case", _("caz"), _("etape, planuri, întâlniri, termene ale unui caz")),
    )
}


NAMES: dict[str, str] = {
    "social_worker": _("asistent social"),
    "social_technician": _("tehnician în asistență socială"),
    "community_nurse": _("asistent medical comunitar"),
    "health_mediator": _("mediator sanitar"),
    "school_counsellor": _("consilier școlar"),
    "school_mediator": _("mediator școlar"),
    "external_specialist": _("specialist extern"),
    "mayor": _("primar"),
    "spas_head": _("șef SPAS"),
    "dgaspc_coordinator": _("coordonator DGASPC"),
    "dsp_coordinator": _("coordonator DSP"),
    "cjrae_coordinator": _("coordonator CJRAE"),
    "county_unit": _("unitatea județeană de sprijin"),
    "county_inspector": _("inspector AJPIS"),
    "ministry_labour": _("Ministerul Muncii"),
    "ministry_health": _("Ministerul Sănătății"),
    "ministry_education": _("Ministerul Educației"),
    "anpdca": _("ANPDCA"),
    "anpis_inspector": _("inspector ANPIS"),
    "national_admin": _("administrator național"),
    "dpo": _("responsabil cu protecția datelor"),
}

# One row for each role; columns in the order of AREAS.
_MATRIX = """
                            identity household income housing education employment protection need health ethnicity case
commune social_worker       W        W         W      W       W         W          W          W    C      W         W
commune social_technician   W        W         W      W       W         W          W          F    -      W         W
commune community_nurse     W        W         F      R       F         -          F          W    W      W         O
commune health_mediator     W        W         -      R       F         -          F          R    C      W         O
commune school_counsellor   R        R         -      -       W         -          F          F    -      -         O
commune school_mediator     R        R         -      -       W         -          F          -    -      -         O
commune external_specialist -        -         -      -       -         -          -          -    -      -         O
commune mayor               -        -         -      -       -         -          -          -    -      -         -
commune spas_head           R        R         R      R       R         R          R          F    -      -         W
county  dgaspc_coordinator  -        -         -      -       -         -          -          F    C      -         O
county  dsp_coordinator     M        M         -      -       -         -          -          -    C      -         -
county  cjrae_coordinator   M        M         -      -       -         -          -          -    -      -         -
county  county_unit         M        M         M      M       M         M          F          F    -      -         -
county  county_inspector    -        -         -      -       -         -          -          F    -      -         -
country ministry_labour     -        -         -      -       -         -          -          -    -      -         -
country ministry_health     -        -         -      -       -         -          -          -    -      -         -
country ministry_education  -        -         -      -       -         -          -          -    -      -         -
country anpdca              -        -         -      -       -         -          A          -    -      -         -
country anpis_inspector     -        -         -      -       -         -          -          F    -      -         -
country national_admin      -        -         -      -       -         -          -          -    -      -         -
country dpo                 M        M         M      M       M         M          M          M    M      -         -
"""

#: Areas whose totals are not told to everybody in whose scope the place lies: in a commune only to those who read its
#: rows, and above it only to these roles. Totals of all other areas are told; under 5 only to those who read the rows.
TOTALS_ABOVE: dict[str, tuple[str, ...]] = {"health": ("dsp_coordinator", "ministry_health")}

#: What a role reads of the cases in whose team it is, beside its own areas: a specialist and the county's case manager
#: have no rows of their own, and are called for one case (Order 288/2006 std. 1, 5.1, 9).
IN_OWN_CASES: dict[str, frozenset[str]] = {
    "external_specialist": frozenset({"household"}),
    "dgaspc_coordinator": frozenset(
        {"identity", "household", "income", "housing", "education", "employment", "protection"}
    ),
}

# The five professions of the protocol's art. 3, and the technician who works under the social worker.
_PROFESSIONS = frozenset(list(NAMES)[:6])


# From the area that the fewest may read to the one that most may.
_VEILS = (
    "health", "protection", "ethnicity", "health_need", "case", "income", "employment", "housing", "education",
    "household", "identity",
)  # fmt: skip


def _roles() -> dict[str, Role]:
    roles = {}
    for line in _MATRIX.strip().splitlines()[1:]:
        level, code, *rights = line.split()
        areas = dict(zip(AREAS, rights, strict=True))
        roles[code] = Role(code, NAMES[code], cast(Level, level), areas, code in _PROFESSIONS)
    return roles


ROLES: dict[str, Role] = _roles()

CENSUS_TAKERS = ("social_worker", "social_technician", "community_nurse", "health_mediator")
TEAM = (*CENSUS_TAKERS, "school_counsellor", "school_mediator")
COMMUNE_OFFICE = (*TEAM, "spas_head")
CASE_WORKERS = (*COMMUNE_OFFICE, "external_specialist", "dgaspc_coordinator")
COUNTY = ("dgaspc_coordinator", "dsp_coordinator", "cjrae_coordinator", "county_unit", "county_inspector")
MINISTRIES = ("ministry_labour", "ministry_health", "ministry_education", "anpdca", "anpis_inspector")
EVERYBODY = tuple(ROLES)

#: Capability → roles that have it. Commands stand under their class name, pages under what one sees there.
CAPABILITIES: dict[str, tuple[str, ...]] = {
    # pages
    "SeeHome": EVERYBODY,
    "SeeTerritory": EVERYBODY,
    "SeeRegistry": COMMUNE_OFFICE,
    "SeeConflicts": CENSUS_TAKERS,
    "SeeDuplicates": CENSUS_TAKERS,
    "SeeMoves": CENSUS_TAKERS,
    "SeeWorkforce": (*COMMUNE_OFFICE, *COUNTY, *MINISTRIES, "national_admin"),
    "SeeJournal": (*COMMUNE_OFFICE, "dpo"),
    "SeeImports": ("national_admin",),
    # monitoring: figures are for everybody but who is called for a single case
    "SeeFigures": tuple(role for role in EVERYBODY if role != "external_specialist"),
    "ExportList": COMMUNE_OFFICE,
    "SeeLists": EVERYBODY,
    "SeeEditions": ("national_admin",),
    "UsePreview": ("national_admin",),
    # registry
    "RegisterHousehold": CENSUS_TAKERS,
    "AddPerson": CENSUS_TAKERS,
    "CorrectHousehold": CENSUS_TAKERS,
    "CorrectPerson": CENSUS_TAKERS,
    "RecordCnp": CENSUS_TAKERS,
    "ShowCnp": CENSUS_TAKERS,
    "DeclareEthnicity": CENSUS_TAKERS,
    "EndMembership": CENSUS_TAKERS,
    "JoinHousehold": CENSUS_TAKERS,
    "RecordDeath": CENSUS_TAKERS,
    "WriteNote": TEAM,
    "MergePersons": CENSUS_TAKERS,
    "UndoMerge": CENSUS_TAKERS,
    "DismissDuplicate": CENSUS_TAKERS,
    "OfferMove": CENSUS_TAKERS,
    "WithdrawMove": CENSUS_TAKERS,
    "AcceptMove": CENSUS_TAKERS,
    "DeclineMove": CENSUS_TAKERS,
    "SettleConflict": CENSUS_TAKERS,
    # assessment
    "SeeAssessments": COMMUNE_OFFICE,
    "RecordAssessment": TEAM,
    "DecideFindings": TEAM,
    # services
    "SeeVisits": COMMUNE_OFFICE,
    "PlanVisit": TEAM,
    "CallOffVisit": TEAM,
    "RecordVisit": TEAM,
    "RecordService": TEAM,
    "RecordActivity": TEAM,
    "GiveResource": ("social_worker", "social_technician"),
    "RenewCalendarKey": CASE_WORKERS,
    "AttachFile": TEAM,
    "ReceiveFile": TEAM,
    # cases: which function of the case's team may do an act, and when, says cases/rules/acts.py
    "SeeCases": CASE_WORKERS,
    "SeeReaders": ("social_worker", "spas_head"),
    "RegisterNotice": COMMUNE_OFFICE,
    "RecordEmergency": CASE_WORKERS,
    "RecordInitialEvaluation": CASE_WORKERS,
    "WriteInitialReport": CASE_WORKERS,
    "InformClient": CASE_WORKERS,
    "JoinCaseTeam": CASE_WORKERS,
    "LeaveCaseTeam": CASE_WORKERS,
    "DelegateDuties": CASE_WORKERS,
    "RequestEvaluation": CASE_WORKERS,
    "RecordSpecialistReport": CASE_WORKERS,
    "RecordCaseVisit": CASE_WORKERS,
    "NoteReference": CASE_WORKERS,
    "NoteContact": CASE_WORKERS,
    "WriteDetailedReport": CASE_WORKERS,
    "SendEntry": CASE_WORKERS,
    "SignEntry": CASE_WORKERS,
    "DraftPlan": CASE_WORKERS,
    "TellChild": CASE_WORKERS,
    "RecordDisposition": CASE_WORKERS,
    "MakeContract": CASE_WORKERS,
    "ChangeContract": CASE_WORKERS,
    "CheckService": CASE_WORKERS,
    "ReportProblem": CASE_WORKERS,
    "RespondToProblem": CASE_WORKERS,
    "RecordImplementation": CASE_WORKERS,
    "HoldMeeting": COMMUNE_OFFICE,
    "DiscussInMeeting": CASE_WORKERS,
    "FinishTask": CASE_WORKERS,
    "ReferCase": CASE_WORKERS,
    "AnswerReferral": CASE_WORKERS,
    "RemindReferral": ("external_specialist",),
    "NotifyAuthority": CASE_WORKERS,
    "RecordReevaluation": CASE_WORKERS,
    "WriteReevaluationReport": CASE_WORKERS,
    "RecordAdmission": CASE_WORKERS,
    "StartPostMonitoring": CASE_WORKERS,
    "RecordPostReport": CASE_WORKERS,
    "RecommendClosing": CASE_WORKERS,
    "RecordComplaint": CASE_WORKERS,
    "AnswerComplaint": CASE_WORKERS,
    "RestrictCase": CASE_WORKERS,
    "OpenCaseFile": CASE_WORKERS,
    "BreakGlass": ("social_worker", "spas_head", "dgaspc_coordinator"),
    "CorrectParticipants": CASE_WORKERS,
    "AddParticipant": CASE_WORKERS,
    "EndParticipation": CASE_WORKERS,
    "CloseHealthData": CASE_WORKERS,
    "DecideCase": ("spas_head",),
    "EndorseEntry": ("spas_head",),
    "DesignateResponsible": ("spas_head",),
    "DesignateManager": ("spas_head", "dgaspc_coordinator"),
    "CloseCase": ("spas_head",),
    "ReopenCase": ("spas_head",),
    "SuspendCase": ("spas_head",),
    "ResumeCase": ("spas_head",),
    "TransferCase": ("social_worker", "social_technician", "spas_head"),
    "KeepCase": CASE_WORKERS,
    "WaiveObligation": ("spas_head",),
    "LiftRestriction": ("spas_head",),
    "OpenHealthData": ("community_nurse",),
    # documents: who may see the entry may print it
    "IssueDocument": CASE_WORKERS,
    "AttachScan": CASE_WORKERS,
    # sync: each for the own tablet; the head of the service and the county for any of their place
    "SeeDevices": (*COMMUNE_OFFICE, *COUNTY, "national_admin"),
    "EnrolDevice": TEAM,
    "RevokeDevice": (*COMMUNE_OFFICE, "dgaspc_coordinator", "county_unit"),
    "TakeOverWork": TEAM,
    # workforce
    "InvitePerson": ("spas_head", "dgaspc_coordinator", "national_admin"),
    "WithdrawInvitation": ("spas_head", "dgaspc_coordinator", "national_admin"),
    "GrantRole": ("spas_head", "dgaspc_coordinator", "national_admin"),
    "EndRole": ("spas_head", "dgaspc_coordinator", "national_admin"),
    "AcceptInvitation": EVERYBODY,
    "CorrectOwnName": EVERYBODY,
    "NameInstitution": ("spas_head", "dgaspc_coordinator", "national_admin"),
    # obligations: who works with cases, each by the rows that she sees; numbers of delays for who answers above them
    "SeeObligations": CASE_WORKERS,
    "SeeLateOfTeam": ("social_worker", "spas_head"),
    "SeeLateCounts": ("dgaspc_coordinator", "county_unit", "county_inspector", *MINISTRIES, "national_admin"),
    "SeeNotifications": CASE_WORKERS,
    "ReadNotifications": CASE_WORKERS,
    "SeePeriods": ("national_admin", *MINISTRIES),
    "SetPeriod": ("national_admin",),
    # the server's own
    "TellOfDelays": ("national_admin",),
    "NoteMailed": ("national_admin",),
    "RecomputeObligations": ("national_admin",),
    # territory
    "ImportTerritory": ("national_admin",),
    # the synthetic country: the server's operator alone, never in production
    "LoadSyntheticCommune": ("national_admin",),
    # nomenclature
    "PublishEdition": ("national_admin",),
    "SetParameter": ("national_admin",),
}


def most_veiled(areas: Iterable[str]) -> str:
    """The area, of `areas` (at least one), that must lie over words which speak of all of them.

    No role writes both of the first two, so what one person says in one act never needs two veils.
    """
    return min(areas, key=_VEILS.index)


def may(role: str, capability: str) -> Verdict:
    """Whether `role` has `capability`; a refusal names the roles that have it. Raises `KeyError` for an unknown one."""
    holders = CAPABILITIES[capability]
    if role in holders:
        return ALLOWED
    who_may = ", ".join(ROLES[holder].name for holder in holders)
    return refused("role_may_not", role=ROLES[role].name, who_may=who_may)


def may_read(role: str, area: str) -> Verdict:
    """Whether `role` sees rows of `area`."""
    return ALLOWED if area in ROLES[role].readable_areas else refused("area_not_yours", area=AREAS[area].name)


def may_write(role: str, area: str) -> Verdict:
    """Whether `role` writes in `area`."""
    return ALLOWED if area in ROLES[role].writable_areas else refused("area_not_yours", area=AREAS[area].name)


def may_see_totals(role: str, area: str, level: Level) -> Verdict:
    """Whether `role` is told how many people of a place at `level` something of `area` concerns ("": of no area)."""
    if area not in TOTALS_ABOVE:
        return ALLOWED
    if level == "commune":
        return may_read(role, area)
    return ALLOWED if role in TOTALS_ABOVE[area] else refused("area_not_yours", area=AREAS[area].name)


def sees_small_totals(role: str, area: str) -> bool:
    """Whether `role` is told totals under 5 of `area` as they are: who may open the rows may know how many they are."""
    return bool(may_read(role, area or "household"))
