"""What is wrong with the lists, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a list: file, code of the entry (may be empty), and what to mend, in Romanian."""

    file: str
    entry: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.entry + ': ' if self.entry else ''}{self.message}"


class Problems:
    """The mistakes found so far; true when there is any."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, file: str, entry: str, message: str) -> None:
        """Notes a mistake."""
        self._found.append(Problem(file, entry, message))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
