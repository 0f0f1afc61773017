"""What a sheet of figures is made of: all numbers of one place, that pages only lay out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from impreuna.monitoring.queries.places import Place
from impreuna.monitoring.rules.showing import Shown, share


@dataclass(frozen=True, slots=True)
class Freshness:
    """When a place was last counted (UTC); both empty before the first time. `is_stale`: changes wait to be counted."""

    counted_at: datetime | None
    counted_on: date | None
    is_stale: bool
    #: Whole seconds since it was counted, for "socotit acum 3 secunde".
    seconds: int | None


@dataclass(frozen=True, slots=True)
class PyramidBand:
    """One band of the pyramid. `code` "5-9", "85+", or "?" for unknown ages; `unknown`: sex not known.

    `residents`: what the statistical institute counted in this band, where it is imported.
    """

    code: str
    women: int
    men: int
    unknown: int
    residents: int | None

    @property
    def people(self) -> int:
        return self.women + self.men + self.unknown


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the place the census has reached. Shares are in percent, None where nobody is.

    `residents` comes from the imported population (`year`, `basis` resident or domicile, `source`); None where it is
    not imported. `registered` is more than `residents` where people came since.
    """

    registered: int
    residents: int | None
    year: int | None
    basis: str
    source: str
    households: int
    visited: int
    visited_12m: int

    @property
    def registered_share(self) -> float | None:
        """Registered of resident people."""
        return None if self.residents is None else share(self.registered, self.residents)

    @property
    def visited_share(self) -> float | None:
        """Households ever visited of households."""
        return share(self.visited, self.households)

    @property
    def recent_share(self) -> float | None:
        """Households visited in the last 12 months of households."""
        return share(self.visited_12m, self.households)


@dataclass(frozen=True, slots=True)
class VulnerabilityLine:
    """One vulnerability: `live` counts proposed and confirmed ones, `confirmed` is a part of it.

    `name` in the active language; `rate` per 1,000 people, or households, of the place; None when `live` is not told.
    """

    code: str
    name: str
    veil: str
    live: Shown
    confirmed: Shown
    rate: float | None


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One of the areas of vulnerabilities (ID, PS, VR…) with those found, the most frequent first.

    `persons` and `households` with at least one of them; households also through a member."""

    code: str
    name: str
    persons: Shown
    households: Shown
    vulnerabilities: tuple[VulnerabilityLine, ...]


@dataclass(frozen=True, slots=True)
class CommunityLine:
    """A vulnerability of a village measured as a share (CO-06, CO-07, CO-08): `share` in percent, `threshold` too.

    `is_few`: the village has too few households or children to be judged (national parameter `community_least`).
    `is_met`: the share has reached the threshold; None when it is not judged or the threshold is not set.
    """

    code: str
    name: str
    part: Shown
    whole: int
    share: float | None
    threshold: float | None
    is_few: bool
    is_met: bool | None


@dataclass(frozen=True, slots=True)
class VillageLine:
    """A village of the commune; those in which nobody is registered are there with zeros."""

    id: int
    name: str
    persons: int
    children: int
    households: int
    visited: int
    visited_12m: int
    persons_with: Shown
    children_with: Shown
    households_with: Shown
    #: level → households: urgent, high, medium, low.
    priorities: dict[str, Shown]
    communities: tuple[CommunityLine, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in a month ("2026-11"): visits held, vulnerabilities found, vulnerabilities resolved."""

    month: str
    assessed: Shown
    found: Shown
    resolved: Shown


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures of a place. Numbers that may name somebody are `Shown` as the reader may see them."""

    place: Place
    freshness: Freshness
    #: Places counted of places there are: 47 of 65 communes. For a commune 1 of 1, or 0 of 1.
    counted: int
    countable: int
    persons: int
    children: int
    households: int
    pyramid: tuple[PyramidBand, ...]
    coverage: Coverage
    #: state of the dwelling → households.
    dwellings: dict[str, int]
    #: urgent, high, medium, low, none → households.
    priorities: dict[str, Shown]
    awaiting: Shown
    persons_with: Shown
    children_with: Shown
    households_with: Shown
    multi_area: Shown
    #: Children whose family meets at least one, at least ten situations of Law 156/2023 art. 5.
    law156: Shown
    law156_10: Shown
    areas: tuple[AreaLine, ...]
    #: Only for a commune.
    villages: tuple[VillageLine, ...]
    #: The last 12 months, the oldest first.
    months: tuple[Month, ...]
    #: Areas of data whose figures this reader is not told (policy area codes): to say so, never to leave a gap unsaid.
    untold: tuple[str, ...]
