"""A process with Django on one installation, so that two may be asked in turn."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from tests.bench.site import forget_settings

P = ParamSpec("P")
T = TypeVar("T")


class Inside:
    """Carries out functions of modules in that process; what they take and answer travels pickled."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def begin(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Lets it carry out `function` while this process goes on."""
        return self._pool.submit(function, *args, **kwargs)

    def ask(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `function` answers there. Raises what it raises."""
        return self.begin(function, *args, **kwargs).result()


@contextmanager
def inside(folder: Path) -> Iterator[Inside]:
    """The process for the installation in `folder`, whose database has to be up."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_enter, initargs=(str(folder),)) as pool:
        yield Inside(pool)


def _enter(folder: str) -> None:
    import logging

    forget_settings()
    os.environ |= {"IMPREUNA_VAR": folder, "DJANGO_SETTINGS_MODULE": "impreuna.config.settings"}
    import django

    django.setup()
    logging.getLogger("impreuna.requests").setLevel(logging.WARNING)
