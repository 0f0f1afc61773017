"""How the census of a commune went: who was registered and visited, what was found and decided. Pure, from a seed.

What becomes of a finding is worked out by the assessment's own rule (`settle`), visit after visit, with what each
professional sees of the answers: so the rows are those that `RecordAssessment` and `DecideFindings` would write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from impreuna.assessment.rules.settle import Standing, State, Verdict, settle
from impreuna.assessment.rules.visits import NOBODY, REFUSED
from impreuna.config.synthetic.homes import Homes, pyramid
from impreuna.config.synthetic.interview import NURSES_AREA, Questionnaire
from impreuna.config.synthetic.people import Ids, Papers, communities_of, draw_people
from impreuna.config.synthetic.places import Place, Village
from impreuna.config.synthetic.shares import LEVELS, Choice, read
from impreuna.config.synthetic.talk import Talk
from impreuna.kernel.policy import ROLES
from impreuna.nomenclature.rules.edition import Edition, Reading
from impreuna.nomenclature.rules.facts import HOUSEHOLD_FACTS, PERSON_FACTS, person_facts
from impreuna.registry.rules.intake import NewPerson

WORKER, NURSE = "social_worker", "community_nurse"
_FACTS = frozenset(PERSON_FACTS) | frozenset(HOUSEHOLD_FACTS)
#: The middle and the spread of want among households, and how much of it lies in the commune, the village, the home.
_MIDDLE, _WIDTH, _OF_COMMUNE, _OF_VILLAGE, _OF_HOME = 3.15, 1.8, 0.35, 0.45, 0.80
_STREETS = ("", "", "", "Principală", "Bisericii", "Morii", "Școlii", "Viilor", "Primăverii", "Gării", "Florilor")
_NOTES = ("poarta verde", "lângă biserică", "după pod, pe dreapta", "la capătul satului", "vizavi de școală")
_REFUTED = (
    "La fața locului s-a văzut că nu este așa.",
    "Familia a adus între timp actul care lipsea.",
    "Răspunsul fusese înțeles greșit.",
)
_RECENT = timedelta(days=45)

Parameters = Callable[[date], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Worker:
    """Who visits: an account of nobody, named after the place."""

    id: UUID
    name: str
    role: str


@dataclass(slots=True)
class Visit:
    """A visit as `RecordAssessment` takes it; `persons` runs parallel to the members, empty if nobody was asked."""

    id: UUID
    worker: Worker
    started_at: datetime
    ended_at: datetime
    household: dict[str, Any]
    persons: list[dict[str, Any]]


@dataclass(slots=True)
class Event:
    """A change of a finding after the first; `visit` when a visit brought it, otherwise somebody decided."""

    state: State
    happened_at: datetime
    worker: Worker
    note: str = ""
    visit: Visit | None = None
    evidence: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Finding:
    """A finding as it stands after all visits; `member` is the place among the members, None of the household."""

    code: str
    member: int | None
    state: State
    severity: int
    evidence: Mapping[str, Any]
    visit: Visit
    found_at: datetime
    decided: Event | None = None
    events: list[Event] = field(default_factory=list)


@dataclass(slots=True)
class Home:
    """A household with all that befell it. `fields` are `RegisterHousehold`'s."""

    id: UUID
    members: list[NewPerson]
    fields: dict[str, Any]
    registered_at: datetime
    visits: list[Visit] = field(default_factory=list)
    findings: dict[tuple[int | None, str], Finding] = field(default_factory=dict)


@dataclass(slots=True)
class Lists:
    """The published lists as the census reads them; made once, used for every commune."""

    edition: Edition
    parameters: Parameters
    questionnaire: Questionnaire
    seen_by_nurse: frozenset[str]

    @classmethod
    def of(cls, edition: Edition, parameters: Parameters) -> Lists:
        readable = ROLES[NURSE].readable_areas
        seen = {question.code for question in edition.content.questions if question.area in readable}
        return cls(edition, parameters, Questionnaire(edition), frozenset(seen) | _FACTS)


