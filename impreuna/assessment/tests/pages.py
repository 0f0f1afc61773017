"""Signing in and reading pages, for the tests of this room."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from impreuna.kernel.actor import Actor


def signed_in(actor: Actor) -> Client:
    """A client signed in as `actor`."""
    client = Client(headers={"accept-language": "ro"})
    client.force_login(get_user_model().objects.get(id=actor.user_id))
    return client


def text(answer: Any) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
