"""The whole file of a case: when it is made at once, and how long one that a job made is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

#: The parameter of the lists that says for how many hours a whole file is kept, and what is meant where it is silent.
KEPT_PARAMETER = "whole_file_hours"
KEPT_HOURS = 24
# In documents: a photographed page takes as long to draw as ten of them to put together, and so many take a second.
_SCAN, _AT_ONCE = 10, 30
#: A making that has not moved for so long is taken for dead: the worker was stopped.
DEAD_AFTER = timedelta(minutes=3)


def is_made_at_once(documents: int, scans: int) -> bool:
    """Whether a file of so many documents and signed pages takes less than a second."""
    return documents + _SCAN * scans <= _AT_ONCE


def kept_for(parameters: Mapping[str, float]) -> timedelta:
    """For how long a made file is kept for its reader."""
    return timedelta(hours=parameters.get(KEPT_PARAMETER, KEPT_HOURS))
