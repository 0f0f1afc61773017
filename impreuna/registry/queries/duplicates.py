"""Questions about records that may be, or were taken for, one person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from impreuna.kernel import seal
from impreuna.registry.models import DuplicateCandidate, Household, Membership, Merge, Person
from impreuna.registry.rules.likeness import Likened, liken
from impreuna.registry.rules.merging import CHOICES

_MERGED_IDS = """
WITH RECURSIVE standing AS (
  SELECT %s::uuid AS id, 0 AS depth
  UNION
  SELECT p.id, depth + 1 FROM registry_person p JOIN standing ON p.merged_into_id = standing.id
  WHERE p.commune_id = %s
)
SELECT id FROM standing ORDER BY depth, id
"""
_STANDING = """
WITH RECURSIVE chain AS (
  SELECT id, merged_into_id FROM registry_person WHERE commune_id = %s AND id = ANY (%s)
  UNION
  SELECT p.id, p.merged_into_id FROM registry_person p JOIN chain ON p.id = chain.merged_into_id
  WHERE p.commune_id = %s
)
SELECT id FROM chain WHERE merged_into_id IS NULL
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records: what is known of the person. `cnp` is whole: pages mask it; `n` says which state was seen."""

    id: UUID
    n: int
    last_name: str
    first_name: str
    former_names: str
    sex: str
    birth_date: date | None
    birth_year: int | None
    identity: str
    cnp: str
    cnp_hash: bytes | None
    death_date: date | None
    registered_at: datetime
    registered_by: str
    household_id: UUID | None
    household: str
    address: str
    village_id: int | None
    relation: str

    @property
    def name(self) -> str:
        """As the registers write it, last name first."""
        return f"{self.last_name} {self.first_name}".strip()

    def values(self, choice: str) -> tuple[object, ...]:
        """What stands in the columns of one choice; the number is compared by its hash."""
        columns = ("cnp_hash" if column == "cnp_sealed" else column for column in CHOICES[choice])
        return tuple(getattr(self, column) for column in columns)

    def likened(self) -> Likened:
        """What likeness looks at."""
        return Likened(self.last_name, self.first_name, self.birth_date, self.birth_year, self.sex, self.cnp_hash)


@dataclass(frozen=True, slots=True)
class Pair:
    """A warning that waits for a decision. Without `right`, the CNP is known in another commune and no more is said."""

    id: UUID
    left: Side
    right: Side | None
    reasons: tuple[str, ...]
    found_at: datetime

    @property
    def differing(self) -> tuple[str, ...]:
        """The choices in which the two records say different things."""
        return differing(self.left, self.right) if self.right else ()


@dataclass(frozen=True, slots=True)
class PastMerge:
    """A merge as its list tells it; `undone_at` when it was taken back."""

    id: UUID
    kept_id: UUID
    kept: str
    dropped_id: UUID
    dropped: str
    merged_at: datetime
    merged_by: str
    undone_at: datetime | None
    undone_by: str
    is_covered: bool


def differing(one: Side, other: Side) -> tuple[str, ...]:
    """The choices between two records: where they do not say the same."""
    return tuple(choice for choice in CHOICES if one.values(choice) != other.values(choice))


def merged_ids(commune_id: int, person_id: UUID) -> list[UUID]:
    """The person's id and those of every record that stands behind hers: where her notes and declarations hang."""
    with connection.cursor() as cursor:
        cursor.execute(_MERGED_IDS, [person_id, commune_id])
        return [row[0] for row in cursor.fetchall()]


def list_standing_for(commune_id: int, condition: Q, limit: int) -> list[Person]:
    """Who stands for the merged records that meet `condition`: what was typed for them is found still."""
    merged = Person.objects.filter(condition, commune_id=commune_id, merged_into_id__isnull=False)
    ids = list(merged.values_list("id", flat=True)[:limit])
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [commune_id, ids, commune_id])
        standing = [row[0] for row in cursor.fetchall()]
    return list(Person.objects.filter(commune_id=commune_id, id__in=standing).order_by("sort_key", "id"))


def count_pairs(commune_id: int) -> int:
    """How many warnings of the commune wait for a decision."""
    return DuplicateCandidate.objects.filter(commune_id=commune_id, decided_at=None).count()


def list_pairs(commune_id: int, limit: int = 50) -> list[Pair]:
    """The commune's open warnings, oldest first; four queries however many there are."""
    found = DuplicateCandidate.objects.filter(commune_id=commune_id, decided_at=None).order_by("n", "id")
    return _pairs(commune_id, list(found[:limit]))


def find_pair(commune_id: int, candidate_id: UUID) -> Pair | None:
    """The open warning of that id, or None."""
    found = DuplicateCandidate.objects.filter(commune_id=commune_id, id=candidate_id, decided_at=None)
    return next(iter(_pairs(commune_id, list(found))), None)


