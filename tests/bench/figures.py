"""Figures: what a list of times says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Effort:
    """How much is measured. `share` scales counts of requests and rows; the smoke test takes a tiny one."""

    share: float = 1.0
    rounds: int = 3

    def of(self, count: int, least: int = 1) -> int:
        """`count`, in this measure."""
        return max(least, round(count * self.share))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    return {"p50_ms": rounded(percentile(seconds, 0.5) * 1000), "p95_ms": rounded(percentile(seconds, 0.95) * 1000)}


def middle(rows: Iterable[dict[str, float]]) -> dict[str, float]:
    """The median of each figure over several rounds."""
    rounds = list(rows)
    return {name: rounded(median(row[name] for row in rounds)) for name in rounds[0]}


def ratio(of: float, to: float) -> float:
    """How many times `to` goes into `of`."""
    return rounded(of / to) if to else 0.0


def rounded(value: float) -> float:
    """Three digits that mean something, no more."""
    return float(f"{value:.3g}") if abs(value) < 1000 else float(round(value))
