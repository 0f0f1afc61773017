"""Tables refuse to be written outside `execute`: the first wall; PostgreSQL's policies are the second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

_is_executing: ContextVar[bool] = ContextVar("is_executing", default=False)


class WriteOutsideExecute(RuntimeError):
    """Somebody tried to change a row without a command. Build a command and call `execute`."""


@contextmanager
def executing() -> Iterator[None]:
    """Opens the tables to the handler that runs inside. Only `execute` uses it."""
    token = _is_executing.set(True)
    try:
        yield
    finally:
        _is_executing.reset(token)


def check(what: str) -> None:
    """Raises `WriteOutsideExecute` unless a command is being carried out."""
    if not _is_executing.get():
        raise WriteOutsideExecute(f"{what}: only a command's handler writes, through kernel.execute")


class GuardedQuerySet(models.QuerySet[Any]):
    """A queryset whose every way of writing asks the guard first. `save` and `delete` of a row end here too."""

    def _insert(self, *args: Any, **kwargs: Any) -> Any:
        check(f"insert into {self.model.__name__}")
        return super()._insert(*args, **kwargs)  # type: ignore[misc]

    def _update(self, values: Any) -> Any:
        check(f"update of {self.model.__name__}")
        return super()._update(values)  # type: ignore[misc]

    def update(self, **kwargs: Any) -> int:
        check(f"update of {self.model.__name__}")
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        check(f"delete from {self.model.__name__}")
        return super().delete()

    def _raw_delete(self, using: str | None) -> int:
        check(f"delete from {self.model.__name__}")
        return super()._raw_delete(using)


GuardedManager = models.Manager.from_queryset(GuardedQuerySet)


class Guarded(models.Model):
    """A table that only commands write."""

    objects = GuardedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Deletes the row; outside a command it raises `WriteOutsideExecute`."""
        check(f"delete of {type(self).__name__}")
        return super().delete(*args, **kwargs)
