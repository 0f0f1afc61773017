"""Identifiers that a device can make without asking anybody."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562): unique without a server, and sorted by its moment of making."""
    return UUID(int=uuid_utils.uuid7().int)
