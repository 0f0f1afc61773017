"""Who may give which role where. Pure: facts in, verdict out."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from impreuna.kernel.actor import Actor, Level
from impreuna.kernel.policy import ROLES, TEAM
from impreuna.kernel.result import ALLOWED, Verdict, add_reasons, refused


def _(sentence: str) -> str:
    return sentence


#: Characters in the name of a colleague or of an institution.
LONGEST_NAME = 200

add_reasons(
    {
        "unknown_role": _("Rolul nu există în programul nostru. Alegeți unul din listă."),
        "role_not_yours_to_give": _("Rolul „{role}” se dă și se încheie de: {who_gives}."),
        "inviting_not_yours": _("Invitațiile le trimite: {who_gives}."),
        "role_of_other_level": _("Rolul „{role}” nu se ține într-un astfel de loc."),
        "role_dates_reversed": _("Ultima zi în rol este înaintea primei zile."),
        "role_ends_before_today": _("Ultima zi în rol a trecut deja. Alegeți ziua de azi sau una viitoare."),
        "role_held_already": _("{name} are deja acest rol aici în acele zile."),
        "role_has_ended": _("Rolul este încheiat deja."),
        "own_last_admin_role": _(
            "Este singurul dumneavoastră rol de conducere. Rugați un coleg cu același rol sau nivelul de deasupra."
        ),
        "last_national_admin": _("Este ultimul administrator național. Numiți întâi pe altcineva."),
        "person_unknown_here": _("Persoana nu a lucrat aici. Trimiteți-i o invitație."),
        "reason_missing": _("Scrieți de ce se încheie rolul."),
        "email_malformed": _("Adresa de e-mail nu este completă. Exemplu: nume@primarie.ro"),
        "staff_name_too_long": _("Numele are peste {limit} de caractere."),
        "name_missing": _("Scrieți numele și prenumele."),
        "invited_already": _("Există deja o invitație în așteptare pentru această adresă și acest rol."),
        "invitation_accepted": _("Invitația a fost folosită deja. Intrați în cont cu adresa la care ați primit-o."),
        "invitation_withdrawn": _("Invitația a fost retrasă. Cereți alta celui care v-a invitat."),
        "invitation_expired": _("Invitația a expirat. Cereți alta celui care v-a invitat."),
        "invitation_of_another": _("Invitația este pentru altă adresă de e-mail. Intrați cu acel cont."),
        "institution_name_missing": _("Scrieți denumirea instituției."),
        "institution_unknown": _("Felul instituției nu există. Alegeți unul din listă."),
    }
)

#: The five professions of a community team (2017 protocol, art. 3).
PROFESSIONS = ("social_worker", "community_nurse", "health_mediator", "school_counsellor", "school_mediator")
#: How long an invitation waits.
INVITATION_LASTS = timedelta(days=14)
#: Roles that give roles; the order is from the lowest level up.
GRANTERS = ("spas_head", "dgaspc_coordinator", "national_admin")
_COMMUNE_ROLES = tuple(code for code, role in ROLES.items() if role.level == "commune")
_COUNTY_ROLES = tuple(code for code, role in ROLES.items() if role.level == "county")
#: Who gives what: the commune's head the team's roles, the county's coordinator those of the county too.
GRANTABLE: dict[str, tuple[str, ...]] = {
    "spas_head": (*TEAM, "external_specialist"),
    "dgaspc_coordinator": (*_COMMUNE_ROLES, *_COUNTY_ROLES),
    "national_admin": tuple(ROLES),
}
#: Institutions that have a name of their own, by the level of their place.
INSTITUTIONS: dict[str, Level] = {
    "spas": "commune",
    "dgaspc": "county",
    "dsp": "county",
    "cjrae": "county",
    "ajpis": "county",
    "ministry": "country",
}


def list_grantable(actor: Actor, level: Level) -> list[str]:
    """Codes of the roles of `level` that `actor` may give."""
    return [code for code in GRANTABLE.get(actor.role, ()) if ROLES[code].level == level]


def may_invite_at(actor: Actor, level: Level) -> Verdict:
    """Whether there is any role of `level` to which `actor` may invite."""
    if list_grantable(actor, level):
        return ALLOWED
    return refused("inviting_not_yours", who_gives=", ".join(ROLES[giver].name for giver in GRANTERS))


def may_give(actor: Actor, role: str, place_id: int, place_level: Level) -> Verdict:
    """Whether `actor` gives (or ends, or invites to) `role` in a place of `place_level`."""
    if role not in ROLES:
        return refused("unknown_role")
    name = ROLES[role].name
    if role not in GRANTABLE.get(actor.role, ()):
        givers = [ROLES[giver].name for giver in GRANTERS if role in GRANTABLE[giver]]
        return refused("role_not_yours_to_give", role=name, who_gives=", ".join(givers))
    if ROLES[role].level != place_level:
        return refused("role_of_other_level", role=name)
    if not actor.scope.covers(place_id):
        return refused("out_of_scope")
    return ALLOWED


def may_hold(start: date, end: date | None, today: date) -> Verdict:
    """Whether a role may be given from `start` to `end`, both included."""
    if end is not None and end < start:
        return refused("role_dates_reversed")
    if end is not None and end < today:
        return refused("role_ends_before_today")
    return ALLOWED


def may_end(holder_is_actor: bool, role: str, other_own: int, other_holders: int) -> Verdict:
    """Whether somebody who may give `role` ends an assignment of it.

    `other_own`: further roles that the same person holds and that give roles; `other_holders`: others with
    this role here.
    """
    if role == "national_admin" and other_holders == 0:
        return refused("last_national_admin")
    if holder_is_actor and role in GRANTERS and other_own == 0:
        return refused("own_last_admin_role")
    return ALLOWED


def may_accept(
    email: str,
    invited_email: str,
    accepted_at: datetime | None,
    withdrawn_at: datetime | None,
    expires_at: datetime,
    now: datetime,
) -> Verdict:
    """Whether the holder of `email` accepts the invitation now; `email` is empty when nobody signed in yet."""
    if accepted_at is not None:
        return refused("invitation_accepted")
    if withdrawn_at is not None:
        return refused("invitation_withdrawn")
    if now >= expires_at:
        return refused("invitation_expired")
    if email and email.lower() != invited_email.lower():
        return refused("invitation_of_another")
    return ALLOWED