def is_decided(commune_id: int, candidate_id: UUID) -> bool:
    """Whether there was such a warning and somebody has answered it."""
    return DuplicateCandidate.objects.filter(commune_id=commune_id, id=candidate_id, decided_at__isnull=False).exists()


def find_sides(commune_id: int, one_id: UUID, other_id: UUID) -> tuple[Side, Side] | None:
    """Two records of the commune that stand for themselves, for comparing them; None when one does not."""
    sides = _sides(commune_id, [one_id, other_id])
    return (sides[one_id], sides[other_id]) if len(sides) == 2 else None


def list_merges(commune_id: int, person_id: UUID | None = None, limit: int = 50) -> list[PastMerge]:
    """Merges of the commune, or those into one person, newest first; taken back ones too."""
    found = Merge.objects.filter(commune_id=commune_id).order_by("-merged_at", "-id")
    if person_id is not None:
        found = found.filter(kept_id=person_id)
    merges = list(found[:limit])
    ids = {person for merge in merges for person in (merge.kept_id, merge.dropped_id)}
    people = {person.id: person for person in Person.objects.filter(commune_id=commune_id, id__in=ids)}
    return [_past(merge, people) for merge in merges if {merge.kept_id, merge.dropped_id} <= people.keys()]


def find_merge(commune_id: int, merge_id: UUID) -> PastMerge | None:
    """One merge of the commune, or None."""
    merge = Merge.objects.filter(commune_id=commune_id, id=merge_id).first()
    if merge is None:
        return None
    people = Person.objects.filter(commune_id=commune_id, id__in=[merge.kept_id, merge.dropped_id])
    return _past(merge, {person.id: person for person in people})


def _past(merge: Merge, people: dict[UUID, Person]) -> PastMerge:
    kept, dropped = people[merge.kept_id], people[merge.dropped_id]
    return PastMerge(
        merge.id,
        kept.id,
        str(kept),
        dropped.id,
        str(dropped),
        merge.merged_at,
        merge.merged_by,
        merge.undone_at,
        merge.undone_by,
        kept.merged_into_id is not None,
    )


def _pairs(commune_id: int, candidates: list[DuplicateCandidate]) -> list[Pair]:
    ids = {person for one in candidates for person in (one.person_id, one.other_id) if person is not None}
    sides = _sides(commune_id, ids)
    return [
        _pair(candidate, sides)
        for candidate in candidates
        if candidate.person_id in sides and (candidate.other_id is None or candidate.other_id in sides)
    ]


def _pair(candidate: DuplicateCandidate, sides: dict[UUID, Side]) -> Pair:
    left = sides[candidate.person_id]
    if candidate.other_id is None:
        return Pair(candidate.id, left, None, ("cnp_elsewhere",), candidate.found_at)
    right = sides[candidate.other_id]
    # The reasons of today: what was found may have been corrected since.
    reasons = liken(left.likened(), right.likened()).reasons or tuple(candidate.reasons)
    return Pair(candidate.id, left, right, reasons, candidate.found_at)


def _sides(commune_id: int, ids: Collection[UUID]) -> dict[UUID, Side]:
    people = list(Person.objects.filter(commune_id=commune_id, id__in=ids, merged_into_id=None))
    memberships = {
        membership.person_id: membership
        for membership in Membership.objects.filter(commune_id=commune_id, person_id__in=ids, end_date=None)
    }
    homes = _homes(commune_id, (membership.household_id for membership in memberships.values()))
    sides = {}
    for person in people:
        membership = memberships.get(person.id)
        home = homes.get(membership.household_id) if membership else None
        sides[person.id] = _side(person, home, membership.relation if membership else "")
    return sides


def _homes(commune_id: int, ids: Iterable[UUID]) -> dict[UUID, Household]:
    return {home.id: home for home in Household.objects.filter(commune_id=commune_id, id__in=set(ids))}


def _side(person: Person, home: Household | None, relation: str) -> Side:
    return Side(
        id=person.id,
        n=person.n,
        last_name=person.last_name,
        first_name=person.first_name,
        former_names=person.former_names,
        sex=person.sex,
        birth_date=person.birth_date,
        birth_year=person.birth_year,
        identity=person.identity,
        cnp=seal.unseal(bytes(person.cnp_sealed), "cnp").decode() if person.cnp_sealed else "",
        cnp_hash=bytes(person.cnp_hash) if person.cnp_hash else None,
        death_date=person.death_date,
        registered_at=person.registered_at,
        registered_by=person.registered_by,
        household_id=home.id if home else None,
        household=home.label if home else "",
        address=", ".join(part for part in (home.street, home.number) if part) if home else "",
        village_id=home.village_id if home else None,
        relation=relation,
    )
