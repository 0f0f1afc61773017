"""Pages of the room: one's work, conflicts, journal, one's own account, and what anybody may read."""

from impreuna.web.views.about import about, accessibility, language, privacy
from impreuna.web.views.account import account, email
from impreuna.web.views.conflicts import conflicts, settle
from impreuna.web.views.field import field, field_address, manifest, service_worker
from impreuna.web.views.home import home
from impreuna.web.views.journal import journal

__all__ = [
    "about",
    "accessibility",
    "account",
    "conflicts",
    "email",
    "field",
    "field_address",
    "home",
    "journal",
    "language",
    "manifest",
    "privacy",
    "service_worker",
    "settle",
]
