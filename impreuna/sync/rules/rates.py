"""How often a tablet may ask: a bucket of calls for each, in this process."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

#: A first sync with its pictures asks often for a short while; a tablet at rest once in minutes.
BURST, PER_SECOND = 240.0, 8.0
_REMEMBERED = 20_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Rates:
    """Buckets by key, the longest unused forgotten first. Moments are seconds that only grow."""

    def __init__(self, burst: float = BURST, per_second: float = PER_SECOND, remembered: int = _REMEMBERED) -> None:
        self._burst, self._per_second, self._remembered = burst, per_second, remembered
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, key: str, now: float) -> float:
        """Takes one call; answers 0, or the seconds until the next one may be taken."""
        bucket = self._buckets.pop(key, None) or _Bucket(self._burst, now)
        self._buckets[key] = bucket
        while len(self._buckets) > self._remembered:
            self._buckets.popitem(last=False)
        bucket.left = min(self._burst, bucket.left + max(0.0, now - bucket.at) * self._per_second)
        bucket.at = now
        if bucket.left < 1:
            return (1 - bucket.left) / self._per_second
        bucket.left -= 1
        return 0
