"""What may be published, and how it is rounded (docs/decisions/0027-public-figures.md)."""

from __future__ import annotations

#: Published numbers are multiples of this; what is less is 0 and is written "sub 5".
STEP = 5
#: Areas of data of which nothing is published.
NEVER_PUBLIC = ("health", "health_need", "protection", "ethnicity")
#: What everybody knows of the public measures: the first never exceeds the second. None is a sum of others.
ORDER = (
    ("households", "persons"),
    ("visited", "households"),
    ("persons_with", "persons"),
    ("persons_with:*", "persons_with"),
    ("children_with", "persons_with"),
    ("households_with:*", "households"),
)


def published(value: int) -> int:
    """The number as it is published: rounded down to a multiple of five.

    >>> [published(value) for value in (0, 4, 5, 9, 10)]
    [0, 0, 5, 5, 10]
    """
    return value // STEP * STEP


def known_order(measures: tuple[str, ...]) -> list[tuple[str, str]]:
    """The pairs of ORDER among these measures, families spelt out. Raises `ValueError` for one that has no place in it:
    whoever publishes a new measure says first how it relates to the others."""
    pairs = [
        (low, high)
        for pattern, high in ORDER
        for low in measures
        if high in measures and (low == pattern or (pattern.endswith("*") and low.startswith(pattern[:-1])))
    ]
    related = {measure for pair in pairs for measure in pair}
    if lost := set(measures) - related:
        raise ValueError(f"say in ORDER how these relate to what is published: {sorted(lost)}")
    return pairs
