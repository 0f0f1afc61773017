"""The demonstration's cases in Beltiug: a child whose plan is under way, an old woman whose case is closed, a notice of
violence that only its team sees, and a call of yesterday that waits for its evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from impreuna.cases import commands as act
from impreuna.config.demo.child import child_case
from impreuna.config.demo.elderly import elderly_case
from impreuna.config.demo.households import Drawn
from impreuna.config.demo.narrator import Narrator
from impreuna.config.demo.telling import Telling, about
from impreuna.kernel.actor import Actor


def cases(narrator: Narrator, team: dict[str, Actor], homes: Sequence[Drawn]) -> None:
    """Tells the four cases. `team`: worker, head, nurse, counsellor, mediator and manager, who is the county's."""
    told = [home for home in homes if home.fields["dwelling_state"] == "visited"]
    family = next(home for home in told if {"spouse", "child"} <= {member.relation for member in home.members})
    women_alone = [home for home in told if len(home.members) == 1 and home.head.sex == "F"]
    alone = min(women_alone, key=lambda home: home.head.birth_date or date.max)
    afraid = next(home for home in told[::-1] if home is not family and len(home.members) > 2)
    called = next(home for home in told if home not in (family, alone, afraid) and len(home.members) > 1)
    elderly_case(Telling(narrator, team), alone)
    child_case(Telling(narrator, team), family)
    restricted_case(Telling(narrator, team), afraid)
    waiting_notice(Telling(narrator, team), called)


def restricted_case(case: Telling, home: Drawn) -> None:
    """Violence at home, six days ago: only the team knows that there is a case, the county's manager among them."""
    woman = next((member for member in home.members if member.sex == "F"), home.head)
    case.open(
        6, "21:10", "worker", channel="self_notice", subject="adult", household_id=home.household_id,
        people=(about(woman),), what="A venit la sediu: i-a fost teamă să rămână acasă peste noapte.",
        is_restricted_case=True, situation="Vorbește despre certuri și amenințări.", risks="Violență repetată.",
        needs="Un loc sigur, consiliere.", resources="O soră în alt județ.",
    )  # fmt: skip
    case.tell(4, "09:00", "head", act.DesignateManager, user_id=case.team["manager"].user_id)
    case.tell(
        4, "10:00", "worker", act.NotifyAuthority, authority="dgaspc", facts="Amenințări repetate, de față cu copiii.",
        measures="S-a propus adăpost; sora a fost anunțată, cu acordul ei.", sent_how="prin e-mail și telefon",
    )  # fmt: skip


def waiting_notice(case: Telling, home: Drawn) -> None:
    """A call of yesterday afternoon: the 72 hours run."""
    case.tell(
        1, "15:40", "worker", act.RegisterNotice, channel="notice_phone", subject="family",
        household_id=home.household_id, people=(about(home.head),), is_anonymous=True,
        what="Familia nu mai are lemne, iar copiii dorm îmbrăcați.",
    )  # fmt: skip
