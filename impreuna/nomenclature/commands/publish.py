"""Publishing an edition: the installed files, checked, whole, under the next number. Nothing is half-published."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import connections, transaction

from impreuna.kernel.actor import COUNTRY, Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.result import Effect, Rejected, _, add_reasons
from impreuna.kernel.text import clean_lines
from impreuna.nomenclature.models import Edition
from impreuna.nomenclature.rules.reading import Lists, read_lists

LISTS = Path(settings.BASE_DIR) / "lists"
_FIRST = """
INSERT INTO nomenclature_edition (number, digest, content, note, published_at, published_by)
VALUES (1, %s, %s, '', %s, 'Împreună') ON CONFLICT DO NOTHING
"""

add_reasons(
    {
        "lists_wrong": _("Listele instalate au greșeli, deci nu se publică: {problems}"),
        "lists_changed": _("Fișierele s-au schimbat de când le-ați verificat. Verificați-le încă o dată."),
        "edition_unchanged": _("Listele instalate sunt cele din ediția în vigoare."),
    }
)


class PublishEdition(Command):
    """Publicarea unei ediții a listelor naționale (P art. 6(4)): the installed files become the edition in force.

    `digest` is that of the files as the administrator saw them checked.
    """

    area = "household"
    sentence = _("a publicat o ediție nouă a listelor naționale")

    digest: str
    note: str = ""


@handles(PublishEdition)
def publish_edition(c: PublishEdition, actor: Actor, at: Stamp) -> Effect:
    """Keeps the installed lists as the next edition; refuses wrong lists, other lists than seen, and unchanged ones."""
    if c.commune_id != COUNTRY:
        raise Rejected("out_of_scope", field="commune_id")
    lists = installed_lists()
    if lists.content is None:
        raise Rejected("lists_wrong", problems="; ".join(map(str, lists.problems[:3])))
    if lists.digest != c.digest:
        raise Rejected("lists_changed", field="digest")
    latest = Edition.objects.order_by("-number").first()
    if latest is not None and latest.digest == c.digest:
        raise Rejected("edition_unchanged", field="digest")
    number = latest.number + 1 if latest else 1
    Edition.objects.create(
        number=number,
        digest=c.digest,
        content=json.loads(msgspec.json.encode(lists.content)),
        note=clean_lines(c.note),
        published_at=at.received_at,
        published_by=actor.name,
    )
    return Effect(facts={"edition": number})


def installed_lists() -> Lists:
    """The lists of the installed release, read and checked; read again only when a file has changed."""
    stamp = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(LISTS.rglob("*.yaml")))
    return _read(stamp)


@lru_cache(maxsize=2)
def _read(_stamp: tuple[tuple[str, int, int], ...]) -> Lists:
    return read_lists(LISTS)


def publish_first(progress: Callable[[str], object] | None = None) -> bool:
    """The first edition of an empty database, as the owner, before anybody works. Answers whether it was published.

    Later editions come by `PublishEdition`: a newer release never changes the lists by itself. Raises `ValueError`
    when the installed lists are wrong.
    """
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM nomenclature_edition)")
        if cursor.fetchone()[0]:
            return False
        lists = installed_lists()
        if lists.content is None:
            raise ValueError("\n".join(map(str, lists.problems)))
        cursor.execute(_FIRST, [lists.digest, msgspec.json.encode(lists.content).decode(), datetime.now(UTC)])
    if progress is not None:
        progress("nomenclatoare")
    return True
