"""Who acts when an act is typed on the machine itself: whoever may start the program there."""

from __future__ import annotations

from uuid import UUID

from impreuna.kernel.actor import COUNTRY, Actor, Scope

#: No account has this number (RFC 9562, the nil UUID): the journal shows a name and no person's page.
NOBODY = UUID(int=0)


def operator() -> Actor:
    """The national administrator at the command line."""
    return Actor(NOBODY, "linia de comandă", "national_admin", Scope("country", COUNTRY))
