"""Sign-in's door to the accounts: one statement brings the account of a session and the roles that it holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from impreuna.workforce.queries import OwnRole, find_account


class Backend(AuthenticationBackend):
    """E-mail and password as django-allauth checks them; `user.own_roles` comes along with the account."""

    def get_user(self, user_id: Any) -> Any:
        """The active account, with its roles of today in `own_roles`; none otherwise."""
        found = find_account(user_id if isinstance(user_id, UUID) else UUID(str(user_id)), timezone.localdate())
        if found is None or not found[0].is_active:
            return None
        user, roles = found
        user.own_roles = roles  # type: ignore[misc]
        return user


def own_roles(user: Any) -> list[OwnRole]:
    """The roles that came with the account of this request; none for an account that just signed in."""
    return getattr(user, "own_roles", [])