class Census:
    """Draws the households of one commune, one after another. `on` is the day on which everything has happened."""

    def __init__(self, place: Place, seed: int, on: date, lists: Lists) -> None:
        self.place, self.on, self.lists = place, on, lists
        file = read("people.toml")
        self.shares, decisions = file["census"], file["decisions"]
        self.random = Random(seed * 1_000_003 + place.siruta)  # noqa: S311  people who do not exist need no secret
        self.since = on - timedelta(days=int(self.shares["months"] * 30.4))
        # What the server names itself has ids of its own: what is drawn must not depend on when rows are made.
        began = int(datetime.combine(self.since, time(), UTC).timestamp() * 1000)
        self.ids = Ids(Random(self.random.random()), began)  # noqa: S311
        self.row_ids = Ids(Random(self.random.random()), began)  # noqa: S311
        self._homes = Homes(self.random, pyramid(place.bands))
        self._papers = Papers(self.random, place.number, self.shares)
        self._names = communities_of(place.county_code)
        self._want = self.random.gauss(0, _OF_COMMUNE)
        self._villages = self._settled(place.villages)
        self._decision: Choice[State] = Choice(list(decisions), list(decisions.values()))
        self.worker = Worker(self.ids.next(), f"Asistent social {place.name}", WORKER)
        self.nurse = Worker(self.ids.next(), f"Asistent medical comunitar {place.name}", NURSE)

    def households(self, count: int) -> Iterator[Home]:
        """`count` households, in the order in which they were registered."""
        days = (self.on - self.since).days - 1
        for number in range(count):
            yield self._household(self.since + timedelta(days=number * days // count))

    def _settled(self, villages: Sequence[Village]) -> Choice[tuple[Village, float]]:
        """The villages, each with its share of want; most people live in the first ones."""
        wants = [(village, self.random.gauss(0, _OF_VILLAGE)) for village in villages]
        return Choice(wants, [1 / (rank + 1.5) for rank in range(len(wants))])

    def _household(self, day: date) -> Home:
        random = self.random
        village, want = self._villages.draw(random)
        names = self._names.draw(random)
        want += self._want + random.gauss(0, _OF_HOME) + (0.8 if names.ethnicity == "roma" else 0)
        level = min(LEVELS - 1, max(0, int(_MIDDLE + _WIDTH * want)))
        members = self._homes.draw()
        people = draw_people(random, names, members, self._papers, self.ids, day)
        state, visited = self._reached()
        home = Home(self.ids.next(), people, self._address(village, state), self._moment(day))
        if visited:
            self._visits(home, level, day)
        elif state in ("refused", "absent"):
            outcome = REFUSED if state == "refused" else NOBODY
            home.visits.append(self._visit(self.worker, day, {"G02": 1, "G03": outcome}, []))
        return home

    def _reached(self) -> tuple[str, bool]:
        chance = self.random.random()
        for state in ("visited", "refused", "absent", "not_visited"):
            chance -= self.shares[state]
            if chance < 0:
                return state, state == "visited"
        return "vacant", False

    def _address(self, village: Village, state: str) -> dict[str, Any]:
        random = self.random
        fields: dict[str, Any] = {
            "village_id": village.siruta,
            "street": _STREETS[int(random.random() * len(_STREETS))],
            "number": str(1 + int(random.random() * 420)),
            "place_note": _NOTES[int(random.random() * len(_NOTES))] if random.random() < 0.12 else "",
            # 0700 numbers are given to nobody.
            "phone": f"0700 {random.randrange(10**6):06d}" if random.random() < self.shares["phone"] else "",
            "dwelling_state": state,
        }
        if village.latitude is not None and village.longitude is not None and random.random() < self.shares["position"]:
            fields["latitude"] = round(village.latitude + random.gauss(0, 0.004), 6)
            fields["longitude"] = round(village.longitude + random.gauss(0, 0.006), 6)
        return fields

    def _moment(self, day: date) -> datetime:
        """Between eight and three o'clock by the clock of Greenwich: the same day in Romania."""
        return datetime(day.year, day.month, day.day, 6 + int(self.random.random() * 7), int(self.random.random() * 60),
                        tzinfo=UTC)  # fmt: skip

    def _visit(
        self,
        worker: Worker,
        day: date,
        household: dict[str, Any],
        persons: list[dict[str, Any]],
        after: Visit | None = None,
    ) -> Visit:
        started = after.ended_at + timedelta(minutes=25) if after else self._moment(day)
        return Visit(self.ids.next(), worker, started, started + timedelta(minutes=36), household, persons)

    # --- Visits and what they find ---

    def _visits(self, home: Home, level: int, day: date) -> None:
        lists, random = self.lists, self.random
        talk = self._talk(home, level, day)
        lists.questionnaire.ask(talk)
        first = self._of_worker(home, talk)
        if random.random() < self.shares["nurse"]:
            self._of_nurse(home, talk, first)
        self._decide(home, first.ended_at)
        later = day + timedelta(days=90 + int(random.random() * 300))
        if random.random() < self.shares["again"] and later < self.on:
            again = self._talk(home, max(0, level - 2), later)
            lists.questionnaire.ask_again(again, talk)
            again.household["G02"] = 6
            self._decide(home, self._of_worker(home, again).ended_at)

    def _talk(self, home: Home, level: int, day: date) -> Talk:
        facts = [person_facts(one.birth_date, one.birth_year, one.sex, one.relation, day) for one in home.members]
        return Talk(self.random, level, day, self.place.name, facts, self.lists.questionnaire.tables)

    def _of_worker(self, home: Home, talk: Talk) -> Visit:
        reading = self.lists.edition.read(talk.household, talk.members, self.lists.parameters(talk.day))
        found = reading.find()
        talk.household["Z03"] = conclusion_of(talk.household, max((one.severity for one in found), default=0))
        persons = [answers_of(each) for each in talk.members]
        visit = self._visit(self.worker, talk.day, answers_of(talk.household), persons)
        self._settle(home, visit, reading, found)
        return visit

    def _of_nurse(self, home: Home, talk: Talk, before: Visit) -> None:
        persons = self.lists.questionnaire.ask_as_nurse(talk)
        seen = self.lists.seen_by_nurse
        household, *members = (
            {code: value for code, value in each.items() if code in seen} for each in (talk.household, *talk.members)
        )
        reading = self.lists.edition.read(household, members, self.lists.parameters(talk.day))
        visit = self._visit(self.nurse, talk.day, {}, persons, before)
        self._settle(home, visit, reading, reading.find())

    def _settle(self, home: Home, visit: Visit, reading: Reading, found: Sequence[Any]) -> None:
        """What the visit does to each finding, by the rule of the assessment."""
        home.visits.append(visit)
        true = set()
        for one in found:
            key = (one.member, one.code)
            true.add(key)
            self._change(home, key, Verdict(True, one.severity, one.evidence), visit)
        for key, finding in home.findings.items():
            if key not in true and finding.state in ("proposed", "confirmed"):
                self._change(home, key, Verdict(reading.verdict(key[1], key[0])), visit)

    def _change(self, home: Home, key: tuple[int | None, str], verdict: Verdict, visit: Visit) -> None:
        known = home.findings.get(key)
        before = Standing(known.state, known.severity, known.evidence) if known else None
        change = settle(before, verdict)
        if change is None:
            return
        if known is None:
            home.findings[key] = Finding(
                key[1], key[0], change.state, change.severity, change.evidence, visit, visit.ended_at
            )
            return
        event = Event(change.state, visit.ended_at, visit.worker, change.note, visit, change.evidence)
        known.events.append(event)
        if change.state == "resolved":
            known.state, known.decided = "resolved", event
            return
        if change.note:
            known.state, known.found_at, known.decided = change.state, visit.ended_at, None
        known.severity, known.evidence, known.visit = change.severity, change.evidence, visit

    def _decide(self, home: Home, since: datetime) -> None:
        """The professionals decide about what is proposed, each in the own areas; the newest often waits."""
        end = datetime.combine(self.on, time(), UTC)
        for finding in home.findings.values():
            if finding.state != "proposed":
                continue
            decision = self._decision.draw(self.random)
            at = since + timedelta(days=1 + int(self.random.random() * 25), minutes=int(self.random.random() * 300))
            if decision == "proposed" or at >= end or (end - since < _RECENT and self.random.random() < 0.5):
                continue
            veil = self.lists.edition.vulnerabilities[finding.code].veil
            worker = self.nurse if veil == NURSES_AREA else self.worker
            note = _REFUTED[int(self.random.random() * len(_REFUTED))] if decision == "refuted" else ""
            finding.decided = Event(decision, at, worker, note)
            finding.state = decision
            finding.events.append(finding.decided)


def answers_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers without the facts beside which the rules read them."""
    return {code: value for code, value in values.items() if code not in _FACTS}


def conclusion_of(household: Mapping[str, Any], gravest: int) -> int:
    """Z03, from what was found: 1 nothing, 2 to inform, 3 a case, 4 an emergency."""
    if household.get("G08", [0]) != [0]:
        return 4
    return {0: 1, 1: 2, 2: 2, 3: 3}.get(gravest, 4)
